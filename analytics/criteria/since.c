#include <math.h>

#include "criteria/change.h"
#include "statistics/change_point.h"

/* B2: since when? Weeks up to the end of the period, full ones alone. */

/* Only steps that look large are dated, and those look it partly by luck: of the dated ones a set
 * of 95 % held the true week in 89–96 %, one of 97.5 % in 94–99 %. */
static const double SET_CONTENT = 0.975;

/* The weeks that the date rests on, for a picture. */
static bool keep_weeks(struct scoring *scoring, const struct weeks *weeks,
                       const struct change_posterior *posterior, struct criterion_change *out,
                       struct error *err)
{
    out->weeks = arena_array(&scoring->card->arena, weeks->count, sizeof *out->weeks);
    if (out->weeks == NULL)
        return error_memory(err);
    out->week_count = weeks->count;
    for (size_t i = 0; i < weeks->count; i++) {
        bool is_weighed = i >= posterior->first && i < posterior->first + posterior->weight_count;
        out->weeks[i] = (struct dated_week){
            .monday = weeks->first_monday + (int32_t)i * WEEK_DAYS,
            .asked = weeks->asked[i],
            .kept = weeks->kept[i],
            .probability = is_weighed ? posterior->weights[i - posterior->first] : 0};
    }
    for (size_t i = 0; i < posterior->set_count; i++)
        out->weeks[posterior->set[i]].is_in_set = true;
    return true;
}

/* How far the share moved at the date. */
static double step_at(const struct weeks *weeks, size_t first_after)
{
    double asked[2] = {0}, kept[2] = {0};

    for (size_t week = 0; week < weeks->count; week++) {
        asked[week >= first_after] += weeks->asked[week];
        kept[week >= first_after] += weeks->kept[week];
    }
    return kept[1] / asked[1] - kept[0] / asked[0];
}

/* Posterior and partition must agree before a date is told (statistics.md B2, 3 and 4), and the
 * step must be one that anybody would call a change: many tickets date any drift. */
bool change_date(struct scoring *scoring, enum criterion criterion, struct error *err)
{
    struct criterion_change *out = &scoring->card->criteria[criterion].change;
    struct filter filter = filter_of_weeks(scoring);
    OWN(change_points_release) struct change_points points = {0};
    OWN(change_posterior_release) struct change_posterior posterior = {0};
    double unused[BAND_COUNT] = {0};
    struct units units = {0};

    if (!headline_units(scoring, criterion, &filter, &units, unused, err))
        return false;
    struct weeks weeks = weeks_of(scoring, &units);
    weeks_standardise(&units, &weeks);
    if (weeks.count < 2 * CHANGE_LEAST_SEGMENT)
        return true;
    double spread = change_overdispersion(weeks.kept, weeks.asked, weeks.count);
    if (!isfinite(spread))
        return true;
    if (!change_posterior_mixed(weeks.kept, weeks.asked, weeks.count, CHANGE_LEAST_SEGMENT,
                                SET_CONTENT, &posterior, err) ||
        !change_points_share(weeks.kept, weeks.asked, weeks.count, spread, CHANGE_LEAST_SEGMENT,
                             change_penalty(weeks.count), &points, err))
        return false;
    if (!isfinite(posterior.probability))
        return true;
    out->date_probability = posterior.probability;
    if (posterior.set_count == 0)
        return true;
    out->week_day = weeks.first_monday + (int32_t)posterior.likeliest * WEEK_DAYS;
    out->week_low_day = weeks.first_monday + (int32_t)posterior.set[0] * WEEK_DAYS;
    out->week_high_day =
        weeks.first_monday + (int32_t)posterior.set[posterior.set_count - 1] * WEEK_DAYS;
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    out->is_dated = change_is_dated(&points, &posterior) &&
                    fabs(step_at(&weeks, posterior.likeliest)) >= criteria->practical_drop &&
                    posterior.probability >= criteria->date_probability;
    return !out->is_dated || keep_weeks(scoring, &weeks, &posterior, out, err);
}
