/* 12: control charts. 13: change points. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "statistics/change_point.h"
#include "statistics/control_chart.h"
#include "topics.h"

/* ---- 12 ---- */

struct charted {
    size_t count, baseline_count;
    double *values, *baseline;
};

static struct charted charted_of(struct check *check)
{
    const struct table *input = check_input(check, "in_baseline");
    struct charted charted = {0};

    if (input == NULL)
        return charted;
    const double *is_in = check_numbers(check, input, "in_baseline");
    charted.count = input->row_count;
    charted.values = check_numbers(check, input, "x");
    charted.baseline = check_array(check, charted.count, sizeof *charted.baseline);
    for (size_t i = 0; i < charted.count; i++) {
        if (is_in[i] == 1)
            charted.baseline[charted.baseline_count++] = charted.values[i];
    }
    return charted;
}

static struct individuals_chart chart_of(struct check *check, const struct charted *charted,
                                         enum chart_kind kind)
{
    struct individuals_chart chart = {0};
    struct error err = {0};

    if (!individuals_chart(charted->baseline, charted->baseline_count, kind, &chart, &err))
        check_fail(check, "%s", err.text);
    return chart;
}

static void limits(struct check *check)
{
    struct charted charted = charted_of(check);

    for (size_t row = 0; row < check_rows(check); row++) {
        bool is_median = strcmp(check_key_text(check, row, "kind"), "median") == 0;
        struct individuals_chart got =
            chart_of(check, &charted, is_median ? CHART_MEDIAN : CHART_MEAN);
        check_number(check, row, "center", got.centre);
        check_number(check, row, "sigma", got.sigma);
        check_number(check, row, "LNPL", got.limits.low);
        check_number(check, row, "UNPL", got.limits.high);
        check_number(check, row, "mr_center", got.range_centre);
        check_number(check, row, "mr_UCL", got.range_limit);
    }
}

static void points(struct check *check)
{
    struct charted charted = charted_of(check);
    size_t count = charted.count;
    struct individuals_chart chart = chart_of(check, &charted, CHART_MEAN);
    uint8_t *hits = check_array(check, count, sizeof *hits);
    struct ewma_point *ewma = check_array(check, count, sizeof *ewma);
    struct cusum_point *cusum = check_array(check, count, sizeof *cusum);

    check_row_count(check, count);
    nelson_rules(charted.values, count, chart.centre, chart.sigma, hits);
    ewma_follow(charted.values, count, chart.centre, chart.sigma, EWMA_LAMBDA, EWMA_WIDTH, ewma);
    cusum_follow(charted.values, count, chart.centre, chart.sigma, CUSUM_SLACK, CUSUM_LIMIT, cusum);
    for (size_t i = 0; i < count; i++) {
        check_exact(check, i, "i", (double)(i + 1));
        check_number(check, i, "mr",
                     i == 0 ? NAN : fabs(charted.values[i] - charted.values[i - 1]));
        for (int rule = 1; rule <= NELSON_RULES; rule++) {
            char column[16];
            snprintf(column, sizeof column, "rule%d", rule);
            check_exact(check, i, column, hits[i] >> (rule - 1) & 1);
        }
        check_number(check, i, "ewma", ewma[i].value);
        check_number(check, i, "ewma_lcl", ewma[i].limits.low);
        check_number(check, i, "ewma_ucl", ewma[i].limits.high);
        check_exact(check, i, "ewma_signal", ewma[i].is_signal);
        check_absolute(check, i, "cusum_plus", cusum[i].plus, 1e-10 * fmax(1, cusum[i].plus));
        check_absolute(check, i, "cusum_minus", cusum[i].minus, 1e-10 * fmax(1, cusum[i].minus));
        check_exact(check, i, "cusum_signal", cusum[i].is_signal);
    }
}

/* The input does not tell its baseline, a first part of the weeks: the one with the table's
 * pooled share. Everything else that depends on it is then compared. */
static size_t laney_baseline(struct check *check, const double *k, const double *n, size_t count)
{
    double centre = check_key(check, 0, "center"), nearest = INFINITY;
    size_t best = count;

    for (size_t length = 2; length <= count; length++) {
        double error = fabs(laney_chart(k, n, length).centre - centre);
        if (error < nearest) {
            nearest = error;
            best = length;
        }
    }
    return best;
}

static void laney(struct check *check)
{
    const struct table *input = check_input(check, "k");

    if (input == NULL)
        return;
    const double *k = check_numbers(check, input, "k");
    const double *n = check_numbers(check, input, "n");
    struct laney_chart chart = laney_chart(k, n, laney_baseline(check, k, n, input->row_count));
    check_row_count(check, input->row_count);
    for (size_t i = 0; i < input->row_count; i++) {
        struct laney_point got = laney_point(chart, k[i], n[i]);
        check_number(check, i, "p", got.share);
        check_number(check, i, "center", chart.centre);
        check_number(check, i, "sigma_p", got.sigma);
        check_absolute(check, i, "z", got.z, 1e-10 * fmax(1, fabs(got.z)));
        check_number(check, i, "sigma_z", chart.spread);
        check_number(check, i, "lcl", got.limits.low);
        check_number(check, i, "ucl", got.limits.high);
        check_exact(check, i, "signal", got.is_signal);
    }
}

/* ---- 13 ---- */

static void check_changes(struct check *check, const char *column, const size_t *at, size_t count)
{
    double *numbers = check_array(check, count, sizeof *numbers);

    for (size_t i = 0; i < count; i++)
        numbers[i] = (double)at[i];
    check_list(check, 0, column, numbers, count);
}

static void levels(struct check *check)
{
    const struct table *input = check_input(check, "x");
    size_t least = (size_t)check_key(check, 0, "minseg");
    OWN(change_points_release) struct change_points got = {0};
    struct error err = {0};

    if (input == NULL)
        return;
    const double *x = check_numbers(check, input, "x");
    double penalty = change_penalty(input->row_count);
    if (!change_points_level(x, input->row_count, least, penalty, &got, &err))
        check_fail(check, "%s", err.text);
    check_number(check, 0, "sigma2", got.variance);
    check_number(check, 0, "penalty", penalty);
    check_changes(check, "changepoints", got.at, got.count);
    check_number(check, 0, "objective", got.objective);
}

struct weekly {
    size_t count;
    double *successes, *cases;
};

static struct weekly weekly_of(struct check *check)
{
    const struct table *input = check_input(check, "k");

    if (input == NULL)
        return (struct weekly){0};
    return (struct weekly){input->row_count, check_numbers(check, input, "k"),
                           check_numbers(check, input, "n")};
}

static void shares(struct check *check)
{
    struct weekly weekly = weekly_of(check);
    double phi = check_key(check, 0, "phi"), penalty = change_penalty(weekly.count);
    size_t least = (size_t)check_key(check, 0, "minseg");
    OWN(change_points_release) struct change_points got = {0};
    OWN(change_posterior_release) struct change_posterior posterior = {0};
    struct error err = {0};

    if (!change_points_share(weekly.successes, weekly.cases, weekly.count, phi, least, penalty,
                             &got, &err) ||
        !change_posterior(weekly.successes, weekly.cases, weekly.count, phi, least, &posterior,
                          &err))
        check_fail(check, "%s", err.text);
    check_number(check, 0, "penalty", penalty);
    check_changes(check, "pelt_changepoints", got.at, got.count);
    check_number(check, 0, "pelt_objective", got.objective);
    check_within(check, 0, "p_change", posterior.probability, 1e-8);
    check_within(check, 0, "log_bf", posterior.log_bayes_factor, 1e-8);
    check_exact(check, 0, "map_tau", (double)posterior.likeliest);
    check_changes(check, "set95", posterior.set, posterior.set_count);
}

static void posterior(struct check *check)
{
    const struct table *asked = check_sibling(check, "phi");
    if (asked == NULL)
        return;
    struct weekly weekly = weekly_of(check);
    double phi = check_numbers(check, asked, "phi")[0];
    size_t least = (size_t)check_numbers(check, asked, "minseg")[0];
    OWN(change_posterior_release) struct change_posterior got = {0};
    struct error err = {0};

    if (!change_posterior(weekly.successes, weekly.cases, weekly.count, phi, least, &got, &err))
        check_fail(check, "%s", err.text);
    check_row_count(check, got.weight_count);
    for (size_t i = 0; i < got.weight_count; i++) {
        check_exact(check, i, "tau", (double)(got.first + i));
        check_number(check, i, "post", got.weights[i]);
    }
}

const struct topic topics_series[] = {
    {12, "kind|LNPL", 1e-10, limits},
    {12, "mr|rule1", 1e-10, points},
    {12, "sigma_z", 1e-10, laney},
    {13, "sigma2|changepoints", 1e-9, levels},
    {13, "pelt_changepoints", 1e-9, shares},
    {13, "tau|post", 1e-8, posterior},
    {0},
};
