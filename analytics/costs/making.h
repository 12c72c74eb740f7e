/* making: one comparison while it is made. Private to compare.c and models.c. */
#ifndef DESKGAUGE_COSTS_MAKING_H
#define DESKGAUGE_COSTS_MAKING_H

#include "costs/comparison.h"
#include "costs/hybrid.h"

struct making {
    const struct settings *settings;
    struct demand demand;
    struct payroll_table payroll;
    struct staffing staffing; /* at the middle of all inputs, mid-horizon */
    struct staffing_case wanted;
    struct seat_hours seats; /* of its year */
    int32_t first_day;       /* of the horizon; INT32_MIN: not known */
    struct patience patience;
    double *hours_shares; /* [offer] of the seat hours that lie in the offer's hours */
    struct hybrid *hybrids;
    struct draw_mix *mixes;
    size_t mix_count;
};

/* models.c: all but the money of each model: people, seats, hours, faults. */
MUST_CHECK bool models_find_hybrids(struct making *making, struct comparison *out,
                                    struct error *err);
MUST_CHECK bool models_fill(struct making *making, struct comparison *out, struct error *err);

#endif
