#include "charts/draw.h"

#include <assert.h>
#include <string.h>

#include "base/resource.h"
#include "charts/drawing/chart.h"
#include "charts/drawing/process.h"
#include "charts/drawing/reader.h"

extern const struct resource chart_templates[];

/*
 * Shares of the limit, so that one chart that hangs leaves time to draw the others alone: half for
 * all together, and an eighth for one.
 */
enum { OUTPUT_LEAST = 2 << 20, OUTPUT_EACH = 512 << 10 }; /* a chart writes some 50 kB */
enum { LIMIT_MS = 10000, TOGETHER_SHARE = 2, ALONE_SHARE = 8 };

struct draw {
    const struct chart *const *charts; /* wide ones at even places, narrow ones after them */
    const char *gnuplot;
    int limit_ms;
    int64_t until_ms;
    struct arena *arena;
    struct drawing *out;
};

const char *chart_key(const struct chart *chart)
{
    return chart->key;
}

static bool append_template(struct buffer *script, const char *name)
{
    char path[96];

    snprintf(path, sizeof path, "reports/charts/templates/%s.gp", name);
    const struct resource *found = resource_find(chart_templates, path);
    if (found == NULL)
        return false;
    buffer_append(script, resource_span(found).bytes, resource_span(found).length);
    buffer_byte(script, '\n');
    return true;
}

static void append_palette(struct buffer *script)
{
    for (size_t i = 0; i < COLOUR_COUNT; i++)
        buffer_format(script, "%s = 0x%06x\n", palette[i].variable, palette[i].mark_rgb);
    buffer_format(script, "array PALETTE[%d] = [", COLOUR_COUNT);
    for (size_t i = 0; i < COLOUR_COUNT; i++)
        buffer_format(script, "%s%s", i == 0 ? "" : ", ", palette[i].variable);
    buffer_text(script, "]\n");
}

/* One array of numbers, an element a label. */
#define APPEND_ARRAY(script, chart, name, format, element)                                         \
    do {                                                                                           \
        buffer_format((script), "array " name "[%zu] = [", (chart)->label_count);                  \
        for (size_t i = 0; i < (chart)->label_count; i++)                                          \
            buffer_format((script), "%s" format, i == 0 ? "" : ", ", (element));                   \
        buffer_text((script), "]\n");                                                              \
    } while (0)

/* The labels: their texts as tokens, and where and how they stand. */
static void append_labels(struct buffer *script, const struct chart *chart)
{
    const struct label *labels = chart->labels;

    buffer_format(script, "LABELS = %zu\n", chart->label_count);
    if (chart->label_count == 0)
        return;
    APPEND_ARRAY(script, chart, "LABEL", "'T%03zu'", i + 1);
    APPEND_ARRAY(script, chart, "LABEL_X", "%.6g", labels[i].x_px);
    APPEND_ARRAY(script, chart, "LABEL_Y", "%.6g", labels[i].y_px);
    APPEND_ARRAY(script, chart, "LABEL_ALIGN", "%d", (int)labels[i].align);
    APPEND_ARRAY(script, chart, "LABEL_COLOUR", "%d", (int)labels[i].colour + 1);
    APPEND_ARRAY(script, chart, "LABEL_SIZE", "%d", labels[i].size_px);
    APPEND_ARRAY(script, chart, "LABEL_BOLD", "%d", labels[i].is_bold ? 1 : 0);
}

static bool append_chart(struct buffer *script, const struct chart *chart)
{
    buffer_format(script, "reset\nundefine $*\nW = %d\nH = %d\n", chart->width_px,
                  chart->height_px);
    append_palette(script);
    append_labels(script, chart);
    buffer_append(script, chart->script.bytes, chart->script.length);
    return append_template(script, "style") && append_template(script, chart->template);
}

static void not_drawn(struct draw *draw, size_t at, enum drawing_end end, const char *reason)
{
    const char *copy = arena_format(draw->arena, "%s", reason);

    draw->out[at] = (struct drawing){NULL, copy == NULL ? "memory ran short" : copy, end};
}

/* What can be told without gnuplot. */
static bool is_drawable(struct draw *draw, size_t at)
{
    const struct chart *chart = draw->charts[at];

    if (chart->is_short)
        not_drawn(draw, at, DRAWING_NO_MEMORY, "memory ran short");
    else if (chart->nothing != NULL)
        not_drawn(draw, at, DRAWING_NOTHING, chart->nothing);
    return !chart->is_short && chart->nothing == NULL;
}

/* Where the next document starts after `at`, or the end of the output. */
static size_t next_document(struct span output, size_t at)
{
    const char *found = memmem(output.bytes + at, output.length - at, "<?xml", 5);

    return found == NULL ? output.length : (size_t)(found - output.bytes);
}

/* Split the output into exactly `count` documents and read each; a document that is junk marks
 * its chart alone. False, and nothing is touched, when their number is another. */
static bool read_documents(struct draw *draw, struct span output, const size_t *which, size_t count)
{
    size_t found = 0;

    for (size_t at = next_document(output, 0); at < output.length; found++)
        at = next_document(output, at + 1);
    if (found != count || output.length == 0 || next_document(output, 0) != 0)
        return false;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t end = next_document(output, at + 1);
        struct span document = {output.bytes + at, end - at};
        const char *junk = NULL;
        const struct svg *svg = svg_read(document, draw->charts[which[i]], draw->arena, &junk);
        if (svg != NULL)
            draw->out[which[i]] = (struct drawing){.svg = svg};
        else if (junk == NULL)
            not_drawn(draw, which[i], DRAWING_NO_MEMORY, "memory ran short");
        else
            not_drawn(draw, which[i], DRAWING_JUNK, junk);
        at = end;
    }
    return true;
}

/* Draw those charts in one process. `end` tells how it went; on DRAWING_DONE each of them has its
 * drawing or its own reason. */
static bool draw_together(struct draw *draw, const size_t *which, size_t count, int64_t until_ms,
                          struct process_end *end, struct error *err)
{
    OWN(buffer_release) struct buffer script = {0};
    OWN(buffer_release) struct buffer output = {0};

    for (size_t i = 0; i < count; i++)
        if (!append_chart(&script, draw->charts[which[i]]))
            return error_set(err, ERROR_INTERNAL, "no template '%s'",
                             draw->charts[which[i]]->template);
    if (script.is_short)
        return error_memory(err);
    if (!process_run(draw->gnuplot, buffer_span(&script), OUTPUT_LEAST + count * OUTPUT_EACH,
                     until_ms, &output, end, err))
        return false;
    if (end->end == DRAWING_DONE && !read_documents(draw, buffer_span(&output), which, count)) {
        end->end = DRAWING_JUNK;
        snprintf(end->reason, sizeof end->reason, "gnuplot did not write %zu drawing%s", count,
                 count == 1 ? "" : "s");
    }
    return true;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static bool draw_alone(struct draw *draw, size_t at, struct error *err)
{
    int64_t now_ms = process_clock_ms();
    struct process_end end = {DRAWING_LATE, "no time was left after another chart failed"};

    if (now_ms < draw->until_ms &&
        !draw_together(draw, &at, 1, earlier(draw->until_ms, now_ms + draw->limit_ms / ALONE_SHARE),
                       &end, err))
        return false;
    if (end.end != DRAWING_DONE)
        not_drawn(draw, at, end.end, end.reason);
    return true;
}

static bool draw_all(struct draw *draw, const size_t *which, size_t count, struct error *err)
{
    int64_t until_ms = process_clock_ms() + draw->limit_ms / TOGETHER_SHARE;
    struct process_end end;

    if (!draw_together(draw, which, count, until_ms, &end, err))
        return false;
    if (end.end == DRAWING_DONE)
        return true;
    /* What is not there is not there for one chart alone either. The wide ones are drawn first, and
     * the narrow one only of a chart that could be drawn. */
    for (int is_narrow = 0; is_narrow < 2; is_narrow++)
        for (size_t i = 0; i < count; i++) {
            size_t at = which[i];
            if ((int)(at % 2) != is_narrow || (is_narrow && draw->out[at - 1].svg == NULL))
                continue;
            if (end.end == DRAWING_MISSING || count == 1)
                not_drawn(draw, at, end.end, end.reason);
            else if (!draw_alone(draw, at, err))
                return false;
        }
    return true;
}

/* Both widths of each chart in a row: the wide one of chart i at 2i, the narrow one after it or
 * NULL. */
static void both_widths(const struct chart *const *charts, size_t count, const struct chart **out)
{
    for (size_t i = 0; i < count; i++) {
        out[2 * i] = charts[i];
        out[2 * i + 1] = charts[i]->nothing != NULL ? NULL : charts[i]->narrow;
    }
}

/* A narrow drawing that failed leaves the wide one for every page, and is told as a failure. */
static bool join_widths(const struct chart *const *both, const struct drawing *drawn, size_t count,
                        struct arena *arena, struct drawing *out, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct drawing *wide = &drawn[2 * i], *narrow = &drawn[2 * i + 1];
        out[i] = *wide;
        if (wide->svg == NULL || both[2 * i + 1] == NULL)
            continue;
        if (narrow->svg == NULL) {
            out[i].end = narrow->end;
            continue;
        }
        struct svg *joined = arena_allocate(arena, sizeof *joined);
        if (joined == NULL)
            return error_memory(err);
        *joined = (struct svg){wide->svg->bytes, narrow->svg};
        out[i].svg = joined;
    }
    return true;
}

bool charts_draw(const struct chart *const *charts, size_t count,
                 const struct draw_settings *settings, struct arena *arena, struct drawing *out,
                 struct error *err)
{
    static const struct draw_settings plain = {0};
    OWN(free) const struct chart **both = calloc(2 * count + 1, sizeof *both);
    OWN(free) struct drawing *drawn = calloc(2 * count + 1, sizeof *drawn);
    OWN(free) size_t *which = calloc(2 * count + 1, sizeof *which);
    size_t drawable = 0;

    if (both == NULL || drawn == NULL || which == NULL)
        return error_memory(err);
    both_widths(charts, count, both);
    if (settings == NULL)
        settings = &plain;
    int limit_ms = settings->limit_ms > 0 ? settings->limit_ms : LIMIT_MS;
    struct draw draw = {.charts = both,
                        .gnuplot =
                            settings->gnuplot == NULL ? "/usr/bin/gnuplot" : settings->gnuplot,
                        .limit_ms = limit_ms,
                        .until_ms = process_clock_ms() + limit_ms,
                        .arena = arena,
                        .out = drawn};
    for (size_t i = 0; i < 2 * count; i++)
        if (both[i] != NULL && is_drawable(&draw, i))
            which[drawable++] = i;
    if (drawable > 0 && !draw_all(&draw, which, drawable, err))
        return false;
    return join_widths(both, drawn, count, arena, out, err);
}
