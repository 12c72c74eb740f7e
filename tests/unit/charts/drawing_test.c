/* What every drawing keeps: texts as they are, well-formed SVG, the same bytes, no label on
 * another. */
#include <expat.h>

#include "testing.h"

#include "charts/criteria.h"
#include "charts/draw.h"
#include "charts/drawing/canvas.h"
#include "charts/drawing/chart.h"
#include "samples.h"

struct drawn {
    struct arena arena;
    struct sample samples[2 * SAMPLES_MOST];
    const struct chart *charts[2 * SAMPLES_MOST];
    struct drawing drawings[2 * SAMPLES_MOST];
    size_t count;
};

static void drawn_release(struct drawn *drawn)
{
    arena_release(&drawn->arena);
}
OWN_RELEASER(drawn_release, struct drawn)

static void make_samples(struct drawn *drawn)
{
    drawn->count = all_samples(&drawn->arena, false, drawn->samples);
    drawn->count += all_samples(&drawn->arena, true, drawn->samples + drawn->count);
    for (size_t i = 0; i < drawn->count; i++)
        drawn->charts[i] = drawn->samples[i].chart;
}

static void draw(struct drawn *drawn)
{
    struct error err = {0};

    assert_ok(charts_draw(drawn->charts, drawn->count, &(struct draw_settings){.limit_ms = 60000},
                          &drawn->arena, drawn->drawings, &err),
              err);
    for (size_t i = 0; i < drawn->count; i++)
        if (drawn->drawings[i].svg == NULL)
            fail_msg("%s: %s", chart_key(drawn->charts[i]), drawn->drawings[i].not_drawn);
}

/* The texts of an SVG, each ended by '|', and a check of its elements. */
struct content {
    struct buffer text;
    bool is_text, is_title;
    const char *alien;
};

static void XMLCALL on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    static const char *const allowed[] = {"svg", "path", "circle", "g", "text", "title"};
    struct content *content = context;
    bool is_known = false;

    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        is_known = is_known || strcmp(name, allowed[i]) == 0;
    for (; *attributes != NULL; attributes += 2)
        if (strcmp(attributes[0], "id") == 0 || strncmp(attributes[0], "on", 2) == 0 ||
            strstr(attributes[0], "href") != NULL || strcmp(attributes[0], "style") == 0)
            content->alien = "attribute";
    if (!is_known)
        content->alien = "element";
    content->is_text = strcmp(name, "text") == 0 || strcmp(name, "title") == 0;
}

static void XMLCALL on_end(void *context, const XML_Char *name)
{
    struct content *content = context;

    if (content->is_text)
        buffer_byte(&content->text, '|');
    content->is_text = false;
    (void)name;
}

static void XMLCALL on_text(void *context, const XML_Char *bytes, int length)
{
    struct content *content = context;

    if (content->is_text)
        buffer_append(&content->text, bytes, (size_t)length);
}

static void read_svg(const struct svg *svg, struct content *content)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");
    struct span bytes = svg_bytes(svg);

    XML_SetUserData(parser, content);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    enum XML_Status status = XML_Parse(parser, bytes.bytes, (int)bytes.length, XML_TRUE);
    if (status != XML_STATUS_OK)
        fail_msg("not well-formed: %s", XML_ErrorString(XML_GetErrorCode(parser)));
    assert_null(content->alien);
    XML_ParserFree(parser);
}

static const char long_name[] =
    "a name of three hundred bytes and a few that a client typed into the field for the company, "
    "with its legal form, its street, its former name, the name of the holding, a remark about the "
    "contract, another remark by someone else, and at the very end the word that matters most: "
    "<finally> & so on";

static const char *const hostile[] = {
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "<script>alert(1)</script>",
    "</text></svg><img src=x onerror=alert(1)>",
    "'; system('touch /tmp/x'); '",
    "`touch /tmp/x`",
    "@name {/:Bold x} _a^b ~c &d",
    "END_OF_DATA",
    "]]> &amp; \" ' <!-- -->",
    "T001",
    "T002 T003",
    "100 % \\n \\t %s %d",
    long_name,
};
enum { HOSTILE = sizeof hostile / sizeof *hostile };

static const struct chart *chart_of_names(struct arena *arena, const char *const *names,
                                          size_t count)
{
    struct canvas canvas =
        canvas_open(arena, "key", "criteria", CANVAS_WIDE_PX, 40 + 30 * (double)count);
    struct scale scale = {0, 1, 10, 700, false};

    canvas_area(&canvas, "A", &scale, &scale);
    const char *const blocks[] = {"grid",         "interval", "missed_interval", "value",
                                  "missed_value", "bounded",  "bounds",          "arrows",
                                  "earlier",      "promise"};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        canvas_block(&canvas, blocks[i]);
        canvas_block_end(&canvas);
    }
    for (size_t i = 0; i < count; i++)
        canvas_label(&canvas,
                     &(struct label){.text = names[i], .x_px = 10, .y_px = 20 + 30 * (double)i});
    return canvas_close(&canvas);
}

static void draw_names(struct drawn *drawn, const char *const *names, size_t count,
                       struct content *content)
{
    drawn->charts[0] = chart_of_names(&drawn->arena, names, count);
    drawn->count = 1;
    draw(drawn);
    read_svg(drawn->drawings[0].svg, content);
}

static void hostile_texts_arrive_as_text(void **state)
{
    OWN(drawn_release) struct drawn drawn = {0};
    struct content content = {0};
    (void)state;

    draw_names(&drawn, hostile, HOSTILE, &content);
    for (size_t i = 0; i < HOSTILE; i++)
        if (strstr(content.text.bytes, hostile[i]) == NULL)
            fail_msg("lost: %s", hostile[i]);
    buffer_release(&content.text);
}

static void what_no_report_may_carry_is_taken_out(void **state)
{
    static const char *const names[] = {"ab\xe2\x80\xae"
                                        "cd",
                                        "x\x1b[31my", "bad \xff\xfe end", "tab\there",
                                        "non\xef\xbf\xbf"
                                        "character"};
    OWN(drawn_release) struct drawn drawn = {0};
    struct content content = {0};
    (void)state;

    draw_names(&drawn, names, 5, &content);
    assert_string_equal(content.text.bytes, "abcd|x[31my|bad \xef\xbf\xbd\xef\xbf\xbd end|tab here|"
                                            "noncharacter|");
    buffer_release(&content.text);
}

static void every_sample_is_well_formed(void **state)
{
    OWN(drawn_release) struct drawn drawn = {0};
    (void)state;

    make_samples(&drawn);
    draw(&drawn);
    for (size_t i = 0; i < drawn.count; i++) {
        struct content content = {0};
        read_svg(drawn.drawings[i].svg, &content);
        assert_true(svg_bytes(drawn.drawings[i].svg).length < 30000);
        assert_non_null(svg_narrow(drawn.drawings[i].svg));
        buffer_release(&content.text);
    }
}

static void every_label_of_a_sample_is_in_its_drawing(void **state)
{
    OWN(drawn_release) struct drawn drawn = {0};
    (void)state;

    make_samples(&drawn);
    draw(&drawn);
    for (size_t i = 0; i < drawn.count; i++) {
        struct content content = {0};
        read_svg(drawn.drawings[i].svg, &content);
        for (size_t k = 0; k < drawn.charts[i]->label_count; k++)
            if (strstr(content.text.bytes, drawn.charts[i]->labels[k].text) == NULL)
                fail_msg("%s lost '%s'", chart_key(drawn.charts[i]),
                         drawn.charts[i]->labels[k].text);
        buffer_release(&content.text);
    }
}

static void a_chart_has_the_same_bytes_alone_and_among_others_and_twice(void **state)
{
    OWN(drawn_release) struct drawn together = {0};
    OWN(drawn_release) struct drawn again = {0};
    (void)state;

    make_samples(&together);
    draw(&together);
    make_samples(&again);
    for (size_t i = 0; i < again.count; i++) {
        struct drawn alone = {.charts = {again.charts[i]}, .count = 1};
        draw(&alone);
        struct span a = svg_bytes(together.drawings[i].svg);
        struct span b = svg_bytes(alone.drawings[0].svg);
        if (!span_equal(a, b))
            fail_msg("%s differs", chart_key(again.charts[i]));
        drawn_release(&alone);
    }
}

static void labels_stand_apart(const struct chart *chart)
{
    for (size_t k = 0; k < chart->label_count; k++) {
        struct box box = label_box(&chart->labels[k]);
        if (box.left < -1 || box.right > chart->width_px + 1 || box.top < -1 ||
            box.bottom > chart->height_px + 1)
            fail_msg("%s (%d px): '%s' leaves the drawing", chart->key, chart->width_px,
                     chart->labels[k].text);
        for (size_t m = k + 1; m < chart->label_count; m++) {
            struct box other = label_box(&chart->labels[m]);
            if (box_meets(&box, &other))
                fail_msg("%s (%d px): '%s' covers '%s'", chart->key, chart->width_px,
                         chart->labels[k].text, chart->labels[m].text);
        }
    }
}

static void no_label_of_a_sample_covers_another_or_leaves_the_drawing(void **state)
{
    OWN(drawn_release) struct drawn drawn = {0};
    (void)state;

    make_samples(&drawn);
    for (size_t i = 0; i < drawn.count; i++) {
        labels_stand_apart(drawn.charts[i]);
        labels_stand_apart(drawn.charts[i]->narrow);
    }
}

static void letters_on_a_telephone_are_eleven_pixels_high_at_least(void **state)
{
    enum { TELEPHONE_PX = 390, MARGINS_PX = 2 * 4 }; /* report.css: 18 of the page less 14 */
    OWN(drawn_release) struct drawn drawn = {0};
    (void)state;

    make_samples(&drawn);
    for (size_t i = 0; i < drawn.count; i++) {
        const struct chart *chart = drawn.charts[i]->narrow;
        double scale = (double)(TELEPHONE_PX - MARGINS_PX) / chart->width_px;
        for (size_t k = 0; k < chart->label_count; k++)
            assert_true(scale * chart->labels[k].size_px >= 11);
    }
}

static size_t occurrences(struct span text, const char *wanted)
{
    size_t count = 0;
    const char *at = text.bytes, *end = text.bytes + text.length;

    while ((at = memmem(at, (size_t)(end - at), wanted, strlen(wanted))) != NULL) {
        count++;
        at += strlen(wanted);
    }
    return count;
}

static void on_a_screen_the_sheet_tells_colours_and_nothing_else_is_lost(void **state)
{
    OWN(drawn_release) struct drawn drawn = {0};
    (void)state;

    make_samples(&drawn);
    draw(&drawn);
    for (size_t i = 0; i < drawn.count; i++) {
        OWN(buffer_release) struct buffer screen = {0};
        struct span whole = svg_bytes(drawn.drawings[i].svg);
        svg_append_for_screen(drawn.drawings[i].svg, &screen);
        assert_int_equal(occurrences(buffer_span(&screen), "=\"#"), 0);
        assert_int_equal(occurrences(buffer_span(&screen), "<"), occurrences(whole, "<"));
        assert_int_equal(occurrences(buffer_span(&screen), " class="),
                         occurrences(whole, " class="));
        assert_int_equal(occurrences(buffer_span(&screen), " stroke-width="),
                         occurrences(whole, " stroke-width="));
    }
}

static void a_chart_without_values_says_so(void **state)
{
    struct arena arena = {0};
    struct error err = {0};
    struct drawing drawing;
    const struct chart *chart = chart_criteria(&arena, "empty", &(struct criteria_chart){0});
    (void)state;

    assert_ok(charts_draw(&chart, 1, NULL, &arena, &drawing, &err), err);
    assert_null(drawing.svg);
    assert_int_equal(drawing.end, DRAWING_NOTHING);
    assert_string_equal(drawing.not_drawn, "no criterion to show");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_texts_arrive_as_text),
        cmocka_unit_test(what_no_report_may_carry_is_taken_out),
        cmocka_unit_test(every_sample_is_well_formed),
        cmocka_unit_test(every_label_of_a_sample_is_in_its_drawing),
        cmocka_unit_test(a_chart_has_the_same_bytes_alone_and_among_others_and_twice),
        cmocka_unit_test(no_label_of_a_sample_covers_another_or_leaves_the_drawing),
        cmocka_unit_test(letters_on_a_telephone_are_eleven_pixels_high_at_least),
        cmocka_unit_test(on_a_screen_the_sheet_tells_colours_and_nothing_else_is_lost),
        cmocka_unit_test(a_chart_without_values_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
