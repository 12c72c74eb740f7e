/* simulate_trace: the client's own tickets, as a simulation takes them. */
#ifndef DESKGAUGE_COSTS_SIMULATE_TRACE_H
#define DESKGAUGE_COSTS_SIMULATE_TRACE_H

#include "costs/demand.h"
#include "costs/simulate.h"

/* The trace of an export on a week of local hours. Rank 0 is live, 1 may wait (demand.h). */
struct simulation_trace {
    struct simulated_ticket *tickets; /* ascending */
    size_t count;
    int32_t first_monday;  /* local day of at_s = 0 */
    size_t logged_count;   /* whose work was logged; the others have a made-up one */
    double logged_mean_s;  /* before scaling; NaN: none */
    bool is_made_up;       /* there was no export: simulation_trace_make_up() */
    double handling_scale; /* of logged work, so that its mean is the demand's middle */
};

enum { TRACE_LEAST_LOGGED = 30 };

/*
 * The days that `demand` counts. Work: as logged, scaled to the mean that the demand goes by; where
 * it was not logged, that of another ticket chosen by a hash of `seed`; with fewer than
 * TRACE_LEAST_LOGGED logged, log-normal of that mean with a deviation equal to it (assumed: the
 * work of tickets has a long tail). Fails for a zone that is not known and for want of memory.
 */
MUST_CHECK bool simulation_trace_build(const struct cube *cube, const struct demand *demand,
                                       uint64_t seed, struct simulation_trace *out,
                                       struct error *err);

/* Tickets of MADE_UP_WEEKS weeks as `demand` expects them: Poisson within each hour (with the
 * demand's dispersion), log-normal work. */
enum { MADE_UP_WEEKS = 52 };
MUST_CHECK bool simulation_trace_make_up(const struct demand *demand, uint64_t seed,
                                         struct simulation_trace *out, struct error *err);
void simulation_trace_release(struct simulation_trace *trace);
OWN_RELEASER(simulation_trace_release, struct simulation_trace)

/* A case of that trace with the promises that most live and most waiting tickets have; the caller
 * sets the seats of the model (staffing.seats, or a plan's people and bought hours). */
struct simulation_case simulation_case_of(const struct simulation_trace *trace,
                                          const struct demand *demand);

#endif
