/* hash: fast fingerprints of bytes (XXH3), and keyed hashes that hide persons (BLAKE2b). */
#ifndef DESKGAUGE_BASE_HASH_H
#define DESKGAUGE_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"

struct hash128 {
    uint64_t low;
    uint64_t high;
};

/* XXH3 by libxxhash. Not keyed: for identity of files, rows and settings, never for persons. */
uint64_t hash_64(struct span bytes, uint64_t seed);
struct hash128 hash_128(struct span bytes);

/* The fingerprint of a file read in parts (rulings 11). */
struct hash_stream;
MUST_CHECK bool hash_stream_open(struct hash_stream **out, struct error *err);
void hash_stream_add(struct hash_stream *stream, const void *bytes, size_t length);
struct hash128 hash_stream_value(const struct hash_stream *stream);
void hash_stream_close(struct hash_stream *stream);
OWN_CLOSER(hash_stream_close, struct hash_stream *)

/* 32 lower-case hexadecimal digits, high word first, and a final NUL. */
void hash128_format(struct hash128 hash, char out[33]);
bool hash128_equal(struct hash128 a, struct hash128 b);
bool hash128_is_zero(struct hash128 hash); /* zero stands for "nobody" */

/* The secret of one store (rulings 13). Nothing is ordered by, seeded by or printed from what it
 * makes. */
enum { HASH_KEY_SIZE = 32 };
struct hash_key {
    unsigned char bytes[HASH_KEY_SIZE];
};

/*
 * Read the key file beside a store, or make it (mode 0600) when `may_create`. ERROR_STORE when it
 * is missing and may not be made, readable by group or others, not a regular file, or short.
 */
MUST_CHECK bool hash_key_open(const char *path, bool may_create, struct hash_key *out,
                              struct error *err);

/* BLAKE2b-128 (libsodium) of the bytes under the key. */
struct hash128 hash_keyed(const struct hash_key *key, struct span bytes);

/* SipHash-2-4 (libsodium) under the key: for texts, of which there are many. 0 is never returned,
 * so that it can stand for "no text". */
uint64_t hash_keyed_64(const struct hash_key *key, struct span bytes);

/* A person: e-mail address or name, trimmed and folded to lower case first, so that "Ann@x.org "
 * and "ann@x.org" are one. Absent or empty gives zero. */
struct hash128 hash_person(const struct hash_key *key, struct span person);

#endif
