#include <stdlib.h>

#include "store/import.h"

/*
 * A set of 64-bit keys, open addressing in at most 5/6 of its slots: 8 bytes a text and a fifth.
 * The high bits, which are the ticket's, say where a key stands first: texts of a ticket share a
 * line of the cache. What finds that line full, as most of a very long ticket does, stands where
 * the low bits say, which are a hash; so no ticket makes long runs.
 */
enum { TEXTS_MOST = 24 << 20 }; /* 230 MiB; who keeps more has all of them measured again */

struct text_keys {
    uint64_t *slots; /* 0 free */
    uint64_t slot_count;
};

void text_keys_close(struct text_keys *keys)
{
    if (keys == NULL)
        return;
    free(keys->slots);
    free(keys);
}
OWN_CLOSER(text_keys_close, struct text_keys *)

static uint64_t slot_at(const struct text_keys *keys, uint64_t bits)
{
    return (uint64_t)((unsigned __int128)bits * keys->slot_count >> 64);
}

/* The slot that holds `key`, or the free one where it belongs. */
static uint64_t *slot_of(const struct text_keys *keys, uint64_t key)
{
    enum { LINE = 8, TICKET_BITS = 24 };
    uint64_t at = slot_at(keys, key);

    for (int tried = 0; tried < LINE; tried++) {
        if (keys->slots[at] == key || keys->slots[at] == 0)
            return &keys->slots[at];
        at = at + 1 == keys->slot_count ? 0 : at + 1;
    }
    at = slot_at(keys, key << TICKET_BITS);
    while (keys->slots[at] != key && keys->slots[at] != 0)
        at = at + 1 == keys->slot_count ? 0 : at + 1;
    return &keys->slots[at];
}

void text_keys_expect(const struct text_keys *keys, uint64_t key)
{
    __builtin_prefetch(&keys->slots[slot_at(keys, key)]);
}

bool text_keys_hold(const struct text_keys *keys, uint64_t key)
{
    return *slot_of(keys, key) != 0;
}

/* ---- reading them ---- */

static bool read_segment(struct text_keys *keys, struct keeper keeper,
                         const struct segment *segment, struct message_row *rows, struct error *err)
{
    OWN(block_bytes_release) struct block_bytes bytes = {0};

    for (uint32_t block = 0; block < segment->block_count; block++) {
        int64_t id = segment_block_id(segment->id, block);
        uint32_t count = 0;
        if (!keeper.engine->block_get(keeper.self, SHELF_KEPT, id, &bytes, err) ||
            !block_decode(ROW_MESSAGE, &bytes, (uint64_t)id, NULL, rows, &count, err))
            return false;
        for (uint32_t i = 0; i < count; i++)
            if (rows[i].record.text_key != 0)
                *slot_of(keys, rows[i].record.text_key) = rows[i].record.text_key;
    }
    return true;
}

static uint64_t most_messages(const struct segment_list *segments)
{
    uint64_t blocks = 0;

    for (size_t i = 0; i < segments->count; i++)
        if (segments->segments[i].kind == ROW_MESSAGE)
            blocks += segments->segments[i].block_count;
    return blocks * BLOCK_ROWS;
}

static bool read_keys(struct import *import, const struct segment_list *segments, struct error *err)
{
    OWN(free) struct message_row *rows = calloc(BLOCK_ROWS, sizeof *rows);
    OWN(text_keys_close) struct text_keys *keys = calloc(1, sizeof *keys);

    if (keys == NULL || rows == NULL)
        return error_memory(err);
    keys->slot_count = most_messages(segments) * 6 / 5 + 1;
    keys->slots = calloc(keys->slot_count, sizeof *keys->slots);
    if (keys->slots == NULL)
        return error_memory(err);
    for (size_t i = 0; i < segments->count; i++)
        if (segments->segments[i].kind == ROW_MESSAGE &&
            !read_segment(keys, import->store->keeper, &segments->segments[i], rows, err))
            return false;
    import->text_keys = TAKE(keys);
    return true;
}

bool import_text_keys(struct import *import, const struct text_keys **out, struct error *err)
{
    OWN(segment_list_release) struct segment_list segments = {0};

    *out = NULL;
    if (import->text_keys == NULL && import->replaced_count == 0 &&
        import->is_staged[TABLE_MESSAGES]) {
        if (!segment_list_read(&segments, import->store->keeper, err))
            return false;
        uint64_t most = most_messages(&segments);
        if (most > 0 && most <= TEXTS_MOST && !read_keys(import, &segments, err))
            return false;
    }
    *out = import->text_keys;
    return true;
}

/* ---- handing over what was measured ---- */

static void copy_text(struct message_record *to, const struct message_record *from)
{
    to->body = from->body;
    to->text = from->text;
    to->flags = (uint8_t)((to->flags & ~(MESSAGE_TEXT_KEPT | MESSAGE_TEXT_FLAGS)) |
                          (from->flags & MESSAGE_TEXT_FLAGS));
}

bool text_keys_fill(struct message_row *fresh, size_t fresh_count, const struct message_row *old,
                    size_t old_count, struct error *err)
{
    size_t next = 0; /* both stand by instant: the search goes on where it ended */

    for (size_t i = 0; i < fresh_count; i++) {
        size_t tried = 0;
        if ((fresh[i].record.flags & MESSAGE_TEXT_KEPT) == 0)
            continue;
        while (tried < old_count &&
               old[(next + tried) % old_count].record.text_key != fresh[i].record.text_key)
            tried++;
        if (tried == old_count)
            return error_set(err, ERROR_STORE,
                             "a text that the store has measured is not with its ticket");
        next = (next + tried) % old_count;
        copy_text(&fresh[i].record, &old[next].record);
        next++;
    }
    return true;
}
