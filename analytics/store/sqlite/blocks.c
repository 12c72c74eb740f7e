#include "store/sqlite/tables.h"

#include <string.h>

static bool put(struct sqlite *self, enum question question, int64_t id,
                const struct block_bytes *bytes, struct error *err)
{
    sqlite3_stmt *statement = sqlite_ask(self, question, err);

    if (statement == NULL)
        return false;
    sqlite_bind_integer(self, statement, 1, id);
    sqlite_bind_bytes(self, statement, 2, bytes->bytes, bytes->length);
    return sqlite_run(self, statement, err);
}

bool sqlite_block_put(void *handle, enum shelf shelf, int64_t id, const struct block_bytes *bytes,
                      struct error *err)
{
    struct sqlite *self = handle;

    if (shelf == SHELF_KEPT)
        return put(self, BLOCK_PUT, id, bytes, err);
    if (!self->has_stage && !sqlite_do(self, STAGE_MAKE, err))
        return false;
    self->has_stage = true;
    return put(self, STAGE_PUT, id, bytes, err);
}

static bool copy_bytes(struct span from, struct block_bytes *out, struct error *err)
{
    if (!block_bytes_reserve(out, from.length, err))
        return false;
    memcpy(out->bytes, from.bytes, from.length);
    out->length = from.length;
    return true;
}

bool sqlite_block_get(void *handle, enum shelf shelf, int64_t id, struct block_bytes *out,
                      struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, shelf == SHELF_KEPT ? BLOCK_GET : STAGE_GET, err);
    bool has_row = false;

    if (statement == NULL)
        return false;
    sqlite_bind_integer(self, statement, 1, id);
    if (!sqlite_row(self, statement, &has_row, err))
        return false;
    if (!has_row)
        return error_set(err, ERROR_STORE, "block %lld of the store '%s' is missing", (long long)id,
                         self->path);
    bool is_copied = copy_bytes(sqlite_bytes(statement, 0), out, err);
    sqlite_stop(statement);
    return is_copied;
}

bool sqlite_stage_clear(void *handle, struct error *err)
{
    struct sqlite *self = handle;

    if (!self->has_stage)
        return true;
    self->has_stage = false;
    return sqlite_do(self, STAGE_CLEAR, err);
}

bool sqlite_segment_add(void *handle, const struct segment *segment, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, SEGMENT_ADD, err);

    if (statement == NULL)
        return false;
    sqlite_bind_integer(self, statement, 1, segment->id);
    sqlite_bind_integer(self, statement, 2, segment->import_id);
    sqlite_bind_integer(self, statement, 3, segment->kind);
    sqlite_bind_integer(self, statement, 4, segment->first_ticket);
    sqlite_bind_integer(self, statement, 5, segment->last_ticket);
    sqlite_bind_integer(self, statement, 6, (int64_t)segment->row_count);
    sqlite_bind_integer(self, statement, 7, segment->block_count);
    sqlite_bind_bytes(self, statement, 8, segment->last_tickets,
                      segment->block_count * sizeof *segment->last_tickets);
    return sqlite_run(self, statement, err);
}

/* Does the row say what a segment can be? Its blocks are checked when they are read. */
static bool is_possible(const struct segment *segment, struct span last_tickets)
{
    return segment->id > 0 && segment->kind < ROW_KINDS && segment->block_count > 0 &&
           segment->block_count <= SEGMENT_BLOCK_LIMIT && segment->first_ticket > 0 &&
           segment->first_ticket <= segment->last_ticket &&
           last_tickets.length == segment->block_count * sizeof(uint32_t);
}

static bool read_segment(struct sqlite *self, sqlite3_stmt *statement, segment_reader read,
                         void *context, bool *goes_on, struct error *err)
{
    uint32_t last_tickets[SEGMENT_BLOCK_LIMIT];
    int64_t kind = sqlite3_column_int64(statement, 2);
    struct span bytes = sqlite_bytes(statement, 7);
    struct segment segment = {
        .id = sqlite3_column_int64(statement, 0),
        .import_id = sqlite3_column_int64(statement, 1),
        .kind = (uint8_t)(kind < 0 || kind > ROW_KINDS ? ROW_KINDS : kind),
        .first_ticket = (uint32_t)sqlite3_column_int64(statement, 3),
        .last_ticket = (uint32_t)sqlite3_column_int64(statement, 4),
        .row_count = (uint64_t)sqlite3_column_int64(statement, 5),
        .block_count = (uint32_t)sqlite3_column_int64(statement, 6),
        .last_tickets = last_tickets,
    };

    if (!is_possible(&segment, bytes))
        return sqlite_failed(self, SQLITE_CORRUPT, err);
    memcpy(last_tickets, bytes.bytes, bytes.length);
    *goes_on = read(context, &segment);
    return true;
}

bool sqlite_segment_each(void *handle, segment_reader read, void *context, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, SEGMENT_LIST, err);
    bool has_row = statement != NULL;
    bool goes_on = true;

    while (has_row && goes_on) {
        if (!sqlite_row(self, statement, &has_row, err))
            return false;
        if (has_row && !read_segment(self, statement, read, context, &goes_on, err)) {
            sqlite_stop(statement);
            return false;
        }
    }
    if (!goes_on)
        sqlite_stop(statement);
    return statement != NULL;
}
