/* divide: one demand among several parties, by the hour of the week. */
#ifndef DESKGAUGE_COSTS_DIVIDE_H
#define DESKGAUGE_COSTS_DIVIDE_H

#include "costs/demand.h"
#include "costs/staffing.h"

/* One party's part of a demand. */
struct part {
    double share[WEEK_HOURS]; /* of the tickets of each hour */
    struct demand demand;
    double ticket_share, seat_share; /* of all tickets; of all seat hours */
};

/*
 * Fill the other members of `part` from its share. Hours without a share promise nothing to it.
 * Planned work stays in it: whoever has no part in that takes it out. Lives in `arena`.
 */
MUST_CHECK bool divide(const struct demand *demand, const struct staffing *staffing,
                       struct arena *arena, struct part *part, struct error *err);

/* Of the tickets, those that come outside office hours. */
double out_of_hours_share(const struct demand *demand);

#endif
