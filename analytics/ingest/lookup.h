/* lookup: numbers of words and persons already met in this file. Private to ingest. */
#ifndef DESKGAUGE_INGEST_LOOKUP_H
#define DESKGAUGE_INGEST_LOOKUP_H

#include "base/error.h"
#include "base/ownership.h"
#include "base/text.h"

/* From the XXH3 of a text to a number (and a class). All-zero is a valid empty one. Grows with
 * distinct texts, not with rows; two texts with one 64-bit hash are taken for one (odds below
 * 1e-8 for a million texts). */
struct lookup_row {
    uint64_t key; /* 0: free */
    uint32_t number;
    int32_t class_value;
};
struct lookup {
    struct lookup_row *rows;
    size_t count, capacity;
};

uint64_t lookup_key(struct span text, uint64_t kind);
const struct lookup_row *lookup_find(const struct lookup *lookup, uint64_t key); /* or NULL */
MUST_CHECK bool lookup_add(struct lookup *lookup, struct lookup_row row, struct error *err);
void lookup_release(struct lookup *lookup);
OWN_RELEASER(lookup_release, struct lookup)

#endif
