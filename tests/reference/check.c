#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "check_state.h"

enum { SHOWN_FAILURES = 6 };
static const double ABSOLUTE_FLOOR = 1e-15; /* what rounding leaves of a difference that is 0 */

struct arena *check_arena(struct check *check)
{
    return &check->arena;
}

void *check_array(struct check *check, size_t count, size_t size)
{
    void *array = arena_array(&check->arena, count > 0 ? count : 1, size);

    if (array == NULL) {
        fprintf(stderr, "reference_tables: out of memory\n");
        exit(2);
    }
    return array;
}

const char *check_case(const struct check *check)
{
    return check->name->stem + strcspn(check->name->stem, "_") + 1;
}

size_t check_rows(const struct check *check)
{
    return check->expected.row_count;
}

bool check_has(const struct check *check, const char *column)
{
    return table_column(&check->expected, column) != TABLE_NO_COLUMN;
}

const char *check_column(const struct check *check, size_t index)
{
    return index < check->expected.column_count ? check->expected.columns[index] : NULL;
}

void check_fail(struct check *check, const char *format, ...)
{
    check->failure_count++;
    if (check->failure_count > SHOWN_FAILURES)
        return;
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    buffer_format(&check->text, "        %s\n", line);
}

/* ---- reading ---- */

static double number_at(struct check *check, const struct table *table, size_t row, int column)
{
    double value = NAN;
    const char *text = table_text(table, row, column);

    if (!table_parse(text, &value))
        check_fail(check, "row %zu, column '%s': '%s' is not a number", row + 1,
                   table->columns[column], text);
    return value;
}

static int column_of(struct check *check, const struct table *table, const char *column)
{
    int at = table_column(table, column);

    if (at == TABLE_NO_COLUMN)
        check_fail(check, "column '%s' is missing", column);
    return at;
}

double *check_numbers(struct check *check, const struct table *table, const char *column)
{
    double *values = check_array(check, table->row_count, sizeof *values);
    int at = column_of(check, table, column);

    for (size_t row = 0; row < table->row_count; row++)
        values[row] = at == TABLE_NO_COLUMN ? NAN : number_at(check, table, row, at);
    return values;
}

const char **check_texts(struct check *check, const struct table *table, const char *column)
{
    const char **texts = check_array(check, table->row_count, sizeof *texts);
    int at = column_of(check, table, column);

    for (size_t row = 0; row < table->row_count; row++)
        texts[row] = at == TABLE_NO_COLUMN ? "" : table_text(table, row, at);
    return texts;
}

double *check_group(struct check *check, const struct table *table, const char *by,
                    const char *group, const char *column, size_t *count)
{
    const char **groups = check_texts(check, table, by);
    double *values = check_numbers(check, table, column);

    *count = 0;
    for (size_t row = 0; row < table->row_count; row++) {
        if (strcmp(groups[row], group) == 0)
            values[(*count)++] = values[row];
    }
    return values;
}

static int expected_column(struct check *check, const char *column, enum column_use use)
{
    int at = column_of(check, &check->expected, column);

    if (at != TABLE_NO_COLUMN && check->uses[at] < use)
        check->uses[at] = use;
    return at;
}

double check_key(struct check *check, size_t row, const char *column)
{
    int at = expected_column(check, column, COLUMN_KEY);

    return at == TABLE_NO_COLUMN ? NAN : number_at(check, &check->expected, row, at);
}

const char *check_key_text(struct check *check, size_t row, const char *column)
{
    int at = expected_column(check, column, COLUMN_KEY);

    return at == TABLE_NO_COLUMN ? "" : table_text(&check->expected, row, at);
}

/* The numbers of a cell that are separated by '|'; an empty cell holds none. */
static double *split(struct check *check, const char *text, size_t *count)
{
    size_t limit = 1;

    *count = 0;
    for (const char *at = text; *at != '\0'; at++)
        limit += *at == '|';
    double *values = check_array(check, limit, sizeof *values);
    while (*text != '\0') {
        size_t length = strcspn(text, "|");
        char item[64];
        snprintf(item, sizeof item, "%.*s", (int)(length < sizeof item ? length : 0), text);
        values[*count] = NAN;
        if (!table_parse(item, &values[*count]))
            check_fail(check, "'%s' in a list is not a number", item);
        (*count)++;
        text += length + (text[length] == '|');
    }
    return values;
}

double *check_key_list(struct check *check, size_t row, const char *column, size_t *count)
{
    return split(check, check_key_text(check, row, column), count);
}

void check_ignore(struct check *check, const char *column)
{
    if (expected_column(check, column, COLUMN_IGNORED) != TABLE_NO_COLUMN)
        buffer_format(&check->text, "        '%s' is for reading only, not compared\n", column);
}

/* ---- comparing ---- */

static int compared_column(struct check *check, size_t row, const char *column)
{
    int at = expected_column(check, column, COLUMN_COMPARED);

    if (at == TABLE_NO_COLUMN)
        return at;
    if (row >= check->expected.row_count) {
        check_fail(check, "column '%s': row %zu is not in the table", column, row + 1);
        return TABLE_NO_COLUMN;
    }
    check->compared[row * check->expected.column_count + (size_t)at] = true;
    check->value_count++;
    return at;
}

static void compare(struct check *check, size_t row, const char *column, double got, double allowed,
                    double relative)
{
    int at = compared_column(check, row, column);

    if (at == TABLE_NO_COLUMN)
        return;
    double expected = number_at(check, &check->expected, row, at);
    if ((isnan(expected) && isnan(got)) || expected == got)
        return;
    double limit = fmax(allowed, relative * fabs(expected));
    double error = fabs(got - expected);
    if (isfinite(error) && limit > 0)
        check->worst = fmax(check->worst, error / limit);
    if (!(error <= limit) || isinf(expected))
        check_fail(check, "row %zu, '%s': got %.17g, expected %s (error %.3g, allowed %.3g)",
                   row + 1, column, got, table_text(&check->expected, row, at), error, limit);
}

void check_number(struct check *check, size_t row, const char *column, double got)
{
    compare(check, row, column, got, ABSOLUTE_FLOOR, check->tolerance);
}

void check_within(struct check *check, size_t row, const char *column, double got, double relative)
{
    compare(check, row, column, got, ABSOLUTE_FLOOR, relative);
}

void check_absolute(struct check *check, size_t row, const char *column, double got,
                    double absolute)
{
    compare(check, row, column, got, absolute, check->tolerance);
}

void check_exact(struct check *check, size_t row, const char *column, double got)
{
    compare(check, row, column, got, 0, 0);
}

/* True, and counted as undefined, when the expected cell is empty. */
static bool is_undefined(struct check *check, size_t row, const char *column)
{
    int at = table_column(&check->expected, column);

    if (at == TABLE_NO_COLUMN || row >= check->expected.row_count ||
        !isnan(number_at(check, &check->expected, row, at)))
        return false;
    compared_column(check, row, column);
    check->undefined_count++;
    return true;
}

void check_number_or_empty(struct check *check, size_t row, const char *column, double got)
{
    if (!is_undefined(check, row, column))
        check_number(check, row, column, got);
}

void check_rounded_zero(struct check *check, size_t row, const char *column)
{
    if (!is_undefined(check, row, column))
        compare(check, row, column, 0, 1e-8, 0);
}

void check_undefined(struct check *check, size_t row, const char *column)
{
    int at = compared_column(check, row, column);

    if (at == TABLE_NO_COLUMN)
        return;
    double expected = number_at(check, &check->expected, row, at);
    if (isfinite(expected) && expected != 0)
        check_fail(check, "row %zu, '%s': not defined, expected %s", row + 1, column,
                   table_text(&check->expected, row, at));
    check->undefined_count++;
}

void check_word(struct check *check, size_t row, const char *column, const char *got)
{
    int at = compared_column(check, row, column);

    if (at == TABLE_NO_COLUMN)
        return;
    const char *expected = table_text(&check->expected, row, at);
    if (strcmp(expected, got) != 0)
        check_fail(check, "row %zu, '%s': got '%s', expected '%s'", row + 1, column, got, expected);
}

void check_list(struct check *check, size_t row, const char *column, const double *got,
                size_t count)
{
    int at = compared_column(check, row, column);

    if (at == TABLE_NO_COLUMN)
        return;
    size_t expected_count = 0;
    double *expected = split(check, table_text(&check->expected, row, at), &expected_count);
    if (expected_count != count) {
        check_fail(check, "row %zu, '%s': got %zu numbers, expected %zu", row + 1, column, count,
                   expected_count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        double limit = fmax(ABSOLUTE_FLOOR, check->tolerance * fabs(expected[i]));
        double error = fabs(got[i] - expected[i]);
        bool is_same = (isnan(got[i]) && isnan(expected[i])) || got[i] == expected[i];
        if (isfinite(error))
            check->worst = fmax(check->worst, error / limit);
        if (!is_same && !(error <= limit))
            check_fail(check, "row %zu, '%s', number %zu: got %.17g, expected %.15g", row + 1,
                       column, i + 1, got[i], expected[i]);
    }
}

void check_row_count(struct check *check, size_t got)
{
    if (got != check->expected.row_count)
        check_fail(check, "got %zu rows, expected %zu", got, check->expected.row_count);
}
