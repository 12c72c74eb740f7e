/* outcome: from finished draws to what a decision needs beside quantiles. */
#ifndef DESKGAUGE_COSTS_OUTCOME_H
#define DESKGAUGE_COSTS_OUTCOME_H

#include "costs/comparison.h"
#include "costs/draws.h"

/*
 * Worst regret and the minimax model among those that fit, what certainty is worth and what each
 * input is (decision.h), Sobol indices of the difference between the best two, the cost by volume,
 * and the undiscounted cost. `draws` are finished; models, best and runner-up of `out` stand.
 */
MUST_CHECK bool outcome_write(struct draws *draws, struct comparison *out, struct error *err);

#endif
