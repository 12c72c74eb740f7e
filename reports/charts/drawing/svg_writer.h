/* svg_writer: the few elements of which our drawings are made. */
#ifndef DESKGAUGE_CHARTS_SVG_WRITER_H
#define DESKGAUGE_CHARTS_SVG_WRITER_H

#include <stdbool.h>

#include "base/text.h"
#include "charts/drawing/chart.h"

/* How a shape is painted; COLOUR_COUNT is "not at all". */
struct paint {
    enum colour fill, stroke;
    double opacity; /* of the fill, 0..1 */
    double width_px;
    double dash_px[2]; /* 0: solid */
};

struct text_style {
    enum colour colour;
    double size_px;
    bool is_bold;
    enum label_align align;
};

/* What the element that is still open is made of. */
enum svg_held { HELD_NOTHING, HELD_PATH, HELD_DOTS, HELD_TEXTS };

/* Shapes of one paint, and texts of one style, that follow each other become one element. All-zero
 * is ready for use. */
struct svg_writer {
    struct buffer out;
    struct buffer held; /* the way of a path, or texts */
    enum svg_held holds;
    struct paint paint;
    struct text_style style;
    int x, y; /* the last point of the path, in tenths of a pixel */
};

void svg_writer_release(struct svg_writer *writer);
OWN_RELEASER(svg_writer_release, struct svg_writer)

void svg_start(struct svg_writer *writer, const struct chart *chart);
void svg_end(struct svg_writer *writer);

/* Points of one line or outline; `is_closed` for an area. Two points or more. */
struct point {
    double x, y;
};
void svg_line(struct svg_writer *writer, const struct paint *paint, const struct point *points,
              size_t count, bool is_closed);
void svg_circle(struct svg_writer *writer, const struct paint *paint, struct point centre,
                double radius_px);

/* A label at the place and in the paint that gnuplot gave it. */
void svg_text(struct svg_writer *writer, const struct text_style *style, struct point at,
              const char *text, const char *whole);

#endif
