/* The parts that a chart is laid out with: ticks, places of labels, widths; and the templates. */
#include <string.h>

#include "testing.h"

#include "base/resource.h"
#include "charts/drawing/canvas.h"
#include "charts/drawing/palette.h"
#include "charts/drawing/scale.h"
#include "charts/drawing/words.h"

extern const struct resource chart_templates[];

static void ticks_are_round_and_enclose_the_values(void **state)
{
    struct ticks ticks = ticks_around(3.2, 97, 6);
    (void)state;

    assert_int_equal(ticks.count, 6);
    assert_near(ticks.at[0], 0, 0);
    assert_near(ticks.at[5], 100, 1e-12);
    assert_near(ticks.step, 20, 1e-12);
}

static void ticks_of_tenths_do_not_drift(void **state)
{
    struct ticks ticks = ticks_within(0, 1, 6);
    (void)state;

    assert_int_equal(ticks.count, 6);
    assert_near(ticks.at[3], 0.6, 1e-12);
}

static void equal_values_still_have_an_axis(void **state)
{
    struct ticks ticks = ticks_around(5, 5, 5);
    (void)state;

    assert_true(ticks.count >= 2);
    assert_true(ticks.at[0] <= 5 && ticks.at[ticks.count - 1] >= 5);
}

static void times_are_marked_at_spans_that_people_name(void **state)
{
    struct ticks ticks = ticks_of_time(60, 28800);
    (void)state;

    assert_int_equal(ticks.count, 9);
    assert_near(ticks.at[3], 900, 0);
    assert_near(ticks.at[8], 28800, 0);
}

static void a_logarithmic_scale_puts_the_geometric_mean_in_the_middle(void **state)
{
    struct scale scale = {1, 100, 0, 200, true};
    (void)state;

    assert_near(scale_px(&scale, 10), 100, 1e-12);
}

static void labels_move_apart_around_their_mean(void **state)
{
    double px[] = {50, 51};
    (void)state;

    spread(px, 2, 16, 0, 100);
    assert_near(px[0], 42.5, 1e-9);
    assert_near(px[1], 58.5, 1e-9);
}

static void labels_stay_inside_and_keep_their_order(void **state)
{
    double px[] = {98, 99, 2, 97};
    (void)state;

    spread(px, 4, 15, 0, 100);
    assert_near(px[1], 100, 1e-9);
    assert_near(px[0], 85, 1e-9);
    assert_near(px[3], 70, 1e-9);
    assert_near(px[2], 2, 1e-9);
}

static void a_label_that_has_room_is_not_moved(void **state)
{
    double px[] = {10, 60};
    (void)state;

    spread(px, 2, 16, 0, 100);
    assert_near(px[0], 10, 0);
    assert_near(px[1], 60, 0);
}

static void russian_is_measured_as_wide_as_it_is_drawn(void **state)
{
    (void)state;
    /* 47 px and 46 px in Chromium with Inter 13 and Noto Sans 13. */
    assert_true(words_width("обещано", 13, false) > 52 && words_width("обещано", 13, false) < 60);
    assert_near(words_width("1234", 10, false), 26, 1e-9);
    assert_near(words_width("", 13, false), 0, 0);
}

static void a_text_is_shortened_between_characters(void **state)
{
    struct arena arena = {0};
    const char *text = words_shorten(&arena, "Клиентоориентированность", 13, false, 80);
    (void)state;

    assert_true(span_is_utf8(span_of(text), NULL));
    assert_true(words_width(text, 13, false) <= 80);
    assert_non_null(strstr(text, "…"));
    assert_string_equal(words_shorten(&arena, "short", 13, false, 80), "short");
    arena_release(&arena);
}

static void a_long_name_breaks_where_both_lines_are_narrow(void **state)
{
    struct arena arena = {0};
    const char *lines[WORDS_LINES];
    size_t count = 0;
    (void)state;

    assert_true(words_wrap(&arena, "First answer complete and correct", 13, 150, 2, lines, &count));
    assert_int_equal(count, 2);
    assert_string_equal(lines[0], "First answer");
    assert_string_equal(lines[1], "complete and correct");
    arena_release(&arena);
}

static void a_name_has_as_many_lines_as_it_needs_and_none_is_cut(void **state)
{
    struct arena arena = {0};
    const char *lines[WORDS_LINES];
    size_t count = 0;
    (void)state;

    assert_true(
        words_wrap(&arena, "места, которых требует обещание", 13, 80, WORDS_LINES, lines, &count));
    assert_int_equal(count, 4);
    assert_string_equal(lines[3], "обещание");
    for (size_t i = 0; i < count; i++)
        assert_true(words_width(lines[i], 13, false) <= 80);
    arena_release(&arena);
}

static void a_free_label_keeps_off_others_and_off_marks(void **state)
{
    struct arena arena = {0};
    struct canvas canvas = canvas_open(&arena, "key", "criteria", CANVAS_WIDE_PX, 100);
    struct box inside = {0, 720, 0, 100};
    struct label places[] = {{.text = "word", .x_px = 100, .y_px = 50},
                             {.text = "word", .x_px = 200, .y_px = 50},
                             {.text = "word", .x_px = 300, .y_px = 50}};
    (void)state;

    canvas_label(&canvas, &places[0]);
    canvas_keep_off(&canvas, (struct box){200, 210, 45, 55});
    assert_true(canvas_label_free(&canvas, places, 3, &inside));
    assert_near(canvas.labels[1].x_px, 300, 0);
    assert_true(canvas_label_free(&canvas, places, 3, &inside));
    assert_false(canvas_label_free(&canvas, places, 3, &inside));
    canvas_close(&canvas);
    arena_release(&arena);
}

/* The contrast of two colours (WCAG 2.1, relative luminance). */
static double luminance(uint32_t rgb)
{
    const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double part = (rgb >> (16 - 8 * i) & 0xff) / 255.0;
        sum += weights[i] * (part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static void every_colour_of_text_stands_out_from_paper(void **state)
{
    (void)state;
    for (int i = 0; i < COLOUR_COUNT; i++) {
        double contrast = 1.05 / (luminance(palette[i].text_rgb) + 0.05);
        if (i != COLOUR_PAPER && contrast < 4.5)
            fail_msg("%s: %g", palette[i].variable, contrast);
    }
}

static bool holds(struct span text, const char *word)
{
    return memmem(text.bytes, text.length, word, strlen(word)) != NULL;
}

static void no_template_can_run_read_or_write_anything(void **state)
{
    static const char *const forbidden[] = {
        "system",    "`",    "!",     "@",    "load", "call ",      "fit ",
        "import",    "'<",   "\"<",   "\"|",  "'|",   "set output", "set print",
        "set table", "save", "shell", "eval", "cd ",  "getenv",     "\"",
    };
    size_t count = 0;
    (void)state;

    for (const struct resource *file = chart_templates; file->name != NULL; file++, count++)
        for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
            if (holds(resource_span(file), forbidden[i]))
                fail_msg("%s contains %s", file->name, forbidden[i]);
    assert_true(count >= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks_are_round_and_enclose_the_values),
        cmocka_unit_test(ticks_of_tenths_do_not_drift),
        cmocka_unit_test(equal_values_still_have_an_axis),
        cmocka_unit_test(times_are_marked_at_spans_that_people_name),
        cmocka_unit_test(a_logarithmic_scale_puts_the_geometric_mean_in_the_middle),
        cmocka_unit_test(labels_move_apart_around_their_mean),
        cmocka_unit_test(labels_stay_inside_and_keep_their_order),
        cmocka_unit_test(a_label_that_has_room_is_not_moved),
        cmocka_unit_test(russian_is_measured_as_wide_as_it_is_drawn),
        cmocka_unit_test(a_text_is_shortened_between_characters),
        cmocka_unit_test(a_long_name_breaks_where_both_lines_are_narrow),
        cmocka_unit_test(a_name_has_as_many_lines_as_it_needs_and_none_is_cut),
        cmocka_unit_test(a_free_label_keeps_off_others_and_off_marks),
        cmocka_unit_test(every_colour_of_text_stands_out_from_paper),
        cmocka_unit_test(no_template_can_run_read_or_write_anything),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
