/* drill: what the files of the drill-down share: units of a criterion by their sides. Private. */
#ifndef DESKGAUGE_CRITERIA_DRILL_H
#define DESKGAUGE_CRITERIA_DRILL_H

#include "criteria/scoring.h"

struct cell {
    uint64_t code; /* sides asked for, account last; those not asked for are 0 */
    struct units units;
    double utility;
    uint64_t decided, kept;
};

struct cells {
    struct cell *rows; /* sorted by code */
    size_t count;
    uint32_t *of_unit; /* the cell of each unit */
};

/* `sides` of enum drill_side. A code is a place by them, and a place that code. */
uint64_t code_of_unit(const struct unit_row *unit, unsigned sides);
uint64_t code_of_place(const struct drill_cell *place, unsigned sides);
void place_of_code(uint64_t code, struct drill_cell *out);

/* Units keep their order (account, day) inside a cell: families are found by it. */
MUST_CHECK bool cells_make(struct scoring *scoring, const struct units *units, unsigned sides,
                           struct cells *out, struct error *err);
/* All cells that do not stand alone, as one; its units in the order of account and day. */
MUST_CHECK bool cells_pool(struct scoring *scoring, const struct units *units,
                           const struct cells *cells, const bool *is_alone, struct cell *out,
                           struct error *err);

enum evidence_question drill_question(enum criterion criterion);
/* A part as a figure of its own; of a bounded question the strict reading. */
MUST_CHECK bool drill_judge(struct scoring *scoring, const struct units *units,
                            enum criterion criterion, struct measurement *out, struct error *err);

/* One side at a time, as figures: priority, band and topic of a headline; bands of cover. */
MUST_CHECK bool sides_measure(struct scoring *scoring, enum criterion criterion,
                              enum period_index period, const struct units *units,
                              struct error *err);
MUST_CHECK bool bands_measure(struct scoring *scoring, enum period_index period,
                              const struct band_cover bands[BAND_COUNT], struct error *err);

#endif
