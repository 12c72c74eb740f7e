/* tornado: how far each assumption moves a result, the widest first. */
#ifndef DESKGAUGE_CHARTS_TORNADO_H
#define DESKGAUGE_CHARTS_TORNADO_H

#include "charts/chart.h"

struct tornado_row {
    const char *name;
    double at_low, at_high;           /* the result with the assumption at its low and high end */
    const char *low_text, *high_text; /* those ends: "3,000", "6,000" */
};

struct tornado_chart {
    const struct tornado_row *rows; /* in the order to be drawn */
    size_t count;
    double base; /* the result with every assumption as it is */
    const char *base_text;
    double flip; /* where the answer changes (0: no saving); NaN: none */
    const char *flip_text;
    const char *title; /* under the axis: the unit */
    struct chart_words values;
};

const struct chart *chart_tornado(struct arena *arena, const char *key,
                                  const struct tornado_chart *tornado);

#endif
