/* change_strip: a share week by week, its level before and after one dated change. */
#ifndef DESKGAUGE_CHARTS_CHANGE_STRIP_H
#define DESKGAUGE_CHARTS_CHANGE_STRIP_H

#include <stdbool.h>

#include "charts/chart.h"

struct change_week {
    double ratio;       /* 0..1; NaN: no tickets */
    double probability; /* that the change came with this week; 0 without a change */
    bool is_in_set;     /* in the set of weeks that holds the change in 95 % of cases */
};

struct change_strip_chart {
    const struct change_week *weeks;
    size_t count;
    const struct chart_tick *ticks;
    size_t tick_count;
    double ratio_least, ratio_most; /* the scale holds at least these; NaN: no wish */

    size_t change_at;     /* the first week after it; `count` when no change can be dated */
    double before, after; /* levels; without a change `before` is that of all weeks */
    const char *before_text, *after_text;
    const char *change_text; /* "since the week of 10 August" */
    const char *set_title;   /* left of the strip: "when it came" */
    const char *set_text;    /* "95%: 3–17 August" */

    double promise; /* NaN: none */
    const char *promise_text;
    struct chart_words ratios;
};

const struct chart *chart_change_strip(struct arena *arena, const char *key,
                                       const struct change_strip_chart *change);

#endif
