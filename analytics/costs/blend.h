/* blend: work with deadlines poured into the idle time of seats that are there anyway. */
#ifndef DESKGAUGE_COSTS_BLEND_H
#define DESKGAUGE_COSTS_BLEND_H

#include <stddef.h>

#include "base/error.h"
#include "base/ownership.h"
#include "costs/deadline.h"

struct blend_item {
    int hour;   /* of arrival, 0…335: two weeks laid out */
    double due; /* hours from Monday 00:00 of the first week */
    double work;
};

/* All-zero is empty. */
struct blend {
    struct blend_item *items;
    size_t count, capacity;
    double idle[WEEK_HOURS]; /* seat hours left by live work */
    bool staffed[WEEK_HOURS], office[WEEK_HOURS];
    double ticket_work; /* hours of one ticket, exponential */
    double dispersion;
};

struct blend_result {
    double bound; /* constant seats of the staffed hours if there were nothing idle; no buffer */
    uint32_t everywhere, in_office; /* whole seats to add */
    int impossible_hour;            /* no staffed hour before its deadline; -1 */
};

/* `work` hours arrive in `hour` of every week, due `after` hours from its beginning. */
MUST_CHECK bool blend_add(struct blend *blend, int hour, double after, double work,
                          struct error *err);

/*
 * Earliest deadline first keeps all deadlines exactly when in every window, from an hour to a
 * deadline, the work that arrives and falls due inside it fits the seat hours inside it (demand
 * bound; Baruah, Rosier & Howell 1990). A window of at least one ticket is widened by 1.28
 * standard deviations of compound Poisson work, 2·work·ticket_work·dispersion (costs.md 4.4).
 */
MUST_CHECK bool blend_solve(struct blend *blend, struct blend_result *out, struct error *err);

void blend_release(struct blend *blend);
OWN_RELEASER(blend_release, struct blend)

#endif
