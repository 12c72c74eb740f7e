/* waterfall: from one total to another by the parts that make up the difference. */
#ifndef DESKGAUGE_CHARTS_WATERFALL_H
#define DESKGAUGE_CHARTS_WATERFALL_H

#include <stdbool.h>

#include "charts/chart.h"

struct waterfall_step {
    const char *name;       /* "Email: slower", "More requests by phone" */
    double part;            /* signed, in the unit of the totals; unknown is NaN and not drawn */
    double low, high;       /* interval of the part; NaN: none */
    bool is_worse;          /* which way is worse depends on the measure */
    bool is_mix;            /* a change of the mixture, not of the work itself: drawn paler */
    const char *value_text; /* "−6.2" */
};

struct waterfall_chart {
    double start, end; /* the steps add up to their difference (Kitagawa 1955) */
    const char *start_name, *start_text, *end_name, *end_text;
    const struct waterfall_step *steps;
    size_t count;
    struct chart_words values;
};

const struct chart *chart_waterfall(struct arena *arena, const char *key,
                                    const struct waterfall_chart *waterfall);

#endif
