/* making: one comparison while it is made. Private to compare.c, models.c and mixes.c. */
#ifndef DESKGAUGE_COSTS_MAKING_H
#define DESKGAUGE_COSTS_MAKING_H

#include "costs/comparison.h"
#include "costs/fit.h"
#include "costs/pair.h"

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
    size_t hybrid_count;
    struct pair *pairs; /* the cheapest by the month, as their models come */
    size_t pair_count;
    struct draw_mix *mixes; /* of the hybrids, then of the pairs */
    size_t mix_count;
};

/* At most so many pairs are priced: a table that nobody reads decides nothing. */
enum { PAIRS_MOST = 4 };

/* models.c: all but the money of each model: people, seats, hours, faults. The shares of hours come
 * before what asks for them. */
void models_measure_hours(struct making *making);
struct fit model_fit_alone(const struct making *making, size_t index);
MUST_CHECK bool models_fill(struct making *making, struct comparison *out, struct error *err);

/* mixes.c: which mixes are worth a look, and then the same of each. */
MUST_CHECK bool mixes_find(struct making *making, struct comparison *out, struct error *err);
MUST_CHECK bool mixes_fill(struct making *making, struct comparison *out, struct error *err);

#endif
