/* patience: the fewest seats of an hour whose customers give up when they wait too long. */
#ifndef DESKGAUGE_COSTS_PATIENCE_H
#define DESKGAUGE_COSTS_PATIENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * Erlang A for one promise takes an integral (erlang_a.h), and a plan asks 168 hours at hundreds of
 * loads: the greatest load that each number of seats bears is found once, by halving to 2^-40, and
 * kept. All-zero with patience and handling set is empty; `share` counts answered within T of all
 * that came (answered_of_offered), so that giving up is no success.
 */
enum { PATIENCE_SEATS = 64, PATIENCE_PROMISES = 16 };
struct patience {
    double patience_s, handling_s;
    struct patience_row {
        double within_s, share;
        double most_load[PATIENCE_SEATS]; /* erlangs that index + 1 seats bear */
        uint32_t filled;
    } rows[PATIENCE_PROMISES];
    size_t row_count;
};

/* Beyond the table erlang_a_seats() itself. Errors are those of it. */
MUST_CHECK bool patience_seats(struct patience *patience, double load, double within_s,
                               double share, uint32_t *out, struct error *err);

/* Chance to wait and to give up, of all that come, by birth and death; seats > 0. */
struct patience_queue {
    double wait_probability, abandon_probability;
};
struct patience_queue patience_queue(double load, uint32_t seats, double handling_s,
                                     double patience_s);

#endif
