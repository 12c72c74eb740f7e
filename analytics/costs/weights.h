/* weights: which model wins under which weights of cost and of what is known of its service. */
#ifndef DESKGAUGE_COSTS_WEIGHTS_H
#define DESKGAUGE_COSTS_WEIGHTS_H

#include "costs/comparison.h"

/*
 * The weight regions of frontier.h over cost and criteria (quality.h), of the models that keep the
 * promise: one that does not is cheap because it does less. Completeness and orientation are
 * weighed where they are measured of every such model, with their limits. Where they are measured
 * of some, an unknown that may be anything would decide every weighting: they stay out, and of the
 * others is told what they would need (quality_needed) against the best that is measured, at equal
 * weights of cost and of all criteria known of it.
 */
MUST_CHECK bool weights_write(struct comparison *out, struct error *err);

#endif
