/* erlang_a: waiting in a queue of live work whose customers lose patience: M/M/n+M. */
#ifndef DESKGAUGE_COSTS_ERLANG_A_H
#define DESKGAUGE_COSTS_ERLANG_A_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/*
 * Palm; Garnett, Mandelbaum & Reiman 2002; building blocks of Zeltyn & Mandelbaum 2005. With
 * l = arrivals a second, m = 1/handling, t = 1/patience, H(x) = (1 - e^{-tx})/t and
 * u(x) = e^{l·H(x) - n·m·x}, J = integral of u: P(wait) = l·J/(1/B_{n-1} + l·J), and the wait
 * that is offered to those who wait has the density u/J. All sums are taken given waiting, with
 * u scaled by its greatest exponent, so that nothing overflows from 1 seat to 10^5, in and out of
 * overload. Everything is finite at any load.
 */
struct erlang_a_queue {
    double hourly_arrivals, handling_s, patience_s, within_s; /* patience > 0 */
    uint32_t seats;                                           /* > 0 */
};

/* Four service levels, which differ: name the one that is promised. */
struct erlang_a {
    double wait_probability;
    double abandon_probability; /* patience rate times mean wait */
    double mean_wait_s;         /* of all */
    double served_wait_s;
    double abandoned_wait_s;
    double occupancy;
    double answered_of_offered;  /* answered within T / offered */
    double answered_of_answered; /* answered within T / answered at all */
    double settled_of_offered;   /* answered or abandoned within T / offered */
    double answered_of_patient;  /* answered within T / offered less abandoned within T */
};

/* ERROR_INTERNAL only when memory is short. */
MUST_CHECK bool erlang_a(const struct erlang_a_queue *queue, struct erlang_a *out,
                         struct error *err);

/* The fewest seats, at least 1, with answered_of_offered of at least `share`; queue->seats is not
 * read. ERROR_USAGE when 10^6 are not enough. */
MUST_CHECK bool erlang_a_seats(const struct erlang_a_queue *queue, double share, uint32_t *out,
                               struct error *err);

#endif
