/* The workbook as bytes; what it says is compared with the JSON by tests/formats. */
#include "testing.h"

#include <unistd.h>

#include <zip.h>

#include "render/render.h"
#include "render/xlsx/number.h"

#include "demo.h"

static struct language *english;

static int open_language(void **state)
{
    struct error err = {0};
    (void)state;
    return language_open("en", &english, &err) ? 0 : -1;
}

static int close_language(void **state)
{
    (void)state;
    language_close(english);
    return 0;
}

static struct buffer workbook_of(struct report *report)
{
    struct buffer out = {0};
    struct error err = {0};

    assert_ok(report_finish(report, &err), err);
    assert_ok(render(renderer_find("xlsx"),
                     &(struct render_request){.report = report, .language = english}, &out, &err),
              err);
    return out;
}

static struct buffer demo_workbook(const char *account)
{
    OWN(report_release) struct report report = {0};

    demo_compose(&report, "en", account, NULL);
    return workbook_of(&report);
}

/* All parts one after the other. */
static struct buffer unpacked(const struct buffer *workbook)
{
    zip_error_t failure;
    struct buffer out = {0};
    zip_source_t *source = zip_source_buffer_create(workbook->bytes, workbook->length, 0, &failure);
    zip_t *archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &failure);

    assert_non_null(archive);
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); i++) {
        zip_file_t *file = zip_fopen_index(archive, (zip_uint64_t)i, 0);
        char bytes[4096];
        assert_non_null(file);
        for (zip_int64_t got = 1; got > 0;) {
            got = zip_fread(file, bytes, sizeof bytes);
            assert_true(got >= 0);
            buffer_append(&out, bytes, (size_t)got);
        }
        zip_fclose(file);
    }
    zip_close(archive);
    return out;
}

static void the_same_report_is_the_same_workbook_a_second_later(void **state)
{
    (void)state;
    struct buffer first = demo_workbook("Lumen");
    sleep(1);
    struct buffer second = demo_workbook("Lumen");

    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.bytes, second.bytes, first.length);
    buffer_release(&first);
    buffer_release(&second);
}

static void no_name_becomes_a_formula_a_link_or_markup(void **state)
{
    (void)state;
    static const char *const names[] = {"=HYPERLINK(\"http://x\",\"y\")",
                                        "{=SUM(A1:A9)}",
                                        "+1+cmd|' /C calc'!A0",
                                        "@SUM(1)",
                                        "http://evil.example",
                                        "mailto:a@b.example",
                                        "</t></si><f>1+1</f>",
                                        "\xE2\x80\xAEmoc\x01",
                                        "<b>&amp;"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buffer workbook = demo_workbook(names[i]);
        struct buffer parts = unpacked(&workbook);
        assert_null(strstr(parts.bytes, "<f>"));
        assert_null(strstr(parts.bytes, "<f "));
        assert_null(strstr(parts.bytes, "TargetMode=\"External\""));
        assert_null(strstr(parts.bytes, "<b>&amp;"));
        buffer_release(&workbook);
        buffer_release(&parts);
    }
}

static void a_name_that_looks_like_an_escape_stays_as_it_is(void **state)
{
    (void)state;
    struct buffer workbook = demo_workbook("a_x0041_b");
    struct buffer parts = unpacked(&workbook);

    assert_non_null(strstr(parts.bytes, "a_x005F_x0041_b"));
    assert_null(strstr(parts.bytes, "a_x0041_b"));
    buffer_release(&workbook);
    buffer_release(&parts);
}

static void a_text_longer_than_a_cell_is_cut_and_not_lost(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};
    struct buffer text = {0};

    for (int i = 0; i < 30000; i++)
        buffer_text(&text, "ж");
    report_about(&report, &(struct report_about){.kind = "k", .language = "en"});
    report_title(&report, &(struct title){.who = PHRASE("R")});
    report_paragraph(&report, VERBATIM(text.bytes));
    report_footer(&report, (struct phrase){0});
    struct buffer workbook = workbook_of(&report);
    struct buffer parts = unpacked(&workbook);

    assert_non_null(strstr(parts.bytes, "ж…</t>"));
    buffer_release(&text);
    buffer_release(&workbook);
    buffer_release(&parts);
}

static void assert_cell(struct value value, double number, const char *format)
{
    struct cell_number cell;

    assert_true(cell_number(&value, PLAIN_LO, "pp", &cell));
    assert_near(cell.number, number, 1e-12);
    assert_string_equal(cell.format, format);
}

static void numbers_are_typed_and_shown_in_their_unit(void **state)
{
    (void)state;
    assert_cell(value_ratio(0.64), 0.64, "0%");
    assert_cell(value_ratio(0.998), 0.998, "0.0%");
    assert_cell(value_ratio(1), 1, "0%");
    assert_cell(value_points(-0.062), -6.2, "0.0 \"pp\"");
    assert_cell(value_duration(5400), 0.0625, "[h]:mm:ss");
    assert_cell(value_duration(-7200), -2, "0.00 \"h\"");
    assert_cell(value_money(123456, "RUB"), 1234.56, "#,##0.00 \"RUB\"");
    assert_cell(value_count(-3), -3, "#,##0");
    assert_cell(value_date(civil_to_day(2026, 7, 1)), 46204, "yyyy-mm-dd");
    assert_cell(value_month(2026, 7), 46204, "yyyy-mm");
    assert_cell(value_styled(value_count(5), STYLE_SIGNED), 5, "+#,##0;-#,##0;0");
}

static void what_a_spreadsheet_would_count_wrongly_is_text(void **state)
{
    (void)state;
    struct cell_number cell;
    const struct value values[] = {value_date(civil_to_day(1900, 2, 28)), value_unknown(NULL),
                                   value_quarter(2026, 3), value_text("=1")};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_false(cell_number(&values[i], PLAIN_LO, "pp", &cell));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_report_is_the_same_workbook_a_second_later),
        cmocka_unit_test(no_name_becomes_a_formula_a_link_or_markup),
        cmocka_unit_test(a_name_that_looks_like_an_escape_stays_as_it_is),
        cmocka_unit_test(a_text_longer_than_a_cell_is_cut_and_not_lost),
        cmocka_unit_test(numbers_are_typed_and_shown_in_their_unit),
        cmocka_unit_test(what_a_spreadsheet_would_count_wrongly_is_text),
    };

    return cmocka_run_group_tests(tests, open_language, close_language);
}
