#include "statistics/quantile.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static int compare_values(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    if (isnan(left) || isnan(right))
        return (isnan(left) != 0) - (isnan(right) != 0);
    return (left > right) - (left < right);
}

void sample_sort(double *values, size_t count)
{
    if (count > 1)
        qsort(values, count, sizeof *values, compare_values);
}

/* The order statistic of rank 1..n; ranks outside are the ends. */
static double ranked(const double *sorted, size_t count, double rank)
{
    double inside = rank < 1 ? 1 : rank > (double)count ? (double)count : rank;

    return sorted[(size_t)inside - 1];
}

/* The value between the ranks below and above position `at`; `weight_above` of the latter. */
static double between(const double *sorted, size_t count, double below, double weight_above)
{
    double low = ranked(sorted, count, below);
    double high = ranked(sorted, count, below + 1);

    if (weight_above == 0 || low == high)
        return low;
    return weight_above == 1 ? high : (1 - weight_above) * low + weight_above * high;
}

double quantile_of(const double *sorted, size_t count, double p, enum quantile_type type)
{
    const double fuzz = 4 * DBL_EPSILON; /* as R: 0.95 · 20 is 19 */
    double n = (double)count;

    if (count == 0 || !(p >= 0 && p <= 1))
        return NAN;
    if (type == QUANTILE_LINEAR) {
        double at = 1 + (n - 1) * p;
        return between(sorted, count, floor(at), at - floor(at));
    }
    bool is_step = type == QUANTILE_OBSERVED || type == QUANTILE_AVERAGED;
    double third = type == QUANTILE_MEDIAN_UNBIASED ? 1.0 / 3 : 0;
    double at = is_step ? n * p : third + p * (n + 1 - 2 * third);
    double below = floor(at + fuzz);
    double rest = at - below;
    if (is_step)
        rest = rest > fuzz * fmax(1, at) ? 1 : type == QUANTILE_AVERAGED ? 0.5 : 0;
    return between(sorted, count, below, fabs(rest) < fuzz ? 0 : rest);
}

double sample_sum(const double *values, size_t count)
{
    double sum = 0, lost = 0;

    for (size_t i = 0; i < count; i++) {
        double next = sum + values[i];
        lost += fabs(sum) >= fabs(values[i]) ? (sum - next) + values[i] : (values[i] - next) + sum;
        sum = next;
    }
    return sum + lost;
}

double sample_mean(const double *values, size_t count)
{
    return count == 0 ? NAN : sample_sum(values, count) / (double)count;
}

double sample_variance(const double *values, size_t count)
{
    double mean = sample_mean(values, count);
    double sum = 0, rest = 0;

    if (count < 2)
        return NAN;
    for (size_t i = 0; i < count; i++) {
        double difference = values[i] - mean;
        sum += difference * difference;
        rest += difference;
    }
    return (sum - rest * rest / (double)count) / (double)(count - 1);
}

double sample_deviation(const double *values, size_t count)
{
    return sqrt(sample_variance(values, count));
}

double sample_median(const double *sorted, size_t count)
{
    if (count == 0)
        return NAN;
    size_t half = count / 2;
    return count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/*
 * The deviations of a sorted sample are two ascending runs that start at the median; merging them
 * finds their middle without more memory.
 */
double sample_mad(const double *sorted, size_t count)
{
    double median = sample_median(sorted, count);
    size_t right = 0, taken = 0;
    double last = NAN, before = NAN;

    while (right < count && sorted[right] < median)
        right++;
    size_t left = right; /* values below `left` are still to be taken */
    while (taken < count / 2 + 1 && (left > 0 || right < count)) {
        double down = left > 0 ? median - sorted[left - 1] : INFINITY;
        double up = right < count ? sorted[right] - median : INFINITY;
        before = last;
        last = fmin(down, up);
        if (down <= up)
            left--;
        else
            right++;
        taken++;
    }
    return count % 2 == 1 ? last : (before + last) / 2;
}

double sample_trimmed_mean(const double *sorted, size_t count, double share)
{
    if (share >= 0.5)
        return sample_median(sorted, count);
    size_t cut = (size_t)floor((double)count * share);
    return sample_mean(sorted + cut, count - 2 * cut);
}
