/* figure_id: the id of a figure, as reports and 'score --csv' print it, taken apart. */
#ifndef DESKGAUGE_COMMAND_FIGURE_ID_H
#define DESKGAUGE_COMMAND_FIGURE_ID_H

#include "criteria/scorecard.h"

/* Words of the dimensions; empty: all, and the default period. */
enum figure_dimension {
    DIMENSION_ACCOUNT,
    DIMENSION_CHANNEL,
    DIMENSION_PRIORITY,
    DIMENSION_BAND,
    DIMENSION_TOPIC,
    DIMENSION_EXECUTOR,
    DIMENSION_PERIOD,
    DIMENSION_COUNT
};
struct figure_id {
    enum measured name;
    char words[DIMENSION_COUNT][256];
};

/* ERROR_USAGE with the nearest name for an id that there is not. `out` is a copy of its own. */
MUST_CHECK bool figure_id_parse(const char *text, struct figure_id *out, struct error *err);

/* The words as numbers of a cube; `period` stays PERIOD_CURRENT. ERROR_USAGE for unknown words. */
MUST_CHECK bool figure_id_place(const struct figure_id *id, const struct fact_names *names,
                                struct measurement *out, struct error *err);

#endif
