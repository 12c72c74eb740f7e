#include "statistics/distribution.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

#include "statistics/solve.h"

static bool is_probability(double p)
{
    return p >= 0 && p <= 1;
}

double normal_cdf(double z)
{
    return isnan(z) ? NAN : gsl_cdf_ugaussian_P(z);
}

double normal_upper(double z)
{
    return isnan(z) ? NAN : gsl_cdf_ugaussian_Q(z);
}

double normal_quantile(double p)
{
    return is_probability(p) ? gsl_cdf_ugaussian_Pinv(p) : NAN;
}

double normal_two_sided(double confidence)
{
    return normal_quantile(1 - (1 - confidence) / 2);
}

/* T²/(freedom + T²) has the distribution Beta(1/2, freedom/2); the smaller of this share and its
 * rest is the one that is computed without loss. */
double student_cdf(double t, double freedom)
{
    if (!(freedom > 0) || isnan(t))
        return NAN;
    double square = t * t, whole = freedom + square;
    double outside = square < freedom ? beta_upper(square / whole, 0.5, freedom / 2)
                                      : beta_cdf(freedom / whole, freedom / 2, 0.5);
    return t > 0 ? 1 - outside / 2 : outside / 2;
}

double student_two_sided(double confidence, double freedom)
{
    if (!(freedom > 0) || !is_probability(confidence))
        return NAN;
    double share = beta_quantile(confidence, 0.5, freedom / 2);
    if (share < 0.5)
        return sqrt(freedom * share / (1 - share));
    double rest = beta_quantile(1 - confidence, freedom / 2, 0.5);
    return sqrt(freedom * (1 - rest) / rest);
}
