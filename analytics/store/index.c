#include "store/index.h"

#include <assert.h>
#include <string.h>

enum { CHUNK_BITS = 16, CHUNK_SIZE = 1 << CHUNK_BITS, FIRST_SLOTS = 1024, AHEAD = 16 };

struct hash128 index_hash(const struct index *index, uint32_t number)
{
    assert(number >= 1 && number <= index->count);
    return index->chunks[(number - 1) >> CHUNK_BITS][(number - 1) & (CHUNK_SIZE - 1)];
}

/* A slot tells 32 bits of the hash itself: the chunks are looked at only when those agree. */
static uint64_t slot_value(struct hash128 hash, uint32_t number)
{
    return (hash.low & ~(uint64_t)UINT32_MAX) | number;
}

static bool holds(const struct index *index, uint64_t slot, struct hash128 hash)
{
    return (slot ^ hash.low) >> 32 == 0 && hash128_equal(index_hash(index, (uint32_t)slot), hash);
}

/* The slot that holds `hash`, or the free one where it belongs. */
static uint32_t slot_of(const struct index *index, struct hash128 hash)
{
    uint32_t at = (uint32_t)hash.high & index->slot_mask;

    while (index->slots[at] != 0 && !holds(index, index->slots[at], hash))
        at = (at + 1) & index->slot_mask;
    return at;
}

uint32_t index_find(const struct index *index, struct hash128 hash)
{
    return index->count == 0 ? 0 : (uint32_t)index->slots[slot_of(index, hash)];
}

void index_expect(const struct index *index, struct hash128 hash)
{
    if (index->count > 0)
        __builtin_prefetch(&index->slots[(uint32_t)hash.high & index->slot_mask]);
}

void index_expect_more(const struct index *index, struct hash128 hash)
{
    if (index->count == 0)
        return;
    uint64_t slot = index->slots[(uint32_t)hash.high & index->slot_mask];
    uint32_t number = (uint32_t)slot;
    if (number != 0)
        __builtin_prefetch(
            &index->chunks[(number - 1) >> CHUNK_BITS][(number - 1) & (CHUNK_SIZE - 1)]);
}

/* Twice the slots; the old ones are given back first, as the chunks know everything. */
static bool grow_slots(struct index *index, struct error *err)
{
    size_t wanted = index->slots == NULL ? FIRST_SLOTS : ((size_t)index->slot_mask + 1) * 2;

    free(index->slots);
    index->slots = calloc(wanted, sizeof *index->slots);
    if (index->slots == NULL) {
        index_release(index);
        return error_memory(err);
    }
    index->slot_mask = (uint32_t)(wanted - 1);
    for (uint32_t number = 1; number <= index->count; number++) {
        struct hash128 hash = index_hash(index, number);
        if (number + AHEAD <= index->count)
            index_expect(index, index_hash(index, number + AHEAD));
        uint32_t at = (uint32_t)hash.high & index->slot_mask;
        while (index->slots[at] != 0) /* all differ: no need to compare */
            at = (at + 1) & index->slot_mask;
        index->slots[at] = slot_value(hash, number);
    }
    return true;
}

static bool grow_chunks(struct index *index, struct error *err)
{
    uint32_t chunk = index->count >> CHUNK_BITS;

    if (chunk == index->chunk_capacity) {
        uint32_t capacity = chunk == 0 ? 16 : chunk * 2;
        struct hash128 **grown = realloc(index->chunks, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        memset(grown + chunk, 0, (capacity - chunk) * sizeof *grown);
        index->chunks = grown;
        index->chunk_capacity = capacity;
    }
    if (index->chunks[chunk] == NULL)
        index->chunks[chunk] = malloc(CHUNK_SIZE * sizeof **index->chunks);
    return index->chunks[chunk] != NULL || error_memory(err);
}

bool index_put(struct index *index, struct hash128 hash, uint32_t *out, bool *is_new,
               struct error *err)
{
    if (index->slots == NULL || index->count > index->slot_mask / 10 * 7)
        if (!grow_slots(index, err))
            return false;
    uint32_t slot = slot_of(index, hash);
    *is_new = index->slots[slot] == 0;
    if (*is_new) {
        if (index->count == UINT32_MAX - 1)
            return error_set(err, ERROR_STORE, "more than 4,294,967,294 tickets, people or words");
        if (!grow_chunks(index, err))
            return false;
        index->chunks[index->count >> CHUNK_BITS][index->count & (CHUNK_SIZE - 1)] = hash;
        index->slots[slot] = slot_value(hash, ++index->count);
    }
    *out = (uint32_t)index->slots[slot];
    return true;
}

void index_release(struct index *index)
{
    for (uint32_t chunk = 0; chunk < index->chunk_capacity; chunk++)
        free(index->chunks[chunk]);
    free(index->chunks);
    free(index->slots);
    *index = (struct index){0};
}
