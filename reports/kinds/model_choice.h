/* model_choice: the report for whoever chooses a support model, composed from a comparison. */
#ifndef DESKGAUGE_KINDS_MODEL_CHOICE_H
#define DESKGAUGE_KINDS_MODEL_CHOICE_H

#include "costs/comparison.h"
#include "kinds/review.h"

struct choice_request {
    struct review_request review; /* the criteria that both sides are judged by */
    const struct comparison *comparison;
};

/*
 * Compose the report; without a scorecard (a typed volume, no export) of the models alone; charts
 * are described and not yet drawn. ERROR_INTERNAL when memory is short. The caller releases `*out`
 * either way.
 */
MUST_CHECK bool model_choice_build(const struct choice_request *request, struct report *out,
                                   struct error *err);

#endif
