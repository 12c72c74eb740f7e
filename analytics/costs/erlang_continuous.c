#include <float.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

#include "costs/erlang.h"

/* Lentz's continued fraction of e^x·x^{-s}·Gamma(s, x) (Abramowitz & Stegun 6.5.31). */
static double upper_gamma_scaled(double s, double x)
{
    double b = x + 1 - s;
    double c = 1 / DBL_MIN;
    double d = 1 / b;
    double h = d;

    for (int i = 1; i < 10000; i++) {
        double a = -i * (i - s);
        b += 2;
        d = 1 / (a * d + b);
        c = b + a / c;
        h *= d * c;
        if (fabs(d * c - 1) < DBL_EPSILON)
            break;
    }
    return h;
}

/* 1/B at a fraction 0 <= n < 1. */
static double inverse_of_fraction(double load, double fraction)
{
    if (fraction == 0)
        return 1;
    if (load > 2)
        return load * upper_gamma_scaled(fraction + 1, load);
    return exp(load) * pow(load, -fraction) * gsl_sf_gamma_inc(fraction + 1, load);
}

double erlang_b_continuous(double load, double seats)
{
    double fraction = seats - floor(seats);
    double b = 1 / inverse_of_fraction(load, fraction);

    for (double k = fraction + 1; k <= seats + .5; k++)
        b = load * b / (k + load * b);
    return b;
}

double erlang_c_continuous(double load, double seats)
{
    if (load >= seats)
        return 1;
    double b = erlang_b_continuous(load, seats);
    return seats * b / (seats - load * (1 - b));
}
