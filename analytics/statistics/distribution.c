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

double student_cdf(double t, double freedom)
{
    return freedom > 0 && !isnan(t) ? gsl_cdf_tdist_P(t, freedom) : NAN;
}

double student_two_sided(double confidence, double freedom)
{
    solve_without_abort();
    return freedom > 0 && is_probability(confidence)
               ? gsl_cdf_tdist_Pinv(1 - (1 - confidence) / 2, freedom)
               : NAN;
}

static bool is_beta(double a, double b)
{
    return a > 0 && b > 0 && isfinite(a) && isfinite(b);
}

double beta_cdf(double x, double a, double b)
{
    solve_without_abort();
    return is_beta(a, b) && !isnan(x) ? gsl_cdf_beta_P(x, a, b) : NAN;
}

double beta_upper(double x, double a, double b)
{
    solve_without_abort();
    return is_beta(a, b) && !isnan(x) ? gsl_cdf_beta_Q(x, a, b) : NAN;
}

struct beta_level {
    double p, a, b;
};

static double beta_excess(double x, void *context)
{
    const struct beta_level *level = context;

    return gsl_cdf_beta_P(x, level->a, level->b) - level->p;
}

double beta_quantile(double p, double a, double b)
{
    if (!is_probability(p) || !is_beta(a, b))
        return NAN;
    if (p == 0 || p == 1)
        return p;
    solve_without_abort();
    struct beta_level level = {p, a, b};
    double x = gsl_cdf_beta_Pinv(p, a, b);
    if (isfinite(x) && x >= 0 && x <= 1 && fabs(beta_excess(x, &level)) <= 1e-9)
        return x;
    return solve_root(beta_excess, &level, 0, 1, 1e-14);
}
