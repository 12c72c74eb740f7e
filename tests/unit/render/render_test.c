#include "testing.h"

#include <stdlib.h>

#include <jansson.h>

#include "charts/draw.h"
#include "charts/reply_curve.h"
#include "render/page.h"
#include "render/render.h"

#include "demo.h"

static struct language *languages[2];
static const char *const language_of[2] = {"en", "ru"};

static int open_languages(void **state)
{
    struct error err = {0};
    (void)state;
    for (int i = 0; i < 2; i++)
        if (!language_open(language_of[i], &languages[i], &err))
            return -1;
    return 0;
}

static int close_languages(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++)
        language_close(languages[i]);
    return 0;
}

/* The demo in one format; the caller releases. */
static struct buffer rendered(const char *format, int language, const char *account,
                              enum edition edition)
{
    OWN(report_release) struct report report = {0};
    struct buffer out = {0};
    struct error err = {0};

    demo_compose(&report, language_of[language], account, NULL);
    assert_ok(report_finish(&report, &err), err);
    assert_ok(render(renderer_find(format),
                     &(struct render_request){
                         .report = &report, .language = languages[language], .edition = edition},
                     &out, &err),
              err);
    return out;
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        count++;
    return count;
}

/* Names that try to be markup, script, an address, a formula, or to turn the text around. */
static const char *const hostile_names[] = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='x",
    "</style></title><b>",
    "a&lt;b &amp; c",
    "=HYPERLINK(\"http://x\",\"y\")",
    "|a|`b`[c](javascript:x)",
    "http://evil.example www.evil.example a@b.example",
    "\xE2\x80\xAEmoc.knab\xE2\x80\xAC\x01\x7F",
    "\xFF\xFE not utf-8",
    "]]>--><!--",
};

static void no_renderer_has_an_empty_entry(void **state)
{
    (void)state;
    for (size_t i = 0; renderer_at(i) != NULL; i++) {
        const struct renderer *renderer = renderer_at(i);
        assert_non_null(renderer->begin);
        assert_non_null(renderer->end);
        assert_non_null(renderer->extension);
        for (int kind = 0; kind < BLOCK_KINDS; kind++)
            assert_non_null(renderer->block[kind]);
        assert_ptr_equal(renderer_find(renderer->name), renderer);
    }
    assert_null(renderer_find("pdf-by-hand"));
}

/* The tags of the page do not depend on the names in it. */
static void hostile_names_add_no_tag_and_no_attribute(void **state)
{
    (void)state;
    struct buffer plain = rendered("html", 0, "Lumen Energy", EDITION_FOLDER);
    size_t tags = count_of(plain.bytes, "<"), quotes = count_of(plain.bytes, "\"");

    for (size_t i = 0; i < sizeof hostile_names / sizeof *hostile_names; i++) {
        struct buffer page = rendered("html", 0, hostile_names[i], EDITION_FOLDER);
        assert_int_equal(count_of(page.bytes, "<"), tags);
        assert_int_equal(count_of(page.bytes, "\""), quotes);
        assert_null(strstr(page.bytes, "<script"));
        assert_true(span_is_printable(buffer_span(&page)));
        buffer_release(&page);
    }
    buffer_release(&plain);
}

static void the_page_loads_nothing_from_outside(void **state)
{
    (void)state;
    struct buffer page = rendered("html", 1, hostile_names[7], EDITION_FOLDER);

    assert_non_null(strstr(page.bytes, "default-src &#39;none&#39;"));
    assert_non_null(strstr(page.bytes, "<html lang=\"ru\">"));
    assert_null(strstr(page.bytes, "src=\""));
    assert_null(strstr(page.bytes, "<link"));
    assert_null(strstr(page.bytes, "url("));
    assert_null(strstr(page.bytes, "@import"));
    assert_null(strstr(page.bytes, "href=\"http"));
    buffer_release(&page);
}

static void links_to_files_stand_in_the_folder_edition_only(void **state)
{
    (void)state;
    struct buffer single = rendered("html", 0, "Lumen", EDITION_SINGLE);
    struct buffer folder = rendered("html", 0, "Lumen", EDITION_FOLDER);

    assert_null(strstr(single.bytes, ".csv\""));
    assert_non_null(strstr(folder.bytes, "href=\"data/02-first_reply.csv\""));
    buffer_release(&single);
    buffer_release(&folder);
}

static void hostile_names_are_plain_text_in_markdown(void **state)
{
    (void)state;
    struct buffer text = rendered("markdown", 0, hostile_names[6], EDITION_SINGLE);
    struct buffer script = rendered("markdown", 0, hostile_names[0], EDITION_SINGLE);
    struct buffer link = rendered("markdown", 0, hostile_names[7], EDITION_SINGLE);

    assert_non_null(strstr(text.bytes, "\\|a\\|\\`b\\`\\[c\\](javascript:x)"));
    assert_non_null(strstr(script.bytes, "\\<script\\>"));
    assert_null(strstr(link.bytes, "http://"));
    assert_null(strstr(link.bytes, "www."));
    assert_null(strstr(link.bytes, "a@b"));
    buffer_release(&text);
    buffer_release(&script);
    buffer_release(&link);
}

static void hostile_names_stay_json(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hostile_names / sizeof *hostile_names; i++) {
        struct buffer text = rendered("json", 0, hostile_names[i], EDITION_SINGLE);
        json_error_t failure;
        json_t *root = json_loadb(text.bytes, text.length, 0, &failure);
        assert_non_null(root);
        json_decref(root);
        buffer_release(&text);
    }
}

static void a_spreadsheet_finds_no_formula_in_our_csv(void **state)
{
    (void)state;
    static const char *const names[] = {"=1+1", "  =1", "+7 495", "-5", "@SUM(A1)", "＝1", "\t=1"};
    OWN(report_release) struct report report = {0};
    OWN(buffer_release) struct buffer out = {0};
    struct table *table = report_table(&report, "t", (struct phrase){0});

    table_column(&report, table, "name", PHRASE("Name"), COLUMN_TEXT);
    table_column(&report, table, "change", PHRASE("Change"), COLUMN_NUMBER);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        TABLE_ROW(&report, table, STATE_NONE, value_text(names[i]), value_points(-0.05));
    TABLE_ROW(&report, table, STATE_NONE, value_text("a \"b\", c"), (struct value){0});
    table_write_csv(table, languages[0], &out);

    assert_string_equal(out.bytes, "name,change\n"
                                   "\"'=1+1\",-0.05\n"
                                   "\"'  =1\",-0.05\n"
                                   "\"'+7 495\",-0.05\n"
                                   "\"'-5\",-0.05\n"
                                   "\"'@SUM(A1)\",-0.05\n"
                                   "\"'＝1\",-0.05\n"
                                   "\"' =1\",-0.05\n"
                                   "\"a \"\"b\"\", c\",\n");
}

static void csv_values_are_for_machines(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};
    OWN(buffer_release) struct buffer out = {0};
    struct table *table = report_table(&report, "t", (struct phrase){0});

    table_column(&report, table, "a", PHRASE("A"), COLUMN_NUMBER);
    TABLE_ROW(&report, table, STATE_NONE, value_money(-12305, "RUB"));
    TABLE_ROW(&report, table, STATE_NONE, value_date(civil_to_day(2026, 2, 3)));
    TABLE_ROW(&report, table, STATE_NONE, value_instant(-1, 60));
    TABLE_ROW(&report, table, STATE_NONE, value_month(1969, 12));
    TABLE_ROW(&report, table, STATE_NONE, value_quarter(2026, 3));
    TABLE_ROW(&report, table, STATE_NONE, value_number(1234.5, 0));
    table_write_csv(table, languages[1], &out);

    assert_string_equal(out.bytes, "a\n-123.05\n2026-02-03\n1969-12-31T23:59:59Z\n1969-12\n2026Q3\n"
                                   "1234.5\n");
}

static void a_figure_is_the_same_in_every_format(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct buffer json = rendered("json", i, "Lumen", EDITION_SINGLE);
        struct buffer html = rendered("html", i, "Lumen", EDITION_SINGLE);
        struct buffer text = rendered("markdown", i, "Lumen", EDITION_SINGLE);
        json_t *root = json_loadb(json.bytes, json.length, 0, NULL);
        size_t at = 0;
        json_t *figure = NULL;
        json_array_foreach(json_object_get(root, "figures"), at, figure)
        {
            const char *printed = json_string_value(json_object_get(figure, "text"));
            if (json_is_null(json_object_get(figure, "value")))
                continue;
            assert_non_null(strstr(html.bytes, printed));
            assert_non_null(strstr(text.bytes, printed));
        }
        assert_int_equal(at, 5);
        json_decref(root);
        buffer_release(&json);
        buffer_release(&html);
        buffer_release(&text);
    }
}

static void an_unknown_figure_is_null_and_says_why(void **state)
{
    (void)state;
    struct buffer json = rendered("json", 0, "Lumen", EDITION_SINGLE);
    json_t *root = json_loadb(json.bytes, json.length, 0, NULL);
    json_t *figure = json_array_get(json_object_get(root, "figures"), 0);

    assert_true(json_is_null(json_object_get(figure, "value")));
    assert_true(json_is_null(json_object_get(figure, "n")));
    assert_string_equal(json_string_value(json_object_get(figure, "reason")),
                        "no instants of messages");
    assert_string_equal(json_string_value(json_object_get(figure, "status")), "not_observable");
    json_decref(root);
    buffer_release(&json);
}

static void figures_have_the_promised_keys_and_no_other(void **state)
{
    (void)state;
    struct buffer text = rendered("json", 0, "Lumen", EDITION_SINGLE);
    json_t *root = json_loadb(text.bytes, text.length, 0, NULL);
    json_t *schema = json_load_file(PROJECT_FOLDER "/schemas/report/report.schema.json", 0, NULL);
    json_t *promised = json_object_get(json_object_get(schema, "$defs"), "figure");
    json_t *figures = json_object_get(root, "figures"), *figure = NULL, *key = NULL;
    size_t at = 0, key_at = 0;

    assert_true(json_array_size(json_object_get(promised, "required")) >= 15);
    json_array_foreach(figures, at, figure)
    {
        json_array_foreach(json_object_get(promised, "required"), key_at, key)
            assert_non_null(json_object_get(figure, json_string_value(key)));
        assert_int_equal(json_object_size(figure),
                         json_object_size(json_object_get(promised, "properties")));
    }
    json_decref(root);
    json_decref(schema);
    buffer_release(&text);
}

static void the_explain_command_survives_a_shell(void **state)
{
    (void)state;
    struct page page = {0};

    assert_string_equal(page_explain(&page, "a.b{account=x'; rm -rf ~ #}"),
                        "deskgauge explain 'a.b{account=x'\\''; rm -rf ~ #}'");
    arena_release(&page.arena);
}

static void a_long_table_says_how_much_is_shown(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};
    OWN(buffer_release) struct buffer out = {0};
    struct error err = {0};

    report_about(&report, &(struct report_about){.kind = "k", .language = "en"});
    report_title(&report, &(struct title){.who = PHRASE("R")});
    struct table *table = report_table(&report, "t", (struct phrase){0});
    table_column(&report, table, "a", PHRASE("A"), COLUMN_NUMBER);
    for (int i = 0; i < 1234; i++)
        TABLE_ROW(&report, table, STATE_NONE, value_count(i));
    report_add_table(&report, table);
    report_footer(&report, (struct phrase){0});
    assert_ok(report_finish(&report, &err), err);
    assert_ok(render(renderer_find("html"),
                     &(struct render_request){.report = &report, .language = languages[0]}, &out,
                     &err),
              err);

    assert_non_null(strstr(out.bytes, "The first 200 of 1,234 rows are shown."));
    assert_int_equal(count_of(out.bytes, "<th scope=\"row\">"), 200);
}

static void a_chart_that_was_not_drawn_says_so_and_shows_its_table(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};
    OWN(buffer_release) struct buffer out = {0};
    struct error err = {0};
    size_t at = 0;
    char stand_in = 0;

    demo_compose(&report, "en", "Lumen", (const struct chart *)(void *)&stand_in);
    assert_ok(report_finish(&report, &err), err);
    struct exhibit *exhibit = report_next_chart(&report, &at);
    assert_non_null(exhibit);
    exhibit->not_drawn = "gnuplot ended with <signal> 11";
    assert_null(report_next_chart(&report, &at));
    assert_ok(render(renderer_find("html"),
                     &(struct render_request){.report = &report, .language = languages[0]}, &out,
                     &err),
              err);

    assert_non_null(strstr(out.bytes, "The chart was not drawn: gnuplot ended with &lt;signal&gt; "
                                      "11. The table below has the same figures."));
    assert_null(strstr(out.bytes, "<details"));
    assert_non_null(strstr(out.bytes, "Cedar Bank"));
}

static void a_drawing_is_labelled_by_its_heading(void **state)
{
    (void)state;
    static const struct reply_point points[] = {
        {60, 0.1, NAN, NAN}, {900, 0.6, NAN, NAN}, {3600, 0.9, NAN, NAN}};
    OWN(report_release) struct report report = {0};
    OWN(buffer_release) struct buffer out = {0};
    struct error err = {0};
    size_t at = 0;
    struct drawing drawing = {0};
    const struct chart *chart =
        chart_reply_curve(&report.arena, "first_reply",
                          &(struct reply_curve_chart){.points = points,
                                                      .point_count = 3,
                                                      .name = "<Q3>",
                                                      .promise_s = NAN,
                                                      .promise_ratio = NAN,
                                                      .reached_ratio = NAN});

    demo_compose(&report, "en", "Lumen", chart);
    assert_ok(report_finish(&report, &err), err);
    assert_ok(charts_draw(&chart, 1, NULL, &report.arena, &drawing, &err), err);
    if (drawing.svg == NULL) {
        print_message("SKIPPED: %s\n", drawing.not_drawn);
        skip();
    }
    report_next_chart(&report, &at)->svg = drawing.svg;
    assert_ok(render(renderer_find("html"),
                     &(struct render_request){.report = &report, .language = languages[0]}, &out,
                     &err),
              err);

    assert_non_null(strstr(out.bytes, "<div class=\"plot wide\"><svg"));
    assert_non_null(strstr(out.bytes, "aria-labelledby=\"first_reply-title first_reply-about\""));
    assert_non_null(strstr(out.bytes, "<h3 id=\"first_reply-title\">"));
    assert_non_null(strstr(out.bytes, "id=\"first_reply-about\""));
    assert_non_null(strstr(out.bytes, "&lt;Q3&gt;"));
    assert_non_null(strstr(out.bytes, "<details"));
}

static void an_unfinished_report_is_refused(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};
    OWN(buffer_release) struct buffer out = {0};
    struct error err = {0};

    assert_false(render(renderer_find("html"),
                        &(struct render_request){.report = &report, .language = languages[0]}, &out,
                        &err));
    assert_int_equal(err.kind, ERROR_INTERNAL);
}

/* The page without its style sheet, which changes for other reasons. */
static void drop_sheet(struct buffer *page)
{
    char *start = strstr(page->bytes, "<style>"), *end = strstr(page->bytes, "</style>");

    if (start == NULL || end == NULL)
        return;
    start += strlen("<style>");
    memmove(start, end, strlen(end) + 1);
    page->length = strlen(page->bytes);
}

static struct buffer read_file(const char *path)
{
    struct buffer text = {0};
    OWN(file_close) FILE *file = fopen(path, "rb");
    char bytes[4096];

    for (size_t got = 1; file != NULL && got > 0;) {
        got = fread(bytes, 1, sizeof bytes, file);
        buffer_append(&text, bytes, got);
    }
    return text;
}

/* UPDATE_GOLDEN=1 writes what is expected; read the difference before it is committed. */
static void the_demo_is_as_it_was(void **state)
{
    (void)state;
    for (size_t i = 0; renderer_at(i) != NULL; i++)
        for (int j = 0; j < 2; j++) {
            char path[512];
            const char *name = renderer_name(renderer_at(i));
            if (strcmp(name, "xlsx") == 0) /* not text: xlsx_test and tests/formats look at it */
                continue;
            snprintf(path, sizeof path, "%s/tests/unit/render/golden/demo.%s.%s", PROJECT_FOLDER,
                     language_of[j], renderer_extension(renderer_at(i)));
            struct buffer got = rendered(name, j, "Lumen Energy", EDITION_FOLDER);
            struct buffer again = rendered(name, j, "Lumen Energy", EDITION_FOLDER);
            assert_string_equal(got.bytes, again.bytes);
            drop_sheet(&got);
            if (getenv("UPDATE_GOLDEN") != NULL) {
                OWN(file_close) FILE *file = fopen(path, "wb");
                assert_non_null(file);
                fwrite(got.bytes, 1, got.length, file);
            }
            struct buffer expected = read_file(path);
            if (expected.length != got.length || memcmp(expected.bytes, got.bytes, got.length) != 0)
                fail_msg("%s differs (UPDATE_GOLDEN=1 writes it anew)", path);
            buffer_release(&got);
            buffer_release(&again);
            buffer_release(&expected);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_renderer_has_an_empty_entry),
        cmocka_unit_test(hostile_names_add_no_tag_and_no_attribute),
        cmocka_unit_test(the_page_loads_nothing_from_outside),
        cmocka_unit_test(links_to_files_stand_in_the_folder_edition_only),
        cmocka_unit_test(hostile_names_are_plain_text_in_markdown),
        cmocka_unit_test(hostile_names_stay_json),
        cmocka_unit_test(a_spreadsheet_finds_no_formula_in_our_csv),
        cmocka_unit_test(csv_values_are_for_machines),
        cmocka_unit_test(a_figure_is_the_same_in_every_format),
        cmocka_unit_test(an_unknown_figure_is_null_and_says_why),
        cmocka_unit_test(figures_have_the_promised_keys_and_no_other),
        cmocka_unit_test(the_explain_command_survives_a_shell),
        cmocka_unit_test(a_long_table_says_how_much_is_shown),
        cmocka_unit_test(a_chart_that_was_not_drawn_says_so_and_shows_its_table),
        cmocka_unit_test(a_drawing_is_labelled_by_its_heading),
        cmocka_unit_test(an_unfinished_report_is_refused),
        cmocka_unit_test(the_demo_is_as_it_was),
    };

    return cmocka_run_group_tests(tests, open_languages, close_languages);
}
