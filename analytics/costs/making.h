/* making: one comparison while it is made. Private to compare.c, models.c, mixes.c and what reads
 * their work. */
#ifndef DESKGAUGE_COSTS_MAKING_H
#define DESKGAUGE_COSTS_MAKING_H

#include "costs/comparison.h"
#include "costs/fit.h"
#include "costs/mix.h"

struct making {
    const struct settings *settings;
    struct demand demand;
    struct payroll_table payroll;
    struct staffing staffing;            /* at the middle of all inputs, mid-horizon */
    struct staffing_case wanted, middle; /* at today's load; at mid-horizon */
    struct seat_hours seats;             /* of its year */
    int32_t first_day;                   /* of the horizon; INT32_MIN: not known */
    struct patience patience;
    double *hours_shares; /* [offer] of the seat hours that lie in the offer's hours */
    struct mix *mixes;    /* own staff and an offer, two offers, own staff and two offers */
    size_t mix_count, hybrid_count; /* all; and of own staff and one offer, which come first */
    struct draw_mix *draw_mixes;
    double own_monthly_minor; /* own staff alone, to choose mixes by */
};

/* At most so many of each are priced: a table that nobody reads decides nothing. */
enum { PAIRS_MOST = 4, TRIPLES_MOST = 2 };

/* models.c: all but the money of each model: people, seats, hours, faults. The shares of hours come
 * before what asks for them. */
void models_measure_hours(struct making *making);
struct fit model_fit_alone(const struct making *making, size_t index);
MUST_CHECK bool models_fill(struct making *making, struct comparison *out, struct error *err);

/* mixes.c: which mixes are worth a look. */
MUST_CHECK bool mixes_find(struct making *making, struct comparison *out, struct error *err);
/* The people that one offer needs at once, of those who are paid by the person; else 0. */
double mix_persons(const struct making *making, const struct mix *mix, size_t side);
/* Does it keep the promises of its part? */
struct fit mix_fit(const struct making *making, const struct mix *mix, size_t side);

/* mixes_fill.c: then all but the money of each. */
MUST_CHECK bool mixes_fill(struct making *making, struct comparison *out, struct error *err);

#endif
