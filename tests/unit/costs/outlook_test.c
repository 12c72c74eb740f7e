/* The tickets to come, and the work of one. */
#include "costs_testing.h"

#include <unistd.h>

#include "calendar/slot.h"
#include "costs/chance.h"
#include "costs/demand.h"
#include "costs/handling.h"
#include "costs/outlook.h"

enum { WEEKS = 20, ROWS = WEEKS * WEEK_HOURS };
static struct cube_demand rows[2 * ROWS];

/* `hourly` on weekdays 9–18, a tenth of it else, growing by the week; Poisson or level. */
static struct cube made(double hourly, double weekly_growth, bool is_random)
{
    size_t count = 0;

    for (int week = 0; week < WEEKS; week++)
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            bool is_day = hour / 24 < 5 && hour % 24 >= 9 && hour % 24 < 18;
            double mean = hourly * (is_day ? 1 : .1) * exp(weekly_growth * week);
            double u = chance_uniform(5, (uint64_t)week, (uint32_t)hour);
            rows[count++] = (struct cube_demand){
                .day = MONDAY_2026 + 7 * week + hour / 24,
                .slot = (uint8_t)hour,
                .channel = CHANNEL_EMAIL,
                .priority = PRIORITY_NORMAL,
                .ticket_count = (uint32_t)(is_random ? chance_count(mean, 1, u) : mean)};
        }
    return (struct cube){.demand = rows,
                         .demand_count = count,
                         .cut_at = (int64_t)(MONDAY_2026 + 7 * WEEKS) * 86400,
                         .zone = "UTC"};
}

static struct outlook built(const struct cube *cube, struct arena *arena)
{
    struct error err = {0};
    OWN(settings_release) struct settings settings = {0};
    struct outlook outlook = {0};

    assert_ok(settings_read(NULL, &settings, &err), err);
    assert_ok(outlook_build(cube, &settings, arena, &outlook, &err), err);
    return outlook;
}

static void rates_stand_by_hour_channel_and_priority(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct cube cube = made(20, 0, false);
    for (size_t i = 0; i < 3; i++) { /* three calls on the first Monday at 10 */
        rows[cube.demand_count] = rows[10];
        rows[cube.demand_count].channel = CHANNEL_PHONE;
        rows[cube.demand_count].priority = PRIORITY_URGENT;
        rows[cube.demand_count++].ticket_count = 1;
    }
    struct outlook outlook = built(&cube, &arena);

    assert_int_equal(outlook.week_count, WEEKS);
    assert_int_equal(outlook.rate_count, 2);
    assert_near(outlook.rates[0].hourly[10], 20, 0);
    assert_near(outlook.rates[0].hourly[3], 2, 0);
    assert_near(outlook.rates[0].weekly, 45 * 20 + 123 * 2, 1e-9);
    assert_int_equal(outlook.rates[1].channel, CHANNEL_PHONE);
    assert_near(outlook.rates[1].hourly[10], 3.0 / WEEKS, 1e-12);
}

static void a_steady_desk_has_no_trend_and_a_band_that_holds(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct cube cube = made(20, 0, true);
    struct outlook outlook = built(&cube, &arena);

    assert_true(outlook.has_forecast);
    assert_near(outlook.dispersion, 1, .35);
    assert_false(outlook.is_poor);
    assert_true(outlook.weeks[0].p05 < 1146 && 1146 < outlook.weeks[0].p95);
    assert_true(outlook.weeks[0].p50 <= outlook.weeks[0].p80);
    assert_true(outlook.slot_p80[10] >= 20 && outlook.slot_p80[10] < 30);
}

static void growth_is_seen_and_damped(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct cube cube = made(40, .02, true);
    struct outlook outlook = built(&cube, &arena);

    assert_true(outlook.has_trend);
    assert_near(outlook.yearly_growth, expm1(52 * .02), .8);
    assert_true(outlook.weeks[12].mean > outlook.weeks[0].mean);
    double step = outlook.weeks[1].mean / outlook.weeks[0].mean;
    double later = outlook.weeks[12].mean / outlook.weeks[11].mean;
    assert_true(later < step);
}

static void four_weeks_have_a_profile_and_no_forecast(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct cube cube = made(20, 0, true);
    cube.demand_count = 4 * WEEK_HOURS;
    cube.cut_at = (int64_t)(MONDAY_2026 + 28) * 86400;
    struct outlook outlook = built(&cube, &arena);

    assert_int_equal(outlook.week_count, 4);
    assert_false(outlook.has_forecast);
    assert_true(isnan(outlook.weeks[0].mean) && isnan(outlook.slot_p80[10]));
    assert_near(outlook.rates[0].hourly[10], 20, .3);
}

/* Days off in Russia, of the first 20 weeks from 5 January 2026; nobody wrote. */
static void days_off_are_neither_profile_nor_trend(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    OWN(settings_release) struct settings settings = {0};
    char folder[] = "/tmp/deskgauge-outlook-XXXXXX", path[64];
    struct error err = {0};
    struct outlook outlook;
    struct cube cube = made(20, 0, true);
    static const size_t DAYS_OFF[] = {0, 1, 2, 3, 4, 49, 62, 63, 116, 124, 126};
    for (size_t i = 0; i < sizeof DAYS_OFF / sizeof *DAYS_OFF * 24; i++) {
        struct cube_demand *row = &rows[DAYS_OFF[i / 24] * 24 + i % 24];
        row->slot = (uint8_t)(SLOT_HOLIDAY + i % 24);
        row->ticket_count = 0;
    }
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/deskgauge.yaml", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("hours:\n  day: {open: {mon-fri: 09:00-18:00}, holidays: [RU]}\n", file);
    fclose(file);
    assert_ok(settings_read(path, &settings, &err), err);
    unlink(path);
    rmdir(folder);

    assert_ok(outlook_build(&cube, &settings, &arena, &outlook, &err), err);

    assert_int_equal(outlook.holiday_tickets, 0);
    assert_true(outlook.holiday_ratio < .05);
    assert_near(outlook.rates[0].hourly[10], 20, .2);
    assert_false(outlook.has_trend);
    assert_true(outlook.dispersion < 1.4);
}

static void no_ticket_is_told_and_not_forecast(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    OWN(settings_release) struct settings settings = {0};
    struct error err = {0};
    struct outlook outlook;
    struct cube cube = {.zone = "UTC"};
    assert_ok(settings_read(NULL, &settings, &err), err);

    assert_false(outlook_build(&cube, &settings, &arena, &outlook, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
}

/* ---- work of a ticket ---- */

static void the_first_source_that_there_is_tells_the_work(void **state)
{
    (void)state;
    struct error err = {0};
    struct handling handling;
    struct cube_demand row = {.ticket_count = 200,
                              .handled_count = 100,
                              .handling_s = 100 * 900,
                              .staff_reply_count = 300,
                              .replied_ticket_count = 150};
    struct cube cube = {.demand = &row, .demand_count = 1};
    struct handling_case wanted = {.told_minutes = {14, 20, 30},
                                   .minutes_a_touch = 6,
                                   .paid_hours = 160,
                                   .closed_tickets = 200,
                                   .shrinkage_share = .3,
                                   .occupancy = .8};

    assert_ok(handling_find(&cube, &wanted, &handling, &err), err);
    assert_int_equal(handling.source, HANDLING_TOLD);
    wanted.told_minutes = (struct uncertain){0};
    assert_ok(handling_find(&cube, &wanted, &handling, &err), err);
    assert_int_equal(handling.source, HANDLING_LOGGED);
    assert_near(handling.minutes.middle, 15, 0);
    row.handled_count = 29;
    assert_ok(handling_find(&cube, &wanted, &handling, &err), err);
    assert_int_equal(handling.source, HANDLING_TOUCHES);
    assert_near(handling.minutes.middle, 12, 0);
    wanted.minutes_a_touch = 0;
    assert_ok(handling_find(&cube, &wanted, &handling, &err), err);
    assert_int_equal(handling.source, HANDLING_CALIBRATED);
    assert_near(handling.minutes.middle, 160 * .7 * .8 / 200 * 60, 1e-12);
    wanted.paid_hours = 0;
    assert_false(handling_find(&cube, &wanted, &handling, &err));
    assert_non_null(strstr(err.text, "29 tickets have logged work"));
}

static void reopened_tickets_are_worked_on_again(void **state)
{
    (void)state;
    struct cube_demand row = {.ticket_count = 200, .reopened_count = 40};
    struct cube cube = {.demand = &row, .demand_count = 1};

    assert_near(reopened_share_of(&cube), .2, 0);
    assert_near(tickets_with_reopened(100, .2), 125, 1e-12);
    assert_true(isinf(tickets_with_reopened(100, 1)));
    assert_near(minutes_with_loops(20, .2, .1, 60), 26 / .8, 1e-12);
    cube.demand_count = 0;
    assert_true(isnan(reopened_share_of(&cube)));
}

/* 100 tickets a month of which a fifth cannot wait; 80 paid hours tell what work they take. */
static void typed_tickets_are_urgent_at_any_hour_or_wait_in_office_hours(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    OWN(settings_release) struct settings settings = {0};
    struct error err = {0};
    struct demand demand;
    struct cube cube = {.zone = "UTC"};
    assert_ok(settings_read(NULL, &settings, &err), err);
    settings.costs.typed_monthly_tickets = 100;
    settings.costs.urgent_share = .2;
    settings.costs.paid_hours = 80;
    settings.costs.own.absence_share = .2;
    settings.costs.own.in_shift_share = .1;
    settings.costs.occupancy = .75;
    assert_ok(demand_build(&cube, &settings, &arena, &demand, &err), err);

    double weekly = 100 / (365.25 / 12) * 7;
    assert_int_equal(demand.stream_count, 2);
    assert_true(demand.streams[0].is_live && !demand.streams[1].is_live);
    assert_near(demand.streams[0].rate[3], weekly * .2 / 168, 1e-12);
    assert_near(demand.streams[1].rate[3], 0, 0);
    assert_near(demand.streams[1].rate[10], weekly * .8 / 45, 1e-12);
    assert_string_equal(demand.handling_source, "calibration");
    assert_near(demand.handling_minutes.middle, 80 * .8 * .9 * .75 / 100 * 60, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_stand_by_hour_channel_and_priority),
        cmocka_unit_test(a_steady_desk_has_no_trend_and_a_band_that_holds),
        cmocka_unit_test(growth_is_seen_and_damped),
        cmocka_unit_test(four_weeks_have_a_profile_and_no_forecast),
        cmocka_unit_test(days_off_are_neither_profile_nor_trend),
        cmocka_unit_test(no_ticket_is_told_and_not_forecast),
        cmocka_unit_test(the_first_source_that_there_is_tells_the_work),
        cmocka_unit_test(reopened_tickets_are_worked_on_again),
        cmocka_unit_test(typed_tickets_are_urgent_at_any_hour_or_wait_in_office_hours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
