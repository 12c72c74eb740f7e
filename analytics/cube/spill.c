#include "cube/spill.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/temporary.h"

enum { OUTPUT_BYTES = 1 << 20 };

struct run { /* rows of the file that are still to be merged */
    size_t at, end;
};

struct spill {
    const struct row_kind *kind;
    int file; /* -1: closed */
    struct run *runs;
    size_t run_count, run_capacity;
    size_t row_count;
};

bool spill_open(const struct row_kind *kind, struct spill **out, struct error *err)
{
    int file = temporary_open();

    *out = NULL;
    if (file < 0)
        return true;
    *out = calloc(1, sizeof **out);
    if (*out == NULL) {
        close(file);
        return error_memory(err);
    }
    **out = (struct spill){.kind = kind, .file = file};
    return true;
}

void spill_close(struct spill *spill)
{
    if (spill == NULL)
        return;
    if (spill->file >= 0)
        close(spill->file);
    free(spill->runs);
    free(spill);
}

bool spill_add(struct spill *spill, const void *rows, size_t count, struct error *err)
{
    if (count == 0)
        return true;
    if (spill->run_count == spill->run_capacity) {
        size_t capacity = spill->run_capacity == 0 ? 16 : 2 * spill->run_capacity;
        struct run *runs = realloc(spill->runs, capacity * sizeof *runs);
        if (runs == NULL)
            return error_memory(err);
        spill->runs = runs;
        spill->run_capacity = capacity;
    }
    if (!temporary_write(spill->file, rows, count * spill->kind->size, err))
        return false;
    spill->runs[spill->run_count++] =
        (struct run){.at = spill->row_count, .end = spill->row_count + count};
    spill->row_count += count;
    return true;
}

static void *map(int file, size_t size, struct error *err)
{
    void *bytes = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);

    if (bytes != MAP_FAILED)
        return bytes;
    error_set(err, ERROR_STORE, "a table of %zu bytes cannot be mapped: %s", size, strerror(errno));
    return NULL;
}

/* ---- the merge: a heap of runs, the least row on top ---- */

struct merge {
    const struct row_kind *kind;
    const char *rows; /* of all runs */
    struct run *heap;
    size_t heap_count;
};

static const char *head(const struct merge *merge, size_t index)
{
    return merge->rows + merge->heap[index].at * merge->kind->size;
}

static void sink(struct merge *merge, size_t index)
{
    for (;;) {
        size_t least = index;
        for (size_t child = 2 * index + 1; child <= 2 * index + 2; child++)
            if (child < merge->heap_count &&
                merge->kind->compare(head(merge, child), head(merge, least)) < 0)
                least = child;
        if (least == index)
            return;
        struct run run = merge->heap[index];
        merge->heap[index] = merge->heap[least];
        merge->heap[least] = run;
        index = least;
    }
}

static void merge_begin(struct merge *merge)
{
    for (size_t i = merge->heap_count / 2; i-- > 0;)
        sink(merge, i);
}

static void merge_step(struct merge *merge)
{
    if (++merge->heap[0].at == merge->heap[0].end)
        merge->heap[0] = merge->heap[--merge->heap_count];
    sink(merge, 0);
}

struct output {
    int file;
    char *bytes;
    size_t count, capacity; /* rows in `bytes`; the last may still be joined to */
    size_t written_count;
};

/* Everything but the last row, which becomes the first. */
static bool output_write(struct output *output, size_t size, struct error *err)
{
    size_t count = output->count - 1;

    if (!temporary_write(output->file, output->bytes, count * size, err))
        return false;
    memcpy(output->bytes, output->bytes + count * size, size);
    output->written_count += count;
    output->count = 1;
    return true;
}

static bool output_add(struct output *output, const struct row_kind *kind, const char *row,
                       struct error *err)
{
    char *last = output->bytes + (output->count - 1) * kind->size;

    if (output->count > 0 && kind->compare(last, row) == 0) {
        kind->join(last, row);
        return true;
    }
    if (output->count == output->capacity && !output_write(output, kind->size, err))
        return false;
    memcpy(output->bytes + output->count++ * kind->size, row, kind->size);
    return true;
}

/* What has been read of the runs need not stay: a page or two of each is read again. */
static bool merge_all(struct merge *merge, size_t size, struct output *output, struct error *err)
{
    size_t let_go_at = output->capacity;

    for (merge_begin(merge); merge->heap_count > 0; merge_step(merge)) {
        if (!output_add(output, merge->kind, head(merge, 0), err))
            return false;
        if (output->written_count >= let_go_at) {
            madvise((void *)merge->rows, size, MADV_DONTNEED);
            let_go_at = output->written_count + output->capacity;
        }
    }
    return temporary_write(output->file, output->bytes, output->count * merge->kind->size, err);
}

bool spill_merge(struct spill *spill, struct table *out, struct error *err)
{
    size_t row_size = spill->kind->size;
    size_t size = spill->row_count * row_size;
    OWN(descriptor_close) int file = temporary_open();
    OWN(free) char *bytes = malloc(OUTPUT_BYTES);
    struct output output = {.file = file, .bytes = bytes, .capacity = OUTPUT_BYTES / row_size};
    struct merge merge = {.kind = spill->kind, .heap = spill->runs, .heap_count = spill->run_count};

    if (bytes == NULL)
        return error_memory(err);
    if (file < 0)
        return error_set(err, ERROR_STORE,
                         "no file for the work in between can be made in '%s': %s",
                         temporary_folder(), strerror(errno));
    merge.rows = map(spill->file, size, err);
    if (merge.rows == NULL)
        return false;
    bool is_merged = merge_all(&merge, size, &output, err);
    munmap((void *)merge.rows, size);
    close(spill->file);
    spill->file = -1;
    if (!is_merged)
        return false;
    out->count = output.written_count + output.count;
    out->mapped_size = out->count * row_size;
    out->rows = map(file, out->mapped_size, err);
    return out->rows != NULL;
}
