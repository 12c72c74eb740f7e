/* table: one CSV of reference values, with named columns and rows of text. */
#ifndef DESKGAUGE_REFERENCE_TABLE_H
#define DESKGAUGE_REFERENCE_TABLE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/* Row-major: the cell of (row, column) is cells[row * column_count + column], never NULL. */
struct table {
    struct arena arena;
    const char **columns;
    size_t column_count;
    const char **cells;
    size_t row_count;
};

enum { TABLE_NO_COLUMN = -1 };

/* Comma-separated, quotes doubled inside quotes, the first line names the columns (RFC 4180, by
 * libcsv). ERROR_INPUT, with the position, when a row is shorter or longer than the first. */
MUST_CHECK bool table_read(const char *path, struct table *out, struct error *err);
void table_release(struct table *table);

int table_column(const struct table *table, const char *name); /* or TABLE_NO_COLUMN */
const char *table_text(const struct table *table, size_t row, int column);

/* A cell as a number: NaN for the empty cell, NA and NaN; also Inf, -Inf, TRUE (1), FALSE (0).
 * False when it is none of these. */
MUST_CHECK bool table_parse(const char *text, double *out);

#endif
