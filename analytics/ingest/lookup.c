#include "ingest/lookup.h"

#include <stdlib.h>

#include "base/hash.h"

uint64_t lookup_key(struct span text, uint64_t kind)
{
    uint64_t key = hash_64(text, kind);

    return key == 0 ? 1 : key;
}

const struct lookup_row *lookup_find(const struct lookup *lookup, uint64_t key)
{
    if (lookup->capacity == 0)
        return NULL;
    for (size_t at = key & (lookup->capacity - 1);; at = (at + 1) & (lookup->capacity - 1)) {
        if (lookup->rows[at].key == key)
            return &lookup->rows[at];
        if (lookup->rows[at].key == 0)
            return NULL;
    }
}

static void place(struct lookup_row *rows, size_t capacity, struct lookup_row row)
{
    size_t at = row.key & (capacity - 1);

    while (rows[at].key != 0)
        at = (at + 1) & (capacity - 1);
    rows[at] = row;
}

bool lookup_add(struct lookup *lookup, struct lookup_row row, struct error *err)
{
    if (lookup->count * 3 >= lookup->capacity * 2) {
        size_t capacity = lookup->capacity == 0 ? 256 : lookup->capacity * 2;
        struct lookup_row *rows = calloc(capacity, sizeof *rows);
        if (rows == NULL)
            return error_memory(err);
        for (size_t i = 0; i < lookup->capacity; i++)
            if (lookup->rows[i].key != 0)
                place(rows, capacity, lookup->rows[i]);
        free(lookup->rows);
        lookup->rows = rows;
        lookup->capacity = capacity;
    }
    place(lookup->rows, lookup->capacity, row);
    lookup->count++;
    return true;
}

void lookup_release(struct lookup *lookup)
{
    free(lookup->rows);
    *lookup = (struct lookup){0};
}
