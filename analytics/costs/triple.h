/* triple: own staff with two providers at once. */
#ifndef DESKGAUGE_COSTS_TRIPLE_H
#define DESKGAUGE_COSTS_TRIPLE_H

#include "costs/mix.h"

/*
 * Two offers that take all kinds of tickets: GLPK decides which hours of the week are bought
 * (hybrid.h), each at the price of the one whose next seat hour costs less there, and what is
 * bought is divided between the two as a pair's week is (pair.h). Of one that leaves topics or
 * channels to others and one that does not, the first takes its own tickets in its hours, and own
 * staff and the second divide the rest by GLPK. Of two that leave some, each takes its own (those
 * of both go to the first) and own staff the rest. False in `*has_all` where one of the three would
 * have no work. Lives in `arena`.
 */
MUST_CHECK bool triple_find(const struct mix_case *wanted, size_t first, size_t second,
                            struct arena *arena, struct mix *out, bool *has_all, struct error *err);

#endif
