/* Every zone that others got wrong, against the reference program of the database, zdump. */
#include "calendar_testing.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const char *const zones[] = {
    "America/New_York",   "Europe/London",     "Australia/Lord_Howe", "Pacific/Chatham",
    "Asia/Kathmandu",     "Africa/Casablanca", "Africa/Cairo",        "Asia/Gaza",
    "America/Sao_Paulo",  "Pacific/Apia",      "Europe/Kyiv",         "Asia/Almaty",
    "Europe/Moscow",      "Europe/Berlin",     "Europe/Paris",        "Asia/Kolkata",
    "Australia/Adelaide", "America/Chicago",   "America/Los_Angeles", "Asia/Tehran",
};
enum { ZONE_COUNT = sizeof zones / sizeof *zones, CHANGE_LIMIT = 2000 };

/* What zdump prints: at this instant the offset is so much. */
struct reference {
    int64_t at[CHANGE_LIMIT];
    int32_t offset_s[CHANGE_LIMIT];
    size_t count;
};

/* The output of `zdump -v -c 1900,2101 ZONE`; NULL where zdump is not installed. */
static FILE *run_zdump(const char *zone, pid_t *out_pid)
{
    char name[64];
    char program[] = "zdump";
    char verbose[] = "-v";
    char cut[] = "-c";
    char years[] = "1900,2101";
    char *arguments[] = {program, verbose, cut, years, name, NULL};
    int ends[2];
    posix_spawn_file_actions_t actions;

    snprintf(name, sizeof name, "%s", zone);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return NULL;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    int failure = posix_spawnp(out_pid, "zdump", &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failure == 0)
        return fdopen(ends[0], "r");
    close(ends[0]);
    return NULL;
}

static int month_number(const char *name)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const char *at = strstr(months, name);

    return at == NULL ? 0 : (int)(at - months) / 3 + 1;
}

/* "Europe/Berlin  Sun Mar 31 01:00:00 2024 UT = … isdst=1 gmtoff=7200". */
static void take_line(const char *line, struct reference *out)
{
    char month[4];
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int year = 0;
    const char *offset = strstr(line, "gmtoff=");

    if (offset == NULL || sscanf(line, "%*s %*3s %3s %d %d:%d:%d %d UT", month, &day, &hour,
                                 &minute, &second, &year) != 6)
        return;
    assert_true(out->count < CHANGE_LIMIT);
    out->at[out->count] = (int64_t)day_of(year, month_number(month), day) * DAY_S + hour * HOUR_S +
                          minute * 60 + second;
    out->offset_s[out->count] = (int32_t)strtol(offset + 7, NULL, 10);
    out->count++;
}

static bool read_reference(const char *zone, struct reference *out)
{
    char line[512];
    pid_t pid = 0;
    OWN(file_close) FILE *output = run_zdump(zone, &pid);

    out->count = 0;
    if (output == NULL)
        return false;
    while (fgets(line, sizeof line, output) != NULL)
        take_line(line, out);
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 && out->count > 0;
}

static int32_t reference_offset(const struct reference *reference, int64_t instant)
{
    size_t low = 0;
    size_t high = reference->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (reference->at[middle] <= instant)
            low = middle;
        else
            high = middle;
    }
    return reference->offset_s[low];
}

static void skip_aloud(void)
{
    print_message("SKIPPED: zdump is not installed (package libc-bin), zones are not compared\n");
    skip();
}

static void every_quarter_hour_of_2024_has_the_offset_that_zdump_prints(void **state)
{
    (void)state;
    static struct reference reference;
    int64_t end = utc("2025-01-01 00:00");

    for (size_t i = 0; i < ZONE_COUNT; i++) {
        if (!read_reference(zones[i], &reference))
            skip_aloud();
        OWN(zone_close) struct zone *zone = zone_named(zones[i]);
        for (int64_t at = utc("2024-01-01 00:00"); at < end; at += 900)
            if (zone_offset(zone, at) != reference_offset(&reference, at))
                fail_msg("%s at %lld: %d", zones[i], (long long)at, zone_offset(zone, at));
    }
}

static void every_change_of_1970_to_2100_is_where_zdump_prints_it(void **state)
{
    (void)state;
    static struct reference reference;
    size_t checked = 0;

    for (size_t i = 0; i < ZONE_COUNT; i++) {
        if (!read_reference(zones[i], &reference))
            skip_aloud();
        OWN(zone_close) struct zone *zone = zone_named(zones[i]);
        for (size_t line = 0; line < reference.count; line++) {
            int64_t at = reference.at[line];
            if (at < 0 || at >= utc("2101-01-01 00:00"))
                continue;
            if (zone_offset(zone, at) != reference.offset_s[line])
                fail_msg("%s at %lld: %d", zones[i], (long long)at, zone_offset(zone, at));
            checked++;
        }
    }
    assert_true(checked > 4000);
}

/* All instants that show this wall time, by trying every offset the zone had in the year. */
static void expected_instant(const struct reference *reference, int64_t local_s,
                             int64_t *out_instant, enum local_outcome *out)
{
    int64_t earliest = INT64_MAX;
    int count = 0;

    for (int32_t offset_s = -12 * HOUR_S; offset_s <= 15 * HOUR_S; offset_s += 900)
        if (reference_offset(reference, local_s - offset_s) == offset_s) {
            count++;
            earliest = local_s - offset_s < earliest ? local_s - offset_s : earliest;
        }
    *out_instant = earliest;
    *out = count == 0 ? LOCAL_GAP : count == 1 ? LOCAL_UNIQUE : LOCAL_REPEATED;
}

static void every_quarter_hour_on_the_wall_around_the_changes_of_2024_is_classified(void **state)
{
    (void)state;
    static struct reference reference;
    size_t gap_count = 0;
    size_t repeat_count = 0;

    for (size_t i = 0; i < ZONE_COUNT; i++) {
        if (!read_reference(zones[i], &reference))
            skip_aloud();
        OWN(zone_close) struct zone *zone = zone_named(zones[i]);
        int64_t change = zone_next_change(zone, utc("2024-01-01 00:00"));
        for (; change < utc("2025-01-01 00:00"); change = zone_next_change(zone, change))
            for (int64_t wall = change - change % 900 - 2 * DAY_S; wall < change + 2 * DAY_S;
                 wall += 900) {
                int64_t expected = 0;
                enum local_outcome expected_outcome = LOCAL_UNIQUE;
                enum local_outcome outcome = LOCAL_UNIQUE;
                expected_instant(&reference, wall, &expected, &expected_outcome);
                int64_t instant = zone_instant(zone, wall, &outcome);
                assert_int_equal(outcome, expected_outcome);
                gap_count += outcome == LOCAL_GAP;
                repeat_count += outcome == LOCAL_REPEATED;
                if (outcome != LOCAL_GAP)
                    assert_true(instant == expected);
                else /* shown later than asked, by less than two hours */
                    assert_true(zone_local(zone, instant) > wall &&
                                zone_local(zone, instant) <= wall + 2 * HOUR_S);
            }
    }
    assert_true(gap_count > 40 && repeat_count > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_quarter_hour_of_2024_has_the_offset_that_zdump_prints),
        cmocka_unit_test(every_change_of_1970_to_2100_is_where_zdump_prints_it),
        cmocka_unit_test(every_quarter_hour_on_the_wall_around_the_changes_of_2024_is_classified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
