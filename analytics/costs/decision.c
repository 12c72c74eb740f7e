#include "costs/decision.h"

#include <math.h>
#include <stdlib.h>

#include "base/ownership.h"
#include "costs/select.h"
#include "statistics/interval.h"

static double chance_of(const struct decision_case *costs, size_t future)
{
    return costs->chances != NULL ? costs->chances[future] : 1 / (double)costs->future_count;
}

static double cost_of(const struct decision_case *costs, size_t option, size_t future)
{
    return costs->costs[option * costs->future_count + future];
}

/* The least cost of a future, and how many options have it. */
static double least_of(const struct decision_case *costs, size_t future, size_t *ties)
{
    double least = INFINITY;

    *ties = 0;
    for (size_t option = 0; option < costs->option_count; option++) {
        double cost = cost_of(costs, option, future);
        *ties = cost < least ? 1 : *ties + (cost == least);
        least = fmin(least, cost);
    }
    return least;
}

/* A value and its chance, to be sorted. */
struct weighted {
    double value, chance;
};

static int compare_values(const void *a, const void *b)
{
    double left = ((const struct weighted *)a)->value, right = ((const struct weighted *)b)->value;

    return (left > right) - (left < right);
}

/* The least value with at least the chance `p` at or below it, a rounding error apart. */
static double quantile_of(const struct weighted *sorted, size_t count, double p)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += sorted[i].chance;
        if (sum >= p - 1e-12)
            return sorted[i].value;
    }
    return count > 0 ? sorted[count - 1].value : NAN;
}

/* ---- futures that are all alike need no sorting ---- */

/* Quantiles at ascending `p`: the least value with at least that share at or below it. */
static void select_quantiles(struct weighted *scratch, size_t count, const double *p,
                             size_t p_count, double *out)
{
    double *values = (double *)scratch;
    size_t before = 0;

    for (size_t i = 0; i < count; i++)
        values[i] = scratch[i].value;
    for (size_t i = 0; i < p_count; i++) {
        size_t rank = (size_t)ceil((p[i] - 1e-12) * (double)count);
        size_t at = rank > 0 ? rank - 1 : 0;
        out[i] = select_at(values + before, count - before, at - before);
        before = at;
    }
}

static void quantiles_of(const struct decision_case *costs, struct weighted *scratch,
                         const double *p, size_t p_count, double *out)
{
    size_t count = costs->future_count;

    if (costs->chances == NULL && count > 0) {
        select_quantiles(scratch, count, p, p_count, out);
        return;
    }
    qsort(scratch, count, sizeof *scratch, compare_values);
    for (size_t i = 0; i < p_count; i++)
        out[i] = quantile_of(scratch, count, p[i]);
}

static void measure_costs(const struct decision_case *costs, size_t option,
                          struct weighted *scratch, struct option_figures *out)
{
    size_t count = costs->future_count;
    double sum = 0, quantiles[3];

    for (size_t future = 0; future < count; future++) {
        scratch[future] =
            (struct weighted){cost_of(costs, option, future), chance_of(costs, future)};
        sum += scratch[future].chance * scratch[future].value;
        out->infeasible += isinf(scratch[future].value) ? scratch[future].chance : 0;
    }
    quantiles_of(costs, scratch, (const double[]){.1, .5, .9}, 3, quantiles);
    out->expected = sum;
    out->p10 = quantiles[0];
    out->p50 = quantiles[1];
    out->p90 = quantiles[2];
}

static void measure_regret(const struct decision_case *costs, size_t option,
                           struct weighted *scratch, struct option_figures *out)
{
    size_t count = costs->future_count, ties;

    for (size_t future = 0; future < count; future++) {
        double least = least_of(costs, future, &ties), chance = chance_of(costs, future);
        double cost = cost_of(costs, option, future);
        double regret = cost == least ? 0 : cost - least; /* also where nothing can be had */
        scratch[future] = (struct weighted){regret, chance};
        out->expected_regret += chance * regret;
        out->most_regret = fmax(out->most_regret, regret);
        if (cost == least && isfinite(cost))
            out->cheapest += chance / (double)ties;
    }
    quantiles_of(costs, scratch, (const double[]){.95}, 1, &out->p95_regret);
}

static void add_interval(const struct decision_case *costs, struct option_figures *out)
{
    double n = (double)costs->future_count;
    double confidence = costs->confidence > 0 ? costs->confidence : STATISTICS_CONFIDENCE;
    struct interval interval = costs->chances != NULL
                                   ? interval_unknown()
                                   : interval_wilson(out->cheapest * n, n, confidence);

    out->cheapest_low = interval.low;
    out->cheapest_high = interval.high;
}

static double expected_least(const struct decision_case *costs)
{
    double sum = 0;
    size_t ties;

    for (size_t future = 0; future < costs->future_count; future++)
        sum += chance_of(costs, future) * least_of(costs, future, &ties);
    return sum;
}

bool decision_make(const struct decision_case *costs, struct arena *arena, struct decision *out,
                   struct error *err)
{
    struct decision made = {.options =
                                arena_array(arena, costs->option_count + 1, sizeof *made.options)};
    OWN(free) struct weighted *scratch = calloc(costs->future_count + 1, sizeof *scratch);

    if (made.options == NULL || scratch == NULL)
        return error_memory(err);
    for (size_t option = 0; option < costs->option_count; option++) {
        struct option_figures *figures = &made.options[option];
        measure_costs(costs, option, scratch, figures);
        measure_regret(costs, option, scratch, figures);
        add_interval(costs, figures);
        if (figures->expected < made.options[made.best].expected)
            made.best = option;
        if (figures->most_regret < made.options[made.minimax].most_regret)
            made.minimax = option;
    }
    if (costs->option_count > 0 && isfinite(made.options[made.best].expected))
        made.evpi = fmax(0, made.options[made.best].expected - expected_least(costs));
    *out = made;
    return true;
}

/* ---- what one input is worth ---- */

struct indexed_input {
    double value;
    size_t future;
};

static int compare_inputs(const void *a, const void *b)
{
    const struct indexed_input *left = a, *right = b;

    if (left->value != right->value)
        return left->value < right->value ? -1 : 1;
    return left->future < right->future ? -1 : 1;
}

/* Σ chance·cost of each option over the group, the least of them. */
static double least_sum(const struct decision_case *costs, const struct indexed_input *group,
                        size_t count)
{
    double least = INFINITY;

    for (size_t option = 0; option < costs->option_count; option++) {
        double sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += chance_of(costs, group[i].future) * cost_of(costs, option, group[i].future);
        least = fmin(least, sum);
    }
    return least;
}

bool decision_evppi(const struct decision_case *costs, const double *input, size_t bin_count,
                    double *out, struct error *err)
{
    size_t count = costs->future_count;
    OWN(free) struct indexed_input *order = calloc(count + 1, sizeof *order);
    size_t bins = bin_count > 0 ? bin_count : (size_t)cbrt((double)count);
    double known = 0;

    if (order == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++)
        order[i] = (struct indexed_input){input[i], i};
    qsort(order, count, sizeof *order, compare_inputs);
    bins = bins < 1 ? 1 : bins;
    for (size_t bin = 0; bin < bins; bin++) {
        size_t from = count * bin / bins, to = count * (bin + 1) / bins;
        known += least_sum(costs, order + from, to - from);
    }
    *out = fmax(0, least_sum(costs, order, count) - known);
    return true;
}
