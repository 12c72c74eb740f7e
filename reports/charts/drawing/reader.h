/* reader: the SVG that gnuplot writes, read with a parser and written again by us. */
#ifndef DESKGAUGE_CHARTS_READER_H
#define DESKGAUGE_CHARTS_READER_H

#include "charts/chart.h"

/*
 * The drawing of `chart` from one document of gnuplot. Kept are lines, areas, points (their
 * symbols drawn in place) and texts, whose tokens become the labels of the chart; ids, titles and
 * definitions are dropped. A colour that is not in the palette, a text that is not a token of this
 * chart, a label that is missing or comes twice, and any other element make it junk: NULL, with
 * the reason in `*junk`. NULL with `*junk` NULL when memory is short.
 */
const struct svg *svg_read(struct span document, const struct chart *chart, struct arena *arena,
                           const char **junk);

#endif
