/* change_point: since when is it different? Weeks at which a series steps up or down. */
#ifndef DESKGAUGE_STATISTICS_CHANGE_POINT_H
#define DESKGAUGE_STATISTICS_CHANGE_POINT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/ownership.h"

/*
 * A change is named by the number of points before it: at 15, the first 15 points belong to one
 * level and the 16th begins the next.
 */
enum { CHANGE_LEAST_SEGMENT = 3 };

/* The penalty of one more change: 3·ln n (2·ln n finds changes in 12 % of stable series). */
double change_penalty(size_t count);

/*
 * φ = max(1, σ_z²) of weekly shares, σ_z from the moving range of their z-scores (Laney 2002): how
 * much more they vary than binomial counts. NaN below two weeks with cases.
 */
double change_overdispersion(const double *successes, const double *cases, size_t count);

/* ---- several changes: optimal partitioning ---- */

struct change_points {
    size_t *at; /* ascending */
    size_t count;
    double objective; /* Σ cost + penalty per change; NaN: the series tells nothing */
    double variance;  /* σ² of one point (mean of a series), or φ (shares) */
};
void change_points_release(struct change_points *points);
OWN_RELEASER(change_points_release, struct change_points)

/*
 * The exact minimum of Σ cost(segment) + penalty·changes over all segmentations whose segments have
 * `least_segment` points or more, O(n²), without the pruning of PELT (with a least segment it
 * missed the optimum in 38 of 4,000 series); ties take the earliest change.
 * Cost of a level: Σ(x - x̄)²/σ², σ = median|Δx|/(√2·Φ⁻¹(¾)). A series shorter than a segment, or
 * whose σ is 0, has no objective and no changes. Fails only for want of memory.
 */
MUST_CHECK bool change_points_level(const double *values, size_t count, size_t least_segment,
                                    double penalty, struct change_points *out, struct error *err);

/* Cost of a share: -2/φ·[k ln p̂ + (n-k) ln(1-p̂)], 0·ln 0 = 0. */
MUST_CHECK bool change_points_share(const double *successes, const double *cases, size_t count,
                                    double overdispersion, size_t least_segment, double penalty,
                                    struct change_points *out, struct error *err);

/* ---- one change: its posterior ---- */

/*
 * Counts divided by φ, Beta(1,1) on either side, 50 % that nothing changed, every week from
 * `least_segment` to n - least_segment alike: P(τ) ∝ B(k1+1, n1-k1+1)·B(k2+1, n2-k2+1).
 */
struct change_posterior {
    double probability;      /* that there is a change; NaN: too short to tell */
    double log_bayes_factor; /* for a change */
    size_t first;            /* the τ of weights[0] */
    double *weights;         /* P(τ | a change); sums to 1 */
    size_t weight_count;
    size_t likeliest; /* τ; the earliest of equals; 0 none */
    size_t *set;      /* τs of the 95 % set, ascending */
    size_t set_count;
};
void change_posterior_release(struct change_posterior *posterior);
OWN_RELEASER(change_posterior_release, struct change_posterior)

MUST_CHECK bool change_posterior(const double *successes, const double *cases, size_t count,
                                 double overdispersion, size_t least_segment,
                                 struct change_posterior *out, struct error *err);

/*
 * The same with φ unknown. φ is read on some forty weeks: read too low it makes a date too sure,
 * and the series that are dated are those where it was (in pure overdispersed counts at φ = 2, 38
 * cases a week and a step of ten points, the set of a φ taken for known held the week in 88 %).
 * Here φ is integrated out, 1/φ from 1 to 64, by the extended quasi-likelihood of Nelder & Pregibon
 * 1987: P(weeks | φ, τ) ∝ φ^(-W/2)·exp(-ℓ/φ)·B(k1/φ+1, (n1-k1)/φ+1)·B(k2/φ+1, (n2-k2)/φ+1), ℓ the
 * saturated ln likelihood, W the weeks with cases. `content` of the set, 0..1.
 */
MUST_CHECK bool change_posterior_mixed(const double *successes, const double *cases, size_t count,
                                       size_t least_segment, double content,
                                       struct change_posterior *out, struct error *err);

/* A date is printed only where P(change) >= .9 and the partition has a change inside the set. */
bool change_is_dated(const struct change_points *points, const struct change_posterior *posterior);

#endif
