/* hours_map: who answers in each hour of the week: own staff, a provider, both, nobody. */
#ifndef DESKGAUGE_CHARTS_HOURS_MAP_H
#define DESKGAUGE_CHARTS_HOURS_MAP_H

#include <stdbool.h>

#include "charts/chart.h"

enum {
    HOURS_MAP_DAYS = 8,
    HOURS_MAP_HOURS = 24,
    HOURS_MAP_WORDS = 9,
    HOURS_MAP_PARTIES = 4, /* drawn blue, teal, gold, violet */
    HOURS_MAP_NOBODY = -1  /* drawn hatched */
};

struct hours_map_cell {
    int party;        /* index of `parties`, or HOURS_MAP_NOBODY */
    bool is_promised; /* inside the promise: framed; a cell outside is drawn small */
    const char *mark; /* short, in the cell: people ("2"); or NULL */
};

struct hours_map_chart {
    struct hours_map_cell cells[HOURS_MAP_DAYS][HOURS_MAP_HOURS]; /* Monday … Sunday, holidays */
    const char *day_names[HOURS_MAP_DAYS];   /* without the last there is no row of holidays */
    const char *hour_names[HOURS_MAP_WORDS]; /* at hours 0, 3, … 24 */
    const char *parties[HOURS_MAP_PARTIES];  /* "own team, 101 h", "provider, 67 h"; NULL: none */
    const char *nobody_name;                 /* shown when there is such a cell */
    const char *promised_name;               /* the frame: "promised hours" */
};

const struct chart *chart_hours_map(struct arena *arena, const char *key,
                                    const struct hours_map_chart *map);

#endif
