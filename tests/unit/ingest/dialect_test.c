#include "testing.h"

#include "ingest/dialect.h"

static struct dialect sniff(struct span head)
{
    struct dialect dialect = {0};
    struct error err = {0};

    assert_ok(dialect_sniff(head, "export.csv", NULL, &dialect, &err), err);
    return dialect;
}

static void assert_refused(struct span head, const char *says)
{
    struct dialect dialect = {0};
    struct error err = {0};

    assert_false(dialect_sniff(head, "export.csv", NULL, &dialect, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
    if (strstr(err.text, says) == NULL)
        print_error("'%s' does not say '%s'\n", err.text, says);
    assert_non_null(strstr(err.text, says));
}

static void a_byte_order_mark_tells_the_charset(void **state)
{
    (void)state;
    assert_string_equal(sniff(SPAN("\xEF\xBB\xBFid,x\n")).charset, "utf-8");
    assert_int_equal(sniff(SPAN("\xEF\xBB\xBFid,x\n")).skip_bytes, 3);
    assert_string_equal(sniff(SPAN("\xFF\xFEi\0d\0")).charset, "utf-16le");
    assert_string_equal(sniff(SPAN("\xFE\xFF\0i\0d")).charset, "utf-16be");
    assert_string_equal(sniff(SPAN("\xFF\xFE\0\0i\0\0\0")).charset, "utf-32le");
}

static void utf_16_without_a_mark_is_refused_with_the_option_to_say(void **state)
{
    (void)state;
    assert_refused(SPAN("i\0d\0,\0x\0\n\0"), "--charset utf-16le");
    assert_refused(SPAN("\0i\0d\0,\0x\0\n"), "--charset utf-16be");
}

static void a_single_nul_leaves_the_charset_alone(void **state)
{
    (void)state;
    assert_string_equal(sniff(SPAN("id,x\n1,a\0b\n2,c\n")).charset, "utf-8");
}

static void what_is_no_table_is_refused_by_name(void **state)
{
    (void)state;
    assert_refused(SPAN("PK\x03\x04rest"), "CSV UTF-8");
    assert_refused(SPAN("\xD0\xCF\x11\xE0rest"), "XLS");
    assert_refused(SPAN("%PDF-1.7"), "PDF");
    assert_refused(SPAN("<!DOCTYPE html>"), "web page");
    assert_refused(SPAN("SQLite format 3\0"), "database");
}

static void an_eight_bit_charset_is_a_guess_and_says_so(void **state)
{
    (void)state;
    /* "Номер;Дата создания;Статус" and a row, in cp1251. */
    struct dialect dialect =
        sniff(SPAN("\xCD\xEE\xEC\xE5\xF0;\xC4\xE0\xF2\xE0 \xF1\xEE\xE7\xE4\xE0\xED\xE8\xFF;"
                   "\xD1\xF2\xE0\xF2\xF3\xF1\n1;05.02.2024;\xE7\xE0\xEA\xF0\xFB\xF2\xE0\n"
                   "2;06.02.2024;\xE2 \xF0\xE0\xE1\xEE\xF2\xE5\n"));

    assert_string_equal(dialect.charset, "cp1251");
    assert_true(dialect.charset_is_guess);
}

static void a_charset_that_is_told_is_no_guess(void **state)
{
    (void)state;
    struct dialect dialect = {0};
    struct error err = {0};

    assert_ok(dialect_sniff(SPAN("\x87\xC6,x\n"), "export.csv", "cp850", &dialect, &err), err);
    assert_string_equal(dialect.charset, "cp850");
    assert_false(dialect.charset_is_guess);
}

static void the_delimiter_gives_the_most_consistent_rows(void **state)
{
    (void)state;
    assert_int_equal(dialect_delimiter(SPAN("a,b,c\n1,2,3\n")), ',');
    assert_int_equal(dialect_delimiter(SPAN("a;b;c\n1,5;2,5;3\n2,5;3,5;4\n")), ';');
    assert_int_equal(dialect_delimiter(SPAN("a\tb\n1, 2\t3\n")), '\t');
    assert_int_equal(dialect_delimiter(SPAN("a|b|c\n1|2, 3|4\n")), '|');
    assert_int_equal(dialect_delimiter(SPAN("a;b\n\"x, y, z\";1\n\"u, v\";2\n")), ';');
    assert_int_equal(dialect_delimiter(SPAN("id;text\n1;\"many\nlines; and, more\"\n2;x\n")), ';');
}

static void a_preamble_does_not_hide_the_delimiter(void **state)
{
    (void)state;
    assert_int_equal(dialect_delimiter(SPAN("Tickets of May\n\nid;created;status\n"
                                            "1;2024-01-01;open\n2;2024-01-02;open\n")),
                     ';');
}

static void a_quote_inside_a_plain_value_does_not_hide_the_delimiter(void **state)
{
    (void)state;
    assert_int_equal(dialect_delimiter(SPAN("id;text;x\n1;5\" pipe;a\n2;b;a\n3;c;a\n4;d;a\n")),
                     ';');
}

static void a_readme_is_prose_and_a_table_is_not(void **state)
{
    (void)state;
    assert_true(dialect_is_prose(SPAN("Export of May.\n\nSee the manual, page 3.\nYours\n")));
    assert_true(dialect_is_prose(SPAN("one line")));
    assert_true(dialect_is_prose(SPAN("")));
    assert_false(dialect_is_prose(SPAN("a;b\n1;2\n3;4\n")));
    assert_false(dialect_is_prose(SPAN("Report of May\n\na\tb\tc\n1\t2\t3\n4\t5\t6\n")));
    assert_false(dialect_is_prose(SPAN("\xFF\xFEi\0d\0"))); /* not looked into */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_byte_order_mark_tells_the_charset),
        cmocka_unit_test(utf_16_without_a_mark_is_refused_with_the_option_to_say),
        cmocka_unit_test(a_single_nul_leaves_the_charset_alone),
        cmocka_unit_test(what_is_no_table_is_refused_by_name),
        cmocka_unit_test(an_eight_bit_charset_is_a_guess_and_says_so),
        cmocka_unit_test(a_charset_that_is_told_is_no_guess),
        cmocka_unit_test(the_delimiter_gives_the_most_consistent_rows),
        cmocka_unit_test(a_preamble_does_not_hide_the_delimiter),
        cmocka_unit_test(a_quote_inside_a_plain_value_does_not_hide_the_delimiter),
        cmocka_unit_test(a_readme_is_prose_and_a_table_is_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
