#include "testing.h"

#include "calendar/instant.h"
#include "ingest/dates.h"

/* A text and the instant it means, as ISO text in UTC; "" where it is no date. */
struct date_case {
    const char *text;
    enum date_order order;
    const char *means;
};

static void assert_dates(const struct date_case *cases, size_t count, const char *zone_name_)
{
    OWN(zone_close) struct zone *zone = NULL;
    struct error err = {0};

    assert_ok(zone_open(zone_name_, &zone, &err), err);
    for (size_t i = 0; i < count; i++) {
        char shown[INSTANT_TEXT_SIZE] = "";
        int64_t instant = INSTANT_UNKNOWN;
        enum date_fate fate = DATE_FINE;
        if (date_instant(span_of(cases[i].text), cases[i].order, zone, &instant, &fate))
            instant_format(instant, shown);
        if (strcmp(shown, cases[i].means) != 0)
            print_error("'%s' is '%s', expected '%s'\n", cases[i].text, shown, cases[i].means);
        assert_string_equal(shown, cases[i].means);
    }
}

#define DATES(zone, ...)                                                                           \
    do {                                                                                           \
        static const struct date_case cases[] = {__VA_ARGS__};                                     \
        assert_dates(cases, sizeof cases / sizeof *cases, zone);                                   \
    } while (0)

static void iso_forms_are_read_with_and_without_their_offset(void **state)
{
    (void)state;
    DATES("UTC", {"2014-07-14 17:59:09", DATE_YMD, "2014-07-14T17:59:09Z"},
          {"2023-04-08 20:52", DATE_YMD, "2023-04-08T20:52:00Z"},
          {"2026-02-25 16:38:58.679", DATE_YMD, "2026-02-25T16:38:58Z"},
          {"2026-02-25 21:23:43.43", DATE_YMD, "2026-02-25T21:23:43Z"},
          {"2018-05-11T09:46:53.000+0300", DATE_YMD, "2018-05-11T06:46:53Z"},
          {"2024-01-05T12:27:13.000Z", DATE_YMD, "2024-01-05T12:27:13Z"},
          {"2024-01-05T12:27:13-05:00", DATE_YMD, "2024-01-05T17:27:13Z"},
          {"2024-01-05 12:27:13 UTC", DATE_YMD, "2024-01-05T12:27:13Z"},
          {"2024-01-05 12:27:13 +0530", DATE_YMD, "2024-01-05T06:57:13Z"},
          {"2024-01-05", DATE_YMD, "2024-01-05T00:00:00Z"},
          {"2024/1/5 6:04", DATE_YMD, "2024-01-05T06:04:00Z"},
          {" 2024-01-05 ", DATE_YMD, "2024-01-05T00:00:00Z"});
}

static void numbers_follow_the_order_of_their_column(void **state)
{
    (void)state;
    DATES("UTC", {"05/02/2012 13:32", DATE_DMY, "2012-02-05T13:32:00Z"},
          {"05/02/2012 13:32", DATE_MDY, "2012-05-02T13:32:00Z"},
          {"3/17/2025 6:04", DATE_MDY, "2025-03-17T06:04:00Z"},
          {"03-12-2025 15:21:08", DATE_MDY, "2025-03-12T15:21:08Z"},
          {"3/02/2026 10:04", DATE_DMY, "2026-02-03T10:04:00Z"},
          {"31.12.2024 15:05", DATE_DMY, "2024-12-31T15:05:00Z"},
          {"31.12.2024", DATE_DMY, "2024-12-31T00:00:00Z"},
          {"31.12.24 9:05", DATE_DMY, "2024-12-31T09:05:00Z"},
          {"29-02-2016 01:16", DATE_DMY, "2016-02-29T01:16:00Z"},
          {"2024-03-04", DATE_MDY, "2024-03-04T00:00:00Z"});
}

static void twelve_hour_clocks_know_noon_and_midnight(void **state)
{
    (void)state;
    DATES("UTC", {"12/31/2024 03:05 PM", DATE_MDY, "2024-12-31T15:05:00Z"},
          {"12/31/2024 12:05 AM", DATE_MDY, "2024-12-31T00:05:00Z"},
          {"12/31/2024 12:05 PM", DATE_MDY, "2024-12-31T12:05:00Z"},
          {"3/17/2025, 6:04:00\xE2\x80\xAFPM", DATE_MDY, "2025-03-17T18:04:00Z"},
          {"17/3/2025 6:04\xC2\xA0p.\xC2\xA0m.", DATE_DMY, "2025-03-17T18:04:00Z"},
          {"17/3/2025 6:04 a.m.", DATE_DMY, "2025-03-17T06:04:00Z"},
          {"17/3/2025 13:04 PM", DATE_DMY, ""}, {"17/3/2025 0:04 AM", DATE_DMY, ""});
}

static void a_word_that_is_no_month_and_a_year_before_one_are_no_dates(void **state)
{
    (void)state;
    static const char *const texts[] = {"12 foo 2024", "2024 Jan 5", "12 2024", "Jan"};
    struct date_parts parts;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (date_parts_parse(span_of(texts[i]), &parts))
            fail_msg("'%s' is taken for a date", texts[i]);
    assert_true(date_parts_parse(SPAN("12 Jan 2024"), &parts));
}

static void named_months_need_no_order(void **state)
{
    (void)state;
    DATES("UTC", {"27/Mar/23 10:32 AM", DATE_ORDER_UNKNOWN, "2023-03-27T10:32:00Z"},
          {"25/Feb/26 10:17 PM", DATE_ORDER_UNKNOWN, "2026-02-25T22:17:00Z"},
          {"18/jul/26 9:10 AM", DATE_ORDER_UNKNOWN, "2026-07-18T09:10:00Z"},
          {"04/nov/25 1:16 PM", DATE_ORDER_UNKNOWN, "2025-11-04T13:16:00Z"},
          {"05/фев/26 12:00 AM", DATE_ORDER_UNKNOWN, "2026-02-05T00:00:00Z"},
          {"15 Apr, 2021 23:01:19", DATE_ORDER_UNKNOWN, "2021-04-15T23:01:19Z"},
          {"15 апреля 2021 г., 23:01", DATE_ORDER_UNKNOWN, "2021-04-15T23:01:00Z"},
          {"1 мая 2021 г.", DATE_ORDER_UNKNOWN, "2021-05-01T00:00:00Z"},
          {"Apr 15, 2021 11:01 PM", DATE_ORDER_UNKNOWN, "2021-04-15T23:01:00Z"},
          {"Mon, 23 Nov 2026 01:33:35 +0000", DATE_ORDER_UNKNOWN, "2026-11-23T01:33:35Z"},
          {"Tue Oct 31 22:10:47 +0000 2017", DATE_ORDER_UNKNOWN, "2017-10-31T22:10:47Z"},
          {"Tue Oct 31 22:10:47 +0300 2017", DATE_ORDER_UNKNOWN, "2017-10-31T19:10:47Z"},
          {"Tue May 14 10:32:01 2013", DATE_ORDER_UNKNOWN, "2013-05-14T10:32:01Z"});
}

static void serial_days_and_epochs_are_read(void **state)
{
    (void)state;
    DATES("UTC", {"45293", DATE_ORDER_UNKNOWN, "2024-01-02T00:00:00Z"},
          {"45293.75", DATE_ORDER_UNKNOWN, "2024-01-02T18:00:00Z"},
          {"45293,384004", DATE_ORDER_UNKNOWN, "2024-01-02T09:12:58Z"},
          {"45293.999999", DATE_ORDER_UNKNOWN, "2024-01-03T00:00:00Z"},
          {"1510694708", DATE_ORDER_UNKNOWN, "2017-11-14T21:25:08Z"},
          {"1510694708123", DATE_ORDER_UNKNOWN, "2017-11-14T21:25:08Z"},
          {"12345", DATE_ORDER_UNKNOWN, ""});
}

static void a_guard_apostrophe_is_dropped(void **state)
{
    (void)state;
    DATES("UTC", {"'2024-01-05 10:00", DATE_YMD, "2024-01-05T10:00:00Z"});
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    DATES("UTC", {"", DATE_YMD, ""}, {"31/02/2024", DATE_DMY, ""}, {"13/13/2024", DATE_DMY, ""},
          {"2023-02-29", DATE_YMD, ""}, {"3 weeks ago", DATE_DMY, ""}, {"yesterday", DATE_DMY, ""},
          {"2024-01-05 25:00", DATE_YMD, ""}, {"2024-01-05 10:61", DATE_YMD, ""},
          {"2024-01-05 10:00 rubbish", DATE_YMD, ""}, {"10:32", DATE_YMD, ""},
          {"05/Foo/26", DATE_DMY, ""}, {"11-09-2025 08:08 \n\n 8%", DATE_DMY, ""},
          {"2024-01-05T12:27:13+99:00", DATE_YMD, ""}, {"1.25E+17", DATE_YMD, ""},
          {"12.5", DATE_DMY, ""});
}

static void naive_times_take_the_zone_and_the_clock_change_is_told(void **state)
{
    (void)state;
    OWN(zone_close) struct zone *zone = NULL;
    struct error err = {0};
    int64_t instant = 0;
    enum date_fate fate = DATE_FINE;

    DATES("Europe/Moscow", {"2024-01-05 10:00:00", DATE_YMD, "2024-01-05T07:00:00Z"},
          {"2024-01-05 10:00:00Z", DATE_YMD, "2024-01-05T10:00:00Z"});
    assert_ok(zone_open("Europe/Berlin", &zone, &err), err);
    assert_true(date_instant(SPAN("2024-03-31 02:30:00"), DATE_YMD, zone, &instant, &fate));
    assert_int_equal(fate, DATE_IN_GAP);
    assert_true(date_instant(SPAN("2024-10-27 02:30:00"), DATE_YMD, zone, &instant, &fate));
    assert_int_equal(fate, DATE_REPEATED);
    assert_true(date_instant(SPAN("2024-10-27 12:30:00"), DATE_YMD, zone, &instant, &fate));
    assert_int_equal(fate, DATE_NAIVE);
    assert_true(date_instant(SPAN("2024-10-27 02:30:00Z"), DATE_YMD, zone, &instant, &fate));
    assert_int_equal(fate, DATE_FINE);
}

static enum date_order decide(const char *const *texts, bool *is_contradicted)
{
    struct date_evidence evidence = {0};
    struct date_parts parts;

    for (; *texts != NULL; texts++) {
        assert_true(date_parts_parse(span_of(*texts), &parts));
        date_evidence_add(&evidence, &parts);
    }
    return date_evidence_decide(&evidence, is_contradicted);
}

static void each_order_is_known_by_its_name(void **state)
{
    (void)state;
    static const enum date_order orders[] = {DATE_YMD, DATE_DMY, DATE_MDY};
    enum date_order order = DATE_ORDER_UNKNOWN;

    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        assert_true(date_order_parse(span_of(date_order_name(orders[i])), &order));
        assert_int_equal(order, orders[i]);
    }
    assert_true(date_order_parse(SPAN("mdy"), &order));
    assert_int_equal(order, DATE_MDY);
    assert_false(date_order_parse(SPAN("ydm"), &order));
}

static void an_order_is_decided_over_the_whole_column(void **state)
{
    (void)state;
    bool is_contradicted = false;

    assert_int_equal(decide((const char *[]){"05/02/2012", "13/02/2012", NULL}, &is_contradicted),
                     DATE_DMY);
    assert_int_equal(decide((const char *[]){"05/02/2012", "02/13/2012", NULL}, &is_contradicted),
                     DATE_MDY);
    assert_int_equal(decide((const char *[]){"05/02/2012", "06/07/2012", NULL}, &is_contradicted),
                     DATE_ORDER_UNKNOWN);
    assert_false(is_contradicted);
    assert_int_equal(decide((const char *[]){"13/02/2012", "02/13/2012", NULL}, &is_contradicted),
                     DATE_ORDER_UNKNOWN);
    assert_true(is_contradicted);
    assert_int_equal(decide((const char *[]){"2012-02-03", "27/Mar/23", NULL}, &is_contradicted),
                     DATE_YMD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(iso_forms_are_read_with_and_without_their_offset),
        cmocka_unit_test(numbers_follow_the_order_of_their_column),
        cmocka_unit_test(twelve_hour_clocks_know_noon_and_midnight),
        cmocka_unit_test(a_word_that_is_no_month_and_a_year_before_one_are_no_dates),
        cmocka_unit_test(named_months_need_no_order),
        cmocka_unit_test(serial_days_and_epochs_are_read),
        cmocka_unit_test(a_guard_apostrophe_is_dropped),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(naive_times_take_the_zone_and_the_clock_change_is_told),
        cmocka_unit_test(each_order_is_known_by_its_name),
        cmocka_unit_test(an_order_is_decided_over_the_whole_column),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
