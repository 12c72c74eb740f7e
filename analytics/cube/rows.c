#include "cube/rows.h"

#include <stdlib.h>
#include <string.h>

#include "cube/spill.h"

enum { FIRST_CAPACITY = 256 };

static bool grow(struct rows *rows, struct error *err)
{
    size_t capacity = rows->capacity == 0 ? FIRST_CAPACITY : rows->capacity / 2 * 3;
    char *bytes = realloc(rows->bytes, capacity * rows->kind->size);

    if (bytes == NULL)
        return error_memory(err);
    rows->bytes = bytes;
    rows->capacity = capacity;
    return true;
}

/* What is joined becomes a run of the file, when the table has its share of memory and there is a
 * file to be had; else the table grows on. */
static bool move_out(struct rows *rows, bool *has_moved, struct error *err)
{
    *has_moved = false;
    if (rows->stays || rows->capacity * rows->kind->size < SPILL_BYTES)
        return true;
    if (rows->spill == NULL && !spill_open(rows->kind, &rows->spill, err))
        return false;
    rows->stays = rows->spill == NULL;
    if (rows->stays)
        return true;
    if (!spill_add(rows->spill, rows->bytes, rows->count, err))
        return false;
    rows->count = rows->joined_count = 0;
    *has_moved = true;
    return true;
}

/* Only when joining freed less than a quarter is more memory worth its price. */
static bool make_room(struct rows *rows, struct error *err)
{
    bool has_moved = false;

    if (rows->count > FIRST_CAPACITY)
        rows_join(rows);
    if (rows->count <= rows->capacity / 4 * 3 && rows->capacity > 0)
        return true;
    return move_out(rows, &has_moved, err) && (has_moved || grow(rows, err));
}

bool rows_add(struct rows *rows, const void *row, struct error *err)
{
    if (rows->count == rows->capacity && !make_room(rows, err))
        return false;
    memcpy(rows->bytes + rows->count++ * rows->kind->size, row, rows->kind->size);
    return true;
}

/* Sort rows first … count - 1 and join equals; how many are left. */
static size_t join_part(struct rows *rows, size_t first, size_t count)
{
    size_t size = rows->kind->size;
    char *part = rows->bytes + first * size;
    size_t kept = 0;

    qsort(part, count - first, size, rows->kind->compare);
    for (size_t i = 1; i < count - first; i++) {
        char *into = part + kept * size;
        const char *from = part + i * size;
        if (rows->kind->compare(into, from) == 0)
            rows->kind->join(into, from);
        else if (++kept != i)
            memcpy(part + kept * size, from, size);
    }
    return kept + 1;
}

/* Two sorted parts, of which the second is `late`, to one: from the end, so that the first stays
 * where it is until its rows are moved. */
static void merge_parts(struct rows *rows, size_t early_count, const char *late, size_t late_count)
{
    size_t size = rows->kind->size;
    size_t total = early_count + late_count;
    size_t to = total;

    while (late_count > 0) {
        char *early = early_count == 0 ? NULL : rows->bytes + (early_count - 1) * size;
        const char *last = late + (late_count - 1) * size;
        int order = early == NULL ? -1 : rows->kind->compare(early, last);
        to--;
        memcpy(rows->bytes + to * size, order > 0 ? early : last, size);
        if (order == 0)
            rows->kind->join(rows->bytes + to * size, early);
        early_count -= order >= 0;
        late_count -= order <= 0;
    }
    memmove(rows->bytes + early_count * size, rows->bytes + to * size, (total - to) * size);
    rows->count = early_count + (total - to);
}

/* Only what came since the last time is sorted, then merged with what is sorted already. */
void rows_join(struct rows *rows)
{
    size_t size = rows->kind->size;

    if (rows->count == rows->joined_count)
        return;
    size_t late_count = join_part(rows, rows->joined_count, rows->count);
    char *late = rows->joined_count == 0 ? NULL : malloc(late_count * size);
    if (late != NULL) {
        memcpy(late, rows->bytes + rows->joined_count * size, late_count * size);
        merge_parts(rows, rows->joined_count, late, late_count);
        free(late);
    } else { /* the first time; or memory is short, and sorting all takes none */
        rows->count = rows->joined_count + late_count;
        if (rows->joined_count > 0)
            rows->count = join_part(rows, 0, rows->count);
    }
    rows->joined_count = rows->count;
}

/* A table that never left memory. */
static void give(struct rows *rows, struct table *out)
{
    char *fitting = rows->count == 0 ? NULL : realloc(rows->bytes, rows->count * rows->kind->size);

    *out = (struct table){.rows = fitting != NULL ? fitting : rows->bytes, .count = rows->count};
    rows->bytes = NULL;
}

bool rows_finish(struct rows *rows, struct table *out, struct error *err)
{
    rows_join(rows);
    if (rows->spill == NULL) {
        give(rows, out);
    } else {
        if (!spill_add(rows->spill, rows->bytes, rows->count, err))
            return false;
        free(TAKE(rows->bytes));
        if (!spill_merge(rows->spill, out, err))
            return false;
    }
    rows_release(rows);
    return true;
}

void rows_release(struct rows *rows)
{
    spill_close(rows->spill);
    free(rows->bytes);
    *rows = (struct rows){.kind = rows->kind, .stays = rows->stays};
}
