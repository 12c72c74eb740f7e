/* The beta distribution, also for counts in the millions, where GSL's is wrong or never returns. */
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdbool.h>

#include "statistics/distribution.h"
#include "statistics/solve.h"

static bool is_beta(double a, double b)
{
    return a > 0 && b > 0 && isfinite(a) && isfinite(b);
}

/* x·ln(x/m) + m - x without cancellation where x is near m (Loader 2000). */
static double deviance(double x, double m)
{
    double v = (x - m) / (x + m);

    if (fabs(x - m) >= 0.1 * (x + m))
        return x * log(x / m) + m - x;
    double sum = (x - m) * v, term = 2 * x * v;
    for (int j = 1; j < 1000; j++) {
        term *= v * v;
        double next = sum + term / (2 * j + 1);
        if (next == sum)
            break;
        sum = next;
    }
    return sum;
}

/* √(ab/2πn)·Γ*(n)/(Γ*(a)Γ*(b)): the part of the kernel that is the same at every x, once a pair. */
static double scale_of(double a, double b)
{
    double n = a + b;

    return sqrt(a * b / (2 * M_PI * n)) *
           (gsl_sf_gammastar(n) / (gsl_sf_gammastar(a) * gsl_sf_gammastar(b)));
}

/* x^a (1-x)^b / B(a,b) by the saddle point expansion (Loader 2000): no difference of lgammas. */
static double kernel(double x, double rest, double a, double b, double scale)
{
    double n = a + b;

    return scale * exp(-(deviance(a, n * x) + deviance(b, n * rest)));
}

static double away_from_zero(double value)
{
    return fabs(value) < 1e-300 ? 1e-300 : value;
}

/* The continued fraction of I_x(a,b) (Abramowitz & Stegun 26.5.8), by Lentz's method; it needs
 * about √max(a,b) terms. */
static double fraction(double x, double a, double b)
{
    enum { TERM_LIMIT = 1000000 };
    double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), value = d;

    for (int m = 1; m < TERM_LIMIT; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away_from_zero(1 + even * d);
        c = away_from_zero(1 + even / c);
        value *= d * c;
        d = 1 / away_from_zero(1 + odd * d);
        c = away_from_zero(1 + odd / c);
        value *= d * c;
        if (fabs(d * c - 1) < 1e-16)
            break;
    }
    return value;
}

/* I_x(a,b), or 1 - I_x(a,b): whichever is asked for is not the difference of the other from 1
 * when it is the small one. `rest` is 1 - x. */
static double incomplete(double x, double rest, double a, double b, double scale, bool wants_upper)
{
    bool is_upper = x > (a + 1) / (a + b + 2);
    double part = is_upper ? kernel(rest, x, b, a, scale) * fraction(rest, b, a) / b
                           : kernel(x, rest, a, b, scale) * fraction(x, a, b) / a;

    return is_upper == wants_upper ? part : 1 - part;
}

struct beta beta_of(double a, double b)
{
    solve_without_abort();
    return (struct beta){a, b, is_beta(a, b) ? scale_of(a, b) : NAN};
}

double beta_cdf_of(const struct beta *beta, double x)
{
    if (isnan(beta->scale) || isnan(x))
        return NAN;
    return x <= 0 ? 0 : x >= 1 ? 1 : incomplete(x, 1 - x, beta->a, beta->b, beta->scale, false);
}

double beta_cdf(double x, double a, double b)
{
    struct beta beta = beta_of(a, b);

    return beta_cdf_of(&beta, x);
}

double beta_upper(double x, double a, double b)
{
    if (!is_beta(a, b) || isnan(x))
        return NAN;
    solve_without_abort();
    return x <= 0 ? 1 : x >= 1 ? 0 : incomplete(x, 1 - x, a, b, scale_of(a, b), true);
}

/* P(x) - p, from the side where the probability is small, so that nothing cancels. */
static double excess_at(double x, double p, double a, double b, double scale)
{
    return p <= 0.5 ? incomplete(x, 1 - x, a, b, scale, false) - p
                    : (1 - p) - incomplete(x, 1 - x, a, b, scale, true);
}

/* Halves the bracket; by ratio where its ends are of different size, for quantiles near 0. */
static double halve(double low, double high)
{
    if (low == 0)
        return high / 256;
    return high / low > 4 ? sqrt(low * high) : 0.5 * (low + high);
}

double beta_quantile(double p, double a, double b)
{
    enum { STEP_LIMIT = 400 };
    double low = 0, high = 1, x = a / (a + b);

    if (!(p >= 0 && p <= 1) || !is_beta(a, b))
        return NAN;
    if (p == 0 || p == 1)
        return p;
    solve_without_abort();
    double scale = scale_of(a, b);
    for (int step = 0; step < STEP_LIMIT; step++) {
        double excess = excess_at(x, p, a, b, scale);
        if (excess < 0)
            low = x;
        else
            high = x;
        double next = x - excess * x * (1 - x) / kernel(x, 1 - x, a, b, scale);
        if (!(next > low && next < high))
            next = halve(low, high);
        if (excess == 0 || fabs(next - x) <= 1e-15 * x || next <= low || next >= high)
            break;
        x = next;
    }
    return x;
}
