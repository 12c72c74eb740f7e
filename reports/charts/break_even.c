#include "charts/break_even.h"

#include <assert.h>
#include <math.h>

#include "charts/drawing/canvas.h"

enum { TOP = 52, BOTTOM = 264, HEIGHT = 312, EQUAL_Y = 34, KEY_LINE = 16, KEY_NAME = 24 };

static const enum colour colours[MODELS_MOST] = {COLOUR_SUBJECT, COLOUR_OTHER, COLOUR_BETTER};
static const char *const lines[MODELS_MOST] = {"first", "second", "third"};
static const char *const bands[MODELS_MOST] = {"first_band", "second_band", "third_band"};

struct frame {
    struct scale x, y;
};

static struct range extent(const struct break_even_chart *even, bool is_cost)
{
    struct range range = {0, 0};

    for (size_t i = 0; i < even->line_count; i++)
        for (size_t k = 0; k < even->lines[i].count; k++) {
            const struct cost_point *point = &even->lines[i].points[k];
            range_add(&range, is_cost ? point->cost : point->volume);
            range_add(&range, is_cost ? point->high : NAN);
        }
    if (!is_cost)
        range_add(&range, even->now);
    return range;
}

static struct frame frame_of(const struct canvas *canvas, const struct break_even_chart *even)
{
    struct range cost = range_to_ticks(extent(even, true), 6);
    struct range volume = extent(even, false);
    struct ticks ticks = ticks_within(0, cost.high, 6);
    double left = 30, right = 40;

    for (size_t i = 0; i < ticks.count && even->costs.text != NULL; i++) {
        const char *text = even->costs.text(even->costs.context, ticks.at[i], ticks.step);
        left = fmax(left, labels_width(&text, 1, LABEL_SMALL_PX, false) + 12);
    }
    for (size_t i = 0; i < even->line_count && !canvas_is_narrow(canvas); i++)
        right = fmax(right, labels_width(&even->lines[i].name, 1, LABEL_SIZE_PX, true));
    return (struct frame){.x = {0, volume.high > 0 ? volume.high : 1, left,
                                canvas->width_px - fmin(right, canvas->width_px / 3.6) - 14, false},
                          .y = {0, cost.high, BOTTOM, TOP, false}};
}

static void cost_rows(struct canvas *canvas, const struct cost_line *line, const char *name,
                      const char *band)
{
    canvas_block(canvas, name);
    for (size_t k = 0; k < line->count; k++)
        CANVAS_ROW(canvas, line->points[k].volume, line->points[k].cost);
    canvas_block_end(canvas);
    canvas_block(canvas, band);
    for (size_t k = 0; k < line->count; k++)
        canvas_band_row(canvas, line->points[k].volume, line->points[k].low, line->points[k].high);
    canvas_block_end(canvas);
}

static void keep_off_costs(struct canvas *canvas, const struct break_even_chart *even,
                           const struct frame *frame)
{
    for (size_t i = 0; i < even->line_count; i++)
        for (size_t k = 1; k < even->lines[i].count; k++) {
            const struct cost_point *from = &even->lines[i].points[k - 1], *to = from + 1;
            canvas_keep_off_line(canvas, scale_px(&frame->x, from->volume),
                                 scale_px(&frame->y, from->cost), scale_px(&frame->x, to->volume),
                                 scale_px(&frame->y, to->cost));
        }
}

/* A telephone has no room beside the lines: their names stand under the plot. */
static void names_below(struct canvas *canvas, const struct break_even_chart *even)
{
    struct label dash = {.text = "—", .y_px = HEIGHT + 10, .is_bold = true};
    double room = canvas->width_px - KEY_NAME;

    for (size_t i = 0; i < even->line_count && i < MODELS_MOST; i++) {
        struct label name = {.text = even->lines[i].name, .x_px = KEY_NAME, .is_bold = true};
        size_t line_count = canvas_line_count(canvas, &name, room);
        name.colour = dash.colour = colours[i];
        name.y_px = dash.y_px + KEY_LINE * (double)(line_count - 1) / 2;
        canvas_label(canvas, &dash);
        canvas_label_lines(canvas, &name, room);
        dash.y_px += KEY_LINE * (double)line_count + 4;
    }
    canvas->height_px = dash.y_px;
}

static void names(struct canvas *canvas, const struct break_even_chart *even,
                  const struct frame *frame)
{
    struct label labels[MODELS_MOST];

    if (canvas_is_narrow(canvas)) {
        names_below(canvas, even);
        return;
    }
    for (size_t i = 0; i < even->line_count; i++) {
        const struct cost_line *line = &even->lines[i];
        double end = line->count == 0 ? NAN : line->points[line->count - 1].cost;
        labels[i] = (struct label){.text = line->name,
                                   .x_px = frame->x.high_px + 8,
                                   .y_px = scale_px(&frame->y, end),
                                   .colour = colours[i],
                                   .is_bold = true};
    }
    canvas_column(canvas, labels, even->line_count, 18, TOP - 6, BOTTOM - 6);
}

static double between(double value, double low, double high)
{
    return fmin(fmax(value, low), high);
}

/* The range of equal cost as a band with its words on top, and today as a line. */
static void marks(struct canvas *canvas, const struct break_even_chart *even,
                  const struct frame *frame)
{
    double low = between(even->equal_low, 0, frame->x.high);
    double high = between(even->equal_high, 0, frame->x.high);
    double half =
        fmin(labels_width(&even->equal_text, 1, LABEL_SMALL_PX, true), canvas->width_px - 8) / 2;
    double centre = scale_px(&frame->x, isfinite(even->equal) ? even->equal : (low + high) / 2);
    struct box inside = {frame->x.low_px, canvas->width_px, TOP - 6, BOTTOM};
    double now = scale_px(&frame->x, even->now);

    canvas_block(canvas, "equal");
    if (isfinite(even->equal_low) && isfinite(even->equal_high))
        CANVAS_ROW(canvas, low, high, even->equal);
    canvas_block_end(canvas);
    canvas_number(canvas, "NOW", even->now);
    if (isfinite(centre))
        canvas_label_lines(
            canvas,
            &(struct label){.text = even->equal_text,
                            .x_px = between(centre, half + 2, canvas->width_px - half - 2),
                            .y_px = EQUAL_Y,
                            .align = LABEL_CENTRE,
                            .size_px = LABEL_SMALL_PX,
                            .is_bold = true},
            canvas->width_px - 8);
    struct label places[6];
    for (size_t i = 0; i < 6; i++)
        places[i] = (struct label){.text = even->now_text,
                                   .x_px = i % 2 == 0 ? now - 7 : now + 7,
                                   .y_px = i < 2   ? TOP + 10
                                           : i < 4 ? TOP + 60
                                                   : BOTTOM - 12,
                                   .align = i % 2 == 0 ? LABEL_RIGHT : LABEL_LEFT,
                                   .size_px = LABEL_SMALL_PX};
    if (isfinite(now))
        canvas_label_free(canvas, places, 6, &inside);
}

static void axis_words(struct canvas *canvas, const struct break_even_chart *even,
                       const struct frame *frame)
{
    struct ticks costs = ticks_within(0, frame->y.high, 6);
    struct ticks volumes = ticks_within(0, frame->x.high, canvas_is_narrow(canvas) ? 4 : 7);
    struct label title = {.text = even->cost_title,
                          .x_px = 2,
                          .y_px = 10,
                          .colour = COLOUR_MUTED,
                          .size_px = LABEL_SMALL_PX};

    canvas_grid_y(canvas, "grid", &costs, &frame->x);
    canvas_words_y(canvas, &even->costs, &costs, &frame->y, frame->x.low_px - 8);
    canvas_words_x(canvas, &even->volumes, &volumes, &frame->x, BOTTOM + 16);
    canvas_label(canvas, &title);
    title.text = even->volume_title;
    title.x_px = frame->x.high_px;
    title.y_px = BOTTOM + 36;
    title.align = LABEL_RIGHT;
    canvas_label(canvas, &title);
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct break_even_chart *even, double width_px)
{
    assert(even->line_count <= MODELS_MOST);
    struct canvas canvas = canvas_open(arena, key, "break_even", width_px, HEIGHT);
    struct range costs = extent(even, true);

    if (!(costs.high > 0)) {
        canvas_nothing(&canvas, "no cost is known");
        return canvas_close(&canvas);
    }
    struct frame frame = frame_of(&canvas, even);
    canvas_area(&canvas, "A", &frame.x, &frame.y);
    for (size_t i = 0; i < MODELS_MOST; i++)
        cost_rows(&canvas, i < even->line_count ? &even->lines[i] : &(struct cost_line){0},
                  lines[i], bands[i]);
    axis_words(&canvas, even, &frame);
    names(&canvas, even, &frame);
    keep_off_costs(&canvas, even, &frame);
    marks(&canvas, even, &frame);
    return canvas_close(&canvas);
}

const struct chart *chart_break_even(struct arena *arena, const char *key,
                                     const struct break_even_chart *even)
{
    return canvas_pair(arena, in_width(arena, key, even, CANVAS_WIDE_PX),
                       in_width(arena, key, even, CANVAS_NARROW_PX));
}
