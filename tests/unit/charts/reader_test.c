/* Whatever a document is, the reader makes a well-formed drawing of it or says that it is junk. */
#include <expat.h>

#include "testing.h"

#include "charts/drawing/chart.h"
#include "charts/drawing/reader.h"

static const char document[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"  standalone=\"no\"?>\n"
    "<svg viewBox=\"0 0 720 200\" xmlns=\"http://www.w3.org/2000/svg\" "
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n"
    "<title>chart</title><desc>Produced by GNUPLOT</desc><g id=\"gnuplot_canvas\">\n"
    "<rect x=\"0\" y=\"0\" width=\"720\" height=\"200\" fill=\"none\"/>\n"
    "<defs><circle id='gpDot' r='0.5'/><filter id='f'><feFlood/></filter></defs>\n"
    "<g fill=\"none\" color=\"black\" stroke=\"currentColor\" stroke-width=\"2.40\">\n"
    "<path stroke='rgb( 27, 106, 181)' stroke-dasharray='2.4,2.4' "
    "d='M150.80,115.20 L150.80,86.81 M360.39,86.81 L465.19,90.04 Z'/>\n"
    "<path stroke='black' d='M1,2 M3,4'/>\n"
    "<polygon fill = 'rgb( 27, 106, 181)' fill-opacity = '0.160000' "
    "points = '150.80,172.00 255.60,172.00 360.39,86.81 '/>\n"
    "<use xlink:href='#gpPt6' transform='translate(150.80,115.20) scale(5.85)' "
    "color='rgb(255, 255, 255)'/>\n"
    "<use xlink:href='#gpPt11' transform='translate(150.80,115.20) scale(4)' "
    "color='rgb( 22,  32,  43)'/></g>\n"
    "<g transform=\"translate(20.50,53.91)\" stroke=\"none\" fill=\"rgb(90,102,114)\" "
    "font-family=\"sans-serif:Bold\" font-size=\"12.00\" text-anchor=\"end\">"
    "<text>T001</text></g>\n"
    "</g></svg>\n";

static const struct label label = {.text = "a < b & \"c\"", .whole = "a < b & \"c\" and more"};
static const struct chart chart = {.key = "key",
                                   .template = "none",
                                   .width_px = 720,
                                   .height_px = 200,
                                   .labels = &label,
                                   .label_count = 1};

static const char *junk_of(struct arena *arena, const char *bytes)
{
    const char *junk = NULL;

    assert_null(svg_read(span_of(bytes), &chart, arena, &junk));
    return junk;
}

static void a_document_becomes_a_small_drawing_of_classes_and_texts(void **state)
{
    struct arena arena = {0};
    const char *junk = NULL;
    const struct svg *svg = svg_read(SPAN(document), &chart, &arena, &junk);
    (void)state;

    assert_null(junk);
    assert_string_equal(
        svg_bytes(svg).bytes,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 200\" width=\"720\" "
        "height=\"200\" role=\"img\" aria-labelledby=\"key-title key-about\" "
        "font-family=\"Inter, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif\" "
        "font-size=\"13\">\n"
        "<path class=\"s-c1\" fill=\"none\" stroke=\"#1b6ab5\" stroke-width=\"2.4\" "
        "stroke-dasharray=\"2.4 2.4\" d=\"m150.8 115.2V86.8m209.6 0L465.2 90z\"/>\n"
        "<path class=\"f-c1\" fill=\"#1b6ab5\" fill-opacity=\"0.16\" "
        "d=\"m150.8 172h104.8l104.8-85.2z\"/>\n"
        "<path class=\"s-pap\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"11.8\" "
        "stroke-linecap=\"round\" d=\"m150.8 115.2h0\"/>\n"
        "<path class=\"s-ink\" fill=\"none\" stroke=\"#16202b\" stroke-width=\"2.4\" "
        "d=\"m150.8 110l5.2 5.2l-5.2 5.2l-5.2-5.2z\"/>\n"
        "<g class=\"t-mut\" fill=\"#5a6672\" font-size=\"12\" font-weight=\"700\" "
        "text-anchor=\"end\">\n<text x=\"20.5\" y=\"53.9\">a &lt; b &amp; &quot;c&quot;"
        "<title>a &lt; b &amp; &quot;c&quot; and more</title></text>\n</g>\n"
        "</svg>\n");
    arena_release(&arena);
}

static void what_we_did_not_send_is_junk(void **state)
{
    struct arena arena = {0};
    (void)state;

    assert_string_equal(junk_of(&arena, "<svg><g><text>T001</text><text>T001</text></g></svg>"),
                        "a text that is not ours");
    assert_string_equal(junk_of(&arena, "<svg><g><text>T002</text></g></svg>"),
                        "a text that is not ours");
    assert_string_equal(junk_of(&arena, "<svg>stray</svg>"), "a text that is not ours");
    assert_string_equal(junk_of(&arena, "<svg><g></g></svg>"), "a label is missing");
    assert_string_equal(junk_of(&arena, "<svg><image href='x'/></svg>"),
                        "an element of another form");
    assert_string_equal(junk_of(&arena, "<svg><path stroke='red' d='M1,2 L3,4'/></svg>"),
                        "a line without a colour of the palette");
    assert_string_equal(
        junk_of(&arena, "<svg><path stroke='rgb(22,32,43)' d='M1,2 C3,4 5,6 7,8 L1,1'/></svg>"),
        "a path of another form");
    arena_release(&arena);
}

static bool is_well_formed(struct span bytes)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");
    bool is_good = XML_Parse(parser, bytes.bytes, (int)bytes.length, XML_TRUE) == XML_STATUS_OK;

    XML_ParserFree(parser);
    return is_good;
}

static void a_damaged_document_is_junk_or_still_well_formed(void **state)
{
    static const char spoils[] = "<>&'\"0-.,TMLZ/ \xff\x80\n";
    unsigned seed = 1;
    int kept = 0;
    (void)state;

    for (int round = 0; round < 20000; round++) {
        struct arena arena = {0};
        char damaged[sizeof document];
        const char *junk = NULL;
        memcpy(damaged, document, sizeof document);
        for (int i = 0; i <= round % 4; i++) {
            seed = seed * 1103515245u + 12345u;
            size_t at = (seed >> 8) % (sizeof document - 1);
            seed = seed * 1103515245u + 12345u;
            damaged[at] = spoils[(seed >> 8) % (sizeof spoils - 1)];
        }
        struct span bytes = {damaged, sizeof document - 1};
        const struct svg *svg = svg_read(bytes, &chart, &arena, &junk);
        assert_true((svg == NULL) == (junk != NULL));
        assert_true(svg == NULL || is_well_formed(svg_bytes(svg)));
        kept += svg != NULL;
        arena_release(&arena);
    }
    assert_true(kept > 100 && kept < 19000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_becomes_a_small_drawing_of_classes_and_texts),
        cmocka_unit_test(what_we_did_not_send_is_junk),
        cmocka_unit_test(a_damaged_document_is_junk_or_still_well_formed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
