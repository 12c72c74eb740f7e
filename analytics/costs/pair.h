/* pair: two providers, each for some hours of the week, or for some of the tickets. */
#ifndef DESKGAUGE_COSTS_PAIR_H
#define DESKGAUGE_COSTS_PAIR_H

#include "costs/mix.h"

/*
 * An offer that leaves topics or channels to others takes its own in its hours, the other the rest.
 * Else three divisions are compared at the price of a month of today's volume: each hour to the one
 * whose next seat hour costs less there; all hours of the first to it; all of the second. False in
 * `*has_both` where a promised hour is open at neither, where both leave topics to others, or where
 * one would have no work. Lives in `arena`.
 */
MUST_CHECK bool pair_find(const struct mix_case *wanted, size_t first, size_t second,
                          struct arena *arena, struct mix *out, bool *has_both, struct error *err);

/* Two offers that take all kinds of tickets: their hours and prices, side by side. */
struct pairing {
    const struct mix_case *wanted;
    size_t offers[2];
    bool served[2][WEEK_HOURS];
    double price[2][WEEK_HOURS]; /* of a seat hour; INFINITY: closed */
};
struct pairing pairing_of(const struct mix_case *wanted, size_t first, size_t second);

/* The cheapest of the three divisions of what is offered to the two, a share of each hour's
 * tickets: offers, parts and monthly_minor of `out`. */
MUST_CHECK bool pair_divide(const struct pairing *pairing, const double offered[WEEK_HOURS],
                            struct arena *arena, struct mix *out, bool *has_both,
                            struct error *err);

#endif
