/* block: up to 1,024 rows of one kind as bytes, column by column, with a checksum. */
#ifndef DESKGAUGE_STORE_BLOCK_H
#define DESKGAUGE_STORE_BLOCK_H

#include "store/shape.h"

enum { BLOCK_ROWS = 1024, BLOCK_TEXT_LIMIT = 1 << 20, BLOCK_VERSION = 1 };

/* Bytes that are ours and grow; all-zero is empty. */
struct block_bytes {
    unsigned char *bytes;
    size_t length;
    size_t capacity;
};
MUST_CHECK bool block_bytes_reserve(struct block_bytes *bytes, size_t capacity, struct error *err);
void block_bytes_release(struct block_bytes *bytes);
OWN_RELEASER(block_bytes_release, struct block_bytes)

/* The greatest number that a block may refer to: what lies above is damage. */
struct block_limits {
    uint32_t ticket;
    uint32_t person;
    uint32_t word[VOCABULARY_KINDS];
};

/* Pack `count` rows (1 … BLOCK_ROWS, ascending by ticket). `seed` is the id under which the block
 * is kept, so that a block in another's place is damage too. */
MUST_CHECK bool block_encode(enum row_kind kind, const void *rows, uint32_t count, uint64_t seed,
                             struct block_bytes *out, struct error *err);

/*
 * Unpack into `rows` (room for BLOCK_ROWS of the kind); texts point into `bytes`. ERROR_STORE when
 * anything but what block_encode() wrote stands there.
 */
MUST_CHECK bool block_decode(enum row_kind kind, const struct block_bytes *bytes, uint64_t seed,
                             const struct block_limits *limits, void *rows, uint32_t *count,
                             struct error *err);

#endif
