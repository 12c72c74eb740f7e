#include "charts/drawing/canvas.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "charts/drawing/chart.h"
#include "charts/drawing/words.h"

static const struct chart chart_without_memory = {.key = "", .template = "", .is_short = true};

struct canvas canvas_open(struct arena *arena, const char *key, const char *template,
                          double width_px, double height_px)
{
    return (struct canvas){.arena = arena,
                           .key = key,
                           .template = template,
                           .width_px = width_px,
                           .height_px = height_px};
}

bool canvas_is_narrow(const struct canvas *canvas)
{
    return canvas->width_px < CANVAS_WIDE_PX;
}

const struct chart *canvas_pair(struct arena *arena, const struct chart *wide,
                                const struct chart *narrow)
{
    struct chart *pair = arena_allocate(arena, sizeof *pair);

    if (pair == NULL || wide->is_short || narrow->is_short)
        return &chart_without_memory;
    *pair = *wide;
    pair->narrow = narrow;
    return pair;
}

static const struct chart *copy_chart(struct canvas *canvas)
{
    struct chart *chart = arena_allocate(canvas->arena, sizeof *chart);
    char *key = arena_format(canvas->arena, "%s", canvas->key);
    char *script = arena_text(canvas->arena, canvas->script.length == 0 ? "" : canvas->script.bytes,
                              canvas->script.length);

    if (chart == NULL || key == NULL || script == NULL || canvas->is_short ||
        canvas->script.is_short)
        return &chart_without_memory;
    *chart = (struct chart){.key = key,
                            .template = canvas->template,
                            .width_px = (int)canvas->width_px,
                            .height_px = (int)ceil(canvas->height_px),
                            .script = {script, canvas->script.length},
                            .labels = canvas->labels,
                            .label_count = canvas->label_count,
                            .nothing = canvas->nothing};
    return chart;
}

const struct chart *canvas_close(struct canvas *canvas)
{
    const struct chart *chart = copy_chart(canvas);

    buffer_release(&canvas->script);
    return chart;
}

void canvas_nothing(struct canvas *canvas, const char *reason)
{
    if (canvas->nothing == NULL)
        canvas->nothing = reason;
}

static void append_number(struct canvas *canvas, double value)
{
    if (isfinite(value))
        buffer_format(&canvas->script, "%.9g", value == 0 ? 0 : value);
    else
        buffer_text(&canvas->script, "NaN");
}

/* Always a real number: gnuplot divides whole ones as whole ones. */
static void append_assignment(struct canvas *canvas, double value)
{
    size_t start = canvas->script.length;

    buffer_text(&canvas->script, " = ");
    append_number(canvas, value);
    if (isfinite(value) && !canvas->script.is_short &&
        strpbrk(canvas->script.bytes + start, ".e") == NULL)
        buffer_text(&canvas->script, ".0");
    buffer_byte(&canvas->script, '\n');
}

void canvas_number(struct canvas *canvas, const char *name, double value)
{
    buffer_text(&canvas->script, name);
    append_assignment(canvas, value);
}

static void area_number(struct canvas *canvas, const char *name, const char *what, double value)
{
    buffer_format(&canvas->script, "%s_%s", name, what);
    append_assignment(canvas, value);
}

void canvas_area(struct canvas *canvas, const char *name, const struct scale *x,
                 const struct scale *y)
{
    bool is_down = y->low_px < y->high_px;

    area_number(canvas, name, "L", x->low_px);
    area_number(canvas, name, "R", x->high_px);
    area_number(canvas, name, "T", is_down ? y->low_px : y->high_px);
    area_number(canvas, name, "B", is_down ? y->high_px : y->low_px);
    area_number(canvas, name, "X0", x->low);
    area_number(canvas, name, "X1", x->high);
    area_number(canvas, name, "Y0", is_down ? y->high : y->low);
    area_number(canvas, name, "Y1", is_down ? y->low : y->high);
}

static const char block_end[] = "END_OF_DATA\n";

void canvas_block(struct canvas *canvas, const char *name)
{
    buffer_format(&canvas->script, "$%s << %s", name, block_end);
}

void canvas_values(struct canvas *canvas, const double *values, size_t count)
{
    if (!isfinite(values[0]))
        return;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_byte(&canvas->script, ' ');
        append_number(canvas, values[i]);
    }
    buffer_byte(&canvas->script, '\n');
}

void canvas_band_row(struct canvas *canvas, double x, double low, double high)
{
    if (isfinite(low) && isfinite(high))
        CANVAS_ROW(canvas, x, low, high);
}

void canvas_block_end(struct canvas *canvas)
{
    size_t length = sizeof block_end - 1;

    if (canvas->script.length >= length &&
        memcmp(canvas->script.bytes + canvas->script.length - length, block_end, length) == 0)
        buffer_text(&canvas->script, "NaN NaN NaN NaN NaN NaN NaN NaN\n");
    buffer_text(&canvas->script, block_end);
}

void canvas_grid_x(struct canvas *canvas, const char *name, const struct ticks *ticks,
                   const struct scale *y)
{
    canvas_block(canvas, name);
    for (size_t i = 0; i < ticks->count; i++)
        CANVAS_ROW(canvas, ticks->at[i], y->low, 0, y->high - y->low);
    canvas_block_end(canvas);
}

void canvas_grid_y(struct canvas *canvas, const char *name, const struct ticks *ticks,
                   const struct scale *x)
{
    canvas_block(canvas, name);
    for (size_t i = 0; i < ticks->count; i++)
        CANVAS_ROW(canvas, x->low, ticks->at[i], x->high - x->low, 0);
    canvas_block_end(canvas);
}
