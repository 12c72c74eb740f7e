#include "costs/break_even.h"

#include <math.h>
#include <stdlib.h>

#include "base/ownership.h"

static const double MOST_STEPS = 1e6;

static size_t cheapest(const struct break_even_case *wanted, double at, double *costs)
{
    size_t best = 0;

    wanted->costs(at, wanted->context, costs);
    for (size_t option = 1; option < wanted->option_count; option++)
        if (costs[option] < costs[best])
            best = option;
    return best;
}

/* Where `option`, cheapest at `low` and not at `high`, stops to be. */
static double change_between(const struct break_even_case *wanted, double low, double high,
                             size_t option, double *costs)
{
    while (high - low > wanted->exactness) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            break;
        if (cheapest(wanted, middle, costs) == option)
            low = middle;
        else
            high = middle;
    }
    return high;
}

bool break_even_find(const struct break_even_case *wanted, struct arena *arena,
                     struct break_even_interval **out, size_t *out_count, struct error *err)
{
    double steps = floor((wanted->high - wanted->low) / wanted->step + 1e-9);
    OWN(free) double *costs = calloc(wanted->option_count + 1, sizeof *costs);
    struct break_even_interval *found;
    size_t count = 0;

    if (!(wanted->step > 0) || !(steps >= 0) || steps > MOST_STEPS)
        return error_set(err, ERROR_USAGE, "break-even wants 1 to %g steps from %g to %g",
                         MOST_STEPS, wanted->low, wanted->high);
    found = arena_array(arena, (size_t)steps + 1, sizeof *found);
    if (found == NULL || costs == NULL)
        return error_memory(err);
    for (size_t i = 0; i <= (size_t)steps; i++) {
        double at = wanted->low + (double)i * wanted->step;
        size_t option = cheapest(wanted, at, costs);
        double from = at;
        if (count > 0 && found[count - 1].option == option) {
            found[count - 1].to = at;
            continue;
        }
        if (count > 0 && wanted->exactness > 0)
            from = found[count - 1].to =
                change_between(wanted, found[count - 1].to, at, found[count - 1].option, costs);
        found[count++] = (struct break_even_interval){from, at, option};
    }
    *out = found;
    *out_count = count;
    return true;
}
