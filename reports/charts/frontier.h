/* frontier: what each model costs and how much of the promise it keeps; those that nothing beats on
 * both are joined. */
#ifndef DESKGAUGE_CHARTS_FRONTIER_H
#define DESKGAUGE_CHARTS_FRONTIER_H

#include <stdbool.h>

#include "charts/chart.h"

enum { FRONTIER_POINTS_MOST = 24 };

struct frontier_point {
    const char *name;                 /* under the plot, by a number */
    double cost, cost_low, cost_high; /* ends: NaN without */
    double kept, kept_low, kept_high; /* ratios 0..1; ends: NaN without */
    bool is_best;                     /* no other is cheaper and keeps more: on the line */
    bool is_chosen;                   /* the recommended one: full and bold */
};

struct frontier_chart {
    const struct frontier_point *points; /* at most FRONTIER_POINTS_MOST */
    size_t count;
    double promise;           /* ratio to be kept; NaN: none */
    const char *promise_text; /* on its line: "promised: 80%" */
    const char *cost_title, *kept_title;
    struct chart_words costs, ratios;
};

const struct chart *chart_frontier(struct arena *arena, const char *key,
                                   const struct frontier_chart *frontier);

#endif
