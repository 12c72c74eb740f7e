#include "store_testing.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each test has a folder of its own, `place.folder`, with the store at `place.store`. */
struct place {
    char folder[64];
    char store[96];
    char key[96];
};
static struct place place;

static int make_place(void **state)
{
    (void)state;
    strncpy(place.folder, "/tmp/deskgauge-store-XXXXXX", sizeof place.folder - 1);
    if (mkdtemp(place.folder) == NULL)
        return -1;
    snprintf(place.store, sizeof place.store, "%s/a.store", place.folder);
    snprintf(place.key, sizeof place.key, "%s/deskgauge.key", place.folder);
    return 0;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

static int remove_place(void **state)
{
    (void)state;
    umount(place.folder);
    return nftw(place.folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static struct store *open_place(enum store_access access)
{
    struct error err = {0};
    struct store *store = NULL;

    assert_ok(store_open(place.store, access, &store, &err), err);
    return store;
}

/* It must not open, and say why. */
static void assert_refused(enum store_access access, const char *reason)
{
    struct error err = {0};
    struct store *store = NULL;

    if (store_open(place.store, access, &store, &err))
        fail_msg("it was opened, not refused: %s", reason);
    assert_int_equal(err.kind, ERROR_STORE);
    if (strstr(err.text, reason) == NULL)
        fail_msg("'%s' does not say '%s'", err.text, reason);
}

static void import_range(struct store *store, uint64_t content, int first, int last)
{
    struct import *import = begin(store, file(TABLE_TICKETS, content));
    char id[16];

    for (int i = first; i < last; i++) {
        snprintf(id, sizeof id, "%d", i);
        add_ticket(import, id, 1000 + i, 2000 + i * 3);
    }
    end(import);
}

static void write_file(const char *path, const void *bytes, size_t length)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, length, out), length);
    fclose(out);
}

static unsigned char *read_file(const char *path, size_t *length)
{
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    fseek(in, 0, SEEK_END);
    *length = (size_t)ftell(in);
    rewind(in);
    unsigned char *bytes = malloc(*length + 1);
    assert_int_equal(fread(bytes, 1, *length, in), *length);
    fclose(in);
    return bytes;
}

/* ---- opening ---- */

static void store_and_key_are_for_their_owner_alone(void **state)
{
    (void)state;
    struct stat status;
    mode_t before = umask(0);
    OWN(store_close) struct store *store = open_place(STORE_WRITE);
    umask(before);

    assert_int_equal(stat(place.store, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(stat(place.key, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void what_was_stored_is_there_after_reopening(void **state)
{
    (void)state;
    struct store *store = open_place(STORE_WRITE);
    struct hash_key key = *store_key(store);
    import_range(store, 1, 0, 3000);
    OWN(buffer_release) struct buffer before = dump(store);
    store_close(store);
    store = open_place(STORE_READ);
    OWN(buffer_release) struct buffer after = dump(store);
    assert_memory_equal(&key, store_key(store), sizeof key);
    store_close(store);
    assert_string_equal(before.bytes, after.bytes);

    store = open_place(STORE_WRITE); /* numbers are read back: nothing is numbered twice */
    import_range(store, 2, 2000, 4000);
    struct store *fresh = open_scratch();
    import_range(fresh, 1, 0, 3000);
    import_range(fresh, 2, 2000, 4000);
    assert_same_dump(store, fresh);
    store_close(store);
    store_close(fresh);
}

static void reading_never_makes_a_store(void **state)
{
    (void)state;
    assert_refused(STORE_READ, "there is no store");
    assert_int_not_equal(access(place.store, F_OK), 0);
    assert_int_not_equal(access(place.key, F_OK), 0);
}

static void a_file_that_is_not_ours_is_left_alone(void **state)
{
    (void)state;
    static const char text[] =
        "id,created\n1,2024-01-01 and so on, long enough to be a header......"
        "......................................................";
    size_t length = 0;
    write_file(place.store, text, sizeof text);
    assert_refused(STORE_WRITE, "not a store of deskgauge");
    assert_refused(STORE_READ, "not a store of deskgauge");
    OWN(free) unsigned char *after = read_file(place.store, &length);
    assert_int_equal(length, sizeof text);
    assert_memory_equal(after, text, sizeof text);
    assert_int_not_equal(access(place.key, F_OK), 0);
}

static void change_store(const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(place.store, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void another_program_s_database_is_refused(void **state)
{
    (void)state;
    change_store("CREATE TABLE t(a); INSERT INTO t VALUES (1)");
    assert_refused(STORE_WRITE, "not a store of deskgauge");
    change_store("INSERT INTO t VALUES (2)"); /* and is still in order */
}

static void a_newer_store_is_refused_with_both_versions(void **state)
{
    (void)state;
    store_close(open_place(STORE_WRITE));
    change_store("PRAGMA user_version = 99");
    assert_refused(STORE_WRITE, "version 99, this program knows 2");
    assert_refused(STORE_READ, "version 99");
}

static void a_folder_and_a_link_are_no_store(void **state)
{
    (void)state;
    char target[128];
    assert_int_equal(mkdir(place.store, 0700), 0);
    assert_refused(STORE_WRITE, "is a folder");
    assert_int_equal(rmdir(place.store), 0);
    store_close(open_place(STORE_WRITE));
    snprintf(target, sizeof target, "%s/real", place.folder);
    assert_int_equal(rename(place.store, target), 0);
    assert_int_equal(symlink(target, place.store), 0);
    assert_refused(STORE_WRITE, "symbolic link");
    assert_refused(STORE_READ, "symbolic link");
}

static void a_link_on_the_way_to_the_store_is_followed(void **state)
{
    (void)state;
    char real[96], link[96];
    snprintf(real, sizeof real, "%s/real", place.folder);
    snprintf(link, sizeof link, "%s/link", place.folder);
    assert_int_equal(mkdir(real, 0700), 0);
    assert_int_equal(symlink(real, link), 0);
    snprintf(place.store, sizeof place.store, "%s/link/a.store", place.folder);
    store_close(open_place(STORE_WRITE));
}

/* Run `body` in a child that is not root; its exit code is what `body` returns. */
static int as_nobody(int (*body)(void))
{
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(99);
        _exit(body());
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int open_for_writing(void)
{
    struct error err = {0};
    struct store *store = NULL;
    if (store_open(place.store, STORE_WRITE, &store, &err))
        return 1;
    return err.kind == ERROR_STORE && strstr(err.text, "cannot make the store") != NULL &&
                   strstr(err.text, "Permission denied") != NULL
               ? 0
               : 2;
}

static void a_folder_that_may_not_be_written_is_named(void **state)
{
    (void)state;
    assert_int_equal(chmod(place.folder, 0555), 0);
    assert_int_equal(as_nobody(open_for_writing), 0);
    assert_int_equal(chmod(place.folder, 0700), 0);
}

/* As a first run leaves it that is killed between its store and its key. */
static void a_store_that_has_read_nothing_is_read_without_a_key(void **state)
{
    (void)state;
    store_close(open_place(STORE_WRITE));
    assert_int_equal(unlink(place.key), 0);
    store_close(open_place(STORE_READ));
    assert_int_not_equal(access(place.key, F_OK), 0);
}

static void a_store_that_was_made_for_nothing_is_gone_when_it_is_left(void **state)
{
    (void)state;
    unlink(place.store);
    unlink(place.key);
    store_leave(open_place(STORE_WRITE));
    assert_int_not_equal(access(place.store, F_OK), 0);
    assert_int_not_equal(access(place.key, F_OK), 0);

    store_close(open_place(STORE_WRITE)); /* it stood there before: it is not ours to take away */
    store_leave(open_place(STORE_WRITE));
    assert_int_equal(access(place.store, F_OK), 0);
    assert_int_equal(access(place.key, F_OK), 0);
}

static void a_lost_key_is_not_replaced(void **state)
{
    (void)state;
    struct store *store = open_place(STORE_WRITE);
    import_range(store, 1, 0, 3);
    store_close(store);
    assert_int_equal(unlink(place.key), 0);
    assert_refused(STORE_WRITE, "key file");
    assert_refused(STORE_READ, "key file");
    assert_int_not_equal(access(place.key, F_OK), 0);
}

static void a_key_that_others_may_read_is_refused(void **state)
{
    (void)state;
    store_close(open_place(STORE_WRITE));
    assert_int_equal(chmod(place.key, 0640), 0);
    assert_refused(STORE_WRITE, "can be read by others");
}

static void the_key_of_another_store_is_refused(void **state)
{
    (void)state;
    unsigned char other[HASH_KEY_SIZE] = {1, 2, 3};
    store_close(open_place(STORE_WRITE));
    write_file(place.key, other, sizeof other);
    assert_int_equal(chmod(place.key, 0600), 0);
    assert_refused(STORE_WRITE, "belongs to another store");
    assert_refused(STORE_READ, "belongs to another store");
}

/* ---- two at once ---- */

static void a_second_writer_waits_for_the_first(void **state)
{
    (void)state;
    store_close(open_place(STORE_WRITE));
    int pipes[2];
    char byte = 0;
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    if (child == 0) {
        struct store *store = open_place(STORE_WRITE);
        struct import *import = begin(store, file(TABLE_TICKETS, 1));
        add_ticket(import, "first", 1, 2);
        if (write(pipes[1], "x", 1) != 1)
            _exit(1);
        usleep(300000);
        end(import);
        store_close(store);
        _exit(0);
    }
    assert_int_equal(read(pipes[0], &byte, 1), 1);
    struct store *store = open_place(STORE_WRITE);
    import_range(store, 2, 0,
                 2); /* it has loaded no numbers yet, and must see those of the child */
    int status = 0;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    struct store_contents contents;
    struct error err = {0};
    assert_ok(store_contents(store, &contents, &err), err);
    assert_int_equal(contents.ticket_count, 3);
    store_close(store);
    close(pipes[0]);
    close(pipes[1]);
}

static void a_writer_that_never_ends_is_told_of(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *one = open_place(STORE_WRITE);
    OWN(store_close) struct store *other = open_place(STORE_WRITE);
    struct import *import = begin(one, file(TABLE_TICKETS, 1));
    struct import *second = NULL;
    struct import_header header = file(TABLE_TICKETS, 2);

    assert_false(store_import(other, &header, &second, &err));
    assert_int_equal(err.kind, ERROR_STORE);
    assert_non_null(strstr(err.text, "another run"));
    end(import);
}

static void numbers_given_by_another_process_are_seen(void **state)
{
    (void)state;
    OWN(store_close) struct store *one = open_place(STORE_WRITE);
    OWN(store_close) struct store *other = open_place(STORE_WRITE);
    import_range(one, 1, 0, 10);
    import_range(other, 2, 5, 20); /* knows the ten */
    import_range(one, 3, 15, 30);  /* what it knew is out of date */
    OWN(store_close) struct store *fresh = open_scratch();
    import_range(fresh, 4, 0, 30);
    struct store_contents contents;
    struct error err = {0};
    assert_ok(store_contents(one, &contents, &err), err);
    assert_int_equal(contents.ticket_count, 30);
}

static void a_reader_sees_the_old_state_until_the_import_is_whole(void **state)
{
    (void)state;
    OWN(store_close) struct store *writer = open_place(STORE_WRITE);
    import_range(writer, 1, 0, 2);
    OWN(store_close) struct store *reader = open_place(STORE_READ);
    OWN(buffer_release) struct buffer before = dump(reader);
    struct import *import = begin(writer, file(TABLE_TICKETS, 2));
    add_ticket(import, "new", 1, 2);
    OWN(buffer_release) struct buffer during = dump(reader);
    end(import);
    OWN(buffer_release) struct buffer after = dump(reader);
    assert_string_equal(before.bytes, during.bytes);
    assert_string_not_equal(before.bytes, after.bytes);
}

static void a_second_import_inside_the_first_is_refused(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_TICKETS, 1));
    struct import *second = NULL;
    struct import_header header = file(TABLE_TICKETS, 2);
    assert_false(store_import(store, &header, &second, &err));
    assert_int_equal(err.kind, ERROR_INTERNAL);
    add_ticket(import, "1", 1, 2);
    end(import);
}

/* ---- a disk that is full, a process that dies, bytes that rot ---- */

/* Import until it fails; 0 when it failed as it should and the store is as before. */
static int import_too_much(const char *reason)
{
    struct error err = {0};
    struct store *store = NULL;
    if (!store_open(place.store, STORE_WRITE, &store, &err))
        return 10;
    struct import_header header = file(TABLE_TICKETS, 77);
    struct import *import = NULL;
    if (!store_import(store, &header, &import, &err))
        return 11;
    char id[32];
    bool goes_on = true;
    for (int i = 0; goes_on && i < 400000; i++) {
        struct ticket_record row = ticket_record_unknown();
        row.id = (struct span){id, (size_t)snprintf(id, sizeof id, "much-%d", i)};
        row.created_at = (int64_t)i * 977 % 100003;
        row.updated_at = (int64_t)i * 7919 % 10000019;
        goes_on = import_ticket(import, &row, &err);
    }
    if (goes_on)
        goes_on = import_commit(import, NULL, NULL, &err);
    if (goes_on)
        return 12;
    if (err.kind != ERROR_STORE || strstr(err.text, reason) == NULL) {
        fprintf(stderr, "%s\n", err.text);
        return 13;
    }
    /* Whatever is tried now fails too: nothing slips in behind the rollback. */
    struct ticket_record row = ticket_record_unknown();
    row.id = SPAN("later");
    if (import_ticket(import, &row, &err) || import_commit(import, NULL, NULL, &err))
        return 14;
    import_close(import);
    store_close(store);
    return 0;
}

static int import_into_a_limit(void)
{
    struct rlimit limit = {2 << 20, 2 << 20};
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 20;
    return import_too_much("store");
}

static int in_child(int (*body)(void))
{
    pid_t child = fork();
    if (child == 0)
        _exit(body());
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_file_that_may_not_grow_leaves_the_old_state(void **state)
{
    (void)state;
    struct store *store = open_place(STORE_WRITE);
    import_range(store, 1, 0, 100);
    OWN(buffer_release) struct buffer before = dump(store);
    store_close(store);
    assert_int_equal(in_child(import_into_a_limit), 0);
    store = open_place(STORE_WRITE);
    OWN(buffer_release) struct buffer after = dump(store);
    assert_string_equal(before.bytes, after.bytes);
    import_range(store, 2, 100, 200); /* and it takes the next */
    store_close(store);
}

static int import_into_full_disk(void)
{
    return import_too_much("the disk is full");
}

static void a_full_disk_is_named_and_leaves_the_old_state(void **state)
{
    (void)state;
    if (mount("tmpfs", place.folder, "tmpfs", 0, "size=2m") != 0) {
        print_message("SKIPPED: a small disk cannot be mounted here\n");
        skip();
    }
    struct store *store = open_place(STORE_WRITE);
    import_range(store, 1, 0, 100);
    OWN(buffer_release) struct buffer before = dump(store);
    store_close(store);
    assert_int_equal(in_child(import_into_full_disk), 0);
    store = open_place(STORE_WRITE);
    OWN(buffer_release) struct buffer after = dump(store);
    assert_string_equal(before.bytes, after.bytes);
    store_close(store);
}

static void a_killed_import_leaves_the_old_or_the_new_state(void **state)
{
    (void)state;
    struct store *store = open_place(STORE_WRITE);
    import_range(store, 1, 0, 100);
    OWN(buffer_release) struct buffer before = dump(store);
    store_close(store);
    for (int round = 0; round < 25; round++) {
        pid_t child = fork();
        if (child == 0) {
            store = open_place(STORE_WRITE);
            import_range(store, 2, 50, 60000);
            store_close(store);
            _exit(0);
        }
        usleep((useconds_t)(1000 + round * round * 1500));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        store = open_place(round % 2 == 0 ? STORE_READ : STORE_WRITE);
        OWN(buffer_release) struct buffer after = dump(store);
        store_close(store);
        if (strcmp(before.bytes, after.bytes) == 0)
            continue;
        struct store *whole = open_scratch();
        import_range(whole, 1, 0, 100);
        import_range(whole, 2, 50, 60000);
        OWN(buffer_release) struct buffer expected = dump(whole);
        store_close(whole);
        assert_string_equal(after.bytes, expected.bytes);
        return;
    }
}

/* Read everything there is to read. */
static bool read_it_all(struct error *err)
{
    OWN(store_close) struct store *store = NULL;
    OWN(scan_close) struct scan *scan = NULL;
    OWN(vocabulary_release) struct vocabulary words = {0};
    struct store_contents contents;
    const struct thread *thread = NULL;

    if (!store_open(place.store, STORE_READ, &store, err) ||
        !store_contents(store, &contents, err) || !store_vocabulary(store, &words, err) ||
        !store_scan(store, &scan, err))
        return false;
    do {
        if (!scan_next(scan, &thread, err))
            return false;
        for (uint32_t i = 0; thread != NULL && i < thread->message_count; i++)
            assert_true(thread->messages[i].author < words.person_count);
    } while (thread != NULL);
    return true;
}

static void rotten_bytes_are_an_error_never_a_crash(void **state)
{
    (void)state;
    size_t length = 0, refused = 0;
    uint64_t random = 7;
    struct store *store = open_place(STORE_WRITE);
    import_range(store, 1, 0, 3000);
    struct import *import = begin(store, file(TABLE_MESSAGES, 2));
    for (uint64_t i = 0; i < 3000; i++)
        add_message(import, i % 2 == 0 ? "1" : "2", (int64_t)(i * 31 % 1009), i % 7, i);
    end(import);
    store_close(store);
    OWN(free) unsigned char *whole = read_file(place.store, &length);
    for (int round = 0; round < 400; round++) {
        OWN(free) unsigned char *rotten = malloc(length);
        struct error err = {0};
        memcpy(rotten, whole, length);
        random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
        size_t at = (random >> 16) % length;
        rotten[at] ^= (unsigned char)(1 << round % 8);
        write_file(place.store, rotten, round % 10 == 9 ? at : length);
        if (read_it_all(&err))
            continue;
        refused++;
        if (err.kind != ERROR_STORE)
            fail_msg("byte %zu: kind %d: %s", at, err.kind, err.text);
    }
    print_message("%zu of 400 refused\n", refused);
    assert_true(refused > 100);
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(store_and_key_are_for_their_owner_alone),
        IN_PLACE(what_was_stored_is_there_after_reopening),
        IN_PLACE(reading_never_makes_a_store),
        IN_PLACE(a_file_that_is_not_ours_is_left_alone),
        IN_PLACE(another_program_s_database_is_refused),
        IN_PLACE(a_newer_store_is_refused_with_both_versions),
        IN_PLACE(a_folder_and_a_link_are_no_store),
        IN_PLACE(a_link_on_the_way_to_the_store_is_followed),
        IN_PLACE(a_folder_that_may_not_be_written_is_named),
        IN_PLACE(a_store_that_has_read_nothing_is_read_without_a_key),
        IN_PLACE(a_store_that_was_made_for_nothing_is_gone_when_it_is_left),
        IN_PLACE(a_lost_key_is_not_replaced),
        IN_PLACE(a_key_that_others_may_read_is_refused),
        IN_PLACE(the_key_of_another_store_is_refused),
        IN_PLACE(a_second_writer_waits_for_the_first),
        IN_PLACE(a_writer_that_never_ends_is_told_of),
        IN_PLACE(numbers_given_by_another_process_are_seen),
        IN_PLACE(a_reader_sees_the_old_state_until_the_import_is_whole),
        IN_PLACE(a_second_import_inside_the_first_is_refused),
        IN_PLACE(a_file_that_may_not_grow_leaves_the_old_state),
        IN_PLACE(a_full_disk_is_named_and_leaves_the_old_state),
        IN_PLACE(a_killed_import_leaves_the_old_or_the_new_state),
        IN_PLACE(rotten_bytes_are_an_error_never_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
