#include "statistics/forecast.h"

#include <math.h>

#include "base/ownership.h"
#include "statistics/negative_binomial.h"
#include "statistics/quantile.h"
#include "statistics/trend.h"

enum { HOURS = 24, DAYS = 7, SATURDAY = 5, LEVEL_WEEKS = 8 };

static const double DAMPING = 0.9;
static const double PROFILE_WEIGHT = 168; /* κ */
static const double TREND_P = 0.1;
static const double POOR_BELOW = 0.8, POOR_ABOVE = 0.97;

/* ---- level ---- */

static double median_of(double *values, size_t count)
{
    sample_sort(values, count);
    return sample_median(values, count);
}

/* Residuals from the trend, or from the overall median where no trend is used. `scratch` has room
 * for week_count. */
static double level_error(const double *logs, size_t week_count, const struct trend *trend,
                          bool has_trend, double *scratch)
{
    for (size_t i = 0; i < week_count; i++)
        scratch[i] = logs[i];
    double middle = median_of(scratch, week_count);
    for (size_t i = 0; i < week_count; i++)
        scratch[i] =
            logs[i] - (has_trend ? trend->intercept + trend->slope * (double)(i + 1) : middle);
    sample_sort(scratch, week_count);
    return SAMPLE_MAD_NORMAL * sample_mad(scratch, week_count) * sqrt(1 + 1 / (double)week_count);
}

static bool fit_level(const double *totals, size_t week_count, struct forecast *out,
                      struct error *err)
{
    OWN(free) double *memory = calloc(3 * week_count, sizeof *memory);
    double *weeks = memory, *logs = memory + week_count, *scratch = memory + 2 * week_count;
    struct trend trend;

    if (memory == NULL)
        return error_memory(err);
    for (size_t i = 0; i < week_count; i++) {
        weeks[i] = (double)(i + 1);
        logs[i] = log(totals[i] + 0.5);
    }
    if (!trend_measure(weeks, logs, week_count, STATISTICS_CONFIDENCE, &trend, err))
        return false;
    bool has_trend = trend.p <= TREND_P && trend.slope != 0;
    out->slope = trend.slope;
    out->slope_p = trend.p;
    out->used_slope = has_trend ? trend.slope : 0;
    out->level_error = level_error(logs, week_count, &trend, has_trend, scratch);
    size_t recent = week_count < LEVEL_WEEKS ? week_count : LEVEL_WEEKS;
    out->log_level = has_trend ? trend.intercept + trend.slope * (double)week_count
                               : median_of(logs + week_count - recent, recent);
    return true;
}

/* ---- profile ---- */

/* Monday to Friday are one class: 0; Saturday and Sunday are 1 and 2. */
static size_t day_class(size_t slot)
{
    size_t day = slot / HOURS;

    return day < SATURDAY ? 0 : day - SATURDAY + 1;
}

static void fit_profile(double total, struct forecast *out)
{
    double days[DAYS] = {0}, classes[3] = {0}, hours[3][HOURS] = {{0}};

    for (size_t slot = 0; slot < FORECAST_SLOTS; slot++) {
        days[slot / HOURS] += out->ticket_count[slot];
        classes[day_class(slot)] += out->ticket_count[slot];
        hours[day_class(slot)][slot % HOURS] += out->ticket_count[slot];
    }
    for (size_t slot = 0; slot < FORECAST_SLOTS; slot++) {
        size_t class = day_class(slot);
        double hour_share = classes[class] > 0 ? hours[class][slot % HOURS] / classes[class] : 0;
        out->base_profile[slot] = days[slot / HOURS] / total * hour_share;
        out->profile[slot] = (out->ticket_count[slot] + PROFILE_WEIGHT * out->base_profile[slot]) /
                             (total + PROFILE_WEIGHT);
    }
}

/* ---- spread ---- */

static bool fit_spread(const double *counts, const double *totals, struct forecast *out,
                       struct error *err)
{
    size_t cell_count = out->week_count * FORECAST_SLOTS;
    OWN(free) double *means = calloc(cell_count, sizeof *means);

    if (means == NULL)
        return error_memory(err);
    for (size_t i = 0; i < cell_count; i++)
        means[i] = totals[i / FORECAST_SLOTS] * out->profile[i % FORECAST_SLOTS];
    struct negative_binomial_fit fit = negative_binomial_fit(counts, means, cell_count);
    out->size = fit.size;
    out->is_poisson = fit.is_poisson;
    out->log_likelihood = fit.log_likelihood;
    out->predicted_size = 1 / (1 / fit.size + expm1(out->level_error * out->level_error));
    return true;
}

static struct forecast unknown(size_t week_count)
{
    struct forecast out = {week_count,         NAN, NAN, NAN, NAN, NAN, NAN, false, NAN, NAN,
                           .ticket_count = {0}};

    for (size_t slot = 0; slot < FORECAST_SLOTS; slot++)
        out.base_profile[slot] = out.profile[slot] = NAN;
    return out;
}

bool forecast_fit(const double *counts, size_t week_count, struct forecast *out, struct error *err)
{
    struct forecast made = {.week_count = week_count};
    OWN(free) double *totals = calloc(week_count + 1, sizeof *totals);
    double total = 0;

    if (totals == NULL)
        return error_memory(err);
    for (size_t i = 0; i < week_count * FORECAST_SLOTS; i++) {
        totals[i / FORECAST_SLOTS] += counts[i];
        made.ticket_count[i % FORECAST_SLOTS] += counts[i];
        total += counts[i];
    }
    if (!(total > 0)) {
        *out = unknown(week_count);
        return true;
    }
    fit_profile(total, &made);
    if (!fit_level(totals, week_count, &made, err) || !fit_spread(counts, totals, &made, err))
        return false;
    *out = made;
    return true;
}

/* ---- what is to come ---- */

double forecast_week_mean(const struct forecast *forecast, int horizon)
{
    double growth = 0, step = 1;

    for (int week = 1; week <= horizon; week++) {
        step *= DAMPING;
        growth += step;
    }
    return exp(forecast->log_level + forecast->used_slope * growth);
}

double forecast_mean(const struct forecast *forecast, int horizon, size_t slot)
{
    return forecast_week_mean(forecast, horizon) * forecast->profile[slot];
}

double forecast_quantile(const struct forecast *forecast, int horizon, size_t slot, double p)
{
    return negative_binomial_quantile(p, forecast_mean(forecast, horizon, slot),
                                      forecast->predicted_size);
}

/* Hours vary on their own (1/k each), the level moves all of them together. */
double forecast_sum_quantile(const struct forecast *forecast, int horizon, size_t first, size_t end,
                             double p)
{
    double week = forecast_week_mean(forecast, horizon), sum = 0, squares = 0;

    for (size_t slot = first; slot < end && slot < FORECAST_SLOTS; slot++) {
        sum += week * forecast->profile[slot];
        squares += week * forecast->profile[slot] * week * forecast->profile[slot];
    }
    if (!(sum > 0))
        return sum == 0 ? 0 : NAN;
    double shared = expm1(forecast->level_error * forecast->level_error);
    return negative_binomial_quantile(p, sum,
                                      1 / (squares / (sum * sum) / forecast->size + shared));
}

bool forecast_coverage(const double *counts, size_t week_count, double *out, struct error *err)
{
    struct forecast forecast;
    size_t inside = 0;

    if (week_count < FORECAST_LEAST_WEEKS + FORECAST_HELD_WEEKS) {
        *out = NAN;
        return true;
    }
    size_t known = week_count - FORECAST_HELD_WEEKS;
    if (!forecast_fit(counts, known, &forecast, err))
        return false;
    for (size_t slot = 0; slot < FORECAST_SLOTS; slot++) {
        for (int horizon = 1; horizon <= FORECAST_HELD_WEEKS; horizon++) {
            double seen = counts[(known + (size_t)horizon - 1) * FORECAST_SLOTS + slot];
            inside += seen >= forecast_quantile(&forecast, horizon, slot, 0.05) &&
                      seen <= forecast_quantile(&forecast, horizon, slot, 0.95);
        }
    }
    *out = isnan(forecast.size) ? NAN : (double)inside / (FORECAST_HELD_WEEKS * FORECAST_SLOTS);
    return true;
}

bool forecast_is_poor(double coverage)
{
    return coverage < POOR_BELOW || coverage > POOR_ABOVE;
}

double forecast_holiday_ratio(double seen, double expected)
{
    return (seen + 2) / (expected + 2);
}
