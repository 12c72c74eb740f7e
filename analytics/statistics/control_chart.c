#include "statistics/control_chart.h"

#include <math.h>
#include <string.h>

#include "base/ownership.h"
#include "statistics/distribution.h"
#include "statistics/quantile.h"

/* Expected range and its standard deviation, of two standard normal values. */
static double range_mean(void)
{
    return 2 / sqrt(M_PI); /* d2 */
}

static double range_deviation(void)
{
    return sqrt(2 - 4 / M_PI); /* d3 */
}

/* ---- individuals ---- */

static double median_of(double *values, size_t count)
{
    sample_sort(values, count);
    return sample_median(values, count);
}

bool individuals_chart(const double *baseline, size_t count, enum chart_kind kind,
                       struct individuals_chart *out, struct error *err)
{
    struct individuals_chart chart = {NAN, NAN, interval_unknown(), NAN, NAN};
    OWN(free) double *values = calloc(2 * (count + 1), sizeof *values);

    if (values == NULL)
        return error_memory(err);
    if (count >= 2) {
        double *ranges = values + count;
        memcpy(values, baseline, count * sizeof *values);
        for (size_t i = 1; i < count; i++)
            ranges[i - 1] = fabs(baseline[i] - baseline[i - 1]);
        bool is_median = kind == CHART_MEDIAN;
        chart.centre = is_median ? median_of(values, count) : sample_mean(values, count);
        chart.range_centre =
            is_median ? median_of(ranges, count - 1) : sample_mean(ranges, count - 1);
        chart.sigma =
            chart.range_centre / (is_median ? sqrt(2) * normal_quantile(0.75) : range_mean());
        chart.limits =
            (struct interval){chart.centre - 3 * chart.sigma, chart.centre + 3 * chart.sigma};
        chart.range_limit = (range_mean() + 3 * range_deviation()) * chart.sigma;
    }
    *out = chart;
    return true;
}

/* ---- rules ---- */

/* Mark rule `rule` where `holds` has been true `length` times in a row. */
struct run {
    size_t length;
};

static bool run_reaches(struct run *run, bool holds, size_t length)
{
    run->length = holds ? run->length + 1 : 0;
    return run->length >= length;
}

/* Of the last `window` points, `least` or more are beyond `edge` on the side of this one, which is
 * beyond it too. */
static bool is_crowded(const double *values, size_t at, double centre, double sigma, double edge,
                       size_t window, size_t least)
{
    double here = (values[at] - centre) / sigma;
    double side = here > 0 ? 1 : -1;
    size_t beyond = 0;

    if (at + 1 < window || !(side * here > edge))
        return false;
    for (size_t i = at + 1 - window; i <= at; i++)
        beyond += side * ((values[i] - centre) / sigma) > edge;
    return beyond >= least;
}

struct runs {
    struct run above, below, rising, falling, alternating, inside, outside;
};

static uint8_t rules_at(struct runs *runs, const double *x, size_t i, double centre, double sigma)
{
    double z = (x[i] - centre) / sigma;
    double step = i > 0 ? x[i] - x[i - 1] : 0;
    double step_before = i > 1 ? x[i - 1] - x[i - 2] : 0;
    /* Both runs of a pair must be counted whatever the other says: no short circuit. */
    const bool rules[NELSON_RULES] = {
        fabs(z) > 3,
        run_reaches(&runs->above, z > 0, 9) | run_reaches(&runs->below, z < 0, 9),
        run_reaches(&runs->rising, step > 0, 5) | run_reaches(&runs->falling, step < 0, 5),
        run_reaches(&runs->alternating, step * step_before < 0, 12),
        is_crowded(x, i, centre, sigma, 2, 3, 2),
        is_crowded(x, i, centre, sigma, 1, 5, 4),
        run_reaches(&runs->inside, fabs(z) < 1, 15),
        run_reaches(&runs->outside, fabs(z) > 1, 8),
    };
    uint8_t hits = 0;

    for (int rule = 0; rule < NELSON_RULES; rule++)
        hits |= (uint8_t)(rules[rule] << rule);
    return hits;
}

void nelson_rules(const double *values, size_t count, double centre, double sigma, uint8_t *hits)
{
    struct runs runs = {0};

    for (size_t i = 0; i < count; i++)
        hits[i] = rules_at(&runs, values, i, centre, sigma);
}

/* ---- charts with a memory ---- */

void ewma_follow(const double *values, size_t count, double centre, double sigma, double lambda,
                 double width, struct ewma_point *points)
{
    double value = centre;

    for (size_t i = 0; i < count; i++) {
        value = lambda * values[i] + (1 - lambda) * value;
        double learnt = 1 - pow(1 - lambda, 2 * ((double)i + 1));
        double half = width * sigma * sqrt(lambda / (2 - lambda) * learnt);
        points[i] =
            (struct ewma_point){value, {centre - half, centre + half}, fabs(value - centre) > half};
    }
}

void cusum_follow(const double *values, size_t count, double centre, double sigma, double slack,
                  double limit, struct cusum_point *points)
{
    double plus = 0, minus = 0;

    for (size_t i = 0; i < count; i++) {
        double z = (values[i] - centre) / sigma;
        plus = fmax(0, plus + z - slack);
        minus = fmax(0, minus - z - slack);
        points[i] = (struct cusum_point){plus, minus, plus > limit || minus > limit};
    }
}

/* ---- Laney p' ---- */

static double share_error(double centre, double cases)
{
    return sqrt(centre * (1 - centre) / cases);
}

struct laney_chart laney_chart(const double *successes, const double *cases, size_t count)
{
    double success_sum = 0, case_sum = 0, range_sum = 0, before = NAN;
    size_t range_count = 0;

    for (size_t i = 0; i < count; i++) {
        success_sum += cases[i] > 0 ? successes[i] : 0;
        case_sum += cases[i] > 0 ? cases[i] : 0;
    }
    double centre = success_sum / case_sum;
    for (size_t i = 0; i < count; i++) {
        if (!(cases[i] > 0))
            continue;
        double z = (successes[i] / cases[i] - centre) / share_error(centre, cases[i]);
        if (!isnan(before)) {
            range_sum += fabs(z - before);
            range_count++;
        }
        before = z;
    }
    return (struct laney_chart){centre, range_sum / (double)range_count / range_mean()};
}

struct laney_point laney_point(struct laney_chart chart, double successes, double cases)
{
    double share = successes / cases;
    double sigma = share_error(chart.centre, cases);
    double z = (share - chart.centre) / sigma;
    double half = 3 * sigma * chart.spread;

    return (struct laney_point){
        .share = share,
        .sigma = sigma,
        .z = z,
        .limits = interval_clip((struct interval){chart.centre - half, chart.centre + half}, 0, 1),
        .is_signal = fabs(z) > 3 * chart.spread,
    };
}
