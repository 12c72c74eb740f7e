#include "store/group.h"

#include <string.h>

#include "base/hash.h"

static int order_of(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int word_order(const struct column *column, const struct vocabulary *words, uint64_t a,
                      uint64_t b)
{
    if (a == b || words == NULL)
        return order_of(a, b);
    const struct word *table = words->words[column->vocabulary];
    int order = span_compare(table[a].text, table[b].text);
    return order != 0 ? order
                      : order_of((uint32_t)table[a].class_hint, (uint32_t)table[b].class_hint);
}

static int column_order(const struct column *column, const struct vocabulary *words, const void *a,
                        const void *b)
{
    if (column->kind == COLUMN_TEXT)
        return span_compare(column_text(column, a), column_text(column, b));
    uint64_t left = column_value(column, a), right = column_value(column, b);
    return column->kind == COLUMN_WORD ? word_order(column, words, left, right)
                                       : order_of(left, right);
}

int row_order(const struct shape *shape, const struct vocabulary *words, const void *a,
              const void *b, bool with_ordinal)
{
    int order = 0;

    for (uint32_t c = 0; c < shape->column_count && order == 0; c++) {
        const struct column *column = &shape->columns[c];
        bool is_content = column->kind != COLUMN_STEP && column->kind != COLUMN_TICKET &&
                          column->kind != COLUMN_TRACE && column->kind != COLUMN_KEYED &&
                          column->kind != COLUMN_PERSON;
        if (is_content && (with_ordinal || column->kind != COLUMN_ORDINAL))
            order = column_order(column, words, a, b);
    }
    return order;
}

static int person_order(const struct vocabulary *words, uint64_t a, uint64_t b)
{
    if (a == b || words == NULL)
        return order_of(a, b);
    int order = order_of(words->persons[a].high, words->persons[b].high);
    return order != 0 ? order : order_of(words->persons[a].low, words->persons[b].low);
}

int row_keyed_order(const struct shape *shape, const struct vocabulary *words, const void *a,
                    const void *b)
{
    int order = 0;

    for (uint32_t c = 0; c < shape->column_count && order == 0; c++) {
        const struct column *column = &shape->columns[c];
        if (column->kind == COLUMN_KEYED)
            order = order_of(column_value(column, a), column_value(column, b));
        else if (column->kind == COLUMN_PERSON)
            order = person_order(words, column_value(column, a), column_value(column, b));
    }
    return order;
}

bool column_is_unknown(const struct column *column, const void *row)
{
    if (column->kind == COLUMN_TEXT)
        return column_text(column, row).bytes == NULL;
    return column_value(column, row) == column_unknown(column);
}

_Static_assert(COLUMN_LIMIT <= 64, "a column is a bit of `differs`");

void row_merge_keyed(const struct shape *shape, void *row, const void *other, uint64_t *differs)
{
    for (uint32_t c = 0; c < shape->column_count; c++) {
        const struct column *column = &shape->columns[c];
        bool is_keyed = column->kind == COLUMN_KEYED || column->kind == COLUMN_PERSON;
        if (!is_keyed || column_is_unknown(column, other))
            continue;
        if (column_is_unknown(column, row))
            column_set(column, row, column_value(column, other));
        else if (column_value(column, row) != column_value(column, other))
            *differs |= UINT64_C(1) << c;
    }
}

void row_forget(const struct shape *shape, void *row, uint64_t differs)
{
    for (uint32_t c = 0; c < shape->column_count; c++)
        if ((differs >> c & 1) != 0)
            column_set(&shape->columns[c], row, column_unknown(&shape->columns[c]));
}

uint32_t row_fingerprint(const struct shape *shape, const void *row)
{
    uint64_t values[COLUMN_LIMIT];
    uint64_t text_hash = 0;
    uint32_t count = 0;

    for (uint32_t c = 0; c < shape->column_count; c++) {
        const struct column *column = &shape->columns[c];
        bool is_text = column->kind == COLUMN_TEXT;
        if (column->kind == COLUMN_TRACE)
            continue;
        values[count++] = is_text ? 0 : column_value(column, row);
        if (is_text)
            text_hash = hash_64(column_text(column, row), text_hash);
    }
    struct span bytes = {(const char *)values, count * sizeof *values};
    return (uint32_t)hash_64(bytes, text_hash);
}

/* ---- identities ---- */

static int message_identity(const struct message_record *a, const struct message_record *b)
{
    if (a->native_id != 0 || b->native_id != 0)
        return order_of(a->native_id, b->native_id);
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->author_kind != b->author_kind)
        return a->author_kind < b->author_kind ? -1 : 1;
    if (a->author != b->author)
        return a->author < b->author ? -1 : 1;
    return order_of(a->body, b->body);
}

static int survey_identity(const struct survey_row *a, const struct survey_row *b)
{
    if (a->record.sent_at != b->record.sent_at)
        return a->record.sent_at < b->record.sent_at ? -1 : 1;
    if (a->record.asks != b->record.asks)
        return a->record.asks < b->record.asks ? -1 : 1;
    return a->record.sent_at == INSTANT_UNKNOWN ? row_order(shape_of(ROW_SURVEY), NULL, a, b, false)
                                                : 0;
}

int row_identity_order(enum table_kind kind, const void *a, const void *b)
{
    switch (kind) {
    case TABLE_MESSAGES:
        return message_identity(&((const struct message_row *)a)->record,
                                &((const struct message_row *)b)->record);
    case TABLE_SURVEYS:
        return survey_identity(a, b);
    case TABLE_REVIEWS:
        return order_of(((const struct review_row *)a)->record.reviewer,
                        ((const struct review_row *)b)->record.reviewer);
    case TABLE_STATUS_HISTORY: {
        const struct shape *shape = shape_of(ROW_STATUS);
        int order = row_order(shape, NULL, a, b, false);
        return order != 0 ? order : row_keyed_order(shape, NULL, a, b);
    }
    default:
        return 0;
    }
}

bool row_is_single(enum table_kind kind, const void *row)
{
    return kind == TABLE_TICKETS ||
           (kind == TABLE_MESSAGES && ((const struct message_row *)row)->record.native_id != 0);
}

/* ---- settling ---- */

struct sorting {
    enum table_kind kind;
    const struct shape *shape;
    const struct vocabulary *words;
    uint32_t *tally; /* rows by origin, zero between uses */
};

static const struct row_head *head_of(const void *row)
{
    return row;
}

static int final_order(const struct sorting *sorting, const void *a, const void *b)
{
    int order = row_order(sorting->shape, sorting->words, a, b, true);

    return order != 0 ? order : row_keyed_order(sorting->shape, sorting->words, a, b);
}

static int by_identity(const void *a, const void *b, void *context)
{
    const struct sorting *sorting = context;
    int order = row_identity_order(sorting->kind, a, b);

    if (order == 0)
        order = final_order(sorting, a, b);
    return order != 0 ? order : order_of(head_of(a)->origin, head_of(b)->origin);
}

static int by_final_order(const void *a, const void *b, void *context)
{
    return final_order(context, a, b);
}

/* The most rows that one origin has among rows first … last - 1. */
static uint32_t most_of_one_origin(struct sorting *sorting, const struct row_list *rows,
                                   size_t first, size_t last)
{
    uint32_t most = 0;

    for (size_t i = first; i < last; i++) {
        uint32_t count = ++sorting->tally[head_of(row_list_at(rows, i))->origin];
        most = count > most ? count : most;
    }
    for (size_t i = first; i < last; i++)
        sorting->tally[head_of(row_list_at(rows, i))->origin] = 0;
    return most;
}

static size_t end_of_equals(const struct sorting *sorting, const struct row_list *rows,
                            size_t first, size_t last)
{
    size_t end = first + 1;

    while (end < last &&
           final_order(sorting, row_list_at(rows, first), row_list_at(rows, end)) == 0)
        end++;
    return end;
}

/* Keep `wanted` rows of the identity in first … last - 1, each content as often as one origin has
 * it; move them to `to` and return how many they are. */
static size_t keep_of_identity(struct sorting *sorting, struct row_list *rows, size_t first,
                               size_t last, uint32_t wanted, bool takes_last, size_t to)
{
    size_t start = to;

    for (size_t run = first; run < last;) {
        size_t end = end_of_equals(sorting, rows, run, last);
        uint32_t count = most_of_one_origin(sorting, rows, run, end);
        for (uint32_t i = 0; i < count; i++, to++)
            memmove(row_list_at(rows, to), row_list_at(rows, run + i), rows->row_size);
        run = end;
    }
    size_t kept = to - start;
    if (kept > wanted && takes_last)
        memmove(row_list_at(rows, start), row_list_at(rows, to - wanted), wanted * rows->row_size);
    return kept < wanted ? kept : wanted;
}

/* One of the rows first … last - 1 is to be chosen, the last: merge its equals into it. */
static void merge_equals(struct sorting *sorting, struct row_list *rows, size_t first, size_t last)
{
    void *chosen = row_list_at(rows, last - 1);
    uint64_t differs = 0;

    for (size_t i = first; i + 1 < last; i++)
        if (row_order(sorting->shape, sorting->words, chosen, row_list_at(rows, i), true) == 0)
            row_merge_keyed(sorting->shape, chosen, row_list_at(rows, i), &differs);
    row_forget(sorting->shape, chosen, differs);
}

/* Of the rows of one identity, first … last - 1, those that count, moved to `to`. */
static size_t settle_identity(struct sorting *sorting, struct row_list *rows, size_t first,
                              size_t last, size_t to)
{
    bool takes_last = sorting->kind == TABLE_SURVEYS || sorting->kind == TABLE_REVIEWS;

    if (row_is_single(sorting->kind, row_list_at(rows, first))) {
        merge_equals(sorting, rows, first, last);
        memmove(row_list_at(rows, to), row_list_at(rows, last - 1), rows->row_size);
        return 1;
    }
    uint32_t wanted = most_of_one_origin(sorting, rows, first, last);
    return keep_of_identity(sorting, rows, first, last, wanted, takes_last, to);
}

static void settle(struct sorting *sorting, struct row_list *rows)
{
    size_t kept = 0;

    qsort_r(rows->rows, rows->count, rows->row_size, by_identity, sorting);
    for (size_t first = 0; first < rows->count;) {
        size_t last = first + 1;
        while (last < rows->count && row_identity_order(sorting->kind, row_list_at(rows, first),
                                                        row_list_at(rows, last)) == 0)
            last++;
        kept += settle_identity(sorting, rows, first, last, kept);
        first = last;
    }
    rows->count = kept;
    qsort_r(rows->rows, rows->count, rows->row_size, by_final_order, sorting);
}

/* ---- the common case, without sorting by content ---- */

static int64_t at_of(const struct shape *shape, const void *row)
{
    int64_t at;

    memcpy(&at, (const char *)row + shape->at_offset, sizeof at);
    return at;
}

/* -1, 0, 1 by instant and ordinal. */
static int place_order(const struct shape *shape, const void *a, const void *b)
{
    int64_t left = at_of(shape, a), right = at_of(shape, b);

    return left != right ? (left < right ? -1 : 1)
                         : order_of(head_of(a)->ordinal, head_of(b)->ordinal);
}

static bool has_one_origin(const struct row_list *rows)
{
    for (size_t i = 1; i < rows->count; i++)
        if (head_of(row_list_at(rows, i))->origin != head_of(rows->rows)->origin)
            return false;
    return true;
}

enum { SMALL_GROUP = 16 };

static bool repeats_native_id(const struct row_list *rows)
{
    const struct message_row *messages = rows->rows;

    for (size_t i = 1; i < rows->count; i++)
        for (size_t j = 0; j < i; j++)
            if (messages[i].record.native_id == messages[j].record.native_id &&
                messages[i].record.native_id != 0)
                return true;
    return false;
}

/* By instant and ordinal; false when that leaves a tie. */
static bool sort_by_place(const struct shape *shape, struct row_list *rows)
{
    unsigned char held[ROW_SIZE_LIMIT];

    for (size_t i = 1; i < rows->count; i++) {
        size_t to = i;
        int order = 1;
        while (to > 0 &&
               (order = place_order(shape, row_list_at(rows, to - 1), row_list_at(rows, i))) > 0)
            to--;
        if (order == 0)
            return false;
        if (to == i)
            continue;
        memcpy(held, row_list_at(rows, i), rows->row_size);
        memmove(row_list_at(rows, to + 1), row_list_at(rows, to), (i - to) * rows->row_size);
        memcpy(row_list_at(rows, to), held, rows->row_size);
    }
    return true;
}

static bool is_settled_quickly(enum table_kind kind, struct row_list *rows)
{
    const struct shape *shape = shape_of(row_kind_of(kind));

    if (rows->count < 2)
        return true;
    return shape->at_offset >= 0 && rows->count <= SMALL_GROUP && has_one_origin(rows) &&
           (kind != TABLE_MESSAGES || !repeats_native_id(rows)) && sort_by_place(shape, rows);
}

bool group_settle(enum table_kind kind, struct row_list *rows, uint32_t origin_count,
                  words_loader load_words, void *context, struct error *err)
{
    struct sorting sorting = {.kind = kind, .shape = shape_of(row_kind_of(kind))};

    if (is_settled_quickly(kind, rows))
        return true;
    if (!load_words(context, &sorting.words, err))
        return false;
    OWN(free) uint32_t *tally = calloc(origin_count + 1, sizeof *tally);
    if (tally == NULL)
        return error_memory(err);
    sorting.tally = tally;
    settle(&sorting, rows);
    return true;
}
