#include <math.h>

#include "calendar/instant.h"
#include "criteria/scoring.h"
#include "statistics/control_chart.h"

/* B3: the share of first replies in time, week by week, against limits of the weeks before the
 * period. For looking, not for verdicts. */
static const double UNEVEN = 0.25; /* n of weeks differs by more: Laney p' */

struct filter filter_of_weeks(const struct scoring *scoring)
{
    const struct period *period = &scoring->card->period[PERIOD_CURRENT];
    /* The last Monday whose week ends inside the period, and 38 before it. */
    int32_t after = period->last_day + 1;
    int32_t monday = week_first_day(week_of_day(after)) - WEEK_DAYS;

    return (struct filter){.account = scoring->account,
                           .first_day = monday - (WEEKS_MOST - 1) * WEEK_DAYS,
                           .last_day = monday + WEEK_DAYS - 1};
}

/* Days of the first ticket and of the cut: weeks beyond them are incomplete. Local days are those
 * of the rows; the cut's day is taken one early, so that its own week is never called whole. */
static int32_t first_whole_monday(const struct scoring *scoring)
{
    int64_t first_at = scoring->cube->first_at;

    if (first_at == INSTANT_UNKNOWN)
        return INT32_MIN;
    return week_first_day(week_of_day(day_of_local(first_at) + WEEK_DAYS - 1));
}

static int32_t last_whole_day(const struct scoring *scoring)
{
    int64_t cut_at = scoring->cube->cut_at;

    return cut_at == INSTANT_UNKNOWN ? INT32_MAX : day_of_local(cut_at - DAY_S);
}

struct weeks weeks_of(const struct scoring *scoring, const struct units *units)
{
    struct filter filter = filter_of_weeks(scoring);
    int32_t whole = first_whole_monday(scoring);
    int32_t last_day = last_whole_day(scoring);
    struct weeks out = {.first_monday = whole > filter.first_day ? whole : filter.first_day};

    if (filter.last_day < last_day)
        last_day = filter.last_day;
    for (int32_t monday = out.first_monday;
         out.count < WEEKS_MOST && monday + WEEK_DAYS - 1 <= last_day; monday += WEEK_DAYS)
        out.count++;
    for (size_t i = 0; i < units->count; i++) {
        const struct unit_row *unit = &units->rows[i];
        int32_t week = (unit->day - out.first_monday) / WEEK_DAYS;
        if (!unit->is_decided || unit->day < out.first_monday || (size_t)week >= out.count)
            continue;
        out.asked[week] += unit->count;
        out.kept[week] += unit->outcome * unit->count;
    }
    return out;
}

/*
 * The weeks as they would be if each had the work of all of them: what a week kept beyond its cells
 * (channel x band) is added to the common share. Holidays and a mix that moves then date nothing.
 */
void weeks_standardise(const struct units *units, struct weeks *weeks)
{
    enum { CELLS = CHANNEL_COUNT * BAND_COUNT };
    double asked[CELLS] = {0}, kept[CELLS] = {0}, beyond[WEEKS_MOST] = {0};
    double all_asked = 0, all_kept = 0;

    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < units->count; i++) {
            const struct unit_row *unit = &units->rows[i];
            size_t cell = (size_t)unit->channel * BAND_COUNT + unit->band;
            int32_t week = (unit->day - weeks->first_monday) / WEEK_DAYS;
            if (!unit->is_decided || unit->day < weeks->first_monday ||
                (size_t)week >= weeks->count)
                continue;
            if (pass == 0) {
                asked[cell] += unit->count;
                kept[cell] += unit->outcome * unit->count;
            } else {
                beyond[week] += (unit->outcome - kept[cell] / asked[cell]) * unit->count;
            }
        }
    }
    for (size_t week = 0; week < weeks->count; week++) {
        all_asked += weeks->asked[week];
        all_kept += weeks->kept[week];
    }
    for (size_t week = 0; all_asked > 0 && week < weeks->count; week++)
        weeks->kept[week] = fmin(fmax(weeks->asked[week] * all_kept / all_asked + beyond[week], 0),
                                 weeks->asked[week]);
}

static bool is_uneven(const struct weeks *weeks)
{
    double least = INFINITY, most = 0;

    for (size_t i = 0; i < weeks->count; i++) {
        least = fmin(least, weeks->asked[i]);
        most = fmax(most, weeks->asked[i]);
    }
    return most - least > UNEVEN * (most + least) / 2;
}

static void draw_points(const struct weeks *weeks, int32_t period_first_day, struct week_chart *out)
{
    double before = NAN;

    for (size_t i = 0; i < weeks->count; i++) {
        struct week_point point = {
            .monday = weeks->first_monday + (int32_t)i * WEEK_DAYS,
            .asked_count = (uint64_t)llround(weeks->asked[i]),
            .kept_count = (uint64_t)llround(weeks->kept[i]),
        };
        if (point.asked_count == 0)
            continue;
        point.value = weeks->kept[i] / weeks->asked[i];
        point.moving_range = isfinite(before) ? fabs(point.value - before) : 0;
        point.is_baseline = point.monday + WEEK_DAYS <= period_first_day;
        before = point.value;
        out->points[out->point_count++] = point;
    }
}

static void limit_laney(struct week_chart *out, size_t baseline_count)
{
    double kept[WEEKS_MOST], asked[WEEKS_MOST];
    double total = 0;

    for (size_t i = 0; i < out->point_count; i++) {
        kept[i] = (double)out->points[i].kept_count;
        asked[i] = (double)out->points[i].asked_count;
        total += asked[i];
    }
    struct laney_chart chart = laney_chart(kept, asked, baseline_count);
    double usual = total / (double)out->point_count;
    struct laney_point middle = laney_point(chart, chart.centre * usual, usual);
    out->has_limits = isfinite(chart.centre) && isfinite(middle.limits.low);
    if (!out->has_limits)
        return;
    out->centre = chart.centre;
    out->lower = middle.limits.low;
    out->upper = middle.limits.high;
    for (size_t i = 0; i < out->point_count; i++)
        out->points[i].is_signal =
            !out->points[i].is_baseline && laney_point(chart, kept[i], asked[i]).is_signal;
}

static bool limit_individuals(struct week_chart *out, size_t baseline_count, struct error *err)
{
    double values[WEEKS_MOST];
    uint8_t hits[WEEKS_MOST] = {0};
    struct individuals_chart chart = {0};

    for (size_t i = 0; i < out->point_count; i++)
        values[i] = out->points[i].value;
    if (!individuals_chart(values, baseline_count, CHART_MEAN, &chart, err))
        return false;
    out->has_limits = isfinite(chart.centre) && isfinite(chart.sigma);
    if (!out->has_limits)
        return true;
    out->centre = chart.centre;
    out->lower = fmax(0, chart.limits.low);
    out->upper = fmin(1, chart.limits.high);
    out->range_limit = chart.range_limit;
    nelson_rules(values, out->point_count, chart.centre, chart.sigma, hits);
    for (size_t i = 0; i < out->point_count; i++)
        out->points[i].is_signal = !out->points[i].is_baseline && (hits[i] & NELSON_ALARM) != 0;
    return true;
}

bool weekly_chart(struct scoring *scoring, struct error *err)
{
    struct week_chart *out = &scoring->card->weekly;
    struct filter filter = filter_of_weeks(scoring);
    bool is_substantive =
        scoring->card->criteria[CRITERION_FIRST_REPLY].headline == MEASURED_REPLY_SUBSTANTIVE;
    struct units units = {0};
    size_t baseline_count = 0;

    arena_release(scoring->scratch);
    out->measured = scoring->card->criteria[CRITERION_FIRST_REPLY].headline;
    if (!promise_units(scoring, &filter, is_substantive, &units, err))
        return false;
    struct weeks weeks = weeks_of(scoring, &units);
    out->points = arena_array(&scoring->card->arena, WEEKS_MOST, sizeof *out->points);
    if (out->points == NULL)
        return error_memory(err);
    draw_points(&weeks, scoring->card->period[PERIOD_CURRENT].first_day, out);
    for (size_t i = 0; i < out->point_count; i++)
        baseline_count += out->points[i].is_baseline;
    if (baseline_count < CHART_LEAST_BASELINE)
        return true;
    if (!is_uneven(&weeks))
        return limit_individuals(out, baseline_count, err);
    limit_laney(out, baseline_count);
    return true;
}
