#include "cube/rows.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 256 };

bool rows_add(struct rows *rows, const void *row, struct error *err)
{
    if (rows->count == rows->capacity) {
        if (rows->count > FIRST_CAPACITY)
            rows_join(rows);
        /* Only when joining freed less than a quarter is more memory worth its price. */
        if (rows->count > rows->capacity / 4 * 3 || rows->capacity == 0) {
            size_t capacity = rows->capacity == 0 ? FIRST_CAPACITY : rows->capacity / 2 * 3;
            char *bytes = realloc(rows->bytes, capacity * rows->kind->size);
            if (bytes == NULL)
                return error_memory(err);
            rows->bytes = bytes;
            rows->capacity = capacity;
        }
    }
    memcpy(rows->bytes + rows->count++ * rows->kind->size, row, rows->kind->size);
    return true;
}

void rows_join(struct rows *rows)
{
    size_t size = rows->kind->size;
    size_t kept = 0;

    if (rows->count == rows->joined_count)
        return;
    qsort(rows->bytes, rows->count, size, rows->kind->compare);
    for (size_t i = 1; i < rows->count; i++) {
        char *into = rows->bytes + kept * size;
        const char *from = rows->bytes + i * size;
        if (rows->kind->compare(into, from) == 0)
            rows->kind->join(into, from);
        else if (++kept != i)
            memcpy(rows->bytes + kept * size, from, size);
    }
    rows->count = kept + 1;
    rows->joined_count = rows->count;
}

void rows_release(struct rows *rows)
{
    free(rows->bytes);
    *rows = (struct rows){.kind = rows->kind};
}
