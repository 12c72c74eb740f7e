/* The influence of every unit on a share, and the interval that stands on it (statistics 0.3, 0.4).
 */
#include <assert.h>
#include <math.h>

#include "statistics/survival.h"

/* How many steps are at or before `time`. */
static size_t steps_until(const struct survival *survival, double time)
{
    const struct survival_step *last = survival_at(survival, time);

    return last == NULL ? 0 : (size_t)(last - survival->steps) + 1;
}

/* What one time of the goal adds, with weight `weight`. */
static void add_influence(const struct survival *survival, int cause, double time, double weight,
                          double *path, double *any, double *own)
{
    const struct survival_cause *causes = survival->causes[cause - 1];
    size_t count = steps_until(survival, time);
    double at_time = count > 0 ? causes[count - 1].incidence : 0;
    double sum = 0;

    for (size_t j = 0; j < count; j++) {
        const struct survival_step *step = &survival->steps[j];
        double y = (double)step->at_risk, d = (double)step->event_count;
        double before = j > 0 ? survival->steps[j - 1].survival : 1;
        double left = at_time - causes[j].incidence; /* D */
        sum -= before * (double)causes[j].event_count / (y * y);
        if (y > d) {
            sum += left * d / (y * (y - d));
            any[j] -= weight * left / (y - d);
        }
        own[j] += weight * before / y;
        path[j + 1] += weight * sum;
    }
    for (size_t j = count; j < survival->step_count; j++)
        path[j + 1] += weight * sum;
}

bool survival_influence(const struct survival *survival, const struct survival_goal *goal,
                        struct arena *arena, struct survival_influence *out, struct error *err)
{
    double *path = arena_array(arena, survival->step_count + 1, sizeof *path);
    double *any = arena_array(arena, survival->step_count + 1, sizeof *any);
    double *own = arena_array(arena, survival->step_count + 1, sizeof *own);
    double value = 0;

    if (path == NULL || any == NULL || own == NULL)
        return error_memory(err);
    for (size_t m = 0; m < goal->count; m++) {
        double weight = goal->weights != NULL ? goal->weights[m] : 1;
        value += weight * survival_incidence(survival, goal->cause, goal->times[m]);
        if (goal->cause <= survival->cause_count)
            add_influence(survival, goal->cause, goal->times[m], weight, path, any, own);
    }
    *out = (struct survival_influence){goal->cause, value, path, any, own};
    return true;
}

/* ∫_{t_j}^tau S of every step, from the last backwards: `areas[j]`. */
static void fill_areas(const struct survival *survival, double tau, double *areas)
{
    double area = 0, until = tau;

    for (size_t j = survival->step_count; j-- > 0;) {
        const struct survival_step *step = &survival->steps[j];
        if (step->time < until) {
            area += step->survival * (until - step->time);
            until = step->time;
        }
        areas[j] = area;
    }
}

bool survival_mean_influence(const struct survival *survival, double tau, struct arena *arena,
                             struct survival_influence *out, struct error *err)
{
    double *path = arena_array(arena, survival->step_count + 1, sizeof *path);
    double *any = arena_array(arena, survival->step_count + 1, sizeof *any);
    double *own = arena_array(arena, survival->step_count + 1, sizeof *own);

    if (path == NULL || any == NULL || own == NULL)
        return error_memory(err);
    fill_areas(survival, tau, own);
    for (size_t j = 0; j < survival->step_count; j++) {
        const struct survival_step *step = &survival->steps[j];
        double y = (double)step->at_risk, d = (double)step->event_count;
        bool counts = y > d && step->time <= tau;
        path[j + 1] = path[j] + (counts ? own[j] * d / (y * (y - d)) : 0);
        any[j] = counts ? -own[j] / (y - d) : 0;
        own[j] = 0;
    }
    *out = (struct survival_influence){SURVIVAL_CENSORED, survival_mean(survival, tau).value, path,
                                       any, own};
    return true;
}

double survival_influence_of(const struct survival_influence *influence,
                             struct survival_place place, int cause)
{
    assert(influence->path != NULL && influence->any != NULL && influence->own != NULL);
    double value = influence->path[place.exit + 1] - influence->path[place.entry];
    if (cause != SURVIVAL_CENSORED)
        value += influence->any[place.exit];
    if (cause == influence->cause)
        value += influence->own[place.exit];
    return value;
}

static double group_influence(const struct survival_influence *influence,
                              const struct survival_group *group)
{
    return survival_influence_of(influence, group->place, group->cause);
}

double survival_unit_variance(const struct survival *survival,
                              const struct survival_influence *influence)
{
    double sum = 0;

    for (size_t i = 0; i < survival->group_count; i++) {
        double u = group_influence(influence, &survival->groups[i]);
        sum += (double)survival->groups[i].count * u * u;
    }
    return sum;
}

void survival_cluster_sums(const struct survival *survival,
                           const struct survival_influence *influence, double *sums)
{
    for (size_t c = 0; c < survival->cluster_count; c++)
        sums[c] = 0;
    for (size_t i = 0; i < survival->group_count; i++) {
        const struct survival_group *group = &survival->groups[i];
        sums[group->cluster] += (double)group->count * group_influence(influence, group);
    }
}

/* Units of which it is known at `time` whether they had an event. */
static double count_known(const struct survival *survival, double time)
{
    int64_t known = 0;

    for (size_t i = 0; i < survival->group_count; i++) {
        const struct survival_group *group = &survival->groups[i];
        double exit = survival->steps[group->place.exit].time;
        if (group->cause != SURVIVAL_CENSORED || exit >= time - SURVIVAL_SAME_TIME)
            known += group->count;
    }
    return (double)known;
}

/* Clusters that hold at least one unit. */
static size_t count_filled(const struct survival *survival, bool *is_filled)
{
    size_t filled = 0;

    for (size_t i = 0; i < survival->group_count; i++) {
        bool *mark = &is_filled[survival->groups[i].cluster];
        filled += !*mark;
        *mark = true;
    }
    return filled;
}

bool survival_attainment(const struct survival *survival, const struct survival_goal *goal,
                         double parent_effect, double confidence, struct arena *arena,
                         struct cluster_share *out, struct error *err)
{
    struct survival_influence influence = {0};
    double *sums = arena_array(arena, survival->cluster_count + 1, sizeof *sums);
    bool *is_filled = arena_array(arena, survival->cluster_count + 1, sizeof *is_filled);
    double latest = -INFINITY;

    if (sums == NULL || is_filled == NULL)
        return error_memory(err);
    if (!survival_influence(survival, goal, arena, &influence, err))
        return false;
    survival_cluster_sums(survival, &influence, sums);
    for (size_t m = 0; m < goal->count; m++)
        latest = fmax(latest, goal->times[m]);
    struct cluster_evidence evidence = {
        .value = influence.value,
        .known_count = count_known(survival, latest),
        .unit_variance = survival_unit_variance(survival, &influence),
        .cluster_count = count_filled(survival, is_filled),
        .parent_effect = parent_effect,
        .confidence = confidence,
    };
    for (size_t c = 0; c < survival->cluster_count; c++)
        evidence.cluster_square_sum += sums[c] * sums[c];
    *out = cluster_interval(&evidence);
    return true;
}
