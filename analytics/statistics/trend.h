/* trend: is there a direction over the quarters, and how steep; robust to single outliers. */
#ifndef DESKGAUGE_STATISTICS_TREND_H
#define DESKGAUGE_STATISTICS_TREND_H

#include <stddef.h>

#include "base/error.h"
#include "statistics/interval.h"

/*
 * Theil-Sen slope (median of the slopes of all pairs with different x), intercept median(y - b·x),
 * limits of Sen 1968 at ranks (N-K)/2 and (N+K)/2+1 of the N slopes, K = z·√Var S, clamped to 1..N
 * and linear between ranks; Mann-Kendall S, its variance over ties in y, Z with continuity
 * correction and the two-sided p.
 */
struct trend {
    double slope, intercept;
    struct interval limits; /* of the slope */
    double s, s_variance, z, p;
};

/* O(n² log n): for months, weeks and quarters. Slope, intercept and limits are NaN when no pair
 * differs in x; p is 1 when S is 0. Fails only for want of memory. */
MUST_CHECK bool trend_measure(const double *x, const double *y, size_t count, double confidence,
                              struct trend *out, struct error *err);

#endif
