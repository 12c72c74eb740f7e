#include "charts/frontier.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "charts/drawing/canvas.h"

enum { TOP = 34, BOTTOM = 290, HEIGHT = 338, MARGIN = 20, NEAR = 10 };

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

/* Above or below the point at either side, then straight above or below, then further off. */
static void name_of(struct canvas *canvas, const struct frontier_point *point,
                    const struct frame *frame)
{
    static const struct {
        double x, y;
        enum label_align align;
    } around[] = {{NEAR, -12, LABEL_LEFT},  {-NEAR, -12, LABEL_RIGHT}, {NEAR, 13, LABEL_LEFT},
                  {-NEAR, 13, LABEL_RIGHT}, {0, -18, LABEL_CENTRE},    {0, 19, LABEL_CENTRE},
                  {NEAR, -28, LABEL_LEFT},  {-NEAR, -28, LABEL_RIGHT}, {NEAR, 29, LABEL_LEFT},
                  {-NEAR, 29, LABEL_RIGHT}, {NEAR, -44, LABEL_LEFT},   {-NEAR, -44, LABEL_RIGHT},
                  {NEAR, 45, LABEL_LEFT},   {-NEAR, 45, LABEL_RIGHT}};
    enum { PLACES = sizeof around / sizeof *around };
    struct box inside = {frame->x.low_px + 2, canvas->width_px - 2, TOP - 16, BOTTOM - 2};
    struct label places[PLACES];
    double x = scale_px(&frame->x, point->cost), y = scale_px(&frame->y, point->kept);
    double width = labels_width(&point->name, 1, LABEL_SIZE_PX, true);
    size_t count = 0;

    for (size_t i = 0; i < PLACES; i++) /* a name is not shortened where another place holds it */
        if (around[i].align != LABEL_LEFT || x + NEAR + width < inside.right)
            places[count++] =
                (struct label){.text = point->name,
                               .x_px = x + around[i].x,
                               .y_px = y + around[i].y,
                               .align = around[i].align,
                               .colour = tone_of(point) == 0 ? COLOUR_MUTED : COLOUR_INK,
                               .is_bold = point->is_chosen,
                               .most_px = 300};
    canvas_label_free(canvas, places, count, &inside);
}

/* The recommended one first, then those on the line: a name without room is one that was beaten. */
static void names(struct canvas *canvas, const struct frontier_chart *frontier,
                  const struct frame *frame)
{
    for (size_t i = 0; i < frontier->count; i++)
        if (is_known(&frontier->points[i]))
            keep_off(canvas, &frontier->points[i], frame);
    for (int tone = 2; tone >= 0; tone--)
        for (size_t i = 0; i < frontier->count; i++)
            if (is_known(&frontier->points[i]) && tone_of(&frontier->points[i]) == tone)
                name_of(canvas, &frontier->points[i], frame);
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
