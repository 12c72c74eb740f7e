#include "costs/outlook.h"

#include <math.h>
#include <stdlib.h>

#include "calendar/slot.h"
#include "calendar/zone.h"
#include "costs/demand.h"
#include "settings/clocks.h"

enum { DAY_HOURS = 24, YEAR_DAYS = 365, MOST_WEEKS = 104, PAIRS = CHANNEL_COUNT * PRIORITY_COUNT };
static const double OVERDISPERSED_FROM = 1.3;

/* The export's days from `first` on, a row for each. */
struct days {
    const struct cube *cube;
    const struct holidays *holidays;
    int32_t first;
    size_t count;
    double *by_pair;                     /* [day][PAIRS] */
    double *by_hour;                     /* [day][24] */
    double ordinary[WEEK_DAYS];          /* days of that weekday that are no holiday */
    double pair_hour[PAIRS][WEEK_HOURS]; /* tickets on ordinary days */
    double hour[WEEK_HOURS];
};

static void days_release(struct days *days)
{
    free(days->by_pair);
    free(days->by_hour);
}
OWN_RELEASER(days_release, struct days)

static bool is_off(const struct days *days, size_t day)
{
    return holidays_is_off(days->holidays, days->first + (int32_t)day);
}

/* The days of full weeks; all days where there is not one. The day of the cut is not whole. */
static bool choose_days(const struct cube *cube, struct outlook *out, struct days *days,
                        struct error *err)
{
    OWN(zone_close) struct zone *zone = NULL;
    int32_t first = INT32_MAX, last = INT32_MIN;

    for (size_t i = 0; i < cube->demand_count; i++) {
        first = cube->demand[i].day < first ? cube->demand[i].day : first;
        last = cube->demand[i].day > last ? cube->demand[i].day : last;
    }
    if (first > last)
        return error_set(err, ERROR_USAGE,
                         "the exports hold no ticket to foresee others by (hint: write `costs: "
                         "{monthly_tickets: …}`)");
    if (!zone_open(cube->zone == NULL ? "UTC" : cube->zone, &zone, err))
        return false;
    int32_t cut =
        cube->cut_at == INSTANT_UNKNOWN ? last + 1 : day_of_local(zone_local(zone, cube->cut_at));
    int32_t monday = first + (int32_t)((WEEK_DAYS - weekday_of_day(first)) % WEEK_DAYS);
    int32_t end = cut > last + WEEK_DAYS ? last + 1 : cut; /* long after the last: not known */
    int32_t weeks = end > monday ? (end - monday) / WEEK_DAYS : 0;
    int32_t skipped = weeks > MOST_WEEKS ? weeks - MOST_WEEKS : 0;
    out->week_count = (size_t)(weeks - skipped);
    out->first_monday = monday + skipped * WEEK_DAYS;
    days->first = weeks > 0 ? out->first_monday : first;
    days->count = weeks > 0 ? out->week_count * WEEK_DAYS : (size_t)(last - first) + 1;
    return true;
}

static size_t pair_of(const struct cube_demand *row)
{
    size_t channel = row->channel < CHANNEL_COUNT ? row->channel : CHANNEL_UNKNOWN;
    size_t priority = row->priority < PRIORITY_COUNT ? row->priority : PRIORITY_UNKNOWN;

    return channel * PRIORITY_COUNT + priority;
}

static bool count(struct days *days, struct outlook *out, struct error *err)
{
    days->by_pair = calloc(days->count * PAIRS, sizeof *days->by_pair);
    days->by_hour = calloc(days->count * DAY_HOURS, sizeof *days->by_hour);
    if (days->by_pair == NULL || days->by_hour == NULL)
        return error_memory(err);
    for (size_t day = 0; day < days->count; day++)
        days->ordinary[weekday_of_day(days->first + (int32_t)day)] += !is_off(days, day);
    for (size_t i = 0; i < days->cube->demand_count; i++) {
        const struct cube_demand *row = &days->cube->demand[i];
        size_t day = (size_t)(row->day - days->first);
        if (row->day < days->first || day >= days->count || row->slot >= SLOT_COUNT)
            continue;
        int of_day = row->slot % DAY_HOURS;
        int hour = (int)weekday_of_day(row->day) * DAY_HOURS + of_day;
        days->by_pair[day * PAIRS + pair_of(row)] += row->ticket_count;
        days->by_hour[day * DAY_HOURS + (size_t)of_day] += row->ticket_count;
        if (is_off(days, day)) {
            out->holiday_tickets += row->ticket_count;
            continue;
        }
        days->pair_hour[pair_of(row)][hour] += row->ticket_count;
        days->hour[hour] += row->ticket_count;
    }
    return true;
}

/* Pearson's chi-square of ordinary days around their weekday's mean, over its freedom; the counts
 * are the sum of `width` cells of each day. */
static double dispersion_of(const struct days *days, const double *cells, size_t stride,
                            size_t width)
{
    double mean[WEEK_DAYS] = {0}, sum = 0, freedom = -(double)WEEK_DAYS;

    for (int pass = 0; pass < 2; pass++) {
        for (size_t day = 0; day < days->count; day++) {
            int weekday = (int)weekday_of_day(days->first + (int32_t)day);
            double tickets = 0;
            if (is_off(days, day))
                continue;
            for (size_t cell = 0; cell < width; cell++)
                tickets += cells[day * stride + cell];
            if (pass == 0) {
                mean[weekday] += tickets / days->ordinary[weekday];
            } else if (mean[weekday] > 0) {
                sum += (tickets - mean[weekday]) * (tickets - mean[weekday]) / mean[weekday];
                freedom++;
            }
        }
    }
    return freedom > 0 && sum > freedom ? sum / freedom : 1;
}

static bool fill_rates(const struct days *days, struct arena *arena, struct outlook *out,
                       struct error *err)
{
    out->rates = arena_array(arena, PAIRS, sizeof *out->rates);
    if (out->rates == NULL)
        return error_memory(err);
    for (size_t pair = 0; pair < PAIRS; pair++) {
        struct outlook_rate rate = {.channel = (enum channel)(pair / PRIORITY_COUNT),
                                    .priority = (enum priority)(pair % PRIORITY_COUNT)};
        for (size_t day = 0; day < days->count; day++)
            rate.tickets += (uint64_t)days->by_pair[day * PAIRS + pair];
        if (rate.tickets == 0)
            continue;
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            double of_weekday = days->ordinary[hour / DAY_HOURS];
            rate.hourly[hour] = of_weekday > 0 ? days->pair_hour[pair][hour] / of_weekday : 0;
            rate.weekly += rate.hourly[hour];
        }
        rate.dispersion = dispersion_of(days, days->by_pair + pair, PAIRS, 1);
        out->rates[out->rate_count++] = rate;
    }
    return true;
}

/* How a holiday compares with a Sunday. */
static void compare_holidays(const struct days *days, struct outlook *out)
{
    double sunday = 0, expected = 0;

    for (int hour = SUNDAY * DAY_HOURS; hour < WEEK_HOURS; hour++)
        if (days->ordinary[SUNDAY] > 0)
            sunday += days->hour[hour] / days->ordinary[SUNDAY];
    for (size_t day = 0; day < days->count; day++)
        expected += is_off(days, day) ? sunday : 0;
    out->holiday_ratio =
        expected > 0 ? forecast_holiday_ratio((double)out->holiday_tickets, expected) : 1;
    for (int32_t back = 0; back < YEAR_DAYS; back++) {
        const struct holiday *row =
            holidays_find(days->holidays, days->first + (int32_t)days->count - 1 - back);
        out->holidays_a_year += row != NULL && row->kind == DAY_HOLIDAY;
    }
}

/* Weeks as statistics.md C takes them; an hour of a holiday is what that hour is otherwise. */
static void fill_weeks(const struct days *days, double *counts)
{
    for (size_t day = 0; day < days->count; day++) {
        size_t weekday = (size_t)weekday_of_day(days->first + (int32_t)day);
        for (size_t hour = 0; hour < DAY_HOURS; hour++) {
            size_t slot = weekday * DAY_HOURS + hour;
            double otherwise =
                days->ordinary[weekday] > 0 ? days->hour[slot] / days->ordinary[weekday] : 0;
            counts[day / WEEK_DAYS * FORECAST_SLOTS + slot] =
                is_off(days, day) ? floor(otherwise + .5) : days->by_hour[day * DAY_HOURS + hour];
        }
    }
}

static void look_ahead(struct outlook *out)
{
    const struct forecast *forecast = &out->forecast;

    for (int i = 0; i < OUTLOOK_WEEKS; i++) {
        struct outlook_week *week = &out->weeks[i];
        *week = (struct outlook_week){i + 1, NAN, NAN, NAN, NAN, NAN};
        if (!out->has_forecast)
            continue;
        week->mean = forecast_week_mean(forecast, i + 1);
        week->p05 = forecast_sum_quantile(forecast, i + 1, 0, FORECAST_SLOTS, .05);
        week->p50 = forecast_sum_quantile(forecast, i + 1, 0, FORECAST_SLOTS, .5);
        week->p80 = forecast_sum_quantile(forecast, i + 1, 0, FORECAST_SLOTS, .8);
        week->p95 = forecast_sum_quantile(forecast, i + 1, 0, FORECAST_SLOTS, .95);
    }
    for (size_t slot = 0; slot < FORECAST_SLOTS; slot++)
        out->slot_p80[slot] = out->has_forecast ? forecast_quantile(forecast, 1, slot, .8) : NAN;
}

static bool foresee(const struct days *days, struct outlook *out, struct error *err)
{
    OWN(free) double *counts = calloc(out->week_count * FORECAST_SLOTS + 1, sizeof *counts);

    if (counts == NULL)
        return error_memory(err);
    if (out->week_count > 0)
        fill_weeks(days, counts);
    if (!forecast_fit(counts, out->week_count, &out->forecast, err) ||
        !forecast_coverage(counts, out->week_count, &out->coverage, err))
        return false;
    out->has_forecast =
        out->week_count >= FORECAST_LEAST_WEEKS && isfinite(out->forecast.log_level);
    out->has_trend = out->has_forecast && out->forecast.used_slope != 0;
    out->yearly_growth = out->has_trend ? expm1(52 * out->forecast.used_slope) : 0;
    out->is_poor = isfinite(out->coverage) && forecast_is_poor(out->coverage);
    look_ahead(out);
    return true;
}

bool outlook_build(const struct cube *cube, const struct settings *settings, struct arena *arena,
                   struct outlook *out, struct error *err)
{
    OWN(hours_clocks_release) struct hours_clocks clocks = {0};
    OWN(days_release) struct days days = {.cube = cube};
    struct outlook made = {.coverage = NAN};

    if (!hours_clocks_open(settings, &clocks, err))
        return false;
    days.holidays = clocks.holidays;
    if (!choose_days(cube, &made, &days, err) || !count(&days, &made, err) ||
        !fill_rates(&days, arena, &made, err))
        return false;
    made.dispersion = dispersion_of(&days, days.by_hour, DAY_HOURS, DAY_HOURS);
    made.is_overdispersed = made.dispersion > OVERDISPERSED_FROM;
    compare_holidays(&days, &made);
    if (!foresee(&days, &made, err))
        return false;
    *out = made;
    return true;
}
