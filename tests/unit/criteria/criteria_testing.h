/* criteria_testing: small worlds of tickets, made by hand, counted into a cube. */
#ifndef DESKGAUGE_TESTS_CRITERIA_TESTING_H
#define DESKGAUGE_TESTS_CRITERIA_TESTING_H

#include "testing.h"

#include "calendar/instant.h"
#include "calendar/slot.h"
#include "criteria/score.h"
#include "cube/count.h"
#include "settings/read.h"

enum { HOUR = 3600, DAY = 86400, NEVER = -1, WORLD_ACCOUNTS = 14 };

/* A ticket in words: what the builder makes a fact of. All-zero is answered at once. */
struct story {
    uint32_t account;
    int32_t day;     /* local = UTC */
    int hour;        /* of creation */
    int64_t reply_s; /* NEVER: not answered */
    int64_t close_s; /* after creation; 0: when answered, NEVER: open at the cut */
    uint8_t channel, priority, executor;
    int64_t fails_s;      /* after the reply; 0: never */
    int rating;           /* 0 none, 1 bad, 2 good */
    int recommends, ease; /* 0 none, then from the worst */
    bool is_template;     /* the first reply is one, the next comes after reply_late_s */
    int64_t substantive_s;
    uint8_t exclusion;
    bool is_attended;
    bool no_promise;
    uint64_t requester, engineer; /* stand for keyed hashes; 0 unknown */
    bool was_offered_none;        /* no survey was sent */
};

struct world {
    struct settings settings;
    struct counter *counter;
    struct fact_promise promises[3];
    const char *accounts[WORLD_ACCOUNTS];
    const char *topics[1];
    uint32_t account_count;
    int64_t cut_at;
    uint8_t rungs;         /* of every question */
    bool is_business_only; /* the export tells minutes of opening hours alone */
    uint32_t ticket_count;
};

/* One promise: a human within an hour for 8 of 10, on every hour of the year. */
static inline void world_open(struct world *world, int64_t cut_at)
{
    struct error err = {0};

    *world = (struct world){.cut_at = cut_at, .account_count = 1, .rungs = RUNG_PROVED};
    assert_ok(settings_read(NULL, &world->settings, &err), err);
    static const char *const NAMES[WORLD_ACCOUNTS] = {"a", "b", "c", "d", "e", "f", "g",
                                                      "h", "i", "j", "k", "l", "m", "n"};
    for (int i = 0; i < WORLD_ACCOUNTS; i++)
        world->accounts[i] = NAMES[i];
    world->topics[0] = "other";
    world->promises[0] = (struct fact_promise){.is_always = true, .hours = INDEX_NONE};
    world->promises[1] = (struct fact_promise){
        .first_reply_s = HOUR, .share = .8, .is_always = true, .hours = INDEX_NONE, .line = 1};
    assert_ok(counter_open(&world->settings, &world->counter, &err), err);
}

static inline struct exit_time exit_after(int64_t event_s, int64_t end_s, enum exit otherwise)
{
    bool is_event = event_s != NEVER && event_s <= end_s;
    int64_t after_s = is_event ? event_s : end_s;

    return (struct exit_time){.exit = (uint8_t)(is_event ? EXIT_EVENT : otherwise),
                              .after_s = {after_s, after_s}};
}

static inline struct exit_time exit_none(void)
{
    return (struct exit_time){.exit = EXIT_UNMEASURED,
                              .after_s = {INSTANT_UNKNOWN, INSTANT_UNKNOWN}};
}

static inline struct fact fact_of(const struct world *world, const struct story *story)
{
    struct fact fact = {0};
    int64_t created = (int64_t)story->day * DAY + story->hour * HOUR;
    int64_t seen_s = world->cut_at - created;
    int64_t close_s = story->close_s == 0 ? story->reply_s : story->close_s;
    bool is_closed = close_s != NEVER && close_s <= seen_s;
    bool is_answered = story->reply_s != NEVER && story->reply_s <= seen_s;
    int slot = weekday_of_day(story->day) * 24 + story->hour;

    fact.ticket = world->ticket_count + 1;
    fact.account = story->account;
    fact.exclusion = story->exclusion;
    fact.channel = story->channel;
    fact.priority = story->priority;
    fact.executor = story->executor;
    fact.slot = (uint8_t)slot;
    fact.band = (uint8_t)band_of_slot(slot);
    fact.is_attended = story->is_attended;
    fact.is_in_hours = true;
    fact.day = story->day;
    fact.promise = story->no_promise ? 0 : 1;
    fact.created_at = fact.origin_at = created;
    fact.seen_until = world->cut_at;
    fact.closed_at = is_closed ? created + close_s : INSTANT_UNKNOWN;
    fact.reply_at = is_answered ? created + story->reply_s : INSTANT_UNKNOWN;
    fact.reply[0] = exit_after(story->reply_s, is_closed && !is_answered ? close_s : seen_s,
                               is_closed ? EXIT_COMPETING : EXIT_CENSORED);
    fact.reply[1] = fact.reply[0];
    fact.substantive = fact.reply[0];
    if (story->is_template)
        fact.substantive = exit_after(story->substantive_s, seen_s, EXIT_CENSORED);
    fact.is_one_touch_asked = true;
    fact.failure[0] = is_answered ? exit_after(story->fails_s == 0 ? NEVER : story->fails_s,
                                               seen_s - story->reply_s, EXIT_CENSORED)
                                  : exit_none();
    fact.failure[1] = fact.failure[0];
    fact.reopen = is_closed ? exit_after(NEVER, seen_s - close_s, EXIT_CENSORED) : exit_none();
    fact.was_reopened = 0;
    fact.was_switched = 0;
    fact.abandon = exit_none();
    fact.requester_hash = story->requester;
    fact.engineer_hash = story->engineer;
    fact.survey_offered = !story->was_offered_none;
    fact.is_satisfied = (int8_t)(story->rating - 1);
    fact.recommends = (int8_t)(story->recommends - 1);
    fact.is_easy = (int8_t)(story->ease - 1);
    fact.resolve = exit_after(is_closed ? close_s : NEVER, seen_s, EXIT_CENSORED);
    fact.handling_s = -1;
    fact.staff_reply_count = fact.customer_reply_count = -1;
    fact.repeats_himself = -1;
    return fact;
}

static inline void world_add_fact(struct world *world, const struct fact *fact)
{
    struct error err = {0};
    struct fact_action action = {.at = fact->reply_at == INSTANT_UNKNOWN ? 0 : fact->reply_at,
                                 .day = fact->day,
                                 .slot = fact->slot,
                                 .executor = fact->executor};

    assert_ok(counter_add(world->counter, fact, &world->promises[fact->promise], &action,
                          fact->reply_at == INSTANT_UNKNOWN ? 0 : 1, &err),
              err);
    world->ticket_count++;
}

static inline void world_add(struct world *world, int count, struct story story)
{
    for (int i = 0; i < count; i++) {
        struct fact fact = fact_of(world, &story);
        world_add_fact(world, &fact);
    }
}

/* `count` tickets a day over `days` days, hours 9, 10, … in turn. */
static inline void world_add_days(struct world *world, int32_t first_day, int days, int count,
                                  struct story story)
{
    for (int day = 0; day < days; day++) {
        for (int i = 0; i < count; i++) {
            story.day = first_day + day;
            story.hour = 9 + i % 8;
            world_add(world, 1, story);
        }
    }
}

static inline void world_finish(struct world *world, struct cube *out)
{
    struct error err = {0};
    struct fact_summary summary = {.cut_at = world->cut_at, .zone = "UTC", .zone_is_told = true};

    summary.names = (struct fact_names){.accounts = world->accounts,
                                        .account_count = world->account_count,
                                        .account_known_share = 1,
                                        .topics = world->topics,
                                        .topic_count = 1,
                                        .promises = world->promises,
                                        .promise_count = 2};
    for (int i = 0; i < EVIDENCE_COUNT; i++)
        summary.evidence[i] = (struct evidence){.rung = world->rungs,
                                                .has_clock = {!world->is_business_only, true},
                                                .source = "messages"};
    assert_ok(counter_finish(world->counter, &summary, out, &err), err);
}

static inline void world_close(struct world *world)
{
    counter_close(world->counter);
    settings_release(&world->settings);
}

/* Count what the world holds, score it, and throw the cube away. */
static inline void world_score(struct world *world, const char *period, struct scorecard *out)
{
    struct error err = {0};
    OWN(cube_release) struct cube cube = {0};

    world_finish(world, &cube);
    struct score_request request = {
        .cube = &cube, .settings = &world->settings, .period = period, .account = ALL_ACCOUNTS};
    assert_ok(score(&request, out, &err), err);
}

static inline const struct measurement *figure(const struct scorecard *card, enum measured name)
{
    const struct measurement *row =
        scorecard_find(card, name, PERIOD_CURRENT, ALL_ACCOUNTS, CHANNEL_UNKNOWN);

    assert_non_null(row);
    return row;
}

/* Nothing that a renderer could print is NaN, and shares stay within 0..1. */
static inline void assert_sane(const struct scorecard *card)
{
    for (size_t i = 0; i < card->measurement_count; i++) {
        const struct measurement *row = &card->measurements[i];
        const double all[] = {row->value, row->strict,     row->optimistic,  row->low,
                              row->high,  row->score,      row->effective_n, row->score_low,
                              row->first, row->score_high, row->last,        row->resolution_s};
        for (size_t j = 0; j < sizeof all / sizeof *all; j++)
            assert_true(isfinite(all[j]));
        if (measurement_unit(row->name) == UNIT_SHARE && row->has_value)
            assert_true(row->value >= 0 && row->value <= 1);
        if (row->has_interval)
            assert_true(row->low <= row->value + 1e-9 && row->high >= row->value - 1e-9);
        if (!row->has_value) {
            assert_non_null(row->reason);
            assert_false(row->has_score);
        }
        if (row->has_score)
            assert_true(row->score_low <= row->score + 1e-9 &&
                        row->score_high >= row->score - 1e-9);
    }
    for (int c = 0; c < CRITERION_COUNT; c++) {
        const struct criterion_score *score = &card->criteria[c];
        const struct criterion_change *change = &score->change;
        assert_true(isfinite(score->score) && isfinite(score->score_low) &&
                    isfinite(score->score_high) && isfinite(score->coverage) &&
                    isfinite(score->target));
        assert_true(isfinite(change->before) && isfinite(change->after) &&
                    isfinite(change->crude) && isfinite(change->standardised) &&
                    isfinite(change->low) && isfinite(change->high) && isfinite(change->chance) &&
                    isfinite(change->smallest_drop) && isfinite(change->date_probability));
        assert_true(score->has_score || score->reason != NULL);
        for (size_t i = 0; i < change->segment_count; i++)
            assert_true(isfinite(change->segments[i].mix) && isfinite(change->segments[i].rate) &&
                        isfinite(change->segments[i].chance));
    }
    for (int slot = 0; slot < 192; slot++)
        assert_true(isfinite(card->slots[slot].share) && isfinite(card->slots[slot].low) &&
                    isfinite(card->slots[slot].high) && isfinite(card->slots[slot].hours));
    for (size_t i = 0; i < card->account_count; i++)
        assert_true(isfinite(card->accounts[i].shrunk) && isfinite(card->accounts[i].low));
    for (size_t i = 0; i < card->channel_count; i++)
        assert_true(isfinite(card->channels[i].graded) &&
                    isfinite(card->channels[i].median_wait_s));
    for (int p = 0; p < PERIOD_COUNT; p++)
        for (size_t i = 0; i < card->reply_curve[p].point_count; i++)
            assert_true(isfinite(card->reply_curve[p].points[i].low) &&
                        isfinite(card->reply_curve[p].points[i].high));
    assert_true(isfinite(card->survey.respondents) && isfinite(card->survey.worst_low) &&
                isfinite(card->survey.sensitivity_low));
    for (size_t i = 0; i < card->drill_count; i++) {
        const struct drill_cell *cell = &card->drill[i];
        assert_true(isfinite(cell->value) && isfinite(cell->low) && isfinite(cell->high) &&
                    isfinite(cell->contribution));
        assert_true(cell->value >= 0 && cell->value <= 1 && cell->kept_count <= cell->ticket_count);
    }
    for (size_t i = 0; i < card->executor_count; i++)
        for (int c = 0; c < CRITERION_COUNT; c++)
            assert_true(isfinite(card->executors[i].change[c].standardised) &&
                        isfinite(card->executors[i].change[c].low));
}

/* Monday to Friday 9 to 18: 45 hours a week. */
static inline __attribute__((unused)) void promise_office_hours(struct world *world)
{
    struct hours_settings *hours = arena_array(&world->settings.arena, 1, sizeof *hours);
    struct hours_version *version = arena_array(&world->settings.arena, 1, sizeof *version);
    struct hours_interval *intervals = arena_array(&world->settings.arena, 5, sizeof *intervals);

    for (uint8_t day = 0; day < 5; day++)
        intervals[day] = (struct hours_interval){day, 9 * 60, 18 * 60};
    *version =
        (struct hours_version){.from_day = INT32_MIN, .intervals = intervals, .interval_count = 5};
    *hours = (struct hours_settings){.name = "office", .versions = version, .version_count = 1};
    world->settings.hours = hours;
    world->settings.hours_count = 1;
    world->promises[1].is_always = false;
    world->promises[1].hours = 0;
}

#endif
