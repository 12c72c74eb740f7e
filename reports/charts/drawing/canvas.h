/* canvas: a chart while it is made: numbers and blocks for the template, and labels by pixel. */
#ifndef DESKGAUGE_CHARTS_CANVAS_H
#define DESKGAUGE_CHARTS_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

#include "charts/chart.h"
#include "charts/drawing/palette.h"
#include "charts/drawing/scale.h"

/*
 * The script of a chart is made here and nowhere else, by three functions: a number, a block of
 * numbers, and (in draw.c) the labels, whose texts are the tokens T001, T002… No other text ever
 * reaches gnuplot.
 *
 * A canvas is opened with the size of the drawing, filled, and closed into a chart. Memory that
 * runs short, and values that cannot be drawn, are kept in it and told by the chart.
 */
enum { LABEL_SIZE_PX = 13, LABEL_SMALL_PX = 12 };

/* Every chart is drawn twice: for a page, and for a telephone of 390 px, on which a drawing of the
 * first width would have letters of 7 px. A sheet shows one of them. */
enum { CANVAS_WIDE_PX = 720, CANVAS_NARROW_PX = 360 };

enum label_align { LABEL_LEFT, LABEL_CENTRE, LABEL_RIGHT };

/* One line of text around a point: `x_px` is its left end, middle or right end, `y_px` the middle
 * of its height, both from the top left corner. */
struct label {
    const char *text;  /* in a chart: what is shown */
    const char *whole; /* in a chart: the tooltip when `text` was shortened, else NULL */
    double x_px, y_px;
    enum label_align align;
    enum colour colour; /* 0: ink */
    int size_px;        /* 0: LABEL_SIZE_PX */
    bool is_bold;
    double most_px; /* 0: up to the edge of the drawing */
};

struct box {
    double left, right, top, bottom; /* px */
};

struct canvas {
    struct arena *arena;
    const char *key;
    const char *template;
    double width_px;
    double height_px;
    struct buffer script;
    struct label *labels;
    size_t label_count, label_capacity;
    struct box *obstacles; /* marks that labels keep off where they can */
    size_t obstacle_count, obstacle_capacity;
    const char *nothing; /* why there is nothing to draw, or NULL */
    bool is_short;
};

/* `template` is the name of a file in templates/ without its ending. */
struct canvas canvas_open(struct arena *arena, const char *key, const char *template,
                          double width_px, double height_px);
const struct chart *canvas_close(struct canvas *canvas);

/* Is there no room for columns of words beside the plot? */
bool canvas_is_narrow(const struct canvas *canvas);

/* The wide drawing, which keeps the narrow one beside it. */
const struct chart *canvas_pair(struct arena *arena, const struct chart *wide,
                                const struct chart *narrow);

/* The chart says why there is nothing to draw; the first reason stays. */
void canvas_nothing(struct canvas *canvas, const char *reason);

void canvas_number(struct canvas *canvas, const char *name, double value);

/* NAME_L, NAME_R, NAME_T, NAME_B (margins in pixels) and NAME_X0 … NAME_Y1 (values at the left,
 * right, bottom and top edge) for a plot of a template. `x` runs left to right, `y` bottom to top
 * or, for rows, top to bottom. */
void canvas_area(struct canvas *canvas, const char *name, const struct scale *x,
                 const struct scale *y);

/* A data block. A row whose first value is not finite is left out; another unknown value is
 * written NaN. A block without rows gets one of NaN, so that the template may plot it. */
void canvas_block(struct canvas *canvas, const char *name);
void canvas_values(struct canvas *canvas, const double *values, size_t count);
#define CANVAS_ROW(canvas, ...)                                                                    \
    canvas_values((canvas), (const double[]){__VA_ARGS__},                                         \
                  sizeof((const double[]){__VA_ARGS__}) / sizeof(double))
void canvas_block_end(struct canvas *canvas);

/* The block of a band: x, low, high, where all three are known. gnuplot closes a band at a gap
 * with a line back to its start, so a gap is left out. */
void canvas_band_row(struct canvas *canvas, double x, double low, double high);

/* Place a label where it is told to stand; shortened when it is wider than its room. */
void canvas_label(struct canvas *canvas, const struct label *label);

/* The box that a label covers. */
struct box label_box(const struct label *label);
bool box_meets(const struct box *a, const struct box *b);

/* Marks that free labels should keep off: a box, and the way from one point to another. */
void canvas_keep_off(struct canvas *canvas, struct box box);
void canvas_keep_off_line(struct canvas *canvas, double x0, double y0, double x1, double y1);

/*
 * Place a label at the first of `count` places (x, y, alignment of each are read) where it meets
 * neither a label nor an edge of `inside`, taking the one that covers the fewest marks. False, and
 * nothing is placed, when every place is taken.
 */
bool canvas_label_free(struct canvas *canvas, const struct label *places, size_t count,
                       const struct box *inside);

/* Place a label in as many lines around its place as it needs in `most_px`, and how many. */
void canvas_label_lines(struct canvas *canvas, const struct label *label, double most_px);
size_t canvas_line_count(struct canvas *canvas, const struct label *label, double most_px);

/* Labels of one column of lines: as near to their y_px as `gap_px` between them allows, inside
 * [top, bottom], in more lines where the room to the edge asks for it. At most 64. */
void canvas_column(struct canvas *canvas, const struct label *labels, size_t count, double gap_px,
                   double top_px, double bottom_px);

/* Words under (or left of) the ticks of a scale; of two that would meet, the later is left out.
 * `along` is the y of the words of an x axis, or the x of their right end. */
void canvas_words_x(struct canvas *canvas, const struct chart_words *words,
                    const struct ticks *ticks, const struct scale *x, double along_px);
void canvas_words_y(struct canvas *canvas, const struct chart_words *words,
                    const struct ticks *ticks, const struct scale *y, double along_px);
/* The same for words that the caller gave with their places. */
void canvas_ticks_x(struct canvas *canvas, const struct chart_tick *ticks, size_t count,
                    const struct scale *x, double along_px);

/* Lines of a grid as a block of vectors (x y dx dy) over the other scale. */
void canvas_grid_x(struct canvas *canvas, const char *name, const struct ticks *ticks,
                   const struct scale *y);
void canvas_grid_y(struct canvas *canvas, const char *name, const struct ticks *ticks,
                   const struct scale *x);

/* The name of a row, right-aligned at `right_px` around `y_px`: in two lines when it is wider than
 * `wrap_px`, which is the `most_px` that canvas_names_px() was asked with. */
void canvas_row_name(struct canvas *canvas, const char *name, double right_px, double y_px,
                     double wrap_px, bool is_bold);

/* What row names need: the width of the widest after wrapping, between `least` and `most`. */
double canvas_names_px(struct canvas *canvas, const char *const *names, size_t count,
                       double least_px, double most_px);

/* The widest of the texts, 0 for none. */
double labels_width(const char *const *texts, size_t count, int size_px, bool is_bold);

#endif
