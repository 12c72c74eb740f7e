#include "store/sqlite/question.h"

#include <limits.h>
#include <string.h>

/* All SQL there is, besides the migrations and the settings of a connection. */
static const char *const texts[QUESTION_COUNT] = {
    [BEGIN_READING] = "BEGIN",
    [SEE_SOMETHING] = "SELECT count(*) FROM total",
    [BEGIN_WRITING] = "BEGIN IMMEDIATE",
    [COMMIT_ALL] = "COMMIT",
    [ROLL_BACK] = "ROLLBACK",
    [DATA_VERSION] = "PRAGMA data_version",
    [BLOCK_PUT] = "INSERT INTO block (block_id, bytes) VALUES (?1, ?2)",
    [BLOCK_GET] = "SELECT bytes FROM block WHERE block_id = ?1",
    [STAGE_MAKE] = "CREATE TEMP TABLE IF NOT EXISTS stage"
                   " (block_id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
    [STAGE_PUT] = "INSERT INTO temp.stage (block_id, bytes) VALUES (?1, ?2)",
    [STAGE_GET] = "SELECT bytes FROM temp.stage WHERE block_id = ?1",
    [STAGE_CLEAR] = "DROP TABLE IF EXISTS temp.stage",
    [SEGMENT_ADD] = "INSERT INTO segment (segment_id, import_id, kind, first_ticket, last_ticket,"
                    " row_count, block_count, last_tickets) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
                    " ?8)",
    [SEGMENT_LIST] = "SELECT segment_id, import_id, kind, first_ticket, last_ticket, row_count,"
                     " block_count, last_tickets FROM segment ORDER BY segment_id",
    [SOURCE_FIND] = "SELECT source_id FROM source WHERE name = ?1 AND desk = ?2",
    [SOURCE_ADD] = "INSERT INTO source (name, desk) VALUES (?1, ?2)",
    [SOURCE_LIST] = "SELECT source_id, name, desk FROM source ORDER BY source_id",
    [NEXT_IDS] = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'import'), 0) + 1,"
                 " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'segment'), 0) + 1",
    [IMPORT_ADD] =
        "INSERT INTO import (import_id, source_id, kind, file_name, charset, date_order, zone,"
        " content, byte_count, export_time, assumptions, row_count, new_count, changed_count,"
        " unchanged_count, folded_count, ignored_count, rejected_count, first_at, last_at, cut_at,"
        " reject_count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
        " ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
    [IMPORT_LIST] =
        "SELECT import_id, source.name, source.desk, kind, file_name, charset, date_order, zone,"
        " content, byte_count, export_time, assumptions, row_count, new_count, changed_count,"
        " unchanged_count, folded_count, ignored_count, rejected_count, first_at, last_at, cut_at,"
        " reject_count FROM import JOIN source USING (source_id) ORDER BY import_id",
    [REJECT_ADD] = "INSERT INTO reject (import_id, number, line, byte_offset, byte_length,"
                   " column_number, column_name, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [REJECT_LIST] = "SELECT line, byte_offset, byte_length, column_number, column_name, reason"
                    " FROM reject WHERE import_id = ?1 ORDER BY line, number",
    [DROP_BLOCKS] = "DELETE FROM block WHERE block_id >> 16 IN"
                    " (SELECT segment_id FROM segment WHERE import_id = ?1)",
    [DROP_SEGMENTS] = "DELETE FROM segment WHERE import_id = ?1",
    [DROP_REJECTS] = "DELETE FROM reject WHERE import_id = ?1",
    [DROP_IMPORT] = "DELETE FROM import WHERE import_id = ?1",
    [WORD_ADD] = "INSERT INTO word (kind, number, class_hint, word) VALUES (?1, ?2, ?3, ?4)",
    [WORD_LIST] = "SELECT kind, number, class_hint, word FROM word ORDER BY kind, number",
    [PERSON_ADD] = "INSERT INTO person (first_number, hashes, checksum) VALUES (?1, ?2, ?3)",
    [PERSON_LIST] = "SELECT first_number, hashes, checksum FROM person ORDER BY first_number",
    [TICKET_LIMIT] = "SELECT coalesce(max(last_ticket), 0) FROM segment WHERE import_id = 0",
    [PERSON_LIMIT] = "SELECT first_number + length(hashes) / 16 - 1 FROM person"
                     " ORDER BY first_number DESC LIMIT 1",
    [WORD_LIMIT] = "SELECT kind, max(number) FROM word GROUP BY kind",
    [TOTAL_LIST] = "SELECT kind, row_count FROM total ORDER BY kind",
    [TOTAL_WRITE] = "INSERT INTO total (kind, row_count) VALUES (?1, ?2)"
                    " ON CONFLICT (kind) DO UPDATE SET row_count = excluded.row_count",
    [NOTE_READ] = "SELECT value FROM note WHERE key = ?1",
    [NOTE_WRITE] = "INSERT INTO note (key, value) VALUES (?1, ?2)"
                   " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    [PUBLISHED_LAST] = "SELECT coalesce(max(number), 0) FROM published"
                       " WHERE report = ?1 AND account = ?2 AND period = ?3",
    [PUBLISHED_ADD] = "INSERT INTO published (report, account, period, number, figure, value,"
                      " asked, kept, open, cut_at, settings, version)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [PUBLISHED_LIST] = "SELECT figure, value, asked, kept, open, cut_at, settings, version"
                       " FROM published WHERE report = ?1 AND account = ?2 AND period = ?3"
                       " AND number = ?4 ORDER BY figure",
};

/* What the user can understand of a failure, by SQLite's primary code. */
static const char *cause_of(int code)
{
    switch (code & 0xFF) {
    case SQLITE_FULL:
        return "the disk is full (hint: make room and run again; nothing was half stored)";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another run is using it (hint: wait until that one has ended)";
    case SQLITE_CORRUPT:
        return "it is damaged (hint: keep a copy, then read the exports into a new store)";
    case SQLITE_NOTADB:
        return "it is not a store of deskgauge";
    case SQLITE_READONLY:
        return "it may not be written to";
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return "the permission is missing";
    case SQLITE_TOOBIG:
        return "a value is larger than the store takes";
    default:
        return NULL;
    }
}

bool sqlite_failed(struct sqlite *self, int code, struct error *err)
{
    const char *cause = cause_of(code);

    if (self->is_writing)
        self->is_broken = true;
    if ((code & 0xFF) == SQLITE_NOMEM)
        return error_memory(err);
    if (cause != NULL)
        return error_set(err, ERROR_STORE, "store '%s': %s", self->path, cause);
    if (code == SQLITE_CANTOPEN_SYMLINK)
        return error_set(err, ERROR_STORE, "store '%s': it is a symbolic link", self->path);
    const char *system_says =
        self->db != NULL && sqlite3_system_errno(self->db) != 0 ? " by the system: " : "";
    return error_set(
        err, ERROR_STORE, "store '%s': %s (code %d)%s%s", self->path,
        (code & 0xFF) == SQLITE_IOERR ? "reading or writing failed" : sqlite3_errstr(code), code,
        system_says, *system_says ? strerror(sqlite3_system_errno(self->db)) : "");
}

sqlite3_stmt *sqlite_ask(struct sqlite *self, enum question question, struct error *err)
{
    if (self->is_broken && question != ROLL_BACK) {
        error_set(err, ERROR_STORE, "store '%s': the import has failed before", self->path);
        return NULL;
    }
    self->bind_code = SQLITE_OK;
    if (self->statements[question] != NULL) {
        if (!sqlite3_stmt_busy(self->statements[question]))
            return self->statements[question];
        error_set(err, ERROR_INTERNAL, "the store was asked the same while it was answering");
        return NULL;
    }
    int code = sqlite3_prepare_v3(self->db, texts[question], -1, SQLITE_PREPARE_PERSISTENT,
                                  &self->statements[question], NULL);
    if (code != SQLITE_OK)
        sqlite_failed(self, code, err);
    return self->statements[question];
}

static void keep_bind_code(struct sqlite *self, int code)
{
    if (self->bind_code == SQLITE_OK)
        self->bind_code = code;
}

void sqlite_bind_integer(struct sqlite *self, sqlite3_stmt *statement, int at, int64_t value)
{
    keep_bind_code(self, sqlite3_bind_int64(statement, at, value));
}

void sqlite_bind_number(struct sqlite *self, sqlite3_stmt *statement, int at, double value)
{
    keep_bind_code(self, sqlite3_bind_double(statement, at, value));
}

void sqlite_bind_instant(struct sqlite *self, sqlite3_stmt *statement, int at, int64_t instant)
{
    keep_bind_code(self, instant == INSTANT_UNKNOWN ? sqlite3_bind_null(statement, at)
                                                    : sqlite3_bind_int64(statement, at, instant));
}

void sqlite_bind_text(struct sqlite *self, sqlite3_stmt *statement, int at, const char *text)
{
    sqlite_bind_span(self, statement, at, text == NULL ? SPAN("") : span_of(text));
}

void sqlite_bind_span(struct sqlite *self, sqlite3_stmt *statement, int at, struct span text)
{
    keep_bind_code(self, sqlite3_bind_text64(statement, at, text.bytes == NULL ? "" : text.bytes,
                                             text.length, SQLITE_STATIC, SQLITE_UTF8));
}

void sqlite_bind_bytes(struct sqlite *self, sqlite3_stmt *statement, int at, const void *bytes,
                       size_t length)
{
    const void *present = bytes == NULL ? "" : bytes;
    keep_bind_code(self, sqlite3_bind_blob64(statement, at, present, length, SQLITE_STATIC));
}

void sqlite_stop(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

bool sqlite_row(struct sqlite *self, sqlite3_stmt *statement, bool *has_row, struct error *err)
{
    if (self->bind_code != SQLITE_OK)
        return sqlite_failed(self, self->bind_code, err);
    int code = sqlite3_step(statement);
    *has_row = code == SQLITE_ROW;
    if (code == SQLITE_ROW)
        return true;
    sqlite_stop(statement);
    return code == SQLITE_DONE || sqlite_failed(self, code, err);
}

bool sqlite_run(struct sqlite *self, sqlite3_stmt *statement, struct error *err)
{
    bool has_row = false;

    do {
        if (!sqlite_row(self, statement, &has_row, err))
            return false;
    } while (has_row);
    return true;
}

bool sqlite_do(struct sqlite *self, enum question question, struct error *err)
{
    sqlite3_stmt *statement = sqlite_ask(self, question, err);

    return statement != NULL && sqlite_run(self, statement, err);
}

int64_t sqlite_instant(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL
               ? INSTANT_UNKNOWN
               : sqlite3_column_int64(statement, column);
}

const char *sqlite_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);

    return text == NULL ? "" : text;
}

struct span sqlite_bytes(sqlite3_stmt *statement, int column)
{
    const char *bytes = sqlite3_column_blob(statement, column);
    int length = sqlite3_column_bytes(statement, column);

    return (struct span){bytes == NULL ? "" : bytes, length < 0 ? 0 : (size_t)length};
}
