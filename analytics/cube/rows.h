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
};

/* Grows by halves, and joins before it grows, so that memory follows the number of keys. */
MUST_CHECK bool rows_add(struct rows *rows, const void *row, struct error *err);
void rows_join(struct rows *rows); /* sorted, no key twice */
void rows_release(struct rows *rows);
OWN_RELEASER(rows_release, struct rows)

enum cube_table {
#define X(table) CUBE_TABLE_##table,
    CUBE_TABLES(X)
#undef X
        CUBE_TABLE_tickets,
    CUBE_TABLE_actions,
    CUBE_TABLE_answers,
    CUBE_TABLE_COUNT
};
extern const struct row_kind ROW_KINDS[CUBE_TABLE_COUNT];

#endif
