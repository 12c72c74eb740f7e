/* calendar_testing: instants, zones and clocks from text, for the tests of the calendar. */
#ifndef DESKGAUGE_TESTS_CALENDAR_TESTING_H
#define DESKGAUGE_TESTS_CALENDAR_TESTING_H

#include "testing.h"

#include "calendar/business_clock.h"
#include "calendar/instant.h"

/* "2026-07-01 09:30" or "…:15", UTC. */
static inline __attribute__((unused)) int64_t utc(const char *text)
{
    struct wall_time wall = {0};

    if (!wall_time_parse(span_of(text), &wall))
        fail_msg("not a time: %s", text);
    return wall.local_s - wall.offset_s;
}

static inline __attribute__((unused)) int32_t day_at(const char *text)
{
    int32_t day = 0;

    if (!date_parse(span_of(text), &day))
        fail_msg("not a date: %s", text);
    return day;
}

static inline __attribute__((unused)) struct zone *zone_named(const char *name)
{
    struct error err = {0};
    struct zone *zone = NULL;

    assert_ok(zone_open(name, &zone, &err), err);
    return zone;
}

static inline __attribute__((unused)) struct schedule schedule_of(const char *hours)
{
    struct error err = {0};
    struct week_plan plan;
    struct schedule schedule = {0};

    assert_ok(week_plan_parse(span_of(hours), &plan, &err), err);
    assert_ok(schedule_add(&schedule, &plan, &err), err);
    return schedule;
}

/* `holidays` as holidays_add_dates reads them, or NULL. All years of the calendar. */
static inline __attribute__((unused)) struct business_clock *
clock_of(const char *zone_text, const char *hours, const char *holiday_dates)
{
    struct error err = {0};
    struct business_clock *clock = NULL;
    OWN(zone_close) struct zone *zone = zone_named(zone_text);
    OWN(schedule_release) struct schedule schedule = schedule_of(hours);
    OWN(holidays_release) struct holidays holidays = {0};

    if (holiday_dates != NULL)
        assert_ok(holidays_add_dates(&holidays, span_of(holiday_dates), "test", &err), err);
    struct business_clock_spec spec = {.zone = zone, .schedule = &schedule, .holidays = &holidays};
    assert_ok(business_clock_open(&spec, &clock, &err), err);
    return clock;
}

/* A small generator, the same on every machine (Vigna, splitmix64). */
static inline __attribute__((unused)) uint64_t random_next(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}
static inline __attribute__((unused)) int64_t random_below(uint64_t *state, int64_t limit)
{
    return (int64_t)(random_next(state) % (uint64_t)limit);
}

#endif
