#include <string.h>

#include "store/handle.h"
#include "store/version.h"

/*
 * Merges over every kind, side by side: the next ticket is the least that any of them holds. What
 * the thread points to lies in `rows` and in the arrays below until the next call.
 */
struct scan {
    struct store *store;
    bool is_reading;
    struct segment_list segments;
    uint32_t *origins; /* of each segment */
    int64_t *import_ids;
    int64_t *cuts; /* by origin */
    uint32_t origin_count;
    bool is_short;
    struct block_limits limits;
    struct merge names;
    struct merge merges[TABLE_KINDS];
    struct merge presences[TABLE_KINDS];
    struct row_list name_rows;
    struct row_list presence_rows;
    struct row_list rows[TABLE_KINDS];
    struct vocabulary words; /* read when texts decide an order */
    bool has_words;
    struct thread thread;
    void *records[TABLE_KINDS]; /* the rows without their heads, for the thread */
    size_t record_capacity[TABLE_KINDS];
};

/* ---- beginning ---- */

static bool note_import(void *context, const struct ledger_row *row)
{
    struct scan *scan = context;
    size_t count = scan->origin_count;
    int64_t *ids = realloc(scan->import_ids, (count + 1) * sizeof *ids);
    if (ids != NULL)
        scan->import_ids = ids;
    int64_t *cuts = realloc(scan->cuts, (count + 1) * sizeof *cuts);
    if (cuts != NULL)
        scan->cuts = cuts;
    scan->is_short = ids == NULL || cuts == NULL;
    if (scan->is_short)
        return false;
    ids[count] = row->import_id;
    cuts[count] = row->totals.cut_at;
    scan->origin_count++;
    return true;
}

static bool find_origin(struct scan *scan, size_t segment, struct error *err)
{
    int64_t import_id = scan->segments.segments[segment].import_id;

    for (uint32_t i = 0; i < scan->origin_count; i++)
        if (scan->import_ids[i] == import_id) {
            scan->origins[segment] = i;
            return true;
        }
    return import_id == 0 ||
           error_set(err, ERROR_STORE, "segment %lld of the store belongs to no import",
                     (long long)scan->segments.segments[segment].id);
}

static bool find_origins(struct scan *scan, struct error *err)
{
    struct keeper keeper = scan->store->keeper;

    if (!keeper.engine->import_each(keeper.self, note_import, scan, err))
        return false;
    scan->origins = calloc(scan->segments.count + 1, sizeof *scan->origins);
    if (scan->is_short || scan->origins == NULL)
        return error_memory(err);
    for (size_t i = 0; i < scan->segments.count; i++)
        if (!find_origin(scan, i, err))
            return false;
    return true;
}

static bool open_merge(struct scan *scan, enum row_kind kind, struct merge *merge,
                       struct error *err)
{
    return merge_open(merge, scan->store->keeper, SHELF_KEPT, kind, &scan->segments, scan->origins,
                      &scan->limits, err);
}

/* Surveys and reviews do not show whether anybody answered: they leave `seen_until` alone. */
static bool tells_presence(enum table_kind kind)
{
    return kind == TABLE_TICKETS || kind == TABLE_MESSAGES || kind == TABLE_STATUS_HISTORY;
}

static bool open_merges(struct scan *scan, struct error *err)
{
    scan->name_rows.row_size = sizeof(struct name_row);
    scan->presence_rows.row_size = sizeof(struct presence_row);
    if (!open_merge(scan, ROW_NAME, &scan->names, err))
        return false;
    for (int i = 0; i < TABLE_KINDS; i++) {
        enum table_kind kind = (enum table_kind)i;
        scan->rows[kind].row_size = shape_of(row_kind_of(kind))->row_size;
        if (!open_merge(scan, row_kind_of(kind), &scan->merges[kind], err))
            return false;
        if (tells_presence(kind) &&
            !open_merge(scan, presence_kind_of(kind), &scan->presences[kind], err))
            return false;
    }
    return true;
}

bool store_scan(struct store *store, struct scan **out, struct error *err)
{
    struct scan *scan = calloc(1, sizeof *scan);

    if (scan == NULL)
        return error_memory(err);
    scan->store = store;
    if (!store->is_importing)
        numbers_release(&store->numbers); /* memory for what follows */
    scan->is_reading = store_begin_reading(store, err);
    bool is_open = scan->is_reading && store_load_sources(store, err) &&
                   store->keeper.engine->limits(store->keeper.self, &scan->limits, err) &&
                   segment_list_read(&scan->segments, store->keeper, err) &&
                   find_origins(scan, err) && open_merges(scan, err);
    if (!is_open) {
        scan_close(scan);
        return false;
    }
    *out = scan;
    return true;
}

/* ---- one ticket ---- */

static bool load_words(void *context, const struct vocabulary **out, struct error *err)
{
    struct scan *scan = context;

    if (!scan->has_words && !store_vocabulary(scan->store, &scan->words, err))
        return false;
    scan->has_words = true;
    *out = &scan->words;
    return true;
}

/* The least ticket of all kinds; bounds that turn out to be skipped tickets give empty threads. */
static uint32_t next_ticket(const struct scan *scan)
{
    uint32_t least = MERGE_END;

    for (int kind = 0; kind < TABLE_KINDS; kind++) {
        uint32_t next = merge_next(&scan->merges[kind]);
        if (next != MERGE_END && (least == MERGE_END || next < least))
            least = next;
    }
    return least;
}

static void see_until(struct scan *scan, const struct row_list *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct row_head *head = row_list_at(rows, i);
        if (scan->cuts[head->origin] > scan->thread.seen_until)
            scan->thread.seen_until = scan->cuts[head->origin];
    }
}

static bool take_rows(struct scan *scan, enum table_kind kind, uint32_t ticket, struct error *err)
{
    struct row_list *rows = &scan->rows[kind];

    rows->count = 0;
    if (!merge_take(&scan->merges[kind], ticket, rows, err))
        return false;
    if (!tells_presence(kind))
        return true;
    see_until(scan, rows);
    if (merge_next(&scan->presences[kind]) == MERGE_END)
        return true;
    scan->presence_rows.count = 0;
    if (!merge_take(&scan->presences[kind], ticket, &scan->presence_rows, err))
        return false;
    see_until(scan, &scan->presence_rows);
    return true;
}

static bool take_name(struct scan *scan, uint32_t ticket, struct error *err)
{
    struct thread *thread = &scan->thread;

    scan->name_rows.count = 0;
    if (!merge_take(&scan->names, ticket, &scan->name_rows, err))
        return false;
    if (scan->name_rows.count != 1)
        return error_set(err, ERROR_STORE, "ticket %u of the store has no name", ticket);
    const struct name_row *name = scan->name_rows.rows;
    if (name->source >= scan->store->source_count)
        return error_set(err, ERROR_STORE, "ticket %u of the store has no source", ticket);
    thread->source = name->source;
    thread->row.id = name->id;
    return true;
}

static bool fold_ticket(struct scan *scan, struct error *err)
{
    struct row_list *rows = &scan->rows[TABLE_TICKETS];
    struct thread *thread = &scan->thread;
    struct ticket_row folded;

    thread->has_ticket = rows->count > 0;
    if (!thread->has_ticket) {
        thread->row = ticket_record_unknown();
        return true;
    }
    if (!ticket_fold(rows, scan->cuts, load_words, scan, &folded, err))
        return false;
    thread->row = folded.record;
    thread->merged_into = folded.merged_into;
    return true;
}

static bool reserve_records(struct scan *scan, enum table_kind kind, size_t count, size_t size,
                            struct error *err)
{
    if (count <= scan->record_capacity[kind])
        return true;
    void *grown = realloc(scan->records[kind], count * 2 * size);
    if (grown == NULL)
        return error_memory(err);
    scan->records[kind] = grown;
    scan->record_capacity[kind] = count * 2;
    return true;
}

/* Settle the rows of one kind and hand them to the thread, each with the id of the ticket. */
#define HAND_OVER(noun, kind, records_member, count_member)                                        \
    static bool hand_over_##noun(struct scan *scan, struct error *err)                             \
    {                                                                                              \
        struct row_list *rows = &scan->rows[kind];                                                 \
        if (!group_settle(kind, rows, scan->origin_count, load_words, scan, err) ||                \
            !reserve_records(scan, kind, rows->count, sizeof(struct noun##_record), err))          \
            return false;                                                                          \
        struct noun##_record *records = scan->records[kind];                                       \
        for (size_t i = 0; i < rows->count; i++) {                                                 \
            records[i] = ((const struct noun##_row *)rows->rows)[i].record;                        \
            records[i].ticket_id = scan->thread.row.id;                                            \
        }                                                                                          \
        scan->thread.records_member = records;                                                     \
        scan->thread.count_member = (uint32_t)rows->count;                                         \
        return true;                                                                               \
    }
HAND_OVER(message, TABLE_MESSAGES, messages, message_count)
HAND_OVER(survey, TABLE_SURVEYS, surveys, survey_count)
HAND_OVER(review, TABLE_REVIEWS, reviews, review_count)
HAND_OVER(status, TABLE_STATUS_HISTORY, events, event_count)

/* `*is_empty`: nothing is left of a ticket that merge_next() promised. */
static bool take_ticket(struct scan *scan, uint32_t ticket, bool *is_empty, struct error *err)
{
    size_t row_count = 0;

    scan->thread = (struct thread){.ticket = ticket, .seen_until = INSTANT_UNKNOWN};
    for (int kind = 0; kind < TABLE_KINDS; kind++) {
        if (!take_rows(scan, (enum table_kind)kind, ticket, err))
            return false;
        row_count += scan->rows[kind].count;
    }
    *is_empty = row_count == 0;
    return *is_empty || (fold_ticket(scan, err) && take_name(scan, ticket, err) &&
                         hand_over_message(scan, err) && hand_over_survey(scan, err) &&
                         hand_over_review(scan, err) && hand_over_status(scan, err));
}

bool scan_next(struct scan *scan, const struct thread **out, struct error *err)
{
    bool is_empty = true;

    while (is_empty) {
        uint32_t ticket = next_ticket(scan);
        if (ticket == MERGE_END) {
            *out = NULL;
            return true;
        }
        if (!take_ticket(scan, ticket, &is_empty, err))
            return false;
    }
    *out = &scan->thread;
    return true;
}

void scan_close(struct scan *scan)
{
    if (scan == NULL)
        return;
    merge_release(&scan->names);
    for (int kind = 0; kind < TABLE_KINDS; kind++) {
        merge_release(&scan->merges[kind]);
        merge_release(&scan->presences[kind]);
        row_list_release(&scan->rows[kind]);
        free(scan->records[kind]);
    }
    row_list_release(&scan->name_rows);
    row_list_release(&scan->presence_rows);
    segment_list_release(&scan->segments);
    vocabulary_release(&scan->words);
    free(scan->origins);
    free(scan->import_ids);
    free(scan->cuts);
    if (scan->is_reading)
        store_end_reading(scan->store);
    free(scan);
}

bool store_recount(struct store *store, uint64_t totals[TABLE_KINDS], struct error *err)
{
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = NULL;

    memset(totals, 0, TABLE_KINDS * sizeof *totals);
    if (!store_scan(store, &scan, err))
        return false;
    do {
        if (!scan_next(scan, &thread, err))
            return false;
        if (thread == NULL)
            break;
        totals[TABLE_TICKETS] += thread->has_ticket;
        totals[TABLE_MESSAGES] += thread->message_count;
        totals[TABLE_SURVEYS] += thread->survey_count;
        totals[TABLE_REVIEWS] += thread->review_count;
        totals[TABLE_STATUS_HISTORY] += thread->event_count;
    } while (thread != NULL);
    return true;
}
