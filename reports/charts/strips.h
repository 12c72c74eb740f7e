/* strips: what each support model costs, as nested ranges of possible outcomes. */
#ifndef DESKGAUGE_CHARTS_STRIPS_H
#define DESKGAUGE_CHARTS_STRIPS_H

#include <stdbool.h>

#include "charts/chart.h"

struct strip_row {
    const char *name;
    double p025, p10, p25, p50, p75, p90, p975; /* quantiles, ascending; NaN: cannot be told */
    const char *value_text;                     /* right of the strip: "₽9.6m" */
    const char *note;                           /* under it: "cheapest in 81% of runs" */
    bool is_chosen;                             /* the recommended one, its name in bold */
};

struct strips_chart {
    const struct strip_row *rows;
    size_t count;
    const char *title;     /* under the axis: "₽ million, first 12 months" */
    const char *key_title; /* of the key: "range of outcomes" */
    const char *half_name, *most_name, *all_name; /* of the ranges: "50%", "80%", "95%" */
    bool starts_at_zero;
    struct chart_words values;
};

const struct chart *chart_strips(struct arena *arena, const char *key,
                                 const struct strips_chart *strips);

#endif
