#include <string.h>

#include "store/handle.h"

struct named {
    uint32_t ticket;
    struct span source;
    struct span desk;
    struct span id;
};

static int by_number(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    return left < right ? -1 : left > right;
}

static int by_name(const void *a, const void *b)
{
    const struct named *left = a, *right = b;
    int order = span_compare(left->source, right->source);

    if (order == 0)
        order = span_compare(left->desk, right->desk);
    return order != 0 ? order : span_compare(left->id, right->id);
}

static bool name_ticket(struct store *store, struct merge *names, struct row_list *rows,
                        struct arena *arena, struct named *out, struct error *err)
{
    rows->count = 0;
    if (!merge_take(names, out->ticket, rows, err))
        return false;
    const struct name_row *name = rows->rows;
    if (rows->count != 1 || name->source >= store->source_count)
        return error_set(err, ERROR_STORE, "the store has no ticket %u", out->ticket);
    char *copy = arena_text(arena, name->id.bytes, name->id.length);
    if (copy == NULL)
        return error_memory(err);
    out->id = (struct span){copy, name->id.length};
    out->source = span_of(store->sources[name->source]);
    out->desk = span_of(store->source_desks[name->source]);
    return true;
}

/* Look up ascending `sorted` numbers; they may repeat. */
static bool name_all(struct store *store, const uint32_t *sorted, size_t count, struct named *out,
                     struct arena *arena, struct error *err)
{
    OWN(segment_list_release) struct segment_list segments = {0};
    OWN(merge_release) struct merge names = {0};
    OWN(row_list_release) struct row_list rows = {.row_size = sizeof(struct name_row)};

    if (!store_load_sources(store, err) || !segment_list_read(&segments, store->keeper, err) ||
        !merge_open(&names, store->keeper, SHELF_KEPT, ROW_NAME, &segments, NULL, NULL, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        out[i].ticket = sorted[i];
        if (i > 0 && sorted[i] == sorted[i - 1])
            out[i] = out[i - 1];
        else if (!name_ticket(store, &names, &rows, arena, &out[i], err))
            return false;
    }
    return true;
}

bool store_name_tickets(struct store *store, const uint32_t *tickets, size_t count,
                        ticket_reader read, void *context, struct error *err)
{
    OWN(free) uint32_t *sorted = calloc(count + 1, sizeof *sorted);
    OWN(free) struct named *named = calloc(count + 1, sizeof *named);
    OWN(arena_release) struct arena arena = {0};

    if (sorted == NULL || named == NULL)
        return error_memory(err);
    if (count == 0)
        return true;
    memcpy(sorted, tickets, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_number);
    if (sorted[0] == MERGE_END)
        return error_set(err, ERROR_INTERNAL, "0 is no ticket");
    if (!store_begin_reading(store, err))
        return false;
    bool is_named = name_all(store, sorted, count, named, &arena, err);
    store_end_reading(store);
    if (!is_named)
        return false;
    qsort(named, count, sizeof *named, by_name);
    for (size_t i = 0; i < count; i++)
        if (!read(context, named[i].ticket, named[i].source, named[i].id))
            break;
    return true;
}
