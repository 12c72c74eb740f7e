#include "reference/cases.h"

#include <stdlib.h>

#include "models.h"
#include "table.h"

static struct table table;
static bool *claimed;

/* Rows whose inputs are not in the table: what they are made of is told nowhere. */
static const struct {
    const char *id, *reason;
} UNTOLD[] = {
    {"S09", "its 168 requirements come from a generator that is not described"},
    {"DI6", "its phone demand is that of DI5, which is not in the table"},
    {"DI7", "its phone demand is that of DI5, which is not in the table"},
    {"NP2", "its flows are those of NP1, which is not in the table"},
};

static const struct table *rows(void)
{
    struct error err = {0};

    if (table.row_count == 0) {
        assert_ok(table_read(PROJECT_FOLDER "/tests/reference/costs.csv", &table, &err), err);
        claimed = calloc(table.row_count, sizeof *claimed);
        assert_non_null(claimed);
    }
    return &table;
}

static const char *cell(size_t row, const char *column)
{
    int at = table_column(rows(), column);

    assert_true(at != TABLE_NO_COLUMN);
    return table_text(rows(), row, at);
}

static bool is_row(size_t row, const char *id, const char *having, const char *quantity)
{
    return strcmp(cell(row, "case_id"), id) == 0 && strcmp(cell(row, "quantity"), quantity) == 0 &&
           (having == NULL || strstr(cell(row, "params"), having) != NULL);
}

static void compare(size_t row, double got)
{
    double value = strtod(cell(row, "value"), NULL);
    double tolerance = strtod(cell(row, "rel_tol"), NULL);

    if (!(fabs(got - value) <= tolerance * fmax(fabs(value), 1e-15))) {
        print_error("%s %s: %.17g, the table says %.17g within %g\n", cell(row, "case_id"),
                    cell(row, "quantity"), got, value, tolerance);
        fail();
    }
    claimed[row] = true;
}

void expect_having(const char *id, const char *having, const char *quantity, double got)
{
    size_t found = 0;

    for (size_t row = 0; row < rows()->row_count; row++) {
        if (is_row(row, id, having, quantity)) {
            compare(row, got);
            found++;
        }
    }
    if (found != 1)
        fail_msg("%s %s: %zu rows", id, quantity, found);
}

void expect(const char *id, const char *quantity, double got)
{
    expect_having(id, NULL, quantity, got);
}

const char *params_of(const char *id)
{
    for (size_t row = 0; row < rows()->row_count; row++)
        if (strcmp(cell(row, "case_id"), id) == 0)
            return cell(row, "params");
    fail_msg("no case %s", id);
    return "";
}

static const char *untold(size_t row)
{
    for (size_t i = 0; i < sizeof UNTOLD / sizeof UNTOLD[0]; i++)
        if (strcmp(cell(row, "case_id"), UNTOLD[i].id) == 0)
            return UNTOLD[i].reason;
    return NULL;
}

static bool is_read(size_t row)
{
    struct row read = {cell(row, "model"), cell(row, "params"), cell(row, "quantity")};
    row_value value = model_find(read.model);
    double got;

    return value != NULL && value(&read, &got);
}

void no_row_of_the_table_is_forgotten(void **state)
{
    (void)state;
    size_t by_test = 0, by_program = 0, forgotten = 0;

    for (size_t row = 0; row < rows()->row_count; row++) {
        if (claimed[row]) {
            by_test++;
        } else if (is_read(row)) {
            by_program++;
        } else if (untold(row) != NULL) {
            print_message("not checked: %s %s: %s\n", cell(row, "case_id"), cell(row, "quantity"),
                          untold(row));
        } else {
            print_error("forgotten: %s %s\n", cell(row, "case_id"), cell(row, "quantity"));
            forgotten++;
        }
    }
    print_message("%zu rows: %zu by tests, %zu by reference_costs, %zu not checked\n",
                  rows()->row_count, by_test, by_program,
                  rows()->row_count - by_test - by_program - forgotten);
    free(claimed);
    table_release(&table);
    assert_int_equal(forgotten, 0);
}
