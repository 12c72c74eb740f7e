/* bootstrap: replicates that do not depend on threads, order or chunking, and their limits. */
#ifndef DESKGAUGE_STATISTICS_BOOTSTRAP_H
#define DESKGAUGE_STATISTICS_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "statistics/interval.h"

/*
 * Cluster bootstrap with Poisson(1) weights (Chamandy et al. 2012): the weight of a cluster in
 * replicate b comes from a hash of its name, so files, months and machines merge exactly, and the
 * replicates of all criteria share their weights (their correlation is right for free).
 *
 *     h = FNV-1a-64(name), G = 0x9E3779B97F4A7C15
 *     z = mix(mix(h xor seed·G) + (b+1)·G)              mix: the finaliser of splitmix64
 *     u = (z >> 11) · 2^-53,  weight = least k with u < P(Poisson(1) <= k), at most 24
 *
 * A name is a canonical string (`account`, `account/2026-02-11`), never a keyed hash (rulings 13).
 */
enum { BOOTSTRAP_REPLICATES = 1000, BOOTSTRAP_SEED = 20240701 };

/* The start of a cluster's sequence, to keep when many replicates are drawn. */
uint64_t bootstrap_cluster(struct span name, uint64_t seed);

uint64_t bootstrap_bits(uint64_t cluster, uint32_t replicate); /* z */
double bootstrap_uniform(uint64_t bits);                       /* u, in [0, 1) */
int bootstrap_weight(uint64_t cluster, uint32_t replicate);    /* 0..24 */

/* The same weights for many replicates of many clusters: the sums P(Poisson(1) <= k) once, as
 * whole numbers of 2^-53, and for the first eight bits of such a number the least weight it has. */
enum { BOOTSTRAP_WEIGHT_MOST = 24 };
struct bootstrap_ladder {
    uint64_t below[BOOTSTRAP_WEIGHT_MOST];
    uint8_t least[256];
};
struct bootstrap_ladder bootstrap_ladder(void);
/* The weights in `count` replicates from `first` on, into `out`. */
void bootstrap_weights(const struct bootstrap_ladder *ladder, uint64_t cluster, uint32_t first,
                       uint32_t count, uint8_t *out);

/* ---- what the replicates say ---- */

/* `replicates` is sorted in place; limits are type-7 quantiles. With clusters these are the limits
 * to use. */
struct bootstrap_summary {
    double mean, deviation;
    struct interval limits;
};
struct bootstrap_summary bootstrap_percentile(double *replicates, size_t count, double confidence);

/*
 * Bias-corrected and accelerated limits (Efron 1987), for skewed functionals on data without
 * clusters only: z0 = Φ⁻¹((#{θ* < θ} + ½#{θ* = θ})/B), a = Σu³/(6(Σu²)^1.5), u = mean(jack) - jack,
 * type-7 quantiles at Φ(z0 + (z0 + z)/(1 - a(z0 + z))). `replicates` is sorted in place;
 * `jackknife` holds the estimate without each unit in turn. NaN where all replicates lie on one
 * side or the jackknife does not vary.
 */
struct bootstrap_bca {
    double z0, acceleration;
    struct interval levels; /* the adjusted probabilities */
    struct interval limits;
};
struct bootstrap_bca bootstrap_accelerate(double estimate, double *replicates, size_t count,
                                          const double *jackknife, size_t unit_count,
                                          double confidence);

/* Pearson's correlation of two statistics over the same replicates; NaN where one is constant. */
double bootstrap_correlation(const double *a, const double *b, size_t count);

#endif
