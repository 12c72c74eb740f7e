/* work: what a ticket takes with its loops, and the work that no ticket asks for. */
#ifndef DESKGAUGE_COSTS_WORK_H
#define DESKGAUGE_COSTS_WORK_H

#include "costs/demand.h"

/*
 * Fill what the demand says of work: the handling time by its order of preference (handling.h), the
 * loops, and planned work. Minutes that were told are those of one round of the first line: they
 * are carried through reopening and the second line, minutes_with_loops() (costs.md 4.1, 4.10).
 * Logged work, touches and the calibration are those of whole tickets and hold their loops already.
 */
MUST_CHECK bool work_find(const struct cube *cube, const struct settings *settings,
                          struct arena *arena, struct demand *demand, struct error *err);

/*
 * Planned work of the year from `first_day` on (planned_work.csv): its weekly hours, in the hours
 * that it must be done in as far as they are covered, else in any.
 */
MUST_CHECK bool work_plan(const struct settings *settings, int32_t first_day, struct arena *arena,
                          struct demand *demand, struct error *err);

/* Of the work of a ticket, the part that an offer's people do: all but what comes back to the
 * client's own second line. */
double work_offered_share(const struct demand *demand, const struct offer_settings *offer);
/* Hours of the client's second line for each ticket of the offer. People who are paid by the month
 * are as many as the whole work takes, so nothing comes back unless it was told. */
double work_returned_hours(const struct demand *demand, const struct offer_settings *offer);

#endif
