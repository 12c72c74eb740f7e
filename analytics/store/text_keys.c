#include <stdlib.h>

#include "store/import.h"

/*
 * A set of 64-bit hashes, open addressing in at most 5/6 of its slots: 8 bytes a text and a fifth.
 * Their high bits say where they stand; those of a ticket stand together, so that a file that
 * tells its tickets one by one finds them in one line of the cache.
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

static uint64_t first_slot(const struct text_keys *keys, uint64_t key)
{
    return (uint64_t)((unsigned __int128)key * keys->slot_count >> 64);
}

void text_keys_expect(const struct text_keys *keys, uint64_t key)
{
    __builtin_prefetch(&keys->slots[first_slot(keys, key)]);
}

bool text_keys_hold(const struct text_keys *keys, uint64_t key)
{
    uint64_t at = first_slot(keys, key);

    while (keys->slots[at] != key && keys->slots[at] != 0)
        at = at + 1 == keys->slot_count ? 0 : at + 1;
    return keys->slots[at] != 0;
}

static void hold(struct text_keys *keys, uint64_t key)
{
    uint64_t at = first_slot(keys, key);

    while (keys->slots[at] != key && keys->slots[at] != 0)
        at = at + 1 == keys->slot_count ? 0 : at + 1;
    keys->slots[at] = key;
}

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
                hold(keys, rows[i].record.text_key);
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
