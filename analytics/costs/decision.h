/* decision: which option to take when costs are not certain, and what it is worth to know more. */
#ifndef DESKGAUGE_COSTS_DECISION_H
#define DESKGAUGE_COSTS_DECISION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * Costs of every option in every future, [option][future]: draws that all options share (common
 * random numbers), or scenarios with a chance each. A cost of INFINITY is an option that cannot be
 * had in that future.
 */
struct decision_case {
    const double *costs;
    const double *chances; /* sum 1; NULL: all futures alike */
    size_t option_count, future_count;
    double confidence; /* of the chance of being the cheapest; 0: .95 */
};

struct option_figures {
    double expected;                    /* INFINITY where it cannot be had in some future */
    double p10, p50, p90;               /* the least cost with that much chance at or below */
    double cheapest;                    /* chance of being the cheapest; equal ones share it */
    double cheapest_low, cheapest_high; /* Wilson; NaN with chances, which are no sample */
    double expected_regret, p95_regret, most_regret; /* against the cheapest of each future */
    double infeasible;                               /* chance that it cannot be had */
};

struct decision {
    struct option_figures *options;
    size_t best;    /* least expected cost, the first of equals */
    size_t minimax; /* least worst regret, the first of equals */
    double evpi;    /* least expected cost - expected least cost: what certainty is worth */
};

/* Lives in `arena`. ERROR_INTERNAL when memory is short. */
MUST_CHECK bool decision_make(const struct decision_case *costs, struct arena *arena,
                              struct decision *out, struct error *err);

/*
 * What it is worth to know one input (expected value of perfect partial information): the draws in
 * the order of `input`, cut into `bin_count` groups of equal size (0: about the cube root), in each
 * of which the option of least mean is taken; a binned regression on draws that are there anyway
 * (Strong, Oakley & Brennan 2014). Never below 0 nor above EVPI; costs must be finite.
 */
MUST_CHECK bool decision_evppi(const struct decision_case *costs, const double *input,
                               size_t bin_count, double *out, struct error *err);

/* ---- in closed form, for what is normal or log-normal: also the test of everything drawn ---- */

/* Two options whose difference in cost is normal. */
struct normal_choice {
    double second_cheaper; /* P(difference > 0), difference = first - second */
    double evpi;
};
struct normal_choice normal_choice(double mean, double deviation);
/* EVPPI of an input that accounts for the deviation `part` of that difference. */
double normal_choice_evppi(double mean, double part);

/* A product of independent log-normal factors: volume · hours · rate. */
struct factor {
    double median, log_deviation;
};
struct product {
    double mean, median, deviation, log_deviation;
};
struct product product_of(const struct factor *factors, size_t count);
double product_quantile(const struct product *product, double p);
double product_below(const struct product *product, double cost); /* P(product <= cost) */
/* Sobol indices of a factor: (e^{s²} - 1)/(e^{S²} - 1) alone, times e^{S² - s²} with all others. */
double product_first(const struct product *product, const struct factor *factor);
double product_total(const struct product *product, const struct factor *factor);

#endif
