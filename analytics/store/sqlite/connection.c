#include "store/sqlite/connection.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "base/resource.h"

extern const struct resource store_migrations[]; /* schemas/store/NNNN_….sql, by number */

enum { APPLICATION_ID = 1684496743, LENGTH_LIMIT = 64 << 20, BUSY_TIMEOUT_MS = 5000 };

/* Settings of every connection; page_size and journal_mode matter only when the store is made.
 * One big transaction appends pages that the journal need not save: DELETE writes them once
 * where WAL writes them twice. */
static const char settings_of_connection[] = "PRAGMA page_size = 16384;"
                                             "PRAGMA journal_mode = DELETE;"
                                             "PRAGMA synchronous = EXTRA;"
                                             "PRAGMA cell_size_check = ON;"
                                             "PRAGMA foreign_keys = ON;"
                                             "PRAGMA cache_size = -8192;"
                                             "PRAGMA temp_store = FILE;"
                                             "PRAGMA mmap_size = 0;";

static int newest_version(void)
{
    int count = 0;

    while (store_migrations[count].name != NULL)
        count++;
    return count;
}

/* ---- the file ---- */

/* Folders on the way may be links, the store itself may not: resolve the folder only. */
static char *resolve(const char *path, struct error *err)
{
    OWN(free) char *for_folder = strdup(path);
    OWN(free) char *for_base = strdup(path);
    if (for_folder == NULL || for_base == NULL) {
        error_memory(err);
        return NULL;
    }
    OWN(free) char *folder = realpath(dirname(for_folder), NULL);
    if (folder == NULL) {
        error_set(err, ERROR_STORE, "the folder of the store '%s': %s", path, strerror(errno));
        return NULL;
    }
    char *joined = NULL;
    if (asprintf(&joined, "%s/%s", folder, basename(for_base)) < 0) {
        error_memory(err);
        return NULL;
    }
    return joined;
}

/* The empty file with our mode first: SQLite alone would follow the umask. */
static bool make_file(const char *path, struct error *err)
{
    OWN(descriptor_close)
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    return file >= 0 ||
           error_set(err, ERROR_STORE, "cannot make the store '%s': %s", path, strerror(errno));
}

/* Something we may open stands at `path`; `*is_made`: it was made now. */
static bool check_file(const char *path, enum store_access access, bool *is_made, struct error *err)
{
    struct stat status;

    if (lstat(path, &status) != 0) {
        if (errno != ENOENT)
            return error_set(err, ERROR_STORE, "store '%s': %s", path, strerror(errno));
        if (access == STORE_READ)
            return error_set(err, ERROR_STORE,
                             "there is no store at '%s' (hint: `deskgauge ingest` makes one)",
                             path);
        *is_made = make_file(path, err);
        return *is_made;
    }
    if (S_ISLNK(status.st_mode))
        return error_set(err, ERROR_STORE,
                         "store '%s' is a symbolic link (hint: name the file it points to)", path);
    if (S_ISDIR(status.st_mode))
        return error_set(err, ERROR_STORE, "store '%s' is a folder (hint: name a file in it)",
                         path);
    if (!S_ISREG(status.st_mode))
        return error_set(err, ERROR_STORE, "store '%s' is not a regular file", path);
    return true;
}

static bool has_journal(const char *path)
{
    OWN(free) char *journal = NULL;
    struct stat status;

    return asprintf(&journal, "%s-journal", path) >= 0 && lstat(journal, &status) == 0 &&
           status.st_size > 0;
}

/* ---- the connection ---- */

static bool execute(struct sqlite *self, const char *text, struct error *err)
{
    int code = sqlite3_exec(self->db, text, NULL, NULL, NULL);

    return code == SQLITE_OK || sqlite_failed(self, code, err);
}

static void harden(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LENGTH_LIMIT);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 64 << 10);
    sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
}

/* The number that a question of one row answers. */
static bool read_number(struct sqlite *self, const char *text, int64_t *out, struct error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(self->db, text, -1, &statement, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return code == SQLITE_ROW || sqlite_failed(self, code, err);
}

static bool quick_check(struct sqlite *self, struct error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(self->db, "PRAGMA quick_check(1)", -1, &statement, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    bool is_sound = code == SQLITE_ROW && strcmp(sqlite_text(statement, 0), "ok") == 0;
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW)
        return sqlite_failed(self, code, err);
    return is_sound || sqlite_failed(self, SQLITE_CORRUPT, err);
}

/* Application and version are asked before anything else of the file is believed. An empty file
 * has version 0 and may become ours where `may_be_empty`. */
static bool check_version(struct sqlite *self, bool may_be_empty, int64_t *version,
                          struct error *err)
{
    int64_t application = 0, table_count = 0;

    if (!read_number(self, "PRAGMA application_id", &application, err) ||
        !read_number(self, "PRAGMA user_version", version, err) ||
        !read_number(self, "SELECT count(*) FROM sqlite_schema", &table_count, err))
        return false;
    if (may_be_empty && table_count == 0)
        return true;
    if (application == 0 && *version == 0 && table_count == 0)
        return error_set(err, ERROR_STORE,
                         "store '%s' is empty (hint: 'deskgauge ingest' reads exports into it)",
                         self->path);
    if (application != APPLICATION_ID || *version < 1)
        return sqlite_failed(self, SQLITE_NOTADB, err);
    if (*version > newest_version())
        return error_set(err, ERROR_STORE,
                         "store '%s' is of version %lld, this program knows %d (hint: use the "
                         "newer program that wrote it)",
                         self->path, (long long)*version, newest_version());
    return true;
}

/* Each migration sets user_version itself; all that are missing are one transaction. */
static bool migrate(struct sqlite *self, struct error *err)
{
    int64_t version = 0;

    if (!execute(self, "BEGIN IMMEDIATE", err))
        return false;
    bool is_done = check_version(self, true, &version, err);
    for (int i = (int)version; is_done && i < newest_version(); i++)
        is_done = execute(self, (const char *)store_migrations[i].bytes, err);
    if (is_done)
        return execute(self, "COMMIT", err);
    sqlite3_exec(self->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

static bool connect(struct sqlite *self, const char *path, bool may_write, struct error *err)
{
    int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX |
                (may_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    int code = sqlite3_open_v2(path, &self->db, flags, NULL);

    if (code != SQLITE_OK)
        return sqlite_failed(self, code, err);
    harden(self->db);
    return execute(self, settings_of_connection, err);
}

/* A run died while it wrote: opening for writing rolls back what it left, then all is looked at. */
static bool recover(struct sqlite *self, const char *path, struct error *err)
{
    int64_t version = 0;

    if (!connect(self, path, true, err) || !check_version(self, true, &version, err))
        return error_wrap(err, "a run was interrupted and its journal must be rolled back");
    return quick_check(self, err);
}

static bool open_checked(struct sqlite *self, const char *path, enum store_access access,
                         bool *is_new, struct error *err)
{
    int64_t version = 0;

    if (has_journal(path)) {
        if (!recover(self, path, err))
            return false;
        sqlite3_close(TAKE(self->db));
    }
    if (!connect(self, path, access == STORE_WRITE, err) ||
        !check_version(self, access == STORE_WRITE, &version, err))
        return false;
    *is_new = version == 0;
    if (version == newest_version())
        return true;
    if (access == STORE_READ)
        return error_set(err, ERROR_STORE,
                         "store '%s' is of the older version %lld (hint: any `deskgauge ingest` "
                         "brings it up to date)",
                         self->path, (long long)version);
    return migrate(self, err);
}

static bool open_file(struct sqlite *self, enum store_access access, bool *is_new,
                      struct error *err)
{
    OWN(free) char *path = resolve(self->path, err);
    bool is_made = false;

    if (path == NULL || !check_file(path, access, &is_made, err))
        return false;
    if (open_checked(self, path, access, is_new, err))
        return true;
    if (is_made)
        unlink(path);
    return false;
}

static bool open_memory(struct sqlite *self, struct error *err)
{
    return connect(self, ":memory:", true, err) && migrate(self, err);
}

bool sqlite_connection_open(const char *path, enum store_access access, void **out, bool *is_new,
                            struct error *err)
{
    struct sqlite *self = calloc(1, sizeof *self);
    bool is_opened = false;

    *is_new = access == STORE_SCRATCH;
    if (self == NULL)
        return error_memory(err);
    self->path = strdup(path == NULL ? "(in memory)" : path);
    if (self->path == NULL)
        error_memory(err);
    else
        is_opened =
            access == STORE_SCRATCH ? open_memory(self, err) : open_file(self, access, is_new, err);
    if (!is_opened) {
        sqlite_connection_close(self);
        return false;
    }
    *out = self;
    return true;
}

void sqlite_connection_close(void *handle)
{
    struct sqlite *self = handle;

    if (self == NULL)
        return;
    for (int i = 0; i < QUESTION_COUNT; i++)
        sqlite3_finalize(self->statements[i]);
    sqlite3_close(self->db);
    free(self->path);
    free(self);
}

/* ---- transactions ---- */

bool sqlite_begin(void *handle, bool is_writing, struct error *err)
{
    struct sqlite *self = handle;

    if (!is_writing) /* the lock is taken by the first look */
        return sqlite_do(self, BEGIN_READING, err) && sqlite_do(self, SEE_SOMETHING, err);
    if (!sqlite_do(self, BEGIN_WRITING, err))
        return false;
    self->is_writing = true;
    return true;
}

/* SQLite rolls back by itself on a full disk and goes on in autocommit: then nothing is left to
 * commit, and to go on would store a half. */
bool sqlite_commit(void *handle, struct error *err)
{
    struct sqlite *self = handle;

    if (sqlite3_get_autocommit(self->db))
        return error_set(err, ERROR_STORE, "store '%s': the import was rolled back", self->path);
    if (!sqlite_do(self, COMMIT_ALL, err))
        return false;
    self->is_writing = false;
    return true;
}

void sqlite_rollback(void *handle)
{
    struct sqlite *self = handle;

    for (int i = 0; i < QUESTION_COUNT; i++)
        if (self->statements[i] != NULL)
            sqlite3_reset(self->statements[i]);
    if (!sqlite3_get_autocommit(self->db) && !sqlite_do(self, ROLL_BACK, NULL))
        assert(sqlite3_get_autocommit(self->db));
    self->is_writing = false;
    self->is_broken = false;
    self->has_stage = false;
}

bool sqlite_generation(void *handle, int64_t *out, struct error *err)
{
    struct sqlite *self = handle;
    sqlite3_stmt *statement = sqlite_ask(self, DATA_VERSION, err);
    bool has_row = false;

    if (statement == NULL || !sqlite_row(self, statement, &has_row, err))
        return false;
    *out = has_row ? sqlite3_column_int64(statement, 0) : 0;
    sqlite_stop(statement);
    return true;
}
