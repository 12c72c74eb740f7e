/* What a chart and its drawing are made of; only charts/ knows. */
#ifndef DESKGAUGE_CHARTS_DRAWING_CHART_H
#define DESKGAUGE_CHARTS_DRAWING_CHART_H

#include "charts/chart.h"
#include "charts/drawing/canvas.h"

struct chart {
    const char *key;
    const char *template;
    int width_px, height_px;
    struct span script; /* assignments and blocks, as canvas.h made them */
    const struct label *labels;
    size_t label_count;
    const char *nothing;        /* why there is nothing to draw, or NULL */
    bool is_short;              /* memory ran short while it was made */
    const struct chart *narrow; /* the same for a narrow page, or NULL */
};

struct svg {
    struct span bytes;
    const struct svg *narrow; /* or NULL */
};

#endif
