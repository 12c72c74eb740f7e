/* break_even: what two or three models cost by volume, and where they cost the same. */
#ifndef DESKGAUGE_CHARTS_BREAK_EVEN_H
#define DESKGAUGE_CHARTS_BREAK_EVEN_H

#include "charts/chart.h"

enum { MODELS_MOST = 3 };

struct cost_point {
    double volume, cost, low, high; /* low, high: NaN without a band */
};

struct cost_line {
    const char *name; /* right of its end */
    const struct cost_point *points;
    size_t count;
};

struct break_even_chart {
    struct cost_line lines[MODELS_MOST];
    size_t line_count;
    double equal, equal_low, equal_high; /* volumes of equal cost; NaN: none in sight */
    const char *equal_text;              /* "equal cost at 5,700 (4,100–8,300)" */
    double now;                          /* volume of today; NaN: unknown */
    const char *now_text;
    const char *volume_title, *cost_title;
    struct chart_words volumes, costs;
};

const struct chart *chart_break_even(struct arena *arena, const char *key,
                                     const struct break_even_chart *even);

#endif
