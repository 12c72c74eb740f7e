/* What a report gets when gnuplot fails, and what gnuplot cannot do. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "testing.h"

#include "charts/draw.h"
#include "charts/drawing/canvas.h"
#include "charts/drawing/chart.h"
#include "charts/drawing/process.h"
#include "samples.h"

/* What a chart alone may take is an eighth of the limit: where charts must come out right, the
 * limit is that of the product, so that a busy machine draws them in time too. A report without a
 * chart stands in under 15 s: a hang is ended, and the rest of that is for a busy machine. */
enum { LIMIT_MS = 1600, PRODUCT_LIMIT_MS = 10000, MOST_MS = 15000, COUNT = 3 };

struct page {
    struct arena arena;
    const struct chart *charts[COUNT];
    struct drawing drawings[COUNT];
    int64_t took_ms;
};

static void page_release(struct page *page)
{
    arena_release(&page->arena);
}
OWN_RELEASER(page_release, struct page)

static void page_fill(struct page *page)
{
    struct sample samples[SAMPLES_MOST];

    assert_true(all_samples(&page->arena, false, samples) >= COUNT);
    for (int i = 0; i < COUNT; i++)
        page->charts[i] = samples[i].chart;
}

static void page_draw(struct page *page, const char *gnuplot, int limit_ms)
{
    struct error err = {0};
    int64_t start_ms = process_clock_ms();

    assert_ok(charts_draw(page->charts, COUNT,
                          &(struct draw_settings){.gnuplot = gnuplot, .limit_ms = limit_ms},
                          &page->arena, page->drawings, &err),
              err);
    page->took_ms = process_clock_ms() - start_ms;
}

static void draw_with_fake(struct page *page, const char *behaviour)
{
    char path[1024];

    page_fill(page);
    snprintf(path, sizeof path, "%s%s", FAKE_GNUPLOT, behaviour);
    page_draw(page, path, LIMIT_MS);
}

static void every_chart_says(const char *behaviour, enum drawing_end end, const char *reason)
{
    OWN(page_release) struct page page = {0};

    draw_with_fake(&page, behaviour);
    for (int i = 0; i < COUNT; i++) {
        assert_null(page.drawings[i].svg);
        assert_int_equal(page.drawings[i].end, end);
        assert_string_equal(page.drawings[i].not_drawn, reason);
    }
    assert_true(page.took_ms < MOST_MS);
}

static void a_missing_gnuplot_is_named_as_such(void **state)
{
    (void)state;
    every_chart_says("none", DRAWING_MISSING,
                     "gnuplot could not be started: No such file or directory");
}

static void a_gnuplot_that_fails_is_quoted_without_control_characters(void **state)
{
    (void)state;
    every_chart_says("fail", DRAWING_FAILED,
                     "gnuplot ended with exit code 1: "
                     "\"/dev/stdin\" line 12: undefined [31mvariable");
}

static void a_gnuplot_that_crashes_is_told(void **state)
{
    (void)state;
    every_chart_says("crash", DRAWING_FAILED, "gnuplot was ended by signal 11");
}

static void a_gnuplot_that_hangs_is_killed_within_the_limit(void **state)
{
    OWN(page_release) struct page page = {0};
    (void)state;

    draw_with_fake(&page, "hang");
    assert_true(page.took_ms < MOST_MS);
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(page.drawings[i].end, DRAWING_LATE);
        assert_non_null(page.drawings[i].not_drawn);
    }
}

static void a_gnuplot_that_closes_its_output_and_stays_is_killed(void **state)
{
    OWN(page_release) struct page page = {0};
    (void)state;

    draw_with_fake(&page, "linger");
    assert_true(page.took_ms < MOST_MS);
    assert_int_equal(page.drawings[0].end, DRAWING_LATE);
}

static void a_flood_is_cut_off(void **state)
{
    OWN(page_release) struct page page = {0};
    (void)state;

    draw_with_fake(&page, "flood");
    for (int i = 0; i < COUNT; i++)
        assert_true(page.drawings[i].svg == NULL && page.drawings[i].not_drawn != NULL);
}

static void junk_is_no_drawing(void **state)
{
    (void)state;
    every_chart_says("junk", DRAWING_JUNK, "gnuplot did not write 1 drawing");
    every_chart_says("many", DRAWING_JUNK, "gnuplot did not write 1 drawing");
}

static void a_document_that_we_did_not_ask_for_is_no_drawing(void **state)
{
    (void)state;
    every_chart_says("script", DRAWING_JUNK, "an element of another form");
    every_chart_says("alien", DRAWING_JUNK, "a text that is not ours");
    every_chart_says("bomb", DRAWING_JUNK, "a document type");
    every_chart_says("cut", DRAWING_JUNK, "no well-formed SVG");
}

/* A chart whose script is not what a template expects. */
static const struct chart *spoilt_chart(struct arena *arena, const char *script)
{
    struct canvas canvas = canvas_open(arena, "spoilt", "reply_curve", CANVAS_WIDE_PX, 100);

    buffer_text(&canvas.script, script);
    return canvas_close(&canvas);
}

static void only_the_chart_at_fault_is_missing(void **state)
{
    OWN(page_release) struct page page = {0};
    (void)state;

    page_fill(&page);
    page.charts[1] = spoilt_chart(&page.arena, "A_L = undefined_variable\n");
    page_draw(&page, NULL, PRODUCT_LIMIT_MS);
    assert_non_null(page.drawings[0].svg);
    assert_non_null(page.drawings[2].svg);
    assert_null(page.drawings[1].svg);
    assert_int_equal(page.drawings[1].end, DRAWING_FAILED);
    assert_non_null(strstr(page.drawings[1].not_drawn, "undefined variable"));
}

static void only_the_chart_that_hangs_is_missing(void **state)
{
    OWN(page_release) struct page page = {0};
    (void)state;

    page_fill(&page);
    page.charts[0] = spoilt_chart(&page.arena, "while (1) { A_L = 1 }\n");
    page_draw(&page, NULL, PRODUCT_LIMIT_MS);
    assert_int_equal(page.drawings[0].end, DRAWING_LATE);
    assert_non_null(page.drawings[1].svg);
    assert_non_null(page.drawings[2].svg);
    assert_true(page.took_ms < MOST_MS);
}

/* Run a hostile script in the box; what gnuplot wrote is in `out`. */
static struct process_end run_script(const char *script, struct buffer *out)
{
    struct process_end end;
    struct error err = {0};

    assert_ok(process_run("/usr/bin/gnuplot", span_of(script), 1 << 20, process_clock_ms() + 5000,
                          out, &end, &err),
              err);
    return end;
}

static bool does_exist(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

static void no_hostile_script_runs_a_program_or_writes_a_file(void **state)
{
    char canary[] = "/tmp/deskgauge-canary-XXXXXX";
    char script[1024];
    static const char *const hostile[] = {
        "print system('touch %s/made')\n",
        "!touch %s/made\n",
        "x = `touch %s/made`\n",
        "shell\n",
        "plot '< touch %s/made; echo 1 2'\n",
        "set output '|touch %s/made'\nplot x\n",
        "set print '|touch %s/made'\nprint 1\n",
        "set output '%s/made'\nset terminal svg\nplot x\n",
        "set print '%s/made'\nprint 1\n",
        "set print '%s/made' append\nprint 1\n",
        "save '%s/made'\n",
        "set table '%s/made'\nplot x\n",
        "set fit logfile '%s/made'\nf(x)=a*x\n$d << E\n1 2\n2 3\nE\nfit f(x) $d using 1:2 via a\n",
        "stats '-' using 1 name 'x'\n1\n2\ne\nsave variables '%s/made'\n",
        "pwd; cd '%s'; set print 'made'; print 2\n",
    };
    (void)state;

    assert_non_null(mkdtemp(canary));
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        OWN(buffer_release) struct buffer out = {0};
        char made[64];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(script, sizeof script, hostile[i], canary);
#pragma GCC diagnostic pop
        snprintf(made, sizeof made, "%s/made", canary);
        run_script(script, &out);
        if (does_exist(made))
            fail_msg("this script wrote a file: %s", script);
    }
    assert_int_equal(rmdir(canary), 0);
}

static void gnuplot_gets_a_script_one_variable_and_nothing_else(void **state)
{
    (void)state;
    every_chart_says("tell", DRAWING_FAILED,
                     "gnuplot ended with exit code 1: "
                     "3 -d /dev/stdin | LC_ALL=C.UTF-8 alone | / | 3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_gnuplot_is_named_as_such),
        cmocka_unit_test(a_gnuplot_that_fails_is_quoted_without_control_characters),
        cmocka_unit_test(a_gnuplot_that_crashes_is_told),
        cmocka_unit_test(a_gnuplot_that_hangs_is_killed_within_the_limit),
        cmocka_unit_test(a_gnuplot_that_closes_its_output_and_stays_is_killed),
        cmocka_unit_test(a_flood_is_cut_off),
        cmocka_unit_test(junk_is_no_drawing),
        cmocka_unit_test(a_document_that_we_did_not_ask_for_is_no_drawing),
        cmocka_unit_test(only_the_chart_at_fault_is_missing),
        cmocka_unit_test(only_the_chart_that_hangs_is_missing),
        cmocka_unit_test(no_hostile_script_runs_a_program_or_writes_a_file),
        cmocka_unit_test(gnuplot_gets_a_script_one_variable_and_nothing_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
