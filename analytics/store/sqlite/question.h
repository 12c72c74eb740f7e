/* question: the named statements that the sqlite engine asks, and the one way to ask them. */
#ifndef DESKGAUGE_STORE_SQLITE_QUESTION_H
#define DESKGAUGE_STORE_SQLITE_QUESTION_H

#include <sqlite3.h>

#include "store/engine.h"

enum question {
    BEGIN_READING,
    SEE_SOMETHING,
    BEGIN_WRITING,
    COMMIT_ALL,
    ROLL_BACK,
    DATA_VERSION,
    BLOCK_PUT,
    BLOCK_GET,
    STAGE_MAKE,
    STAGE_PUT,
    STAGE_GET,
    STAGE_CLEAR,
    SEGMENT_ADD,
    SEGMENT_LIST,
    SOURCE_FIND,
    SOURCE_ADD,
    SOURCE_LIST,
    NEXT_IDS,
    IMPORT_ADD,
    IMPORT_LIST,
    REJECT_ADD,
    REJECT_LIST,
    DROP_BLOCKS,
    DROP_SEGMENTS,
    DROP_REJECTS,
    DROP_IMPORT,
    WORD_ADD,
    WORD_LIST,
    PERSON_ADD,
    PERSON_LIST,
    TICKET_LIMIT,
    PERSON_LIMIT,
    WORD_LIMIT,
    TOTAL_LIST,
    TOTAL_WRITE,
    NOTE_READ,
    NOTE_WRITE,
    PUBLISHED_LAST,
    PUBLISHED_ADD,
    PUBLISHED_LIST,
    QUESTION_COUNT
};

struct sqlite {
    sqlite3 *db;
    char *path; /* as the user wrote it, for messages */
    sqlite3_stmt *statements[QUESTION_COUNT];
    int bind_code;   /* first failure of a bind since ask() */
    bool is_writing; /* inside a writing transaction */
    bool is_broken;  /* something failed in it: nothing but a rollback is left */
    bool has_stage;
};

/* Set `err` to what SQLite says went wrong, in words that help; false. */
bool sqlite_failed(struct sqlite *self, int code, struct error *err);

/* A statement ready to bind, or NULL. Parameters count from 1. */
sqlite3_stmt *sqlite_ask(struct sqlite *self, enum question question, struct error *err);
void sqlite_bind_integer(struct sqlite *self, sqlite3_stmt *statement, int at, int64_t value);
void sqlite_bind_number(struct sqlite *self, sqlite3_stmt *statement, int at, double value);
void sqlite_bind_instant(struct sqlite *self, sqlite3_stmt *statement, int at, int64_t instant);
void sqlite_bind_text(struct sqlite *self, sqlite3_stmt *statement, int at, const char *text);
void sqlite_bind_span(struct sqlite *self, sqlite3_stmt *statement, int at, struct span text);
void sqlite_bind_bytes(struct sqlite *self, sqlite3_stmt *statement, int at, const void *bytes,
                       size_t length);

/* Run to the end and forget the bindings; rows are an internal error. */
MUST_CHECK bool sqlite_run(struct sqlite *self, sqlite3_stmt *statement, struct error *err);
/* The next row; at the end (*has_row false) the statement is reset. */
MUST_CHECK bool sqlite_row(struct sqlite *self, sqlite3_stmt *statement, bool *has_row,
                           struct error *err);
void sqlite_stop(sqlite3_stmt *statement); /* no more rows are wanted */

/* ask + run for a statement without parameters. */
MUST_CHECK bool sqlite_do(struct sqlite *self, enum question question, struct error *err);

int64_t sqlite_instant(sqlite3_stmt *statement, int column);
const char *sqlite_text(sqlite3_stmt *statement, int column); /* "" for NULL */
struct span sqlite_bytes(sqlite3_stmt *statement, int column);

#endif
