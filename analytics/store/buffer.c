#include "store/import.h"

#include <string.h>

/* One segment holds about so many bytes of rows: the memory that an import needs per kind. */
enum { SEGMENT_BYTES = 8 << 20, RADIX_BITS = 11, RADIX_SIZE = 1 << RADIX_BITS };

struct place {
    uint32_t ticket;
    uint32_t at; /* of the row in the buffer */
};

static const struct row_head *head_at(const struct row_list *rows, size_t at)
{
    return row_list_at(rows, at);
}

/* One pass of a stable radix sort by some bits of the ticket's number. */
static void radix_pass(const struct place *from, struct place *to, size_t count, uint32_t base,
                       unsigned shift)
{
    size_t starts[RADIX_SIZE] = {0};
    size_t start = 0;

    for (size_t i = 0; i < count; i++)
        starts[(from[i].ticket - base) >> shift & (RADIX_SIZE - 1)]++;
    for (size_t i = 0; i < RADIX_SIZE; i++) {
        size_t here = starts[i];
        starts[i] = start;
        start += here;
    }
    for (size_t i = 0; i < count; i++)
        to[starts[(from[i].ticket - base) >> shift & (RADIX_SIZE - 1)]++] = from[i];
}

/* Sort by ticket, equals in the order of the file. `places` has room for twice the count; what is
 * returned is the half of it that is sorted. */
static struct place *sort_by_ticket(const struct row_list *rows, struct place *places)
{
    struct place *from = places, *to = places + rows->count;
    uint32_t least = UINT32_MAX, greatest = 0;
    bool is_sorted = true;

    for (size_t i = 0; i < rows->count; i++) {
        uint32_t ticket = head_at(rows, i)->ticket;
        is_sorted = is_sorted && ticket >= greatest;
        least = ticket < least ? ticket : least;
        greatest = ticket > greatest ? ticket : greatest;
        from[i] = (struct place){ticket, (uint32_t)i};
    }
    for (unsigned shift = 0; !is_sorted && shift < 32 && (greatest - least) >> shift != 0;
         shift += RADIX_BITS) {
        radix_pass(from, to, rows->count, least, shift);
        struct place *swapped = from;
        from = to;
        to = swapped;
    }
    return from;
}

static int64_t at_of(const struct row_list *rows, int32_t at_offset, uint32_t at)
{
    int64_t instant;

    memcpy(&instant, (const char *)row_list_at(rows, at) + at_offset, sizeof instant);
    return instant;
}

struct by_instant {
    const struct row_list *rows;
    int32_t at_offset;
};

static int compare_instants(const void *a, const void *b, void *context)
{
    const struct by_instant *order = context;
    const struct place *left = a, *right = b;
    int64_t left_at = at_of(order->rows, order->at_offset, left->at);
    int64_t right_at = at_of(order->rows, order->at_offset, right->at);

    if (left_at != right_at)
        return left_at < right_at ? -1 : 1;
    return left->at < right->at ? -1 : left->at > right->at;
}

/* The rows of one ticket by instant, equals in the order of the file. */
static void sort_by_instant(const struct row_list *rows, int32_t at_offset, struct place *places,
                            size_t count)
{
    struct by_instant order = {rows, at_offset};

    if (count > 32) {
        qsort_r(places, count, sizeof *places, compare_instants, &order);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct place held = places[i];
        int64_t at = at_of(rows, at_offset, held.at);
        size_t to = i;
        for (; to > 0 && at_of(rows, at_offset, places[to - 1].at) > at; to--)
            places[to] = places[to - 1];
        places[to] = held;
    }
}

static void number_equals(const struct row_list *rows, int32_t at_offset,
                          const struct place *places, size_t count)
{
    uint32_t ordinal = 0;

    for (size_t i = 0; i < count; i++) {
        bool is_equal = i > 0 && at_of(rows, at_offset, places[i].at) ==
                                     at_of(rows, at_offset, places[i - 1].at);
        ordinal = is_equal ? ordinal + 1 : 0;
        ((struct row_head *)row_list_at(rows, places[i].at))->ordinal = ordinal;
    }
}

static void sort_groups(const struct row_list *rows, int32_t at_offset, struct place *places)
{
    for (size_t first = 0; first < rows->count;) {
        size_t last = first + 1;
        while (last < rows->count && places[last].ticket == places[first].ticket)
            last++;
        if (last - first > 1) {
            sort_by_instant(rows, at_offset, places + first, last - first);
            number_equals(rows, at_offset, places + first, last - first);
        }
        first = last;
    }
}

static int compare_ids(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

    return left < right ? -1 : left > right;
}

/* How many of the messages of one ticket repeat the native id of another. */
static bool count_repeats(const struct row_list *rows, const struct place *places, size_t count,
                          uint64_t *repeats, struct error *err)
{
    const struct message_row *messages = rows->rows;
    uint64_t few[64];
    OWN(free) uint64_t *many = count > 64 ? malloc(count * sizeof *many) : NULL;
    uint64_t *ids = count > 64 ? many : few;
    size_t id_count = 0;

    if (ids == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++)
        if (messages[places[i].at].record.native_id != 0)
            ids[id_count++] = messages[places[i].at].record.native_id;
    if (id_count > 1)
        qsort(ids, id_count, sizeof *ids, compare_ids);
    for (size_t i = 1; i < id_count; i++)
        *repeats += ids[i] == ids[i - 1];
    return true;
}

/* Where nothing is settled at the end, repeats within one buffer are told apart here. */
static bool fold_repeats(struct import *import, const struct place *places, struct error *err)
{
    const struct row_list *rows = &import->buffers[ROW_MESSAGE];
    uint64_t repeats = 0;

    for (size_t first = 0; first < rows->count;) {
        size_t last = first + 1;
        while (last < rows->count && places[last].ticket == places[first].ticket)
            last++;
        if (last - first > 1 && !count_repeats(rows, places + first, last - first, &repeats, err))
            return false;
        first = last;
    }
    import->ledger.totals.fate_count[FATE_FOLDED] += repeats;
    import->ledger.totals.fate_count[FATE_NEW] -= repeats;
    import->kept_count[TABLE_MESSAGES] -= repeats;
    return true;
}

static bool write_sorted(struct import *import, enum row_kind kind, bool is_staged,
                         const struct place *places, struct error *err)
{
    const struct row_list *rows = &import->buffers[kind];
    OWN(segment_writer_release)
    struct segment_writer writer = {
        .keeper = import->store->keeper,
        .shelf = is_staged ? SHELF_STAGED : SHELF_KEPT,
        .kind = kind,
        .import_id = kind == ROW_NAME ? 0 : import->ledger.import_id,
        .next_segment_id = is_staged ? &import->next_staged_id : &import->next_segment_id,
        .made = is_staged ? &import->staged : NULL,
    };

    for (size_t i = 0; i < rows->count; i++)
        if (!segment_writer_add(&writer, row_list_at(rows, places[i].at), err))
            return false;
    return segment_writer_end(&writer, err);
}

bool import_flush(struct import *import, enum row_kind kind, struct error *err)
{
    struct row_list *rows = &import->buffers[kind];
    bool is_staged = kind != ROW_NAME && import->is_staged[kind - ROW_TICKET];
    int32_t at_offset = shape_of(kind)->at_offset;

    if (rows->count == 0)
        return true;
    OWN(free) struct place *places = calloc(rows->count * 2, sizeof *places);
    if (places == NULL)
        return error_memory(err);
    struct place *sorted = sort_by_ticket(rows, places);
    if (at_offset >= 0)
        sort_groups(rows, at_offset, sorted);
    if (kind == ROW_MESSAGE && !is_staged && !fold_repeats(import, sorted, err))
        return false;
    if (!write_sorted(import, kind, is_staged, sorted, err))
        return false;
    rows->count = 0;
    arena_release(&import->texts[kind]);
    return true;
}

struct segment_writer import_writer(struct import *import, enum row_kind kind)
{
    return (struct segment_writer){.keeper = import->store->keeper,
                                   .shelf = SHELF_KEPT,
                                   .kind = kind,
                                   .import_id = import->ledger.import_id,
                                   .next_segment_id = &import->next_segment_id};
}

bool import_is_full(const struct import *import, enum row_kind kind)
{
    const struct row_list *rows = &import->buffers[kind];

    return rows->count * rows->row_size >= SEGMENT_BYTES ||
           import->texts[kind].byte_count >= SEGMENT_BYTES / 2;
}
