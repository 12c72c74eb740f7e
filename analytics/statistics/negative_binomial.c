#include "statistics/negative_binomial.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_psi.h>
#include <math.h>

#include "statistics/distribution.h"
#include "statistics/log_gamma.h"
#include "statistics/solve.h"

/* Sizes above which the beta function of GSL is worse than Poisson. */
static const double POISSON_SIZE = 1e7;

double negative_binomial_log_probability(double y, double mean, double size)
{
    if (!(mean > 0))
        return y == 0 ? 0 : -INFINITY;
    if (isinf(size))
        return y * log(mean) - mean - log_gamma(y + 1);
    return log_gamma(y + size) - log_gamma(size) - log_gamma(y + 1) - size * log1p(mean / size) +
           y * log(mean / (size + mean));
}

/* ---- the size ---- */

struct sample {
    const double *counts, *means;
    size_t count;
};

static double likelihood(const struct sample *sample, double size)
{
    double sum = 0;

    for (size_t i = 0; i < sample->count; i++)
        sum += negative_binomial_log_probability(sample->counts[i], sample->means[i], size);
    return sum;
}

/* ψ(y + k) - ψ(k), as a sum where that is short: it does not cancel. */
static double psi_rise(double y, double size)
{
    double sum = 0;

    if (y > 64)
        return gsl_sf_psi(y + size) - gsl_sf_psi(size);
    for (double r = 0; r < y; r++)
        sum += 1 / (size + r);
    return sum;
}

struct negative_binomial_slope negative_binomial_slope(const double *counts, const double *means,
                                                       size_t count, double size)
{
    struct negative_binomial_slope out = {0};

    for (size_t i = 0; i < count; i++) {
        double y = counts[i], mean = means[i], all = mean + size;
        if (!(mean > 0))
            continue;
        out.slope += psi_rise(y, size) - log1p(mean / size) + (mean - y) / all;
        out.information += gsl_sf_psi_1(size) - gsl_sf_psi_1(y + size) - 1 / size + 2 / all -
                           (y + size) / (all * all);
    }
    return out;
}

/* d lnL / d ln k, but for the factor k that moves no root; without the costly second derivative. */
static double slope(double log_size, void *context)
{
    const struct sample *sample = context;
    double size = exp(log_size), sum = 0;

    for (size_t i = 0; i < sample->count; i++) {
        double y = sample->counts[i], mean = sample->means[i];
        if (mean > 0)
            sum += psi_rise(y, size) - log1p(mean / size) + (mean - y) / (mean + size);
    }
    return sum;
}

static double best_log_size(struct sample *sample)
{
    const double lowest = NEGATIVE_BINOMIAL_LOWEST, highest = NEGATIVE_BINOMIAL_HIGHEST;
    double best = lowest, most = -INFINITY;

    for (double at = lowest; at <= highest; at += 0.5) {
        double value = likelihood(sample, exp(at));
        if (value > most) {
            most = value;
            best = at;
        }
    }
    double top =
        solve_root(slope, sample, fmax(lowest, best - 0.5), fmin(highest, best + 0.5), 1e-13);
    return isnan(top) ? best : top;
}

struct negative_binomial_fit negative_binomial_fit(const double *counts, const double *means,
                                                   size_t count)
{
    struct sample sample = {counts, means, count};

    solve_without_abort();
    if (count == 0)
        return (struct negative_binomial_fit){NAN, NAN, NAN, false};
    double log_size = best_log_size(&sample);
    double size = exp(log_size);
    double learnt = negative_binomial_slope(counts, means, count, size).information;
    bool is_inside = log_size > NEGATIVE_BINOMIAL_LOWEST && log_size < NEGATIVE_BINOMIAL_HIGHEST;
    return (struct negative_binomial_fit){
        .size = size,
        .size_error = is_inside && learnt > 0 ? 1 / sqrt(learnt) : NAN,
        .log_likelihood = likelihood(&sample, size),
        .is_poisson = log_size >= NEGATIVE_BINOMIAL_HIGHEST,
    };
}

double negative_binomial_dispersion(const double *counts, const double *means, size_t count,
                                    size_t group_count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        if (means[i] > 0)
            sum += (counts[i] - means[i]) * (counts[i] - means[i]) / means[i];
    }
    return count > group_count ? sum / (double)(count - group_count) : NAN;
}

/* ---- distribution ---- */

double negative_binomial_cdf(double y, double mean, double size)
{
    if (y < 0)
        return 0;
    if (!(mean > 0))
        return mean == 0 ? 1 : NAN;
    solve_without_abort();
    if (size > POISSON_SIZE)
        return gsl_cdf_gamma_Q(mean, floor(y) + 1, 1);
    return beta_cdf(size / (size + mean), size, floor(y) + 1);
}

double negative_binomial_quantile(double p, double mean, double size)
{
    if (!(p >= 0 && p < 1) || !(mean >= 0) || !(size > 0))
        return NAN;
    const double level = p * (1 - 64 * DBL_EPSILON); /* as R: a level that is met to the bit */
    double low = -1, high = ceil(mean);              /* P(low) < level <= P(high) */
    while (negative_binomial_cdf(high, mean, size) < level) {
        low = high;
        high = 2 * high + 1;
    }
    while (high - low > 1) {
        double middle = floor(0.5 * (low + high));
        if (negative_binomial_cdf(middle, mean, size) >= level)
            high = middle;
        else
            low = middle;
    }
    return high;
}
