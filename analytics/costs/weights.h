/* weights: which model wins under which weights of cost and of what is known of its service. */
#ifndef DESKGAUGE_COSTS_WEIGHTS_H
#define DESKGAUGE_COSTS_WEIGHTS_H

#include "costs/making.h"

/*
 * Three qualities can be told of a model beforehand, each 0..100: support at hand (promised hours
 * that it covers), first reply (share in time), convenience (tickets that come through channels
 * which it serves). Correctness and client orientation cannot, for any model: they are left out
 * rather than guessed. The weight regions of frontier.h over cost and these, for the models that
 * keep the promise: one that does not is cheap because it does less.
 */
MUST_CHECK bool weights_write(const struct making *making, struct comparison *out,
                              struct error *err);

#endif
