/* pair: two providers, each for some hours of the week, or for some of the tickets. */
#ifndef DESKGAUGE_COSTS_PAIR_H
#define DESKGAUGE_COSTS_PAIR_H

#include "costs/divide.h"
#include "costs/hybrid.h"

struct pair {
    size_t offers[2];
    struct part parts[2];
    bool is_by_scope; /* the first takes its topics and channels, the second the rest */
    /* A month of today's volume, to choose by; set-up and exit are not in it: of both, and of each
     * if it had all. */
    double monthly_minor, alone_minor[2];
};

/*
 * An offer that leaves topics or channels to others takes its own in its hours, the other the rest.
 * Else three divisions are compared at the price of a month of today's volume: each hour to the one
 * whose next seat hour costs less there; all hours of the first to it; all of the second. False in
 * `*has_both` where a promised hour is open at neither, where both leave topics to others, or where
 * one would have no work. `wanted->offer` is not read. Lives in `arena`.
 */
MUST_CHECK bool pair_find(const struct hybrid_case *wanted, size_t first, size_t second,
                          struct arena *arena, struct pair *out, bool *has_both, struct error *err);

#endif
