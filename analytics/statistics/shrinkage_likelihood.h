/* shrinkage_likelihood: the beta-binomial likelihood of a set of groups and its derivatives; the
 * inside of shrinkage. */
#ifndef DESKGAUGE_STATISTICS_SHRINKAGE_LIKELIHOOD_H
#define DESKGAUGE_STATISTICS_SHRINKAGE_LIKELIHOOD_H

#include "base/ownership.h"
#include "statistics/shrinkage.h"

/*
 * Whole counts are tallied by the step r of the product form: `won[r]` groups have y > r, `lost[r]`
 * have n-y > r, `tried[r]` have n > r. So a step costs the same for one group and for a thousand.
 */
struct shrinkage_tally {
    const struct shrinkage_group *groups; /* borrowed */
    size_t group_count;
    double *won, *lost, *tried; /* NULL: real counts, lnΓ form */
    size_t step_count;
    double choices; /* Σ ln C(n,y) */
    double successes, trials;
    double slope_at_zero_won, slope_at_zero_lost, slope_at_zero_tried; /* Σ y(y-1)/2, … */
};

MUST_CHECK bool shrinkage_tally_init(struct shrinkage_tally *tally,
                                     const struct shrinkage_group *groups, size_t count,
                                     struct error *err);
void shrinkage_tally_release(struct shrinkage_tally *tally);
OWN_RELEASER(shrinkage_tally_release, struct shrinkage_tally)

double shrinkage_likelihood(const struct shrinkage_tally *tally, double mean, double theta);
double shrinkage_slope_theta(const struct shrinkage_tally *tally, double mean, double theta);

/* d lnL / dθ at θ = 0 and the common share: not positive means ρ = 0. */
double shrinkage_slope_at_zero(const struct shrinkage_tally *tally);

/* The μ in [edge, 1 - edge] that is best for θ (lnL is concave in μ). */
double shrinkage_best_mean(const struct shrinkage_tally *tally, double theta, double edge);

#endif
