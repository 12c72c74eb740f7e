/* quarterly_review: the report for the head of support, composed from a scorecard. */
#ifndef DESKGAUGE_KINDS_QUARTERLY_REVIEW_H
#define DESKGAUGE_KINDS_QUARTERLY_REVIEW_H

#include "kinds/review.h"

/*
 * Compose the report; charts are described and not yet drawn (charts/draw.h). A criterion that the
 * export cannot show appears with its reason and the column that would cure it, never as an empty
 * chart. ERROR_INTERNAL when memory is short. The caller releases `*out` either way.
 */
MUST_CHECK bool quarterly_review_build(const struct review_request *request, struct report *out,
                                       struct error *err);

#endif
