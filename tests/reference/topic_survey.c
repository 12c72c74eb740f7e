/* 09: satisfaction of surveys, net promoter score. 23: checked samples, raters, kappa. */
#include <math.h>

#include "statistics/agreement.h"
#include "statistics/satisfaction.h"
#include "topics.h"

struct survey {
    size_t count;
    const char **names;
    struct survey_cell *cells;
    struct survey_posterior *posteriors;
    struct satisfaction satisfaction;
};

static struct survey survey_of(struct check *check, double shift)
{
    const struct table *input = check_input(check, "cell");
    struct survey survey = {0};
    struct survey_rule rule = SURVEY_RULE;
    struct error err = {0};

    if (input == NULL)
        return survey;
    const double *tickets = check_numbers(check, input, "N");
    const double *responses = check_numbers(check, input, "r");
    const double *satisfied = check_numbers(check, input, "s");
    survey.count = input->row_count;
    survey.names = check_texts(check, input, "cell");
    survey.cells = check_array(check, survey.count, sizeof *survey.cells);
    survey.posteriors = check_array(check, survey.count, sizeof *survey.posteriors);
    for (size_t i = 0; i < survey.count; i++)
        survey.cells[i] = (struct survey_cell){tickets[i], responses[i], satisfied[i]};
    rule.shift = shift;
    if (!satisfaction_measure(survey.cells, survey.count, &rule, survey.posteriors,
                              &survey.satisfaction, &err))
        check_fail(check, "%s", err.text);
    return survey;
}

static void survey_sum(struct check *check)
{
    double shift = check_key(check, 0, "delta");
    struct satisfaction got = survey_of(check, shift).satisfaction;

    check_exact(check, 0, "N", got.ticket_count);
    check_exact(check, 0, "responses", got.response_count);
    check_exact(check, 0, "satisfied", got.satisfied_count);
    check_number(check, 0, "response_rate", got.response_ratio);
    check_number(check, 0, "crude", got.crude);
    check_number(check, 0, "crude_lo", got.crude_limits.low);
    check_number(check, 0, "crude_hi", got.crude_limits.high);
    check_number(check, 0, "manski_lo", got.worst_case.low);
    check_number(check, 0, "manski_hi", got.worst_case.high);
    check_number(check, 0, "bb_mu", got.prior.mean);
    check_number(check, 0, "bb_rho", got.prior.correlation);
    check_number(check, 0, "bb_rho_used", got.used_correlation);
    check_number(check, 0, "poststrat", got.value);
    check_number(check, 0, "sd", got.error);
    check_number(check, 0, "lb", got.bounds.low);
    check_number(check, 0, "ub", got.bounds.high);
    check_number(check, 0, "im_c", got.factor);
    check_number(check, 0, "im_lo", got.sensitivity.low);
    check_number(check, 0, "im_hi", got.sensitivity.high);
}

static void survey_cells(struct check *check)
{
    struct survey survey = survey_of(check, SURVEY_RULE.shift);

    check_row_count(check, survey.count);
    for (size_t i = 0; i < survey.count; i++) {
        check_word(check, i, "cell", survey.names[i]);
        check_exact(check, i, "N", survey.cells[i].ticket_count);
        check_exact(check, i, "r", survey.cells[i].response_count);
        check_exact(check, i, "s", survey.cells[i].satisfied_count);
        check_number(check, i, "post_mean", survey.posteriors[i].mean);
        check_number(check, i, "post_var", survey.posteriors[i].variance);
        check_number(check, i, "weight", survey.posteriors[i].weight);
    }
}

static void promoters(struct check *check)
{
    for (size_t row = 0; row < check_rows(check); row++) {
        struct promoter_score got =
            promoter_score(check_key(check, row, "promoters"), check_key(check, row, "passives"),
                           check_key(check, row, "detractors"), check_key(check, row, "conf"));
        check_number(check, row, "nps", got.points);
        check_number(check, row, "wald_lo", got.wald.low);
        check_number(check, row, "wald_hi", got.wald.high);
        check_number(check, row, "adj_center", got.adjusted_points);
        check_number(check, row, "adj_lo", got.adjusted.low);
        check_number(check, row, "adj_hi", got.adjusted.high);
    }
}

/* ---- 23 ---- */

static void reviews(struct check *check)
{
    const struct table *input = check_input(check, "stratum");

    if (input == NULL)
        return;
    const double *tickets = check_numbers(check, input, "N");
    const double *checked = check_numbers(check, input, "n");
    const double *passed = check_numbers(check, input, "y");
    struct review_stratum *strata = check_array(check, input->row_count, sizeof *strata);
    for (size_t i = 0; i < input->row_count; i++)
        strata[i] = (struct review_stratum){tickets[i], checked[i], passed[i]};
    struct review_share got = review_measure(strata, input->row_count, STATISTICS_CONFIDENCE);
    check_number(check, 0, "p", got.value);
    check_number(check, 0, "var", got.variance);
    check_number(check, 0, "n_eff", got.n_eff);
    check_number(check, 0, "lo", got.limits.low);
    check_number(check, 0, "hi", got.limits.high);
}

static void raters(struct check *check)
{
    for (size_t row = 0; row < check_rows(check); row++) {
        struct rater rater = {
            .passed_count = check_key(check, row, "k"),
            .judged_count = check_key(check, row, "n"),
            .sensitivity = check_key(check, row, "se"),
            .good_count = check_key(check, row, "n_se"),
            .specificity = check_key(check, row, "sp"),
            .bad_count = check_key(check, row, "n_sp"),
        };
        struct corrected_share got = rater_correct(&rater, STATISTICS_CONFIDENCE);
        check_number(check, row, "apparent", got.apparent);
        check_number(check, row, "corrected", got.value);
        check_number(check, row, "se_corrected", got.error);
        check_number(check, row, "lo", got.limits.low);
        check_number(check, row, "hi", got.limits.high);
    }
}

static void kappas(struct check *check)
{
    const struct table *input = check_input(check, "r0");

    if (input == NULL)
        return;
    size_t levels = input->column_count;
    double *counts = check_array(check, levels * levels, sizeof *counts);
    if (input->row_count != levels)
        check_fail(check, "%zu rows, %zu columns: not a square", input->row_count, levels);
    for (size_t j = 0; j < levels; j++) {
        const double *column = check_numbers(check, input, input->columns[j]);
        for (size_t i = 0; i < levels && i < input->row_count; i++)
            counts[i * levels + j] = column[i];
    }
    struct kappa got = kappa_measure(counts, levels);
    check_exact(check, 0, "n", got.count);
    check_number(check, 0, "po", got.observed);
    check_number(check, 0, "pe", got.expected);
    check_number(check, 0, "kappa", got.plain);
    check_number(check, 0, "kappa_quadratic", got.quadratic);
}

const struct topic topics_survey[] = {
    {9, "poststrat", 1e-6, survey_sum},
    {9, "cell|post_var", 1e-6, survey_cells},
    {9, "nps", 1e-10, promoters},
    {23, "var|n_eff", 1e-10, reviews},
    {23, "se|n_se", 1e-10, raters},
    {23, "kappa", 1e-10, kappas},
    {0},
};
