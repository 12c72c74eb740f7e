#include "statistics/interval.h"

#include <math.h>
#include <stdbool.h>

#include "statistics/distribution.h"
#include "statistics/solve.h"

struct interval interval_unknown(void)
{
    return (struct interval){NAN, NAN};
}

double interval_half_width(struct interval interval)
{
    return 0.5 * (interval.high - interval.low);
}

static double clip(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

struct interval interval_clip(struct interval interval, double low, double high)
{
    return (struct interval){clip(interval.low, low, high), clip(interval.high, low, high)};
}

/* Written so that NaN is refused too. */
static bool is_share(double k, double n)
{
    return n > 0 && isfinite(n) && k >= 0 && k <= n;
}

struct interval interval_wilson(double k, double n, double confidence)
{
    if (!is_share(k, n))
        return interval_unknown();
    double p = k / n;
    double z = normal_two_sided(confidence);
    double spread = 1 + z * z / n;
    double centre = (p + z * z / (2 * n)) / spread;
    double half = z / spread * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    struct interval limits = {k <= 0 ? 0 : centre - half, k >= n ? 1 : centre + half};
    return interval_clip(limits, 0, 1);
}

static struct interval beta_limits(double k, double n, double low_extra, double high_extra,
                                   double confidence)
{
    double tail = (1 - confidence) / 2;

    return (struct interval){
        k <= 0 ? 0 : beta_quantile(tail, k + low_extra, n - k + 1 - low_extra),
        k >= n ? 1 : beta_quantile(1 - tail, k + high_extra, n - k + 1 - high_extra),
    };
}

struct interval interval_jeffreys(double k, double n, double confidence)
{
    return is_share(k, n) ? beta_limits(k, n, 0.5, 0.5, confidence) : interval_unknown();
}

struct interval interval_clopper_pearson(double k, double n, double confidence)
{
    if (!is_share(k, n) || k != floor(k) || n != floor(n))
        return interval_unknown();
    return beta_limits(k, n, 0, 1, confidence);
}

struct interval interval_agresti_coull(double k, double n, double confidence)
{
    if (!is_share(k, n))
        return interval_unknown();
    double z = normal_two_sided(confidence);
    double n_more = n + z * z;
    double p = (k + z * z / 2) / n_more;
    double half = z * sqrt(p * (1 - p) / n_more);
    return interval_clip((struct interval){p - half, p + half}, 0, 1);
}

/* How far the Wilson interval reaches from p; it falls as n grows. */
static double reach(double p, double n, double confidence)
{
    struct interval limits = interval_wilson(p * n, n, confidence);

    return fmax(limits.high - p, p - limits.low);
}

double interval_required_count(double p, double half_width, double confidence)
{
    const double limit = 0x1p53;
    double high = 1;

    if (!(p >= 0 && p <= 1 && half_width > 0))
        return 0;
    while (high < limit && reach(p, high, confidence) > half_width)
        high *= 2;
    if (high >= limit)
        return 0;
    double low = floor(high / 2); /* too few, or 0 */
    while (high - low > 1) {
        double middle = floor((low + high) / 2);
        if (reach(p, middle, confidence) > half_width)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* The distances of one part to its limits, below and above, with the sign of its weight: what is
 * taken away and goes up together with the rest makes the sum more certain. */
static void distances_of(const struct interval_term *term, double out[2])
{
    double below = term->value - term->limits.low;
    double above = term->limits.high - term->value;

    out[0] = term->weight * (term->weight >= 0 ? below : above);
    out[1] = term->weight * (term->weight >= 0 ? above : below);
}

struct interval interval_mover(const struct interval_term *terms, size_t count,
                               const double *correlation)
{
    double sum = 0, below = 0, above = 0;

    for (size_t i = 0; i < count; i++) {
        double own[2], other[2];
        distances_of(&terms[i], own);
        sum += terms[i].weight * terms[i].value;
        for (size_t j = 0; j < count; j++) {
            double rho = correlation != NULL ? correlation[i * count + j] : i == j;
            distances_of(&terms[j], other);
            below += rho * own[0] * other[0];
            above += rho * own[1] * other[1];
        }
    }
    /* Rounding, or a matrix that is no correlation, may leave a little below zero. */
    return (struct interval){sum - sqrt(below < 0 ? 0 : below), sum + sqrt(above < 0 ? 0 : above)};
}

struct interval interval_newcombe(double k1, double n1, double k2, double n2, double confidence)
{
    const struct interval_term terms[] = {
        {k1 / n1, interval_wilson(k1, n1, confidence), 1},
        {k2 / n2, interval_wilson(k2, n2, confidence), -1},
    };

    return interval_mover(terms, 2, NULL);
}

struct partial {
    double shift, confidence;
};

static double coverage_excess(double c, void *context)
{
    const struct partial *partial = context;

    return normal_cdf(c + partial->shift) - normal_cdf(-c) - partial->confidence;
}

double interval_imbens_manski_factor(double width, double error, double confidence)
{
    struct partial partial = {width / error, confidence};

    if (!(error > 0) || !(width >= 0))
        return NAN;
    return solve_root(coverage_excess, &partial, 0, 5, 1e-14);
}

struct interval interval_imbens_manski(struct interval bounds, double error, double confidence)
{
    double c = interval_imbens_manski_factor(bounds.high - bounds.low, error, confidence);

    return (struct interval){bounds.low - c * error, bounds.high + c * error};
}
