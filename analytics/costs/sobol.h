/* sobol: how much of a result's variance each input explains, alone and with all others. */
#ifndef DESKGAUGE_COSTS_SOBOL_H
#define DESKGAUGE_COSTS_SOBOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* A function of `count` inputs, each a probability of (0, 1): quantiles are the caller's. */
typedef double (*sobol_function)(const double *inputs, size_t count, const void *context);

/* GSL makes Sobol points in 40 dimensions and silently zeros beyond; two inputs take four. */
enum { SOBOL_MOST_INPUTS = 20 };

struct sobol_case {
    sobol_function function;
    const void *context;
    size_t input_count;
    uint32_t point_count; /* a power of two; 8192: about .001 */
};

struct sobol {
    double mean, variance;
    double first[SOBOL_MOST_INPUTS], total[SOBOL_MOST_INPUTS]; /* NaN where nothing varies */
};

/*
 * By points of a Sobol sequence, shifted by a fixed amount modulo 1: first order of Saltelli et al.
 * 2010, total of Jansen 1999, on the function less its mean. The inputs must be independent.
 * ERROR_USAGE for more than SOBOL_MOST_INPUTS.
 */
MUST_CHECK bool sobol_by_points(const struct sobol_case *wanted, struct sobol *out,
                                struct error *err);

/*
 * By Gauss-Legendre quadrature on the full grid of `nodes` a side, nodes^inputs points: for smooth
 * functions of at most four inputs, to rounding. Shares below 1e-12 are rounding and 0.
 */
MUST_CHECK bool sobol_by_quadrature(const struct sobol_case *wanted, size_t nodes,
                                    struct sobol *out, struct error *err);

#endif
