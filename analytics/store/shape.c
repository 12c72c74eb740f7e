#include "store/shape.h"

#include <assert.h>
#include <string.h>

#define COLUMN(row, member, kind)                                                                  \
    {                                                                                              \
        offsetof(struct row, member), sizeof(((struct row *)0)->member), kind, 0                   \
    }
#define WORD_COLUMN(row, member, vocabulary)                                                       \
    {                                                                                              \
        offsetof(struct row, member), sizeof(((struct row *)0)->member), COLUMN_WORD, vocabulary   \
    }

/*
 * The order of the columns is the order of the rows of a ticket, first column first. Append to a
 * table: a block that was written with fewer columns is read with the rest unknown.
 */
static const struct column name_columns[] = {
    COLUMN(name_row, head.ticket, COLUMN_STEP),
    COLUMN(name_row, source, COLUMN_CODE),
    COLUMN(name_row, id, COLUMN_TEXT),
};

static const struct column ticket_columns[] = {
    COLUMN(ticket_row, head.ticket, COLUMN_STEP),
    COLUMN(ticket_row, record.created_at, COLUMN_INSTANT),
    COLUMN(ticket_row, record.first_reply_at, COLUMN_INSTANT),
    COLUMN(ticket_row, record.first_human_at, COLUMN_INSTANT),
    COLUMN(ticket_row, record.resolved_at, COLUMN_INSTANT),
    COLUMN(ticket_row, record.first_resolved_at, COLUMN_INSTANT),
    COLUMN(ticket_row, record.closed_at, COLUMN_INSTANT),
    COLUMN(ticket_row, record.reopened_at, COLUMN_INSTANT),
    COLUMN(ticket_row, record.updated_at, COLUMN_INSTANT),
    COLUMN(ticket_row, record.due_reply_at, COLUMN_INSTANT),
    COLUMN(ticket_row, record.due_resolve_at, COLUMN_INSTANT),
    COLUMN(ticket_row, record.first_reply_s, COLUMN_COUNT),
    COLUMN(ticket_row, record.resolution_s, COLUMN_COUNT),
    COLUMN(ticket_row, record.handling_s, COLUMN_COUNT),
    WORD_COLUMN(ticket_row, record.account, VOCABULARY_ACCOUNT),
    COLUMN(ticket_row, record.requester, COLUMN_PERSON),
    COLUMN(ticket_row, record.assignee, COLUMN_PERSON),
    WORD_COLUMN(ticket_row, record.channel, VOCABULARY_CHANNEL),
    WORD_COLUMN(ticket_row, record.priority, VOCABULARY_PRIORITY),
    WORD_COLUMN(ticket_row, record.status, VOCABULARY_STATUS),
    WORD_COLUMN(ticket_row, record.type, VOCABULARY_TYPE),
    WORD_COLUMN(ticket_row, record.category, VOCABULARY_CATEGORY),
    WORD_COLUMN(ticket_row, record.group, VOCABULARY_GROUP),
    COLUMN(ticket_row, record.reopen_count, COLUMN_COUNT),
    COLUMN(ticket_row, record.staff_reply_count, COLUMN_COUNT),
    COLUMN(ticket_row, record.customer_reply_count, COLUMN_COUNT),
    COLUMN(ticket_row, record.reassignment_count, COLUMN_COUNT),
    COLUMN(ticket_row, merged_into, COLUMN_TICKET),
    COLUMN(ticket_row, record.merged_into, COLUMN_TEXT),
    COLUMN(ticket_row, record.rating.score, COLUMN_COUNT),
    COLUMN(ticket_row, record.rating.scale_max, COLUMN_CODE),
    COLUMN(ticket_row, record.rating.was_offered, COLUMN_COUNT),
    COLUMN(ticket_row, record.initiator, COLUMN_CODE),
    COLUMN(ticket_row, record.first_reply_clock, COLUMN_CODE),
    COLUMN(ticket_row, record.resolution_clock, COLUMN_CODE),
    COLUMN(ticket_row, record.reply_sla_met, COLUMN_COUNT),
    COLUMN(ticket_row, record.resolve_sla_met, COLUMN_COUNT),
    COLUMN(ticket_row, record.flags, COLUMN_CODE),
};

static const struct column message_columns[] = {
    COLUMN(message_row, head.ticket, COLUMN_STEP),
    COLUMN(message_row, record.at, COLUMN_INSTANT),
    COLUMN(message_row, head.ordinal, COLUMN_ORDINAL),
    COLUMN(message_row, record.author_kind, COLUMN_CODE),
    COLUMN(message_row, record.flags, COLUMN_CODE),
    COLUMN(message_row, record.native_id, COLUMN_CODE),
    COLUMN(message_row, record.body, COLUMN_KEYED),
    COLUMN(message_row, record.author, COLUMN_PERSON),
    WORD_COLUMN(message_row, record.channel, VOCABULARY_CHANNEL),
    COLUMN(message_row, record.text.word_count, COLUMN_CODE),
    COLUMN(message_row, record.text.sentence_count, COLUMN_CODE),
    COLUMN(message_row, record.text.syllable_count, COLUMN_CODE),
    COLUMN(message_row, record.text.long_word_count, COLUMN_CODE),
    COLUMN(message_row, record.text.foreign_word_count, COLUMN_CODE),
    COLUMN(message_row, record.text.jargon_count, COLUMN_CODE),
    COLUMN(message_row, record.text.character_count, COLUMN_CODE),
    COLUMN(message_row, record.text.language, COLUMN_CODE),
    COLUMN(message_row, record.text_key, COLUMN_TRACE),
};

static const struct column survey_columns[] = {
    COLUMN(survey_row, head.ticket, COLUMN_STEP),
    COLUMN(survey_row, record.answered_at, COLUMN_INSTANT),
    COLUMN(survey_row, record.sent_at, COLUMN_INSTANT),
    COLUMN(survey_row, record.rating.score, COLUMN_COUNT),
    COLUMN(survey_row, record.rating.scale_max, COLUMN_CODE),
    COLUMN(survey_row, record.rating.was_offered, COLUMN_COUNT),
    COLUMN(survey_row, record.recommendation, COLUMN_COUNT),
    COLUMN(survey_row, record.effort, COLUMN_COUNT),
    COLUMN(survey_row, record.effort_max, COLUMN_CODE),
    COLUMN(survey_row, record.asks, COLUMN_CODE),
};

static const struct column review_columns[] = {
    COLUMN(review_row, head.ticket, COLUMN_STEP),
    COLUMN(review_row, record.is_complete, COLUMN_COUNT),
    COLUMN(review_row, record.is_correct, COLUMN_COUNT),
    COLUMN(review_row, record.reviewer, COLUMN_PERSON),
};

static const struct column status_columns[] = {
    COLUMN(status_row, head.ticket, COLUMN_STEP),
    COLUMN(status_row, record.at, COLUMN_INSTANT),
    COLUMN(status_row, head.ordinal, COLUMN_ORDINAL),
    COLUMN(status_row, record.actor_kind, COLUMN_CODE),
    WORD_COLUMN(status_row, record.status, VOCABULARY_STATUS),
    COLUMN(status_row, record.actor, COLUMN_PERSON),
};

static const struct column presence_columns[] = {
    COLUMN(presence_row, head.ticket, COLUMN_STEP),
    COLUMN(presence_row, fingerprint, COLUMN_CODE),
};

#define SHAPE(noun, at)                                                                            \
    {                                                                                              \
#noun, sizeof(struct noun##_row), noun##_columns,                                          \
            sizeof noun##_columns / sizeof *noun##_columns, at                                     \
    }

static const struct shape shapes[] = {
    [ROW_NAME] = SHAPE(name, -1),
    [ROW_TICKET] = SHAPE(ticket, -1),
    [ROW_MESSAGE] = SHAPE(message, offsetof(struct message_row, record.at)),
    [ROW_SURVEY] = SHAPE(survey, -1),
    [ROW_REVIEW] = SHAPE(review, -1),
    [ROW_STATUS] = SHAPE(status, offsetof(struct status_row, record.at)),
    [ROW_PRESENCE] = SHAPE(presence, -1),
};

_Static_assert(sizeof ticket_columns / sizeof *ticket_columns <= COLUMN_LIMIT, "columns fit");
_Static_assert(sizeof(struct ticket_row) <= ROW_SIZE_LIMIT, "a row fits");

const struct shape *shape_of(enum row_kind kind)
{
    assert(kind < ROW_KINDS);
    return &shapes[kind < ROW_PRESENCE ? kind : ROW_PRESENCE];
}

enum row_kind row_kind_of(enum table_kind kind)
{
    return (enum row_kind)(ROW_TICKET + (int)kind);
}

bool row_kind_has_texts(enum row_kind kind)
{
    return kind == ROW_NAME || kind == ROW_TICKET;
}

enum row_kind presence_kind_of(enum table_kind kind)
{
    return (enum row_kind)(ROW_PRESENCE + (int)kind);
}

static const uint64_t sign_bit = UINT64_C(1) << 63;

static bool is_signed(const struct column *column)
{
    return column->kind == COLUMN_INSTANT || column->kind == COLUMN_COUNT;
}

static uint64_t read_unsigned(const void *at, size_t size)
{
    uint64_t wide;
    uint32_t word;
    uint16_t half;

    switch (size) {
    case 1:
        return *(const uint8_t *)at;
    case 2:
        memcpy(&half, at, 2);
        return half;
    case 4:
        memcpy(&word, at, 4);
        return word;
    default:
        memcpy(&wide, at, 8);
        return wide;
    }
}

bool row_is_equal(const struct shape *shape, const void *a, const void *b)
{
    bool is_equal = true;

    for (uint32_t c = 1; c < shape->column_count && is_equal; c++) {
        const struct column *column = &shape->columns[c];
        const char *left = (const char *)a + column->offset;
        const char *right = (const char *)b + column->offset;
        if (column->kind == COLUMN_TEXT)
            is_equal = span_equal(column_text(column, a), column_text(column, b));
        else if (column->kind != COLUMN_TRACE)
            is_equal = read_unsigned(left, column->size) == read_unsigned(right, column->size);
    }
    return is_equal;
}

uint64_t column_value(const struct column *column, const void *row)
{
    uint64_t value = read_unsigned((const char *)row + column->offset, column->size);

    if (!is_signed(column))
        return value;
    unsigned shift = 64 - 8u * column->size;
    return (uint64_t)((int64_t)(value << shift) >> shift) ^ sign_bit;
}

void column_set(const struct column *column, void *row, uint64_t value)
{
    if (is_signed(column))
        value ^= sign_bit;
    memcpy((char *)row + column->offset, &value, column->size);
}

uint64_t column_unknown(const struct column *column)
{
    switch ((enum column_kind)column->kind) {
    case COLUMN_INSTANT:
        return 0; /* INT64_MIN in the order of unsigned numbers */
    case COLUMN_COUNT:
        return (uint64_t)(int64_t)COUNT_UNKNOWN ^ sign_bit;
    default:
        return 0;
    }
}

struct span column_text(const struct column *column, const void *row)
{
    struct span text;

    memcpy(&text, (const char *)row + column->offset, sizeof text);
    return text;
}
