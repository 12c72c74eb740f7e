#include "calendar_testing.h"

static void assert_wall(const char *zone_text, const char *local, const char *expected_utc,
                        enum local_outcome expected)
{
    OWN(zone_close) struct zone *zone = zone_named(zone_text);
    enum local_outcome outcome = LOCAL_UNIQUE;

    int64_t instant = zone_instant(zone, utc(local), &outcome);

    if (instant != utc(expected_utc) || outcome != expected)
        fail_msg("%s %s: %lld, %d", zone_text, local, (long long)instant, (int)outcome);
}

static void a_wall_time_that_exists_twice_is_the_earlier(void **state)
{
    (void)state;

    assert_wall("Europe/Berlin", "2024-10-27 02:30", "2024-10-27 00:30", LOCAL_REPEATED);
    assert_wall("Europe/Berlin", "2024-10-27 02:00", "2024-10-27 00:00", LOCAL_REPEATED);
    assert_wall("Europe/Berlin", "2024-10-27 03:00", "2024-10-27 02:00", LOCAL_UNIQUE);
    assert_wall("Australia/Lord_Howe", "2024-04-07 01:45", "2024-04-06 14:45", LOCAL_REPEATED);
    assert_wall("Africa/Cairo", "2024-10-31 23:30", "2024-10-31 20:30", LOCAL_REPEATED);
}

static void a_wall_time_in_a_gap_moves_on_by_the_gap(void **state)
{
    (void)state;

    assert_wall("Europe/Berlin", "2024-03-31 02:30", "2024-03-31 01:30", LOCAL_GAP);
    assert_wall("Europe/Berlin", "2024-03-31 03:00", "2024-03-31 01:00", LOCAL_UNIQUE);
    assert_wall("Africa/Cairo", "2024-04-26 00:15", "2024-04-25 22:15", LOCAL_GAP);
    assert_wall("Pacific/Apia", "2011-12-30 12:00", "2011-12-30 22:00", LOCAL_GAP);
}

static void a_day_begins_where_the_clock_first_shows_it(void **state)
{
    (void)state;
    OWN(zone_close) struct zone *cairo = zone_named("Africa/Cairo");
    OWN(zone_close) struct zone *apia = zone_named("Pacific/Apia");
    OWN(zone_close) struct zone *toronto = zone_named("America/Toronto");
    OWN(zone_close) struct zone *kathmandu = zone_named("Asia/Kathmandu");

    assert_int_equal(zone_day_start(cairo, day_at("2024-04-26")), utc("2024-04-25 22:00"));
    assert_int_equal(zone_day_start(apia, day_at("2011-12-30")),
                     zone_day_start(apia, day_at("2011-12-31")));
    /* 1919-03-30 23:30 became 00:30: the gap swallows midnight, the day begins at its end. */
    assert_int_equal(zone_day_start(toronto, day_at("1919-03-31")), utc("1919-03-31 04:30"));
    assert_int_equal(zone_day_start(kathmandu, day_at("2024-05-01")), utc("2024-04-30 18:15"));
}

static void a_fixed_offset_never_changes(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t offset_s;
    } cases[] = {{"UTC", 0},       {"Z", 0},          {"+03:00", 10800},
                 {"UTC+3", 10800}, {"-0530", -19800}, {"GMT-10", -36000}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OWN(zone_close) struct zone *zone = zone_named(cases[i].name);
        assert_int_equal(zone_offset(zone, utc("2024-07-01 00:00")), cases[i].offset_s);
        assert_true(zone_next_change(zone, 0) == INT64_MAX);
        assert_string_equal(zone_name(zone), cases[i].name);
    }
}

static void an_instant_outside_the_table_has_the_nearest_offset(void **state)
{
    (void)state;
    OWN(zone_close) struct zone *berlin = zone_named("Europe/Berlin");

    assert_int_equal(zone_offset(berlin, utc("2500-07-01 00:00")), 3600);
    assert_int_equal(zone_offset(berlin, utc("1200-07-01 00:00")),
                     zone_offset(berlin, utc("1890-01-01 00:00")));
    assert_int_equal(zone_offset(berlin, INT64_MIN + 1), zone_offset(berlin, -4000000000));
    assert_true(zone_local(berlin, INSTANT_UNKNOWN) == INSTANT_UNKNOWN);
    assert_true(zone_instant(berlin, INSTANT_UNKNOWN, NULL) == INSTANT_UNKNOWN);
}

static void assert_refused(const char *name, const char *words)
{
    struct error err = {0};
    struct zone *zone = NULL;

    if (zone_open(name, &zone, &err))
        fail_msg("taken: '%s'", name);
    assert_null(zone);
    assert_int_equal(err.kind, ERROR_INPUT);
    if (strstr(err.text, words) == NULL)
        fail_msg("'%s' does not say '%s'", err.text, words);
}

static void an_unknown_name_is_refused_with_the_nearest(void **state)
{
    (void)state;

    assert_refused("Europe/Berln", "'Europe/Berlin'");
    assert_refused("moscow", "'Europe/Moscow'");
    assert_refused("New York", "'America/New_York'");
    assert_refused("europe/london", "'Europe/London'");
    assert_refused("Qwertyuiop", "unknown time zone");
}

static void a_name_that_is_no_zone_is_refused(void **state)
{
    (void)state;

    assert_refused("", "unknown time zone");
    assert_refused("../../../etc/passwd", "unknown time zone");
    assert_refused("/etc/localtime", "unknown time zone");
    assert_refused("localtime", "unknown time zone");
    assert_refused("right/Europe/Berlin", "unknown time zone");
    assert_refused("tzdata.zi", "unknown time zone");
    assert_refused("Europe", "unknown time zone");
    assert_refused("EST5EDT,M3.2.0,M11.1.0", "unknown time zone");
}

static void a_machine_without_a_database_says_what_to_install(void **state)
{
    (void)state;
    const char *before = getenv("TZDIR");
    char *kept = before == NULL ? NULL : strdup(before);
    char version[ZONE_VERSION_SIZE];

    setenv("TZDIR", "/nonexistent/zoneinfo", 1);
    assert_refused("Europe/Vienna", "install the package tzdata");
    zone_database_version(version);
    assert_string_equal(version, "unknown");
    OWN(zone_close) struct zone *utc_zone = zone_named("UTC"); /* still there */
    assert_int_equal(zone_offset(utc_zone, 0), 0);

    if (kept == NULL)
        unsetenv("TZDIR");
    else
        setenv("TZDIR", kept, 1);
    free(kept);
}

static void the_release_of_the_database_is_told(void **state)
{
    (void)state;
    char version[ZONE_VERSION_SIZE] = "";

    zone_database_version(version);
    /* "2024b" where the system tells, the word "unknown" where it does not. */
    if (strcmp(version, "unknown") != 0)
        assert_true(strncmp(version, "20", 2) == 0 && strlen(version) <= 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wall_time_that_exists_twice_is_the_earlier),
        cmocka_unit_test(a_wall_time_in_a_gap_moves_on_by_the_gap),
        cmocka_unit_test(a_day_begins_where_the_clock_first_shows_it),
        cmocka_unit_test(a_fixed_offset_never_changes),
        cmocka_unit_test(an_instant_outside_the_table_has_the_nearest_offset),
        cmocka_unit_test(an_unknown_name_is_refused_with_the_nearest),
        cmocka_unit_test(a_name_that_is_no_zone_is_refused),
        cmocka_unit_test(a_machine_without_a_database_says_what_to_install),
        cmocka_unit_test(the_release_of_the_database_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
