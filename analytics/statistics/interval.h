/* interval: what a count says about the share behind it, as a lower and an upper limit. */
#ifndef DESKGAUGE_STATISTICS_INTERVAL_H
#define DESKGAUGE_STATISTICS_INTERVAL_H

#include <stddef.h>

/* Both NaN: there is no interval. Confidence is 0..1, usually STATISTICS_CONFIDENCE. */
struct interval {
    double low, high;
};

#define STATISTICS_CONFIDENCE 0.95

struct interval interval_unknown(void);
double interval_half_width(struct interval interval);
struct interval interval_clip(struct interval interval, double low, double high);

/* ---- of one share: k of n, both real where n is an effective size; n <= 0 gives none ---- */

/*
 * Wilson 1927: centre (p + z²/2n)/(1 + z²/n), half z/(1 + z²/n)·√(p(1-p)/n + z²/4n²); exactly 0 at
 * k = 0 and 1 at k = n. The one used for printed limits.
 */
struct interval interval_wilson(double k, double n, double confidence);

/* Beta(k+½, n-k+½), the end point fixed at 0 or 1 (Brown, Cai & DasGupta 2001): where a posterior
 * is needed. */
struct interval interval_jeffreys(double k, double n, double confidence);

/* Beta quantiles of Clopper & Pearson 1934; whole k and n only, else none. */
struct interval interval_clopper_pearson(double k, double n, double confidence);

/* Agresti & Coull 1998, clipped to 0..1. */
struct interval interval_agresti_coull(double k, double n, double confidence);

/* The least whole n whose Wilson interval at share p is nowhere further than `half_width` from p;
 * times the design effect this is "about N more tickets". 0 when no n will do. */
double interval_required_count(double p, double half_width, double confidence);

/* ---- of a combination ---- */

/*
 * MOVER (Zou & Donner 2008): limits of Σ w·θ from the limits of each θ. `correlation` is a
 * count x count matrix, row by row, or NULL for independent parts.
 */
struct interval_term {
    double value;
    struct interval limits;
    double weight;
};
struct interval interval_mover(const struct interval_term *terms, size_t count,
                               const double *correlation);

/* Newcombe 1998: p1 - p2 from the Wilson limits of both. */
struct interval interval_newcombe(double k1, double n1, double k2, double n2, double confidence);

/*
 * Imbens & Manski 2004: a value that is only known to lie within `bounds`, each end estimated with
 * standard error `error`: [low - c·error, high + c·error]. c is the root in [0, 5] of
 * Φ(c + width/error) - Φ(-c) = confidence: 1.96 at width 0, 1.645 when wide; NaN when error is 0.
 */
double interval_imbens_manski_factor(double width, double error, double confidence);
struct interval interval_imbens_manski(struct interval bounds, double error, double confidence);

#endif
