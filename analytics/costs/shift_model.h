/* shift_model: the linear model of a shift problem, as GLPK takes it. */
#ifndef DESKGAUGE_COSTS_SHIFT_MODEL_H
#define DESKGAUGE_COSTS_SHIFT_MODEL_H

#include <glpk.h>

#include "costs/shifts.h"

/*
 * Columns: x by pattern, then y (bought), then work done, then work open; a group that is not
 * needed is absent. Rows: cover of each period, then, with a backlog, balance and time.
 */
struct shift_columns {
    int bought, done, open; /* the column before the first; -1: no such group */
};

/* `preference` is added to the cost of pattern i, times i: plans of equal cost differ by it. */
glp_prob *shift_model_make(const struct shift_problem *problem, const bool *is_unmet,
                           struct shift_columns *columns);
void shift_model_prefer(glp_prob *model, const struct shift_problem *problem, double preference);

#endif
