/* erlang: waiting in a queue of live work: Erlang B and C, and the seats that a promise needs. */
#ifndef DESKGAUGE_COSTS_ERLANG_H
#define DESKGAUGE_COSTS_ERLANG_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Poisson arrivals, exponential work of mean `handling_s`, `seats` equal servers, no abandonment
 * (Erlang 1917). `load` is the offered load in erlangs: arrivals an hour times handling hours.
 * Probabilities 0..1, times in seconds; infinite where the load is not below the seats.
 */

/* Erlang B by B_k = a·B_{k-1} / (k + a·B_{k-1}): stable for any number of seats. */
double erlang_b(double load, uint32_t seats);

struct erlang_c {
    double wait_probability;
    double mean_wait_s; /* of all */
    double occupancy;
};
struct erlang_c erlang_c(double load, uint32_t seats, double handling_s);

/* Share answered within `within_s`: 1 - C·exp(-(n - a)·T / handling); 0 when overloaded. */
double erlang_c_share_within(double load, uint32_t seats, double handling_s, double within_s);

struct seats_wanted {
    double load, handling_s;
    double within_s, share; /* the promise */
    double most_occupancy;  /* 1: no limit */
    uint32_t least;         /* cover, whatever the load */
    uint32_t most;          /* give up beyond */
};
/* The fewest seats that keep the promise: one upward pass that uses B again. False when `most` is
 * not enough (a share of 1 can never be kept). */
bool erlang_c_seats(const struct seats_wanted *wanted, uint32_t *out);

/*
 * The same for any real number of seats, to sum queues before rounding once: Jagerman's
 * 1/B = integral over t > 0 of e^{-t}·(1 + t/a)^n = e^a·a^{-n}·Gamma(n + 1, a), taken at the
 * fraction of n and carried up by the recursion, which holds for real n. `load` > 0.
 */
double erlang_b_continuous(double load, double seats);
double erlang_c_continuous(double load, double seats); /* 1 where load >= seats */

#endif
