#include "store/sqlite/tables.h"

#include <string.h>

static bool ask_source(struct sqlite *self, enum question question, const char *name,
                       const char *desk, sqlite3_stmt **out, struct error *err)
{
    *out = sqlite_ask(self, question, err);
    if (*out == NULL)
        return false;
    sqlite_bind_text(self, *out, 1, name);
    sqlite_bind_text(self, *out, 2, desk);
    return true;
}

bool sqlite_source_find(void *handle, const char *name, const char *desk, int64_t *out,
                        struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = NULL;
    bool has_row = false;

    if (!ask_source(self, SOURCE_FIND, name, desk, &statement, err) ||
        !sqlite_row(self, statement, &has_row, err))
        return false;
    *out = has_row ? sqlite3_column_int64(statement, 0) : 0;
    sqlite_stop(statement);
    return true;
}

bool sqlite_source_add(void *handle, const char *name, const char *desk, int64_t *out,
                       struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = NULL;

    if (!ask_source(self, SOURCE_ADD, name, desk, &statement, err) ||
        !sqlite_run(self, statement, err))
        return false;
    *out = sqlite3_last_insert_rowid(self->db);
    return true;
}

bool sqlite_source_each(void *handle, source_reader read, void *context, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, SOURCE_LIST, err);
    bool has_row = statement != NULL;

    while (has_row) {
        if (!sqlite_row(self, statement, &has_row, err))
            return false;
        if (has_row && !read(context, sqlite3_column_int64(statement, 0), sqlite_text(statement, 1),
                             sqlite_text(statement, 2)))
            break;
    }
    if (statement != NULL)
        sqlite_stop(statement);
    return statement != NULL;
}

bool sqlite_next_ids(void *handle, int64_t *import_id, int64_t *segment_id, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, NEXT_IDS, err);
    bool has_row = false;

    if (statement == NULL || !sqlite_row(self, statement, &has_row, err))
        return false;
    *import_id = sqlite3_column_int64(statement, 0);
    *segment_id = sqlite3_column_int64(statement, 1);
    sqlite_stop(statement);
    return true;
}

static void bind_header(struct sqlite *self, sqlite3_stmt *statement,
                        const struct import_header *header)
{
    sqlite_bind_integer(self, statement, 3, header->kind);
    sqlite_bind_text(self, statement, 4, header->file_name);
    sqlite_bind_text(self, statement, 5, header->charset);
    sqlite_bind_text(self, statement, 6, header->date_order);
    sqlite_bind_text(self, statement, 7, header->zone);
    sqlite_bind_bytes(self, statement, 8, &header->content, sizeof header->content);
    sqlite_bind_integer(self, statement, 9, (int64_t)header->byte_count);
    sqlite_bind_instant(self, statement, 10, header->export_time);
    sqlite_bind_text(self, statement, 11, header->assumptions_json);
}

bool sqlite_import_add(void *handle, const struct ledger_row *row, int64_t source_id,
                       struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, IMPORT_ADD, err);

    if (statement == NULL)
        return false;
    sqlite_bind_integer(self, statement, 1, row->import_id);
    sqlite_bind_integer(self, statement, 2, source_id);
    bind_header(self, statement, &row->header);
    sqlite_bind_integer(self, statement, 12, (int64_t)row->totals.row_count);
    for (int fate = 0; fate < FATE_COUNT; fate++)
        sqlite_bind_integer(self, statement, 13 + fate, (int64_t)row->totals.fate_count[fate]);
    sqlite_bind_instant(self, statement, 19, row->totals.first_at);
    sqlite_bind_instant(self, statement, 20, row->totals.last_at);
    sqlite_bind_instant(self, statement, 21, row->totals.cut_at);
    sqlite_bind_integer(self, statement, 22, row->reject_count);
    return sqlite_run(self, statement, err);
}

static void read_import(sqlite3_stmt *statement, struct ledger_row *out)
{
    struct import_header *header = &out->header;
    struct span content = sqlite_bytes(statement, 8);

    *out = (struct ledger_row){.import_id = sqlite3_column_int64(statement, 0)};
    header->source = sqlite_text(statement, 1);
    header->desk = sqlite_text(statement, 2);
    int64_t kind = sqlite3_column_int64(statement, 3);
    header->kind = (enum table_kind)(kind >= 0 && kind < TABLE_KINDS ? kind : 0);
    header->file_name = sqlite_text(statement, 4);
    header->charset = sqlite_text(statement, 5);
    header->date_order = sqlite_text(statement, 6);
    header->zone = sqlite_text(statement, 7);
    if (content.length == sizeof header->content)
        memcpy(&header->content, content.bytes, content.length);
    header->byte_count = (uint64_t)sqlite3_column_int64(statement, 9);
    header->export_time = sqlite_instant(statement, 10);
    header->assumptions_json = sqlite_text(statement, 11);
    out->totals.row_count = (uint64_t)sqlite3_column_int64(statement, 12);
    for (int fate = 0; fate < FATE_COUNT; fate++)
        out->totals.fate_count[fate] = (uint64_t)sqlite3_column_int64(statement, 13 + fate);
    out->totals.first_at = sqlite_instant(statement, 19);
    out->totals.last_at = sqlite_instant(statement, 20);
    out->totals.cut_at = sqlite_instant(statement, 21);
    out->reject_count = (uint32_t)sqlite3_column_int64(statement, 22);
}

bool sqlite_import_each(void *handle, ledger_reader read, void *context, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, IMPORT_LIST, err);
    bool has_row = statement != NULL;

    while (has_row) {
        if (!sqlite_row(self, statement, &has_row, err))
            return false;
        struct ledger_row row;
        if (has_row) {
            read_import(statement, &row);
            if (!read(context, &row))
                break;
        }
    }
    if (statement != NULL)
        sqlite_stop(statement);
    return statement != NULL;
}

bool sqlite_import_drop(void *handle, int64_t import_id, struct error *err)
{
    static const enum question drops[] = {DROP_BLOCKS, DROP_SEGMENTS, DROP_REJECTS, DROP_IMPORT};
    struct sqlite *self = handle;

    for (size_t i = 0; i < sizeof drops / sizeof *drops; i++) {
        sqlite3_stmt *statement = sqlite_ask(self, drops[i], err);
        if (statement == NULL)
            return false;
        sqlite_bind_integer(self, statement, 1, import_id);
        if (!sqlite_run(self, statement, err))
            return false;
    }
    return true;
}

bool sqlite_reject_add(void *handle, int64_t import_id, int64_t number, const struct reject *reject,
                       struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, REJECT_ADD, err);

    if (statement == NULL)
        return false;
    sqlite_bind_integer(self, statement, 1, import_id);
    sqlite_bind_integer(self, statement, 2, number);
    sqlite_bind_integer(self, statement, 3, (int64_t)reject->line);
    sqlite_bind_integer(self, statement, 4, (int64_t)reject->byte_offset);
    sqlite_bind_integer(self, statement, 5, (int64_t)reject->byte_length);
    sqlite_bind_integer(self, statement, 6, reject->column);
    if (reject->column_name != NULL)
        sqlite_bind_text(self, statement, 7, reject->column_name);
    sqlite_bind_text(self, statement, 8, reject->reason);
    return sqlite_run(self, statement, err);
}

bool sqlite_reject_each(void *handle, const struct ledger_row *import, reject_reader read,
                        void *context, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, REJECT_LIST, err);
    bool has_row = statement != NULL;

    if (has_row)
        sqlite_bind_integer(self, statement, 1, import->import_id);
    while (has_row) {
        if (!sqlite_row(self, statement, &has_row, err))
            return false;
        struct reject reject = {0};
        if (has_row) {
            reject.line = (uint64_t)sqlite3_column_int64(statement, 0);
            reject.byte_offset = (uint64_t)sqlite3_column_int64(statement, 1);
            reject.byte_length = (uint64_t)sqlite3_column_int64(statement, 2);
            reject.column = (uint32_t)sqlite3_column_int64(statement, 3);
            reject.column_name = (const char *)sqlite3_column_text(statement, 4);
            reject.reason = sqlite_text(statement, 5);
            if (!read(context, import, &reject))
                break;
        }
    }
    if (statement != NULL)
        sqlite_stop(statement);
    return statement != NULL;
}
