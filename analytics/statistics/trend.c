#include "statistics/trend.h"

#include <math.h>
#include <stdlib.h>

#include "base/ownership.h"
#include "statistics/distribution.h"
#include "statistics/quantile.h"

static double sign(double value)
{
    return (value > 0) - (value < 0);
}

/* The slopes of all pairs, unsorted; S on the way. */
static size_t pair_slopes(const double *x, const double *y, size_t count, double *slopes, double *s)
{
    size_t slope_count = 0;

    *s = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            double run = x[j] - x[i], rise = y[j] - y[i];
            *s += sign(run) * sign(rise);
            if (run != 0)
                slopes[slope_count++] = rise / run;
        }
    }
    return slope_count;
}

/* Σ t(t-1)(2t+5) over the groups of t equal values. */
static double tie_sum(const double *sorted, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && sorted[end] == sorted[i])
            end++;
        double t = (double)(end - i);
        sum += t * (t - 1) * (2 * t + 5);
        i = end;
    }
    return sum;
}

/* The value at a real rank 1..n, clamped, linear between ranks. */
static double at_rank(const double *sorted, size_t count, double rank)
{
    if (count == 0)
        return NAN;
    double inside = fmin(fmax(rank, 1), (double)count);
    size_t below = (size_t)floor(inside);
    size_t above = below < count ? below + 1 : count;
    return sorted[below - 1] + (inside - (double)below) * (sorted[above - 1] - sorted[below - 1]);
}

static double kendall_z(double s, double variance)
{
    return s == 0 ? 0 : (s - sign(s)) / sqrt(variance);
}

bool trend_measure(const double *x, const double *y, size_t count, double confidence,
                   struct trend *out, struct error *err)
{
    size_t pair_count = count < 2 ? 0 : count * (count - 1) / 2;
    OWN(free) double *slopes = calloc(pair_count + 1, sizeof *slopes);
    OWN(free) double *values = calloc(count + 1, sizeof *values);
    struct trend trend = {0};

    if (slopes == NULL || values == NULL)
        return error_memory(err);
    size_t slope_count = pair_slopes(x, y, count, slopes, &trend.s);
    sample_sort(slopes, slope_count);
    trend.slope = sample_median(slopes, slope_count);
    for (size_t i = 0; i < count; i++)
        values[i] = y[i];
    sample_sort(values, count);
    double n = (double)count;
    trend.s_variance = (n * (n - 1) * (2 * n + 5) - tie_sum(values, count)) / 18;
    for (size_t i = 0; i < count; i++)
        values[i] = y[i] - trend.slope * x[i];
    sample_sort(values, count);
    trend.intercept = sample_median(values, count);
    double reach = normal_two_sided(confidence) * sqrt(trend.s_variance);
    double pairs = (double)slope_count;
    trend.limits = (struct interval){at_rank(slopes, slope_count, (pairs - reach) / 2),
                                     at_rank(slopes, slope_count, (pairs + reach) / 2 + 1)};
    trend.z = kendall_z(trend.s, trend.s_variance);
    trend.p = 2 * normal_upper(fabs(trend.z));
    *out = trend;
    return true;
}
