/* profile: how a week's tickets lie on its hours, without the noise of single hours. */
#ifndef DESKGAUGE_COSTS_PROFILE_H
#define DESKGAUGE_COSTS_PROFILE_H

#include "costs/deadline.h"

/*
 * `tickets` of each hour of the week are pulled towards (tickets of the day) x (share of the hour
 * in its class of days: Mon-Fri, Sat, Sun), the π⁰ of statistics.md C2. How far is told by the
 * counts themselves (empirical Bayes): with X² = Σ (n - e)²/e on its freedom f, and T tickets, the
 * noise of counting alone gives X²/f = 1, so κ = T/(X²/f - 1), at least the 168 of C2, and what
 * counts are kept by is T/(T + κ). A desk whose Friday ends at noon keeps its Friday; one whose
 * hours differ by luck loses the luck, which would otherwise buy seats: seats rise with a busy hour
 * faster than they fall with a quiet one. Sums by day stay. Returns that weight, 0 … 1.
 */
double profile_smooth(double tickets[WEEK_HOURS]);

#endif
