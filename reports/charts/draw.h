/* draw: the charts of a report, drawn by gnuplot in one confined process. */
#ifndef DESKGAUGE_CHARTS_DRAW_H
#define DESKGAUGE_CHARTS_DRAW_H

#include "base/arena.h"
#include "base/error.h"
#include "charts/chart.h"

/* Why a chart was not drawn, for those who word it in another language. */
enum drawing_end {
    DRAWING_DONE,
    DRAWING_NOTHING, /* the chart has no values that could be drawn */
    DRAWING_MISSING, /* gnuplot is not installed or may not be started */
    DRAWING_FAILED,  /* gnuplot ended with an exit code or a signal */
    DRAWING_LATE,    /* it did not end within the limit */
    DRAWING_JUNK,    /* what it wrote is not the drawing that was asked for */
    DRAWING_NO_MEMORY
};

/* Exactly one of `svg` and `not_drawn`: the drawing, or the reason in English ("gnuplot ended with
 * exit code 1: …"), printable. Both live as long as the arena. */
struct drawing {
    const struct svg *svg;
    const char *not_drawn;
    enum drawing_end end;
};

struct draw_settings {
    const char *gnuplot; /* path of the program; NULL: /usr/bin/gnuplot */
    int limit_ms;        /* wall clock for all charts together; 0: 10 seconds */
};

/*
 * Draw `count` charts, each in both widths, into `out[count]`, in their order. `settings` may be
 * NULL. All charts share one gnuplot process, which can start no program, open no socket and write
 * no file. When it fails, each chart is drawn alone, so that only the one at fault is missing; the
 * caller sees that by `not_drawn` and must say so to the reader.
 *
 * False only for ERROR_INTERNAL (memory, descriptors); a chart that is not drawn is no error here.
 */
MUST_CHECK bool charts_draw(const struct chart *const *charts, size_t count,
                            const struct draw_settings *settings, struct arena *arena,
                            struct drawing *out, struct error *err);

#endif
