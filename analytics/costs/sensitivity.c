#include "costs/sensitivity.h"

#include <math.h>
#include <stdlib.h>

/* The grid goes from a quarter to four times the middle, evenly in the logarithm: steps of 2 %. */
enum { STEPS = 140, HALVINGS = 24, INTERVAL_LIMIT = 64 };
static const double RANGE = 4;
static const double Z_90 = 1.2815515655446004;

/* What an input is called where it is a number of the desk and not its doubt. */
static const char *const BREAK_EVEN_KEYS[DRAW_INPUT_COUNT] = {
    [DRAW_LEVEL] = "monthly_tickets",
    [DRAW_HANDLING] = "handling_minutes",
    [DRAW_PAY] = "monthly_gross_minor",
};

/* ---- swings ------------------------------------------------------------------------------------
 */

static bool gap_at(struct draws *draws, const struct comparison *comparison, size_t input, double z,
                   double *totals, double *out, struct error *err)
{
    struct draw_point point = DRAW_MIDDLE;

    point.z[input] = z;
    if (!draws_point(draws, &point, totals, err))
        return false;
    *out = totals[comparison->runner_up] - totals[comparison->best];
    return true;
}

static int compare_swings(const void *a, const void *b)
{
    const struct swing *x = a;
    const struct swing *y = b;
    double wide_x = fabs(x->high_minor - x->low_minor);
    double wide_y = fabs(y->high_minor - y->low_minor);

    return (wide_x < wide_y) - (wide_x > wide_y);
}

static bool write_swings(struct draws *draws, double *totals, struct comparison *out,
                         struct error *err)
{
    if (out->runner_up < 0)
        return true;
    out->swings = arena_array(&out->arena, DRAW_INPUT_COUNT, sizeof *out->swings);
    if (out->swings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < DRAW_INPUT_COUNT; i++) {
        struct swing *swing = &out->swings[out->swing_count++];
        swing->key = draw_input_key((enum draw_input)i);
        if (!gap_at(draws, out, i, -Z_90, totals, &swing->low_minor, err) ||
            !gap_at(draws, out, i, Z_90, totals, &swing->high_minor, err))
            return false;
    }
    qsort(out->swings, out->swing_count, sizeof *out->swings, compare_swings);
    return true;
}

/* ---- break-even --------------------------------------------------------------------------------
 */

/* One input on its way through its range. */
struct walk {
    struct draws *draws;
    const struct comparison *comparison;
    size_t input;
    double *totals;
};

static bool cheapest_at(struct walk *walk, double factor, int *out, struct error *err)
{
    struct draw_point point = DRAW_MIDDLE;

    point.factor[walk->input] = factor;
    if (!draws_point(walk->draws, &point, walk->totals, err))
        return false;
    *out = -1;
    for (int model = 0; model < (int)walk->comparison->model_count; model++)
        if (walk->comparison->models[model].fault == MODEL_FITS &&
            (*out < 0 || walk->totals[model] < walk->totals[*out]))
            *out = model;
    return true;
}

/* Between `low`, where `model` is cheapest, and `high`, where it is not: the last factor at which
 * it is. */
static bool find_flip(struct walk *walk, int model, double low, double high, double *out,
                      struct error *err)
{
    for (int i = 0; i < HALVINGS; i++) {
        double middle = sqrt(low * high);
        int cheapest = 0;
        if (!cheapest_at(walk, middle, &cheapest, err))
            return false;
        if (cheapest == model)
            low = middle;
        else
            high = middle;
    }
    *out = low;
    return true;
}

static bool walk_range(struct walk *walk, const char *key, double middle, struct comparison *out,
                       struct error *err)
{
    struct break_even open = {.key = key, .from = middle / RANGE};
    double before = 1 / RANGE;

    if (!cheapest_at(walk, before, &open.model, err))
        return false;
    for (int step = 1; step <= STEPS; step++) {
        double factor = pow(RANGE, 2.0 * step / STEPS - 1);
        double flip = 0;
        int cheapest = 0;
        if (!cheapest_at(walk, factor, &cheapest, err))
            return false;
        if (cheapest != open.model &&
            out->break_even_count + 1 < DRAW_INPUT_COUNT * INTERVAL_LIMIT) {
            if (!find_flip(walk, open.model, before, factor, &flip, err))
                return false;
            open.to = flip * middle;
            out->break_evens[out->break_even_count++] = open;
            open = (struct break_even){.key = key, .from = open.to, .model = cheapest};
        }
        before = factor;
    }
    open.to = RANGE * middle;
    out->break_evens[out->break_even_count++] = open;
    return true;
}

static bool write_break_evens(struct draws *draws, double *totals, struct comparison *out,
                              struct error *err)
{
    const double middles[DRAW_INPUT_COUNT] = {
        draws->demand->monthly_tickets, 0, 0, draws->demand->handling_minutes.middle,
        draws->settings->costs.own.monthly_gross_minor.middle};

    if (out->best < 0)
        return true;
    out->break_evens =
        arena_array(&out->arena, (size_t)DRAW_INPUT_COUNT * INTERVAL_LIMIT + DRAW_INPUT_COUNT,
                    sizeof *out->break_evens);
    if (out->break_evens == NULL)
        return error_memory(err);
    for (size_t i = 0; i < DRAW_INPUT_COUNT; i++) {
        struct walk walk = {draws, out, i, totals};
        if (middles[i] > 0 && !walk_range(&walk, BREAK_EVEN_KEYS[i], middles[i], out, err))
            return false;
    }
    return true;
}

bool sensitivity_write(struct draws *draws, struct comparison *out, struct error *err)
{
    OWN(free) double *totals = calloc(out->model_count, sizeof *totals);

    if (totals == NULL)
        return error_memory(err);
    return write_swings(draws, totals, out, err) && write_break_evens(draws, totals, out, err);
}
