/* coverage: how well each hour of the week is covered, with the hours that were promised. */
#ifndef DESKGAUGE_CHARTS_COVERAGE_H
#define DESKGAUGE_CHARTS_COVERAGE_H

#include <stdbool.h>

#include "charts/chart.h"

enum { COVERAGE_DAYS = 8, COVERAGE_HOURS = 24, COVERAGE_CLASSES = 6, COVERAGE_HOUR_WORDS = 9 };

struct coverage_cell {
    double ratio;     /* 0..1; NaN: unknown, drawn hatched */
    bool is_promised; /* inside the hours agreed; a cell outside is drawn small */
    const char *mark; /* a short text in the cell ("45"), for the worst; or NULL */
};

struct coverage_chart {
    struct coverage_cell cells[COVERAGE_DAYS][COVERAGE_HOURS]; /* Monday … Sunday, holidays */
    const char *day_names[COVERAGE_DAYS];        /* without the last there is no row of holidays */
    const char *hour_names[COVERAGE_HOUR_WORDS]; /* at hours 0, 3, … 24 */

    double class_edges[COVERAGE_CLASSES - 1];  /* ascending: .5 .75 .9 .95 .99 */
    const char *class_names[COVERAGE_CLASSES]; /* "under 50%", …, worst first */
    const char *unknown_name;      /* "too few tickets"; shown when there is such a cell */
    const char *not_promised_name; /* "not promised" */
    const char *promised_name;     /* the frame: "promised hours" */
};

const struct chart *chart_coverage(struct arena *arena, const char *key,
                                   const struct coverage_chart *coverage);

#endif
