/* month_end: closings that pile up in the last days of a month. Reads the trace: grows with
 * tickets. */
#include <math.h>

#include "criteria/signs.h"

enum { END_DAYS = 3 };

/* Closings by local day, with a week on either side of the period. */
struct closings {
    int32_t first_day, last_day; /* of the period */
    int32_t seen_from, seen_to;  /* days that the export holds wholly */
    double *of_day;              /* from first_day - WEEK_DAYS on */
};

static double *on_day(const struct closings *closings, int32_t day)
{
    return &closings->of_day[day - closings->first_day + WEEK_DAYS];
}

static bool is_month_end(int32_t day)
{
    return date_of_day(day + 1).day == 1;
}

static bool is_near_month_end(int32_t day)
{
    for (int32_t ahead = 0; ahead < END_DAYS; ahead++)
        if (is_month_end(day + ahead))
            return true;
    return false;
}

static bool is_seen(const struct closings *closings, int32_t day)
{
    return day >= closings->seen_from && day <= closings->seen_to;
}

/* A day beside the same weekday of the weeks around it; false: neither was seen. */
static bool compare_day(const struct closings *closings, int32_t day, struct excess *out)
{
    double sum = 0;
    int count = 0;

    for (int side = -1; side <= 1; side += 2)
        if (is_seen(closings, day + side * WEEK_DAYS)) {
            sum += *on_day(closings, day + side * WEEK_DAYS);
            count++;
        }
    if (count == 0 || !is_seen(closings, day))
        return false;
    out->count = *on_day(closings, day);
    out->expected = sum / count;
    out->variance = out->count + sum / (count * count);
    out->near_count = out->count + sum;
    return true;
}

/* How much more than Poisson the other days differ from their neighbours. */
static double dispersion(const struct closings *closings)
{
    double squares = 0, expected = 0;
    struct excess one;

    for (int32_t day = closings->first_day; day <= closings->last_day; day++) {
        if (is_near_month_end(day) || is_near_month_end(day - WEEK_DAYS) ||
            is_near_month_end(day + WEEK_DAYS) || !compare_day(closings, day, &one))
            continue;
        squares += (one.count - one.expected) * (one.count - one.expected);
        expected += one.variance;
    }
    return expected > 0 ? fmax(1, squares / expected) : 1;
}

static struct excess excess_of_months(const struct closings *closings)
{
    struct excess out = {0}, one;

    for (int32_t day = closings->first_day; day <= closings->last_day; day++) {
        if (!is_near_month_end(day) || !compare_day(closings, day, &one))
            continue;
        out.count += one.count;
        out.expected += one.expected;
        out.variance += one.variance;
        out.near_count += one.near_count;
    }
    out.variance *= dispersion(closings);
    return out;
}

static bool count_closings(const struct scoring *scoring, const struct zone *zone,
                           const struct filter *filter, struct closings *out, struct error *err)
{
    const struct cube *cube = scoring->cube;
    size_t day_count = (size_t)(out->last_day - out->first_day) + 1 + 2 * WEEK_DAYS;
    int64_t from_at = zone_day_start(zone, out->first_day - WEEK_DAYS);
    int64_t until_at = zone_day_start(zone, out->last_day + WEEK_DAYS + 1);

    out->of_day = arena_array(scoring->scratch, day_count, sizeof *out->of_day);
    if (out->of_day == NULL)
        return error_memory(err);
    out->seen_from = day_of_local(zone_local(zone, cube->first_at)) + 1;
    out->seen_to = cube->cut_at == INSTANT_UNKNOWN
                       ? out->last_day
                       : day_of_local(zone_local(zone, cube->cut_at)) - 1;
    const struct tickets tickets = trace_of(scoring, filter->account);
    for (size_t i = 0; i < tickets.count; i++) {
        const struct trace_ticket *ticket = &tickets.rows[i];
        row_is_read(scoring, i, sizeof *ticket);
        if (ticket->closed_at < from_at || ticket->closed_at >= until_at)
            continue;
        *on_day(out, day_of_local(zone_local(zone, ticket->closed_at))) += ticket->count;
    }
    return true;
}

bool month_end_measure(struct scoring *scoring, struct dimension dimension, const struct zone *zone,
                       struct error *err)
{
    const struct filter filter = filter_of(scoring, dimension);
    struct closings closings = {.first_day = filter.first_day, .last_day = filter.last_day};
    struct measurement *out = measurement_add(scoring, MEASURED_CLOSED_MONTH_END, dimension,
                                              &scoring->cube->evidence[EVIDENCE_RESOLVE]);

    if (out == NULL)
        return error_memory(err);
    out->asked_count = signs_asked_of(scoring, MEASURED_RESOLVE_NAIVE_MEDIAN, dimension);
    if (out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    if (!count_closings(scoring, zone, &filter, &closings, err))
        return false;
    const struct excess excess = excess_of_months(&closings);
    if (out->asked_count == 0 || !(excess.near_count > 0))
        out->reason = REASON_TOO_FEW;
    else
        signs_set_excess(scoring, out, &excess);
    return true;
}
