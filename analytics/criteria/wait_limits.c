#include <math.h>

#include "criteria/families.h"

/* ---- waits: quantiles and the mean, by families ---- */

/*
 * The times at which the share answered is not told apart from `level`: a score test of F = level,
 * inverted, with the design effect and freedom that the tickets' families show at the quantile
 * itself (Woodruff 1952; Francisco & Fuller 1991). An end that the curve never reaches is NaN.
 */
static struct interval times_around(const struct survival *survival, double level,
                                    const struct estimate *at)
{
    double half = at->critical * sqrt(level * (1 - level) / at->n_eff);
    double low = fmax(level - half, 1e-9);

    if (!at->has_interval || level + half >= 1)
        return (struct interval){
            at->has_interval ? survival_incidence_times(survival, CAUSE_EVENT, low).first : NAN,
            NAN};
    return (struct interval){survival_incidence_times(survival, CAUSE_EVENT, low).first,
                             survival_incidence_times(survival, CAUSE_EVENT, level + half).last};
}

static bool reading_limits(struct scoring *scoring, struct units *units,
                           const struct survival *survival, double level, struct interval *out,
                           struct error *err)
{
    double time = survival_incidence_times(survival, CAUSE_EVENT, level).first;
    const struct survival_goal goal = {.cause = CAUSE_EVENT, .times = &time, .count = 1};
    struct estimate at = {0};

    *out = interval_unknown();
    if (isnan(time))
        return true;
    if (!estimate_attained(scoring, units, &goal, &at, err))
        return false;
    *out = times_around(survival, level, &at);
    return true;
}

bool quantile_by_families(struct scoring *scoring, struct measurement *measurement,
                          struct units *strict_units, const struct survival *strict,
                          struct units *optimistic_units, const struct survival *optimistic,
                          double level, struct error *err)
{
    struct interval slow = {0}, quick = {0};

    if (!measurement->has_value)
        return true;
    if (!reading_limits(scoring, strict_units, strict, level, &slow, err))
        return false;
    quick = slow;
    if (optimistic != strict && measurement->optimistic != measurement->strict &&
        !reading_limits(scoring, optimistic_units, optimistic, level, &quick, err))
        return false;
    measurement->low = fmin(quick.low, measurement->value);
    measurement->high = fmax(slow.high, measurement->value);
    measurement->has_interval = isfinite(quick.low) && isfinite(slow.high);
    if (!measurement->has_interval)
        measurement_cap(measurement, STANDING_INDICATIVE, REASON_TOO_FEW);
    return true;
}

/*
 * A wait that is capped at tau is a graded utility, 1 - wait/tau, between 0 and 1: the one interval
 * of every share holds for its mean. The few that nobody answers make most of the mean, and where
 * none was seen their variance was not seen either: half a ticket more at the cap is thought of
 * (as Jeffreys adds half an event).
 */
static bool capped_within(struct scoring *scoring, const struct units *units, double tau,
                          struct estimate *out, struct error *err)
{
    struct exits exits = {0};
    struct survival survival = {0};
    struct survival_influence table = {0};
    double *by_exit = NULL;
    double n = (double)units->ticket_count;
    double *influence = arena_array(scoring->scratch, units->count + 1, sizeof *influence);

    *out = (struct estimate){0};
    if (influence == NULL)
        return error_memory(err);
    if (units->ticket_count == 0)
        return true;
    if (!exits_of(scoring, units, &exits, err) ||
        !survival_build(exits.cells, exits.cell_count, scoring->scratch, &survival, err) ||
        !survival_mean_influence(&survival, tau, scoring->scratch, &table, err) ||
        !influences_of(scoring, &exits, &survival, &table, &by_exit, err))
        return false;
    for (size_t i = 0; i < units->count; i++)
        influence[i] = -by_exit[exits.of_unit[i]] / tau;
    double x = 1 - table.value / tau;
    double seen = survival_unit_variance(&survival, &table) / (tau * tau);
    struct cluster_evidence evidence = {.value = x,
                                        .known_count = n,
                                        .unit_variance =
                                            fmin(seen + 0.5 / (n * n), x * (1 - x) / n),
                                        .confidence = scoring->settings->criteria.confidence};
    if (!estimate_by_families(scoring, units, influence, &evidence, out, err))
        return false;
    out->value = tau * (1 - out->value);
    out->limits = (struct interval){tau * (1 - out->limits.high), tau * (1 - out->limits.low)};
    return true;
}

bool estimate_capped(struct scoring *scoring, const struct units *units, double tau,
                     struct estimate *out, struct error *err)
{
    OWN(arena_release) struct arena inner = {0};
    struct arena *outer = arena_within(scoring, &inner);
    bool is_fine = capped_within(scoring, units, tau, out, err);

    scoring->scratch = outer;
    return is_fine;
}
