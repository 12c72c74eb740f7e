#include "calendar_testing.h"

static struct week_plan plan_of(const char *text)
{
    struct error err = {0};
    struct week_plan plan;

    assert_ok(week_plan_parse(span_of(text), &plan, &err), err);
    return plan;
}

static void assert_written(const char *text, const char *expected)
{
    struct week_plan plan = plan_of(text);
    OWN(buffer_release) struct buffer out = {0};

    week_plan_format(&plan, &out);
    assert_string_equal(out.bytes, expected);

    /* What is written reads back as the same. */
    struct week_plan again = plan_of(out.bytes);
    OWN(buffer_release) struct buffer second = {0};
    week_plan_format(&again, &second);
    assert_string_equal(second.bytes, expected);
}

static void hours_are_read_as_people_write_them(void **state)
{
    (void)state;

    assert_written("24x7", "mon-sun 00:00-24:00; holidays open");
    assert_written("24/7", "mon-sun 00:00-24:00; holidays open");
    assert_written("24x7; holidays closed", "mon-sun 00:00-24:00; holidays closed");
    assert_written("mon-fri 9:00–18:00; sat 10:00-14:00",
                   "mon-fri 09:00-18:00; sat 10:00-14:00; holidays closed");
    assert_written("пн-пт 09:00-13:00, 14:00-18:00; праздники 10:00-12:00",
                   "mon-fri 09:00-13:00, 14:00-18:00; holidays 10:00-12:00");
    assert_written("daily 08:00-20:00; sun closed", "mon-sat 08:00-20:00; holidays closed");
    assert_written("Mon,Wed 10:00-11:00; fri 22:00-06:00",
                   "mon 10:00-11:00; wed 10:00-11:00; fri 22:00-06:00; holidays closed");
    assert_written("sat-mon 00:00-24:00", "mon 00:00-24:00; sat-sun 00:00-24:00; holidays closed");
}

static void eight_by_five_says_that_its_start_is_assumed(void **state)
{
    (void)state;

    assert_written("8x5", "mon-fri 09:00-17:00; holidays closed");
    assert_true(plan_of("8x5").is_start_assumed);
    assert_false(plan_of("24x7").is_start_assumed);
    assert_false(plan_of("mon-fri 09:00-17:00").is_start_assumed);
}

static void hours_that_make_no_sense_are_refused_with_a_hint(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "always",
                                        "mon-fri",
                                        "mon-fri 9-18",
                                        "mon-fry 09:00-18:00",
                                        "mon 09:00-25:00",
                                        "mon 09:00-12:00, 11:00-13:00",
                                        "25x7",
                                        "8x9",
                                        "mon 09:00"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct error err = {0};
        struct week_plan plan;
        if (week_plan_parse(span_of(texts[i]), &plan, &err))
            fail_msg("taken: '%s'", texts[i]);
        assert_int_equal(err.kind, ERROR_INPUT);
    }
}

static void hours_of_a_day_are_sorted_and_touching_ones_joined(void **state)
{
    (void)state;
    struct week_plan plan = plan_of("mon 14:00-18:00, 09:00-12:00, 12:00-13:00");

    assert_int_equal(plan.days[MONDAY].count, 2);
    assert_int_equal(plan.days[MONDAY].hours[0].from_s, 9 * HOUR_S);
    assert_int_equal(plan.days[MONDAY].hours[0].to_s, 13 * HOUR_S);
}

static void a_plan_holds_between_its_dates_only(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(schedule_release) struct schedule schedule = {0};
    struct week_plan before = plan_of("daily 09:00-12:00");
    struct week_plan after = plan_of("daily 10:00-20:00");
    before.last_day = day_at("2026-03-31");
    after.first_day = day_at("2026-04-02");

    assert_ok(schedule_add(&schedule, &after, &err), err);
    assert_ok(schedule_add(&schedule, &before, &err), err);

    assert_int_equal(schedule_hours(&schedule, NULL, day_at("2026-03-31"))->hours[0].to_s,
                     12 * HOUR_S);
    assert_int_equal(schedule_hours(&schedule, NULL, day_at("2026-04-01"))->count, 0);
    assert_int_equal(schedule_hours(&schedule, NULL, day_at("2026-04-02"))->hours[0].to_s,
                     20 * HOUR_S);
    assert_false(schedule_add(&schedule, &after, &err));
}

static void a_holiday_is_as_its_row_the_plan_or_the_moved_weekday_says(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(schedule_release)
    struct schedule weekdays = schedule_of("mon-thu 09:00-18:00; "
                                           "fri 09:00-15:00");
    OWN(schedule_release) struct schedule own = schedule_of("8x5; holidays 11:00-12:00");
    OWN(schedule_release) struct schedule always = schedule_of("24x7");
    OWN(holidays_release) struct holidays holidays = {0};
    assert_ok(
        holidays_add_dates(&holidays, SPAN("2026-05-01, 2026-05-05 10:00-11:00"), "test", &err),
        err);
    struct holiday worked = {
        .day = day_at("2026-05-02"), .kind = DAY_WORKING, .like_weekday = FRIDAY};
    assert_ok(holidays_add(&holidays, &worked, &err), err);

    assert_int_equal(schedule_hours(&weekdays, &holidays, day_at("2026-05-01"))->count, 0);
    assert_int_equal(schedule_hours(&own, &holidays, day_at("2026-05-01"))->hours[0].from_s,
                     11 * HOUR_S);
    assert_int_equal(schedule_hours(&always, &holidays, day_at("2026-05-01"))->hours[0].to_s,
                     DAY_S);
    assert_int_equal(schedule_hours(&weekdays, &holidays, day_at("2026-05-05"))->hours[0].to_s,
                     11 * HOUR_S);
    assert_int_equal(schedule_hours(&weekdays, &holidays, day_at("2026-05-02"))->hours[0].to_s,
                     15 * HOUR_S);
    assert_int_equal(schedule_hours(&weekdays, &holidays, day_at("2026-05-09"))->count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_are_read_as_people_write_them),
        cmocka_unit_test(eight_by_five_says_that_its_start_is_assumed),
        cmocka_unit_test(hours_that_make_no_sense_are_refused_with_a_hint),
        cmocka_unit_test(hours_of_a_day_are_sorted_and_touching_ones_joined),
        cmocka_unit_test(a_plan_holds_between_its_dates_only),
        cmocka_unit_test(a_holiday_is_as_its_row_the_plan_or_the_moved_weekday_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
