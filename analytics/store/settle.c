#include <string.h>

#include "store/group.h"
#include "store/import.h"
#include "store/version.h"

/* ---- imports as origins ---- */

/* The imports that the kept segments belong to, as slots 0 …; `cuts` of each. The import that
 * settles is the last slot. */
struct origins {
    int64_t *import_ids;
    int64_t *cuts;
    uint32_t count;
    uint32_t *of_segments;
};

static void origins_release(struct origins *origins)
{
    free(origins->import_ids);
    free(origins->cuts);
    free(origins->of_segments);
}
OWN_RELEASER(origins_release, struct origins)

struct origin_context {
    struct origins *origins;
    bool is_short;
};

static bool add_origin(struct origins *origins, int64_t import_id, int64_t cut_at)
{
    int64_t *ids = realloc(origins->import_ids, (origins->count + 1) * sizeof *ids);
    if (ids != NULL)
        origins->import_ids = ids;
    int64_t *cuts = realloc(origins->cuts, (origins->count + 1) * sizeof *cuts);
    if (cuts != NULL)
        origins->cuts = cuts;
    if (ids == NULL || cuts == NULL)
        return false;
    ids[origins->count] = import_id;
    cuts[origins->count++] = cut_at;
    return true;
}

static bool note_origin(void *context, const struct ledger_row *row)
{
    struct origin_context *reading = context;

    reading->is_short = !add_origin(reading->origins, row->import_id, row->totals.cut_at);
    return !reading->is_short;
}

static uint32_t origin_of(const struct origins *origins, int64_t import_id)
{
    uint32_t low = 0, high = origins->count;

    while (low < high) { /* import ids ascend */
        uint32_t middle = low + (high - low) / 2;
        if (origins->import_ids[middle] < import_id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < origins->count ? low : 0;
}

static bool origins_open(struct origins *origins, const struct import *import,
                         const struct segment_list *segments, struct error *err)
{
    struct keeper keeper = import->store->keeper;
    struct origin_context context = {origins, false};

    if (!keeper.engine->import_each(keeper.self, note_origin, &context, err))
        return false;
    origins->of_segments = calloc(segments->count + 1, sizeof *origins->of_segments);
    if (context.is_short || origins->of_segments == NULL ||
        !add_origin(origins, import->ledger.import_id, import->ledger.totals.cut_at))
        return error_memory(err);
    for (size_t i = 0; i < segments->count; i++)
        origins->of_segments[i] = origin_of(origins, segments->segments[i].import_id);
    return true;
}

/* ---- new rows meet old ones ---- */

struct settling {
    struct import *import;
    enum table_kind kind;
    const struct shape *shape;
    struct origins origins;
    struct merge fresh; /* staged */
    struct merge old;   /* kept */
    struct row_list rows;
    struct row_list folding; /* versions of a ticket, for ticket_fold() */
    uint32_t *counts;        /* by origin, zero between uses */
    struct segment_writer kept_writer;
    struct segment_writer presence_writer;
};

static void settling_release(struct settling *settling)
{
    origins_release(&settling->origins);
    merge_release(&settling->fresh);
    merge_release(&settling->old);
    row_list_release(&settling->rows);
    row_list_release(&settling->folding);
    free(settling->counts);
    segment_writer_release(&settling->kept_writer);
    segment_writer_release(&settling->presence_writer);
}
OWN_RELEASER(settling_release, struct settling)

static uint32_t fresh_origin(const struct settling *settling)
{
    return settling->origins.count - 1;
}

/* Events and comments are parts of ticket rows, whose fate it is. */
static bool has_fates(const struct settling *settling)
{
    const struct import *import = settling->import;

    return !(settling->kind == TABLE_STATUS_HISTORY && import->has_events) &&
           !(settling->kind == TABLE_MESSAGES && import->has_comments);
}

static bool is_fresh(const struct settling *settling, const void *row)
{
    return ((const struct row_head *)row)->origin == fresh_origin(settling);
}

static uint32_t ordinal_of(const void *row)
{
    return ((const struct row_head *)row)->ordinal;
}

static int content_order(const struct settling *settling, const void *a, const void *b)
{
    int order = row_order(settling->shape, NULL, a, b, false);

    return order != 0 ? order : row_keyed_order(settling->shape, NULL, a, b);
}

/* By identity, then content, then ordinal, then origin. */
static int settling_order(const void *a, const void *b, void *context)
{
    const struct settling *settling = context;
    int order = row_identity_order(settling->kind, a, b);

    if (order == 0)
        order = content_order(settling, a, b);
    if (order == 0)
        order = ordinal_of(a) < ordinal_of(b) ? -1 : ordinal_of(a) > ordinal_of(b);
    if (order != 0)
        return order;
    const struct row_head *left = a, *right = b;
    return left->origin < right->origin ? -1 : left->origin > right->origin;
}

/* Rows first … last - 1: how many the file has, and the most that one earlier import has. */
struct tally {
    uint32_t fresh;
    uint32_t old;
};

static struct tally count_rows(struct settling *settling, size_t first, size_t last)
{
    struct tally tally = {0};

    for (size_t i = first; i < last; i++) {
        const struct row_head *head = row_list_at(&settling->rows, i);
        uint32_t count = ++settling->counts[head->origin];
        if (is_fresh(settling, head))
            tally.fresh = count;
        else if (count > tally.old)
            tally.old = count;
    }
    for (size_t i = first; i < last; i++)
        settling->counts[((const struct row_head *)row_list_at(&settling->rows, i))->origin] = 0;
    return tally;
}

static size_t end_of_run(struct settling *settling, size_t first, size_t last, bool with_ordinal)
{
    const void *row = row_list_at(&settling->rows, first);
    size_t end = first + 1;

    while (end < last && content_order(settling, row, row_list_at(&settling->rows, end)) == 0 &&
           (!with_ordinal || ordinal_of(row) == ordinal_of(row_list_at(&settling->rows, end))))
        end++;
    return end;
}

/* Does the file hold nothing of this identity that the store does not hold already? */
static bool is_dominated(struct settling *settling, size_t first, size_t last, bool is_single)
{
    struct tally all = count_rows(settling, first, last);

    if (!is_single && all.fresh > all.old)
        return false;
    for (size_t run = first; run < last;) {
        size_t end = end_of_run(settling, run, last, true);
        struct tally equals = count_rows(settling, run, end);
        if (equals.fresh > equals.old && (!is_single || equals.old == 0))
            return false;
        run = end;
    }
    return true;
}

/* Rows of the file whose content the store does not hold, wherever they stand in the file. */
static uint32_t count_changed(struct settling *settling, size_t first, size_t last)
{
    uint32_t changed = 0;

    for (size_t run = first; run < last;) {
        size_t end = end_of_run(settling, run, last, false);
        struct tally equals = count_rows(settling, run, end);
        changed += equals.fresh > equals.old ? equals.fresh - equals.old : 0;
        run = end;
    }
    return changed;
}

static void count_fates(struct settling *settling, size_t first, size_t last, bool is_single)
{
    uint64_t fates[FATE_COUNT] = {0};
    struct tally all = count_rows(settling, first, last);
    uint32_t changed = count_changed(settling, first, last);

    if (all.fresh == 0)
        return;
    if (is_single) {
        fates[all.old == 0 ? FATE_NEW : changed > 0 ? FATE_CHANGED : FATE_UNCHANGED] = 1;
        fates[FATE_FOLDED] = all.fresh - 1;
    } else {
        fates[FATE_NEW] = all.fresh > all.old ? all.fresh - all.old : 0;
        fates[FATE_CHANGED] = changed > fates[FATE_NEW] ? changed - fates[FATE_NEW] : 0;
        fates[FATE_UNCHANGED] = all.fresh - fates[FATE_NEW] - fates[FATE_CHANGED];
    }
    settling->import->kept_count[settling->kind] += fates[FATE_NEW];
    if (!has_fates(settling))
        return;
    for (int fate = 0; fate < FATE_COUNT; fate++)
        settling->import->ledger.totals.fate_count[fate] += fates[fate];
}

static bool note_presence(struct settling *settling, const void *row, struct error *err)
{
    struct presence_row presence = {.head.ticket = ((const struct row_head *)row)->ticket,
                                    .fingerprint = row_fingerprint(settling->shape, row)};

    return segment_writer_add(&settling->presence_writer, &presence, err);
}

/* A row that repeats its neighbour adds nothing where the identity stands but once; for a ticket
 * the neighbour must be of this file, as is_version_known() has seen to the others. */
static bool is_repeat(struct settling *settling, size_t first, size_t at)
{
    const void *row = row_list_at(&settling->rows, at);
    const void *before = at > first ? row_list_at(&settling->rows, at - 1) : NULL;

    return before != NULL && (settling->kind != TABLE_TICKETS || is_fresh(settling, before)) &&
           content_order(settling, before, row) == 0 && ordinal_of(before) == ordinal_of(row);
}

static bool keep_rows(struct settling *settling, size_t first, size_t last, bool is_single,
                      bool is_known, struct error *err)
{
    for (size_t i = first; i < last; i++) {
        const void *row = row_list_at(&settling->rows, i);
        if (!is_fresh(settling, row))
            continue;
        if (is_known || (is_single && is_repeat(settling, first, i))) {
            if (!note_presence(settling, row, err))
                return false;
        } else if (!segment_writer_add(&settling->kept_writer, row, err)) {
            return false;
        }
    }
    return true;
}

static bool settle_identities(struct settling *settling, struct error *err)
{
    struct row_list *rows = &settling->rows;

    for (size_t first = 0; first < rows->count;) {
        size_t last = first + 1;
        while (last < rows->count && row_identity_order(settling->kind, row_list_at(rows, first),
                                                        row_list_at(rows, last)) == 0)
            last++;
        bool is_single = row_is_single(settling->kind, row_list_at(rows, first));
        count_fates(settling, first, last, is_single);
        if (!keep_rows(settling, first, last, is_single,
                       is_dominated(settling, first, last, is_single), err))
            return false;
        first = last;
    }
    return true;
}

/* ---- tickets: their fate is what they do to the fold ---- */

static bool fold_of(struct settling *settling, bool with_fresh, struct ticket_row *out,
                    struct error *err)
{
    settling->folding.count = 0;
    for (size_t i = 0; i < settling->rows.count; i++) {
        const void *row = row_list_at(&settling->rows, i);
        if ((with_fresh || !is_fresh(settling, row)) && !row_list_add(&settling->folding, row, err))
            return false;
    }
    return ticket_fold(&settling->folding, settling->origins.cuts, NULL, NULL, out, err);
}

static bool ticket_fate(struct settling *settling, struct tally all, enum fate *out,
                        struct error *err)
{
    struct ticket_row before, after;

    *out = FATE_NEW;
    if (all.old == 0)
        return true;
    if (!fold_of(settling, false, &before, err) || !fold_of(settling, true, &after, err))
        return false;
    *out = content_order(settling, &before, &after) == 0 ? FATE_UNCHANGED : FATE_CHANGED;
    return true;
}

/* The version of a row without any instant is the cut of its import: only an import that was cut
 * as late holds it already. */
static bool has_its_version(const struct settling *settling, const void *fresh, const void *old)
{
    const int64_t *cuts = settling->origins.cuts;
    const struct ticket_row *row = fresh;

    return ticket_version_at(&row->record, INSTANT_UNKNOWN) != INSTANT_UNKNOWN ||
           cuts[((const struct row_head *)old)->origin] >= cuts[fresh_origin(settling)];
}

/* Does one of the equal rows first … last - 1 come from an earlier import, as late a version? */
static bool is_version_known(struct settling *settling, size_t first, size_t last)
{
    const void *fresh = row_list_at(&settling->rows, last - 1); /* origins ascend, it is the last */

    for (size_t i = first; i < last; i++)
        if (!is_fresh(settling, row_list_at(&settling->rows, i)) &&
            has_its_version(settling, fresh, row_list_at(&settling->rows, i)))
            return true;
    return false;
}

static bool settle_ticket(struct settling *settling, struct error *err)
{
    struct tally all = count_rows(settling, 0, settling->rows.count);
    uint64_t *fate_count = settling->import->ledger.totals.fate_count;
    enum fate fate;

    if (!ticket_fate(settling, all, &fate, err))
        return false;
    fate_count[fate]++;
    fate_count[FATE_FOLDED] += all.fresh - 1;
    settling->import->kept_count[TABLE_TICKETS] += fate == FATE_NEW;
    for (size_t run = 0; run < settling->rows.count;) {
        size_t end = end_of_run(settling, run, settling->rows.count, true);
        if (!keep_rows(settling, run, end, true, is_version_known(settling, run, end), err))
            return false;
        run = end;
    }
    return true;
}

/* ---- the common case: what was exported before is exported again ---- */

static bool repeats_an_id(const struct row_list *rows, size_t count)
{
    const struct message_row *messages = rows->rows;

    if (count > 64)
        return true; /* the long way finds out */
    for (size_t i = 1; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (messages[i].record.native_id == messages[j].record.native_id &&
                messages[i].record.native_id != 0)
                return true;
    return false;
}

/* The file has exactly the rows that one earlier import has, in the same order: nothing is new. */
static bool is_exported_again(const struct settling *settling, size_t fresh_count)
{
    const struct row_list *rows = &settling->rows;

    if (rows->count != 2 * fresh_count)
        return false;
    const struct row_head *first_old = row_list_at(rows, fresh_count);
    for (size_t i = 0; i < fresh_count; i++) {
        const struct row_head *old = row_list_at(rows, fresh_count + i);
        if (old->origin != first_old->origin ||
            !row_is_equal(settling->shape, row_list_at(rows, i), old) ||
            (settling->kind == TABLE_TICKETS &&
             !has_its_version(settling, row_list_at(rows, i), old)))
            return false;
    }
    return settling->kind != TABLE_MESSAGES || !repeats_an_id(rows, fresh_count);
}

static bool leave_as_it_is(struct settling *settling, size_t fresh_count, struct error *err)
{
    uint64_t *fate_count = settling->import->ledger.totals.fate_count;

    if (settling->kind == TABLE_TICKETS) {
        fate_count[FATE_UNCHANGED]++;
        fate_count[FATE_FOLDED] += fresh_count - 1;
    } else if (has_fates(settling)) {
        fate_count[FATE_UNCHANGED] += fresh_count;
    }
    for (size_t i = 0; i < fresh_count; i++)
        if (!note_presence(settling, row_list_at(&settling->rows, i), err))
            return false;
    return true;
}

/* ---- all tickets of the file ---- */

static bool settle_ticket_rows(struct settling *settling, size_t fresh_count, struct error *err)
{
    struct row_list *rows = &settling->rows;

    if (is_exported_again(settling, fresh_count))
        return leave_as_it_is(settling, fresh_count, err);
    if (rows->count > 1)
        qsort_r(rows->rows, rows->count, rows->row_size, settling_order, settling);
    return settling->kind == TABLE_TICKETS ? settle_ticket(settling, err)
                                           : settle_identities(settling, err);
}

static bool fill_texts(struct settling *settling, size_t fresh_count, struct error *err)
{
    struct message_row *rows = settling->rows.rows;

    return settling->kind != TABLE_MESSAGES ||
           text_keys_fill(rows, fresh_count, rows + fresh_count, settling->rows.count - fresh_count,
                          err);
}

static bool take_ticket(struct settling *settling, uint32_t ticket, struct error *err)
{
    settling->rows.count = 0;
    if (!merge_take(&settling->fresh, ticket, &settling->rows, err))
        return false;
    for (size_t i = 0; i < settling->rows.count; i++)
        ((struct row_head *)row_list_at(&settling->rows, i))->origin = fresh_origin(settling);
    size_t fresh_count = settling->rows.count;
    return fresh_count == 0 || (merge_take(&settling->old, ticket, &settling->rows, err) &&
                                fill_texts(settling, fresh_count, err) &&
                                settle_ticket_rows(settling, fresh_count, err));
}

static bool settling_open(struct settling *settling, const struct segment_list *kept,
                          struct error *err)
{
    struct import *import = settling->import;
    struct keeper keeper = import->store->keeper;
    enum row_kind row_kind = row_kind_of(settling->kind);

    settling->shape = shape_of(row_kind);
    settling->rows.row_size = settling->shape->row_size;
    settling->folding.row_size = settling->shape->row_size;
    settling->kept_writer = import_writer(import, row_kind);
    settling->presence_writer = import_writer(import, presence_kind_of(settling->kind));
    if (!origins_open(&settling->origins, import, kept, err) ||
        !merge_open(&settling->fresh, keeper, SHELF_STAGED, row_kind, &import->staged, NULL, NULL,
                    err) ||
        !merge_open(&settling->old, keeper, SHELF_KEPT, row_kind, kept,
                    settling->origins.of_segments, NULL, err))
        return false;
    settling->counts = calloc(settling->origins.count, sizeof *settling->counts);
    return settling->counts != NULL || error_memory(err);
}

bool import_settle(struct import *import, enum table_kind kind, struct error *err)
{
    OWN(segment_list_release) struct segment_list kept = {0};
    OWN(settling_release) struct settling settling = {.import = import, .kind = kind};

    if (!segment_list_read(&kept, import->store->keeper, err) ||
        !settling_open(&settling, &kept, err))
        return false;
    for (uint32_t ticket; (ticket = merge_next(&settling.fresh)) != MERGE_END;)
        if (!take_ticket(&settling, ticket, err))
            return false;
    return segment_writer_end(&settling.kept_writer, err) &&
           segment_writer_end(&settling.presence_writer, err);
}
