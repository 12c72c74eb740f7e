/* sensitivity: which input moves the choice, and where the cheapest model changes. */
#ifndef DESKGAUGE_COSTS_SENSITIVITY_H
#define DESKGAUGE_COSTS_SENSITIVITY_H

#include "costs/comparison.h"
#include "costs/draws.h"

/* Fills out->swings and out->break_evens, in `out->arena`; models, faults, best and runner-up must
 * stand already. A model keeps its fault over the whole range. */
MUST_CHECK bool sensitivity_write(struct draws *draws, struct comparison *out, struct error *err);

#endif
