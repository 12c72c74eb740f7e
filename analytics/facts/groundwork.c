#include "facts/groundwork.h"
#include "facts/make.h"

#include <stdlib.h>
#include <string.h>

enum {
    BODIES_LIMIT = 64, /* distinct staff bodies of a ticket that are looked at */
    ENDED_LEAST = 10,  /* tickets that ended, before messages without staff are half a story */
};

static bool grow_array(void **items, size_t *capacity, size_t size, struct error *err)
{
    size_t wanted = *capacity == 0 ? 1024 : *capacity * 2;
    void *grown = realloc(*items, wanted * size);

    if (grown == NULL)
        return error_memory(err);
    *items = grown;
    *capacity = wanted;
    return true;
}

/* What the changes of status prove: ends, and who acted. */
static void note_events(const struct groundwork *ground, struct source_columns *source,
                        const struct thread *thread)
{
    source->has_events |= thread->event_count > 0;
    for (uint32_t i = 0; i < thread->event_count; i++) {
        source->has_event_actors |= thread->events[i].actor != 0;
        source->has_resolved |= is_ended_status(ground->status_of[thread->events[i].status]);
    }
}

static void note_columns(const struct groundwork *ground, struct source_columns *source,
                         const struct thread *thread)
{
    const struct ticket_record *row = &thread->row;

    source->ticket_count++;
    source->has_first_reply_at |= row->first_reply_at != INSTANT_UNKNOWN;
    source->has_reply_calendar_s |=
        row->first_reply_s >= 0 && row->first_reply_clock == DESK_CLOCK_CALENDAR;
    source->has_reply_business_s |=
        row->first_reply_s >= 0 && row->first_reply_clock == DESK_CLOCK_BUSINESS;
    source->has_staff_reply_count |= row->staff_reply_count != COUNT_UNKNOWN;
    source->has_reopen_count |= row->reopen_count != COUNT_UNKNOWN;
    source->has_reopened_at |= row->reopened_at != INSTANT_UNKNOWN;
    source->has_requester |= row->requester != 0;
    source->has_account |= row->account != 0;
    source->has_channel |= row->channel != 0;
    source->has_rating |= row->rating.score != COUNT_UNKNOWN && row->rating.scale_max > 0;
    source->has_offered |= row->rating.was_offered != COUNT_UNKNOWN;
    for (uint32_t i = 0; i < thread->survey_count; i++)
        source->has_surveys |= survey_asks(&thread->surveys[i], SURVEY_SATISFACTION);
    source->has_reviews |= thread->review_count > 0;
    source->has_resolved |=
        row->resolved_at != INSTANT_UNKNOWN || row->closed_at != INSTANT_UNKNOWN;
    source->has_handling |= row->handling_s >= 0;
    source->ended_count += row->resolved_at != INSTANT_UNKNOWN ||
                           row->closed_at != INSTANT_UNKNOWN ||
                           is_ended_status(ground->status_of[row->status]);
    source->open_count += is_open_status(ground->status_of[row->status]);
    note_events(ground, source, thread);
    source->has_messages |= thread->message_count > 0;
    source->message_count += thread->message_count;
    for (uint32_t i = 0; i < thread->message_count; i++) {
        source->has_author_kinds |= thread->messages[i].author_kind != AUTHOR_UNKNOWN;
        source->unknown_kind_count += thread->messages[i].author_kind == AUTHOR_UNKNOWN;
        source->customer_message_count += thread->messages[i].author_kind == AUTHOR_CUSTOMER;
        source->has_texts |= (thread->messages[i].flags & MESSAGE_HAS_TEXT) != 0;
    }
}

static bool note_opening(struct groundwork *ground, const struct thread *thread, struct error *err)
{
    const struct ticket_record *row = &thread->row;
    int64_t at = seen(ground, row->created_at);

    if (row->requester == 0 || at == INSTANT_UNKNOWN || thread->merged_into != 0 ||
        row->initiator == INITIATOR_STAFF)
        return true;
    if (ground->opening_count == ground->opening_capacity &&
        !grow_array((void **)&ground->openings, &ground->opening_capacity, sizeof *ground->openings,
                    err))
        return false;
    ground->openings[ground->opening_count++] =
        (struct opening){.requester = row->requester,
                         .ticket = thread->ticket,
                         .at = at,
                         .category = row->category,
                         .channel = ground->channel_of[row->channel]};
    return true;
}

static bool note_survivor(struct groundwork *ground, const struct thread *thread, struct error *err)
{
    if (thread->merged_into == 0 || thread->row.created_at == INSTANT_UNKNOWN)
        return true;
    if (ground->survivor_count == ground->survivor_capacity &&
        !grow_array((void **)&ground->survivors, &ground->survivor_capacity,
                    sizeof *ground->survivors, err))
        return false;
    ground->survivors[ground->survivor_count++] =
        (struct survivor){thread->merged_into, thread->row.created_at};
    return true;
}

static bool note_age(struct groundwork *ground, const struct thread *thread, struct error *err)
{
    int64_t created = thread->row.created_at;
    int64_t updated = thread->row.updated_at;

    if (created == INSTANT_UNKNOWN || updated == INSTANT_UNKNOWN)
        return true;
    if (ground->created_least == INSTANT_UNKNOWN || created < ground->created_least)
        ground->created_least = created;
    if (ground->updated_least == INSTANT_UNKNOWN || updated < ground->updated_least)
        ground->updated_least = updated;
    if (ground->later_count == ground->later_capacity &&
        !grow_array((void **)&ground->later_ages_s, &ground->later_capacity,
                    2 * sizeof *ground->later_ages_s, err))
        return false;
    ground->later_ages_s[2 * ground->later_count] = created;
    ground->later_ages_s[2 * ground->later_count + 1] = updated - created;
    ground->later_count++;
    return true;
}

static bool is_staff(uint8_t kind)
{
    return kind == AUTHOR_HUMAN || kind == AUTHOR_BOT || kind == AUTHOR_SYSTEM ||
           kind == AUTHOR_UNKNOWN;
}

static bool note_bodies(struct groundwork *ground, const struct thread *thread, struct error *err)
{
    uint64_t bodies[BODIES_LIMIT];
    size_t count = 0;

    for (uint32_t i = 0; i < thread->message_count && count < BODIES_LIMIT; i++) {
        const struct message_record *message = &thread->messages[i];
        bool is_known = message->body == 0 || !is_staff(message->author_kind) ||
                        seen(ground, message->at) == INSTANT_UNKNOWN;
        for (size_t j = 0; j < count && !is_known; j++)
            is_known = bodies[j] == message->body;
        if (!is_known)
            bodies[count++] = message->body;
    }
    return templates_add(ground->templates, ground->account_of[thread->row.account], bodies, count,
                         err);
}

/*
 * Messages of customers alone, though tickets ended: what the staff wrote was not exported. Taken
 * for the whole they would say that nobody was ever answered.
 */
static void drop_half_stories(struct groundwork *ground)
{
    for (uint32_t i = 0; i < ground->source_count; i++) {
        struct source_columns *source = &ground->sources[i];
        if (source->message_count == source->customer_message_count &&
            source->ended_count >= ENDED_LEAST)
            source->has_messages = false;
    }
}

/* Every ticket is told to be open: then it is known that none was solved. */
static void know_the_open(struct groundwork *ground)
{
    for (uint32_t i = 0; i < ground->source_count; i++) {
        struct source_columns *source = &ground->sources[i];
        source->has_resolved |=
            source->ticket_count > 0 && source->open_count == source->ticket_count;
    }
}

static bool first_pass(struct groundwork *ground, struct store *store, struct error *err)
{
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = NULL;
    uint64_t with_account = 0;
    uint64_t total = 0;

    if (!store_scan(store, &scan, err))
        return false;
    for (;;) {
        if (!scan_next(scan, &thread, err))
            return false;
        if (thread == NULL)
            break;
        if (!thread->has_ticket)
            continue;
        total++;
        with_account += thread->row.account != 0;
        note_columns(ground, &ground->sources[thread->source], thread);
        numbers_note(&ground->sources[thread->source].numbers, thread->row.id);
        if (!note_opening(ground, thread, err) || !note_survivor(ground, thread, err) ||
            !note_age(ground, thread, err) || !note_bodies(ground, thread, err))
            return false;
    }
    drop_half_stories(ground);
    know_the_open(ground);
    ground->names.account_known_share = total == 0 ? 0 : (double)with_account / (double)total;
    return true;
}

static bool body_pass(struct groundwork *ground, struct store *store, struct error *err)
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
        if (thread->has_ticket && !note_bodies(ground, thread, err))
            return false;
    }
}

static int compare_openings(const void *a, const void *b)
{
    const struct opening *x = a;
    const struct opening *y = b;

    if (x->requester != y->requester)
        return x->requester < y->requester ? -1 : 1;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->ticket < y->ticket ? -1 : x->ticket > y->ticket;
}

static int compare_survivors(const void *a, const void *b)
{
    const struct survivor *x = a;
    const struct survivor *y = b;

    if (x->ticket != y->ticket)
        return x->ticket < y->ticket ? -1 : 1;
    return x->created_at < y->created_at ? -1 : x->created_at > y->created_at;
}

static void sort_all(struct groundwork *ground)
{
    if (ground->opening_count > 0)
        qsort(ground->openings, ground->opening_count, sizeof *ground->openings, compare_openings);
    if (ground->survivor_count > 0)
        qsort(ground->survivors, ground->survivor_count, sizeof *ground->survivors,
              compare_survivors);
}

bool groundwork_prepare(struct groundwork *ground, struct store *store,
                        const struct settings *settings, int64_t as_of, struct arena *arena,
                        struct error *err)
{
    struct store_contents contents;
    bool again = false;

    *ground = (struct groundwork){.settings = settings,
                                  .arena = arena,
                                  .created_least = INSTANT_UNKNOWN,
                                  .updated_least = INSTANT_UNKNOWN};
    if (!store_contents(store, &contents, err) ||
        !store_vocabulary(store, &ground->vocabulary, err))
        return false;
    ground->cut_at = contents.cut_at;
    if (as_of == INSTANT_UNKNOWN)
        as_of = settings->as_of;
    if (as_of != INSTANT_UNKNOWN && as_of < ground->cut_at) {
        ground->cut_at = as_of;
        ground->is_as_of = true;
    }
    ground->source_count = contents.source_count;
    ground->source_names = contents.sources;
    ground->sources = arena_array(arena, contents.source_count + 1, sizeof *ground->sources);
    if (ground->sources == NULL)
        return error_memory(err);
    if (!groundwork_clocks(ground, err) || !groundwork_classes(ground, err) ||
        !groundwork_persons(ground, store_key(store), err) || !groundwork_disputes(ground, err) ||
        !templates_open(settings->criteria.template_min_tickets,
                        settings->criteria.template_min_share, &ground->templates, err) ||
        !first_pass(ground, store, err) || !templates_finish_pass(ground->templates, &again, err))
        return false;
    if (again &&
        (!body_pass(ground, store, err) || !templates_finish_pass(ground->templates, &again, err)))
        return false;
    sort_all(ground);
    groundwork_doubt_survivors(ground);
    return true;
}

void groundwork_release(struct groundwork *ground)
{
    if (ground->settings != NULL)
        groundwork_clocks_release(ground);
    vocabulary_release(&ground->vocabulary);
    templates_close(ground->templates);
    free(ground->openings);
    free(ground->survivors);
    free(ground->later_ages_s);
    *ground = (struct groundwork){0};
}

const struct opening *next_opening(const struct groundwork *ground, uint32_t requester,
                                   uint32_t ticket, int64_t at, int64_t window_s, uint32_t category,
                                   bool any_category)
{
    size_t low = 0;
    size_t high = ground->opening_count;

    if (requester == 0)
        return NULL;
    while (low < high) { /* the first opening of the requester after `at` */
        size_t middle = low + (high - low) / 2;
        const struct opening *row = &ground->openings[middle];
        if (row->requester < requester || (row->requester == requester && row->at <= at))
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < ground->opening_count; low++) {
        const struct opening *row = &ground->openings[low];
        if (row->requester != requester || row->at > at + window_s)
            return NULL;
        bool is_same =
            any_category || category == 0 || row->category == 0 || category == row->category;
        if (row->ticket != ticket && is_same)
            return row;
    }
    return NULL;
}
