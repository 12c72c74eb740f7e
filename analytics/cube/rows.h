/* rows: one table of the cube while it is being filled; equal keys become one row. Private. */
#ifndef DESKGAUGE_CUBE_ROWS_H
#define DESKGAUGE_CUBE_ROWS_H

#include "cube/cube.h"

/* How rows of a table are told apart and joined. `compare` is a total order of the keys alone. */
struct row_kind {
    size_t size;
    int (*compare)(const void *a, const void *b);
    void (*join)(void *into, const void *from);
};

struct rows {
    const struct row_kind *kind;
    char *bytes;
    size_t count, capacity;
    size_t joined_count; /* rows up to here are sorted and distinct */
    struct spill *spill; /* where rows beyond memory's share go; NULL: nowhere yet, or never */
    bool stays;          /* in memory, whatever its size */
};

/* Grows by halves, and joins before it grows, so that memory follows the number of keys, and no
 * further than SPILL_BYTES: then what is there goes to a file, as a sorted run. */
MUST_CHECK bool rows_add(struct rows *rows, const void *row, struct error *err);
void rows_join(struct rows *rows); /* what is in memory: sorted, no key twice */

/* The whole table, sorted, no key twice, as the cube holds it; `rows` is left empty. */
struct table {
    void *rows;
    size_t count;
    size_t mapped_size; /* as in struct cube */
};
MUST_CHECK bool rows_finish(struct rows *rows, struct table *out, struct error *err);
void rows_release(struct rows *rows);
OWN_RELEASER(rows_release, struct rows)

extern const struct row_kind ROW_KINDS[CUBE_TABLE_COUNT];

#endif
