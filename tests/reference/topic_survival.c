/* 01 Kaplan-Meier, 02 with delayed entry, 03 Aalen-Johansen. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "share.h"
#include "statistics/survival.h"
#include "topics.h"

/* The input rows as cells; clusters are numbered in the order of their sorted names. */
struct input {
    struct survival_cell *cells;
    size_t count;
    struct survival survival;
};

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void number_clusters(struct check *check, const struct table *table, struct input *input)
{
    const char **names = check_texts(check, table, "cluster");
    const char **sorted = check_array(check, input->count, sizeof *sorted);

    memcpy(sorted, names, input->count * sizeof *sorted);
    qsort(sorted, input->count, sizeof *sorted, compare_texts);
    size_t distinct = 0;
    for (size_t i = 0; i < input->count; i++) {
        if (distinct == 0 || strcmp(sorted[i], sorted[distinct - 1]) != 0)
            sorted[distinct++] = sorted[i];
    }
    for (size_t i = 0; i < input->count; i++) {
        const char **found = bsearch(&names[i], sorted, distinct, sizeof *sorted, compare_texts);
        input->cells[i].cluster = (uint32_t)(found - sorted);
    }
}

static void build(struct check *check, struct input *input)
{
    struct error err = {0};

    if (!survival_build(input->cells, input->count, check_arena(check), &input->survival, &err))
        check_fail(check, "%s", err.text);
}

static bool input_open(struct check *check, const char *time_column, struct input *input)
{
    const struct table *table = check_input(check, time_column);

    if (table == NULL)
        return false;
    input->count = table->row_count;
    input->cells = check_array(check, input->count, sizeof *input->cells);
    const double *times = check_numbers(check, table, time_column);
    const double *causes = check_numbers(check, table, "status");
    const double *entries = table_column(table, "start") == TABLE_NO_COLUMN
                                ? NULL
                                : check_numbers(check, table, "start");
    for (size_t i = 0; i < input->count; i++)
        input->cells[i] = (struct survival_cell){.time = times[i],
                                                 .entry = entries != NULL ? entries[i] : 0,
                                                 .cause = (int)causes[i],
                                                 .count = 1};
    if (table_column(table, "cluster") != TABLE_NO_COLUMN)
        number_clusters(check, table, input);
    build(check, input);
    return true;
}

/* ---- 01, 02: the curve ---- */

static void curve_of(struct check *check, const char *time_column)
{
    struct input input = {0};

    if (!input_open(check, time_column, &input))
        return;
    check_row_count(check, input.survival.step_count);
    for (size_t row = 0; row < check_rows(check) && row < input.survival.step_count; row++) {
        const struct survival_step *step = &input.survival.steps[row];
        struct interval loglog = survival_loglog(step, STATISTICS_CONFIDENCE);
        struct interval plain = survival_plain(step, STATISTICS_CONFIDENCE);
        check_exact(check, row, "time", step->time);
        check_exact(check, row, "n_risk", (double)step->at_risk);
        check_exact(check, row, "n_event", (double)step->event_count);
        check_exact(check, row, "n_censor", (double)step->censored_count);
        check_number(check, row, "surv", step->survival);
        check_number(check, row, "se_greenwood", survival_error(step));
        check_number(check, row, "lo_loglog", loglog.low);
        check_number(check, row, "hi_loglog", loglog.high);
        check_number(check, row, "lo_plain", plain.low);
        check_number(check, row, "hi_plain", plain.high);
    }
}

static void curve(struct check *check)
{
    curve_of(check, "time");
}

static void delayed_curve(struct check *check)
{
    curve_of(check, "stop");
}

static void quantiles(struct check *check)
{
    struct input input = {0};

    if (!input_open(check, "time", &input))
        return;
    for (size_t row = 0; row < check_rows(check); row++) {
        double p = check_key(check, row, "prob");
        struct survival_quantile got = survival_quantile(&input.survival, p, STATISTICS_CONFIDENCE);
        check_exact(check, row, "quantile", got.midpoint);
        check_exact(check, row, "lower", got.limits.low);
        check_exact(check, row, "upper", got.limits.high);
    }
}

static void mean_wait(struct check *check)
{
    struct input input = {0};

    if (!input_open(check, "time", &input))
        return;
    for (size_t row = 0; row < check_rows(check); row++) {
        double tau = check_key(check, row, "tau");
        struct survival_mean got = survival_mean(&input.survival, tau);
        check_number(check, row, "rmst", got.value);
        check_number(check, row, "se", got.error);
        check_number(check, row, "rmtl", tau - got.value);
    }
}

static struct cluster_share attain(struct check *check, const struct input *input,
                                   const struct survival_goal *goal)
{
    struct cluster_share share = {0};
    struct error err = {0};

    if (!survival_attainment(&input->survival, goal, 0, STATISTICS_CONFIDENCE, check_arena(check),
                             &share, &err))
        check_fail(check, "%s", err.text);
    return share;
}

static void attainment(struct check *check)
{
    static const struct share_columns columns = {"F",        "var_ij", "var_cluster", "deff",
                                                 "clusters", "n_eff",  "n_t"};
    struct input input = {0};

    if (!input_open(check, "time", &input))
        return;
    for (size_t row = 0; row < check_rows(check); row++) {
        double time = check_key(check, row, "t");
        struct survival_goal goal = {.cause = 1, .times = &time, .count = 1};
        struct cluster_share share = attain(check, &input, &goal);
        check_share(check, row, &columns, &share);
    }
}

/* ---- 03: competing causes ---- */

static void cause_columns(struct check *check, size_t row, const struct input *input, int cause)
{
    double time = input->survival.steps[row].time;
    struct survival_goal goal = {.cause = cause, .times = &time, .count = 1};
    struct cluster_share share = attain(check, input, &goal);
    bool occurs = cause <= input->survival.cause_count;
    struct survival_cause at = {0};
    char column[40];

    if (occurs)
        at = input->survival.causes[cause - 1][row];
    snprintf(column, sizeof column, "events_%d", cause);
    check_exact(check, row, column, (double)at.event_count);
    snprintf(column, sizeof column, "cif_%d", cause);
    check_number(check, row, column, at.incidence);
    snprintf(column, sizeof column, "se_ij_%d", cause);
    check_number(check, row, column, sqrt(share.unit_variance));
    snprintf(column, sizeof column, "se_closed_%d", cause);
    /* Once nobody is left the variance may be 0; the oracle's closed form then leaves the root of
     * rounding, or of a rounding below zero. */
    if (at.variance < 1e-17)
        check_rounded_zero(check, row, column);
    else
        check_number(check, row, column, sqrt(at.variance));
}

/* 1 - Kaplan-Meier with the other causes as censorings: the estimate that must not be used. */
static void naive(struct check *check, struct input *input)
{
    for (size_t i = 0; i < input->count; i++)
        input->cells[i].cause = input->cells[i].cause == 1 ? 1 : SURVIVAL_CENSORED;
    build(check, input);
    for (size_t row = 0; row < check_rows(check) && row < input->survival.step_count; row++)
        check_number(check, row, "one_minus_km_naive_1", 1 - input->survival.steps[row].survival);
}

static void incidence_curve(struct check *check)
{
    struct input input = {0};
    char column[40];

    if (!input_open(check, "time", &input))
        return;
    check_row_count(check, input.survival.step_count);
    for (size_t row = 0; row < check_rows(check) && row < input.survival.step_count; row++) {
        check_exact(check, row, "time", input.survival.steps[row].time);
        check_exact(check, row, "n_risk", (double)input.survival.steps[row].at_risk);
        check_number(check, row, "surv", input.survival.steps[row].survival);
        for (int cause = 1; cause <= SURVIVAL_CAUSES; cause++) {
            snprintf(column, sizeof column, "events_%d", cause);
            if (check_has(check, column))
                cause_columns(check, row, &input, cause);
        }
    }
    for (int cause = 1; cause <= SURVIVAL_CAUSES; cause++) {
        snprintf(column, sizeof column, "se_gray_cuminc_%d", cause);
        if (check_has(check, column))
            check_ignore(check, column); /* another estimator: README of the tables */
    }
    naive(check, &input);
}

static void cluster_variance(struct check *check)
{
    struct input input = {0};
    struct error err = {0};

    if (!input_open(check, "time", &input))
        return;
    size_t clusters = input.survival.cluster_count;
    double *sums = check_array(check, clusters, sizeof *sums);
    for (size_t row = 0; row < check_rows(check); row++) {
        double time = check_key(check, row, "t"), square_sum = 0;
        struct survival_goal goal = {.cause = 1, .times = &time, .count = 1};
        struct survival_influence influence = {0};
        if (!survival_influence(&input.survival, &goal, check_arena(check), &influence, &err))
            check_fail(check, "%s", err.text);
        survival_cluster_sums(&input.survival, &influence, sums);
        for (size_t c = 0; c < clusters; c++)
            square_sum += sums[c] * sums[c];
        check_number(check, row, "cif_1", influence.value);
        check_number(check, row, "var_ij", survival_unit_variance(&input.survival, &influence));
        check_number(check, row, "var_cluster_raw", square_sum);
        if (clusters < 2)
            check_undefined(check, row, "var_cluster");
        else
            check_number(check, row, "var_cluster",
                         (double)clusters / (double)(clusters - 1) * square_sum);
    }
}

static void graded(struct check *check)
{
    static const struct share_columns columns = {"graded",   "var_ij", "var_cluster", "deff",
                                                 "clusters", "n_eff",  "n_eff_t"};
    struct input input = {0};

    if (!input_open(check, "time", &input))
        return;
    for (size_t row = 0; row < check_rows(check); row++) {
        size_t count = 0, weight_count = 0;
        const double *times = check_key_list(check, row, "thresholds", &count);
        const double *weights = check_key_list(check, row, "weights", &weight_count);
        double *incidences = check_array(check, count, sizeof *incidences);
        if (count != weight_count) {
            check_fail(check, "row %zu: %zu thresholds, %zu weights", row + 1, count, weight_count);
            continue;
        }
        for (size_t m = 0; m < count; m++)
            incidences[m] = survival_incidence(&input.survival, 1, times[m]);
        struct survival_goal goal = {1, times, weights, count};
        struct cluster_share share = attain(check, &input, &goal);
        check_key(check, row, "target");
        check_list(check, row, "cif", incidences, count);
        check_share(check, row, &columns, &share);
    }
}

const struct topic topics_survival[] = {
    {1, "surv|se_greenwood", 1e-9, curve},
    {1, "prob|quantile", 1e-9, quantiles},
    {1, "tau|rmst", 1e-9, mean_wait},
    {1, "t|F|n_eff", 1e-9, attainment},
    {2, "surv|se_greenwood", 1e-9, delayed_curve},
    {3, "surv|events_1", 1e-9, incidence_curve},
    {3, "cif_1|var_cluster_raw", 1e-9, cluster_variance},
    {3, "thresholds|graded", 1e-9, graded},
    {0},
};
