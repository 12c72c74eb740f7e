#include "charts/small_multiples.h"

#include <assert.h>
#include <math.h>

#include "charts/drawing/canvas.h"

enum { TOP = 50, BOTTOM = 168, HEIGHT = 196, GAP = 22, MARGIN = 8, NARROW_COLUMNS = 2 };

struct frame {
    struct scale y;
    double left, panel_width;
    size_t columns;
};

static double panel_left(const struct frame *frame, size_t panel)
{
    return frame->left + (double)(panel % frame->columns) * (frame->panel_width + GAP);
}

static double panel_top(const struct frame *frame, size_t panel)
{
    size_t row = frame->columns > 0 ? panel / frame->columns : 0;

    return (double)row * HEIGHT;
}

static struct frame frame_of(const struct small_multiples_chart *multiples,
                             const struct ticks *ticks, struct range range, double width_px)
{
    struct frame frame = {.y = {0, range.high, BOTTOM, TOP, false}, .left = 26};
    bool is_narrow = width_px < CANVAS_WIDE_PX;

    for (size_t i = 0; multiples->values.text != NULL && i < ticks->count; i++) {
        const char *text =
            multiples->values.text(multiples->values.context, ticks->at[i], ticks->step);
        frame.left = fmax(frame.left, labels_width(&text, 1, LABEL_SMALL_PX, false) + 12);
    }
    frame.columns = is_narrow && multiples->panel_count > NARROW_COLUMNS ? NARROW_COLUMNS
                                                                         : multiples->panel_count;
    frame.panel_width = (width_px - MARGIN - frame.left - GAP * (double)(frame.columns - 1)) /
                        (double)frame.columns;
    return frame;
}

/* Period and the value of each panel; panels that are not there are NaN. */
static void value_rows(struct canvas *canvas, const struct small_multiples_chart *multiples)
{
    canvas_block(canvas, "values");
    for (size_t i = 0; i < multiples->value_count; i++) {
        double row[PANELS_MOST + 1] = {(double)i};
        for (size_t panel = 0; panel < PANELS_MOST; panel++)
            row[panel + 1] =
                panel < multiples->panel_count ? multiples->panels[panel].values[i] : NAN;
        canvas_values(canvas, row, PANELS_MOST + 1);
    }
    canvas_block_end(canvas);
    canvas_block(canvas, "last");
    for (size_t panel = 0; panel < multiples->panel_count; panel++)
        CANVAS_ROW(canvas, (double)multiples->value_count - 1,
                   multiples->panels[panel].values[multiples->value_count - 1], (double)panel + 1);
    canvas_block_end(canvas);
}

static void panel_words(struct canvas *canvas, const struct small_multiples_chart *multiples,
                        const struct frame *frame, size_t panel)
{
    double left = panel_left(frame, panel), width = frame->panel_width;
    double top = panel_top(frame, panel);
    struct label label = {.text = multiples->panels[panel].name,
                          .x_px = left,
                          .y_px = top + 11,
                          .is_bold = true,
                          .most_px = width + GAP - 8};

    canvas_label(canvas, &label);
    label = (struct label){.text = multiples->panels[panel].last,
                           .x_px = left,
                           .y_px = top + 28,
                           .colour = COLOUR_MUTED,
                           .size_px = LABEL_SMALL_PX,
                           .most_px = width + GAP - 8};
    canvas_label(canvas, &label);
    label.text = multiples->first_text;
    label.y_px = top + BOTTOM + 15;
    label.most_px = width * 0.5;
    canvas_label(canvas, &label);
    label.text = multiples->last_text;
    label.x_px = left + width;
    label.align = LABEL_RIGHT;
    canvas_label(canvas, &label);
}

static struct range values_range(const struct small_multiples_chart *multiples)
{
    struct range range = RANGE_EMPTY;

    for (size_t panel = 0; panel < multiples->panel_count; panel++)
        for (size_t i = 0; i < multiples->value_count; i++)
            range_add(&range, multiples->panels[panel].values[i]);
    return range;
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct small_multiples_chart *multiples, double width_px)
{
    assert(multiples->panel_count <= PANELS_MOST);
    struct canvas canvas = canvas_open(arena, key, "small_multiples", width_px, HEIGHT);
    struct range range = values_range(multiples);

    if (range_is_empty(&range) || multiples->value_count < 2) {
        canvas_nothing(&canvas, "a course needs two periods at least");
        return canvas_close(&canvas);
    }
    range = range_to_ticks((struct range){0, range.high}, 4);
    struct ticks ticks = ticks_within(0, range.high, 4);
    struct frame frame = frame_of(multiples, &ticks, range, width_px);
    canvas.height_px = panel_top(&frame, multiples->panel_count - 1) + HEIGHT;
    struct scale x = {0, (double)multiples->value_count - 1, frame.left,
                      frame.left + frame.panel_width, false};
    canvas_area(&canvas, "A", &x, &frame.y);
    canvas_number(&canvas, "PANELS", (double)multiples->panel_count);
    canvas_number(&canvas, "PANEL_WIDTH", frame.panel_width);
    canvas_number(&canvas, "PANEL_STEP", frame.panel_width + GAP);
    canvas_number(&canvas, "COLUMNS", (double)frame.columns);
    canvas_number(&canvas, "ROW_STEP", HEIGHT);
    canvas_grid_y(&canvas, "grid", &ticks, &x);
    value_rows(&canvas, multiples);
    for (size_t panel = 0; panel < multiples->panel_count; panel += frame.columns) {
        struct scale y = frame.y;
        y.low_px += panel_top(&frame, panel);
        y.high_px += panel_top(&frame, panel);
        canvas_words_y(&canvas, &multiples->values, &ticks, &y, frame.left - 8);
    }
    for (size_t panel = 0; panel < multiples->panel_count; panel++)
        panel_words(&canvas, multiples, &frame, panel);
    return canvas_close(&canvas);
}

const struct chart *chart_small_multiples(struct arena *arena, const char *key,
                                          const struct small_multiples_chart *multiples)
{
    return canvas_pair(arena, in_width(arena, key, multiples, CANVAS_WIDE_PX),
                       in_width(arena, key, multiples, CANVAS_NARROW_PX));
}
