#include "costs/deadline.h"

#include <math.h>

/* Hours of the two weeks after `hour` until the promise's clock has run `within` hours. Work is
 * taken to arrive at the end of its hour, the late side of the truth. */
double deadline_after(const struct deadline_week *week, int hour)
{
    double left = week->within_hours;
    int limit = 8 * WEEK_HOURS;

    for (int step = 1; step <= limit; step++) {
        if (!week->promise_open[(hour + step) % WEEK_HOURS])
            continue;
        if (left <= 1)
            return step + left;
        left -= 1;
    }
    return INFINITY;
}

/* Staffed hours in [from, to) after an hour's beginning, partial at the end. */
static double staffed(const struct deadline_week *week, int from, double to)
{
    double hours = 0;

    for (int at = from; at < to; at++)
        if (week->staff_open[at % WEEK_HOURS])
            hours += to - at >= 1 ? 1 : to - at;
    return hours;
}

static void consider(struct deadline_bound *bound, double work, double hours, int binding, int last)
{
    if (work <= 0)
        return;
    if (hours <= 0) {
        bound->impossible_hour = last % WEEK_HOURS;
        return;
    }
    if (work / hours > bound->seats) {
        bound->seats = work / hours;
        bound->binding_hour = binding;
    }
}

struct deadline_bound deadline_bound(const struct deadline_week *week)
{
    struct deadline_bound bound = {.binding_hour = -1, .impossible_hour = -1};
    double total = 0;

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        total += week->work_hours[hour];
    consider(&bound, total, staffed(week, 0, WEEK_HOURS), -1, 0);
    for (int first = 0; first < WEEK_HOURS; first++) {
        double work = 0;
        for (int last = first; last < first + WEEK_HOURS; last++) {
            double arrived = week->work_hours[last % WEEK_HOURS];
            work += arrived;
            if (arrived <= 0)
                continue;
            double due = last + deadline_after(week, last % WEEK_HOURS);
            if (isfinite(due))
                consider(&bound, work, staffed(week, first, due), first, last);
            else
                bound.impossible_hour = last % WEEK_HOURS;
        }
    }
    return bound;
}
