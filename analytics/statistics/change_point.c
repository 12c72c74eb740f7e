#include "statistics/change_point.h"

#include <math.h>

#include "statistics/control_chart.h"
#include "statistics/distribution.h"
#include "statistics/quantile.h"

double change_penalty(size_t count)
{
    return 3 * log((double)count);
}

double change_overdispersion(const double *successes, const double *cases, size_t count)
{
    double spread = laney_chart(successes, cases, count).spread;

    return isfinite(spread) ? fmax(1, spread * spread) : NAN;
}

void change_points_release(struct change_points *points)
{
    free(points->at);
    *points = (struct change_points){0};
}

/* ---- optimal partitioning ---- */

/* Cumulative sums over the first i points; cost(from, to) is of the points from+1 … to. */
struct series {
    double *first, *second; /* Σx and Σx², or Σk and Σn */
    size_t count;
    double scale; /* σ², or φ */
    double (*cost)(const struct series *series, size_t from, size_t to);
};

static void series_release(struct series *series)
{
    free(series->first);
    *series = (struct series){0};
}
OWN_RELEASER(series_release, struct series)

static double level_cost(const struct series *series, size_t from, size_t to)
{
    double sum = series->first[to] - series->first[from];
    double squares = series->second[to] - series->second[from];

    return (squares - sum * sum / (double)(to - from)) / series->scale;
}

static double log_times(double weight, double value)
{
    return weight > 0 ? weight * log(value) : 0;
}

static double share_cost(const struct series *series, size_t from, size_t to)
{
    double k = series->first[to] - series->first[from];
    double n = series->second[to] - series->second[from];

    if (!(n > 0))
        return 0;
    return -2 / series->scale * (log_times(k, k / n) + log_times(n - k, 1 - k / n));
}

static bool series_init(struct series *series, size_t count, struct error *err)
{
    double *sums = calloc(2 * (count + 1), sizeof *sums);

    if (sums == NULL)
        return error_memory(err);
    *series = (struct series){.first = sums, .second = sums + count + 1, .count = count};
    return true;
}

/* last[t] is the change before the segment that ends at t, on the best way to t. */
static void partition(const struct series *series, size_t least, double penalty, double *best,
                      size_t *last)
{
    best[0] = -penalty;
    for (size_t to = 1; to <= series->count; to++) {
        best[to] = INFINITY;
        for (size_t from = 0; from + least <= to; from++) {
            double value = best[from] + series->cost(series, from, to) + penalty;
            if (value < best[to]) {
                best[to] = value;
                last[to] = from;
            }
        }
    }
}

static bool search(const struct series *series, size_t least_segment, double penalty,
                   struct change_points *out, struct error *err)
{
    size_t n = series->count, least = least_segment > 0 ? least_segment : 1;
    OWN(free) double *best = calloc(n + 1, sizeof *best);
    OWN(free) size_t *last = calloc(n + 1, sizeof *last);
    OWN(free) size_t *at = calloc(n + 1, sizeof *at);
    struct change_points points = {.objective = NAN, .variance = series->scale};

    if (best == NULL || last == NULL || at == NULL)
        return error_memory(err);
    if (n >= least && n > 0 && series->scale > 0) {
        partition(series, least, penalty, best, last);
        points.objective = best[n];
        for (size_t t = last[n]; t > 0; t = last[t])
            points.count++;
        size_t left = points.count;
        for (size_t t = last[n]; t > 0; t = last[t])
            at[--left] = t;
    }
    points.at = TAKE(at);
    *out = points;
    return true;
}

/* σ² from the median step: a change of level moves one step of many. */
static bool step_variance(const double *values, size_t count, double *out, struct error *err)
{
    OWN(free) double *steps = calloc(count + 1, sizeof *steps);

    if (steps == NULL)
        return error_memory(err);
    for (size_t i = 1; i < count; i++)
        steps[i - 1] = fabs(values[i] - values[i - 1]);
    size_t step_count = count > 0 ? count - 1 : 0;
    sample_sort(steps, step_count);
    double sigma = sample_median(steps, step_count) / (sqrt(2) * normal_quantile(0.75));
    *out = sigma * sigma;
    return true;
}

bool change_points_level(const double *values, size_t count, size_t least_segment, double penalty,
                         struct change_points *out, struct error *err)
{
    OWN(series_release) struct series series = {0};

    if (!series_init(&series, count, err) || !step_variance(values, count, &series.scale, err))
        return false;
    series.cost = level_cost;
    double middle = sample_mean(values, count); /* squares of small numbers lose nothing */
    for (size_t i = 0; i < count; i++) {
        double x = values[i] - middle;
        series.first[i + 1] = series.first[i] + x;
        series.second[i + 1] = series.second[i] + x * x;
    }
    return search(&series, least_segment, penalty, out, err);
}

static bool share_series(const double *successes, const double *cases, size_t count, double scale,
                         struct series *out, struct error *err)
{
    if (!series_init(out, count, err))
        return false;
    out->cost = share_cost;
    out->scale = scale;
    for (size_t i = 0; i < count; i++) {
        out->first[i + 1] = out->first[i] + successes[i];
        out->second[i + 1] = out->second[i] + cases[i];
    }
    return true;
}

bool change_points_share(const double *successes, const double *cases, size_t count,
                         double overdispersion, size_t least_segment, double penalty,
                         struct change_points *out, struct error *err)
{
    OWN(series_release) struct series series = {0};

    return share_series(successes, cases, count, overdispersion, &series, err) &&
           search(&series, least_segment, penalty, out, err);
}
