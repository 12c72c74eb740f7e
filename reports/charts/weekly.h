/* weekly: a measure week by week with the limits of its ordinary variation, and its moving range.
 */
#ifndef DESKGAUGE_CHARTS_WEEKLY_H
#define DESKGAUGE_CHARTS_WEEKLY_H

#include <stdbool.h>

#include "charts/chart.h"

struct weekly_point {
    double value;             /* NaN: no such week */
    double low, centre, high; /* limits in force that week; NaN: none */
    double move;              /* distance from the week before; NaN: unknown */
    bool is_signal; /* by the rules of the control chart; drawn in the colour of a signal */
    bool is_move_signal;
    const char *signal; /* "10 Aug: 12.9", or NULL */
};

struct weekly_chart {
    const struct weekly_point *points;
    size_t count;
    const struct chart_tick *ticks; /* words under the weeks */
    size_t tick_count;
    double value_least, value_most; /* the scale holds at least these; NaN: no wish */
    const char *title;              /* over the plot: "minutes, median of the week" */
    const char *low_text, *centre_text, *high_text;

    size_t base_count; /* limits come from the first so many weeks; 0: from elsewhere */
    const char *base_text;

    double promise; /* NaN: none */
    const char *promise_text;

    double move_limit; /* NaN: no plot of the moving range */
    const char *move_title, *move_limit_text;

    struct chart_words values, moves;
};

const struct chart *chart_weekly(struct arena *arena, const char *key,
                                 const struct weekly_chart *weekly);

#endif
