#include <string.h>

#include "ingest/cells.h"
#include "ingest/rows/taking.h"

/* Who began: a column says it, else the word of the channel ("Outbound Email"). */
static int take_initiator(struct taking *taking)
{
    const struct plan *plan = taking->rules->plan;

    if (plan_has(plan, FIELD_initiated_by) || plan->profile->word_count[WORDS_INITIATOR] == 0)
        return take_class(taking, FIELD_initiated_by, WORDS_INITIATOR);
    return take_class(taking, FIELD_channel, WORDS_INITIATOR);
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

struct span take_ticket_id(struct taking *taking)
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

static bool has_ended(const struct ticket_record *record)
{
    return record->resolved_at != INSTANT_UNKNOWN || record->closed_at != INSTANT_UNKNOWN;
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
    record->rating = take_rating(taking, FIELD_satisfaction, taking->rules->rating_scale);
    record->initiator = (uint8_t)take_initiator(taking);
    record->reply_sla_met = take_verdict(taking, FIELD_reply_sla_met, FIELD_reply_late);
    record->resolve_sla_met = take_verdict(taking, FIELD_resolve_sla_met, FIELD_resolve_late);
    if (record->reply_sla_met == COUNT_UNKNOWN)
        record->reply_sla_met =
            take_left(taking, FIELD_reply_left,
                      record->first_reply_at != INSTANT_UNKNOWN || has_ended(record));
    if (record->resolve_sla_met == COUNT_UNKNOWN)
        record->resolve_sla_met = take_left(taking, FIELD_resolve_left, has_ended(record));
    check_order(taking, record);
}

void take_ticket(struct taking *taking)
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
