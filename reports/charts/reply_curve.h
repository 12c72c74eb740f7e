/* reply_curve: the share of tickets that have their reply, by waiting time. */
#ifndef DESKGAUGE_CHARTS_REPLY_CURVE_H
#define DESKGAUGE_CHARTS_REPLY_CURVE_H

#include "charts/chart.h"

/* A step of the curve: from `at_s` on the share is `ratio` (0..1), within low..high. */
struct reply_point {
    double at_s;
    double ratio, low, high; /* low, high: NaN without a band */
};

struct reply_curve_chart {
    const struct reply_point *points; /* ascending in at_s */
    size_t point_count;
    const struct reply_point *earlier; /* the same of an earlier period; may be none */
    size_t earlier_count;
    const char *name, *earlier_name; /* "Q3 2026", "Q2 2026" */

    double first_s, last_s; /* ends of the logarithmic axis, > 0; 0: from the curves */

    double promise_s, promise_ratio; /* NaN: nothing was promised */
    const char *promise_text;        /* "promised: 80% within 15 min" */
    double reached_ratio;            /* the curve at the promise; NaN: not shown */
    const char *reached_text;        /* "64% in Q3" */
    const char *reached_range;       /* "61–68%" */

    struct chart_words durations; /* a tick in seconds */
    struct chart_words ratios;
};

const struct chart *chart_reply_curve(struct arena *arena, const char *key,
                                      const struct reply_curve_chart *curve);

#endif
