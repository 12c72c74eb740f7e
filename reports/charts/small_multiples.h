/* small_multiples: up to six series side by side on one scale, the others behind each in grey. */
#ifndef DESKGAUGE_CHARTS_SMALL_MULTIPLES_H
#define DESKGAUGE_CHARTS_SMALL_MULTIPLES_H

#include "charts/chart.h"

enum { PANELS_MOST = 6 };

struct small_panel {
    const char *name;     /* "Chat" */
    const char *last;     /* under it: "1,597 (+33%)" */
    const double *values; /* of `value_count` periods, ≥ 0; NaN: unknown, left open */
};

struct small_multiples_chart {
    struct small_panel panels[PANELS_MOST];
    size_t panel_count, value_count;
    const char *first_text, *last_text; /* under the ends of each panel: "Oct", "Sep" */
    struct chart_words values;
};

const struct chart *chart_small_multiples(struct arena *arena, const char *key,
                                          const struct small_multiples_chart *multiples);

#endif
