#include <math.h>

#include "criteria/families.h"

/* The mean of utilities, and the share that got there by a time. */
static bool mean_within(struct scoring *scoring, const struct units *units, struct estimate *out,
                        struct error *err)
{
    double n = (double)units->ticket_count;
    double sum = 0;
    double *influence = arena_array(scoring->scratch, units->count + 1, sizeof *influence);

    *out = (struct estimate){0};
    if (influence == NULL)
        return error_memory(err);
    if (units->ticket_count == 0)
        return true;
    for (size_t i = 0; i < units->count; i++)
        sum += units->rows[i].utility * units->rows[i].count;
    double x = sum / n, squares = 0;
    for (size_t i = 0; i < units->count; i++) {
        influence[i] = (units->rows[i].utility - x) / n;
        squares += units->rows[i].count * influence[i] * influence[i];
    }
    struct cluster_evidence evidence = {.value = x,
                                        .known_count = n,
                                        .unit_variance = squares,
                                        .confidence = scoring->settings->criteria.confidence};
    return estimate_by_families(scoring, units, influence, &evidence, out, err);
}

bool estimate_mean(struct scoring *scoring, const struct units *units, struct estimate *out,
                   struct error *err)
{
    OWN(arena_release) struct arena inner = {0};
    struct arena *outer = arena_within(scoring, &inner);
    bool is_fine = mean_within(scoring, units, out, err);

    scoring->scratch = outer;
    return is_fine;
}

bool curve_build(struct scoring *scoring, const struct units *units, struct survival *out,
                 struct error *err)
{
    struct exits exits = {0};

    return exits_of(scoring, units, &exits, err) &&
           survival_build(exits.cells, exits.cell_count, scoring->scratch, out, err);
}

/* Units whose status at `latest` is known: they had some event, or were watched until then. */
static double known_count(const struct exits *exits, double latest)
{
    double known = 0;

    for (size_t i = 0; i < exits->cell_count; i++) {
        const struct survival_cell *cell = &exits->cells[i];
        bool is_known = (cell->cause != CAUSE_NONE || cell->time >= latest) &&
                        (cell->entry <= 0 || cell->entry < cell->time);
        known += is_known ? (double)cell->count : 0;
    }
    return known;
}

/* Of one ticket of each way out. */
bool influences_of(struct scoring *scoring, const struct exits *exits,
                   const struct survival *survival, const struct survival_influence *table,
                   double **out, struct error *err)
{
    *out = arena_array(scoring->scratch, exits->cell_count + 1, sizeof **out);
    if (*out == NULL)
        return error_memory(err);
    for (size_t i = 0; i < exits->cell_count; i++) {
        struct survival_place place = {0};
        if (survival_place(survival, exits->cells[i].time, exits->cells[i].entry, &place))
            (*out)[i] = survival_influence_of(table, place, exits->cells[i].cause);
    }
    return true;
}

/* Pseudo-values, and the influences that they come from. */
struct attained {
    struct exits exits;
    struct survival survival;
    struct survival_influence table;
    double *influence; /* of one ticket of each unit */
};

static bool attain(struct scoring *scoring, struct units *units, const struct survival_goal *goal,
                   struct attained *out, struct error *err)
{
    double *by_exit = NULL;
    double n = (double)units->ticket_count;

    out->influence = arena_array(scoring->scratch, units->count + 1, sizeof *out->influence);
    if (out->influence == NULL)
        return error_memory(err);
    if (!exits_of(scoring, units, &out->exits, err) ||
        !survival_build(out->exits.cells, out->exits.cell_count, scoring->scratch, &out->survival,
                        err) ||
        !survival_influence(&out->survival, goal, scoring->scratch, &out->table, err) ||
        !influences_of(scoring, &out->exits, &out->survival, &out->table, &by_exit, err))
        return false;
    for (size_t i = 0; i < units->count; i++) {
        out->influence[i] = by_exit[out->exits.of_unit[i]];
        units->rows[i].utility = out->table.value + n * out->influence[i];
    }
    return true;
}

static bool attained_within(struct scoring *scoring, struct units *units,
                            const struct survival_goal *goal, struct estimate *out,
                            struct error *err)
{
    struct attained attained = {0};
    double latest = -INFINITY;

    *out = (struct estimate){0};
    if (units->ticket_count == 0)
        return true;
    if (!attain(scoring, units, goal, &attained, err))
        return false;
    for (size_t m = 0; m < goal->count; m++)
        latest = fmax(latest, goal->times[m]);
    struct cluster_evidence evidence = {
        .value = attained.table.value,
        .known_count = known_count(&attained.exits, latest),
        .unit_variance = survival_unit_variance(&attained.survival, &attained.table),
        .confidence = scoring->settings->criteria.confidence};
    return estimate_by_families(scoring, units, attained.influence, &evidence, out, err);
}

bool units_attain(struct scoring *scoring, struct units *units, const struct survival_goal *goal,
                  struct error *err)
{
    OWN(arena_release) struct arena inner = {0};
    struct arena *outer = arena_within(scoring, &inner);
    struct attained attained = {0};
    bool is_fine = units->ticket_count == 0 || attain(scoring, units, goal, &attained, err);

    scoring->scratch = outer;
    return is_fine;
}

bool estimate_attained(struct scoring *scoring, struct units *units,
                       const struct survival_goal *goal, struct estimate *out, struct error *err)
{
    OWN(arena_release) struct arena inner = {0};
    struct arena *outer = arena_within(scoring, &inner);
    bool is_fine = attained_within(scoring, units, goal, out, err);

    scoring->scratch = outer;
    return is_fine;
}

struct estimate estimate_complement(struct estimate estimate)
{
    struct interval limits = estimate.limits;

    estimate.value = 1 - estimate.value;
    estimate.limits = (struct interval){1 - limits.high, 1 - limits.low};
    return estimate;
}
