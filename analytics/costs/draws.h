/* draws: the models of a comparison, each priced in the same simulated futures. */
#ifndef DESKGAUGE_COSTS_DRAWS_H
#define DESKGAUGE_COSTS_DRAWS_H

#include "costs/chance.h"
#include "costs/demand.h"
#include "costs/parts.h"
#include "costs/payroll.h"
#include "costs/sobol.h"
#include "costs/staffing.h"

/* Seat hours of a year over a grid of loads, filled where a draw asks; between two rows linear in
 * the logarithm of the load. Handling time stays at its middle in Erlang's exponent. */
enum { LOAD_STEPS = 321, LOAD_STEPS_AN_OCTAVE = 32 };
struct load_table {
    struct staffing_case base;
    double holidays_a_year;
    struct seat_hours rows[LOAD_STEPS];
    bool is_filled[LOAD_STEPS];
    double seat_error; /* see load_doubt.h */
};

/* ERROR_USAGE of staffing_plan. `scale`: load over the middle load, kept within 1/32 … 32. */
MUST_CHECK bool load_table_find(struct load_table *table, double scale, struct seat_hours *out,
                                struct error *err);

/* What is not known: each input has its own random number in each draw, the same for all models. */
enum draw_input {
    DRAW_LEVEL, /* tickets a month: what a year of counts does not tell (demand.level_error) */
    DRAW_GROWTH,
    DRAW_PROFILE, /* on which hours they fall (load_doubt.h) */
    DRAW_HANDLING,
    DRAW_PAY,
    DRAW_INPUT_COUNT
};
const char *draw_input_key(enum draw_input input); /* "monthly_tickets", "volume_growth" … */

/* What an offer takes of the demand in a mix: of all tickets, of all seat hours; of its own tickets
 * those that come outside office hours; of the tickets of each hour. */
struct draw_share {
    size_t offer;
    double ticket_share, seat_share, out_of_hours_share;
    const double *of_hours; /* [WEEK_HOURS] */
    double error;           /* of the logarithm of ticket_share, see load_doubt.h */
};

/* A model of several parts: offers, and own staff where it takes some of the demand. */
enum { MIX_OFFERS = 2 };
struct draw_mix {
    bool has_own;
    struct load_table table; /* own staff's part of the demand */
    struct draw_share shares[MIX_OFFERS];
    size_t share_count;
};

struct draws {
    const struct settings *settings;
    const struct demand *demand;
    const struct payroll_table *payroll;
    struct load_table *table;
    const double *hours_shares; /* [offer] of the seat hours that lie in the offer's hours */
    uint32_t draw_count;
    bool is_doubted;        /* errors of the hours are found: load_doubt.h */
    struct draw_mix *mixes; /* model_count - 1 - offers of the settings */
    size_t model_count;     /* own staff, then the offers, then the mixes */
    double *totals;         /* [model][draw] discounted minor units */
    double *parts;          /* [model][PART_COUNT] expected */
    double tickets;         /* expected, over the horizon */
    int first_month;        /* of the horizon: 0 January */
    bool heads_are_shares;  /* own heads and persons are not rounded up: for smooth indices */
    struct normal_table normals;
};

/* One choice of the inputs: factors on their middles (growth has none), and normal deviates of
 * their doubt. */
struct draw_point {
    double factor[DRAW_INPUT_COUNT], z[DRAW_INPUT_COUNT];
};
extern const struct draw_point DRAW_MIDDLE; /* all factors 1, all deviates 0 */

/* Expected totals of all models at one point, over the months' chance alone: the same POINT_DRAWS
 * years for every point. `out` has model_count numbers. */
enum { POINT_DRAWS = 48 };
MUST_CHECK bool draws_point(struct draws *draws, const struct draw_point *point, double *out,
                            struct error *err);

/*
 * Fill totals, parts and tickets: the caller gives zeroed memory. On two threads, in portions of
 * DRAW_PORTION draws whose sums are added in their order: the bytes do not depend on the threads.
 */
enum { DRAW_PORTION = 4096, DRAW_THREADS = 2 };
MUST_CHECK bool draws_run(struct draws *draws, struct error *err);

/* The normal deviate of `input` in each draw, for decision_evppi(). `out`: draw_count numbers. */
void draws_of_input(const struct draws *draws, enum draw_input input, double *out);

/*
 * Sobol indices of the difference in cost (models `second` - `first`), by input. The months' chance
 * is averaged over the same SOBOL_DRAWS years at each of SOBOL_POINTS·(inputs + 2) points, so it is
 * no part of the variance. ERROR_USAGE for more inputs than SOBOL_MOST_INPUTS.
 */
enum { SOBOL_DRAWS = 8, SOBOL_POINTS = 2048 };
MUST_CHECK bool draws_sobol(struct draws *draws, size_t first, size_t second, struct sobol *out,
                            struct error *err);

#endif
