#include <string.h>

#include "store/import.h"

const char *import_copy_text(struct arena *arena, const char *text)
{
    return text == NULL ? "" : arena_text(arena, text, strlen(text));
}

static bool copy_header(struct import *import, const struct import_header *header,
                        struct error *err)
{
    struct import_header *copy = &import->ledger.header;

    *copy = *header;
    copy->source = import_copy_text(&import->arena, header->source);
    copy->desk = import_copy_text(&import->arena, header->desk);
    copy->file_name = import_copy_text(&import->arena, header->file_name);
    copy->charset = import_copy_text(&import->arena, header->charset);
    copy->date_order = import_copy_text(&import->arena, header->date_order);
    copy->zone = import_copy_text(&import->arena, header->zone);
    copy->assumptions_json = import_copy_text(&import->arena, header->assumptions_json);
    bool is_whole = copy->source && copy->desk && copy->file_name && copy->charset &&
                    copy->date_order && copy->zone && copy->assumptions_json;
    return is_whole || error_memory(err);
}

static bool has_text(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

static bool is_same_content(const struct import_header *a, const struct import_header *b)
{
    return hash128_equal(a->content, b->content) && a->byte_count == b->byte_count;
}

static bool is_same_reading(const struct import_header *a, const struct import_header *b)
{
    return is_same_content(a, b) && a->kind == b->kind && a->export_time == b->export_time &&
           has_text(a->source, b->source) && has_text(a->desk, b->desk) &&
           has_text(a->charset, b->charset) && has_text(a->date_order, b->date_order) &&
           has_text(a->zone, b->zone);
}

struct finding {
    const struct import_header *header;
    int64_t found;
    struct import *import;
    bool is_short;
};

static bool find_reading(void *context, const struct ledger_row *row)
{
    struct finding *finding = context;

    if (!is_same_reading(&row->header, finding->header))
        return true;
    finding->found = row->import_id;
    return false;
}

bool store_find_import(struct store *store, const struct import_header *header, int64_t *out,
                       struct error *err)
{
    struct finding finding = {.header = header};

    if (!store->keeper.engine->import_each(store->keeper.self, find_reading, &finding, err))
        return false;
    *out = finding.found;
    return true;
}

static bool note_replaced(void *context, const struct ledger_row *row)
{
    struct finding *finding = context;
    struct import *import = finding->import;

    if (!is_same_content(&row->header, &import->ledger.header))
        return true;
    int64_t *grown =
        realloc(import->replaced, (import->replaced_count + 1) * sizeof *import->replaced);
    finding->is_short = grown == NULL;
    if (grown == NULL)
        return false;
    import->replaced = grown;
    import->replaced[import->replaced_count++] = row->import_id;
    return true;
}

static bool find_replaced(struct import *import, struct error *err)
{
    struct keeper keeper = import->store->keeper;
    struct finding finding = {.import = import};

    return keeper.engine->import_each(keeper.self, note_replaced, &finding, err) &&
           (!finding.is_short || error_memory(err));
}

bool import_content(struct import *import, struct hash128 content, struct error *err)
{
    import->ledger.header.content = content;
    import->replaced_count = 0;
    return find_replaced(import, err);
}

static bool note_kind(void *context, const struct segment *segment)
{
    struct import *import = context;

    if (segment->kind >= ROW_TICKET && segment->kind < ROW_PRESENCE)
        import->is_staged[segment->kind - ROW_TICKET] = true;
    return true;
}

static bool find_source(struct import *import, struct error *err)
{
    struct keeper keeper = import->store->keeper;
    const struct import_header *header = &import->ledger.header;

    if (!keeper.engine->source_find(keeper.self, header->source, header->desk, &import->source_id,
                                    err))
        return false;
    return import->source_id != 0 ||
           keeper.engine->source_add(keeper.self, header->source, header->desk, &import->source_id,
                                     err);
}

static bool prepare(struct import *import, const struct import_header *header, struct error *err)
{
    struct keeper keeper = import->store->keeper;

    for (int kind = 0; kind < ROW_PRESENCE; kind++)
        import->buffers[kind].row_size = shape_of((enum row_kind)kind)->row_size;
    import->ledger.totals.first_at = INSTANT_UNKNOWN;
    import->ledger.totals.last_at = INSTANT_UNKNOWN;
    import->next_staged_id = 1;
    return copy_header(import, header, err) && numbers_load(import->store, err) &&
           keeper.engine->next_ids(keeper.self, &import->ledger.import_id, &import->next_segment_id,
                                   err) &&
           find_source(import, err) && find_replaced(import, err) &&
           keeper.engine->segment_each(keeper.self, note_kind, import, err);
}

bool store_import(struct store *store, const struct import_header *header, struct import **out,
                  struct error *err)
{
    if (store->is_importing || store->reader_count > 0)
        return error_set(err, ERROR_INTERNAL, "an import began inside another use of the store");
    struct import *import = calloc(1, sizeof *import);
    if (import == NULL)
        return error_memory(err);
    import->store = store;
    if (!store->keeper.engine->begin(store->keeper.self, true, err)) {
        free(import);
        return false;
    }
    store->is_importing = true;
    if (!prepare(import, header, err)) {
        import_close(import);
        return false;
    }
    *out = import;
    return true;
}
