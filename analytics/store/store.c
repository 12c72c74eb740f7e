#include "store/handle.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <string.h>
#include <sys/random.h>

/* ---- opening ---- */

static const char key_check_note[] = "store.key_check";

/* `deskgauge.key` in the folder of the store; the caller frees it. */
static char *key_path(const char *path)
{
    OWN(free) char *copy = strdup(path);
    char *key = NULL;

    if (copy == NULL || asprintf(&key, "%s/deskgauge.key", dirname(copy)) < 0)
        return NULL;
    return key;
}

static bool make_scratch_key(struct hash_key *key, struct error *err)
{
    if (getrandom(key->bytes, sizeof key->bytes, 0) != (ssize_t)sizeof key->bytes)
        return error_set(err, ERROR_INTERNAL, "the random source: %s", strerror(errno));
    return true;
}

/* The key of another store would tell every person apart from himself: keep a mark of ours. */
static bool check_key(struct store *store, enum store_access access, const char *path,
                      struct error *err)
{
    struct keeper keeper = store->keeper;
    struct hash128 mark = hash_keyed(&store->key, SPAN("deskgauge"));
    struct span mark_bytes = {(const char *)&mark, sizeof mark};
    OWN(buffer_release) struct buffer stored = {0};
    bool is_found = false;

    if (!keeper.engine->note_read(keeper.self, key_check_note, &stored, &is_found, err))
        return false;
    if (is_found)
        return span_equal(buffer_span(&stored), mark_bytes) ||
               error_set(err, ERROR_STORE,
                         "the key file '%s' belongs to another store (hint: bring back the one "
                         "that was made with '%s')",
                         path, "this store");
    return access == STORE_READ ||
           keeper.engine->note_write(keeper.self, key_check_note, mark_bytes, err);
}

/* A store that has never taken an import may still be given a key. */
static bool may_make_key(struct store *store, bool is_new, bool *out, struct error *err)
{
    int64_t import_id = 0, segment_id = 0;

    *out = is_new;
    if (is_new)
        return true;
    if (!store->keeper.engine->next_ids(store->keeper.self, &import_id, &segment_id, err))
        return false;
    *out = import_id == 1;
    return true;
}

static bool open_key(struct store *store, const char *path, enum store_access access, bool is_new,
                     struct error *err)
{
    bool may_make = false, is_reader = access == STORE_READ;

    if (access == STORE_SCRATCH)
        return make_scratch_key(&store->key, err);
    OWN(free) char *key = key_path(path);
    if (key == NULL)
        return error_memory(err);
    if (!may_make_key(store, is_new, &may_make, err))
        return false;
    /* The first run was killed before it had a key: there is nobody to tell apart yet. */
    if (is_reader && may_make && faccessat(AT_FDCWD, key, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
        return make_scratch_key(&store->key, err);
    return hash_key_open(key, may_make && !is_reader, &store->key, err) &&
           check_key(store, access, key, err);
}

/* What is undone when a store that was made stays empty. */
static bool note_made(struct store *store, const char *path, struct error *err)
{
    OWN(free) char *key = key_path(path);

    store->made_path = strdup(path);
    if (key == NULL || store->made_path == NULL)
        return error_memory(err);
    store->key_was_there = faccessat(AT_FDCWD, key, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    return true;
}

/* A first run that read nothing leaves nothing behind, unless another process has imported since:
 * the lock is held until the files are gone, and who waits for it is told that they are. */
static void unmake_empty(struct store *store)
{
    struct keeper keeper = store->keeper;
    struct error ignored = {0};
    bool is_empty = false;

    if (store->made_path == NULL || store->has_imported)
        return;
    OWN(free) char *key = key_path(store->made_path);
    if (key != NULL && keeper.engine->begin(keeper.self, true, &ignored) &&
        may_make_key(store, false, &is_empty, &ignored) && is_empty) {
        unlink(store->made_path);
        if (!store->key_was_there)
            unlink(key);
    }
    keeper.engine->rollback(keeper.self);
}

bool store_open(const char *path, enum store_access access, struct store **out, struct error *err)
{
    struct store *store = calloc(1, sizeof *store);
    bool is_new = false;

    if (store == NULL)
        return error_memory(err);
    store->keeper.engine = &sqlite_engine; /* the place will choose, once there are two */
    if (!store->keeper.engine->open(path, access, &store->keeper.self, &is_new, err)) {
        free(store);
        return false;
    }
    if ((is_new && access == STORE_WRITE && !note_made(store, path, err)) ||
        !open_key(store, path, access, is_new, err)) {
        store_leave(store);
        return false;
    }
    *out = store;
    return true;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    assert(!store->is_importing && store->reader_count == 0);
    free(store->made_path);
    numbers_release(&store->numbers);
    store->keeper.engine->close(store->keeper.self);
    arena_release(&store->arena);
    explicit_bzero(&store->key, sizeof store->key);
    free(store);
}

void store_leave(struct store *store)
{
    if (store != NULL)
        unmake_empty(store);
    store_close(store);
}

const struct hash_key *store_key(const struct store *store)
{
    return &store->key;
}

/* ---- a view that holds still ---- */

bool store_begin_reading(struct store *store, struct error *err)
{
    if (!store->is_importing && store->reader_count == 0 &&
        !store->keeper.engine->begin(store->keeper.self, false, err)) {
        store->keeper.engine->rollback(store->keeper.self);
        return false;
    }
    store->reader_count++;
    return true;
}

void store_end_reading(struct store *store)
{
    assert(store->reader_count > 0);
    if (--store->reader_count == 0 && !store->is_importing)
        store->keeper.engine->rollback(store->keeper.self); /* nothing was written */
}

/* ---- small tables ---- */

bool store_ledger(struct store *store, ledger_reader read, void *context, struct error *err)
{
    return store->keeper.engine->import_each(store->keeper.self, read, context, err);
}

struct reject_context {
    struct store *store;
    int64_t import_id;
    reject_reader read;
    void *context;
    struct error *err;
    bool is_failed;
};

static bool read_rejects(void *context, const struct ledger_row *row)
{
    struct reject_context *reading = context;
    struct keeper keeper = reading->store->keeper;

    if (row->import_id != reading->import_id)
        return true;
    reading->is_failed = !keeper.engine->reject_each(keeper.self, row, reading->read,
                                                     reading->context, reading->err);
    return false;
}

bool store_rejects(struct store *store, int64_t import_id, reject_reader read, void *context,
                   struct error *err)
{
    struct reject_context reading = {store, import_id, read, context, err, false};

    return store->keeper.engine->import_each(store->keeper.self, read_rejects, &reading, err) &&
           !reading.is_failed;
}

bool store_note_read(struct store *store, const char *key, struct buffer *out, bool *found,
                     struct error *err)
{
    return store->keeper.engine->note_read(store->keeper.self, key, out, found, err);
}

bool store_note_write(struct store *store, const char *key, struct span value, struct error *err)
{
    if (store->reader_count > 0 || store->is_importing)
        return error_set(err, ERROR_INTERNAL, "note '%s' was written inside a scan or an import",
                         key);
    return store->keeper.engine->note_write(store->keeper.self, key, value, err);
}

/* ---- sources and contents ---- */

struct source_context {
    struct store *store;
    size_t capacity;
    const char **names;
    const char **desks;
    uint32_t count;
    bool is_short;
};

static bool add_source(void *context, int64_t id, const char *name, const char *desk)
{
    struct source_context *reading = context;
    struct arena *arena = &reading->store->arena;

    if (reading->count == reading->capacity) {
        size_t capacity = reading->capacity == 0 ? 8 : reading->capacity * 2;
        const char **names = arena_array(arena, capacity, sizeof *names);
        const char **desks = arena_array(arena, capacity, sizeof *desks);
        reading->is_short = names == NULL || desks == NULL;
        if (reading->is_short)
            return false;
        if (reading->count > 0) {
            memcpy(names, reading->names, reading->count * sizeof *names);
            memcpy(desks, reading->desks, reading->count * sizeof *desks);
        }
        reading->names = names;
        reading->desks = desks;
        reading->capacity = capacity;
    }
    assert(id == reading->count + 1); /* none is ever removed */
    reading->names[reading->count] = arena_text(arena, name, strlen(name));
    reading->desks[reading->count] = arena_text(arena, desk, strlen(desk));
    reading->is_short =
        reading->names[reading->count] == NULL || reading->desks[reading->count] == NULL;
    reading->count++;
    return !reading->is_short;
}

static bool count_source(void *context, int64_t id, const char *name, const char *desk)
{
    (void)name;
    (void)desk;
    *(uint32_t *)context = (uint32_t)id;
    return true;
}

bool store_load_sources(struct store *store, struct error *err)
{
    struct keeper keeper = store->keeper;
    struct source_context reading = {.store = store};
    uint32_t count = 0;

    if (!keeper.engine->source_each(keeper.self, count_source, &count, err))
        return false;
    if (count == store->source_count)
        return true;
    if (!keeper.engine->source_each(keeper.self, add_source, &reading, err))
        return false;
    if (reading.is_short)
        return error_memory(err);
    store->sources = reading.names;
    store->source_desks = reading.desks;
    store->source_count = reading.count;
    return true;
}

static bool widen_contents(void *context, const struct ledger_row *row)
{
    struct store_contents *contents = context;
    const struct import_totals *totals = &row->totals;

    if (totals->first_at != INSTANT_UNKNOWN &&
        (contents->first_at == INSTANT_UNKNOWN || totals->first_at < contents->first_at))
        contents->first_at = totals->first_at;
    if (totals->last_at > contents->last_at)
        contents->last_at = totals->last_at;
    if (totals->cut_at > contents->cut_at)
        contents->cut_at = totals->cut_at;
    return true;
}

bool store_contents(struct store *store, struct store_contents *out, struct error *err)
{
    struct keeper keeper = store->keeper;
    struct store_contents contents = {
        .first_at = INSTANT_UNKNOWN, .last_at = INSTANT_UNKNOWN, .cut_at = INSTANT_UNKNOWN};
    struct block_limits limits;

    if (!store_begin_reading(store, err))
        return false;
    bool is_read = keeper.engine->totals_read(keeper.self, contents.row_count, err) &&
                   keeper.engine->import_each(keeper.self, widen_contents, &contents, err) &&
                   keeper.engine->limits(keeper.self, &limits, err) &&
                   store_load_sources(store, err);
    store_end_reading(store);
    if (!is_read)
        return false;
    contents.ticket_count = limits.ticket;
    contents.source_count = store->source_count;
    contents.sources = store->sources;
    contents.source_desks = store->source_desks;
    *out = contents;
    return true;
}
