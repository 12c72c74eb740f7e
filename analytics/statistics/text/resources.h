/* resources: the word lists of this folder, which are part of the program, row by row. */
#ifndef DESKGAUGE_STATISTICS_TEXT_RESOURCES_H
#define DESKGAUGE_STATISTICS_TEXT_RESOURCES_H

#include <stdbool.h>

#include "base/text.h"

struct text_rows {
    struct span rest;
};

/* The rows of `name` after the one that names the columns. Our own files: cells are separated by
 * commas, never quoted. */
struct text_rows text_rows(const char *name);
size_t text_rows_count(struct text_rows rows);

/* The first `cell_count` cells of the next row, absent where it is shorter. False at the end. */
bool text_rows_next(struct text_rows *rows, struct span *cells, size_t cell_count);

#endif
