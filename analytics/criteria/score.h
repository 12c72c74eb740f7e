/* score: cube and settings in, scorecard out. A pure function: no clock, no file, no SQL. */
#ifndef DESKGAUGE_CRITERIA_SCORE_H
#define DESKGAUGE_CRITERIA_SCORE_H

#include "criteria/scorecard.h"

#define PERIOD_ALL "all" /* the whole export; nothing to compare it with */

struct score_request {
    const struct cube *cube;
    const struct settings *settings;
    const char *period;   /* "2026Q2", PERIOD_ALL; NULL: the default period */
    int32_t account;      /* ALL_ACCOUNTS, or one: its own scorecard for an account review */
    unsigned drill_sides; /* of the drill-down, enum drill_side; 0: all */
};

/* ERROR_USAGE for a period that is not one or holds no ticket. The caller owns `*out`. */
MUST_CHECK bool score(const struct score_request *request, struct scorecard *out,
                      struct error *err);

#endif
