#include "testing.h"

#include "calendar/instant.h"
#include "ingest/durations.h"

static uint64_t next_random(uint64_t *state) /* splitmix64 */
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* Seconds between two wall times from `open` to `close` o'clock, counted one by one by the hour's
 * minutes, on weekdays before `days`. */
static int64_t open_minutes(int64_t from, int64_t to, int open, int close, int days)
{
    int64_t minutes = 0;

    for (int64_t at = from; at < to; at += 60) {
        int hour = second_of_local(at) / HOUR_S;
        minutes += hour >= open && hour < close && (int)weekday_of_day(day_of_local(at)) < days;
    }
    return minutes;
}

enum kind { CALENDAR, MINUTES_TAKEN_FOR_SECONDS, WINDOW, NOISE, TOO_LONG };

static struct duration_verdict judge(enum kind kind, int open, int close, int days, int count)
{
    struct duration_check check = {0};
    uint64_t state = 7;
    int64_t start = (int64_t)day_of(2024, 1, 1) * DAY_S;

    for (int i = 0; i < count; i++) {
        int64_t from = start + (int64_t)(next_random(&state) % (60 * 1440)) * 60;
        int64_t to = from + (int64_t)(1 + next_random(&state) % (4 * 1440)) * 60;
        int64_t between = to - from;
        int64_t noise = (int64_t)(next_random(&state) % 1000);
        int64_t durations[] = {
            [CALENDAR] = between,
            [MINUTES_TAKEN_FOR_SECONDS] = between / 60,
            [WINDOW] = kind == WINDOW ? open_minutes(from, to, open, close, days) * 60 : 0,
            [NOISE] = between * noise / 1000,
            [TOO_LONG] = between + 3600 + noise * 60,
        };
        duration_check_note(&check, from, to, durations[kind]);
    }
    return duration_check_judge(&check);
}

static void time_between_the_dates_is_told(void **state)
{
    (void)state;
    struct duration_verdict verdict = judge(CALENDAR, 0, 0, 0, 100);

    assert_int_equal(verdict.finding, DURATIONS_CALENDAR);
    assert_int_equal(verdict.fit_count, 100);
}

static void another_unit_is_told_with_its_factor(void **state)
{
    (void)state;
    struct duration_verdict verdict = judge(MINUTES_TAKEN_FOR_SECONDS, 0, 0, 0, 100);

    assert_int_equal(verdict.finding, DURATIONS_UNIT);
    assert_near(verdict.factor, 1. / 60, 1e-12);
}

static void hours_of_the_week_are_found(void **state)
{
    (void)state;
    struct duration_verdict verdict = judge(WINDOW, 9, 21, 7, 300);

    assert_int_equal(verdict.finding, DURATIONS_WINDOW);
    assert_int_equal(verdict.open_minute, 9 * 60);
    assert_int_equal(verdict.close_minute, 21 * 60);
    assert_string_equal(verdict.days, "seven days");
    assert_int_equal(verdict.fit_count, 300);

    verdict = judge(WINDOW, 8, 17, 5, 300);
    assert_int_equal(verdict.open_minute, 8 * 60);
    assert_int_equal(verdict.close_minute, 17 * 60);
    assert_string_equal(verdict.days, "Monday to Friday");
}

static void a_duration_past_its_dates_cannot_be(void **state)
{
    (void)state;
    assert_int_equal(judge(TOO_LONG, 0, 0, 0, 100).finding, DURATIONS_TOO_LONG);
}

static void what_no_window_explains_is_left_open(void **state)
{
    (void)state;
    assert_int_equal(judge(NOISE, 0, 0, 0, 300).finding, DURATIONS_UNKNOWN);
    assert_int_equal(judge(CALENDAR, 0, 0, 0, 29).finding, DURATIONS_FEW);
}

static void a_long_file_is_thinned_evenly(void **state)
{
    (void)state;
    struct duration_check check = {0};

    for (int i = 0; i < 100000; i++)
        duration_check_note(&check, i, i + 60, 60);
    assert_true(check.count > DURATION_PAIRS_MOST / 2 - 1 && check.count <= DURATION_PAIRS_MOST);
    assert_int_equal(check.pairs[1].from_local_s - check.pairs[0].from_local_s, check.stride);
    assert_int_equal(check.pairs[check.count - 1].from_local_s,
                     (int64_t)check.stride * (check.count - 1));
    assert_int_equal(duration_check_judge(&check).finding, DURATIONS_CALENDAR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_between_the_dates_is_told),
        cmocka_unit_test(another_unit_is_told_with_its_factor),
        cmocka_unit_test(hours_of_the_week_are_found),
        cmocka_unit_test(a_duration_past_its_dates_cannot_be),
        cmocka_unit_test(what_no_window_explains_is_left_open),
        cmocka_unit_test(a_long_file_is_thinned_evenly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
