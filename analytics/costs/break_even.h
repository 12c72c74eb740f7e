/* break_even: where the cheapest option changes: intervals, because steps make it change often. */
#ifndef DESKGAUGE_COSTS_BREAK_EVEN_H
#define DESKGAUGE_COSTS_BREAK_EVEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/* What every option costs where the input is `at`: fills option_count cells of `costs`. */
typedef void break_even_costs(double at, const void *context, double *costs);

struct break_even_case {
    break_even_costs *costs;
    const void *context;
    size_t option_count;
    double low, high, step; /* tried at low, low + step, …, high; whole for counts of tickets */
    double exactness;       /* a change is sought between two points down to this; 0: not sought */
};

struct break_even_interval {
    double from, to; /* the cheapest option is the same at every point tried between */
    size_t option;   /* the first of equals */
};

/*
 * Consecutive intervals from `low` to `high`; they join at the changes where those are sought, else
 * they end at the last point tried. Lives in `arena`. ERROR_USAGE for a step that is not above 0 or
 * more than a million of them.
 */
MUST_CHECK bool break_even_find(const struct break_even_case *wanted, struct arena *arena,
                                struct break_even_interval **out, size_t *out_count,
                                struct error *err);

#endif
