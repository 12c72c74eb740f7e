#include "testing.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/pdf/pdf.h"

static const char page[] =
    "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A page</title></head>"
    "<body><h1>Seven of ten</h1><p>Семь из десяти</p></body></html>";

static bool is_there(const char *path)
{
    return access(path, X_OK) == 0;
}

/* The PDF, or what was said; the caller releases. */
static struct buffer printed(const struct pdf_settings *settings, struct pdf_outcome *outcome)
{
    struct buffer out = {0};
    struct error err = {0};

    assert_ok(pdf_print(SPAN(page), settings, &out, outcome, &err), err);
    assert_int_equal(outcome->printer != PDF_NOT_PRINTED, out.length > 0);
    return out;
}

static void by_weasyprint_the_same_page_is_the_same_document(void **state)
{
    (void)state;
    const struct pdf_settings settings = {.created_utc_s = 1782000000,
                                          .chromium = "/nonexistent/chromium"};
    struct pdf_outcome outcome, again;
    struct buffer first = printed(&settings, &outcome);

    if (strncmp(outcome.reason, "WeasyPrint is not installed", 27) == 0) {
        print_message("SKIPPED: %s\n", outcome.reason);
        skip();
    }
    if (outcome.printer != PDF_BY_WEASYPRINT)
        fail_msg("%s", outcome.reason);
    struct buffer second = printed(&settings, &again);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.bytes, second.bytes, first.length);
    assert_true(span_is_pdf(buffer_span(&first)));
    assert_non_null(memmem(first.bytes, first.length, "/MarkInfo", 9)); /* tagged */
    buffer_release(&first);
    buffer_release(&second);
}

static size_t entries_of_tmp(void)
{
    size_t count = 0;
    DIR *entries = opendir("/tmp");

    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries))
        count += strncmp(entry->d_name, "deskgauge-print-", 16) == 0;
    closedir(entries);
    return count;
}

static void chromium_prints_where_weasyprint_is_missing_and_leaves_nothing_behind(void **state)
{
    (void)state;
    const struct pdf_settings settings = {.created_utc_s = 1782000000,
                                          .python = "/nonexistent/python3"};
    struct pdf_outcome outcome;

    if (!is_there("/usr/bin/chromium")) {
        print_message("SKIPPED: Chromium is not installed\n");
        skip();
    }
    unsetenv("TMPDIR");
    size_t before = entries_of_tmp();
    struct buffer out = printed(&settings, &outcome);
    if (outcome.printer != PDF_BY_CHROMIUM)
        fail_msg("%s", outcome.reason);
    assert_string_equal(outcome.reason, "WeasyPrint is not installed");
    assert_non_null(memmem(out.bytes, out.length, "/CreationDate (D:20260621", 25));
    assert_int_equal(entries_of_tmp(), before);
    buffer_release(&out);
}

static void without_any_printer_it_is_said_who_is_missing(void **state)
{
    (void)state;
    struct pdf_outcome outcome;
    struct buffer out = printed(
        &(struct pdf_settings){.python = "/nonexistent/a", .chromium = "/nonexistent/b"}, &outcome);

    assert_int_equal(outcome.printer, PDF_NOT_PRINTED);
    assert_string_equal(outcome.reason, "WeasyPrint is not installed; Chromium is not installed");
    assert_int_equal(out.length, 0);
}

static void a_printer_that_fails_is_quoted(void **state)
{
    (void)state;
    struct pdf_outcome outcome;
    struct buffer out =
        printed(&(struct pdf_settings){.python = "/bin/false", .chromium = "/bin/true"}, &outcome);

    assert_string_equal(outcome.reason, "WeasyPrint ended with exit code 1; Chromium wrote no PDF");
    assert_int_equal(out.length, 0);
}

static void a_printer_that_hangs_is_ended(void **state)
{
    (void)state;
    struct pdf_outcome outcome;
    char path[] = "/tmp/deskgauge-hang-XXXXXX";
    int file = mkstemp(path);

    assert_true(file >= 0 && write(file, "#!/bin/sh\nwhile :; do :; done\n", 30) == 30);
    assert_int_equal(fchmod(file, 0700), 0);
    close(file);
    struct buffer out = printed(
        &(struct pdf_settings){.python = path, .chromium = path, .limit_ms = 300}, &outcome);
    unlink(path);
    assert_string_equal(outcome.reason,
                        "WeasyPrint did not end in time; Chromium did not end in time");
    assert_int_equal(out.length, 0);
}

static void a_page_that_refers_to_a_file_does_not_get_it(void **state)
{
    (void)state;
    static const char attached[] =
        "<!DOCTYPE html><html lang=\"en\"><head><title>x</title>"
        "<link rel=\"attachment\" href=\"file:///etc/passwd\"></head><body>x</body></html>";
    OWN(buffer_release) struct buffer out = {0};
    struct pdf_outcome outcome;
    struct error err = {0};

    assert_ok(pdf_print(SPAN(attached), &(struct pdf_settings){.chromium = "/nonexistent/chromium"},
                        &out, &outcome, &err),
              err);
    assert_true(out.length == 0 || memmem(out.bytes, out.length, "EmbeddedFile", 12) == NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_weasyprint_the_same_page_is_the_same_document),
        cmocka_unit_test(chromium_prints_where_weasyprint_is_missing_and_leaves_nothing_behind),
        cmocka_unit_test(without_any_printer_it_is_said_who_is_missing),
        cmocka_unit_test(a_printer_that_fails_is_quoted),
        cmocka_unit_test(a_printer_that_hangs_is_ended),
        cmocka_unit_test(a_page_that_refers_to_a_file_does_not_get_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
