/* 10 many questions at once, 15 what a change is made of, 19 scores, 20 trends. */
#include <math.h>
#include <string.h>

#include "statistics/decomposition.h"
#include "statistics/multiplicity.h"
#include "statistics/score.h"
#include "statistics/trend.h"
#include "topics.h"

/* ---- 10: the p-values stand in the expected tables themselves ---- */

static void adjust_set(struct check *check, size_t first, size_t last, const double *p)
{
    static const struct {
        const char *column;
        enum multiplicity method;
    } methods[] = {{"bh", MULTIPLICITY_BH},
                   {"by", MULTIPLICITY_BY},
                   {"holm", MULTIPLICITY_HOLM},
                   {"hommel", MULTIPLICITY_HOMMEL}};
    double *adjusted = check_array(check, last - first, sizeof *adjusted);
    struct error err = {0};

    for (size_t m = 0; m < sizeof methods / sizeof methods[0]; m++) {
        if (!multiplicity_adjust(methods[m].method, p + first, last - first, adjusted, &err))
            check_fail(check, "%s", err.text);
        for (size_t row = first; row < last; row++)
            check_number(check, row, methods[m].column, adjusted[row - first]);
    }
}

/* Rows of one set stand together. */
static void adjusted(struct check *check)
{
    double *p = check_array(check, check_rows(check), sizeof *p);

    for (size_t row = 0; row < check_rows(check); row++) {
        p[row] = check_key(check, row, "p");
        check_key(check, row, "i");
    }
    for (size_t first = 0, last; first < check_rows(check); first = last) {
        const char *set = check_key_text(check, first, "set");
        last = first + 1;
        while (last < check_rows(check) && strcmp(check_key_text(check, last, "set"), set) == 0)
            last++;
        adjust_set(check, first, last, p);
    }
}

/* The index of the first row with the same family, counted over distinct families. */
static size_t family_index(const char **families, size_t row, size_t *count)
{
    size_t distinct = 0;

    for (size_t i = 0; i < row; i++) {
        bool is_first = true;
        for (size_t j = 0; j < i; j++)
            is_first &= strcmp(families[i], families[j]) != 0;
        if (strcmp(families[i], families[row]) == 0)
            return distinct;
        distinct += is_first;
    }
    *count = distinct + 1;
    return distinct;
}

static const char *word(bool value)
{
    return value ? "TRUE" : "FALSE";
}

static void hierarchical(struct check *check)
{
    const double q = 0.10; /* default configuration, statistics H */
    size_t count = check_rows(check), family_count = 0;
    struct hypothesis *hypotheses = check_array(check, count, sizeof *hypotheses);
    struct hypothesis_verdict *verdicts = check_array(check, count, sizeof *verdicts);
    const char **families = check_array(check, count, sizeof *families);
    double q_within = NAN;
    struct error err = {0};

    for (size_t row = 0; row < count; row++) {
        families[row] = check_key_text(check, row, "family");
        check_key_text(check, row, "segment");
        hypotheses[row].family = family_index(families, row, &family_count);
        hypotheses[row].p = check_key(check, row, "p");
    }
    if (!multiplicity_families(hypotheses, count, family_count, q, verdicts, &q_within, &err))
        check_fail(check, "%s", err.text);
    for (size_t row = 0; row < count; row++) {
        check_number(check, row, "family_simes", verdicts[row].family_p);
        check_number(check, row, "family_bh", verdicts[row].family_adjusted);
        check_word(check, row, "selected_family", word(verdicts[row].is_family_selected));
        check_number(check, row, "within_bh", verdicts[row].adjusted);
        check_number(check, row, "q_within", q_within);
        check_word(check, row, "rejected", word(verdicts[row].is_rejected));
    }
}

/* ---- 15 ---- */

static struct change decompose(struct check *check, const struct table **input,
                               struct change_part **parts)
{
    *input = check_input(check, "nA");
    if (*input == NULL)
        return (struct change){0};
    size_t count = (*input)->row_count;
    struct change_cell *cells = check_array(check, count, sizeof *cells);
    const double *n_a = check_numbers(check, *input, "nA"),
                 *y_a = check_numbers(check, *input, "yA");
    const double *n_b = check_numbers(check, *input, "nB"),
                 *y_b = check_numbers(check, *input, "yB");
    for (size_t i = 0; i < count; i++)
        cells[i] = (struct change_cell){n_a[i], y_a[i], n_b[i], y_b[i]};
    *parts = check_array(check, count, sizeof **parts);
    return change_decompose(cells, count, *parts);
}

static void change_cells(struct check *check)
{
    const struct table *input = NULL;
    struct change_part *parts = NULL;

    decompose(check, &input, &parts);
    if (input == NULL)
        return;
    const char **names = check_texts(check, input, "cell");
    check_row_count(check, input->row_count);
    for (size_t row = 0; row < check_rows(check) && row < input->row_count; row++) {
        check_word(check, row, "cell", names[row]);
        check_number(check, row, "wA", parts[row].weight_a);
        check_number(check, row, "wB", parts[row].weight_b);
        check_number(check, row, "rA", parts[row].rate_a);
        check_number(check, row, "rB", parts[row].rate_b);
        check_number(check, row, "mix", parts[row].mix);
        check_number(check, row, "rate", parts[row].rate);
        check_number(check, row, "total", parts[row].mix + parts[row].rate);
    }
}

static void change_whole(struct check *check)
{
    const struct table *input = NULL;
    struct change_part *parts = NULL;
    struct change change = decompose(check, &input, &parts);

    if (input == NULL)
        return;
    check_row_count(check, 1);
    check_number(check, 0, "RA", change.rate_a);
    check_number(check, 0, "RB", change.rate_b);
    check_number(check, 0, "delta", change.delta);
    check_number(check, 0, "mix", change.mix);
    check_number(check, 0, "rate", change.rate);
    check_number(check, 0, "std_A", change.standard_a);
    check_number(check, 0, "std_B", change.standard_b);
    check_number(check, 0, "std_delta", change.standard_delta);
    check_number(check, 0, "std_se", change.standard_error);
    check_exact(check, 0, "simpson", change.is_simpson);
}

/* ---- 19 ---- */

static void anchor_maps(struct check *check)
{
    for (size_t row = 0; row < check_rows(check); row++) {
        size_t count = 0, score_count = 0;
        const double *x = check_key_list(check, row, "knots_x", &count);
        const double *score = check_key_list(check, row, "knots_y", &score_count);
        double value = check_key(check, row, "x");
        check_key_text(check, row, "map");
        if (count == score_count)
            check_number(check, row, "score", anchor_map(x, score, count, value));
        else
            check_fail(check, "row %zu: %zu knots, %zu scores", row + 1, count, score_count);
    }
}

static void composite_row(struct check *check, size_t row)
{
    size_t count = 0, low_count = 0, high_count = 0, weight_count = 0;
    const double *scores = check_key_list(check, row, "s", &count);
    const double *lows = check_key_list(check, row, "lo", &low_count);
    const double *highs = check_key_list(check, row, "hi", &high_count);
    const double *weights = check_key_list(check, row, "w", &weight_count);
    double rho = check_key(check, row, "rho");
    struct score_part *parts = check_array(check, count, sizeof *parts);
    double *correlation = check_array(check, count * count, sizeof *correlation);

    if (low_count != count || high_count != count || weight_count != count) {
        check_fail(check, "row %zu: lists of unequal length", row + 1);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        parts[i] = (struct score_part){scores[i], {lows[i], highs[i]}, weights[i]};
        for (size_t j = 0; j < count; j++)
            correlation[i * count + j] = i == j ? 1 : rho;
    }
    struct composite got = composite_measure(parts, count, correlation);
    check_number(check, row, "coverage", got.coverage);
    check_number(check, row, "composite", got.value);
    check_number(check, row, "ci_lo", got.limits.low);
    check_number(check, row, "ci_hi", got.limits.high);
    check_number(check, row, "geometric", got.geometric);
    check_absolute(check, row, "imbalance", got.imbalance, 1e-12); /* a difference of points */
    check_number(check, row, "worst_case", got.worst);
    check_number(check, row, "best_case", got.best);
    check_exact(check, row, "published", got.is_published);
}

static void composites(struct check *check)
{
    for (size_t row = 0; row < check_rows(check); row++) {
        check_key_text(check, row, "case");
        composite_row(check, row);
    }
}

/* ---- 20 ---- */

static void trends(struct check *check)
{
    const struct table *input = check_input(check, "y");

    for (size_t row = 0; input != NULL && row < check_rows(check); row++) {
        const char *set = check_key_text(check, row, "set");
        size_t count = 0;
        const double *x = check_group(check, input, "set", set, "x", &count);
        const double *y = check_group(check, input, "set", set, "y", &count);
        struct trend trend = {0};
        struct error err = {0};
        if (!trend_measure(x, y, count, STATISTICS_CONFIDENCE, &trend, &err))
            check_fail(check, "%s", err.text);
        check_number(check, row, "slope", trend.slope);
        check_number(check, row, "intercept", trend.intercept);
        check_number(check, row, "lo", trend.limits.low);
        check_number(check, row, "hi", trend.limits.high);
        check_exact(check, row, "S", trend.s);
        check_number(check, row, "VarS", trend.s_variance);
        check_number(check, row, "Z", trend.z);
        check_number(check, row, "p", trend.p);
    }
}

const struct topic topics_change[] = {
    {10, "bh|by|holm|hommel", 1e-12, adjusted}, {10, "family|rejected", 1e-12, hierarchical},
    {15, "cell|mix|rate", 1e-12, change_cells}, {15, "delta|std_delta", 1e-12, change_whole},
    {19, "knots_x|score", 1e-10, anchor_maps},  {19, "composite|coverage", 1e-10, composites},
    {20, "slope|VarS", 1e-10, trends},          {0},
};
