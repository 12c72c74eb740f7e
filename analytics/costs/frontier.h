/* frontier: cost against quality: what nobody should take, and which weights make which option win.
 */
#ifndef DESKGAUGE_COSTS_FRONTIER_H
#define DESKGAUGE_COSTS_FRONTIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/* 0..100, more is better: equal where it is known, its limits where it is measured, 0 and 100 where
 * nobody can know it. */
struct frontier_range {
    double low, high;
};

struct frontier_case {
    const double *costs;                    /* [option], above 0; less is better */
    const struct frontier_range *qualities; /* [option][quality_count] */
    size_t option_count, quality_count;
    uint32_t point_count; /* 0: FRONTIER_POINTS */
};
enum { FRONTIER_POINTS = 20000 };

struct frontier_option {
    bool is_dominated; /* another costs no more, is no worse in anything and better in something */
    size_t dominated_by; /* the first such */
    double cost_score;   /* 100·least cost/cost: twice as dear is 50 */
    /* Share of all weightings under which it has the highest weighted mean of scores: with its own
     * qualities at their low ends and those of others at their high ends, and the other way round;
     * equal where all is known. A dominated option never wins. */
    double share_low, share_high;
    double *mean_weights; /* [1 + quality_count] cost first: the middle of the region of share_high;
                             NaN where it is empty */
};

/*
 * Weights are uniform on the simplex (Dirichlet(1)): exponential deviates by hash, normalised, the
 * same for all options; ties are shared. One option dominates another only whatever they are inside
 * their ranges. Lives in `arena`; ERROR_INTERNAL for memory, ERROR_USAGE for a cost that is not
 * above 0.
 */
MUST_CHECK bool frontier_find(const struct frontier_case *wanted, struct arena *arena,
                              struct frontier_option **out, struct error *err);

#endif
