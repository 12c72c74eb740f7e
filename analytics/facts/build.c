#include "facts/build.h"

#include <stdlib.h>
#include <string.h>

#include "facts/make.h"

struct builder {
    struct groundwork ground;
    fact_reader read;
    void *context;
    struct fact_action *actions;
    size_t action_capacity;
};

void fact_summary_release(struct fact_summary *summary)
{
    arena_release(&summary->arena);
    *summary = (struct fact_summary){0};
}

/* The first message of the customer, else creation. */
static void set_origin(struct making *making)
{
    const struct thread *thread = making->thread;
    struct fact *fact = making->fact;

    fact->created_at = making->created_at;
    fact->origin_at = making->created_at;
    for (uint32_t i = 0; i < thread->message_count; i++) {
        if (thread->messages[i].author_kind != AUTHOR_CUSTOMER)
            continue;
        if (seen(making->ground, thread->messages[i].at) != INSTANT_UNKNOWN)
            fact->origin_at = thread->messages[i].at;
        break;
    }
}

/* Staff wrote first and nobody had asked. */
static bool is_outbound(const struct making *making)
{
    const struct thread *thread = making->thread;

    if (thread->row.initiator == INITIATOR_STAFF)
        return true;
    if (thread->row.initiator != INITIATOR_UNKNOWN)
        return false;
    for (uint32_t i = 0; i < thread->message_count; i++) {
        const struct message_record *message = &thread->messages[i];
        if (message->author_kind == AUTHOR_CUSTOMER)
            return false;
        if (message->author_kind == AUTHOR_HUMAN && is_public(message) &&
            !is_bot_reply(making, message))
            return making->fact->channel != CHANNEL_PHONE &&
                   making->fact->channel != CHANNEL_COUNTER;
    }
    return false;
}

static enum exclusion exclusion_of(const struct making *making, bool is_disputed)
{
    const struct groundwork *ground = making->ground;
    const struct ticket_record *row = &making->thread->row;
    uint8_t status = ground->status_of[row->status];

    if (!making->thread->has_ticket)
        return EXCLUDED_NO_TICKET;
    if (making->thread->merged_into != 0 || status == STATUS_MERGED)
        return EXCLUDED_MERGED;
    if (status == STATUS_SPAM)
        return EXCLUDED_SPAM;
    if (status == STATUS_DELETED)
        return EXCLUDED_DELETED;
    if (status == STATUS_TEST || ground->account_is_test[row->account] ||
        (ground->person_flags[row->requester] & PERSON_TEST))
        return EXCLUDED_TEST;
    if (making->created_at == INSTANT_UNKNOWN)
        return row->created_at == INSTANT_UNKNOWN ? EXCLUDED_UNDATED : EXCLUDED_LATER;
    if (is_outbound(making))
        return EXCLUDED_OUTBOUND;
    return is_disputed ? EXCLUDED_DISPUTED : EXCLUDED_NOT;
}

/* Who left stays what he was on the day. */
static uint8_t executor_of(const struct making *making, uint32_t person, int32_t day)
{
    enum executor executor = groundwork_executor(making->ground, person, day);

    if (executor != EXECUTOR_UNKNOWN)
        return (uint8_t)executor;
    return making->ground->executor_of[making->thread->row.group];
}

static int32_t local_day(const struct groundwork *ground, int64_t at)
{
    return at == INSTANT_UNKNOWN ? 0 : day_of_local(zone_local(ground->zone, at));
}

static void set_place(struct making *making)
{
    const struct groundwork *ground = making->ground;
    const struct thread *thread = making->thread;
    struct fact *fact = making->fact;

    fact->ticket = thread->ticket;
    fact->account = ground->account_of[thread->row.account];
    fact->requester = thread->row.requester;
    fact->channel = ground->channel_of[thread->row.channel];
    fact->priority = ground->priority_of[thread->row.priority];
    fact->type = ground->type_of[thread->row.type];
    fact->topic = ground->topic_of[thread->row.category];
    fact->is_attended = fact->channel == CHANNEL_PHONE || fact->channel == CHANNEL_COUNTER ||
                        thread->row.initiator == INITIATOR_STAFF_FOR_CUSTOMER;
    fact->seen_until = thread->seen_until == INSTANT_UNKNOWN || thread->seen_until > ground->cut_at
                           ? ground->cut_at
                           : thread->seen_until;
}

static void set_hour(struct making *making)
{
    const struct groundwork *ground = making->ground;
    struct fact *fact = making->fact;

    if (fact->origin_at == INSTANT_UNKNOWN)
        return;
    int slot = slot_of(ground->zone, ground->holidays, fact->origin_at);
    fact->slot = slot == SLOT_UNKNOWN ? 0 : (uint8_t)slot;
    fact->band = (uint8_t)band_of_slot(fact->slot);
    fact->day = day_of_local(zone_local(ground->zone, fact->origin_at));
    fact->promise = groundwork_promise(ground, making->thread->row.account, fact->channel,
                                       fact->priority, fact->day);
    making->promise = &ground->names.promises[fact->promise];
    fact->is_in_hours =
        making->promise->hours == INDEX_NONE ||
        business_clock_is_open(ground->clocks[making->promise->hours].clock, fact->origin_at);
}

static bool add_action(struct builder *builder, size_t *count, const struct making *making,
                       int64_t at, uint32_t person, struct error *err)
{
    if (*count == builder->action_capacity) {
        size_t capacity = builder->action_capacity == 0 ? 64 : builder->action_capacity * 2;
        struct fact_action *grown = realloc(builder->actions, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        builder->actions = grown;
        builder->action_capacity = capacity;
    }
    const struct groundwork *ground = making->ground;
    int slot = slot_of(ground->zone, ground->holidays, at);
    int32_t day = local_day(ground, at);
    builder->actions[(*count)++] =
        (struct fact_action){.at = at,
                             .day = day,
                             .slot = slot == SLOT_UNKNOWN ? 0 : (uint8_t)slot,
                             .executor = executor_of(making, person, day)};
    return true;
}

/* Public acts of humans: their messages; without messages the events that people caused, and
 * the desk's own first reply. A solve may be a robot's and shows nobody. */
static bool collect_actions(struct builder *builder, const struct making *making, size_t *count,
                            struct error *err)
{
    const struct thread *thread = making->thread;

    *count = 0;
    for (uint32_t i = 0; i < thread->message_count; i++) {
        const struct message_record *message = &thread->messages[i];
        if (seen(making->ground, message->at) != INSTANT_UNKNOWN &&
            message->author_kind == AUTHOR_HUMAN && is_human_reply(making, message) &&
            !add_action(builder, count, making, message->at, message->author, err))
            return false;
    }
    if (making->columns->has_messages)
        return true;
    for (uint32_t i = 0; i < thread->event_count; i++) {
        const struct status_record *event = &thread->events[i];
        if (seen(making->ground, event->at) != INSTANT_UNKNOWN && event->actor != 0 &&
            event->actor_kind != AUTHOR_BOT && event->actor_kind != AUTHOR_SYSTEM &&
            event->actor_kind != AUTHOR_CUSTOMER &&
            !(making->ground->person_flags[event->actor] & PERSON_BOT) &&
            !add_action(builder, count, making, event->at, event->actor, err))
            return false;
    }
    return making->first_reply_at == INSTANT_UNKNOWN ||
           add_action(builder, count, making, making->first_reply_at, 0, err);
}

static uint64_t person_hash(const struct groundwork *ground, uint32_t person)
{
    bool is_known = person != 0 && person < ground->vocabulary.person_count;

    return is_known ? ground->vocabulary.persons[person].low : 0;
}

static bool make_one(struct builder *builder, const struct thread *thread, struct error *err)
{
    struct fact fact;
    size_t action_count = 0;

    memset(&fact, 0, sizeof fact);
    struct making making = {.ground = &builder->ground,
                            .thread = thread,
                            .columns = &builder->ground.sources[thread->source],
                            .promise = &builder->ground.names.promises[0],
                            .fact = &fact};
    make_times(&making);
    set_origin(&making);
    set_place(&making);
    set_hour(&making);
    fact.exclusion =
        (uint8_t)exclusion_of(&making, groundwork_is_disputed(&builder->ground, thread));
    if (fact.exclusion == EXCLUDED_NOT) {
        make_survey(&making);
        make_reply(&making);
        make_followup(&making);
        make_outcome(&making);
        make_desk(&making);
    }
    fact.engineer = making.answer != NULL ? making.answer->author : thread->row.assignee;
    fact.executor = executor_of(
        &making, fact.engineer,
        making.answer != NULL ? local_day(&builder->ground, making.answer->at) : fact.day);
    fact.requester_hash = person_hash(&builder->ground, fact.requester);
    fact.engineer_hash = person_hash(&builder->ground, fact.engineer);
    if (!collect_actions(builder, &making, &action_count, err))
        return false;
    return builder->read(builder->context, &fact, making.promise, builder->actions, action_count,
                         err);
}

static bool second_pass(struct builder *builder, struct store *store, struct error *err)
{
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = NULL;

    if (!store_scan(store, &scan, err))
        return false;
    for (;;) {
        if (!scan_next(scan, &thread, err))
            return false;
        if (thread == NULL)
            return true;
        if (!make_one(builder, thread, err))
            return false;
    }
}

struct row_counts {
    uint64_t rows, rejects;
    bool reply_durations_doubted;
};

static bool count_rows(void *context, const struct ledger_row *row)
{
    struct row_counts *counts = context;

    counts->rows += row->totals.row_count;
    counts->rejects += row->totals.fate_count[FATE_REJECTED];
    /* A key in the flat list of doubts that ingest wrote. */
    const char *assumed = row->header.assumptions_json;
    counts->reply_durations_doubted |=
        assumed != NULL && strstr(assumed, "\"reply_durations_doubted\"") != NULL;
    return true;
}

static bool summarise(struct builder *builder, struct store *store, struct fact_summary *out,
                      struct error *err)
{
    struct groundwork *ground = &builder->ground;
    const struct settings *settings = ground->settings;
    struct row_counts counts = {0};
    const char *zone = settings->zone == NULL ? "UTC" : settings->zone;

    if (!store_ledger(store, count_rows, &counts, err))
        return false;
    ground->reply_durations_doubted = counts.reply_durations_doubted;
    out->names = ground->names;
    groundwork_evidence(ground, out->evidence);
    out->cut_at = ground->cut_at;
    out->zone = arena_text(&out->arena, zone, strlen(zone));
    out->zone_is_told = settings->zone != NULL;
    out->survivor_reason = ground->survivors_doubted;
    out->observed_from_at = ground->observed_from_at;
    out->is_survivor_doubted = out->survivor_reason != NULL;
    out->row_count = counts.rows;
    out->rejected_count = counts.rejects;
    out->lost_dispute_count = groundwork_lost_disputes(ground, &out->lost_dispute_line);
    return out->zone != NULL || error_memory(err);
}

bool facts_build(struct store *store, const struct settings *settings, int64_t as_of,
                 fact_reader read, void *context, struct fact_summary *summary, struct error *err)
{
    OWN(fact_summary_release) struct fact_summary made = {0};
    struct builder builder = {.read = read, .context = context};

    bool is_made = groundwork_prepare(&builder.ground, store, settings, as_of, &made.arena, err) &&
                   second_pass(&builder, store, err) && summarise(&builder, store, &made, err);
    groundwork_release(&builder.ground);
    free(builder.actions);
    if (!is_made)
        return false;
    *summary = made;
    made = (struct fact_summary){0};
    return true;
}
