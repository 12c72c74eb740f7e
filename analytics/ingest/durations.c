#include "ingest/durations.h"

#include <math.h>

#include "calendar/instant.h"

enum { PAIRS_LEAST = 30, ROUNDING_S = 90, HALF_HOUR_S = 1800, HALF_HOURS = 48 };

void duration_check_note(struct duration_check *check, int64_t from_local_s, int64_t to_local_s,
                         int64_t duration_s)
{
    if (check->stride == 0)
        check->stride = 1;
    if (check->seen++ % check->stride != 0)
        return;
    if (check->count == DURATION_PAIRS_MOST) { /* keep every second of them */
        for (uint32_t i = 0; i < DURATION_PAIRS_MOST / 2; i++)
            check->pairs[i] = check->pairs[2 * i];
        check->count = DURATION_PAIRS_MOST / 2;
        check->stride *= 2;
        if ((check->seen - 1) % check->stride != 0)
            return;
    }
    check->pairs[check->count++] = (struct duration_pair){from_local_s, to_local_s, duration_s};
}

/* ---- hours of the week ------------------------------------------------------------------------
 */

struct window {
    int64_t open_s, close_s; /* of the day */
    uint8_t days;            /* bit of each weekday */
};

static const struct {
    uint8_t days;
    const char *name;
} WEEKS[] = {{0x1F, "Monday to Friday"},
             {0x3F, "Monday to Saturday"},
             {0x4F, "Sunday to Thursday"},
             {0x7F, "seven days"}};

/* Open seconds since some Monday long ago. */
static int64_t open_until(const struct window *window, int64_t local_s)
{
    int32_t day = day_of_local(local_s);
    int64_t second = second_of_local(local_s);
    enum weekday weekday = weekday_of_day(day);
    int64_t weeks = ((int64_t)day - weekday + 3) / WEEK_DAYS; /* 1970-01-01 is a Thursday */
    int64_t open_days = weeks * __builtin_popcount(window->days) +
                        __builtin_popcount(window->days & ((1u << weekday) - 1));
    int64_t today = 0;

    if (window->days & (1u << weekday))
        today = second < window->open_s    ? 0
                : second > window->close_s ? window->close_s - window->open_s
                                           : second - window->open_s;
    return open_days * (window->close_s - window->open_s) + today;
}

/* As close as desks round: a minute and a half, or a hundredth of what lies between. */
static bool is_near(int64_t a, int64_t b)
{
    int64_t apart = a > b ? a - b : b - a;

    return apart <= ROUNDING_S || apart <= b / 200;
}

static uint32_t count_fits(const struct duration_check *check, const struct window *window,
                           uint32_t least)
{
    uint32_t fits = 0;

    for (uint32_t i = 0; i < check->count; i++) {
        const struct duration_pair *pair = &check->pairs[i];
        fits += is_near(pair->duration_s, open_until(window, pair->to_local_s) -
                                              open_until(window, pair->from_local_s));
        if (fits + (check->count - i - 1) < least)
            return 0;
    }
    return fits;
}

static void find_window(const struct duration_check *check, struct duration_verdict *verdict)
{
    uint32_t best = check->count * 3 / 5; /* less explains nothing */

    for (size_t week = 0; week < sizeof WEEKS / sizeof *WEEKS; week++)
        for (int open = 0; open < HALF_HOURS; open++)
            for (int close = open + 1; close <= HALF_HOURS; close++) {
                struct window window = {open * HALF_HOUR_S, close * HALF_HOUR_S, WEEKS[week].days};
                uint32_t fits = count_fits(check, &window, best + 1);
                if (fits <= best)
                    continue;
                best = fits;
                verdict->finding = DURATIONS_WINDOW;
                verdict->fit_count = fits;
                verdict->open_minute = open * 30;
                verdict->close_minute = close * 30;
                verdict->days = WEEKS[week].name;
            }
}

/* ---- the verdict ------------------------------------------------------------------------------
 */

static uint32_t count_multiples(const struct duration_check *check, double factor)
{
    uint32_t fits = 0;

    for (uint32_t i = 0; i < check->count; i++) {
        const struct duration_pair *pair = &check->pairs[i];
        double expected = (double)(pair->to_local_s - pair->from_local_s) * factor;
        double apart = fabs((double)pair->duration_s - expected);
        fits += apart <= ROUNDING_S * (factor > 1 ? factor : 1) && apart <= expected / 50 + 1;
    }
    return fits;
}

static uint32_t count_longer(const struct duration_check *check)
{
    uint32_t longer = 0;

    for (uint32_t i = 0; i < check->count; i++) {
        const struct duration_pair *pair = &check->pairs[i];
        int64_t between = pair->to_local_s - pair->from_local_s;
        longer += pair->duration_s > between && !is_near(pair->duration_s, between);
    }
    return longer;
}

static uint32_t count_equal(const struct duration_check *check)
{
    uint32_t equal = 0;

    for (uint32_t i = 0; i < check->count; i++)
        equal += is_near(check->pairs[i].duration_s,
                         check->pairs[i].to_local_s - check->pairs[i].from_local_s);
    return equal;
}

struct duration_verdict duration_check_judge(const struct duration_check *check)
{
    static const double factors[] = {60, 1. / 60, 1000, .001, 3600, 1. / 3600};
    struct duration_verdict verdict = {.finding = DURATIONS_FEW, .pair_count = check->count};
    uint32_t most = check->count - check->count / 10;

    if (check->count < PAIRS_LEAST)
        return verdict;
    verdict.fit_count = count_equal(check);
    if (verdict.fit_count >= most) {
        verdict.finding = DURATIONS_CALENDAR;
        return verdict;
    }
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) {
        uint32_t fits = count_multiples(check, factors[i]);
        if (fits < most)
            continue;
        verdict.finding = DURATIONS_UNIT;
        verdict.fit_count = fits;
        verdict.factor = factors[i];
        return verdict;
    }
    uint32_t longer = count_longer(check);
    if (longer * 10 > check->count) {
        verdict.finding = DURATIONS_TOO_LONG;
        verdict.fit_count = longer;
        return verdict;
    }
    verdict.finding = DURATIONS_UNKNOWN;
    find_window(check, &verdict);
    return verdict;
}
