/* change: one criterion in two quarters, as its verdict, its places and its date share it. Private.
 */
#ifndef DESKGAUGE_CRITERIA_CHANGE_H
#define DESKGAUGE_CRITERIA_CHANGE_H

#include "criteria/scoring.h"

enum { COMPARED_LEAST = 10 }; /* tickets of a part in each quarter */

struct cells {
    uint32_t *before, *after; /* one a unit */
    size_t count;
};

struct case_of_change {
    struct units before, after;
    double band_hours[BAND_COUNT];
    bool is_overlap; /* cells weigh by what the two have in common: they hardly share hours */
    struct cells cells;
    struct compared compared;
    double ninety; /* half width of the 90 % interval */
    bool is_tested;
};

struct segments {
    struct segment *rows; /* of the card's arena */
    double *p;            /* one-sided, of a drop; NaN not tested */
    size_t count;
};

/* One criterion's two sets of units compared: before, after, change, limits, smallest drop; and the
 * verdicts of all five together (Benjamini-Hochberg over those tested). */
MUST_CHECK bool change_measure(struct scoring *scoring, enum criterion criterion,
                               struct case_of_change *one, struct criterion_change *out,
                               struct error *err);
MUST_CHECK bool change_verdicts(struct scoring *scoring,
                                const struct case_of_change cases[CRITERION_COUNT],
                                struct criterion_change *const changes[CRITERION_COUNT],
                                struct error *err);

/* change_cells.c: channel x priority x band x topic, at most ~30; or the bands alone. */
MUST_CHECK bool change_cells(struct scoring *scoring, const struct units *before,
                             const struct units *after, bool is_by_band, struct cells *out,
                             struct error *err);

/* executors.c: own staff and provider, before and after. One criterion at a time, while its units
 * live; the verdicts when all have been taken. */
struct executor_cases {
    struct case_of_change cases[EXECUTOR_PAIR_COUNT][CRITERION_COUNT]; /* without their units */
};
MUST_CHECK bool executors_list(struct scoring *scoring, struct error *err);
MUST_CHECK bool executors_compare(struct scoring *scoring, enum criterion criterion,
                                  const struct case_of_change *one, struct executor_cases *out,
                                  struct error *err);
MUST_CHECK bool executors_judge(struct scoring *scoring, const struct executor_cases *cases,
                                struct error *err);

/* where.c: the parts of the work by what they moved the whole by. */
MUST_CHECK bool segments_find(struct scoring *scoring, const struct case_of_change *one,
                              struct segments *out, struct error *err);
/* Hierarchical: a segment is named only inside a criterion that sagged. */
MUST_CHECK bool segments_name(struct scoring *scoring, struct segments lists[CRITERION_COUNT],
                              struct error *err);

/* since.c: the week from which it is different; needs no second quarter. */
MUST_CHECK bool change_date(struct scoring *scoring, enum criterion criterion, struct error *err);

#endif
