#include "store/group.h"
#include "store/import.h"

/*
 * Another reading of the same bytes: the old one leaves. Rows of it that another import held too,
 * and only noted as present, become rows of that import.
 */

/* The segments of one import. */
static bool segments_of(const struct segment_list *all, int64_t import_id, struct segment_list *out,
                        struct error *err)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->segments[i].import_id == import_id &&
            !segment_list_add(out, &all->segments[i], err))
            return false;
    return true;
}

static bool holds_kind(const struct segment_list *list, enum row_kind kind)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->segments[i].kind == kind)
            return true;
    return false;
}

static bool use_presence(struct row_list *presences, uint32_t fingerprint)
{
    struct presence_row *held = presences->rows;

    for (size_t i = 0; i < presences->count; i++)
        if (held[i].fingerprint == fingerprint) {
            held[i] = held[--presences->count];
            return true;
        }
    return false;
}

/* Write those `rows` that the heir held too, by their fingerprints; each presence counts once, and
 * those that were inherited before (they are among the heir's `own` rows) not at all. */
static bool hand_over(const struct shape *shape, const struct row_list *rows,
                      const struct row_list *own, struct row_list *presences,
                      struct segment_writer *writer, struct error *err)
{
    for (size_t i = 0; i < own->count; i++)
        use_presence(presences, row_fingerprint(shape, row_list_at(own, i)));
    for (size_t i = 0; i < rows->count; i++)
        if (use_presence(presences, row_fingerprint(shape, row_list_at(rows, i))) &&
            !segment_writer_add(writer, row_list_at(rows, i), err))
            return false;
    return true;
}

/* Rows that `leaving` keeps and another import only notes as present become that import's. */
static bool inherit(struct import *import, enum table_kind kind, const struct segment_list *leaving,
                    const struct segment_list *heir, int64_t heir_id, struct error *err)
{
    struct keeper keeper = import->store->keeper;
    enum row_kind row_kind = row_kind_of(kind);
    OWN(merge_release) struct merge rows_merge = {0};
    OWN(merge_release) struct merge own_merge = {0};
    OWN(merge_release) struct merge presence_merge = {0};
    OWN(row_list_release) struct row_list rows = {.row_size = shape_of(row_kind)->row_size};
    OWN(row_list_release) struct row_list own = {.row_size = shape_of(row_kind)->row_size};
    OWN(row_list_release) struct row_list presences = {.row_size = sizeof(struct presence_row)};
    OWN(segment_writer_release) struct segment_writer writer = import_writer(import, row_kind);

    writer.import_id = heir_id;
    if (!merge_open(&rows_merge, keeper, SHELF_KEPT, row_kind, leaving, NULL, NULL, err) ||
        !merge_open(&own_merge, keeper, SHELF_KEPT, row_kind, heir, NULL, NULL, err) ||
        !merge_open(&presence_merge, keeper, SHELF_KEPT, presence_kind_of(kind), heir, NULL, NULL,
                    err))
        return false;
    for (uint32_t ticket; (ticket = merge_next(&rows_merge)) != MERGE_END;) {
        rows.count = 0;
        own.count = 0;
        presences.count = 0;
        if (!merge_take(&rows_merge, ticket, &rows, err) ||
            !merge_take(&presence_merge, ticket, &presences, err) ||
            (presences.count > 0 && !merge_take(&own_merge, ticket, &own, err)) ||
            !hand_over(shape_of(row_kind), &rows, &own, &presences, &writer, err))
            return false;
    }
    return segment_writer_end(&writer, err);
}

struct heirs {
    struct import *import;
    int64_t *ids;
    size_t count;
    bool is_short;
};

/* Imports that stay: all but those replaced. */
static bool note_heir(void *context, const struct ledger_row *row)
{
    struct heirs *heirs = context;

    for (size_t i = 0; i < heirs->import->replaced_count; i++)
        if (heirs->import->replaced[i] == row->import_id)
            return true;
    int64_t *grown = realloc(heirs->ids, (heirs->count + 1) * sizeof *grown);
    heirs->is_short = grown == NULL;
    if (grown == NULL)
        return false;
    heirs->ids = grown;
    heirs->ids[heirs->count++] = row->import_id;
    return true;
}

static bool inherit_all(struct import *import, const struct segment_list *all, int64_t leaving_id,
                        const struct heirs *heirs, struct error *err)
{
    OWN(segment_list_release) struct segment_list leaving = {0};

    if (!segments_of(all, leaving_id, &leaving, err))
        return false;
    for (size_t i = 0; i < heirs->count; i++) {
        OWN(segment_list_release) struct segment_list heir = {0};
        if (!segments_of(all, heirs->ids[i], &heir, err))
            return false;
        for (int kind = 0; kind < TABLE_KINDS; kind++)
            if (holds_kind(&leaving, row_kind_of((enum table_kind)kind)) &&
                holds_kind(&heir, presence_kind_of((enum table_kind)kind)) &&
                !inherit(import, (enum table_kind)kind, &leaving, &heir, heirs->ids[i], err))
                return false;
    }
    return true;
}

bool import_replace(struct import *import, struct error *err)
{
    struct keeper keeper = import->store->keeper;
    OWN(segment_list_release) struct segment_list all = {0};
    struct heirs heirs = {.import = import};
    bool is_done = segment_list_read(&all, keeper, err) &&
                   keeper.engine->import_each(keeper.self, note_heir, &heirs, err) &&
                   (!heirs.is_short || error_memory(err));

    for (size_t i = 0; is_done && i < import->replaced_count; i++)
        is_done = inherit_all(import, &all, import->replaced[i], &heirs, err) &&
                  keeper.engine->import_drop(keeper.self, import->replaced[i], err);
    free(heirs.ids);
    return is_done;
}
