#include "calendar_testing.h"

static enum day_kind kind_on(const struct holidays *holidays, const char *date)
{
    const struct holiday *row = holidays_find(holidays, day_at(date));

    return row == NULL ? DAY_ORDINARY : row->kind;
}

/* The production calendars of 2024–2026 print these sums for the five-day week of 40 hours. */
static void the_russian_calendar_adds_up_to_the_published_days_and_hours(void **state)
{
    (void)state;
    static const struct {
        int32_t year;
        int day_count;
        int hour_count;
    } cases[] = {{2024, 248, 1979}, {2025, 247, 1972}, {2026, 247, 1972}};
    struct error err = {0};
    OWN(holidays_release) struct holidays russia = {0};
    assert_ok(holidays_add_country(&russia, "RU", NULL, &err), err);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int day_count = 0;
        int minute_count = 0;
        for (int32_t day = day_of(cases[i].year, 1, 1); day < day_of(cases[i].year + 1, 1, 1);
             day++) {
            const struct holiday *row = holidays_find(&russia, day);
            bool is_worked = row != NULL && row->kind == DAY_WORKING;
            bool is_weekday = weekday_of_day(day) < SATURDAY && !holidays_is_off(&russia, day);
            day_count += is_worked || is_weekday;
            if (is_worked || is_weekday)
                minute_count += 480 - (row == NULL ? 0 : row->short_minutes);
        }
        assert_int_equal(day_count, cases[i].day_count);
        assert_int_equal(minute_count, cases[i].hour_count * 60);
    }
}

static void moved_days_of_rest_are_off_and_the_saturdays_paid_for_them_are_worked(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(holidays_release) struct holidays russia = {0};
    assert_ok(holidays_add_country(&russia, "ru", NULL, &err), err);

    assert_int_equal(kind_on(&russia, "2025-05-02"), DAY_OFF);
    assert_int_equal(kind_on(&russia, "2025-12-31"), DAY_OFF);
    assert_int_equal(kind_on(&russia, "2026-01-09"), DAY_OFF);
    assert_int_equal(kind_on(&russia, "2026-05-11"), DAY_OFF);
    assert_int_equal(kind_on(&russia, "2025-11-01"), DAY_WORKING);
    assert_int_equal(holidays_find(&russia, day_at("2024-11-02"))->like_weekday, TUESDAY);
    assert_int_equal(kind_on(&russia, "2026-07-01"), DAY_ORDINARY);
    assert_string_equal(holidays_find(&russia, day_at("2026-06-12"))->name_local, "День России");
}

static void a_holiday_on_a_weekend_is_observed_on_a_weekday(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(holidays_release) struct holidays states = {0};
    OWN(holidays_release) struct holidays britain = {0};
    OWN(holidays_release) struct holidays germany = {0};
    struct country country = {0};
    assert_ok(holidays_add_country(&states, "US", NULL, &err), err);
    assert_ok(holidays_add_country(&britain, "GB", NULL, &err), err);
    assert_ok(holidays_add_country(&germany, "DE", &country, &err), err);

    assert_int_equal(kind_on(&states, "2026-07-03"), DAY_OFF);
    assert_int_equal(kind_on(&states, "2026-11-26"), DAY_HOLIDAY);
    assert_int_equal(kind_on(&britain, "2026-12-28"), DAY_OFF);
    assert_int_equal(kind_on(&britain, "2024-04-01"), DAY_HOLIDAY);
    assert_int_equal(kind_on(&germany, "2026-05-14"), DAY_HOLIDAY);
    assert_int_equal(kind_on(&germany, "2026-10-05"), DAY_ORDINARY); /* Germany moves nothing */
    assert_int_equal(country.first_year, 2024);
    assert_int_equal(country.last_year, 2027);
    assert_int_equal(kind_on(&states, "2027-12-31"), DAY_OFF); /* 1 January 2028 is a Saturday */
    assert_int_equal(kind_on(&britain, "2027-12-28"), DAY_OFF);
    assert_int_equal(kind_on(&germany, "2027-05-06"), DAY_HOLIDAY);
}

static void in_kazakhstan_a_holiday_on_a_day_of_rest_moves_on(void **state)
{
    (void)state;
    struct error err = {0};
    struct country country = {0};
    OWN(holidays_release) struct holidays holidays = {0};
    assert_ok(holidays_add_country(&holidays, "KZ", &country, &err), err);

    assert_int_equal(kind_on(&holidays, "2026-03-23"), DAY_HOLIDAY);
    assert_int_equal(kind_on(&holidays, "2026-03-24"), DAY_OFF); /* 21 and 22 were a weekend */
    assert_int_equal(kind_on(&holidays, "2026-03-25"), DAY_OFF);
    assert_int_equal(kind_on(&holidays, "2026-03-26"), DAY_ORDINARY);
    assert_int_equal(kind_on(&holidays, "2024-01-08"), DAY_ORDINARY); /* Christmas moves nothing */
    assert_int_equal(kind_on(&holidays, "2026-05-27"), DAY_HOLIDAY);  /* Kurban Ait */
    assert_int_equal(holidays_find(&holidays, day_at("2024-05-04"))->like_weekday, WEDNESDAY);
    assert_int_equal(country.last_year, 2026);
}

static void the_years_of_a_country_are_told_and_britain_has_two_codes(void **state)
{
    (void)state;
    struct country country = {0};

    assert_true(country_find("uk", &country));
    assert_string_equal(country.code, "GB");
    assert_true(country_find("RU", &country));
    assert_int_equal(country.first_year, 2024);
    assert_int_equal(country.last_year, 2026);
    assert_false(country_find("XX", &country));
}

static void every_built_in_row_names_its_source(void **state)
{
    (void)state;
    struct error err = {0};
    struct country country;
    size_t index = 0;

    for (; country_at(index, &country); index++) {
        OWN(holidays_release) struct holidays holidays = {0};
        assert_ok(holidays_add_country(&holidays, country.code, NULL, &err), err);
        for (size_t row = 0; row < holidays.count; row++) {
            assert_true(holidays.rows[row].name[0] != '\0');
            assert_true(holidays.rows[row].source[0] != '\0');
        }
    }
    assert_int_equal(index, 5);
}

static void a_country_that_is_not_built_in_is_refused_with_those_that_are(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(holidays_release) struct holidays holidays = {0};

    assert_false(holidays_add_country(&holidays, "XX", NULL, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
    assert_non_null(strstr(err.text, "DE, GB, KZ, RU, US"));
}

static void dates_are_read_as_runs_and_with_hours_and_replace_earlier_ones(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(holidays_release) struct holidays holidays = {0};

    assert_ok(holidays_add_dates(&holidays,
                                 SPAN("2026-12-24 09:00-13:00+14:00-16:00, "
                                      "2026-12-30..2027-01-02\n2026-12-31 10:00-12:00\n"),
                                 "deskgauge.yaml", &err),
              err);

    assert_int_equal(holidays.count, 5);
    assert_int_equal(holidays_find(&holidays, day_at("2026-12-24"))->hours.count, 2);
    assert_int_equal(kind_on(&holidays, "2027-01-02"), DAY_HOLIDAY);
    assert_int_equal(kind_on(&holidays, "2027-01-03"), DAY_ORDINARY);
    assert_true(holidays_find(&holidays, day_at("2026-12-31"))->has_hours);
    assert_string_equal(holidays_find(&holidays, day_at("2026-12-30"))->source, "deskgauge.yaml");
}

static void dates_that_are_none_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "31.12.2026", "2026-12-31..2026-12-30", "2026-02-30", "2026-12-31 9", "2101-01-01",
        "1969-12-31", "2100-12-30..2999-01-01"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct error err = {0};
        OWN(holidays_release) struct holidays holidays = {0};
        if (holidays_add_dates(&holidays, span_of(texts[i]), "here", &err))
            fail_msg("taken: '%s'", texts[i]);
        assert_int_equal(err.kind, ERROR_INPUT);
    }
}

#define CALENDAR(events)                                                                           \
    SPAN("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\n" events "END:VCALENDAR\r\n")
#define EVENT(lines) "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"

static void an_ics_file_gives_single_yearly_and_several_days(void **state)
{
    (void)state;
    struct error err = {0};
    struct ics_count count = {0};
    OWN(holidays_release) struct holidays holidays = {0};

    assert_ok(
        holidays_add_ics(
            &holidays,
            CALENDAR(EVENT("DTSTART;VALUE=DATE:20260501\r\nSUMMARY:One day\r\n") EVENT(
                "DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\n"
                "SUMMARY:Three\r\n")
                         EVENT("DTSTART;VALUE=DATE:20240212\r\nRRULE:FREQ=YEARLY;UNTIL=20300101\r\n"
                               "EXDATE;VALUE=DATE:20270212\r\nRDATE;VALUE=DATE:20260213\r\n"
                               "SUMMARY:Yearly\r\n")),
            "a.ics", &count, &err),
        err);

    assert_int_equal(count.event_count, 3);
    assert_int_equal(count.day_count, 1 + 3 + 6);
    assert_int_equal(kind_on(&holidays, "2026-12-26"), DAY_HOLIDAY);
    assert_int_equal(kind_on(&holidays, "2026-12-27"), DAY_ORDINARY);
    assert_int_equal(kind_on(&holidays, "2029-02-12"), DAY_HOLIDAY);
    assert_int_equal(kind_on(&holidays, "2027-02-12"), DAY_ORDINARY);
    assert_int_equal(kind_on(&holidays, "2030-02-12"), DAY_ORDINARY);
    assert_int_equal(kind_on(&holidays, "2026-02-13"), DAY_HOLIDAY);
    assert_string_equal(holidays_find(&holidays, day_at("2026-05-01"))->name, "One day");
}

static void a_rule_without_an_end_reaches_the_last_year(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(holidays_release) struct holidays holidays = {0};

    assert_ok(holidays_add_ics(&holidays,
                               CALENDAR(EVENT("DTSTART;VALUE=DATE:19900101\r\n"
                                              "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\n")),
                               "a.ics", NULL, &err),
              err);

    assert_int_equal(kind_on(&holidays, "2026-11-26"), DAY_HOLIDAY); /* fourth Thursday */
    assert_int_equal(kind_on(&holidays, "2100-11-25"), DAY_HOLIDAY);
}

static void events_that_are_no_days_off_are_left_out_and_counted(void **state)
{
    (void)state;
    struct error err = {0};
    struct ics_count count = {0};
    OWN(holidays_release) struct holidays holidays = {0};

    assert_ok(
        holidays_add_ics(
            &holidays,
            CALENDAR(
                EVENT("DTSTART:20260505T100000Z\r\nDTEND:20260506T100000Z\r\n") EVENT(
                    "DTSTART:20260501T100000Z\r\nDTEND:20260501T110000Z\r\nSUMMARY:Meeting\r\n")
                    EVENT("DTSTART;VALUE=DATE:20260214\r\nDESCRIPTION:Observance\\nTo hide\r\n")
                        EVENT("DTSTART;VALUE=DATE:20260601\r\nSTATUS:CANCELLED\r\n")
                            EVENT("SUMMARY:No date\r\n")
                                EVENT("DTSTART:20260701T000000\r\nDTEND:20260702T000000\r\n")),
            "a.ics", &count, &err),
        err);

    assert_int_equal(count.timed_count, 2); /* one of them of 24 hours, from ten to ten */
    assert_int_equal(count.observed_count, 1);
    assert_int_equal(count.cancelled_count, 1);
    assert_int_equal(count.refused_count, 1);
    assert_int_equal(count.event_count, 1); /* midnight to midnight is a whole day */
    assert_int_equal(kind_on(&holidays, "2026-05-01"), DAY_ORDINARY);
    assert_int_equal(kind_on(&holidays, "2026-07-01"), DAY_HOLIDAY);
}

static void hostile_rules_end_soon(void **state)
{
    (void)state;
    struct error err = {0};
    struct ics_count count = {0};
    OWN(holidays_release) struct holidays holidays = {0};

    assert_ok(holidays_add_ics(
                  &holidays,
                  CALENDAR(EVENT("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=SECONDLY\r\n") EVENT(
                      "DTSTART;VALUE=DATE:20260102\r\n"
                      "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n")
                               EVENT("DTSTART;VALUE=DATE:20260103\r\nRRULE:FREQ=DAILY\r\n") EVENT(
                                   "DTSTART;VALUE=DATE:00010101\r\nDTEND;VALUE=DATE:99990101\r\n")),
                  "a.ics", &count, &err),
              err);

    assert_int_equal(count.refused_count, 2);
    assert_int_equal(kind_on(&holidays, "2100-12-31"), DAY_HOLIDAY);
}

static void what_is_not_a_calendar_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "Date;Name\n2026-01-01;New Year\n", "BEGIN:VEVENT",
                                        "<html></html>", "BEGIN:VCARD\r\nEND:VCARD\r\n"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct error err = {0};
        OWN(holidays_release) struct holidays holidays = {0};
        if (holidays_add_ics(&holidays, span_of(texts[i]), "b.ics", NULL, &err))
            fail_msg("taken: '%s'", texts[i]);
        assert_int_equal(err.kind, ERROR_INPUT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_russian_calendar_adds_up_to_the_published_days_and_hours),
        cmocka_unit_test(moved_days_of_rest_are_off_and_the_saturdays_paid_for_them_are_worked),
        cmocka_unit_test(a_holiday_on_a_weekend_is_observed_on_a_weekday),
        cmocka_unit_test(in_kazakhstan_a_holiday_on_a_day_of_rest_moves_on),
        cmocka_unit_test(the_years_of_a_country_are_told_and_britain_has_two_codes),
        cmocka_unit_test(every_built_in_row_names_its_source),
        cmocka_unit_test(a_country_that_is_not_built_in_is_refused_with_those_that_are),
        cmocka_unit_test(dates_are_read_as_runs_and_with_hours_and_replace_earlier_ones),
        cmocka_unit_test(dates_that_are_none_are_refused),
        cmocka_unit_test(an_ics_file_gives_single_yearly_and_several_days),
        cmocka_unit_test(a_rule_without_an_end_reaches_the_last_year),
        cmocka_unit_test(events_that_are_no_days_off_are_left_out_and_counted),
        cmocka_unit_test(hostile_rules_end_soon),
        cmocka_unit_test(what_is_not_a_calendar_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
