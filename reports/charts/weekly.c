#include "charts/weekly.h"

#include <math.h>

#include "charts/drawing/canvas.h"

enum { LEFT = 52, TOP = 34, BOTTOM = 224, MOVE_TOP = 262, MOVE_BOTTOM = 316, WORD_GAP = 17 };
enum { SIGNAL_PLACES = 8 };

struct frame {
    struct scale x, y, move;
    bool has_moves;
    double bottom;
};

static double week_px(const struct frame *frame, size_t week)
{
    return scale_px(&frame->x, (double)week);
}

static struct scale value_scale(const struct weekly_chart *weekly)
{
    struct range range = RANGE_EMPTY;

    for (size_t i = 0; i < weekly->count; i++) {
        const struct weekly_point *point = &weekly->points[i];
        const double values[] = {point->value, point->low, point->centre, point->high};
        for (size_t k = 0; k < 4; k++)
            range_add(&range, values[k]);
    }
    range_add(&range, weekly->promise);
    range_add(&range, weekly->value_least);
    range_add(&range, weekly->value_most);
    range = range_to_ticks(range, 6);
    return (struct scale){range.low, range.high, BOTTOM, TOP, false};
}

static struct scale move_scale(const struct weekly_chart *weekly)
{
    struct range range = {0, 0};

    for (size_t i = 0; i < weekly->count; i++)
        range_add(&range, weekly->points[i].move);
    range_add(&range, weekly->move_limit);
    range = range_to_ticks(range, 4);
    return (struct scale){0, range.high, MOVE_BOTTOM, MOVE_TOP, false};
}

static double limit_of(const struct weekly_point *point, int which)
{
    return which == 0 ? point->low : which == 1 ? point->centre : point->high;
}

/* One level of each week as lines half a week to both sides; weeks at one level share a line. */
static void limit_lines(struct canvas *canvas, const char *name, const struct weekly_chart *weekly,
                        int which)
{
    canvas_block(canvas, name);
    for (size_t i = 0; i < weekly->count;) {
        double level = limit_of(&weekly->points[i], which);
        size_t end = i + 1;
        while (end < weekly->count && limit_of(&weekly->points[end], which) == level)
            end++;
        if (isfinite(level))
            CANVAS_ROW(canvas, (double)i - 0.5, level, (double)(end - i), 0);
        i = end;
    }
    canvas_block_end(canvas);
}

static void point_rows(struct canvas *canvas, const struct weekly_chart *weekly)
{
    canvas_block(canvas, "weeks");
    for (size_t i = 0; i < weekly->count; i++)
        CANVAS_ROW(canvas, (double)i, weekly->points[i].value, weekly->points[i].is_signal);
    canvas_block_end(canvas);
    canvas_block(canvas, "moves");
    for (size_t i = 0; i < weekly->count; i++)
        CANVAS_ROW(canvas, (double)i, weekly->points[i].move, weekly->points[i].is_move_signal);
    canvas_block_end(canvas);
}

/* The level of the last week that has one: where the words of a limit stand. */
static double last_level(const struct weekly_chart *weekly, int which)
{
    for (size_t i = weekly->count; i > 0; i--)
        if (isfinite(limit_of(&weekly->points[i - 1], which)))
            return limit_of(&weekly->points[i - 1], which);
    return NAN;
}

static void limit_words(struct canvas *canvas, const struct weekly_chart *weekly,
                        const struct frame *frame)
{
    double x = frame->x.high_px + 8;
    struct label labels[] = {
        {.text = weekly->high_text, .y_px = scale_px(&frame->y, last_level(weekly, 2))},
        {.text = weekly->centre_text, .y_px = scale_px(&frame->y, last_level(weekly, 1))},
        {.text = weekly->low_text, .y_px = scale_px(&frame->y, last_level(weekly, 0))},
        {.text = weekly->promise_text, .y_px = scale_px(&frame->y, weekly->promise)},
    };
    const enum colour colours[] = {COLOUR_MUTED, COLOUR_SUBJECT, COLOUR_MUTED, COLOUR_INK};

    for (size_t i = 0; i < 4; i++) {
        labels[i].x_px = x;
        labels[i].colour = colours[i];
        labels[i].size_px = LABEL_SMALL_PX;
        labels[i].is_bold = i == 1;
    }
    canvas_column(canvas, labels, 4, WORD_GAP, TOP - 8, BOTTOM);
    if (frame->has_moves)
        canvas_label_lines(canvas,
                           &(struct label){.text = weekly->move_limit_text,
                                           .x_px = x,
                                           .y_px = scale_px(&frame->move, weekly->move_limit),
                                           .colour = COLOUR_MUTED,
                                           .size_px = LABEL_SMALL_PX},
                           canvas->width_px - x);
}

static void keep_off_points(struct canvas *canvas, const struct weekly_chart *weekly,
                            const struct frame *frame)
{
    double x0 = NAN, y0 = NAN;

    for (size_t i = 0; i < weekly->count; i++) {
        double x = week_px(frame, i), y = scale_px(&frame->y, weekly->points[i].value);
        if (isfinite(y) && isfinite(y0))
            canvas_keep_off_line(canvas, x0, y0, x, y);
        if (isfinite(y))
            canvas_keep_off(canvas, (struct box){x - 5, x + 5, y - 5, y + 5});
        x0 = x;
        y0 = y;
    }
}

/* Around a point: above, left and right of it, then farther up, then below. */
static void signal_words(struct canvas *canvas, const struct weekly_chart *weekly,
                         const struct frame *frame)
{
    static const double dx[SIGNAL_PLACES] = {0, 9, -9, 9, -9, 0, 0, -9};
    static const double dy[SIGNAL_PLACES] = {-14, -10, -10, 0, 0, -28, 15, 14};
    static const enum label_align align[SIGNAL_PLACES] = {LABEL_CENTRE, LABEL_LEFT,  LABEL_RIGHT,
                                                          LABEL_LEFT,   LABEL_RIGHT, LABEL_CENTRE,
                                                          LABEL_CENTRE, LABEL_RIGHT};
    struct box inside = {frame->x.low_px, frame->x.high_px, TOP - 16, BOTTOM};

    for (size_t i = 0; i < weekly->count; i++) {
        struct label places[SIGNAL_PLACES];
        for (size_t k = 0; k < SIGNAL_PLACES; k++)
            places[k] =
                (struct label){.text = weekly->points[i].signal,
                               .x_px = week_px(frame, i) + dx[k],
                               .y_px = scale_px(&frame->y, weekly->points[i].value) + dy[k],
                               .align = align[k],
                               .colour = weekly->points[i].is_signal ? COLOUR_BAD : COLOUR_INK,
                               .size_px = LABEL_SMALL_PX,
                               .is_bold = true};
        if (isfinite(weekly->points[i].value))
            canvas_label_free(canvas, places, SIGNAL_PLACES, &inside);
    }
}

/* A bracket along the bottom, with its words on it or, where marks stand, under it. */
static void base_bracket(struct canvas *canvas, const struct weekly_chart *weekly,
                         const struct frame *frame)
{
    struct box inside = {frame->x.low_px, frame->x.high_px, TOP - 8, BOTTOM + 12};
    double left = frame->x.low_px + 6;

    canvas_block(canvas, "base");
    if (weekly->base_count > 0 && weekly->base_count < weekly->count)
        CANVAS_ROW(canvas, -0.5, (double)weekly->base_count - 0.5);
    canvas_block_end(canvas);
    struct label places[] = {
        {.text = weekly->base_text, .x_px = left, .y_px = BOTTOM - 19},
        {.text = weekly->base_text, .x_px = left, .y_px = BOTTOM + 1},
    };
    for (size_t i = 0; i < 2; i++) {
        places[i].colour = COLOUR_MUTED;
        places[i].size_px = LABEL_SMALL_PX;
    }
    if (weekly->base_count > 0 && weekly->base_count < weekly->count)
        canvas_label_free(canvas, places, 2, &inside);
}

static void axis_words(struct canvas *canvas, const struct weekly_chart *weekly,
                       const struct frame *frame, const struct ticks *values,
                       const struct ticks *moves)
{
    struct label title = {.text = weekly->title,
                          .x_px = LEFT,
                          .y_px = 10,
                          .colour = COLOUR_MUTED,
                          .size_px = LABEL_SMALL_PX};

    canvas_label(canvas, &title);
    canvas_words_y(canvas, &weekly->values, values, &frame->y, LEFT - 8);
    if (frame->has_moves) {
        title.text = weekly->move_title;
        title.y_px = MOVE_TOP - 16;
        canvas_label(canvas, &title);
        canvas_words_y(canvas, &weekly->moves, moves, &frame->move, LEFT - 8);
    }
    canvas_ticks_x(canvas, weekly->ticks, weekly->tick_count, &frame->x, frame->bottom + 17);
}

static struct frame frame_of(const struct weekly_chart *weekly, double width_px)
{
    const char *words[] = {weekly->high_text, weekly->low_text, weekly->promise_text,
                           weekly->move_limit_text};
    double right = fmax(labels_width(words, 4, LABEL_SMALL_PX, false),
                        labels_width(&weekly->centre_text, 1, LABEL_SMALL_PX, true));
    struct frame frame = {.y = value_scale(weekly), .move = move_scale(weekly)};

    frame.has_moves = isfinite(weekly->move_limit);
    frame.bottom = frame.has_moves ? MOVE_BOTTOM : BOTTOM;
    frame.x = (struct scale){-0.5, (double)weekly->count - 0.5, LEFT,
                             width_px - 12 - fmin(right, width_px / 3.6), false};
    return frame;
}

static bool has_values(const struct weekly_chart *weekly)
{
    for (size_t i = 0; i < weekly->count; i++)
        if (isfinite(weekly->points[i].value))
            return true;
    return false;
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct weekly_chart *weekly, double width_px)
{
    struct frame frame = frame_of(weekly, width_px);
    struct canvas canvas = canvas_open(arena, key, "weekly", width_px, frame.bottom + 30);
    struct ticks values = ticks_within(frame.y.low, frame.y.high, 6);
    struct ticks moves = ticks_within(frame.move.low, frame.move.high, 4);

    if (!has_values(weekly))
        canvas_nothing(&canvas, "no week has a known value");
    canvas_area(&canvas, "A", &frame.x, &frame.y);
    canvas_area(&canvas, "B", &frame.x, &frame.move);
    canvas_number(&canvas, "HAS_MOVES", frame.has_moves);
    canvas_number(&canvas, "MOVE_LIMIT", weekly->move_limit);
    canvas_number(&canvas, "PROMISE", weekly->promise);
    canvas_grid_y(&canvas, "grid", &values, &frame.x);
    canvas_grid_y(&canvas, "move_grid", &moves, &frame.x);
    limit_lines(&canvas, "low", weekly, 0);
    limit_lines(&canvas, "centre", weekly, 1);
    limit_lines(&canvas, "high", weekly, 2);
    point_rows(&canvas, weekly);
    axis_words(&canvas, weekly, &frame, &values, &moves);
    limit_words(&canvas, weekly, &frame);
    keep_off_points(&canvas, weekly, &frame);
    signal_words(&canvas, weekly, &frame);
    base_bracket(&canvas, weekly, &frame);
    return canvas_close(&canvas);
}

const struct chart *chart_weekly(struct arena *arena, const char *key,
                                 const struct weekly_chart *weekly)
{
    return canvas_pair(arena, in_width(arena, key, weekly, CANVAS_WIDE_PX),
                       in_width(arena, key, weekly, CANVAS_NARROW_PX));
}
