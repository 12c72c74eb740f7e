#include "store/record.h"

#include <assert.h>

#include "store/store.h"

struct ticket_record ticket_record_unknown(void)
{
    return (struct ticket_record){
        .created_at = INSTANT_UNKNOWN,
        .first_reply_at = INSTANT_UNKNOWN,
        .first_human_at = INSTANT_UNKNOWN,
        .resolved_at = INSTANT_UNKNOWN,
        .first_resolved_at = INSTANT_UNKNOWN,
        .closed_at = INSTANT_UNKNOWN,
        .reopened_at = INSTANT_UNKNOWN,
        .updated_at = INSTANT_UNKNOWN,
        .due_reply_at = INSTANT_UNKNOWN,
        .due_resolve_at = INSTANT_UNKNOWN,
        .first_reply_s = COUNT_UNKNOWN,
        .resolution_s = COUNT_UNKNOWN,
        .handling_s = COUNT_UNKNOWN,
        .reopen_count = COUNT_UNKNOWN,
        .staff_reply_count = COUNT_UNKNOWN,
        .customer_reply_count = COUNT_UNKNOWN,
        .reassignment_count = COUNT_UNKNOWN,
        .rating = {.score = COUNT_UNKNOWN, .was_offered = COUNT_UNKNOWN},
        .reply_sla_met = COUNT_UNKNOWN,
        .resolve_sla_met = COUNT_UNKNOWN,
    };
}

static const char *const fate_names[FATE_COUNT] = {
    [FATE_NEW] = "new",       [FATE_CHANGED] = "changed", [FATE_UNCHANGED] = "unchanged",
    [FATE_FOLDED] = "folded", [FATE_IGNORED] = "ignored", [FATE_REJECTED] = "rejected",
};

const char *fate_name(enum fate fate)
{
    assert(fate < FATE_COUNT);
    return fate_names[fate];
}

static const char *const table_kind_names[TABLE_KINDS] = {
    [TABLE_TICKETS] = "tickets",
    [TABLE_MESSAGES] = "messages",
    [TABLE_SURVEYS] = "surveys",
    [TABLE_REVIEWS] = "reviews",
    [TABLE_STATUS_HISTORY] = "status_history",
};

const char *table_kind_name(enum table_kind kind)
{
    assert(kind < TABLE_KINDS);
    return table_kind_names[kind];
}

bool survey_asks(const struct survey_record *record, enum survey_kind kind)
{
    return record->asks == 0 ? kind == SURVEY_SATISFACTION : (record->asks >> kind & 1) != 0;
}
