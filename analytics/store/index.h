/* index: from a 128-bit hash to a dense number, 1 … count, in order of first appearance. */
#ifndef DESKGAUGE_STORE_INDEX_H
#define DESKGAUGE_STORE_INDEX_H

#include "base/error.h"
#include "base/hash.h"
#include "base/ownership.h"

/*
 * Tickets, persons and words of an import are numbered by it. 16 bytes a member plus 12–23
 * bytes of open addressing; growing never holds two copies of anything. All-zero is a valid empty
 * one.
 */
struct index {
    struct hash128 **chunks; /* by number, 65,536 to a chunk, so that growing copies nothing */
    uint32_t chunk_capacity;
    uint64_t *slots; /* a number and the other half of its hash's low word, 0 free */
    uint32_t slot_mask;
    uint32_t count;
};

uint32_t index_find(const struct index *index, struct hash128 hash); /* 0: not there */

/* The number of `hash`, given out now if need be (then `*is_new`). */
MUST_CHECK bool index_put(struct index *index, struct hash128 hash, uint32_t *out, bool *is_new,
                          struct error *err);

/* Call these in turn some time before index_put(), when many are asked for: memory that is far
 * away comes near meanwhile. They change nothing. */
void index_expect(const struct index *index, struct hash128 hash);
void index_expect_more(const struct index *index, struct hash128 hash);

struct hash128 index_hash(const struct index *index, uint32_t number); /* 1 … count */
void index_release(struct index *index);
OWN_RELEASER(index_release, struct index)

#endif
