#include "charts/change_strip.h"

#include <math.h>

#include "charts/drawing/canvas.h"

enum { LEFT = 52, TOP = 34, BOTTOM = 210, STRIP_TOP = 232, STRIP_BOTTOM = 262 };

struct frame {
    struct scale x, y, chance;
    bool has_change;
    double bottom;
};

static struct frame frame_of(const struct change_strip_chart *change, double width_px)
{
    struct range range = RANGE_EMPTY;
    double most = 0;
    const char *words[] = {change->promise_text, change->set_text};
    double right = fmax(labels_width(words, 2, LABEL_SMALL_PX, false),
                        labels_width(&change->after_text, 1, LABEL_SIZE_PX, true));
    struct frame frame = {.has_change = change->change_at < change->count};

    for (size_t i = 0; i < change->count; i++) {
        range_add(&range, change->weeks[i].ratio);
        most = fmax(most, change->weeks[i].probability);
    }
    range_add(&range, change->promise);
    range_add(&range, change->ratio_least);
    range_add(&range, change->ratio_most);
    range = range_to_ticks(range, 6);
    frame.bottom = frame.has_change ? STRIP_BOTTOM : BOTTOM;
    frame.x = (struct scale){-0.5, (double)change->count - 0.5, LEFT,
                             width_px - 14 - fmin(right, width_px / 4), false};
    frame.y = (struct scale){range.low, range.high, BOTTOM, TOP, false};
    frame.chance = (struct scale){0, most > 0 ? most : 1, STRIP_BOTTOM, STRIP_TOP, false};
    return frame;
}

static void week_rows(struct canvas *canvas, const struct change_strip_chart *change,
                      const struct frame *frame)
{
    canvas_block(canvas, "weeks");
    for (size_t i = 0; i < change->count; i++)
        CANVAS_ROW(canvas, (double)i, change->weeks[i].ratio);
    canvas_block_end(canvas);
    canvas_block(canvas, "set");
    for (size_t i = 0; i < change->count; i++)
        if (change->weeks[i].is_in_set && frame->has_change)
            CANVAS_ROW(canvas, (double)i - 0.5, (double)i + 0.5);
    canvas_block_end(canvas);
    canvas_block(canvas, "chance");
    for (size_t i = 0; i < change->count; i++)
        if (change->weeks[i].probability > 0)
            CANVAS_ROW(canvas, (double)i, change->weeks[i].probability, change->weeks[i].is_in_set);
    canvas_block_end(canvas);
}

static void level_rows(struct canvas *canvas, const struct change_strip_chart *change,
                       const struct frame *frame)
{
    double at = frame->has_change ? (double)change->change_at - 0.5 : frame->x.high;

    canvas_block(canvas, "levels");
    if (isfinite(change->before))
        CANVAS_ROW(canvas, -0.5, change->before, at + 0.5, 0);
    if (frame->has_change && isfinite(change->after))
        CANVAS_ROW(canvas, at, change->after, frame->x.high - at, 0);
    canvas_block_end(canvas);
    canvas_block(canvas, "change");
    if (frame->has_change)
        CANVAS_ROW(canvas, at, frame->y.low, 0, frame->y.high - frame->y.low);
    canvas_block_end(canvas);
}

static void keep_off_weeks(struct canvas *canvas, const struct change_strip_chart *change,
                           const struct frame *frame)
{
    for (size_t i = 0; i < change->count; i++) {
        double x = scale_px(&frame->x, (double)i), y = scale_px(&frame->y, change->weeks[i].ratio);
        if (isfinite(y))
            canvas_keep_off(canvas, (struct box){x - 5, x + 5, y - 5, y + 5});
        if (isfinite(y) && i > 0 && isfinite(change->weeks[i - 1].ratio))
            canvas_keep_off_line(canvas, scale_px(&frame->x, (double)i - 1),
                                 scale_px(&frame->y, change->weeks[i - 1].ratio), x, y);
    }
}

/* The words of a level: over or under its line, at either end of it. */
static void level_words(struct canvas *canvas, const struct frame *frame, const char *text,
                        double level, double left, double right)
{
    struct box inside = {frame->x.low_px, frame->x.high_px, TOP - 4, BOTTOM - 2};
    double y = scale_px(&frame->y, level);
    struct label places[8];

    for (size_t i = 0; i < 8; i++)
        places[i] = (struct label){.text = text,
                                   .x_px = i % 2 == 0 ? left + 6 : right - 6,
                                   .y_px = y + (i % 4 < 2 ? -12 : 12) * (i < 4 ? 1 : 2.4),
                                   .align = i % 2 == 0 ? LABEL_LEFT : LABEL_RIGHT,
                                   .colour = COLOUR_SUBJECT,
                                   .is_bold = true};
    if (isfinite(y))
        canvas_label_free(canvas, places, 8, &inside);
}

static void right_words(struct canvas *canvas, const struct change_strip_chart *change,
                        const struct frame *frame)
{
    double x = frame->x.high_px + 8;
    const struct label labels[] = {
        {.text = frame->has_change ? change->after_text : NULL,
         .x_px = x,
         .y_px = scale_px(&frame->y, change->after),
         .colour = COLOUR_SUBJECT,
         .is_bold = true},
        {.text = change->promise_text,
         .x_px = x,
         .y_px = scale_px(&frame->y, change->promise),
         .size_px = LABEL_SMALL_PX},
    };

    canvas_column(canvas, labels, 2, 17, TOP, BOTTOM);
}

/* What the strip is, and beside it the weeks that hold nine tenths of the chance; where there is no
 * room beside it these alone, above it. */
static void set_words(struct canvas *canvas, const struct change_strip_chart *change,
                      const struct frame *frame)
{
    double room = canvas->width_px - frame->x.high_px - 8;
    bool is_beside = labels_width(&change->set_text, 1, LABEL_SMALL_PX, false) <= 2 * room;

    canvas_label(canvas, &(struct label){.text = is_beside ? change->set_title : change->set_text,
                                         .x_px = is_beside ? LEFT : 4,
                                         .y_px = STRIP_TOP - 7,
                                         .colour = COLOUR_MUTED,
                                         .size_px = LABEL_SMALL_PX});
    if (is_beside)
        canvas_label_lines(canvas,
                           &(struct label){.text = change->set_text,
                                           .x_px = frame->x.high_px + 8,
                                           .y_px = STRIP_BOTTOM - 8,
                                           .colour = COLOUR_MUTED,
                                           .size_px = LABEL_SMALL_PX},
                           room);
}

static void words(struct canvas *canvas, const struct change_strip_chart *change,
                  const struct frame *frame)
{
    double at =
        frame->has_change ? scale_px(&frame->x, (double)change->change_at - 0.5) : frame->x.high_px;
    bool is_late = at > (frame->x.low_px + frame->x.high_px) / 2;
    double width = labels_width(&change->change_text, 1, LABEL_SIZE_PX, true);

    if (frame->has_change) {
        canvas_label(canvas,
                     &(struct label){.text = change->change_text,
                                     .x_px = is_late ? fmax(at + 4, width)
                                                     : fmin(at - 4, canvas->width_px - width),
                                     .y_px = 14,
                                     .align = is_late ? LABEL_RIGHT : LABEL_LEFT,
                                     .is_bold = true});
        set_words(canvas, change, frame);
    }
    right_words(canvas, change, frame);
    level_words(canvas, frame, change->before_text, change->before, frame->x.low_px, at);
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct change_strip_chart *change, double width_px)
{
    struct frame frame = frame_of(change, width_px);
    struct canvas canvas = canvas_open(arena, key, "change_strip", width_px, frame.bottom + 30);
    struct ticks ratios = ticks_within(frame.y.low, frame.y.high, 6);

    if (change->count == 0)
        canvas_nothing(&canvas, "no week to show");
    canvas_area(&canvas, "A", &frame.x, &frame.y);
    canvas_area(&canvas, "B", &frame.x, &frame.chance);
    canvas_number(&canvas, "HAS_CHANGE", frame.has_change);
    canvas_number(&canvas, "PROMISE", change->promise);
    canvas_grid_y(&canvas, "grid", &ratios, &frame.x);
    week_rows(&canvas, change, &frame);
    level_rows(&canvas, change, &frame);
    canvas_words_y(&canvas, &change->ratios, &ratios, &frame.y, LEFT - 8);
    canvas_ticks_x(&canvas, change->ticks, change->tick_count, &frame.x, frame.bottom + 17);
    keep_off_weeks(&canvas, change, &frame);
    words(&canvas, change, &frame);
    return canvas_close(&canvas);
}

const struct chart *chart_change_strip(struct arena *arena, const char *key,
                                       const struct change_strip_chart *change)
{
    return canvas_pair(arena, in_width(arena, key, change, CANVAS_WIDE_PX),
                       in_width(arena, key, change, CANVAS_NARROW_PX));
}
