/* solve: a root, or the least value, of a function of one variable (Brent, by GSL). */
#ifndef DESKGAUGE_STATISTICS_SOLVE_H
#define DESKGAUGE_STATISTICS_SOLVE_H

#include <stdbool.h>

/* `context` is handed through as it came. */
typedef double solve_function(double x, void *context);

/*
 * The root of `f` in [low, high], within `tolerance` (absolute). NaN when f has the same sign at
 * both ends or is not finite there: "no root" is an unknown, not an error.
 */
double solve_root(solve_function *f, void *context, double low, double high, double tolerance);

/*
 * Where `f` is least in [low, high], within `tolerance` (absolute), for an f with one valley. Right
 * also when the least value is at an end.
 */
double solve_minimum(solve_function *f, void *context, double low, double high, double tolerance);

/* GSL's error handler off, once in the process; safe between threads. Every call into GSL that can
 * fail stands behind it. */
void solve_without_abort(void);

#endif
