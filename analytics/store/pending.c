#include <assert.h>
#include <string.h>

#include "store/import.h"

/* Has the ticket had a row in this file? From now on it has. */
static bool see(struct import *import, uint32_t ticket, bool *was_seen, struct error *err)
{
    size_t byte = ticket / 8;
    unsigned char bit = (unsigned char)(1 << ticket % 8);

    if (byte >= import->seen_size) {
        size_t wanted = byte * 2 + 1024;
        unsigned char *grown = realloc(import->seen, wanted);
        if (grown == NULL)
            return error_memory(err);
        memset(grown + import->seen_size, 0, wanted - import->seen_size);
        import->seen = grown;
        import->seen_size = wanted;
    }
    *was_seen = (import->seen[byte] & bit) != 0;
    import->seen[byte] |= bit;
    return true;
}

static bool count_ticket(struct import *import, uint32_t ticket, struct error *err)
{
    bool was_seen = false;

    if (import->is_staged[TABLE_TICKETS])
        return true;
    if (!see(import, ticket, &was_seen, err))
        return false;
    import->kept_count[TABLE_TICKETS] += !was_seen;
    import->ledger.totals.fate_count[was_seen ? FATE_FOLDED : FATE_NEW]++;
    return true;
}

static bool keep_name(struct import *import, uint32_t ticket, struct span id, struct error *err)
{
    char *copy = arena_text(&import->texts[ROW_NAME], id.bytes, id.length);
    if (copy == NULL)
        return error_memory(err);
    struct name_row row = {.head.ticket = ticket,
                           .source = (uint32_t)(import->source_id - 1),
                           .id = {copy, id.length}};
    return row_list_add(&import->buffers[ROW_NAME], &row, err) &&
           (!import_is_full(import, ROW_NAME) || import_flush(import, ROW_NAME, err));
}

static bool number(struct import *import, struct hash128 hash, struct span id, uint32_t *out,
                   struct error *err)
{
    bool is_new = false;

    return index_put(&import->store->numbers.tickets, hash, out, &is_new, err) &&
           (!is_new || keep_name(import, *out, id, err));
}

bool import_number(struct import *import, struct span id, uint32_t *out, struct error *err)
{
    return number(import, ticket_hash(import->source_id, id), id, out, err);
}

static bool number_row(struct import *import, const struct pending *pending, struct span id,
                       struct error *err)
{
    struct row_head *head = row_list_at(&import->buffers[pending->kind], pending->row);

    return number(import, pending->hash, id, &head->ticket, err) &&
           (pending->kind != ROW_TICKET || count_ticket(import, head->ticket, err));
}

static bool number_first(struct import *import, struct error *err)
{
    const struct pending *pending = &import->pending[import->pending_first];

    import->pending_first = (import->pending_first + 1) % PENDING_SIZE;
    import->pending_count--;
    return number_row(import, pending, (struct span){pending->id, pending->id_length}, err);
}

bool import_number_pending(struct import *import, struct error *err)
{
    while (import->pending_count > 0)
        if (!number_first(import, err))
            return false;
    return true;
}

static bool wait_for_number(struct import *import, enum row_kind kind, uint32_t row, struct span id,
                            struct error *err)
{
    const struct index *tickets = &import->store->numbers.tickets;
    uint32_t last = (import->pending_first + import->pending_count) % PENDING_SIZE;
    struct pending *pending = &import->pending[last];

    pending->hash = ticket_hash(import->source_id, id);
    pending->kind = kind;
    pending->row = row;
    pending->id_length = (uint32_t)id.length;
    if (id.length > PENDING_ID_SIZE)
        return import_number_pending(import, err) && number_row(import, pending, id, err);
    memcpy(pending->id, id.bytes, id.length);
    import->pending_count++;
    index_expect(tickets, pending->hash);
    if (import->pending_count > PENDING_SIZE / 2)
        index_expect_more(tickets, import->pending[(last + PENDING_SIZE / 2) % PENDING_SIZE].hash);
    return import->pending_count < PENDING_SIZE || number_first(import, err);
}

bool import_keep(struct import *import, enum row_kind kind, const void *row, struct span id,
                 struct error *err)
{
    struct row_list *rows = &import->buffers[kind];

    assert(id.length > 0); /* a row without the id of its ticket is rejected before */
    if (import_is_full(import, kind) &&
        (!import_number_pending(import, err) || !import_flush(import, kind, err)))
        return false;
    return row_list_add(rows, row, err) &&
           wait_for_number(import, kind, (uint32_t)(rows->count - 1), id, err);
}
