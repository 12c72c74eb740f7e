/* draws: the models of a comparison, each priced in the same simulated futures. */
#ifndef DESKGAUGE_COSTS_DRAWS_H
#define DESKGAUGE_COSTS_DRAWS_H

#include "costs/demand.h"
#include "costs/parts.h"
#include "costs/payroll.h"
#include "costs/staffing.h"

/* Seat hours of a year over a grid of loads, filled where a draw asks; between two rows linear in
 * the logarithm of the load. Handling time stays at its middle in Erlang's exponent. */
enum { LOAD_STEPS = 65, LOAD_STEPS_AN_OCTAVE = 4 };
struct load_table {
    struct staffing_case base;
    double holidays_a_year;
    struct seat_hours rows[LOAD_STEPS];
    bool is_filled[LOAD_STEPS];
};

/* ERROR_USAGE of staffing_plan. `scale`: load over the middle load, kept within 1/256 … 256. */
MUST_CHECK bool load_table_find(struct load_table *table, double scale, struct seat_hours *out,
                                struct error *err);

struct draws {
    const struct settings *settings;
    const struct demand *demand;
    const struct payroll_table *payroll;
    struct load_table *table;
    const double *hours_shares; /* [offer] of the seat hours that lie in the offer's hours */
    uint32_t draw_count;
    size_t model_count; /* own staff, then the offers */
    double *totals;     /* [model][draw] discounted minor units */
    double *parts;      /* [model][PART_COUNT] expected */
    double tickets;     /* expected, over the horizon */
};

/* One choice of the inputs: factors on their middles, and normal deviates of their doubt. */
struct draw_point {
    double volume_factor, handling_factor, pay_factor;
    double volume_z, handling_z, pay_z;
};

/* Expected totals of all models at one point, over the months' chance alone: the same POINT_DRAWS
 * years for every point. `out` has model_count numbers. */
enum { POINT_DRAWS = 48 };
MUST_CHECK bool draws_point(struct draws *draws, const struct draw_point *point, double *out,
                            struct error *err);

/* Fill totals, parts and tickets: the caller gives zeroed memory. */
MUST_CHECK bool draws_run(struct draws *draws, struct error *err);

#endif
