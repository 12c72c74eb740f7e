/* desk: one world from its plan to its scorecard, without a file in between. */
#ifndef DESKGAUGE_TESTS_TRUTH_DESK_H
#define DESKGAUGE_TESTS_TRUTH_DESK_H

#include "criteria/score.h"
#include "lived.h"

/* What the tickets of the judged quarter were like, for figures whose truth is this very census. */
struct desk_census {
    struct sum_of_stratum {
        double tickets, judged, passed;
    } strata[CHANNEL_COUNT][EXECUTOR_COUNT];
    double closed, satisfied; /* closed tickets, and whether their clients were content */
};

/* `evidence`: RUNG_PROVED, or RUNG_BOUNDED for an export without messages. */
MUST_CHECK bool desk_score(const struct desk_world *desk, const struct settings *settings,
                           const struct lived_export *export, struct scorecard *out,
                           struct desk_census *census, struct error *err);

double desk_review_truth(const struct desk_census *census);

#endif
