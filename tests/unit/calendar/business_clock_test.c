#include "calendar_testing.h"

static const char *const zone_names[] = {
    "Europe/Berlin",     "America/New_York", "Australia/Lord_Howe", "Africa/Cairo",
    "Africa/Casablanca", "Pacific/Apia",     "Asia/Kathmandu",      "America/St_Johns",
    "America/Sao_Paulo", "Asia/Gaza",        "Pacific/Chatham",     "UTC"};
enum { ZONE_COUNT = sizeof zone_names / sizeof *zone_names };

/* One random world: zone, hours that change on a day, holidays. */
struct world {
    struct zone *zone;
    struct schedule schedule;
    struct holidays holidays;
    struct business_clock *clock;
    int64_t first; /* questions are asked in [first, last) */
    int64_t last;
};

static void world_release(struct world *world)
{
    business_clock_close(world->clock);
    zone_close(world->zone);
    schedule_release(&world->schedule);
    holidays_release(&world->holidays);
}
OWN_RELEASER(world_release, struct world)

static struct day_hours random_hours(uint64_t *seed)
{
    struct day_hours day = {0};
    int64_t kind = random_below(seed, 8);

    if (kind == 0)
        return day;
    if (kind == 1) {
        day.count = 1;
        day.hours[0] = (struct open_hours){0, DAY_S};
        return day;
    }
    for (int i = 0; i < 3; i++) {
        int32_t from = (int32_t)random_below(seed, 24 * 60) * 60;
        int32_t length = 60 + (int32_t)random_below(seed, kind == 2 ? 24 * 60 : 5 * 60) * 60;
        struct error ignored = {0};
        if (!day_hours_add(&day, (struct open_hours){from, from + length}, &ignored))
            continue; /* overlaps what is there: one stretch fewer */
    }
    return day;
}

static struct week_plan random_plan(uint64_t *seed)
{
    struct week_plan plan = week_plan_closed();

    for (int day = 0; day < WEEK_DAYS; day++)
        plan.days[day] = random_hours(seed);
    plan.on_holidays = (enum holiday_rule)random_below(seed, 3);
    plan.holiday = random_hours(seed);
    return plan;
}

/* A fortnight around a change of the zone, where there is one. */
static void random_world(uint64_t *seed, struct world *out)
{
    struct error err = {0};
    int64_t start = utc("2005-01-01 00:00") + random_below(seed, 20 * 365) * DAY_S;

    *out = (struct world){.zone = zone_named(zone_names[random_below(seed, ZONE_COUNT)])};
    int64_t change = zone_next_change(out->zone, start);
    if (change < utc("2030-01-01 00:00"))
        start = change;
    out->first = start - start % 60 - 7 * DAY_S;
    out->last = out->first + 14 * DAY_S;
    int32_t middle = day_of_local(start);
    struct week_plan before = random_plan(seed);
    struct week_plan after = random_plan(seed);
    before.last_day = middle + (int32_t)random_below(seed, 3) - 1;
    after.first_day = before.last_day + 1;
    assert_ok(schedule_add(&out->schedule, &before, &err), err);
    assert_ok(schedule_add(&out->schedule, &after, &err), err);
    for (int i = 0; i < 3; i++) {
        struct holiday row = {.day = middle - 7 + (int32_t)random_below(seed, 14),
                              .kind = (enum day_kind)random_below(seed, 4),
                              .like_weekday = (enum weekday)random_below(seed, WEEK_DAYS),
                              .has_hours = random_below(seed, 2) == 0,
                              .hours = random_hours(seed)};
        assert_ok(holidays_add(&out->holidays, &row, &err), err);
    }
    struct business_clock_spec spec = {.zone = out->zone,
                                       .schedule = &out->schedule,
                                       .holidays = &out->holidays,
                                       .first_day = middle - 20,
                                       .last_day = middle + 20};
    assert_ok(business_clock_open(&spec, &out->clock, &err), err);
}

/* The definition, read aloud: the wall clock shows an hour of this day, or of yesterday's night. */
static bool shows_open(const struct world *world, int64_t instant)
{
    int64_t local_s = zone_local(world->zone, instant);
    int32_t today = day_of_local(local_s);

    for (int32_t day = today - 1; day <= today; day++) {
        const struct day_hours *hours = schedule_hours(&world->schedule, &world->holidays, day);
        int64_t second = local_s - (int64_t)day * DAY_S;
        for (uint32_t i = 0; i < hours->count; i++)
            if (hours->hours[i].from_s <= second && second < hours->hours[i].to_s)
                return true;
    }
    return false;
}

static void the_clock_agrees_with_counting_every_minute_in_500_random_worlds(void **state)
{
    (void)state;
    uint64_t seed = 20260701;
    int64_t open_total = 0;

    for (int i = 0; i < 500; i++) {
        OWN(world_release) struct world world = {0};
        random_world(&seed, &world);
        int64_t counted = 0;
        for (int64_t at = world.first; at < world.last; at += 60) {
            bool is_open = shows_open(&world, at);
            if (business_clock_is_open(world.clock, at) != is_open ||
                business_clock_elapsed(world.clock, world.first, at) != counted)
                fail_msg("world %d, %s, minute %lld", i, zone_name(world.zone), (long long)at);
            counted += is_open ? 60 : 0;
        }
        assert_int_equal(business_clock_elapsed(world.clock, world.first, world.last), counted);
        open_total += counted;
    }
    assert_true(open_total > 0);
}

static void two_parts_of_a_time_add_up_to_the_whole(void **state)
{
    (void)state;
    uint64_t seed = 7;

    for (int i = 0; i < 100; i++) {
        OWN(world_release) struct world world = {0};
        random_world(&seed, &world);
        for (int j = 0; j < 200; j++) {
            int64_t a = world.first + random_below(&seed, 7 * DAY_S);
            int64_t b = a + random_below(&seed, 4 * DAY_S);
            int64_t c = b + random_below(&seed, 3 * DAY_S);
            assert_int_equal(business_clock_elapsed(world.clock, a, c),
                             business_clock_elapsed(world.clock, a, b) +
                                 business_clock_elapsed(world.clock, b, c));
            assert_true(business_clock_elapsed(world.clock, a, c) <= c - a);
        }
    }
}

static void the_due_instant_is_the_first_at_which_the_time_is_used_up(void **state)
{
    (void)state;
    uint64_t seed = 11;
    int found = 0;

    for (int i = 0; i < 100; i++) {
        OWN(world_release) struct world world = {0};
        random_world(&seed, &world);
        for (int j = 0; j < 200; j++) {
            int64_t from = world.first + random_below(&seed, 14 * DAY_S);
            int64_t open_s = 1 + random_below(&seed, 60 * HOUR_S);
            int64_t due = business_clock_due(world.clock, from, open_s);
            if (due == INSTANT_UNKNOWN)
                continue;
            found++;
            assert_int_equal(business_clock_elapsed(world.clock, from, due), open_s);
            assert_int_equal(business_clock_elapsed(world.clock, from, due - 1), open_s - 1);
        }
    }
    assert_true(found > 10000);
}

static void pauses_take_away_what_is_open_inside_them_once(void **state)
{
    (void)state;
    uint64_t seed = 13;

    for (int i = 0; i < 15; i++) {
        OWN(world_release) struct world world = {0};
        random_world(&seed, &world);
        int64_t from = world.first + DAY_S;
        int64_t to = world.last - DAY_S;
        struct pause pauses[4];
        int64_t at = world.first;
        for (int j = 0; j < 4; j++) { /* in order, sometimes overlapping, sometimes reversed */
            at += random_below(&seed, 4 * DAY_S);
            pauses[j] = (struct pause){at, at + random_below(&seed, 5 * DAY_S) - HOUR_S};
        }
        if (i % 5 == 0)
            pauses[3].to = INSTANT_UNKNOWN;
        int64_t counted = 0;
        for (int64_t second = from; second < to; second += 60 - second % 60) {
            int64_t end = second + 60 - second % 60;
            for (int64_t s = second; s < end && s < to; s++) {
                bool is_paused = false;
                for (int j = 0; j < 4; j++)
                    is_paused |= pauses[j].from <= s &&
                                 (pauses[j].to == INSTANT_UNKNOWN || s < pauses[j].to);
                counted += !is_paused && business_clock_is_open(world.clock, s);
            }
        }
        assert_int_equal(business_clock_elapsed_unpaused(world.clock, from, to, pauses, 4),
                         counted);
        if (counted > 0) {
            int64_t due = business_clock_due_unpaused(world.clock, from, counted, pauses, 4);
            assert_int_equal(business_clock_elapsed_unpaused(world.clock, from, due, pauses, 4),
                             counted);
            assert_int_equal(business_clock_elapsed_unpaused(world.clock, from, due - 1, pauses, 4),
                             counted - 1);
        }
    }
}

static void a_promise_that_ends_with_the_day_is_due_at_its_close(void **state)
{
    (void)state;
    OWN(business_clock_close)
    struct business_clock *clock = clock_of("UTC", "mon-fri 09:00-17:00", NULL);

    assert_true(business_clock_due(clock, utc("2026-07-01 16:00"), HOUR_S) ==
                utc("2026-07-01 17:00"));
    assert_true(business_clock_due(clock, utc("2026-07-01 16:00"), HOUR_S + 1) ==
                utc("2026-07-02 09:00:01"));
    assert_true(business_clock_due(clock, utc("2026-07-04 03:00"), 0) == utc("2026-07-04 03:00"));
}

static void hours_past_midnight_belong_to_the_day_they_begin_on(void **state)
{
    (void)state;
    OWN(business_clock_close)
    struct business_clock *clock = clock_of("UTC", "fri 22:00-06:00", "2026-07-04");

    /* Friday 3 July; its night reaches into Saturday, a holiday that does not cut it. */
    assert_int_equal(
        business_clock_elapsed(clock, utc("2026-07-03 00:00"), utc("2026-07-05 00:00")),
        8 * HOUR_S);
    assert_true(business_clock_is_open(clock, utc("2026-07-04 05:59")));
    assert_false(business_clock_is_open(clock, utc("2026-07-04 06:00")));
}

static void overlapping_nights_and_days_count_once(void **state)
{
    (void)state;
    OWN(business_clock_close)
    struct business_clock *clock = clock_of("UTC", "fri 20:00-10:00; sat 08:00-12:00", NULL);

    assert_int_equal(
        business_clock_elapsed(clock, utc("2026-07-03 00:00"), utc("2026-07-05 00:00")),
        16 * HOUR_S);
}

static void a_question_that_cannot_be_answered_is_unknown_not_zero(void **state)
{
    (void)state;
    OWN(business_clock_close) struct business_clock *never = clock_of("UTC", "mon closed", NULL);
    OWN(business_clock_close) struct business_clock *always = clock_of("UTC", "24x7", NULL);
    int64_t now = utc("2026-07-01 12:00");

    assert_true(business_clock_due(never, now, 60) == INSTANT_UNKNOWN);
    assert_int_equal(business_clock_elapsed(never, now, now + 60), 0);
    assert_int_equal(business_clock_elapsed(always, INSTANT_UNKNOWN, now), ELAPSED_UNKNOWN);
    assert_int_equal(business_clock_elapsed(always, now, INSTANT_UNKNOWN), ELAPSED_UNKNOWN);
    assert_int_equal(business_clock_elapsed(always, now, utc("2300-01-01 00:00")), ELAPSED_UNKNOWN);
    assert_true(business_clock_due(always, INSTANT_UNKNOWN, 60) == INSTANT_UNKNOWN);
    assert_true(business_clock_due(always, now, INT64_MAX) == INSTANT_UNKNOWN);
    assert_false(business_clock_is_open(always, INSTANT_UNKNOWN));
    assert_false(business_clock_is_open(always, INT64_MAX));
}

static void the_first_and_last_day_of_a_clock_are_whole(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(zone_close) struct zone *zone = zone_named("Pacific/Apia"); /* +13, far from UTC */
    OWN(schedule_release) struct schedule schedule = schedule_of("24x7");
    struct business_clock_spec spec = {.zone = zone,
                                       .schedule = &schedule,
                                       .first_day = day_at("2026-07-01"),
                                       .last_day = day_at("2026-07-01")};
    OWN(business_clock_close) struct business_clock *clock = NULL;

    assert_ok(business_clock_open(&spec, &clock, &err), err);
    assert_int_equal(business_clock_elapsed(clock, zone_day_start(zone, spec.first_day),
                                            zone_day_start(zone, spec.first_day + 1)),
                     DAY_S);
    spec.last_day = spec.first_day - 1;
    struct business_clock *none = NULL;
    assert_false(business_clock_open(&spec, &none, &err));
    assert_null(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clock_agrees_with_counting_every_minute_in_500_random_worlds),
        cmocka_unit_test(two_parts_of_a_time_add_up_to_the_whole),
        cmocka_unit_test(the_due_instant_is_the_first_at_which_the_time_is_used_up),
        cmocka_unit_test(pauses_take_away_what_is_open_inside_them_once),
        cmocka_unit_test(a_promise_that_ends_with_the_day_is_due_at_its_close),
        cmocka_unit_test(hours_past_midnight_belong_to_the_day_they_begin_on),
        cmocka_unit_test(overlapping_nights_and_days_count_once),
        cmocka_unit_test(a_question_that_cannot_be_answered_is_unknown_not_zero),
        cmocka_unit_test(the_first_and_last_day_of_a_clock_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
