/* week: hours of the week as a grid of cells, which two charts share: places, hatching, the frame
 * of the promised hours, the words of the axes, the legend. */
#ifndef DESKGAUGE_CHARTS_WEEK_H
#define DESKGAUGE_CHARTS_WEEK_H

#include "charts/drawing/canvas.h"

enum {
    WEEK_DAYS = 8, /* Monday … Sunday, holidays, which stand a little apart */
    WEEK_HOURS = 24,
    WEEK_HOLIDAYS = WEEK_DAYS - 1,
    WEEK_HOUR_WORDS = 9,
    WEEK_CELL_HEIGHT = 21,
    WEEK_SWATCH = 14
};

struct week {
    double left, right, cell_width, bottom; /* px */
    int day_count;                          /* 7 when there is no name for holidays */
};

struct week week_of(const char *const day_names[WEEK_DAYS], double width_px);

/* How far the mark of a cell stays from its edges; an hour that was not promised is drawn small. */
double week_inset(const struct week *week, bool is_promised);
double week_left(const struct week *week, int hour);
double week_top(int day);

/* The block "gaps" and GAP: lines of paper that part the hours of a run. */
void week_gaps(struct canvas *canvas, const struct week *week);

/* The mark of a cell, or NULL where the cell has no room for it. */
enum { WEEK_MARK_PX = 11 };
const char *week_mark(const struct week *week, const char *mark);

/* Rows `x y dx dy` of the block that is open: three strokes across a box; the outline of the hours
 * for which `is_in` holds, whatever their shape. */
void week_hatch(struct canvas *canvas, double left, double right, double top, double bottom);
void week_frame(struct canvas *canvas, const struct week *week,
                bool (*is_in)(const void *context, int day, int hour), const void *context);

/* Words of days and of every third hour. */
void week_words(struct canvas *canvas, const struct week *week,
                const char *const day_names[WEEK_DAYS],
                const char *const hour_names[WEEK_HOUR_WORDS]);

/* Where the swatches of the legend stand (left end and middle) under the grid: a NULL name has
 * none; from `second` on they start a new line. Returns the middle of the last line. */
struct week_swatch {
    double x, y;
};
double week_legend(const struct week *week, const char *const *names, int count, int second,
                   struct week_swatch *out);
void week_legend_words(struct canvas *canvas, const char *const *names, int count,
                       const struct week_swatch *at);
void week_frame_swatch(struct canvas *canvas, const struct week_swatch *at);

#endif
