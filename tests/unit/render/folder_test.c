#include "testing.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "render/folder.h"

static char root[64], place[128];

static int make_root(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "/tmp/folder-test-XXXXXX");
    if (mkdtemp(root) == NULL)
        return -1;
    snprintf(place, sizeof place, "%s/report", root);
    return 0;
}

static int remove_root(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/rm", "rm", "-rf", root, (char *)NULL);
        _exit(1);
    }
    return waitpid(child, NULL, 0) == child ? 0 : -1;
}

static const char *path_of(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", root, name);
    return path;
}

static bool has_text(const char *name, const char *text)
{
    char bytes[64] = {0};
    OWN(file_close) FILE *file = fopen(path_of(name), "rb");

    return file != NULL && fread(bytes, 1, sizeof bytes - 1, file) == strlen(text) &&
           strcmp(bytes, text) == 0;
}

static void put_text(const char *name, const char *text)
{
    OWN(file_close) FILE *file = fopen(path_of(name), "wb");

    assert_non_null(file);
    fputs(text, file);
}

/* What stands in the root: a half folder would be seen here. */
static size_t entry_count(void)
{
    DIR *entries = opendir(root);
    size_t count = 0;

    assert_non_null(entries);
    while (readdir(entries) != NULL)
        count++;
    closedir(entries);
    return count - 2;
}

static void write_report(const char *text)
{
    OWN(folder_close) struct folder *folder = NULL;
    struct error err = {0};

    assert_ok(folder_open(place, &folder, &err), err);
    assert_ok(folder_write(folder, "report.html", span_of(text), &err), err);
    assert_ok(folder_write(folder, "data/02-a.csv", span_of(text), &err), err);
    assert_ok(folder_write(folder, "data/03-b.csv", span_of(text), &err), err);
    assert_ok(folder_commit(folder, &err), err);
}

static void a_report_appears_as_a_whole(void **state)
{
    (void)state;
    OWN(folder_close) struct folder *folder = NULL;
    struct error err = {0};

    assert_ok(folder_open(place, &folder, &err), err);
    assert_ok(folder_write(folder, "report.html", SPAN("one"), &err), err);
    assert_int_equal(access(place, F_OK), -1);
    assert_ok(folder_commit(folder, &err), err);
    assert_true(has_text("report/report.html", "one"));
    assert_int_equal(entry_count(), 1);
}

static void an_older_report_is_exchanged(void **state)
{
    (void)state;
    struct stat about;

    write_report("one");
    write_report("two");
    assert_true(has_text("report/report.html", "two"));
    assert_true(has_text("report/data/03-b.csv", "two"));
    assert_int_equal(entry_count(), 1);
    assert_int_equal(stat(place, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
}

static void what_is_not_committed_leaves_nothing(void **state)
{
    (void)state;
    write_report("one");
    {
        OWN(folder_close) struct folder *folder = NULL;
        struct error err = {0};
        assert_ok(folder_open(place, &folder, &err), err);
        assert_ok(folder_write(folder, "report.html", SPAN("two"), &err), err);
    }
    assert_true(has_text("report/report.html", "one"));
    assert_int_equal(entry_count(), 1);
}

static void a_write_that_fails_leaves_the_old_report(void **state)
{
    (void)state;
    static char large[100000];
    struct rlimit before, small = {.rlim_cur = 5000, .rlim_max = RLIM_INFINITY};

    write_report("one");
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    small.rlim_max = before.rlim_max;
    setrlimit(RLIMIT_FSIZE, &small);
    {
        OWN(folder_close) struct folder *folder = NULL;
        struct error err = {0};
        assert_ok(folder_open(place, &folder, &err), err);
        assert_ok(folder_write(folder, "a.txt", SPAN("fits"), &err), err);
        assert_false(folder_write(folder, "b.txt", (struct span){large, sizeof large}, &err));
        assert_int_equal(err.kind, ERROR_RENDER);
        assert_non_null(strstr(err.text, "b.txt"));
    }
    setrlimit(RLIMIT_FSIZE, &before);
    assert_true(has_text("report/report.html", "one"));
    assert_int_equal(entry_count(), 1);
}

static void a_kill_between_two_files_leaves_the_old_report(void **state)
{
    (void)state;
    write_report("one");
    pid_t child = fork();
    if (child == 0) {
        struct folder *folder = NULL;
        if (folder_open(place, &folder, NULL) &&
            folder_write(folder, "report.html", SPAN("two"), NULL))
            raise(SIGKILL);
        _exit(1);
    }
    int status = 0;
    waitpid(child, &status, 0);

    assert_true(WIFSIGNALED(status));
    assert_true(has_text("report/report.html", "one"));
    write_report("three");
    assert_true(has_text("report/report.html", "three"));
}

static void a_folder_that_is_not_a_report_is_refused_and_kept(void **state)
{
    (void)state;
    struct folder *folder = NULL;
    struct error err = {0};

    assert_int_equal(mkdir(place, 0700), 0);
    put_text("report/thesis.txt", "years of work");

    assert_false(folder_open(place, &folder, &err));
    assert_int_equal(err.kind, ERROR_RENDER);
    assert_non_null(strstr(err.text, "'thesis.txt'"));
    assert_true(has_text("report/thesis.txt", "years of work"));
    assert_int_equal(entry_count(), 1);
}

static void a_file_that_was_put_into_a_report_is_not_lost(void **state)
{
    (void)state;
    OWN(folder_close) struct folder *folder = NULL;
    struct error err = {0};

    write_report("one");
    assert_ok(folder_open(place, &folder, &err), err);
    assert_ok(folder_write(folder, "report.html", SPAN("two"), &err), err);
    put_text("report/data/notes.md", "mine");

    assert_false(folder_commit(folder, &err));
    assert_true(has_text("report/data/notes.md", "mine"));
    assert_true(has_text("report/report.html", "one"));
}

static void a_store_written_by_path_belongs_to_the_report(void **state)
{
    (void)state;
    {
        OWN(folder_close) struct folder *folder = NULL;
        struct error err = {0};
        char path[512];
        assert_ok(folder_open(place, &folder, &err), err);
        snprintf(path, sizeof path, "%s/tickets.store", folder_path(folder));
        OWN(file_close) FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_ok(folder_commit(folder, &err), err);
    }
    put_text("report/tickets.store-wal", "journal");
    write_report("two");
    assert_true(has_text("report/report.html", "two"));
    assert_int_equal(access(path_of("report/tickets.store"), F_OK), -1);
}

static void links_are_not_followed(void **state)
{
    (void)state;
    struct folder *folder = NULL;
    struct error err = {0};

    assert_int_equal(mkdir(path_of("elsewhere"), 0700), 0);
    assert_int_equal(symlink(path_of("elsewhere"), place), 0);
    assert_false(folder_open(place, &folder, &err));
    unlink(place);
    assert_int_equal(mkdir(place, 0700), 0);
    assert_int_equal(symlink("/etc", path_of("report/data")), 0);
    assert_false(folder_open(place, &folder, &err));
}

static void names_that_lead_out_are_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"../x", "/x",  "a/../x", ".x",   "a/.x",     "",
                                        "a/",   "a b", "a\n",    "a//b", "a/b/../c", "a/b/c/d"};
    OWN(folder_close) struct folder *folder = NULL;
    struct error err = {0};

    assert_ok(folder_open(place, &folder, &err), err);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_false(folder_write(folder, names[i], SPAN("x"), &err));
}

static void a_folder_in_a_folder_belongs_to_the_report(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        OWN(folder_close) struct folder *folder = NULL;
        struct error err = {0};
        assert_ok(folder_open(place, &folder, &err), err);
        assert_ok(folder_write(folder, "account-a/report.html", SPAN("page"), &err), err);
        assert_ok(folder_write(folder, "account-a/tickets/x.csv", SPAN("rows"), &err), err);
        assert_ok(folder_commit(folder, &err), err);
    }
    assert_true(has_text("report/account-a/tickets/x.csv", "rows"));
    assert_int_equal(entry_count(), 1);

    struct folder *folder = NULL;
    struct error err = {0};
    put_text("report/account-a/tickets/mine.csv", "mine");
    assert_false(folder_open(place, &folder, &err));
    assert_non_null(strstr(err.text, "'account-a/tickets/mine.csv'"));
    assert_int_equal(mkdir(path_of("report/account-a/tickets/deep"), 0700), 0);
    assert_false(folder_open(place, &folder, &err));
    assert_true(has_text("report/account-a/tickets/mine.csv", "mine"));
}

static void a_file_in_pieces_is_one_file(void **state)
{
    (void)state;
    OWN(folder_close) struct folder *folder = NULL;
    struct error err = {0};

    assert_ok(folder_open(place, &folder, &err), err);
    {
        OWN(folder_file_close) struct folder_file *file = NULL;
        assert_ok(folder_begin(folder, "tickets/a.csv", &file, &err), err);
        assert_ok(folder_file_add(file, SPAN("one,"), &err), err);
        assert_ok(folder_file_add(file, SPAN("two"), &err), err);
        assert_ok(folder_file_end(file, &err), err);
    }
    assert_ok(folder_commit(folder, &err), err);
    assert_true(has_text("report/tickets/a.csv", "one,two"));
}

static void places_that_are_no_name_are_refused(void **state)
{
    (void)state;
    static const char *const places[] = {"", "/", ".", "..", "a/..", "/nowhere/at/all"};
    struct folder *folder = NULL;
    struct error err = {0};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        assert_false(folder_open(places[i], &folder, &err));
}

#define in_a_root(test) cmocka_unit_test_setup_teardown(test, make_root, remove_root)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_a_root(a_report_appears_as_a_whole),
        in_a_root(an_older_report_is_exchanged),
        in_a_root(what_is_not_committed_leaves_nothing),
        in_a_root(a_write_that_fails_leaves_the_old_report),
        in_a_root(a_kill_between_two_files_leaves_the_old_report),
        in_a_root(a_folder_that_is_not_a_report_is_refused_and_kept),
        in_a_root(a_file_that_was_put_into_a_report_is_not_lost),
        in_a_root(a_store_written_by_path_belongs_to_the_report),
        in_a_root(links_are_not_followed),
        in_a_root(names_that_lead_out_are_refused),
        in_a_root(a_folder_in_a_folder_belongs_to_the_report),
        in_a_root(a_file_in_pieces_is_one_file),
        in_a_root(places_that_are_no_name_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
