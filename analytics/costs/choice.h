/* choice: from the totals of every draw to quantiles, chances, regret and the best model. */
#ifndef DESKGAUGE_COSTS_CHOICE_H
#define DESKGAUGE_COSTS_CHOICE_H

#include "costs/comparison.h"

/*
 * `totals` is [model][draw]. Fills mean, P10, P50, P90 (type 7), chance of being the cheapest of
 * the models that fit (ties shared; Wilson 95 %), expected regret against the cheapest fitting
 * model of each draw (a model that does not fit: what it would cost more, at least 0), best,
 * runner-up and is_too_close. Names, faults and counts of `out` must stand already.
 */
MUST_CHECK bool choice_make(const double *totals, uint32_t draw_count, struct comparison *out,
                            struct error *err);

#endif
