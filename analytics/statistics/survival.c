#include "statistics/survival.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/ownership.h"

/* ---- building ---- */

static int compare_numbers(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static bool is_observed(double time, double entry)
{
    return entry <= 0 || entry < time - SURVIVAL_SAME_TIME;
}

static bool is_counted(const struct survival_cell *cell)
{
    assert(isfinite(cell->time) && cell->count >= 0);
    assert(cell->cause >= 0 && cell->cause <= SURVIVAL_CAUSES);
    return cell->count > 0 && is_observed(cell->time, cell->entry);
}

/* The distinct exit times, ascending; each stands for the times up to 1e-9 after it. */
static bool distinct_times(const struct survival_cell *cells, size_t count, double **out,
                           size_t *out_count)
{
    double *times = calloc(count + 1, sizeof *times);
    size_t kept = 0, distinct = 0;

    if (times == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (is_counted(&cells[i]))
            times[kept++] = cells[i].time;
    }
    qsort(times, kept, sizeof *times, compare_numbers);
    for (size_t i = 0; i < kept; i++) {
        if (distinct == 0 || times[i] - times[distinct - 1] > SURVIVAL_SAME_TIME)
            times[distinct++] = times[i];
    }
    *out = times;
    *out_count = distinct;
    return true;
}

/* How many steps are at or before `time`. */
static size_t steps_until(const struct survival_step *steps, size_t count, double time)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (steps[middle].time <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t until(const struct survival *survival, double time)
{
    return steps_until(survival->steps, survival->step_count, time + SURVIVAL_SAME_TIME);
}

bool survival_place(const struct survival *survival, double time, double entry,
                    struct survival_place *out)
{
    size_t before = steps_until(survival->steps, survival->step_count, time);
    size_t entered = entry <= 0 ? 0 : until(survival, entry);

    if (before == 0 || !is_observed(time, entry))
        return false;
    /* A unit is at risk at its own exit, also when that is within 1e-9 of its entry's step. */
    entered = entered < before ? entered : before - 1;
    *out = (struct survival_place){(uint32_t)(before - 1), (uint32_t)entered};
    return true;
}

static int compare_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_groups(const void *a, const void *b)
{
    const struct survival_group *left = a, *right = b;
    int order = compare_integers(left->place.exit, right->place.exit);

    if (order == 0)
        order = compare_integers(left->place.entry, right->place.entry);
    if (order == 0)
        order = compare_integers(left->cause, right->cause);
    return order != 0 ? order : compare_integers(left->cluster, right->cluster);
}

/* The cells in their places, sorted and with equal ones added up: from here on neither the order
 * nor the cutting of the input can change a bit. */
static bool group_cells(struct survival *survival, const struct survival_cell *cells, size_t count,
                        struct arena *arena)
{
    struct survival_group *groups = arena_array(arena, count + 1, sizeof *groups);
    size_t kept = 0, distinct = 0;

    if (groups == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct survival_place place;
        if (is_counted(&cells[i]) &&
            survival_place(survival, cells[i].time, cells[i].entry, &place))
            groups[kept++] =
                (struct survival_group){place, cells[i].cause, cells[i].cluster, cells[i].count};
    }
    qsort(groups, kept, sizeof *groups, compare_groups);
    for (size_t i = 0; i < kept; i++) {
        if (distinct > 0 && compare_groups(&groups[i], &groups[distinct - 1]) == 0)
            groups[distinct - 1].count += groups[i].count;
        else
            groups[distinct++] = groups[i];
    }
    survival->groups = groups;
    survival->group_count = distinct;
    return true;
}

/* Put the counts of the groups into their steps; `at_risk` holds changes for now. */
static void count_groups(struct survival *survival, struct survival_step *steps,
                         struct survival_cause *const *causes)
{
    for (size_t i = 0; i < survival->group_count; i++) {
        const struct survival_group *group = &survival->groups[i];
        size_t exit = group->place.exit;
        steps[group->place.entry].at_risk += group->count;
        if (exit + 1 < survival->step_count)
            steps[exit + 1].at_risk -= group->count;
        if (group->cause == SURVIVAL_CENSORED) {
            steps[exit].censored_count += group->count;
        } else {
            steps[exit].event_count += group->count;
            causes[group->cause - 1][exit].event_count += group->count;
        }
        survival->unit_count += group->count;
    }
}

/* From changes to running values: Y, S and Greenwood's sum. */
static void run_survival(struct survival_step *steps, size_t count)
{
    double survival = 1, log_variance = 0;

    for (size_t j = 0; j < count; j++) {
        struct survival_step *step = &steps[j];
        if (j > 0)
            step->at_risk += steps[j - 1].at_risk;
        double y = (double)step->at_risk, d = (double)step->event_count;
        if (d > 0) {
            survival *= 1 - d / y;
            log_variance += d / (y * (y - d));
        }
        step->survival = survival;
        step->log_variance = log_variance;
    }
}

/*
 * F_k and its variance at every step, in O(J): with D_j = F(t) - F_j the closed form
 * Σ [D² a + b - 2 D c], a = d/(Y(Y-d)), b = S²d_k(Y-d_k)/Y³, c = S d_k/Y², is the quadratic
 * F²Σa - 2F(ΣaF + Σc) + Σ(aF² + b + 2cF). With F measured from its present value, the sums are
 * moved along as F grows, and nothing large cancels. Where Y = d the curve ends: D stays 0.
 */
static void run_incidence(const struct survival_step *steps, struct survival_cause *causes,
                          size_t count)
{
    double incidence = 0, constant = 0, linear = 0, square = 0;

    for (size_t j = 0; j < count; j++) {
        double y = (double)steps[j].at_risk, d = (double)steps[j].event_count;
        double own = (double)causes[j].event_count;
        double before = j > 0 ? steps[j - 1].survival : 1;
        double growth = before * own / y;
        /* Every earlier D grows by `growth`: constant + 2·linear·g + square·g². */
        constant += 2 * linear * growth + square * growth * growth;
        linear += square * growth;
        incidence += growth;
        constant += before * before * own * (y - own) / (y * y * y);
        linear -= before * own / (y * y);
        square += y > d ? d / (y * (y - d)) : 0;
        causes[j].incidence = incidence;
        causes[j].variance = constant > 0 ? constant : 0;
    }
}

static void count_labels(struct survival *survival)
{
    for (size_t i = 0; i < survival->group_count; i++) {
        const struct survival_group *group = &survival->groups[i];
        if (group->cause > survival->cause_count)
            survival->cause_count = group->cause;
        if ((size_t)group->cluster + 1 > survival->cluster_count)
            survival->cluster_count = (size_t)group->cluster + 1;
    }
}

bool survival_build(const struct survival_cell *cells, size_t cell_count, struct arena *arena,
                    struct survival *out, struct error *err)
{
    OWN(free) double *times = NULL;
    struct survival survival = {0};
    struct survival_cause *causes[SURVIVAL_CAUSES] = {NULL};

    if (!distinct_times(cells, cell_count, &times, &survival.step_count))
        return error_memory(err);
    struct survival_step *steps = arena_array(arena, survival.step_count + 1, sizeof *steps);
    if (steps == NULL)
        return error_memory(err);
    for (size_t j = 0; j < survival.step_count; j++)
        steps[j].time = times[j];
    survival.steps = steps;
    if (!group_cells(&survival, cells, cell_count, arena))
        return error_memory(err);
    count_labels(&survival);
    for (int k = 0; k < survival.cause_count; k++) {
        causes[k] = arena_array(arena, survival.step_count + 1, sizeof *causes[k]);
        if (causes[k] == NULL)
            return error_memory(err);
        survival.causes[k] = causes[k];
    }
    count_groups(&survival, steps, causes);
    run_survival(steps, survival.step_count);
    for (int k = 0; k < survival.cause_count; k++)
        run_incidence(steps, causes[k], survival.step_count);
    *out = survival;
    return true;
}

/* ---- reading ---- */

const struct survival_step *survival_at(const struct survival *survival, double time)
{
    size_t count = until(survival, time);

    return count == 0 ? NULL : &survival->steps[count - 1];
}

double survival_incidence(const struct survival *survival, int cause, double time)
{
    size_t count = until(survival, time);

    assert(cause >= 1 && cause <= SURVIVAL_CAUSES);
    if (count == 0 || cause > survival->cause_count)
        return 0;
    return survival->causes[cause - 1][count - 1].incidence;
}

double survival_error(const struct survival_step *step)
{
    return step->survival * sqrt(step->log_variance); /* 0 · infinity is NaN: unknown */
}

double survival_settled_time(const struct survival *survival, int64_t at_risk)
{
    for (size_t j = 0; j < survival->step_count; j++) {
        if (survival->steps[j].at_risk >= at_risk)
            return survival->steps[j].time;
    }
    return NAN;
}

struct survival_mean survival_mean(const struct survival *survival, double tau)
{
    double area = 0, variance = 0, end = tau;

    for (size_t j = until(survival, tau); j-- > 0;) {
        const struct survival_step *step = &survival->steps[j];
        double y = (double)step->at_risk, d = (double)step->event_count;
        if (step->time < end) {
            area += step->survival * (end - step->time);
            end = step->time;
        }
        if (d > 0 && area > 0)
            variance += area * area * d / (y * (y - d));
    }
    return (struct survival_mean){area + end, sqrt(variance)};
}
