/*
 * survival: how long until something happens, when some are still waiting and some gave up.
 *
 * The input is a list of cells: "so many units left at this time in this way". A cell may be one
 * ticket with its exact time or a bin of the cube with its count: the same code serves both, and
 * equal cells may be given apart or together, in any order, with the same result to the bit.
 *
 * Notation (statistics 0.4): distinct exit times t_j, at risk Y_j = #{entry < t_j <= exit}, d_j
 * events of any cause, d_kj of cause k, S_j = Π(1 - d/Y) (Kaplan & Meier 1958), F_k(t) =
 * Σ_{t_j <= t} S_{j-1} d_kj / Y_j (Aalen & Johansen 1978). Events come before censorings at the
 * same time. The unit of time is the caller's.
 */
#ifndef DESKGAUGE_STATISTICS_SURVIVAL_H
#define DESKGAUGE_STATISTICS_SURVIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "statistics/cluster.h"
#include "statistics/interval.h"

enum { SURVIVAL_CENSORED = 0, SURVIVAL_CAUSES = 16 };

#define SURVIVAL_SAME_TIME 1e-9 /* times this near are one time */

/*
 * `entry` <= 0: under observation from the beginning; else delayed entry (at risk only after it). A
 * cell whose entry is not before its exit was never at risk and is left out. `cause` is
 * SURVIVAL_CENSORED or 1..SURVIVAL_CAUSES. `cluster` is an index below the number of clusters; all
 * 0 where nothing is asked of clusters. Times are finite, counts not negative.
 */
struct survival_cell {
    double time;
    double entry;
    int cause;
    uint32_t cluster;
    int64_t count;
};

/* One distinct exit time. */
struct survival_step {
    double time;
    int64_t at_risk;     /* Y */
    int64_t event_count; /* d */
    int64_t censored_count;
    double survival;     /* S after this time; exactly 0 once all at risk had the event */
    double log_variance; /* Greenwood's Σ d/(Y(Y-d)); infinite where S is 0 */
};

/* The same time seen from one cause. */
struct survival_cause {
    int64_t event_count; /* d_k */
    double incidence;    /* F_k after this time */
    double variance; /* of F_k, infinitesimal jackknife = closed form; Greenwood for one cause */
};

/* Where a unit stands: the index of its exit step, and how many steps were at or before its entry.
 */
struct survival_place {
    uint32_t exit, entry;
};

/* All units that left alike, in a fixed order: by exit, entry, cause, cluster. */
struct survival_group {
    struct survival_place place;
    int cause;
    uint32_t cluster;
    int64_t count;
};

/* All memory is the arena's; the cells are not needed any more. */
struct survival {
    const struct survival_step *steps; /* by time */
    size_t step_count;
    const struct survival_cause *causes[SURVIVAL_CAUSES]; /* of cause k at [k - 1], one a step */
    int cause_count;                                      /* the largest cause that occurs */
    const struct survival_group *groups;
    size_t group_count;
    size_t cluster_count; /* the largest cluster index + 1 */
    int64_t unit_count;
};

/* Build the curve: O(n log n). Fails only for want of memory. */
MUST_CHECK bool survival_build(const struct survival_cell *cells, size_t cell_count,
                               struct arena *arena, struct survival *out, struct error *err);

/* Where a unit with an exit time that is in the curve stands; false when it was never at risk. */
MUST_CHECK bool survival_place(const struct survival *survival, double time, double entry,
                               struct survival_place *out);

/* ---- reading the curve ---- */

/* The last step at or before `time`, or NULL before the first. */
const struct survival_step *survival_at(const struct survival *survival, double time);
double survival_incidence(const struct survival *survival, int cause, double time); /* F_k(t) */

double survival_error(const struct survival_step *step); /* Greenwood's SE of S; NaN at S = 0 */

/* Log-log limits for a drawn curve; none at S = 0 or 1, as in R. Plain ones, clipped to 0..1. */
struct interval survival_loglog(const struct survival_step *step, double confidence);
struct interval survival_plain(const struct survival_step *step, double confidence);

/* Log-log limits of 1 - F_k at a step: the band that survival_incidence_quantile() inverts. */
struct interval survival_incidence_loglog(const struct survival_cause *cause, double confidence);

/*
 * The first time at which at least `at_risk` units were under observation, NaN if never: with
 * delayed entry a curve starts there and is labelled conditional, because early tiny risk sets
 * drive S to 0. Build it again from the cells that leave at or after that time.
 */
double survival_settled_time(const struct survival *survival, int64_t at_risk);

/*
 * t_p = inf{t: 1 - S(t) >= p}. Where the curve is flat at p (within 1.5e-8) the whole flat piece is
 * the answer: print the interval; R's convention is its midpoint. NaN: not reached. `limits` invert
 * the log-log band (Brookmeyer & Crowley 1982), each with the midpoint rule; as in R's
 * quantile.survfit the step whose band value is the least one reaching p is taken, also where the
 * band is not monotone; a missing limit is NaN.
 */
struct survival_quantile {
    double first, last; /* the flat piece; equal when the curve jumps over p */
    double midpoint;
    struct interval limits;
};
struct survival_quantile survival_quantile(const struct survival *survival, double p,
                                           double confidence);
/* The same of F_k, the others competing: "half had a human reply within …". */
struct survival_quantile survival_incidence_quantile(const struct survival *survival, int cause,
                                                     double p, double confidence);
/* The same without limits: no band is inverted, which is most of the work. */
struct survival_quantile survival_incidence_times(const struct survival *survival, int cause,
                                                  double p);

/* "Mean wait, capped at tau": ∫_0^tau S and √Σ A_j² d/(Y(Y-d)), A_j = ∫_{t_j}^tau S. After the last
 * time the curve is held. */
struct survival_mean {
    double value;
    double error;
};
struct survival_mean survival_mean(const struct survival *survival, double tau);

/* ---- attainment: one number, with its influence on every unit ---- */

/* x = Σ_m weights[m]·F_cause(times[m]): one time of weight 1 is attainment at a promise, several
 * are graded attainment. NULL weights: all 1. */
struct survival_goal {
    int cause;
    const double *times;
    const double *weights;
    size_t count;
};

/*
 * U_i depends on (exit step, cause, entry) alone, so a table of three prefix sums answers it in
 * O(1): U = path[exit + 1] - path[entry] + [any event]·any[exit] + [the goal's cause]·own[exit].
 * Pseudo-values for a drill-down are x + n·U_i.
 */
struct survival_influence {
    int cause;
    double value;            /* x */
    const double *path;      /* step_count + 1 */
    const double *any, *own; /* step_count */
};

/* O(steps x times). Memory is the arena's. */
MUST_CHECK bool survival_influence(const struct survival *survival,
                                   const struct survival_goal *goal, struct arena *arena,
                                   struct survival_influence *out, struct error *err);
/*
 * The same of survival_mean(): U_i = -Σ_{t_j <= tau} A_j·([event at t_j] - [at risk]·d_j/Y_j) /
 * (Y_j - d_j), skipped where Y_j = d_j; Σ U² is its variance. The cause does not matter.
 */
MUST_CHECK bool survival_mean_influence(const struct survival *survival, double tau,
                                        struct arena *arena, struct survival_influence *out,
                                        struct error *err);
double survival_influence_of(const struct survival_influence *influence,
                             struct survival_place place, int cause);

/* Σ_groups count·U², and the sum of U of each cluster (`sums` has cluster_count elements). */
double survival_unit_variance(const struct survival *survival,
                              const struct survival_influence *influence);
void survival_cluster_sums(const struct survival *survival,
                           const struct survival_influence *influence, double *sums);

/*
 * The share with its interval by cluster (cluster.h), the way every attainment is published. Where
 * x is 0 or 1, n is the number of units known by the latest time of the goal: those that had any
 * event by then, or were under observation up to it.
 */
MUST_CHECK bool survival_attainment(const struct survival *survival,
                                    const struct survival_goal *goal, double parent_effect,
                                    double confidence, struct arena *arena,
                                    struct cluster_share *out, struct error *err);

#endif
