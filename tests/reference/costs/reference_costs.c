/* reference_costs FILE: compare the library with every row of a table laid out like
 * tests/reference/costs.csv (columns: ../costs.columns.txt). Nothing of the rows is compiled in.
 * Exit 0: all that could be read passed; 1: some failed, or none could be read; 2: no such table.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ownership.h"
#include "models.h"
#include "table.h"

enum { MODEL_LIMIT = 256, SHOWN_FAILURES = 50 };

OWN_RELEASER(table_release, struct table)

struct tally {
    const char *model;
    const char *worst_case; /* its case_id */
    double worst_error;     /* relative */
    size_t passed, failed, skipped;
};

struct run {
    struct tally tallies[MODEL_LIMIT];
    size_t model_count;
    size_t passed, failed, skipped;
};

struct columns {
    int id, model, params, quantity, value, tolerance;
};

static struct tally *tally_of(struct run *run, const char *model)
{
    size_t i = 0;

    while (i < run->model_count && strcmp(run->tallies[i].model, model) != 0)
        i++;
    if (i == MODEL_LIMIT)
        return &run->tallies[MODEL_LIMIT - 1];
    if (i == run->model_count)
        run->tallies[run->model_count++].model = model;
    return &run->tallies[i];
}

/* strtod, because the table goes down to 1.9e-338, which is no double but must not be an error. */
static bool number_of(const char *text, double *out)
{
    char *end = NULL;

    *out = strtod(text, &end);
    return end != text && *end == '\0' && !isnan(*out);
}

/* |got - expected| <= tolerance·max(|expected|, 1e-15); what no double can hold passes below
 * 1e-300. */
static bool agrees(double got, double expected, double tolerance)
{
    if (expected == got)
        return true;
    if (fabs(expected) < 1e-300 && tolerance > 0 && got >= 0 && got < 1e-300)
        return true;
    return fabs(got - expected) <= tolerance * fmax(fabs(expected), 1e-15);
}

static void note_error(struct tally *tally, const char *id, double got, double expected)
{
    double error = got == expected ? 0 : fabs(got - expected) / fmax(fabs(expected), 1e-15);

    if (isnan(error))
        error = INFINITY;
    if (tally->worst_case == NULL || error > tally->worst_error) {
        tally->worst_error = error;
        tally->worst_case = id;
    }
}

static void check_row(const struct table *table, const struct columns *columns, size_t index,
                      struct run *run)
{
    struct row row = {.model = table_text(table, index, columns->model),
                      .params = table_text(table, index, columns->params),
                      .quantity = table_text(table, index, columns->quantity)};
    const char *id = table_text(table, index, columns->id);
    struct tally *tally = tally_of(run, row.model);
    row_value value = model_find(row.model);
    double expected = 0;
    double tolerance = 0;
    double got = 0;

    if (value == NULL || !number_of(table_text(table, index, columns->value), &expected) ||
        !number_of(table_text(table, index, columns->tolerance), &tolerance) ||
        !value(&row, &got)) {
        tally->skipped++;
        if (value != NULL)
            printf("skipped  %s %s: its text does not tell what the model needs: %s\n", id,
                   row.quantity, row.params);
        return;
    }
    note_error(tally, id, got, expected);
    if (agrees(got, expected, tolerance)) {
        tally->passed++;
        return;
    }
    tally->failed++;
    if (run->failed++ < SHOWN_FAILURES)
        printf("FAILED   line %zu, %s %s(%s): %s is %.15g, expected %.15g within %g\n", index + 2,
               id, row.model, row.params, row.quantity, got, expected, tolerance);
}

static bool find_columns(const struct table *table, struct columns *out)
{
    *out = (struct columns){table_column(table, "case_id"), table_column(table, "model"),
                            table_column(table, "params"),  table_column(table, "quantity"),
                            table_column(table, "value"),   table_column(table, "rel_tol")};
    return out->id >= 0 && out->model >= 0 && out->params >= 0 && out->quantity >= 0 &&
           out->value >= 0 && out->tolerance >= 0;
}

static void print_tally(const struct tally *tally)
{
    size_t count = tally->passed + tally->failed + tally->skipped;

    if (tally->passed + tally->failed == 0)
        printf("skipped  %-34s %4zu rows: %s\n", tally->model, count,
               model_find(tally->model) == NULL ? "written in prose, not read here"
                                                : "none could be read");
    else
        printf("%s   %-34s %4zu rows, %zu passed, %zu failed, %zu skipped, worst error %.2g (%s)\n",
               tally->failed > 0 ? "FAILED" : "passed", tally->model, count, tally->passed,
               tally->failed, tally->skipped, tally->worst_error, tally->worst_case);
}

int main(int argc, char **argv)
{
    OWN(table_release) struct table table = {0};
    struct error err = {0};
    struct columns columns;
    static struct run run;

    if (argc != 2) {
        fprintf(stderr, "usage: reference_costs FILE\n");
        return 2;
    }
    if (!table_read(argv[1], &table, &err)) {
        fprintf(stderr, "reference_costs: %s\n", err.text);
        return 2;
    }
    if (!find_columns(&table, &columns)) {
        fprintf(stderr, "reference_costs: %s: not the columns of costs.columns.txt\n", argv[1]);
        return 2;
    }
    for (size_t i = 0; i < table.row_count; i++)
        check_row(&table, &columns, i, &run);
    run.failed = 0;
    for (size_t i = 0; i < run.model_count; i++) {
        print_tally(&run.tallies[i]);
        run.passed += run.tallies[i].passed;
        run.failed += run.tallies[i].failed;
        run.skipped += run.tallies[i].skipped;
    }
    printf("%zu passed, %zu failed, %zu skipped\n", run.passed, run.failed, run.skipped);
    return run.failed > 0 || run.passed == 0 ? 1 : 0;
}
