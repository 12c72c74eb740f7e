#include "cube/count.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "cube/bins.h"
#include "cube/relay.h"
#include "cube/rows.h"

struct counter {
    const struct settings *settings;
    struct rows rows[CUBE_TABLE_COUNT];
    int64_t first_at, last_at;
    struct relay *relay; /* facts are counted while the next are made */
};

static bool count_fact(void *context, const struct fact *fact, const struct fact_promise *promise,
                       const struct fact_action *actions, size_t action_count, struct error *err);

/* A table then grows by moving its pages, without a copy, and gives back what it does not fill.
 * Left alone, glibc sets this limit to the largest block ever freed, and the tables leave holes. */
static void tables_grow_by_pages(void)
{
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
}

/* What criteria take and give back again and again is not asked of the kernel each time. */
static void pieces_stay_in_heap(void)
{
    malloc_trim(0);
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, 8 << 20);
}

bool counter_open(const struct settings *settings, struct counter **out, struct error *err)
{
    struct counter *counter = calloc(1, sizeof *counter);

    tables_grow_by_pages();
    if (counter == NULL)
        return error_memory(err);
    counter->settings = settings;
    counter->first_at = counter->last_at = INSTANT_UNKNOWN;
    for (int table = 0; table < CUBE_TABLE_COUNT; table++)
        counter->rows[table].kind = &ROW_KINDS[table];
    if (!relay_open(count_fact, counter, &counter->relay, err)) {
        free(counter);
        return false;
    }
    *out = counter;
    return true;
}

void counter_close(struct counter *counter)
{
    if (counter == NULL)
        return;
    relay_close(counter->relay);
    for (int table = 0; table < CUBE_TABLE_COUNT; table++)
        rows_release(&counter->rows[table]);
    free(counter);
}

/* Rows are compared by members, but stored whole: padding is zeroed so that bytes are settled. */
#define ROW(type, name)                                                                            \
    struct type name;                                                                              \
    memset(&(name), 0, sizeof(name))

static bool add(struct counter *counter, enum cube_table table, const void *row, struct error *err)
{
    return rows_add(&counter->rows[table], row, err);
}

static void set_key(struct cube_key *key, const struct fact *fact)
{
    key->account = fact->account;
    key->day = fact->day;
    key->channel = fact->channel;
    key->priority = fact->priority;
    key->topic = fact->topic;
    key->band = fact->band;
    key->executor = fact->executor;
    key->is_in_hours = fact->is_in_hours;
    key->promise = fact->promise;
}

static uint8_t part_of(int64_t after_s, int64_t promise_s)
{
    uint8_t part = 0;

    if (promise_s <= 0 || after_s == INSTANT_UNKNOWN)
        return PART_NONE;
    while (part < PART_BEYOND && after_s > promise_s << part)
        part++;
    return part;
}

static uint16_t bin_or_unknown(int64_t after_s)
{
    return after_s == INSTANT_UNKNOWN ? BIN_UNKNOWN : bin_of(after_s);
}

static void set_exit(struct cube_exit *out, const struct exit_time *from, int64_t promise_s)
{
    out->exit = from->exit;
    out->calendar_bin = bin_or_unknown(from->after_s[CLOCK_CALENDAR]);
    out->promised_bin = bin_or_unknown(from->after_s[CLOCK_PROMISED]);
    out->promised_part = part_of(from->after_s[CLOCK_PROMISED], promise_s);
}

/* An exit past a window is an exit at its end, not yet seen: rows that say the same join. */
static void set_exit_within(struct cube_exit *out, const struct exit_time *from, int64_t window_s)
{
    struct exit_time clipped = *from;

    if (clipped.after_s[CLOCK_CALENDAR] > window_s) {
        clipped.after_s[CLOCK_CALENDAR] = window_s;
        clipped.exit = clipped.exit == EXIT_UNMEASURED ? EXIT_UNMEASURED : EXIT_CENSORED;
    }
    clipped.after_s[CLOCK_PROMISED] = INSTANT_UNKNOWN;
    set_exit(out, &clipped, 0);
}

static bool add_wait(struct counter *counter, const struct fact *fact, int64_t promise_s,
                     struct error *err)
{
    ROW(cube_wait, row);

    if (fact->is_attended || fact->reply[READING_STRICT].exit == EXIT_UNMEASURED)
        return true;
    set_key(&row.key, fact);
    for (int reading = 0; reading < READING_COUNT; reading++)
        set_exit(&row.reply[reading], &fact->reply[reading], promise_s);
    set_exit(&row.substantive, &fact->substantive, promise_s);
    row.entry_bin = bin_of(fact->reply_entry_s);
    row.count = 1;
    return add(counter, CUBE_TABLE_wait, &row, err);
}

/* An arrival counts when it was followed for T_av, or was decided before. */
static bool add_slot(struct counter *counter, const struct fact *fact, int64_t promise_s,
                     struct error *err)
{
    int64_t at_hand_s = promise_s > 0 ? promise_s : counter->settings->criteria.reply_default_s;
    const struct exit_time *strict = &fact->reply[READING_STRICT];
    ROW(cube_slot, row);

    if (fact->is_attended || strict->exit == EXIT_UNMEASURED ||
        strict->after_s[CLOCK_CALENDAR] == INSTANT_UNKNOWN)
        return true;
    row.account = fact->account;
    row.day = fact->day;
    row.slot = fact->slot;
    row.channel = fact->channel;
    row.executor = fact->executor;
    row.is_in_hours = fact->is_in_hours;
    if (strict->exit == EXIT_CENSORED && strict->after_s[CLOCK_CALENDAR] < at_hand_s) {
        row.young_count = 1;
    } else {
        row.arrival_count = 1;
        for (int reading = 0; reading < READING_COUNT; reading++)
            row.answered_count[reading] = fact->reply[reading].exit == EXIT_EVENT &&
                                          fact->reply[reading].after_s[CLOCK_CALENDAR] <= at_hand_s;
    }
    return add(counter, CUBE_TABLE_slot, &row, err);
}

static bool add_followup(struct counter *counter, const struct fact *fact, int64_t promise_s,
                         struct error *err)
{
    const struct criteria_settings *criteria = &counter->settings->criteria;

    if (fact->failure[READING_STRICT].exit != EXIT_UNMEASURED) {
        ROW(cube_followup, row);
        set_key(&row.key, fact);
        row.is_one_touch_asked = fact->is_one_touch_asked;
        row.is_clarification = fact->is_clarification;
        row.is_reply_in_time = counted_reply_in_time(fact, promise_s);
        for (int reading = 0; reading < READING_COUNT; reading++)
            set_exit_within(&row.failure[reading], &fact->failure[reading],
                            criteria->one_touch_window_s);
        row.count = 1;
        if (!add(counter, CUBE_TABLE_followup, &row, err))
            return false;
    }
    if (fact->reopen.exit == EXIT_UNMEASURED && fact->was_reopened < 0)
        return true;
    ROW(cube_reopen, row);
    set_key(&row.key, fact);
    set_exit_within(&row.reopen, &fact->reopen, criteria->reopen_window_s);
    row.was_reopened = fact->was_reopened;
    row.count = 1;
    return add(counter, CUBE_TABLE_reopen, &row, err);
}

static bool add_review(struct counter *counter, const struct fact *fact, struct error *err)
{
    ROW(cube_review, row);

    if (fact->review_count == 0)
        return true;
    set_key(&row.key, fact);
    row.reader_count = fact->review_count;
    row.passed_count = fact->review_passed_count;
    row.count = 1;
    return add(counter, CUBE_TABLE_review, &row, err);
}

static bool add_channel(struct counter *counter, const struct fact *fact, struct error *err)
{
    ROW(cube_channel, row);

    if (fact->was_switched < 0 && fact->abandon.exit == EXIT_UNMEASURED)
        return true;
    set_key(&row.key, fact);
    row.was_switched = fact->was_switched;
    set_exit(&row.abandon, &fact->abandon, 0);
    row.count = 1;
    return add(counter, CUBE_TABLE_channel, &row, err);
}

static bool add_survey(struct counter *counter, const struct fact *fact, int64_t promise_s,
                       struct error *err)
{
    ROW(cube_survey, row);

    if (fact->closed_at == INSTANT_UNKNOWN && fact->is_satisfied < 0)
        return true;
    set_key(&row.key, fact);
    row.reply_in_time = counted_reply_in_time(fact, promise_s);
    row.was_reopened = fact->was_reopened < 0 ? UNTOLD : (uint8_t)fact->was_reopened;
    row.offered = fact->survey_offered;
    row.is_satisfied = fact->is_satisfied;
    row.count = 1;
    return add(counter, CUBE_TABLE_survey, &row, err);
}

static bool add_vote(struct counter *counter, const struct fact *fact, struct error *err)
{
    ROW(cube_vote, row);

    if (fact->is_satisfied < 0 && fact->recommends < 0 && fact->is_easy < 0)
        return true;
    set_key(&row.key, fact);
    row.is_satisfied = fact->is_satisfied;
    row.recommends = fact->recommends;
    row.is_easy = fact->is_easy;
    row.requester = fact->requester_hash;
    row.count = 1;
    return add(counter, CUBE_TABLE_vote, &row, err);
}

static bool add_text(struct counter *counter, const struct fact *fact, struct error *err)
{
    ROW(cube_text, row);

    if (fact->text.answer_count == 0 && fact->repeats_himself < 0)
        return true;
    row.account = fact->account;
    row.day = fact->day;
    row.channel = fact->channel;
    row.executor = fact->executor;
    row.language = fact->text.language;
    row.answer_count = fact->text.answer_count;
    row.word_count = fact->text.word_count;
    row.sentence_count = fact->text.sentence_count;
    row.syllable_count = fact->text.syllable_count;
    row.long_word_count = fact->text.long_word_count;
    row.jargon_count = fact->text.jargon_count;
    row.listened_count = fact->repeats_himself >= 0;
    row.repeated_count = fact->repeats_himself == 1;
    return add(counter, CUBE_TABLE_text, &row, err);
}

static bool add_demand(struct counter *counter, const struct fact *fact, struct error *err)
{
    ROW(cube_demand, row);

    row.day = fact->day;
    row.slot = fact->slot;
    row.channel = fact->channel;
    row.priority = fact->priority;
    row.ticket_count = 1;
    row.handled_count = fact->handling_s >= 0;
    row.handling_s = fact->handling_s >= 0 ? (uint64_t)fact->handling_s : 0;
    row.reopened_count = fact->was_reopened == 1;
    row.replied_ticket_count = fact->staff_reply_count >= 0;
    row.staff_reply_count = fact->staff_reply_count >= 0 ? (uint32_t)fact->staff_reply_count : 0;
    return add(counter, CUBE_TABLE_demand, &row, err);
}

static bool add_resolve(struct counter *counter, const struct fact *fact, int64_t resolve_s,
                        struct error *err)
{
    ROW(cube_resolve, row);

    if (fact->resolve.exit == EXIT_UNMEASURED)
        return true;
    set_key(&row.key, fact);
    set_exit(&row.resolve, &fact->resolve, resolve_s);
    row.entry_bin = bin_of(fact->resolve_entry_s);
    row.count = 1;
    return add(counter, CUBE_TABLE_resolve, &row, err);
}

static uint8_t said(uint8_t verdict)
{
    return verdict == DESK_SAYS_NOTHING ? UNTOLD : verdict == DESK_SAYS_MET;
}

static bool add_verdict(struct counter *counter, const struct fact *fact,
                        const struct fact_promise *promise, struct error *err)
{
    ROW(cube_verdict, row);

    if (fact->desk_reply == DESK_SAYS_NOTHING && fact->desk_resolve == DESK_SAYS_NOTHING)
        return true;
    set_key(&row.key, fact);
    row.reply_desk = said(fact->desk_reply);
    row.resolve_desk = said(fact->desk_resolve);
    row.reply_counted = fact->is_attended
                            ? UNTOLD
                            : counted_kept(&fact->reply[READING_STRICT], promise->first_reply_s);
    row.resolve_counted = counted_kept(&fact->resolve, promise->resolve_s);
    row.count = 1;
    return add(counter, CUBE_TABLE_verdict, &row, err);
}

static bool add_trace(struct counter *counter, const struct fact *fact, struct error *err)
{
    ROW(trace_ticket, row);

    row.account = fact->account;
    row.channel = fact->channel;
    row.priority = fact->priority;
    row.is_attended = fact->is_attended;
    row.created_at = fact->origin_at;
    row.replied_at = fact->reply_at;
    row.closed_at = fact->closed_at;
    row.handling_s = fact->handling_s;
    row.count = 1;
    return add(counter, CUBE_TABLE_tickets, &row, err);
}

static bool add_answer(struct counter *counter, const struct fact *fact, int64_t promise_s,
                       struct error *err)
{
    struct trace_answer row;

    return !counted_answer(counter->settings, fact, promise_s, &row) ||
           add(counter, CUBE_TABLE_answers, &row, err);
}

static bool add_population(struct counter *counter, const struct fact *fact, struct error *err)
{
    ROW(cube_population, row);

    set_key(&row.key, fact);
    row.exclusion = fact->exclusion;
    row.is_attended = fact->is_attended;
    row.count = 1;
    return add(counter, CUBE_TABLE_population, &row, err);
}

static bool add_actions(struct counter *counter, const struct fact_action *actions, size_t count,
                        struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        ROW(cube_activity, hour);
        hour.day = actions[i].day;
        hour.slot = actions[i].slot;
        hour.executor = actions[i].executor;
        hour.action_count = 1;
        ROW(trace_action, minute);
        minute.at = actions[i].at - ((actions[i].at % 60) + 60) % 60;
        if (!add(counter, CUBE_TABLE_activity, &hour, err) ||
            !add(counter, CUBE_TABLE_actions, &minute, err))
            return false;
    }
    return true;
}

static void note_range(struct counter *counter, int64_t at)
{
    if (counter->first_at == INSTANT_UNKNOWN || at < counter->first_at)
        counter->first_at = at;
    if (counter->last_at == INSTANT_UNKNOWN || at > counter->last_at)
        counter->last_at = at;
}

static bool count_fact(void *context, const struct fact *fact, const struct fact_promise *promise,
                       const struct fact_action *actions, size_t action_count, struct error *err)
{
    struct counter *counter = context;

    if (!add_population(counter, fact, err) || !add_actions(counter, actions, action_count, err))
        return false;
    if (fact->exclusion != EXCLUDED_NOT)
        return true;
    note_range(counter, fact->origin_at);
    return add_wait(counter, fact, promise->first_reply_s, err) &&
           add_slot(counter, fact, promise->first_reply_s, err) &&
           add_followup(counter, fact, promise->first_reply_s, err) &&
           add_review(counter, fact, err) && add_channel(counter, fact, err) &&
           add_survey(counter, fact, promise->first_reply_s, err) && add_vote(counter, fact, err) &&
           add_text(counter, fact, err) && add_demand(counter, fact, err) &&
           add_resolve(counter, fact, promise->resolve_s, err) &&
           add_verdict(counter, fact, promise, err) && add_trace(counter, fact, err) &&
           add_answer(counter, fact, promise->first_reply_s, err);
}

bool counter_add(struct counter *counter, const struct fact *fact,
                 const struct fact_promise *promise, const struct fact_action *actions,
                 size_t action_count, struct error *err)
{
    return relay_put(counter->relay, fact, promise, actions, action_count, err);
}

static bool give_all(struct rows rows[CUBE_TABLE_COUNT], struct cube *cube, struct error *err)
{
    struct table table = {0};
#define GIVE(name, rows_member, count_member)                                                      \
    if (!rows_finish(&rows[CUBE_TABLE_##name], &table, err))                                       \
        return false;                                                                              \
    cube->rows_member = table.rows;                                                                \
    cube->count_member = table.count;                                                              \
    cube->mapped_size[CUBE_TABLE_##name] = table.mapped_size;
#define X(name) GIVE(name, name, name##_count)
    CUBE_TABLES(X)
#undef X
    GIVE(tickets, tickets, ticket_count)
    GIVE(actions, actions, action_count)
    GIVE(answers, answers, answer_count)
#undef GIVE
    return true;
}

bool counter_finish(struct counter *counter, struct fact_summary *summary, struct cube *out,
                    struct error *err)
{
    if (!relay_drain(counter->relay, err))
        return false;
    OWN(cube_release)
    struct cube cube = {.names = summary->names,
                        .cut_at = summary->cut_at,
                        .first_at = counter->first_at,
                        .last_at = counter->last_at,
                        .zone = summary->zone,
                        .zone_is_told = summary->zone_is_told,
                        .is_survivor_doubted = summary->is_survivor_doubted,
                        .survivor_reason = summary->survivor_reason,
                        .observed_from_at = summary->observed_from_at,
                        .physical_row_count = summary->row_count,
                        .rejected_row_count = summary->rejected_count,
                        .arena = summary->arena};

    memcpy(cube.evidence, summary->evidence, sizeof cube.evidence);
    *summary = (struct fact_summary){0};
    if (!give_all(counter->rows, &cube, err))
        return false;
    pieces_stay_in_heap();
    *out = cube;
    cube = (struct cube){0};
    return true;
}
