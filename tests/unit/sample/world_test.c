#include "testing.h"

#include "simulator/world.h"

static int64_t at(int month, int date, int hour, int minute)
{
    return (int64_t)wall_date(2026, month, date) * WALL_DAY_S + hour * WALL_HOUR_S +
           minute * WALL_MINUTE_S;
}

static struct world hosting(void)
{
    struct world world = world_hosting();
    struct error err = {0};

    assert_ok(world_settle(&world, &err), err);
    return world;
}

static void dates_weekdays_and_iso_weeks_are_those_of_the_calendar(void **state)
{
    char text[WALL_TEXT_SIZE];

    (void)state;
    assert_int_equal(wall_date(1970, 1, 1), 0);
    assert_int_equal(wall_date(2000, 3, 1), 11017);
    assert_int_equal(wall_weekday(wall_date(2026, 5, 4)), 0);
    assert_int_equal(wall_iso_week(wall_date(2026, 5, 4)), 202619);
    assert_int_equal(wall_iso_week(wall_date(2025, 12, 29)), 202601);
    assert_int_equal(wall_iso_week(wall_date(2027, 1, 3)), 202653);
    wall_text(at(2, 28, 23, 59) + 59 + 1, text);
    assert_string_equal(text, "2026-03-01 00:00:00");
    wall_russian(at(4, 28, 19, 5), text);
    assert_string_equal(text, "28.04.2026 19:05");
    wall_iso(at(4, 28, 19, 5), -300, text);
    assert_string_equal(text, "2026-04-28T19:05:00-05:00");
}

static void a_shift_is_told_by_hour_weekday_and_holiday(void **state)
{
    struct world world = hosting();

    (void)state;
    assert_int_equal(world_shift(&world, at(4, 28, 9, 0)), SHIFT_DAY);
    assert_int_equal(world_shift(&world, at(4, 28, 18, 0)), SHIFT_EVENING);
    assert_int_equal(world_shift(&world, at(4, 28, 23, 0)), SHIFT_NIGHT);
    assert_int_equal(world_shift(&world, at(5, 1, 12, 0)), SHIFT_WEEKEND);
    assert_int_equal(world_band(&world, at(5, 1, 12, 0)), BAND_HOLIDAY);
    assert_int_equal(world_band(&world, at(5, 2, 3, 0)), BAND_SATURDAY);
    assert_int_equal(world_band(&world, at(4, 28, 3, 0)), BAND_NIGHT);
}

static void the_promised_clock_runs_in_office_hours_of_working_days(void **state)
{
    struct world world = hosting();

    (void)state;
    assert_int_equal(world_promised_s(&world, true, at(4, 30, 17, 0), at(5, 4, 10, 30)),
                     89.5 * WALL_HOUR_S);
    /* Thursday 17:00 to Monday 10:30, over a holiday and a weekend: one hour and a half. */
    assert_int_equal(world_promised_s(&world, false, at(4, 30, 17, 0), at(5, 4, 10, 30)),
                     1.5 * WALL_HOUR_S);
    assert_int_equal(world_promised_s(&world, false, at(5, 9, 11, 0), at(5, 11, 18, 0)), 0);
}

static void what_is_left_over_waits_for_the_next_opening(void **state)
{
    struct world world = hosting();

    (void)state;
    assert_int_equal(world_next_morning(&world, at(4, 30, 20, 0), false), at(5, 1, 9, 0));
    assert_int_equal(world_next_morning(&world, at(4, 30, 20, 0), true), at(5, 4, 9, 0));
    assert_int_equal(world_next_morning(&world, at(5, 5, 3, 0), true), at(5, 5, 9, 0));
}

static void a_sag_holds_from_its_day_in_its_channel_and_shift(void **state)
{
    struct world world = hosting();

    (void)state;
    assert_near(world_sag_at(&world, ON_MESSENGER, at(5, 3, 20, 0)).pickup_ratio, 1, 0);
    assert_near(world_sag_at(&world, ON_MESSENGER, at(5, 4, 20, 0)).pickup_ratio, .1, 1e-12);
    assert_near(world_sag_at(&world, ON_MESSENGER, at(5, 4, 12, 0)).pickup_ratio, 1, 0);
    assert_near(world_sag_at(&world, ON_EMAIL, at(5, 4, 20, 0)).pickup_ratio, 1, 0);
}

static void a_world_without_days_is_refused(void **state)
{
    struct world world = world_hosting();
    struct error err = {0};

    (void)state;
    world.cut = (int64_t)world.from_day * WALL_DAY_S - WALL_DAY_S;
    assert_false(world_settle(&world, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_weekdays_and_iso_weeks_are_those_of_the_calendar),
        cmocka_unit_test(a_shift_is_told_by_hour_weekday_and_holiday),
        cmocka_unit_test(the_promised_clock_runs_in_office_hours_of_working_days),
        cmocka_unit_test(what_is_left_over_waits_for_the_next_opening),
        cmocka_unit_test(a_sag_holds_from_its_day_in_its_channel_and_shift),
        cmocka_unit_test(a_world_without_days_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
