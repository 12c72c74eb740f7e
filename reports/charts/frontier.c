#include "charts/frontier.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "charts/drawing/canvas.h"

enum { TOP = 34, BOTTOM = 290, HEIGHT = 338, MARGIN = 20, NEAR = 9 };
enum { KEY_TOP = BOTTOM + 62, KEY_LINE = 19, KEY_NAME = 24, KEY_GAP = 16 };

struct frame {
    struct scale x, y;
};

static bool is_known(const struct frontier_point *point)
{
    return isfinite(point->cost) && isfinite(point->kept);
}

static struct range extent(const struct frontier_chart *frontier, bool of_cost)
{
    struct range range = RANGE_EMPTY;

    for (size_t i = 0; i < frontier->count; i++) {
        const struct frontier_point *point = &frontier->points[i];
        if (!is_known(point))
            continue;
        range_add(&range, of_cost ? point->cost : point->kept);
        range_add(&range, of_cost ? point->cost_low : point->kept_low);
        range_add(&range, of_cost ? point->cost_high : point->kept_high);
    }
    if (!of_cost)
        range_add(&range, frontier->promise);
    return range;
}

static struct frame frame_of(const struct frontier_chart *frontier, struct range cost,
                             struct range kept, double width_px)
{
    double left = 30;

    kept = range_padded(kept, 0.08);
    kept = (struct range){fmax(kept.low, 0), fmin(kept.high, 1.0)};
    struct ticks ticks = ticks_within(kept.low, kept.high, 6);
    for (size_t i = 0; i < ticks.count && frontier->ratios.text != NULL; i++) {
        const char *text = frontier->ratios.text(frontier->ratios.context, ticks.at[i], ticks.step);
        left = fmax(left, labels_width(&text, 1, LABEL_SMALL_PX, false) + 12);
    }
    cost = range_padded(cost, 0.12);
    return (struct frame){.x = {fmax(cost.low, 0), cost.high, left, width_px - MARGIN, false},
                          .y = {kept.low, kept.high, BOTTOM, TOP, false}};
}

static int by_cost(const void *a, const void *b)
{
    const struct frontier_point *x = *(const struct frontier_point *const *)a;
    const struct frontier_point *y = *(const struct frontier_point *const *)b;

    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    return (x->kept > y->kept) - (x->kept < y->kept);
}

/* The line goes in steps: what lies between two models cannot be bought. */
static void best_line(struct canvas *canvas, const struct frontier_chart *frontier,
                      const struct frame *frame)
{
    const struct frontier_point *best[FRONTIER_POINTS_MOST];
    size_t count = 0;

    for (size_t i = 0; i < frontier->count; i++)
        if (frontier->points[i].is_best && is_known(&frontier->points[i]))
            best[count++] = &frontier->points[i];
    if (count > 0)
        qsort(best, count, sizeof *best, by_cost);
    canvas_block(canvas, "best");
    for (size_t i = 0; i < count; i++) {
        double x = scale_px(&frame->x, best[i]->cost);
        if (i > 0) {
            double before = scale_px(&frame->y, best[i - 1]->kept);
            CANVAS_ROW(canvas, best[i]->cost, best[i - 1]->kept);
            canvas_keep_off_line(canvas, scale_px(&frame->x, best[i - 1]->cost), before, x, before);
            canvas_keep_off_line(canvas, x, before, x, scale_px(&frame->y, best[i]->kept));
        }
        CANVAS_ROW(canvas, best[i]->cost, best[i]->kept);
    }
    canvas_block_end(canvas);
}

/* 0: beaten by another, 1: on the line, 2: the recommended one */
static int tone_of(const struct frontier_point *point)
{
    return point->is_chosen ? 2 : point->is_best ? 1 : 0;
}

static void point_rows(struct canvas *canvas, const struct frontier_chart *frontier)
{
    canvas_block(canvas, "points");
    for (size_t i = 0; i < frontier->count; i++) {
        const struct frontier_point *point = &frontier->points[i];
        if (is_known(point))
            CANVAS_ROW(canvas, point->cost, point->kept, tone_of(point));
    }
    canvas_block_end(canvas);
    canvas_block(canvas, "ranges");
    for (size_t i = 0; i < frontier->count; i++) {
        const struct frontier_point *point = &frontier->points[i];
        if (is_known(point) && isfinite(point->cost_low) && isfinite(point->cost_high))
            CANVAS_ROW(canvas, point->cost_low, point->kept, point->cost_high - point->cost_low, 0,
                       tone_of(point));
        if (is_known(point) && isfinite(point->kept_low) && isfinite(point->kept_high))
            CANVAS_ROW(canvas, point->cost, point->kept_low, 0, point->kept_high - point->kept_low,
                       tone_of(point));
    }
    canvas_block_end(canvas);
}

static void keep_off(struct canvas *canvas, const struct frontier_point *point,
                     const struct frame *frame)
{
    double x = scale_px(&frame->x, point->cost), y = scale_px(&frame->y, point->kept);

    canvas_keep_off(canvas, (struct box){x - 7, x + 7, y - 7, y + 7});
    if (isfinite(point->cost_low) && isfinite(point->cost_high))
        canvas_keep_off_line(canvas, scale_px(&frame->x, point->cost_low), y,
                             scale_px(&frame->x, point->cost_high), y);
    if (isfinite(point->kept_low) && isfinite(point->kept_high))
        canvas_keep_off_line(canvas, x, scale_px(&frame->y, point->kept_low), x,
                             scale_px(&frame->y, point->kept_high));
}

/* The known points in the order of their numbers: from the cheapest. */
static size_t in_order(const struct frontier_chart *frontier,
                       const struct frontier_point *order[FRONTIER_POINTS_MOST])
{
    size_t count = 0;

    for (size_t i = 0; i < frontier->count; i++)
        if (is_known(&frontier->points[i]))
            order[count++] = &frontier->points[i];
    if (count > 0)
        qsort(order, count, sizeof *order, by_cost);
    return count;
}

static struct label words_of(struct canvas *canvas, const struct frontier_point *point,
                             size_t number)
{
    return (struct label){.text = arena_format(canvas->arena, "%zu", number),
                          .colour = tone_of(point) == 0 ? COLOUR_MUTED : COLOUR_INK,
                          .is_bold = point->is_chosen};
}

/* Beside the point, above or below it, then further off. */
static void number_of(struct canvas *canvas, const struct frontier_point *point, size_t number,
                      const struct frame *frame)
{
    static const struct {
        double x, y;
        enum label_align align;
    } around[] = {{NEAR, -11, LABEL_LEFT},  {-NEAR, -11, LABEL_RIGHT}, {NEAR, 11, LABEL_LEFT},
                  {-NEAR, 11, LABEL_RIGHT}, {0, -16, LABEL_CENTRE},    {0, 17, LABEL_CENTRE},
                  {NEAR, -24, LABEL_LEFT},  {-NEAR, -24, LABEL_RIGHT}, {NEAR, 25, LABEL_LEFT},
                  {-NEAR, 25, LABEL_RIGHT}};
    enum { PLACES = sizeof around / sizeof *around };
    struct box inside = {frame->x.low_px + 2, canvas->width_px - 2, TOP - 16, BOTTOM - 2};
    struct label places[PLACES];
    double x = scale_px(&frame->x, point->cost), y = scale_px(&frame->y, point->kept);

    for (size_t i = 0; i < PLACES; i++) {
        places[i] = words_of(canvas, point, number);
        places[i].x_px = x + around[i].x;
        places[i].y_px = y + around[i].y;
        places[i].align = around[i].align;
    }
    canvas_label_free(canvas, places, PLACES, &inside);
}

/* Points lie too near to each other for names beside them: each has a number, and under the plot
 * stands whose it is, in two columns where there is room. */
static void key(struct canvas *canvas, const struct frontier_point *const *order, size_t count)
{
    size_t columns = canvas_is_narrow(canvas) ? 1 : 2, rows = (count + columns - 1) / columns;
    double width = canvas->width_px / (double)columns, bottom = 0;
    double room = width - KEY_NAME - (columns > 1 ? KEY_GAP : 0), y = KEY_TOP;

    for (size_t i = 0; i < count; i++) {
        struct label number = words_of(canvas, order[i], i + 1), name = number;
        size_t column = i / rows;
        name.text = order[i]->name;
        double lines = (double)canvas_line_count(canvas, &name, room);
        y = i % rows == 0 ? KEY_TOP : y;
        number.x_px = 16 + width * (double)column;
        number.y_px = y;
        number.align = LABEL_RIGHT;
        name.x_px = number.x_px + KEY_NAME - 16;
        name.y_px = y + (LABEL_SIZE_PX + 2) * (lines - 1) / 2;
        canvas_label(canvas, &number);
        canvas_label_lines(canvas, &name, room);
        y += KEY_LINE + (LABEL_SIZE_PX + 2) * (lines - 1);
        bottom = fmax(bottom, y);
    }
    canvas->height_px = fmax(HEIGHT, bottom - 4);
}

/* The recommended one is numbered first, then those on the line, while the best places are free. */
static void names(struct canvas *canvas, const struct frontier_chart *frontier,
                  const struct frame *frame)
{
    const struct frontier_point *order[FRONTIER_POINTS_MOST];
    size_t count = in_order(frontier, order);

    for (size_t i = 0; i < count; i++)
        keep_off(canvas, order[i], frame);
    for (int tone = 2; tone >= 0; tone--)
        for (size_t i = 0; i < count; i++)
            if (tone_of(order[i]) == tone)
                number_of(canvas, order[i], i + 1, frame);
    key(canvas, order, count);
}

static void promise(struct canvas *canvas, const struct frontier_chart *frontier,
                    const struct frame *frame)
{
    double y = scale_px(&frame->y, frontier->promise);

    canvas_number(canvas, "PROMISE", frontier->promise);
    if (!isfinite(y))
        return;
    canvas_keep_off_line(canvas, frame->x.low_px, y, frame->x.high_px, y);
    canvas_label(canvas, &(struct label){.text = frontier->promise_text,
                                         .x_px = frame->x.high_px,
                                         .y_px = y - 9,
                                         .align = LABEL_RIGHT,
                                         .size_px = LABEL_SMALL_PX});
}

static void axis_words(struct canvas *canvas, const struct frontier_chart *frontier,
                       const struct frame *frame)
{
    struct ticks ratios = ticks_within(frame->y.low, frame->y.high, 6);
    struct ticks costs =
        ticks_within(frame->x.low, frame->x.high, canvas_is_narrow(canvas) ? 4 : 7);
    struct label title = {.text = frontier->kept_title,
                          .x_px = 2,
                          .y_px = 10,
                          .colour = COLOUR_MUTED,
                          .size_px = LABEL_SMALL_PX};

    canvas_grid_y(canvas, "grid", &ratios, &frame->x);
    canvas_words_y(canvas, &frontier->ratios, &ratios, &frame->y, frame->x.low_px - 8);
    canvas_words_x(canvas, &frontier->costs, &costs, &frame->x, BOTTOM + 16);
    canvas_label(canvas, &title);
    title.text = frontier->cost_title;
    title.x_px = frame->x.high_px;
    title.y_px = BOTTOM + 36;
    title.align = LABEL_RIGHT;
    canvas_label(canvas, &title);
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct frontier_chart *frontier, double width_px)
{
    assert(frontier->count <= FRONTIER_POINTS_MOST);
    struct canvas canvas = canvas_open(arena, key, "frontier", width_px, HEIGHT);
    struct range cost = extent(frontier, true), kept = extent(frontier, false);

    if (range_is_empty(&cost)) {
        canvas_nothing(&canvas, "of no model both cost and service are known");
        return canvas_close(&canvas);
    }
    struct frame frame = frame_of(frontier, cost, kept, width_px);
    canvas_area(&canvas, "A", &frame.x, &frame.y);
    best_line(&canvas, frontier, &frame);
    point_rows(&canvas, frontier);
    axis_words(&canvas, frontier, &frame);
    promise(&canvas, frontier, &frame);
    names(&canvas, frontier, &frame);
    return canvas_close(&canvas);
}

const struct chart *chart_frontier(struct arena *arena, const char *key,
                                   const struct frontier_chart *frontier)
{
    return canvas_pair(arena, in_width(arena, key, frontier, CANVAS_WIDE_PX),
                       in_width(arena, key, frontier, CANVAS_NARROW_PX));
}
