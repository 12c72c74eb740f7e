/* segment: sorted runs of rows: writing them, reading them, and many of them as one. */
#ifndef DESKGAUGE_STORE_SEGMENT_H
#define DESKGAUGE_STORE_SEGMENT_H

#include "base/arena.h"
#include "store/engine.h"

/* An engine and what it opened: where segments are kept. */
struct keeper {
    const struct engine *engine;
    void *self;
};

/* A growing list of segments; owns their block tables. All-zero is empty. */
struct segment_list {
    struct segment *segments;
    size_t count;
    size_t capacity;
};
MUST_CHECK bool segment_list_add(struct segment_list *list, const struct segment *segment,
                                 struct error *err);
MUST_CHECK bool segment_list_read(struct segment_list *list, struct keeper keeper,
                                  struct error *err);
void segment_list_release(struct segment_list *list);
OWN_RELEASER(segment_list_release, struct segment_list)

/* ---- writing ---- */

/*
 * Rows of one kind in ascending order of ticket, to blocks as they fill. Segments that end are
 * added to `made` (NULL: nobody asks) and, on the shelf that lasts, to the engine.
 */
struct segment_writer {
    struct keeper keeper;
    enum shelf shelf;
    enum row_kind kind;
    int64_t import_id;
    int64_t *next_segment_id; /* of the shelf; counts up */
    struct segment_list *made;

    struct segment segment; /* the open one; id 0: none */
    uint32_t *last_tickets;
    void *rows; /* up to BLOCK_ROWS that wait */
    uint32_t row_count;
    size_t text_length;
    struct arena texts; /* copies of theirs */
    struct block_bytes bytes;
};
MUST_CHECK bool segment_writer_add(struct segment_writer *writer, const void *row,
                                   struct error *err);
MUST_CHECK bool segment_writer_end(struct segment_writer *writer, struct error *err);
void segment_writer_release(struct segment_writer *writer);
OWN_RELEASER(segment_writer_release, struct segment_writer)

/* ---- reading ---- */

/* Rows of one shape in one piece. All-zero is empty; set row_size first. */
struct row_list {
    size_t row_size;
    void *rows;
    size_t count;
    size_t capacity;
};
MUST_CHECK bool row_list_add(struct row_list *list, const void *row, struct error *err);
void row_list_release(struct row_list *list);
OWN_RELEASER(row_list_release, struct row_list)
static inline void *row_list_at(const struct row_list *list, size_t at)
{
    return (char *)list->rows + at * list->row_size;
}

/*
 * All segments of one kind as one run, in order of ticket, then of segment. It opens a segment
 * when its first ticket is reached, holds one block of each open one, and skips blocks that
 * merge_take() has no use for.
 */
struct merge {
    struct keeper keeper;
    enum shelf shelf;
    enum row_kind kind;
    const struct block_limits *limits; /* NULL: not checked */
    struct cursor *cursors;            /* by first ticket, then segment */
    size_t cursor_count;
    size_t opened; /* those before it were opened */
    size_t *heap;  /* open cursors, the least ticket on top */
    size_t heap_count;
    struct block_bytes *retired; /* that rows of the last merge_take() point into */
    size_t retired_count;
};

/* `origins[i]` becomes head.origin of the rows of list->segments[i]; NULL: 0. */
MUST_CHECK bool merge_open(struct merge *merge, struct keeper keeper, enum shelf shelf,
                           enum row_kind kind, const struct segment_list *list,
                           const uint32_t *origins, const struct block_limits *limits,
                           struct error *err);
enum { MERGE_END = 0 }; /* no ticket has this number */
/* A number that the next ticket is not below (the next ticket itself while nothing is skipped),
 * or MERGE_END. */
uint32_t merge_next(const struct merge *merge);
/* Skip to `ticket` and append its rows to `out`, if it has any. Texts live until the next call. */
MUST_CHECK bool merge_take(struct merge *merge, uint32_t ticket, struct row_list *out,
                           struct error *err);
void merge_release(struct merge *merge);
OWN_RELEASER(merge_release, struct merge)

#endif
