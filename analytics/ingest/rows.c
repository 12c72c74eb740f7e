#include "ingest/rows.h"

#include <string.h>

#include "ingest/cells.h"

enum { QUOTED_BYTES = 32 };

void row_taker_release(struct row_taker *taker)
{
    text_meter_close(taker->texts);
    lookup_release(&taker->words);
    lookup_release(&taker->persons);
    buffer_release(&taker->scratch);
    forensics_release(&taker->forensics);
}

/* The row being taken. `is_bad` is set by the first cell that cannot be read. */
struct taking {
    struct row_taker *taker;
    const struct csv_row *row;
    bool is_bad;
    bool has_failed; /* the store, or memory */
    struct error *err;
};

static void bad_cell(struct taking *taking, int column, const char *expected)
{
    struct span cell = taking->row->fields[column];
    int shown = cell.length > QUOTED_BYTES ? QUOTED_BYTES : (int)cell.length;

    if (taking->is_bad)
        return;
    taking->is_bad = true;
    taking->taker->bad_column = (size_t)column;
    while (shown > 0 && shown < (int)cell.length &&
           ((unsigned char)cell.bytes[shown] & 0xC0) == 0x80)
        shown--;
    snprintf(taking->taker->reason, sizeof taking->taker->reason, "%s: '%.*s'%s", expected, shown,
             cell.bytes, shown < (int)cell.length ? "…" : "");
}

static void bad_row(struct taking *taking, int column, const char *reason)
{
    if (taking->is_bad)
        return;
    taking->is_bad = true;
    taking->taker->bad_column = column < 0 ? SIZE_MAX : (size_t)column;
    snprintf(taking->taker->reason, sizeof taking->taker->reason, "%s", reason);
}

/* The cell of a column, trimmed; absent where the desk writes nothing. */
static struct span cell_at(const struct taking *taking, int column)
{
    if (column < 0 || (size_t)column >= taking->row->count)
        return (struct span){0};
    struct span cell = span_trim(taking->row->fields[column]);
    if (cell.length == 0 || profile_is_missing(taking->taker->plan->profile, cell))
        return (struct span){0};
    return cell;
}

static struct span cell_of(const struct taking *taking, enum field field)
{
    return cell_at(taking, taking->taker->plan->column_of[field]);
}

static int64_t take_instant(struct taking *taking, enum field field)
{
    struct row_taker *taker = taking->taker;
    int column = taker->plan->column_of[field];
    struct span cell = cell_at(taking, column);
    int64_t instant = INSTANT_UNKNOWN;
    enum date_fate fate = DATE_BAD;

    if (cell.length == 0)
        return INSTANT_UNKNOWN;
    if (!date_instant(cell, taker->plan->columns[column].order, taker->zone, &instant, &fate)) {
        bad_cell(taking, column, "not a date");
        return INSTANT_UNKNOWN;
    }
    taker->gap_count += fate == DATE_IN_GAP;
    taker->repeat_count += fate == DATE_REPEATED;
    taker->naive_count += fate != DATE_FINE;
    return instant;
}

static int32_t take_count(struct taking *taking, enum field field)
{
    struct span cell = cell_of(taking, field);
    int64_t count = 0;

    if (cell.length == 0)
        return COUNT_UNKNOWN;
    if (!cell_count(cell, &count)) {
        bad_cell(taking, taking->taker->plan->column_of[field], "not a count");
        return COUNT_UNKNOWN;
    }
    return (int32_t)count;
}

static int64_t take_duration(struct taking *taking, int column, uint8_t *clock)
{
    struct span cell = cell_at(taking, column);
    int64_t duration_s = 0;

    if (cell.length == 0)
        return COUNT_UNKNOWN;
    const struct profile_column *meaning = taking->taker->plan->columns[column].meaning;
    if (!cell_duration(cell, meaning->unit, &duration_s)) {
        bad_cell(taking, column, "not a duration");
        return COUNT_UNKNOWN;
    }
    if (duration_s == 0 && meaning->zero_is_missing) {
        taking->taker->forensics.zero_duration_count++;
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
        bad_cell(taking, taking->taker->plan->column_of[field], "neither yes nor no");
        return COUNT_UNKNOWN;
    }
    return flag;
}

/* A word of which neither the profile nor the settings know what it means is told aloud. */
static void note_word(struct taking *taking, struct span cell, enum word_list list)
{
    const struct settings *settings = taking->taker->settings;
    const struct {
        enum word_list list;
        const char *column;
        const struct word_settings *words;
        size_t count;
    } lists[] = {
        {WORDS_CHANNEL, "channel", settings->channel_words, settings->channel_word_count},
        {WORDS_PRIORITY, "priority", settings->priority_words, settings->priority_word_count},
        {WORDS_STATUS, "status", settings->status_words, settings->status_word_count},
    };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        bool is_told = lists[i].list != list;
        for (size_t j = 0; j < lists[i].count && !is_told; j++)
            is_told = span_equal_folded(cell, span_of(lists[i].words[j].text));
        if (!is_told)
            forensics_note_word(&taking->taker->forensics, lists[i].column, cell);
    }
}

static uint32_t take_word_text(struct taking *taking, struct span cell, enum vocabulary_kind kind,
                               enum word_list list)
{
    struct row_taker *taker = taking->taker;
    uint32_t number = 0;

    if (cell.length == 0 || taking->has_failed)
        return 0;
    uint64_t key = lookup_key(cell, (uint64_t)kind + 1);
    const struct lookup_row *known = lookup_find(&taker->words, key);
    if (known != NULL)
        return known->number;
    int class_hint = list == WORD_LISTS ? 0 : profile_class(taker->plan->profile, list, cell);
    if (class_hint == 0 && list != WORD_LISTS)
        note_word(taking, cell, list);
    taking->has_failed =
        !import_word(taker->import, kind, cell, class_hint, &number, taking->err) ||
        !lookup_add(&taker->words, (struct lookup_row){key, number, class_hint}, taking->err);
    return number;
}

static uint32_t take_word(struct taking *taking, enum field field, enum vocabulary_kind kind,
                          enum word_list list)
{
    return take_word_text(taking, cell_of(taking, field), kind, list);
}

static uint32_t take_person(struct taking *taking, enum field field)
{
    struct row_taker *taker = taking->taker;
    struct span cell = cell_of(taking, field);
    uint32_t number = 0;

    if (cell.length == 0 || taking->has_failed)
        return 0;
    uint64_t key = lookup_key(cell, 0);
    const struct lookup_row *known = lookup_find(&taker->persons, key);
    if (known != NULL)
        return known->number;
    taking->has_failed =
        !import_person(taker->import, hash_person(taker->key, cell), &number, taking->err) ||
        !lookup_add(&taker->persons, (struct lookup_row){key, number, 0}, taking->err);
    return number;
}

/* A class that the store does not number (author kind, initiator). */
static int take_class(struct taking *taking, enum field field, enum word_list list)
{
    struct row_taker *taker = taking->taker;
    struct span cell = cell_of(taking, field);

    if (cell.length == 0)
        return 0;
    uint64_t key = lookup_key(cell, 100 + (uint64_t)list);
    const struct lookup_row *known = lookup_find(&taker->words, key);
    if (known != NULL)
        return known->class_value;
    int class_value = profile_class(taker->plan->profile, list, cell);
    taking->has_failed |=
        !lookup_add(&taker->words, (struct lookup_row){key, 0, class_value}, taking->err);
    return class_value;
}

static struct rating take_rating(struct taking *taking, enum field field)
{
    struct rating rating = {COUNT_UNKNOWN, 0, COUNT_UNKNOWN};
    const struct profile *profile = taking->taker->plan->profile;
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
        bad_cell(taking, taking->taker->plan->column_of[field], "not a rating");
    } else {
        rating = (struct rating){(int16_t)score, (int16_t)taking->taker->rating_scale, 1};
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

static uint32_t take_account(struct taking *taking)
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
    return take_word_text(taking, name, VOCABULARY_ACCOUNT, WORD_LISTS);
}

static void take_reply_duration(struct taking *taking, struct ticket_record *record)
{
    const struct plan *plan = taking->taker->plan;
    int column = plan->column_of[FIELD_first_reply_s];

    record->first_reply_s = take_duration(taking, column, &record->first_reply_clock);
    if (record->first_reply_s == COUNT_UNKNOWN && plan->business_reply_column >= 0)
        record->first_reply_s =
            take_duration(taking, plan->business_reply_column, &record->first_reply_clock);
}

static void check_order(struct taking *taking, struct ticket_record *record)
{
    struct forensics *forensics = &taking->taker->forensics;
    bool is_early = record->first_reply_at != INSTANT_UNKNOWN &&
                    record->created_at != INSTANT_UNKNOWN &&
                    record->first_reply_at < record->created_at;
    bool is_before_reply = record->resolved_at != INSTANT_UNKNOWN &&
                           record->first_reply_at != INSTANT_UNKNOWN &&
                           record->resolved_at < record->first_reply_at;
    forensics->early_reply_count += is_early;
    forensics->early_resolve_count += is_before_reply;
    if (is_early || is_before_reply)
        record->flags |= TICKET_ORDER_DOUBT;
}

static void read_ticket(struct taking *taking, struct ticket_record *record)
{
    uint8_t ignored_clock = 0;

    *record = ticket_record_unknown();
    record->id = cell_of(taking, FIELD_ticket_id);
    if (record->id.length == 0)
        bad_row(taking, taking->taker->plan->column_of[FIELD_ticket_id], "no ticket id");
    record->created_at = take_instant(taking, FIELD_created_at);
    if (taking->taker->first_events != NULL && record->id.length > 0)
        record->created_at = first_event_of(taking->taker->first_events, record->id);
    record->first_reply_at = take_instant(taking, FIELD_first_reply_at);
    record->resolved_at = take_instant(taking, FIELD_resolved_at);
    record->closed_at = take_instant(taking, FIELD_closed_at);
    record->reopened_at = take_instant(taking, FIELD_reopened_at);
    record->updated_at = take_instant(
        taking, taking->taker->first_events != NULL ? FIELD_event_at : FIELD_updated_at);
    record->due_reply_at = take_instant(taking, FIELD_due_reply_at);
    record->due_resolve_at = take_instant(taking, FIELD_due_resolve_at);
    take_reply_duration(taking, record);
    record->resolution_s = take_duration(taking, taking->taker->plan->column_of[FIELD_resolution_s],
                                         &record->resolution_clock);
    record->handling_s =
        take_duration(taking, taking->taker->plan->column_of[FIELD_handling_s], &ignored_clock);
    record->account = take_account(taking);
    record->requester = take_person(taking, FIELD_requester);
    record->assignee = take_person(taking, FIELD_assignee);
    record->channel = take_word(taking, FIELD_channel, VOCABULARY_CHANNEL, WORDS_CHANNEL);
    record->priority = take_word(taking, FIELD_priority, VOCABULARY_PRIORITY, WORDS_PRIORITY);
    record->status = take_word(taking, FIELD_status, VOCABULARY_STATUS, WORDS_STATUS);
    record->type = take_word(taking, FIELD_type, VOCABULARY_TYPE, WORDS_TYPE);
    record->category = take_word(taking, FIELD_category, VOCABULARY_CATEGORY, WORD_LISTS);
    record->group = take_word(taking, FIELD_group, VOCABULARY_GROUP, WORD_LISTS);
    record->reopen_count = take_count(taking, FIELD_reopen_count);
    record->staff_reply_count = take_count(taking, FIELD_staff_reply_count);
    record->customer_reply_count = take_count(taking, FIELD_customer_reply_count);
    record->reassignment_count = take_count(taking, FIELD_reassignment_count);
    record->merged_into = cell_of(taking, FIELD_merged_into);
    record->rating = take_rating(taking, FIELD_satisfaction);
    record->initiator = (uint8_t)take_class(taking, FIELD_initiated_by, WORDS_INITIATOR);
    record->reply_sla_met = take_flag(taking, FIELD_reply_sla_met);
    record->resolve_sla_met = take_flag(taking, FIELD_resolve_sla_met);
    check_order(taking, record);
}

static bool take_ticket(struct taking *taking)
{
    struct row_taker *taker = taking->taker;
    struct ticket_record record;

    read_ticket(taking, &record);
    if (taking->is_bad || taking->has_failed)
        return !taking->has_failed;
    if (record.created_at == INSTANT_UNKNOWN) {
        bad_row(taking, taker->plan->column_of[FIELD_created_at], "no date of creation");
        return true;
    }
    forensics_note_day(
        &taker->forensics,
        day_of_local(zone_local(taker->zone, taker->first_events != NULL ? record.updated_at
                                                                         : record.created_at)));
    forensics_note_id(&taker->forensics, record.id);
    if (taker->is_event_log) {
        struct status_record event = {.ticket_id = record.id,
                                      .at = record.updated_at,
                                      .status = record.status,
                                      .actor = take_person(taking, FIELD_event_actor),
                                      .actor_kind = AUTHOR_UNKNOWN};
        record.flags |= TICKET_FROM_EVENTS;
        if (event.at != INSTANT_UNKNOWN && !import_event(taker->import, &event, taking->err))
            return false;
    }
    return import_ticket(taker->import, &record, taking->err);
}

static bool take_message(struct taking *taking)
{
    struct row_taker *taker = taking->taker;
    struct message_record record = {.ticket_id = cell_of(taking, FIELD_ticket_id)};
    struct span native = cell_of(taking, FIELD_message_id);
    struct span body = cell_of(taking, FIELD_body);

    if (record.ticket_id.length == 0)
        bad_row(taking, taker->plan->column_of[FIELD_ticket_id], "no ticket id");
    record.at = take_instant(taking, FIELD_at);
    if (record.at == INSTANT_UNKNOWN)
        bad_row(taking, taker->plan->column_of[FIELD_at], "no time of the message");
    record.native_id = native.length == 0 ? 0 : lookup_key(native, 7);
    record.author = take_person(taking, FIELD_author);
    record.author_kind = (uint8_t)take_class(taking, FIELD_author_kind, WORDS_AUTHOR_KIND);
    record.channel = take_word(taking, FIELD_channel, VOCABULARY_CHANNEL, WORDS_CHANNEL);
    int8_t is_public = take_flag(taking, FIELD_public);
    record.flags = is_public == 1               ? MESSAGE_PUBLIC
                   : is_public == COUNT_UNKNOWN ? MESSAGE_VISIBILITY_UNKNOWN
                                                : 0;
    if (taking->is_bad || taking->has_failed)
        return !taking->has_failed;
    if (body.length > 0) {
        if (!text_meter_take(taker->texts, body, &record, taking->err))
            return false;
        if (record.author_kind != AUTHOR_CUSTOMER)
            record.body = hash_keyed_64(taker->key, cell_normalise(body, &taker->scratch));
    }
    return import_message(taker->import, &record, taking->err);
}

static bool take_survey(struct taking *taking)
{
    struct survey_record record = {.ticket_id = cell_of(taking, FIELD_ticket_id)};

    if (record.ticket_id.length == 0)
        bad_row(taking, taking->taker->plan->column_of[FIELD_ticket_id], "no ticket id");
    record.sent_at = take_instant(taking, FIELD_sent_at);
    record.answered_at = take_instant(taking, FIELD_answered_at);
    record.rating = take_rating(taking, FIELD_score);
    int32_t scale = take_count(taking, FIELD_scale_max);
    if (scale > 1 && scale <= 100 && record.rating.score != COUNT_UNKNOWN)
        record.rating.scale_max = (int16_t)scale;
    record.rating.was_offered = 1;
    if (taking->is_bad || taking->has_failed)
        return !taking->has_failed;
    return import_survey(taking->taker->import, &record, taking->err);
}

static bool take_review(struct taking *taking)
{
    struct review_record record = {.ticket_id = cell_of(taking, FIELD_ticket_id),
                                   .reviewer = take_person(taking, FIELD_reviewer),
                                   .is_complete = take_flag(taking, FIELD_complete),
                                   .is_correct = take_flag(taking, FIELD_correct)};

    if (record.ticket_id.length == 0)
        bad_row(taking, taking->taker->plan->column_of[FIELD_ticket_id], "no ticket id");
    if (taking->is_bad || taking->has_failed)
        return !taking->has_failed;
    return import_review(taking->taker->import, &record, taking->err);
}

static bool take_status(struct taking *taking)
{
    struct status_record record = {
        .ticket_id = cell_of(taking, FIELD_ticket_id),
        .at = take_instant(taking, FIELD_at),
        .status = take_word(taking, FIELD_status, VOCABULARY_STATUS, WORDS_STATUS),
        .actor = take_person(taking, FIELD_actor)};

    if (record.ticket_id.length == 0)
        bad_row(taking, taking->taker->plan->column_of[FIELD_ticket_id], "no ticket id");
    if (record.at == INSTANT_UNKNOWN)
        bad_row(taking, taking->taker->plan->column_of[FIELD_at], "no time of the change");
    if (taking->is_bad || taking->has_failed)
        return !taking->has_failed;
    return import_status(taking->taker->import, &record, taking->err);
}

/* Wider by empty cells is a delimiter at the end; anything else is a row that went wrong. */
static void check_width(struct taking *taking)
{
    const struct csv_row *row = taking->row;
    size_t expected = taking->taker->plan->column_count;

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
    const struct plan *plan = taking->taker->plan;

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

bool row_take(struct row_taker *taker, const struct csv_row *row, bool *is_rejected,
              struct error *err)
{
    static bool (*const takers[TABLE_KINDS])(struct taking *) = {
        [TABLE_TICKETS] = take_ticket,        [TABLE_MESSAGES] = take_message,
        [TABLE_SURVEYS] = take_survey,        [TABLE_REVIEWS] = take_review,
        [TABLE_STATUS_HISTORY] = take_status,
    };
    struct taking taking = {.taker = taker, .row = row, .err = err};

    check_width(&taking);
    if (!taking.is_bad)
        check_bytes(&taking);
    if (!taking.is_bad && !takers[taker->plan->table->kind](&taking))
        return false;
    if (taking.has_failed)
        return false;
    *is_rejected = taking.is_bad;
    return true;
}
