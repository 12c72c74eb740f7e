/*
 * check: one table of expected values, compared cell by cell with what the library gives.
 *
 * A topic's function reads the inputs, calls the library, and hands over what it got; the frame
 * counts. A column of the expected table that was neither read as a key nor compared in every row
 * is a failure: nothing is skipped in silence.
 */
#ifndef DESKGAUGE_REFERENCE_CHECK_H
#define DESKGAUGE_REFERENCE_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "table.h"

struct check;

/*
 * A row of a topic's list: the tables of topic `number` that have all of `columns` (separated by
 * '|'; the first row that fits wins) are checked by `run`. The last row of a list is all zeros.
 */
struct topic {
    int number;
    const char *columns;
    double tolerance; /* relative */
    void (*run)(struct check *check);
};

/* ---- what there is to read ---- */

/* Memory until the table is done; never NULL (the program ends when memory is short). */
struct arena *check_arena(struct check *check);
void *check_array(struct check *check, size_t count, size_t size);

/*
 * The input table of the same case that has `column`; if the case has no input of its own, the one
 * input of the topic that has it. NULL, with a failure told, when there is none or more than one.
 */
const struct table *check_input(struct check *check, const char *column);

/* A whole column, one number (or text) a row. A cell that is no number is a failure. */
double *check_numbers(struct check *check, const struct table *table, const char *column);
const char **check_texts(struct check *check, const struct table *table, const char *column);

/* The numbers of `column` in the rows where the text of `by` is `group`, in order. */
double *check_group(struct check *check, const struct table *table, const char *by,
                    const char *group, const char *column, size_t *count);

/* Another expected table of the same case that has `column`: for what was asked there, never for an
 * answer. NULL, with a failure told, when there is none. */
const struct table *check_sibling(struct check *check, const char *column);

/* The bytes of a file of the folder; absent, with a failure told, when it cannot be read. */
struct span check_file(struct check *check, const char *name);

/* The name of the case: "km_lung_all" of 01_km_lung_all__expected_curve.csv. */
const char *check_case(const struct check *check);

/* ---- the expected table ---- */

size_t check_rows(const struct check *check);
bool check_has(const struct check *check, const char *column);
const char *check_column(const struct check *check, size_t index); /* its name; NULL past the end */

/* Read a cell as a key: what is asked, not what is answered. */
double check_key(struct check *check, size_t row, const char *column);
const char *check_key_text(struct check *check, size_t row, const char *column);
double *check_key_list(struct check *check, size_t row, const char *column, size_t *count);

/* ---- comparison; NaN is the empty cell ---- */

/* |got - expected| <= max(tolerance * |expected|, 1e-15), the tolerance of the topic's row. */
void check_number(struct check *check, size_t row, const char *column, double got);
void check_within(struct check *check, size_t row, const char *column, double got, double relative);
/* The tolerance of the topic, or `absolute` where that is more: differences of larger numbers. */
void check_absolute(struct check *check, size_t row, const char *column, double got,
                    double absolute);
void check_exact(struct check *check, size_t row, const char *column, double got);
void check_word(struct check *check, size_t row, const char *column, const char *got);
void check_list(struct check *check, size_t row, const char *column, const double *got,
                size_t count); /* cell of numbers separated by '|' */

/* The oracle leaves this cell empty where our definition has a value (say so in a comment): an
 * empty cell counts as undefined, any other is compared by check_number(). */
void check_number_or_empty(struct check *check, size_t row, const char *column, double got);

/* Ours is 0; the table may hold what rounding left under a root, up to 1e-8, or nothing. */
void check_rounded_zero(struct check *check, size_t row, const char *column);

/* The oracle multiplies infinity by rounding (one cluster): anything but a finite number other than
 * 0 counts as undefined. */
void check_undefined(struct check *check, size_t row, const char *column);

void check_row_count(struct check *check, size_t got);

/* A column that is in the table for reading only; it is named in the printed line. */
void check_ignore(struct check *check, const char *column);

void check_fail(struct check *check, const char *format, ...) PRINTF_LIKE(2, 3);

/* ---- the frame ---- */

/* Check every table of the folder and print a line each, then the sum. True when all passed. */
MUST_CHECK bool check_folder(const char *folder, const struct topic *const *lists, bool *all_passed,
                             struct error *err);

#endif
