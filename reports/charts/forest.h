/* forest: one row an account (or agent group, or topic): estimate, interval, raw value, norm. */
#ifndef DESKGAUGE_CHARTS_FOREST_H
#define DESKGAUGE_CHARTS_FOREST_H

#include "charts/chart.h"

struct forest_row {
    const char *name;
    double value, low, high; /* estimate with its interval; NaN: cannot tell */
    double raw;              /* ring: the share as counted; NaN: not shown */
    enum chart_tone tone;    /* off the norm or not */
    const char *value_text;  /* "92.7%" */
    const char *count_text;  /* "412" */
};

struct forest_chart {
    const struct forest_row *rows;
    size_t count;
    double norm; /* of all; NaN: no line */
    const char *norm_text;
    const char *value_title, *count_title; /* over the columns */
    double low, high; /* what the scale must not leave (0..1 for shares); both 0: no bound */
    struct chart_words values;
};

const struct chart *chart_forest(struct arena *arena, const char *key,
                                 const struct forest_chart *forest);

#endif
