#include "calendar_testing.h"

static void dates_and_days_are_inverse_over_four_thousand_years(void **state)
{
    (void)state;
    int32_t first = day_of(1, 1, 1);
    int32_t last = day_of(4000, 12, 31);
    struct date before = date_of_day(first - 1);

    for (int32_t day = first; day <= last; day++) {
        struct date date = date_of_day(day);
        assert_int_equal(day_of_date(date), day);
        assert_true(date.day == before.day + 1 || date.day == 1);
        if (day > first)
            assert_true(date_is_valid(date));
        before = date;
    }
}

static void known_days_have_their_numbers(void **state)
{
    (void)state;

    assert_int_equal(day_of(1970, 1, 1), 0);
    assert_int_equal(day_of(2000, 3, 1), 11017);
    assert_int_equal(day_of(1969, 12, 31), -1);
    assert_int_equal(day_of(CALENDAR_LAST_YEAR, 12, 31), CALENDAR_DAY_COUNT - 1);
    assert_int_equal(weekday_of_day(day_of(2026, 7, 1)), WEDNESDAY);
    assert_int_equal(weekday_of_day(day_of(1969, 12, 29)), MONDAY);
}

static void a_day_that_no_calendar_has_is_refused(void **state)
{
    (void)state;

    assert_true(date_is_valid((struct date){2024, 2, 29}));
    assert_false(date_is_valid((struct date){2023, 2, 29}));
    assert_false(date_is_valid((struct date){1900, 2, 29}));
    assert_true(date_is_valid((struct date){2000, 2, 29}));
    assert_false(date_is_valid((struct date){2024, 4, 31}));
    assert_false(date_is_valid((struct date){2024, 13, 1}));
}

/* ISO 8601 and its textbook edges: a year that ends in week 1, one that begins in week 53. */
static void weeks_belong_to_the_year_of_their_thursday(void **state)
{
    (void)state;
    static const struct {
        const char *date;
        const char *week;
    } cases[] = {{"2005-01-01", "2004-W53"}, {"2007-12-31", "2008-W01"}, {"2008-12-28", "2008-W52"},
                 {"2008-12-29", "2009-W01"}, {"2010-01-03", "2009-W53"}, {"2026-07-01", "2026-W27"},
                 {"2027-01-01", "2026-W53"}, {"1969-12-28", "1969-W52"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[DATE_TEXT_SIZE];
        iso_week_format(day_at(cases[i].date), text);
        assert_string_equal(text, cases[i].week);
    }
}

static void a_week_begins_on_its_monday(void **state)
{
    (void)state;

    for (int32_t day = -1000; day < 30000; day++) {
        int32_t first = week_first_day(week_of_day(day));
        assert_int_equal(weekday_of_day(first), MONDAY);
        assert_true(first <= day && day < first + WEEK_DAYS);
    }
}

static void quarters_are_named_counted_and_read_back(void **state)
{
    (void)state;
    char text[QUARTER_TEXT_SIZE];
    int32_t quarter = quarter_of_day(day_at("2026-09-30"));
    int32_t read = 0;

    quarter_format(quarter, text);
    assert_string_equal(text, "2026Q3");
    assert_true(quarter_parse(span_of(text), &read));
    assert_int_equal(read, quarter);
    assert_int_equal(quarter_first_day(quarter), day_at("2026-07-01"));
    assert_int_equal(quarter_first_day(quarter + 2), day_at("2027-01-01"));
    assert_false(quarter_parse(SPAN("2026Q5"), &read));
    assert_false(quarter_parse(SPAN("2026q3"), &read));
}

static void an_instant_is_written_as_iso_8601(void **state)
{
    (void)state;
    char text[INSTANT_TEXT_SIZE];

    instant_format(1782898200, text);
    assert_string_equal(text, "2026-07-01T09:30:00Z");
    instant_format(-1, text);
    assert_string_equal(text, "1969-12-31T23:59:59Z");
    instant_format_at(1782898200, -(3 * HOUR_S + 30 * 60), text);
    assert_string_equal(text, "2026-07-01T06:00:00-03:30");
}

static void an_unknown_instant_is_written_as_nothing(void **state)
{
    (void)state;
    char text[INSTANT_TEXT_SIZE] = "x";

    instant_format(INSTANT_UNKNOWN, text);
    assert_string_equal(text, "");
    instant_format(INT64_MAX, text);
    assert_string_equal(text, "");
}

static void iso_times_are_read_with_and_without_offset(void **state)
{
    (void)state;
    struct wall_time wall = {0};

    assert_true(wall_time_parse(SPAN("2026-07-01"), &wall));
    assert_false(wall.has_time || wall.has_offset);
    assert_int_equal(wall.local_s, utc("2026-07-01 00:00"));

    assert_true(wall_time_parse(SPAN("2026-07-01T12:30:15.75+03:00"), &wall));
    assert_true(wall.has_offset);
    assert_int_equal(wall.local_s - wall.offset_s, utc("2026-07-01 09:30:15"));

    assert_true(wall_time_parse(SPAN("2026-07-01 12:30 -0530"), &wall));
    assert_int_equal(wall.offset_s, -19800);
    assert_true(wall_time_parse(SPAN("2026-06-30T24:00Z"), &wall));
    assert_int_equal(wall.local_s, utc("2026-07-01 00:00"));
    assert_true(wall_time_parse(SPAN("2016-12-31T23:59:60Z"), &wall));
    assert_int_equal(wall.local_s, utc("2017-01-01 00:00"));
}

static void what_is_not_an_iso_time_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "2026-7-1",
                                        "01.07.2026",
                                        "2026-02-29",
                                        "2026-07-01T",
                                        "2026-07-01T25:00",
                                        "2026-07-01T24:01",
                                        "2026-07-01 12:60",
                                        "2026-07-01x",
                                        "2026-07-01T12:30+19:00",
                                        "2026-07-01T12:30:00.Z",
                                        " 2026-07-01"};
    struct wall_time wall = {.local_s = 7};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (wall_time_parse(span_of(texts[i]), &wall))
            fail_msg("taken: '%s'", texts[i]);
        assert_int_equal(wall.local_s, 7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_and_days_are_inverse_over_four_thousand_years),
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(a_day_that_no_calendar_has_is_refused),
        cmocka_unit_test(weeks_belong_to_the_year_of_their_thursday),
        cmocka_unit_test(a_week_begins_on_its_monday),
        cmocka_unit_test(quarters_are_named_counted_and_read_back),
        cmocka_unit_test(an_instant_is_written_as_iso_8601),
        cmocka_unit_test(an_unknown_instant_is_written_as_nothing),
        cmocka_unit_test(iso_times_are_read_with_and_without_offset),
        cmocka_unit_test(what_is_not_an_iso_time_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
