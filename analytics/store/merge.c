#include <assert.h>
#include <string.h>

#include "store/segment.h"

/* ---- one segment ---- */

struct cursor {
    const struct segment *segment;
    uint32_t origin;
    uint32_t block; /* the one in `rows` */
    uint32_t at;    /* row of it */
    uint32_t row_count;
    void *rows;
    struct block_bytes bytes;
};

static const struct row_head *cursor_row(const struct merge *merge, const struct cursor *cursor)
{
    return (const void *)((const char *)cursor->rows +
                          cursor->at * shape_of(merge->kind)->row_size);
}

static uint32_t cursor_ticket(const struct merge *merge, const struct cursor *cursor)
{
    return cursor_row(merge, cursor)->ticket;
}

/* Rows that were taken may point into these bytes: they stay until the next merge_take(). */
static bool retire(struct merge *merge, struct cursor *cursor, struct error *err)
{
    if (!row_kind_has_texts(merge->kind) || cursor->bytes.bytes == NULL)
        return true;
    struct block_bytes *grown =
        realloc(merge->retired, (merge->retired_count + 1) * sizeof *merge->retired);
    if (grown == NULL)
        return error_memory(err);
    merge->retired = grown;
    merge->retired[merge->retired_count++] = cursor->bytes;
    cursor->bytes = (struct block_bytes){0};
    return true;
}

static void release_retired(struct merge *merge)
{
    for (size_t i = 0; i < merge->retired_count; i++)
        block_bytes_release(&merge->retired[i]);
    merge->retired_count = 0;
}

static void cursor_close(struct cursor *cursor)
{
    free(cursor->rows);
    cursor->rows = NULL;
    block_bytes_release(&cursor->bytes);
}

static bool cursor_load(struct merge *merge, struct cursor *cursor, uint32_t block,
                        struct error *err)
{
    int64_t id = segment_block_id(cursor->segment->id, block);

    if (cursor->rows == NULL) {
        cursor->rows = calloc(BLOCK_ROWS, shape_of(merge->kind)->row_size);
        if (cursor->rows == NULL)
            return error_memory(err);
    }
    if (!retire(merge, cursor, err) ||
        !merge->keeper.engine->block_get(merge->keeper.self, merge->shelf, id, &cursor->bytes,
                                         err) ||
        !block_decode(merge->kind, &cursor->bytes, (uint64_t)id, merge->limits, cursor->rows,
                      &cursor->row_count, err))
        return false;
    cursor->block = block;
    cursor->at = 0;
    const struct row_head *last =
        (const void *)((const char *)cursor->rows +
                       (cursor->row_count - 1) * shape_of(merge->kind)->row_size);
    bool is_in_place = last->ticket == cursor->segment->last_tickets[block] &&
                       (block > 0 || cursor_ticket(merge, cursor) == cursor->segment->first_ticket);
    if (!is_in_place)
        return error_set(err, ERROR_STORE,
                         "block %lld of the store is damaged: it is not the one that belongs there",
                         (long long)id);
    return true;
}

/* To the first row at or behind `ticket`, which the segment reaches. */
static bool cursor_seek(struct merge *merge, struct cursor *cursor, uint32_t ticket,
                        struct error *err)
{
    const uint32_t *last_tickets = cursor->segment->last_tickets;
    uint32_t block = cursor->rows == NULL ? 0 : cursor->block;

    if (last_tickets[block] < ticket) {
        uint32_t low = block + 1, high = cursor->segment->block_count - 1;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (last_tickets[middle] < ticket)
                low = middle + 1;
            else
                high = middle;
        }
        block = low;
    }
    if ((cursor->rows == NULL || block != cursor->block) && !cursor_load(merge, cursor, block, err))
        return false;
    while (cursor_ticket(merge, cursor) < ticket)
        cursor->at++; /* ends: the last row of the block is not below `ticket` */
    return true;
}

/* One row on; `*is_over` when it was the last. */
static bool cursor_step(struct merge *merge, struct cursor *cursor, bool *is_over,
                        struct error *err)
{
    cursor->at++;
    *is_over = false;
    if (cursor->at < cursor->row_count)
        return true;
    if (cursor->block + 1 < cursor->segment->block_count)
        return cursor_load(merge, cursor, cursor->block + 1, err);
    *is_over = true;
    return true;
}

/* ---- many as one ---- */

static int compare_cursors(const void *a, const void *b)
{
    const struct cursor *left = a, *right = b;

    if (left->segment->first_ticket != right->segment->first_ticket)
        return left->segment->first_ticket < right->segment->first_ticket ? -1 : 1;
    return left->segment->id < right->segment->id ? -1 : left->segment->id > right->segment->id;
}

bool merge_open(struct merge *merge, struct keeper keeper, enum shelf shelf, enum row_kind kind,
                const struct segment_list *list, const uint32_t *origins,
                const struct block_limits *limits, struct error *err)
{
    size_t count = 0;

    *merge = (struct merge){.keeper = keeper, .shelf = shelf, .kind = kind, .limits = limits};
    for (size_t i = 0; i < list->count; i++)
        count += list->segments[i].kind == kind;
    merge->cursors = calloc(count + 1, sizeof *merge->cursors);
    merge->heap = calloc(count + 1, sizeof *merge->heap);
    if (merge->cursors == NULL || merge->heap == NULL)
        return error_memory(err);
    for (size_t i = 0; i < list->count; i++)
        if (list->segments[i].kind == kind)
            merge->cursors[merge->cursor_count++] = (struct cursor){
                .segment = &list->segments[i], .origin = origins == NULL ? 0 : origins[i]};
    if (count > 0)
        qsort(merge->cursors, count, sizeof *merge->cursors, compare_cursors);
    return true;
}

static bool is_before(const struct merge *merge, size_t a, size_t b)
{
    uint32_t left = cursor_ticket(merge, &merge->cursors[a]);
    uint32_t right = cursor_ticket(merge, &merge->cursors[b]);

    return left != right ? left < right
                         : merge->cursors[a].segment->id < merge->cursors[b].segment->id;
}

static void sink(struct merge *merge, size_t at)
{
    size_t moved = merge->heap[at];

    for (size_t child; (child = 2 * at + 1) < merge->heap_count; at = child) {
        if (child + 1 < merge->heap_count &&
            is_before(merge, merge->heap[child + 1], merge->heap[child]))
            child++;
        if (!is_before(merge, merge->heap[child], moved))
            break;
        merge->heap[at] = merge->heap[child];
    }
    merge->heap[at] = moved;
}

static void rise(struct merge *merge, size_t at)
{
    size_t moved = merge->heap[at];

    for (; at > 0 && is_before(merge, moved, merge->heap[(at - 1) / 2]); at = (at - 1) / 2)
        merge->heap[at] = merge->heap[(at - 1) / 2];
    merge->heap[at] = moved;
}

static bool drop_top(struct merge *merge, struct error *err)
{
    if (!retire(merge, &merge->cursors[merge->heap[0]], err))
        return false;
    cursor_close(&merge->cursors[merge->heap[0]]);
    merge->heap[0] = merge->heap[--merge->heap_count];
    if (merge->heap_count > 0)
        sink(merge, 0);
    return true;
}

uint32_t merge_next(const struct merge *merge)
{
    uint32_t next = UINT32_MAX;

    if (merge->heap_count > 0)
        next = cursor_ticket(merge, &merge->cursors[merge->heap[0]]);
    if (merge->opened < merge->cursor_count &&
        merge->cursors[merge->opened].segment->first_ticket < next)
        next = merge->cursors[merge->opened].segment->first_ticket;
    return next == UINT32_MAX ? MERGE_END : next;
}

/* Open what begins at or before `ticket` and reaches it. */
static bool open_until(struct merge *merge, uint32_t ticket, struct error *err)
{
    for (; merge->opened < merge->cursor_count &&
           merge->cursors[merge->opened].segment->first_ticket <= ticket;
         merge->opened++) {
        struct cursor *cursor = &merge->cursors[merge->opened];
        if (cursor->segment->last_ticket < ticket)
            continue;
        if (!cursor_seek(merge, cursor, ticket, err))
            return false;
        merge->heap[merge->heap_count] = merge->opened;
        rise(merge, merge->heap_count++);
    }
    return true;
}

/* Bring every open cursor to `ticket` or behind it. */
static bool skip_to(struct merge *merge, uint32_t ticket, struct error *err)
{
    while (merge->heap_count > 0) {
        struct cursor *top = &merge->cursors[merge->heap[0]];
        if (cursor_ticket(merge, top) >= ticket)
            return true;
        if (top->segment->last_ticket < ticket) {
            if (!drop_top(merge, err))
                return false;
            continue;
        }
        if (!cursor_seek(merge, top, ticket, err))
            return false;
        sink(merge, 0);
    }
    return true;
}

static bool take_top(struct merge *merge, uint32_t ticket, struct row_list *out, struct error *err)
{
    struct cursor *top = &merge->cursors[merge->heap[0]];
    bool is_over = false;

    while (!is_over && cursor_ticket(merge, top) == ticket) {
        if (!row_list_add(out, cursor_row(merge, top), err))
            return false;
        ((struct row_head *)row_list_at(out, out->count - 1))->origin = top->origin;
        if (!cursor_step(merge, top, &is_over, err))
            return false;
    }
    if (is_over)
        return drop_top(merge, err);
    sink(merge, 0);
    return true;
}

bool merge_take(struct merge *merge, uint32_t ticket, struct row_list *out, struct error *err)
{
    assert(ticket != MERGE_END);
    release_retired(merge);
    if (!skip_to(merge, ticket, err) || !open_until(merge, ticket, err))
        return false;
    while (merge->heap_count > 0 && cursor_ticket(merge, &merge->cursors[merge->heap[0]]) == ticket)
        if (!take_top(merge, ticket, out, err))
            return false;
    return true;
}

void merge_release(struct merge *merge)
{
    for (size_t i = 0; i < merge->cursor_count; i++)
        cursor_close(&merge->cursors[i]);
    release_retired(merge);
    free(merge->retired);
    free(merge->cursors);
    free(merge->heap);
    *merge = (struct merge){0};
}
