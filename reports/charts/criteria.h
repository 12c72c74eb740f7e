/* criteria: the five criteria, each on a common scale with its promise and what it was before. */
#ifndef DESKGAUGE_CHARTS_CRITERIA_H
#define DESKGAUGE_CHARTS_CRITERIA_H

#include <stdbool.h>

#include "charts/chart.h"

enum criteria_reading {
    CRITERIA_MEASURED,   /* a point with its interval low..high */
    CRITERIA_BOUNDED,    /* known only to lie in low..high: a bar without a point; a bound that is
                            NaN is open, and the bar ends in an arrow */
    CRITERIA_CANNOT_TELL /* no mark; the words say which column is missing */
};

struct criteria_row {
    const char *name; /* "First reply by a human"; broken into two lines when long */
    enum criteria_reading reading;
    double value, low, high; /* in the unit of the scale; NaN unknown */
    double earlier;          /* ring; NaN none */
    double promise;          /* bar; NaN none */
    bool is_missed;          /* drawn in the colour of a missed promise */
    const char *value_text;  /* "93.1" or, in the plot, "cannot tell" */
    const char *note;        /* under it: "+2.1 vs Q2", "no survey column" */
};

struct criteria_chart {
    const struct criteria_row *rows;
    size_t count;
    double low, high;         /* the ends of the scale; both 0: from the rows */
    const char *promise_name; /* at the first promise: "promised" */
    const char *earlier_name; /* at a ring: "Q2" */
    struct chart_words values;
};

const struct chart *chart_criteria(struct arena *arena, const char *key,
                                   const struct criteria_chart *criteria);

#endif
