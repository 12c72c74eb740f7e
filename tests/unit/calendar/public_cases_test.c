/* The clock cases of tests/reference/public-cases.md, sections 1 to 4: what rivals print, and what
 * is right. Each number was worked out there independently. */
#include "calendar_testing.h"

static int64_t elapsed(const char *zone, const char *hours, const char *from, const char *to)
{
    OWN(business_clock_close) struct business_clock *clock = clock_of(zone, hours, NULL);

    return business_clock_elapsed(clock, utc(from), utc(to));
}

/* Section 1. The schedule of the ticket changes 21 seconds before the reply. */
static void a_ticket_that_changes_schedule_is_clocked_by_each_in_its_time(void **state)
{
    (void)state;
    const char *created = "2020-09-29 17:01:38";
    const char *changed = "2020-09-30 19:01:25";
    const char *replied = "2020-09-30 19:01:46";
    const char *chicago = "mon-fri 07:00-21:00";
    const char *west = "mon-fri 08:00-17:30";

    int64_t first = elapsed("America/Chicago", chicago, created, changed);
    int64_t second = elapsed("America/Los_Angeles", west, changed, replied);

    assert_near((double)(first + second) / 60.0, 960.133, 1e-6);
    assert_near((double)elapsed("America/Los_Angeles", west, created, replied) / 60.0, 690.133,
                1e-6);
    assert_near((double)elapsed("UTC", "24x7", created, replied) / 60.0, 1560.133, 1e-6);
}

/* Section 2, the column "elapsed (ours)". */
static void around_the_clock_is_exactly_the_calendar_clock_over_a_change(void **state)
{
    (void)state;

    assert_int_equal(elapsed("Europe/Berlin", "24x7", "2015-02-17 12:00", "2015-05-18 12:00"),
                     7776000);
    assert_int_equal(elapsed("America/Sao_Paulo", "24x7", "2015-02-21 22:00", "2015-02-22 04:00"),
                     21600);
}

static void the_sunday_on_which_clocks_go_back_has_twenty_five_open_hours(void **state)
{
    (void)state;

    assert_int_equal(
        elapsed("Europe/Paris", "sun 00:00-24:00", "2020-10-24 22:00", "2020-10-25 23:00"),
        25 * HOUR_S);
}

static void open_hours_apart_from_the_change_keep_their_length(void **state)
{
    (void)state;
    const char *sundays = "sun 08:00-21:00";

    assert_int_equal(elapsed("Europe/Paris", sundays, "2020-03-29 01:00", "2020-03-30 00:00"),
                     13 * HOUR_S);
    assert_int_equal(elapsed("Europe/Paris", sundays, "2019-10-27 01:00", "2019-10-28 00:00"),
                     13 * HOUR_S);
    assert_int_equal(elapsed("Europe/Paris", sundays, "2002-10-27 06:00", "2021-10-30 00:00"),
                     INT64_C(12896) * HOUR_S);
}

/* Section 3. */
static void a_week_of_unequal_days_adds_up(void **state)
{
    (void)state;

    assert_int_equal(elapsed("UTC", "mon,wed,fri 09:00-17:00; tue,thu 10:00-16:00; sat 11:00-14:30",
                             "2006-01-01 00:00", "2006-01-08 00:00"),
                     39 * HOUR_S + 1800);
}

static void time_before_opening_does_not_count_and_reversed_time_is_zero(void **state)
{
    (void)state;
    const char *hours = "mon-fri 08:00-20:00";

    assert_int_equal(elapsed("UTC", hours, "2019-01-01 07:00", "2019-01-01 09:00"), HOUR_S);
    assert_int_equal(elapsed("UTC", hours, "2019-01-01 00:00", "2019-01-08 00:00"), 60 * HOUR_S);
    assert_int_equal(elapsed("UTC", hours, "2019-01-08 00:00", "2019-01-01 00:00"), 0);
}

static void a_whole_day_each_week_over_two_years_counts_each(void **state)
{
    (void)state;

    assert_int_equal(elapsed("UTC", "mon 00:00-24:00", "2014-04-06 12:00", "2016-04-06 12:00"),
                     2520 * HOUR_S);
}

static void the_lunch_hour_does_not_count(void **state)
{
    (void)state;
    const char *hours = "mon 07:00-12:00, 13:00-18:00";

    assert_int_equal(elapsed("UTC", hours, "2014-04-07 11:59", "2014-04-07 13:01"), 120);
    assert_int_equal(elapsed("UTC", hours, "2014-04-07 11:00", "2014-04-14 13:00"), 11 * HOUR_S);
}

static void a_holiday_with_hours_of_its_own_counts_those(void **state)
{
    (void)state;
    OWN(business_clock_close)
    struct business_clock *clock =
        clock_of("UTC", "mon-fri 09:00-17:00", "2014-04-07 10:00-12:00+14:00-17:00");

    assert_int_equal(
        business_clock_elapsed(clock, utc("2014-04-07 09:00"), utc("2014-04-07 14:00")), 7200);
    assert_int_equal(
        business_clock_elapsed(clock, utc("2014-04-07 12:00"), utc("2014-04-07 18:00")), 10800);
}

static void five_days_of_eight_hours_are_144000_seconds(void **state)
{
    (void)state;

    assert_int_equal(elapsed("UTC", "mon-fri 09:00-17:00", "2022-03-20 00:00", "2022-03-26 23:59"),
                     144000);
}

/* Section 4. Zammad, "test sla 2". */
static void a_promise_of_an_hour_is_met_by_thirty_minutes_or_missed_by_210(void **state)
{
    (void)state;
    OWN(business_clock_close)
    struct business_clock *clock = clock_of("Europe/Berlin", "mon-fri 08:00-18:00", NULL);
    int64_t created = utc("2013-03-21 09:30");

    assert_int_equal(business_clock_elapsed(clock, created, utc("2013-03-21 10:00")), 30 * 60);
    assert_int_equal(business_clock_elapsed(clock, created, utc("2013-03-21 14:00")), 270 * 60);
    assert_int_equal(3600 - business_clock_elapsed(clock, created, utc("2013-03-21 14:00")),
                     -210 * 60);
    assert_true(business_clock_due(clock, created, 3600) == utc("2013-03-21 10:30"));
}

static void a_promise_runs_on_past_a_holiday(void **state)
{
    (void)state;
    OWN(business_clock_close)
    struct business_clock *clock = clock_of("Europe/Berlin", "daily 08:00-17:00", "2015-09-22");
    int64_t created = utc("2015-09-21 14:30");

    assert_true(business_clock_due(clock, created, 120 * 60) == utc("2015-09-23 07:30"));
    assert_true(business_clock_due(clock, created, 180 * 60) == utc("2015-09-23 08:30"));
    assert_true(business_clock_due(clock, created, 240 * 60) == utc("2015-09-23 09:30"));
}

static void a_ticket_of_the_night_is_due_after_opening(void **state)
{
    (void)state;
    OWN(business_clock_close)
    struct business_clock *clock = clock_of("Europe/Berlin", "daily 08:00-17:00", NULL);
    int64_t created = utc("2013-10-21 05:30");

    assert_true(business_clock_due(clock, created, 120 * 60) == utc("2013-10-21 08:00"));
    assert_true(business_clock_due(clock, created, 180 * 60) == utc("2013-10-21 09:00"));
    assert_true(business_clock_due(clock, created, 240 * 60) == utc("2013-10-21 10:00"));
}

static void waiting_for_the_customer_suspends_the_clock(void **state)
{
    (void)state;
    OWN(business_clock_close)
    struct business_clock *clock = clock_of("Europe/Berlin", "mon-fri 09:00-18:00", NULL);
    int64_t created = utc("2013-06-04 09:00");
    int64_t replied = utc("2013-06-04 10:45");
    struct pause pending = {utc("2013-06-04 10:00"), utc("2013-06-04 10:30")};

    assert_int_equal(business_clock_elapsed_unpaused(clock, created, replied, &pending, 1),
                     75 * 60);
    assert_int_equal(business_clock_elapsed(clock, created, replied), 105 * 60);
    assert_int_equal(
        business_clock_elapsed_unpaused(clock, created, utc("2013-06-04 12:00"), &pending, 1),
        150 * 60);
}

static void the_time_closed_before_a_reopening_moves_the_due_time(void **state)
{
    (void)state;
    OWN(business_clock_close)
    struct business_clock *clock = clock_of("Europe/Berlin", "mon-fri 09:00-18:00", NULL);
    struct pause pauses[] = {{utc("2013-06-04 09:30"), utc("2013-06-04 09:45")},
                             {utc("2013-06-04 10:00"), utc("2013-06-04 10:30")}};

    assert_true(business_clock_due_unpaused(clock, utc("2013-06-04 09:00"), 120 * 60, pauses, 2) ==
                utc("2013-06-04 11:45"));
}

/* Zammad, period_working_minutes: new 60, open 30, pending 30, closed. */
static void only_the_working_states_of_a_period_count(void **state)
{
    (void)state;
    OWN(business_clock_close) struct business_clock *clock = clock_of("UTC", "24x7", NULL);
    int64_t created = utc("2024-01-10 10:00");
    struct pause pending = {created + 90 * 60, created + 120 * 60};

    assert_int_equal(
        business_clock_elapsed_unpaused(clock, created, created + 120 * 60, &pending, 1), 90 * 60);
    assert_int_equal(
        business_clock_elapsed_unpaused(clock, created + 30 * 60, created + 120 * 60, &pending, 1),
        60 * 60);
    assert_int_equal(
        business_clock_elapsed_unpaused(clock, created, created + 30 * 60, &pending, 1), 30 * 60);
}

/* frappe, test_hold_time_resolution_time_with_holiday; 2024-01-05 is its Friday. */
static void hold_over_a_holiday_and_a_weekend_leaves_fifty_minutes_of_work(void **state)
{
    (void)state;
    OWN(business_clock_close)
    struct business_clock *clock = clock_of("UTC", "mon-fri 10:00-18:00", "2024-01-05");
    int64_t opened = utc("2024-01-04 17:30");
    int64_t resolved = utc("2024-01-08 13:00");
    struct pause hold = {utc("2024-01-04 17:50"), utc("2024-01-08 12:30")};

    assert_int_equal(business_clock_elapsed(clock, opened, resolved), 210 * 60);
    assert_int_equal(business_clock_elapsed(clock, hold.from, hold.to), 160 * 60);
    assert_int_equal(business_clock_elapsed_unpaused(clock, opened, resolved, &hold, 1), 50 * 60);
}

/* Chatwoot: which event starts the clock is not the clock's to say; both are told. */
static void the_wait_from_the_customer_and_from_the_handoff_are_two_numbers(void **state)
{
    (void)state;
    OWN(business_clock_close) struct business_clock *clock = clock_of("UTC", "24x7", NULL);
    int64_t asked = utc("2024-01-10 10:00");

    assert_int_equal(business_clock_elapsed(clock, asked, asked + 62), 62);
    assert_int_equal(business_clock_elapsed(clock, asked + 20, asked + 62), 42);
    assert_int_equal(business_clock_elapsed(clock, asked - 3 * HOUR_S, asked - HOUR_S), 7200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ticket_that_changes_schedule_is_clocked_by_each_in_its_time),
        cmocka_unit_test(around_the_clock_is_exactly_the_calendar_clock_over_a_change),
        cmocka_unit_test(the_sunday_on_which_clocks_go_back_has_twenty_five_open_hours),
        cmocka_unit_test(open_hours_apart_from_the_change_keep_their_length),
        cmocka_unit_test(a_week_of_unequal_days_adds_up),
        cmocka_unit_test(time_before_opening_does_not_count_and_reversed_time_is_zero),
        cmocka_unit_test(a_whole_day_each_week_over_two_years_counts_each),
        cmocka_unit_test(the_lunch_hour_does_not_count),
        cmocka_unit_test(a_holiday_with_hours_of_its_own_counts_those),
        cmocka_unit_test(five_days_of_eight_hours_are_144000_seconds),
        cmocka_unit_test(a_promise_of_an_hour_is_met_by_thirty_minutes_or_missed_by_210),
        cmocka_unit_test(a_promise_runs_on_past_a_holiday),
        cmocka_unit_test(a_ticket_of_the_night_is_due_after_opening),
        cmocka_unit_test(waiting_for_the_customer_suspends_the_clock),
        cmocka_unit_test(the_time_closed_before_a_reopening_moves_the_due_time),
        cmocka_unit_test(only_the_working_states_of_a_period_count),
        cmocka_unit_test(hold_over_a_holiday_and_a_weekend_leaves_fifty_minutes_of_work),
        cmocka_unit_test(the_wait_from_the_customer_and_from_the_handoff_are_two_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
