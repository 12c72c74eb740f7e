#include "ingest_testing.h"

#include "ingest/reader.h"

/* Rows as text, one a line: "LINE@BYTE+LENGTH fault|field|field"; '~' is an absent field. */
static const char *const FAULTS[] = {"", "stray", "unquoted", "long", "wide"};

static void show(const struct csv_row *row, struct buffer *out)
{
    buffer_format(out, "%llu%s", (unsigned long long)row->line, FAULTS[row->fault]);
    for (size_t i = 0; i < row->count; i++) {
        buffer_byte(out, '|');
        if (row->fields[i].bytes == NULL)
            buffer_byte(out, '~');
        else
            buffer_append(out, row->fields[i].bytes, row->fields[i].length);
    }
    buffer_byte(out, '\n');
}

/* Every byte of the file belongs to one row, in order. */
static void read_all(struct span bytes, struct dialect dialect, size_t expected, struct buffer *out)
{
    OWN(fixture_remove) struct fixture file = write_bytes(bytes);
    OWN(input_close) struct input *input = NULL;
    OWN(reader_close) struct reader *reader = NULL;
    const struct csv_row *row = NULL;
    struct error err = {0};
    uint64_t at = dialect.skip_decoded;

    assert_ok(input_open(file.path, &input, &err), err);
    assert_ok(input_rewind(input, "utf-8", dialect.skip_bytes, &err), err);
    assert_ok(reader_open(input, &dialect, &reader, &err), err);
    reader_expect(reader, expected);
    for (;;) {
        assert_ok(reader_next(reader, &row, &err), err);
        if (row == NULL)
            break;
        assert_true(row->byte_offset == at);
        at += row->byte_length;
        if (out != NULL)
            show(row, out);
    }
    assert_true(at + dialect.skip_bytes == bytes.length);
    if (out != NULL)
        buffer_byte(out, '\0');
}

static void assert_rows(struct span bytes, struct dialect dialect, size_t expected,
                        const char *rows)
{
    OWN(buffer_release) struct buffer shown = {0};

    read_all(bytes, dialect, expected, &shown);

    assert_string_equal(shown.bytes, rows);
}

#define ROWS(bytes, expected, rows)                                                                \
    assert_rows(SPAN(bytes), (struct dialect){.delimiter = ','}, expected, rows)

static void blanks_outside_quotes_are_trimmed_and_inside_kept(void **state)
{
    (void)state;
    ROWS("  a b  ,\"  q  \", \"x\" \n", 3, "1|a b|  q  |x\n");
}

static void an_absent_field_differs_from_an_empty_one(void **state)
{
    (void)state;
    ROWS("a,,\"\"\n", 3, "1|a|~|\n");
}

static void rows_know_their_lines_with_any_line_end(void **state)
{
    (void)state;
    ROWS("a,b\r\nc,d\r\n", 2, "1|a|b\n2|c|d\n");
    ROWS("a,b\nc,d", 2, "1|a|b\n2|c|d\n");
    assert_rows(SPAN("a,b\rc,d\re,f"), (struct dialect){.delimiter = ',', .is_cr = true}, 2,
                "1|a|b\n2|c|d\n3|e|f\n");
}

static void a_blank_line_is_a_row_of_no_fields(void **state)
{
    (void)state;
    ROWS("a,b\n\n  \nc,d\n", 2, "1|a|b\n2\n3\n4|c|d\n");
}

static void a_value_of_several_lines_counts_them(void **state)
{
    (void)state;
    ROWS("a,\"1\n2\n\n4\"\nb,c\n", 2, "1|a|1\n2\n\n4\n5|b|c\n");
}

static void doubled_quotes_are_one(void **state)
{
    (void)state;
    ROWS("a,\"say \"\"hi\"\"\"\n", 2, "1|a|say \"hi\"\n");
}

static void a_trailing_delimiter_is_an_absent_field(void **state)
{
    (void)state;
    assert_rows(SPAN("\"ID\";\"T\";\n1;x;\n"), (struct dialect){.delimiter = ';'}, 3,
                "1|ID|T|~\n2|1|x|~\n");
}

static void a_leading_tab_is_a_delimiter_and_not_a_blank(void **state)
{
    (void)state;
    assert_rows(SPAN("a\tb\tc\n\t x\t\n"), (struct dialect){.delimiter = '\t'}, 3,
                "1|a|b|c\n2|~|x|~\n");
}

static void a_quote_inside_a_plain_value_is_taken_as_it_stands(void **state)
{
    (void)state;
    ROWS("1,5\" pipe\n2,b\n", 2, "1stray|1|5\" pipe\n2|2|b\n");
}

static void text_after_a_closing_quote_costs_at_most_its_line(void **state)
{
    (void)state;
    ROWS("\"abc\"x,2\n3,4\n5,6\n", 2, "1unquoted\n2|3|4\n3|5|6\n");
}

static void a_quote_that_never_closes_costs_its_line(void **state)
{
    (void)state;
    ROWS("1,\"open\n2,b\n3,c\n", 2, "1unquoted\n2|2|b\n3|3|c\n");
    ROWS("1,a\n2,\"open", 2, "1|1|a\n2unquoted\n");
}

static void a_quote_that_closes_far_below_does_not_swallow_what_lies_between(void **state)
{
    (void)state;
    ROWS("1,\"open\n2,b\n3,\"c\"\n4,d\n", 2, "1unquoted\n2|2|b\n3|3|c\n4|4|d\n");
}

static void a_stray_quote_at_both_ends_of_two_lines_is_told_by_the_width(void **state)
{
    (void)state;
    /* Strictly this is one row of three: 1, a, and a text of two lines with a field behind it. */
    ROWS("1,a,5\"\n2,b,6\"\n", 3, "1stray|1|a|5\"\n2stray|2|b|6\"\n");
    ROWS("1,\"a\n2,b\",c\n3,d\n", 2, "1|1|a\n2,b|c\n3|3|d\n");
}

static void a_quote_behind_a_backslash_does_not_end_its_value(void **state)
{
    (void)state;
    ROWS("1,\"he said \\\"no\\\"\"\n2,b\n", 2, "1|1|he said \\\"no\\\"\n2|2|b\n");
    ROWS("1,\"ends \\\"\"\n2,\"b\"\n", 2, "1|1|ends \\\"\n2|2|b\n");
    ROWS("1,\"two \\\"x\nlines\\\"\"\n2,b\n", 2, "1|1|two \\\"x\nlines\\\"\n3|2|b\n");
    ROWS("1,\"C:\\\"\n2,b\n", 2, "1|1|C:\\\n2|2|b\n"); /* the last quote is the value's end */
    ROWS("1,\"a\\\" b\"c\"\n2,b\n", 2, "1stray|1|a\\\" b\"c\n2|2|b\n");
}

static void where_quotes_are_letters_only_the_delimiter_parts(void **state)
{
    (void)state;
    assert_rows(SPAN("1\t\"Urgent\" mail\n2\t\"open\n"),
                (struct dialect){.delimiter = '\t', .has_no_quotes = true}, 2,
                "1|1|\"Urgent\" mail\n2|2|\"open\n");
}

static void a_nul_is_a_byte_like_others(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer shown = {0};

    read_all(SPAN("a\0b,c\n"), (struct dialect){.delimiter = ','}, 2, &shown);

    assert_memory_equal(shown.bytes, "1|a\0b|c\n", 8);
}

static void a_byte_order_mark_and_a_sep_line_are_no_rows(void **state)
{
    (void)state;
    assert_rows(SPAN("\xEF\xBB\xBF\"id\";\"n\"\n"),
                (struct dialect){.delimiter = ';', .skip_bytes = 3}, 2, "1|id|n\n");
    assert_rows(SPAN("sep=;\na;b\n"),
                (struct dialect){.delimiter = ';', .has_sep_line = true, .skip_decoded = 6}, 2,
                "2|a|b\n");
}

static void more_columns_than_a_table_may_have_are_one_fault(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer bytes = {0};
    OWN(fixture_remove) struct fixture file = {""};
    OWN(input_close) struct input *input = NULL;
    OWN(reader_close) struct reader *reader = NULL;
    const struct csv_row *row = NULL;
    struct error err = {0};

    for (int i = 0; i < 5000; i++)
        buffer_text(&bytes, "x,");
    buffer_text(&bytes, "\n1,2\n");
    file = write_bytes(buffer_span(&bytes));
    assert_ok(input_open(file.path, &input, &err), err);
    assert_ok(input_rewind(input, "utf-8", 0, &err), err);
    assert_ok(reader_open(input, &(struct dialect){.delimiter = ','}, &reader, &err), err);

    assert_ok(reader_next(reader, &row, &err), err);
    assert_int_equal(row->fault, ROW_TOO_WIDE);
    assert_ok(reader_next(reader, &row, &err), err);
    assert_int_equal(row->fault, ROW_FINE);
    assert_int_equal(row->line, 2);
}

/* `before`, a filler of `count` bytes, `after`. */
static void append_filled(struct buffer *out, const char *before, char filler, size_t count,
                          const char *after)
{
    buffer_text(out, before);
    for (size_t i = 0; i < count; i++)
        buffer_byte(out, filler);
    buffer_text(out, after);
}

static void a_field_or_line_over_the_limit_costs_its_line(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer bytes = {0};
    OWN(buffer_release) struct buffer shown = {0};

    append_filled(&bytes, "1,", 'x', FIELD_BYTES_MOST + 1, "\n2,b\n");
    append_filled(&bytes, "3,", 'y', 3 * ROW_BYTES_MOST, "\n4,d\n");
    append_filled(&bytes, "5,\"", 'z', 2 * ROW_BYTES_MOST, "");
    read_all(buffer_span(&bytes), (struct dialect){.delimiter = ','}, 2, &shown);

    assert_non_null(strstr(shown.bytes, "1long|"));
    assert_non_null(strstr(shown.bytes, "\n2|2|b\n3long\n4|4|d\n5long\n"));
}

static void a_quote_that_runs_over_many_lines_is_stopped(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer bytes = {0};
    OWN(buffer_release) struct buffer shown = {0};

    buffer_text(&bytes, "1,\"open\n");
    for (int i = 0; i < 3000; i++)
        buffer_text(&bytes, "2,b\n");
    read_all(buffer_span(&bytes), (struct dialect){.delimiter = ','}, 2, &shown);

    assert_true(strncmp(shown.bytes, "1unquoted\n2|2|b\n3|2|b\n", 22) == 0);
    assert_non_null(strstr(shown.bytes, "\n3001|2|b\n"));
}

static void a_value_may_have_as_many_lines_as_the_limit_lets(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer bytes = {0};
    OWN(buffer_release) struct buffer shown = {0};

    append_filled(&bytes, "1,\"", '\n', 900, "\"\n2,b\n");
    read_all(buffer_span(&bytes), (struct dialect){.delimiter = ','}, 2, &shown);

    assert_non_null(strstr(shown.bytes, "\n902|2|b\n"));
}

static bool is_taken_whole(size_t line_ends)
{
    OWN(buffer_release) struct buffer bytes = {0};
    OWN(buffer_release) struct buffer shown = {0};

    append_filled(&bytes, "1,\"", '\n', line_ends, "\"\n2,b\n");
    read_all(buffer_span(&bytes), (struct dialect){.delimiter = ','}, 2, &shown);
    return strstr(shown.bytes, "unquoted") == NULL;
}

static void a_row_may_have_1000_lines_and_not_one_more(void **state)
{
    (void)state;
    assert_true(is_taken_whole(999));
    assert_false(is_taken_whole(1000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_outside_quotes_are_trimmed_and_inside_kept),
        cmocka_unit_test(an_absent_field_differs_from_an_empty_one),
        cmocka_unit_test(rows_know_their_lines_with_any_line_end),
        cmocka_unit_test(a_blank_line_is_a_row_of_no_fields),
        cmocka_unit_test(a_value_of_several_lines_counts_them),
        cmocka_unit_test(doubled_quotes_are_one),
        cmocka_unit_test(a_trailing_delimiter_is_an_absent_field),
        cmocka_unit_test(a_leading_tab_is_a_delimiter_and_not_a_blank),
        cmocka_unit_test(a_quote_inside_a_plain_value_is_taken_as_it_stands),
        cmocka_unit_test(text_after_a_closing_quote_costs_at_most_its_line),
        cmocka_unit_test(a_quote_that_never_closes_costs_its_line),
        cmocka_unit_test(a_quote_that_closes_far_below_does_not_swallow_what_lies_between),
        cmocka_unit_test(a_stray_quote_at_both_ends_of_two_lines_is_told_by_the_width),
        cmocka_unit_test(a_quote_behind_a_backslash_does_not_end_its_value),
        cmocka_unit_test(where_quotes_are_letters_only_the_delimiter_parts),
        cmocka_unit_test(a_nul_is_a_byte_like_others),
        cmocka_unit_test(a_byte_order_mark_and_a_sep_line_are_no_rows),
        cmocka_unit_test(more_columns_than_a_table_may_have_are_one_fault),
        cmocka_unit_test(a_field_or_line_over_the_limit_costs_its_line),
        cmocka_unit_test(a_quote_that_runs_over_many_lines_is_stopped),
        cmocka_unit_test(a_value_may_have_as_many_lines_as_the_limit_lets),
        cmocka_unit_test(a_row_may_have_1000_lines_and_not_one_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
