#include "store/sqlite/tables.h"

#include <string.h>

static sqlite3_stmt *ask_about(struct sqlite *self, enum question question,
                               const struct publication *publication, struct error *err)
{
    sqlite3_stmt *statement = sqlite_ask(self, question, err);

    if (statement == NULL)
        return NULL;
    sqlite_bind_text(self, statement, 1, publication->report);
    sqlite_bind_text(self, statement, 2, publication->account);
    sqlite_bind_text(self, statement, 3, publication->period);
    return statement;
}

bool sqlite_published_last(void *handle, const struct publication *publication, int64_t *out,
                           struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = ask_about(self, PUBLISHED_LAST, publication, err);
    bool has_row = false;

    if (statement == NULL || !sqlite_row(self, statement, &has_row, err))
        return false;
    *out = has_row ? sqlite3_column_int64(statement, 0) : 0;
    sqlite_stop(statement);
    return true;
}

bool sqlite_published_add(void *handle, const struct publication *publication, int64_t number,
                          const struct published_row *row, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = ask_about(self, PUBLISHED_ADD, publication, err);

    if (statement == NULL)
        return false;
    sqlite_bind_integer(self, statement, 4, number);
    sqlite_bind_text(self, statement, 5, row->figure);
    if (row->has_value)
        sqlite_bind_number(self, statement, 6, row->value);
    sqlite_bind_integer(self, statement, 7, (int64_t)row->asked_count);
    sqlite_bind_integer(self, statement, 8, (int64_t)row->kept_count);
    sqlite_bind_integer(self, statement, 9, (int64_t)row->open_count);
    sqlite_bind_instant(self, statement, 10, publication->cut_at);
    sqlite_bind_bytes(self, statement, 11, &publication->settings, sizeof publication->settings);
    sqlite_bind_text(self, statement, 12, publication->version);
    return sqlite_run(self, statement, err);
}

static void read_row(sqlite3_stmt *statement, struct publication *head, struct published_row *row)
{
    struct span settings = sqlite_bytes(statement, 6);

    *row = (struct published_row){.figure = sqlite_text(statement, 0),
                                  .has_value = sqlite3_column_type(statement, 1) != SQLITE_NULL,
                                  .value = sqlite3_column_double(statement, 1),
                                  .asked_count = (uint64_t)sqlite3_column_int64(statement, 2),
                                  .kept_count = (uint64_t)sqlite3_column_int64(statement, 3),
                                  .open_count = (uint64_t)sqlite3_column_int64(statement, 4)};
    head->cut_at = sqlite_instant(statement, 5);
    if (settings.length == sizeof head->settings)
        memcpy(&head->settings, settings.bytes, sizeof head->settings);
    head->version = sqlite_text(statement, 7);
}

bool sqlite_published_each(void *handle, const struct publication *publication,
                           published_reader read, void *context, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = ask_about(self, PUBLISHED_LIST, publication, err);
    struct publication head = *publication;
    struct published_row row;
    bool has_row = statement != NULL;

    if (statement != NULL)
        sqlite_bind_integer(self, statement, 4, publication->number);
    while (has_row) {
        if (!sqlite_row(self, statement, &has_row, err))
            return false;
        if (!has_row)
            break;
        read_row(statement, &head, &row);
        if (!read(context, &head, &row))
            break;
    }
    if (statement != NULL)
        sqlite_stop(statement);
    return statement != NULL;
}
