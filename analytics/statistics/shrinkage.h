/* shrinkage: the shares of many small groups, judged together (empirical Bayes, beta-binomial). */
#ifndef DESKGAUGE_STATISTICS_SHRINKAGE_H
#define DESKGAUGE_STATISTICS_SHRINKAGE_H

#include <stddef.h>

#include "base/error.h"
#include "statistics/interval.h"

/*
 * y successes of n trials in one group (account, slot, survey cell): 0 <= y <= n, n > 0; a group
 * without trials tells nothing and is passed over. Real values are effective counts
 * (y = x·n_eff, n = n_eff).
 */
struct shrinkage_group {
    double successes;
    double trials;
};

/*
 * y ~ BetaBinomial(n; μ, ρ), κ = (1-ρ)/ρ "tickets of prior knowledge", α = μκ, β = (1-μ)κ.
 * ρ = 0: no detectable difference between the groups; κ, α, β are then infinite.
 */
struct shrinkage_prior {
    double mean;        /* μ, 0..1 */
    double correlation; /* ρ, 0..1 */
    double weight;      /* κ */
    double alpha, beta;
    double log_likelihood;
    double pooled_log_likelihood; /* of one common share, ρ = 0 */
};

/*
 * Maximum likelihood. The boundary is tested first: where the likelihood does not rise from ρ = 0,
 * ρ is 0. Whole counts use the product form (Griffiths 1973), exact at ρ = 0:
 *     Σ ln C(n,y) + Σ_{r<y} ln(μ+rθ) + Σ_{r<n-y} ln(1-μ+rθ) - Σ_{r<n} ln(1+rθ),  θ = ρ/(1-ρ)
 * real counts its lnΓ form. ρ is sought up to .9975. All NaN when no group has a trial.
 * Fails only for want of memory.
 */
MUST_CHECK bool shrinkage_fit(const struct shrinkage_group *groups, size_t count,
                              struct shrinkage_prior *out, struct error *err);

/* Method of moments with weights n (Kleinman 1973), ρ clipped to 0..1; the two log-likelihoods are
 * NaN. For comparison and as a start value. */
struct shrinkage_prior shrinkage_moments(const struct shrinkage_group *groups, size_t count);

/*
 * The same prior with ρ at least `floor` and μ inside (1e-6, 1 - 1e-6): finite and proper, for the
 * models that need one whatever the data (slots and survey cells use .005).
 */
struct shrinkage_prior shrinkage_floor(struct shrinkage_prior prior, double floor);

/* What is known of one group: mean and equal-tailed limits; pull is the weight of the prior. */
struct shrinkage_posterior {
    double mean;
    double pull; /* κ/(n+κ): 0 own counts only, 1 the others only; NaN from a mixture */
    struct interval limits;
};

/* Beta(y+α, n-y+β), as if the prior were known: limits are too narrow (86 % for 95 %). Limits are
 * unknown at ρ = 0. */
struct shrinkage_posterior shrinkage_plug_in(const struct shrinkage_prior *prior,
                                             struct shrinkage_group group, double confidence);

/*
 * The prior integrated over ρ: 99 midpoints (i-½)/99 with equal prior weight, μ the best for each.
 * Covers 95 % (statistics.md 0.7): the one to print.
 */
enum { SHRINKAGE_POINTS = 99 };

struct shrinkage_mixture {
    size_t point_count; /* 0: no group had a trial; every answer is then unknown */
    double correlation[SHRINKAGE_POINTS];
    double mean[SHRINKAGE_POINTS];
    double share[SHRINKAGE_POINTS]; /* posterior probability of the point; sums to 1 */
    double expected_correlation;
};

MUST_CHECK bool shrinkage_mix(const struct shrinkage_group *groups, size_t count,
                              struct shrinkage_mixture *out, struct error *err);

struct shrinkage_posterior shrinkage_mixed(const struct shrinkage_mixture *mixture,
                                           struct shrinkage_group group, double confidence);

/* P(share of the group < target | counts): accounts are flagged by this at .9, never by rank. */
double shrinkage_below(const struct shrinkage_mixture *mixture, struct shrinkage_group group,
                       double target);

/* ln of the beta-binomial probability of y of n under Beta(alpha, beta); real values allowed. */
double shrinkage_log_probability(struct shrinkage_group group, double alpha, double beta);

/*
 * Funnel limits for a page of accounts: target ± z·√(μ(1-μ)(1+(n-1)ρ)/n), clipped to 0..1, so that
 * overdispersion does not turn every large account red.
 */
struct interval shrinkage_funnel(double target, const struct shrinkage_prior *prior, double trials,
                                 double confidence);

#endif
