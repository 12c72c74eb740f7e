#include "store/sqlite/tables.h"

#include <string.h>

#include "base/hash.h"

bool sqlite_word_add(void *handle, enum vocabulary_kind kind, uint32_t number, int class_hint,
                     struct span text, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, WORD_ADD, err);

    if (statement == NULL)
        return false;
    sqlite_bind_integer(self, statement, 1, kind);
    sqlite_bind_integer(self, statement, 2, number);
    sqlite_bind_integer(self, statement, 3, class_hint);
    sqlite_bind_span(self, statement, 4, text);
    return sqlite_run(self, statement, err);
}

static bool read_word(struct sqlite *self, sqlite3_stmt *statement, word_reader read, void *context,
                      bool *goes_on, struct error *err)
{
    int64_t kind = sqlite3_column_int64(statement, 0);
    int64_t number = sqlite3_column_int64(statement, 1);
    const char *text = sqlite_text(statement, 3);
    int length = sqlite3_column_bytes(statement, 3);

    if (kind < 0 || kind >= VOCABULARY_KINDS || number < 1 || number >= UINT32_MAX)
        return sqlite_failed(self, SQLITE_CORRUPT, err);
    *goes_on = read(context, (enum vocabulary_kind)kind, (uint32_t)number,
                    sqlite3_column_int(statement, 2), (struct span){text, (size_t)length});
    return true;
}

bool sqlite_word_each(void *handle, word_reader read, void *context, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, WORD_LIST, err);
    bool has_row = statement != NULL, goes_on = true, is_sound = statement != NULL;

    while (has_row && goes_on && is_sound) {
        if (!sqlite_row(self, statement, &has_row, err))
            return false;
        if (has_row)
            is_sound = read_word(self, statement, read, context, &goes_on, err);
    }
    if (statement != NULL)
        sqlite_stop(statement);
    return is_sound;
}

static int64_t person_checksum(struct span bytes, uint32_t first_number)
{
    return (int64_t)hash_64(bytes, first_number);
}

bool sqlite_person_add(void *handle, uint32_t first_number, const struct hash128 *persons,
                       uint32_t count, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, PERSON_ADD, err);
    struct span bytes = {(const char *)persons, count * sizeof *persons};

    if (statement == NULL)
        return false;
    sqlite_bind_integer(self, statement, 1, first_number);
    sqlite_bind_bytes(self, statement, 2, bytes.bytes, bytes.length);
    sqlite_bind_integer(self, statement, 3, person_checksum(bytes, first_number));
    return sqlite_run(self, statement, err);
}

/* Blobs of SQLite need not be aligned: hand on a copy. */
static bool read_persons(struct sqlite *self, sqlite3_stmt *statement, person_reader read,
                         void *context, bool *goes_on, struct error *err)
{
    struct hash128 persons[PERSONS_A_ROW];
    int64_t first = sqlite3_column_int64(statement, 0);
    struct span bytes = sqlite_bytes(statement, 1);

    if (first < 1 || first >= UINT32_MAX || bytes.length > sizeof persons ||
        bytes.length % sizeof *persons != 0 ||
        sqlite3_column_int64(statement, 2) != person_checksum(bytes, (uint32_t)first))
        return sqlite_failed(self, SQLITE_CORRUPT, err);
    memcpy(persons, bytes.bytes, bytes.length);
    *goes_on = read(context, (uint32_t)first, persons, (uint32_t)(bytes.length / sizeof *persons));
    return true;
}

bool sqlite_person_each(void *handle, person_reader read, void *context, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, PERSON_LIST, err);
    bool has_row = statement != NULL, goes_on = true, is_sound = statement != NULL;

    while (has_row && goes_on && is_sound) {
        if (!sqlite_row(self, statement, &has_row, err))
            return false;
        if (has_row)
            is_sound = read_persons(self, statement, read, context, &goes_on, err);
    }
    if (statement != NULL)
        sqlite_stop(statement);
    return is_sound;
}

/* The one number that a question answers, 0 when there is no row. */
static bool one_number(struct sqlite *self, enum question question, uint32_t *out,
                       struct error *err)
{
    sqlite3_stmt *statement = sqlite_ask(self, question, err);
    bool has_row = false;

    if (statement == NULL || !sqlite_row(self, statement, &has_row, err))
        return false;
    *out = has_row ? (uint32_t)sqlite3_column_int64(statement, 0) : 0;
    sqlite_stop(statement);
    return true;
}

bool sqlite_limits(void *handle, struct block_limits *out, struct error *err)
{
    struct sqlite *self = handle;
    bool has_row = true;

    *out = (struct block_limits){0};
    if (!one_number(self, TICKET_LIMIT, &out->ticket, err) ||
        !one_number(self, PERSON_LIMIT, &out->person, err))
        return false;
    sqlite3_stmt *statement = sqlite_ask(self, WORD_LIMIT, err);
    if (statement == NULL)
        return false;
    while (has_row) {
        if (!sqlite_row(self, statement, &has_row, err))
            return false;
        int64_t kind = has_row ? sqlite3_column_int64(statement, 0) : -1;
        if (kind >= 0 && kind < VOCABULARY_KINDS)
            out->word[kind] = (uint32_t)sqlite3_column_int64(statement, 1);
    }
    return true;
}

bool sqlite_totals_read(void *handle, uint64_t out[TABLE_KINDS], struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, TOTAL_LIST, err);
    bool has_row = statement != NULL;

    memset(out, 0, TABLE_KINDS * sizeof *out);
    while (has_row) {
        if (!sqlite_row(self, statement, &has_row, err))
            return false;
        int64_t kind = has_row ? sqlite3_column_int64(statement, 0) : -1;
        if (kind >= 0 && kind < TABLE_KINDS)
            out[kind] = (uint64_t)sqlite3_column_int64(statement, 1);
    }
    return statement != NULL;
}

bool sqlite_totals_write(void *handle, const uint64_t totals[TABLE_KINDS], struct error *err)
{
    struct sqlite *self = handle;

    for (int kind = 0; kind < TABLE_KINDS; kind++) {
        sqlite3_stmt *statement = sqlite_ask(self, TOTAL_WRITE, err);
        if (statement == NULL)
            return false;
        sqlite_bind_integer(self, statement, 1, kind);
        sqlite_bind_integer(self, statement, 2, (int64_t)totals[kind]);
        if (!sqlite_run(self, statement, err))
            return false;
    }
    return true;
}

bool sqlite_note_read(void *handle, const char *key, struct buffer *out, bool *found,
                      struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, NOTE_READ, err);

    if (statement == NULL)
        return false;
    sqlite_bind_text(self, statement, 1, key);
    if (!sqlite_row(self, statement, found, err))
        return false;
    if (*found && out != NULL) {
        struct span value = sqlite_bytes(statement, 0);
        buffer_clear(out);
        buffer_append(out, value.bytes, value.length);
    }
    sqlite_stop(statement);
    return out == NULL || !out->is_short || error_memory(err);
}

bool sqlite_note_write(void *handle, const char *key, struct span value, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, NOTE_WRITE, err);

    if (statement == NULL)
        return false;
    sqlite_bind_text(self, statement, 1, key);
    sqlite_bind_bytes(self, statement, 2, value.bytes, value.length);
    return sqlite_run(self, statement, err);
}
