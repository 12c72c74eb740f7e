/* cluster: the one interval of every share, for tickets that come in families (statistics 0.3). */
#ifndef DESKGAUGE_STATISTICS_CLUSTER_H
#define DESKGAUGE_STATISTICS_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "statistics/interval.h"

/*
 * Tickets of one account, or of one outage, are not independent. With U_i the influence of unit i
 * on the share x (Σ U_i = 0; (u_i - x)/n for a plain mean of utilities u in 0..1) and C clusters:
 *
 *     V0   = Σ U_i²  (plain mean: x(1-x)/n)      V = C/(C-1) · Σ_clusters (Σ U_i)²
 *     deff = max(1, V/V0)    n_eff = x(1-x)/V0 / deff    n_t = n_eff · (z / t_{C-1})²
 *     limits: Wilson of x·n_t out of n_t
 *
 * At x = 0 or 1 (V0 < 1e-12) there is no variance to read: n_eff is the number of units whose
 * outcome is known, over the design effect of the parent segment (1 if there is none).
 * Rao & Scott 1992; Korn & Graubard 1998; Franco et al. 2019.
 */
struct cluster_evidence {
    double value;              /* x */
    double known_count;        /* units whose outcome is known; all n on the plain path */
    double unit_variance;      /* V0 */
    double cluster_square_sum; /* Σ_clusters (Σ U_i)²; of uneven clusters: cluster_spread() */
    size_t cluster_count;      /* C */
    double freedom;            /* of t; 0: C - 1 */
    double parent_effect;      /* deff of the parent segment; 0: none */
    double confidence;         /* 0: STATISTICS_CONFIDENCE */
};

/* With C < 2 the variance between clusters is infinite, n_eff is 0 and there is no interval. Of
 * units none of which is known the interval is 0..1. */
struct cluster_share {
    double value;
    size_t cluster_count;
    double unit_variance;
    double cluster_variance; /* V */
    double effect;           /* deff */
    double n_eff;
    double n_t;
    struct interval limits;
    bool is_boundary; /* x is 0 or 1: the effect is borrowed */
};

struct cluster_share cluster_interval(const struct cluster_evidence *evidence);

/*
 * Clusters of uneven size: a large one bends the estimate towards itself and hides its own
 * deviation, and C - 1 counts the small ones as if they told as much. With h_c the cluster's share
 * of all units and ICC ρ = (deff - 1)/(Σm²/n - 1), clipped to 0..1:
 *
 *     Σ (Σ U / (1 - h_c))² · ((C-1)/C)²       CR3, the cluster jackknife (Bell & McCaffrey 2002)
 *     freedom = (Σ E_c)² / Σ E_c² - 1,        E_c = m_c·(1 + (m_c - 1)·ρ)   (Satterthwaite; the
 *               at least 1                     effective number of clusters of Carter et al. 2017)
 *
 * Of equal clusters these are Σ (Σ U)² and C - 1. `sizes` are units, or weights that add up to any
 * total; `unit_count` is what ρ is read on.
 */
struct cluster_spread {
    double square_sum;
    double freedom;
};
struct cluster_spread cluster_spread(const double *sums, const double *sizes, size_t count,
                                     double unit_count, double unit_variance);

/*
 * The same where clusters are drawn within strata that every period has (weekdays: thirteen of each
 * in a quarter): what strata differ by is no chance. With U the sums less their stratum's share
 * (by size), h within the stratum, and each stratum's own C/(C-1) (Cochran 1977, ch. 11); freedom
 * by Satterthwaite over the strata. Falls back on cluster_spread() where a stratum in use has fewer
 * than STRATUM_CLUSTERS_LEAST clusters or all are in one. `strata` of each cluster: 0 …
 * STRATA_MOST - 1. `square_sum` is scaled so that C/(C-1)·square_sum is the variance, as above.
 */
enum { STRATA_MOST = 8, STRATUM_CLUSTERS_LEAST = 4 };
struct cluster_spread cluster_spread_of_strata(const double *sums, const double *sizes,
                                               const uint8_t *strata, size_t count,
                                               double unit_count, double unit_variance);

/* What a plain mean needs from each cluster: counts that add up over files, months and machines. */
struct cluster_sum {
    int64_t unit_count;
    double utility_sum; /* successes, or the sum of graded utilities */
};

/* x = Σ utility / Σ units. Clusters without units do not count. value is NaN without units. */
struct cluster_share cluster_mean(const struct cluster_sum *clusters, size_t count,
                                  double parent_effect, double confidence);

/* The one with the wider interval: accounts or calendar days, whichever is more careful. */
struct cluster_share cluster_wider(struct cluster_share a, struct cluster_share b);

/*
 * A change between two periods (statistics H, "Change z"): `sums[c]` is what cluster c adds to the
 * influence on the difference, over the union of the clusters of both periods; an account that is
 * in both is one cluster. se² = C/(C-1)·Σ sums², t with C-1 degrees of freedom.
 */
struct cluster_change {
    double delta;
    double error;       /* se */
    double p;           /* two-sided */
    double drop_chance; /* that the change is below zero: t_{C-1}(-delta/se) */
    struct interval limits;
    size_t cluster_count;
    double freedom;
};

/* The same of a variance that is known: t with `freedom` degrees. */
struct cluster_change cluster_change_of(double delta, double variance, double freedom,
                                        size_t cluster_count, double confidence);
double cluster_variance_of(double square_sum, size_t cluster_count); /* C/(C-1)·Σ; infinite at 1 */

struct cluster_change cluster_compare(double delta, const double *sums, size_t cluster_count,
                                      double confidence);

#endif
