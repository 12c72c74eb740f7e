#include "ingest/rows.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/cells.h"

enum { QUOTED_BYTES = 32 };

void row_decoder_release(struct row_decoder *decoder)
{
    text_meter_close(decoder->texts);
    lookup_release(&decoder->classes);
    buffer_release(&decoder->scratch);
}

/* The row being decoded. `is_bad` is set by the first cell that cannot be read. */
/* Where in the decoded row a number goes. */
#define IN_ROW(member) offsetof(struct decoded_row, member)

struct taking {
    const struct row_rules *rules;
    struct row_decoder *decoder;
    const struct csv_row *row;
    struct row_batch *batch;
    struct decoded_row *out;
    bool is_bad;
    bool has_failed;         /* memory */
    struct rejected_row why; /* when it is bad */
    struct error *err;
};

static void bad_cell(struct taking *taking, int column, const char *expected)
{
    struct span cell = taking->row->fields[column];
    char shown[QUOTED_BYTES + 1];

    if (taking->is_bad)
        return;
    taking->is_bad = true;
    taking->why.column = (size_t)column;
    cell_show(cell, QUOTED_BYTES, shown);
    snprintf(taking->why.reason, sizeof taking->why.reason, "%s: '%s'%s", expected, shown,
             cell.length > QUOTED_BYTES ? "…" : "");
}

static void bad_row(struct taking *taking, int column, const char *reason)
{
    if (taking->is_bad)
        return;
    taking->is_bad = true;
    taking->why.column = column < 0 ? SIZE_MAX : (size_t)column;
    snprintf(taking->why.reason, sizeof taking->why.reason, "%s", reason);
}

/* The cell of a column, trimmed; absent where the desk writes nothing. */
static struct span cell_at(const struct taking *taking, int column)
{
    if (column < 0 || (size_t)column >= taking->row->count)
        return (struct span){0};
    struct span cell = span_trim(taking->row->fields[column]);
    if (cell.length == 0 || profile_is_missing(taking->rules->plan->profile, cell))
        return (struct span){0};
    return cell;
}

static struct span cell_of(const struct taking *taking, enum field field)
{
    return cell_at(taking, taking->rules->plan->column_of[field]);
}

/* 1900-01-01, 0001-01-01, 9999-12-31: what stands there for "none". No desk is older than 1980. */
#define SENTINELS_BEFORE_S INT64_C(315532800) /* 1980-01-01 */
#define SENTINELS_FROM_S INT64_C(4102444800)  /* 2100-01-01 */

static int64_t take_instant(struct taking *taking, enum field field)
{
    const struct plan *plan = taking->rules->plan;
    int column = plan->column_of[field];
    struct span cell = cell_at(taking, column);
    int64_t instant = INSTANT_UNKNOWN;
    enum date_fate fate = DATE_BAD;

    if (cell.length == 0)
        return INSTANT_UNKNOWN;
    if (!date_instant(cell, plan->columns[column].order, taking->rules->zone, &instant, &fate)) {
        bad_cell(taking, column, "not a date");
        return INSTANT_UNKNOWN;
    }
    if (instant < SENTINELS_BEFORE_S || instant >= SENTINELS_FROM_S) {
        taking->batch->sentinel_count++;
        return INSTANT_UNKNOWN;
    }
    taking->batch->gap_count += fate == DATE_IN_GAP;
    taking->batch->repeat_count += fate == DATE_REPEATED;
    taking->batch->naive_count += fate != DATE_FINE;
    return instant;
}

static int32_t take_count(struct taking *taking, enum field field)
{
    struct span cell = cell_of(taking, field);
    int64_t count = 0;

    if (cell.length == 0)
        return COUNT_UNKNOWN;
    if (!cell_count(cell, &count)) {
        bad_cell(taking, taking->rules->plan->column_of[field], "not a count");
        return COUNT_UNKNOWN;
    }
    return (int32_t)count;
}

/* `is_there`: something else in the row says that it was measured, so that 0 is a true zero. */
static int64_t take_duration(struct taking *taking, int column, bool is_there, uint8_t *clock)
{
    struct span cell = cell_at(taking, column);
    int64_t duration_s = 0;

    if (cell.length == 0)
        return COUNT_UNKNOWN;
    const struct profile_column *meaning = taking->rules->plan->columns[column].meaning;
    if (!cell_duration(cell, meaning->unit, &duration_s)) {
        bad_cell(taking, column, "not a duration");
        return COUNT_UNKNOWN;
    }
    if (duration_s == 0 && meaning->zero_is_missing && !is_there) {
        taking->batch->zero_duration_count++;
        return COUNT_UNKNOWN;
    }
    *clock = (uint8_t)meaning->clock;
    return duration_s;
}

static int8_t take_flag(struct taking *taking, enum field field)
{
    struct span cell = cell_of(taking, field);
    bool flag = false;

    if (cell.length == 0)
        return COUNT_UNKNOWN;
    if (!cell_flag(cell, &flag)) {
        bad_cell(taking, taking->rules->plan->column_of[field], "neither yes nor no");
        return COUNT_UNKNOWN;
    }
    return flag;
}

/* Texts of the row may be gone when it is settled, those of the batch are not. */
static struct span keep_text(struct taking *taking, struct span text)
{
    struct row_batch *batch = taking->batch;
    bool is_kept = text.bytes >= batch->bytes.bytes &&
                   text.bytes + text.length <= batch->bytes.bytes + batch->bytes.length;

    if (is_kept || text.length == 0)
        return text;
    const char *copy = arena_text(&batch->texts, text.bytes, text.length);
    taking->has_failed |= copy == NULL;
    return (struct span){copy, copy == NULL ? 0 : text.length};
}

static void refer(struct taking *taking, struct reference reference, struct span text)
{
    struct row_batch *batch = taking->batch;

    if (batch->reference_count == batch->reference_capacity) {
        size_t capacity = batch->reference_capacity == 0 ? 4096 : batch->reference_capacity * 2;
        struct reference *grown = realloc(batch->references, capacity * sizeof *grown);
        taking->has_failed |= grown == NULL;
        if (grown == NULL)
            return;
        batch->references = grown;
        batch->reference_capacity = capacity;
    }
    reference.text = keep_text(taking, text);
    batch->references[batch->reference_count++] = reference;
    taking->out->reference_count++;
}

/* The class of a word, looked up in the profile once a thread. */
static int class_of(struct taking *taking, struct span cell, uint64_t key, enum word_list list)
{
    struct lookup *classes = &taking->decoder->classes;
    const struct lookup_row *known = lookup_find(classes, key);

    if (known != NULL)
        return known->class_value;
    int class_value = profile_class(taking->rules->plan->profile, list, cell);
    taking->has_failed |=
        !lookup_add(classes, (struct lookup_row){key, 0, class_value}, taking->err);
    return class_value;
}

static void take_word_text(struct taking *taking, struct span cell, enum vocabulary_kind kind,
                           enum word_list list, size_t offset)
{
    if (cell.length == 0)
        return;
    uint64_t key = lookup_key(cell, (uint64_t)kind + 1);
    int class_hint = list == WORD_LISTS ? 0 : class_of(taking, cell, key, list);
    refer(taking,
          (struct reference){.key = key,
                             .class_hint = class_hint,
                             .offset = (uint16_t)offset,
                             .kind = (uint8_t)kind},
          cell);
}

static void take_word(struct taking *taking, enum field field, enum vocabulary_kind kind,
                      enum word_list list, size_t offset)
{
    take_word_text(taking, cell_first_value(cell_of(taking, field)), kind, list, offset);
}

static void take_person(struct taking *taking, enum field field, size_t offset)
{
    struct span cell = cell_first_value(cell_of(taking, field));

    if (cell.length > 0)
        refer(taking,
              (struct reference){
                  .key = lookup_key(cell, 0), .offset = (uint16_t)offset, .kind = REFERENCE_PERSON},
              cell);
}

/* A class that the store does not number (author kind, initiator). */
static int take_class(struct taking *taking, enum field field, enum word_list list)
{
    struct span cell = cell_of(taking, field);

    return cell.length == 0 ? 0
                            : class_of(taking, cell, lookup_key(cell, 100 + (uint64_t)list), list);
}

/* The desk's own verdict on a promise: "in time", or the other way round "overdue". */
static int8_t take_verdict(struct taking *taking, enum field met, enum field late)
{
    int8_t is_late = take_flag(taking, late);

    return is_late == COUNT_UNKNOWN ? take_flag(taking, met) : is_late == 0;
}

/* Who began: a column says it, else the word of the channel ("Outbound Email"). */
static int take_initiator(struct taking *taking)
{
    const struct plan *plan = taking->rules->plan;

    if (plan_has(plan, FIELD_initiated_by) || plan->profile->word_count[WORDS_INITIATOR] == 0)
        return take_class(taking, FIELD_initiated_by, WORDS_INITIATOR);
    return take_class(taking, FIELD_channel, WORDS_INITIATOR);
}

static struct rating take_rating(struct taking *taking, enum field field)
{
    struct rating rating = {COUNT_UNKNOWN, 0, COUNT_UNKNOWN};
    const struct profile *profile = taking->rules->plan->profile;
    struct span cell = cell_of(taking, field);
    int64_t score = 0;

    if (cell.length == 0)
        return rating;
    int class_value = profile_class(profile, WORDS_RATING, cell);
    if (class_value > 0) {
        rating = (struct rating){(int16_t)(class_value / 256), (int16_t)(class_value % 256), 1};
    } else if (class_value == RATING_OFFERED || class_value == RATING_NOT_OFFERED) {
        rating.was_offered = class_value == RATING_OFFERED;
    } else if (!cell_count(cell, &score) || score > 100) {
        bad_cell(taking, taking->rules->plan->column_of[field], "not a rating");
    } else {
        rating = (struct rating){(int16_t)score, (int16_t)taking->rules->rating_scale, 1};
        if (score > rating.scale_max)
            rating.scale_max = score <= 5 ? 5 : score <= 7 ? 7 : score <= 10 ? 10 : 100;
    }
    return rating;
}

/* The account of a ticket: its organisation, else the domain of the requester where that is not
 * a free-mail one (rulings 15), never a person. */
static bool is_free_mail(struct span domain)
{
    static const char *const free_mail[] = {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com",
        "yahoo.com", "icloud.com",     "mail.ru",     "bk.ru",       "inbox.ru",
        "list.ru",   "yandex.ru",      "ya.ru",       "yandex.com",  "rambler.ru",
        "proton.me", "protonmail.com", "gmx.de",      "gmx.net",     "web.de",
        "aol.com",   "qq.com",         "163.com",     "internet.ru"};

    for (size_t i = 0; i < sizeof free_mail / sizeof *free_mail; i++)
        if (span_equal_folded(domain, span_of(free_mail[i])))
            return true;
    return false;
}

static void take_account(struct taking *taking)
{
    struct span name = cell_of(taking, FIELD_account);

    if (name.length == 0) {
        struct span domain = cell_of(taking, FIELD_requester_domain);
        struct span requester = cell_of(taking, FIELD_requester);
        const char *at =
            requester.length == 0 ? NULL : memchr(requester.bytes, '@', requester.length);
        if (domain.length == 0 && at != NULL)
            domain = (struct span){at + 1, requester.length - (size_t)(at + 1 - requester.bytes)};
        if (domain.length > 0 && memchr(domain.bytes, '.', domain.length) != NULL &&
            !is_free_mail(domain))
            name = domain;
    }
    take_word_text(taking, name, VOCABULARY_ACCOUNT, WORD_LISTS, IN_ROW(ticket.account));
}

static void take_reply_duration(struct taking *taking, struct ticket_record *record)
{
    const struct plan *plan = taking->rules->plan;
    int column = plan->column_of[FIELD_first_reply_s];
    bool has_reply = record->first_reply_at != INSTANT_UNKNOWN;

    record->first_reply_s = take_duration(taking, column, has_reply, &record->first_reply_clock);
    if (record->first_reply_s == COUNT_UNKNOWN && plan->business_reply_column >= 0)
        record->first_reply_s = take_duration(taking, plan->business_reply_column, has_reply,
                                              &record->first_reply_clock);
}

static void check_order(struct taking *taking, struct ticket_record *record)
{
    bool is_early = record->first_reply_at != INSTANT_UNKNOWN &&
                    record->created_at != INSTANT_UNKNOWN &&
                    record->first_reply_at < record->created_at;
    bool is_before_reply = record->resolved_at != INSTANT_UNKNOWN &&
                           record->first_reply_at != INSTANT_UNKNOWN &&
                           record->resolved_at < record->first_reply_at;
    taking->batch->early_reply_count += is_early;
    taking->batch->early_resolve_count += is_before_reply;
    if (is_early || is_before_reply)
        record->flags |= TICKET_ORDER_DOUBT;
}

static bool is_done_category(struct taking *taking)
{
    int class_value = take_class(taking, FIELD_status_category, WORDS_STATUS);

    return class_value == STATUS_SOLVED || class_value == STATUS_CLOSED;
}

/* Solved when; Jira projects may never say it, and then the day on which the category of the
 * status became "done" is taken, and counted. */
static void take_end(struct taking *taking, struct ticket_record *record)
{
    int column = taking->rules->plan->column_of[FIELD_resolution_s];
    int64_t done_at = take_instant(taking, FIELD_done_at);

    if (record->resolved_at == INSTANT_UNKNOWN && done_at != INSTANT_UNKNOWN &&
        is_done_category(taking)) {
        record->resolved_at = done_at;
        taking->batch->done_count++;
    }
    record->resolution_s = take_duration(taking, column, record->resolved_at != INSTANT_UNKNOWN,
                                         &record->resolution_clock);
}

/* Statuses are free in some desks; there the category of the status tells what a new word means. */
static void take_status_word(struct taking *taking)
{
    struct span cell = cell_first_value(cell_of(taking, FIELD_status));

    if (cell.length == 0)
        return;
    uint64_t key = lookup_key(cell, VOCABULARY_STATUS + 1);
    int class_hint = class_of(taking, cell, key, WORDS_STATUS);
    if (class_hint == 0)
        class_hint = take_class(taking, FIELD_status_category, WORDS_STATUS);
    refer(taking,
          (struct reference){
              .key = lookup_key(cell, VOCABULARY_STATUS + 1 + 256 * (unsigned)class_hint),
              .class_hint = class_hint,
              .offset = IN_ROW(ticket.status),
              .kind = VOCABULARY_STATUS},
          cell);
}

static struct span take_ticket_id(struct taking *taking)
{
    int column = taking->rules->plan->column_of[FIELD_ticket_id];
    struct span id = cell_of(taking, FIELD_ticket_id);
    char copy[24];

    if (id.length == 0)
        bad_row(taking, column, "no ticket id");
    else if (cell_is_rounded_id(id))
        bad_row(taking, column, "an id that a spreadsheet has rounded (1.25E+17)");
    return keep_text(taking, cell_without_thousands(id, copy));
}

static void read_ticket(struct taking *taking, struct ticket_record *record)
{
    const struct first_events *first_events = taking->rules->first_events;
    uint8_t ignored_clock = 0;

    *record = ticket_record_unknown();
    record->id = take_ticket_id(taking);
    record->created_at = take_instant(taking, FIELD_created_at);
    if (first_events != NULL && record->id.length > 0)
        record->created_at = first_event_of(first_events, record->id);
    record->first_reply_at = take_instant(taking, FIELD_first_reply_at);
    record->resolved_at = take_instant(taking, FIELD_resolved_at);
    record->closed_at = take_instant(taking, FIELD_closed_at);
    record->reopened_at = take_instant(taking, FIELD_reopened_at);
    record->updated_at =
        take_instant(taking, first_events != NULL ? FIELD_event_at : FIELD_updated_at);
    record->due_reply_at = take_instant(taking, FIELD_due_reply_at);
    record->due_resolve_at = take_instant(taking, FIELD_due_resolve_at);
    take_reply_duration(taking, record);
    take_end(taking, record);
    record->handling_s = take_duration(taking, taking->rules->plan->column_of[FIELD_handling_s],
                                       false, &ignored_clock);
    take_account(taking);
    take_person(taking, FIELD_requester, IN_ROW(ticket.requester));
    take_person(taking, FIELD_assignee, IN_ROW(ticket.assignee));
    take_word(taking, FIELD_channel, VOCABULARY_CHANNEL, WORDS_CHANNEL, IN_ROW(ticket.channel));
    take_word(taking, FIELD_priority, VOCABULARY_PRIORITY, WORDS_PRIORITY, IN_ROW(ticket.priority));
    take_status_word(taking);
    take_word(taking, FIELD_type, VOCABULARY_TYPE, WORDS_TYPE, IN_ROW(ticket.type));
    take_word(taking, FIELD_category, VOCABULARY_CATEGORY, WORD_LISTS, IN_ROW(ticket.category));
    take_word(taking, FIELD_group, VOCABULARY_GROUP, WORD_LISTS, IN_ROW(ticket.group));
    record->reopen_count = take_count(taking, FIELD_reopen_count);
    record->staff_reply_count = take_count(taking, FIELD_staff_reply_count);
    record->customer_reply_count = take_count(taking, FIELD_customer_reply_count);
    record->reassignment_count = take_count(taking, FIELD_reassignment_count);
    record->merged_into = keep_text(taking, cell_of(taking, FIELD_merged_into));
    record->rating = take_rating(taking, FIELD_satisfaction);
    record->initiator = (uint8_t)take_initiator(taking);
    record->reply_sla_met = take_verdict(taking, FIELD_reply_sla_met, FIELD_reply_late);
    record->resolve_sla_met = take_verdict(taking, FIELD_resolve_sla_met, FIELD_resolve_late);
    check_order(taking, record);
}

/* Who wrote a comment: the requester is the customer, the assignee of the staff; of others the
 * export does not tell. */
static enum author_kind kind_of_author(const struct taking *taking, struct span author)
{
    if (span_equal(author, cell_of(taking, FIELD_requester)))
        return AUTHOR_CUSTOMER;
    return span_equal(author, cell_of(taking, FIELD_assignee)) ? AUTHOR_HUMAN : AUTHOR_UNKNOWN;
}

static void measure_body(struct taking *taking, struct span body, struct message_record *record);

static void take_comment(struct taking *taking, struct span cell,
                         const struct ticket_record *ticket)
{
    const struct plan *plan = taking->rules->plan;
    enum date_order order = plan->columns[plan->column_of[FIELD_created_at]].order;
    struct decoded_comment comment = {.record.ticket_id = ticket->id,
                                      .record.flags = MESSAGE_VISIBILITY_UNKNOWN};
    struct message_record *record = &comment.record;
    uint16_t references_before = taking->out->reference_count;
    struct comment_parts parts;
    enum date_fate fate = DATE_BAD;

    if (!cell_comment(cell, &parts) ||
        !date_instant(parts.at, order, taking->rules->zone, &record->at, &fate)) {
        taking->batch->odd_comment_count++;
        return;
    }
    taking->batch->naive_count += fate != DATE_FINE;
    record->author_kind = (uint8_t)kind_of_author(taking, parts.author);
    if (parts.author.length > 0)
        refer(taking,
              (struct reference){.key = lookup_key(parts.author, 0),
                                 .offset = offsetof(struct message_record, author),
                                 .kind = REFERENCE_PERSON},
              parts.author);
    measure_body(taking, parts.body, record);
    comment.reference_count = (uint16_t)(taking->out->reference_count - references_before);
    taking->has_failed |= !row_batch_comment(taking->batch, &comment, taking->err);
    taking->out->comment_count++;
}

/* The ticket itself is what its requester wrote first: without it the thread would begin with the
 * answer, as a letter does that the staff wrote unasked. */
static void take_opening(struct taking *taking, const struct ticket_record *ticket)
{
    struct span requester = cell_first_value(cell_of(taking, FIELD_requester));
    struct decoded_comment opening = {.record = {.ticket_id = ticket->id,
                                                 .at = ticket->created_at,
                                                 .author_kind = AUTHOR_CUSTOMER,
                                                 .flags = MESSAGE_PUBLIC},
                                      .reference_count = requester.length > 0};

    if (ticket->created_at == INSTANT_UNKNOWN || ticket->initiator == INITIATOR_STAFF)
        return;
    if (requester.length > 0)
        refer(taking,
              (struct reference){.key = lookup_key(requester, 0),
                                 .offset = offsetof(struct message_record, author),
                                 .kind = REFERENCE_PERSON},
              requester);
    taking->has_failed |= !row_batch_comment(taking->batch, &opening, taking->err);
    taking->out->comment_count++;
    taking->batch->opening_count++;
}

static void take_comments(struct taking *taking, const struct ticket_record *ticket)
{
    const struct plan *plan = taking->rules->plan;

    take_opening(taking, ticket);
    for (size_t i = 0; i < plan->used_count && !taking->is_bad; i++) {
        size_t column = plan->used[i];
        struct span cell = cell_at(taking, (int)column);
        if (cell.length > 0 && field_kind(plan->columns[column].meaning->field) == CELL_COMMENT)
            take_comment(taking, cell, ticket);
    }
}

static void take_ticket(struct taking *taking)
{
    struct ticket_record *record = &taking->out->ticket;

    read_ticket(taking, record);
    if (record->created_at == INSTANT_UNKNOWN)
        bad_row(taking, taking->rules->plan->column_of[FIELD_created_at], "no date of creation");
    if (plan_has(taking->rules->plan, FIELD_comment))
        take_comments(taking, record);
    if (!taking->rules->is_event_log)
        return;
    record->flags |= TICKET_FROM_EVENTS;
    take_person(taking, FIELD_event_actor, IN_ROW(event_actor));
}

static int64_t take_needed_instant(struct taking *taking, enum field field, const char *reason)
{
    int64_t at = take_instant(taking, field);

    if (at == INSTANT_UNKNOWN)
        bad_row(taking, taking->rules->plan->column_of[field], reason);
    return at;
}

static void take_body(struct taking *taking, struct message_record *record)
{
    measure_body(taking, cell_of(taking, FIELD_body), record);
}

static void measure_body(struct taking *taking, struct span body, struct message_record *record)
{
    if (body.length == 0 || taking->is_bad)
        return;
    taking->has_failed |= !text_meter_take(taking->decoder->texts, body, record, taking->err);
    if (record->author_kind != AUTHOR_CUSTOMER)
        record->body =
            hash_keyed_64(taking->rules->key, cell_normalise(body, &taking->decoder->scratch));
    taking->has_failed |= taking->decoder->scratch.is_short;
}

static void take_message(struct taking *taking)
{
    struct message_record *record = &taking->out->message;
    struct span native = cell_of(taking, FIELD_message_id);

    *record = (struct message_record){.ticket_id = take_ticket_id(taking)};
    record->at = take_needed_instant(taking, FIELD_at, "no time of the message");
    record->native_id = native.length == 0 ? 0 : lookup_key(native, 7);
    take_person(taking, FIELD_author, IN_ROW(message.author));
    record->author_kind = (uint8_t)take_class(taking, FIELD_author_kind, WORDS_AUTHOR_KIND);
    take_word(taking, FIELD_channel, VOCABULARY_CHANNEL, WORDS_CHANNEL, IN_ROW(message.channel));
    int8_t is_public = take_flag(taking, FIELD_public);
    record->flags = is_public == 1               ? MESSAGE_PUBLIC
                    : is_public == COUNT_UNKNOWN ? MESSAGE_VISIBILITY_UNKNOWN
                                                 : 0;
    take_body(taking, record);
}

static void take_survey(struct taking *taking)
{
    struct survey_record *record = &taking->out->survey;

    *record = (struct survey_record){.ticket_id = take_ticket_id(taking)};
    record->sent_at = take_instant(taking, FIELD_sent_at);
    record->answered_at = take_instant(taking, FIELD_answered_at);
    record->rating = take_rating(taking, FIELD_score);
    int32_t scale = take_count(taking, FIELD_scale_max);
    if (scale > 1 && scale <= 100 && record->rating.score != COUNT_UNKNOWN)
        record->rating.scale_max = (int16_t)scale;
    record->rating.was_offered = 1;
}

static void take_review(struct taking *taking)
{
    struct review_record *record = &taking->out->review;

    *record = (struct review_record){.ticket_id = take_ticket_id(taking)};
    take_person(taking, FIELD_reviewer, IN_ROW(review.reviewer));
    record->is_complete = take_flag(taking, FIELD_complete);
    record->is_correct = take_flag(taking, FIELD_correct);
}

static void take_status(struct taking *taking)
{
    struct status_record *record = &taking->out->status;

    *record = (struct status_record){.ticket_id = take_ticket_id(taking)};
    record->at = take_needed_instant(taking, FIELD_at, "no time of the change");
    take_word(taking, FIELD_status, VOCABULARY_STATUS, WORDS_STATUS, IN_ROW(status.status));
    take_person(taking, FIELD_actor, IN_ROW(status.actor));
}

/* Wider by empty cells is a delimiter at the end; anything else is a row that went wrong. */
static void check_width(struct taking *taking)
{
    const struct csv_row *row = taking->row;
    size_t expected = taking->rules->plan->column_count;

    if (row->count < expected) {
        bad_row(taking, -1, "fewer columns than the header");
        return;
    }
    for (size_t i = expected; i < row->count; i++) {
        if (row->fields[i].length > 0) {
            bad_row(taking, -1, "more columns than the header");
            return;
        }
    }
}

static void check_bytes(struct taking *taking)
{
    const struct plan *plan = taking->rules->plan;

    for (size_t i = 0; i < plan->used_count && !taking->is_bad; i++) {
        struct span cell = taking->row->fields[plan->used[i]];
        if (cell.length == 0)
            continue;
        if (memchr(cell.bytes, '\0', cell.length) != NULL)
            bad_row(taking, (int)plan->used[i], "a NUL byte");
        else if (!span_is_utf8(cell, NULL))
            bad_row(taking, (int)plan->used[i], "bytes that are not UTF-8");
    }
}

static const char *fault_reason(enum row_fault fault)
{
    switch (fault) {
    case ROW_UNQUOTED_VALUE:
        return "a quote that does not close where the value ends";
    case ROW_TOO_LONG:
        return "longer than a row may be";
    case ROW_TOO_WIDE:
        return "more columns than a table may have";
    default:
        return "broken";
    }
}

static void take_cells(struct taking *taking)
{
    static void (*const takers[TABLE_KINDS])(struct taking *) = {
        [TABLE_TICKETS] = take_ticket,        [TABLE_MESSAGES] = take_message,
        [TABLE_SURVEYS] = take_survey,        [TABLE_REVIEWS] = take_review,
        [TABLE_STATUS_HISTORY] = take_status,
    };

    check_width(taking);
    if (!taking->is_bad && !taking->batch->is_clean)
        check_bytes(taking);
    if (!taking->is_bad)
        takers[taking->rules->plan->table->kind](taking);
}

/* A blank line, or what a spreadsheet leaves below a table: ";;;;". */
static bool is_empty_row(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->fields[i].length > 0)
            return false;
    return true;
}

/* Files that were put behind one another have their headers in the middle. */
static bool is_header(const struct row_rules *rules, const struct csv_row *row)
{
    size_t count = rules->plan->column_count;

    if (rules->headers == NULL || row->count < count || row->fault != ROW_FINE)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!header_equal(row->fields[i], span_of(rules->headers[i])))
            return false;
    return true;
}

bool row_decode(struct row_decoder *decoder, const struct csv_row *row, struct row_batch *batch,
                struct error *err)
{
    struct taking taking = {
        .rules = decoder->rules, .decoder = decoder, .row = row, .batch = batch, .err = err};
    size_t references_before = batch->reference_count;
    size_t comments_before = batch->comment_count;

    if (!row_batch_add(batch, row, err))
        return false;
    taking.out = row_batch_at(batch, batch->count - 1);
    if (row->fault == ROW_FINE && is_empty_row(row)) {
        taking.out->fate = DECODED_EMPTY;
        return true;
    }
    taking.out->is_one_field =
        row->count == 1 && row->fault == ROW_FINE && decoder->rules->plan->column_count > 2;
    batch->stray_quote_count += row->fault == ROW_STRAY_QUOTE;
    if (row->fault != ROW_FINE && row->fault != ROW_STRAY_QUOTE)
        bad_row(&taking, -1, fault_reason(row->fault));
    else
        take_cells(&taking);
    if (taking.has_failed)
        return error_memory(err);
    if (!taking.is_bad)
        return true;
    batch->reference_count = references_before; /* a rejected row names nobody */
    if (is_header(decoder->rules, row)) {
        batch->comment_count = comments_before;
        batch->header_count++;
        taking.out->reference_count = taking.out->comment_count = 0;
        taking.out->fate = DECODED_EMPTY;
        return true;
    }
    batch->opening_count -= batch->comment_count > comments_before;
    batch->comment_count = comments_before;
    taking.out->reference_count = taking.out->comment_count = 0;
    taking.out->fate = DECODED_REJECTED;
    return row_batch_reject(batch, &taking.why, err);
}
