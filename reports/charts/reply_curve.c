#include "charts/reply_curve.h"

#include <math.h>

#include "charts/drawing/canvas.h"

enum { HEIGHT = 330, LEFT = 52, TOP = 18, BOTTOM = 290, WORDS_Y = 307, RING = 8 };

/* A step that moves the curve by less than this is left to the next one: of a band, which is pale,
 * more is left. */
#define LEAST_STEP_PX 2.0
#define LEAST_BAND_STEP_PX 4.0

struct frame {
    struct scale x, y;
};

static struct range times_of(const struct reply_curve_chart *curve)
{
    struct range range = RANGE_EMPTY;

    for (size_t i = 0; i < curve->point_count; i++)
        range_add(&range, curve->points[i].at_s > 0 ? curve->points[i].at_s : NAN);
    for (size_t i = 0; i < curve->earlier_count; i++)
        range_add(&range, curve->earlier[i].at_s > 0 ? curve->earlier[i].at_s : NAN);
    if (!range_is_empty(&range))
        range_add(&range, curve->promise_s > 0 ? curve->promise_s : NAN);
    return range;
}

static struct scale time_scale(const struct reply_curve_chart *curve, double right_px)
{
    struct range range = times_of(curve);
    double low = curve->first_s > 0 ? curve->first_s : fmin(fmax(range.low, 1), 60);
    double high = curve->last_s > low ? curve->last_s : fmax(range.high, low * 10);

    return (struct scale){low, high, LEFT, right_px, true};
}

/* One corner of the steps: of the curve, or of its band. */
static void corner(struct canvas *canvas, double at_s, const struct reply_point *held, bool is_band)
{
    if (is_band)
        canvas_band_row(canvas, at_s, held->low, held->high);
    else
        CANVAS_ROW(canvas, at_s, held->ratio);
}

/* The corners of the steps inside the axis: each holds its share until the next time. */
static void steps(struct canvas *canvas, const char *name, const struct reply_point *points,
                  size_t count, const struct frame *frame, bool is_band)
{
    struct reply_point held = {frame->x.low, 0, NAN, NAN};
    double last_y = INFINITY, least_px = is_band ? LEAST_BAND_STEP_PX : LEAST_STEP_PX;
    size_t at = 0;

    canvas_block(canvas, name);
    for (; at < count && points[at].at_s <= frame->x.low; at++)
        held = points[at];
    corner(canvas, frame->x.low, &held, is_band);
    for (; at < count && points[at].at_s <= frame->x.high; at++) {
        double y = scale_px(&frame->y, points[at].ratio);
        if (fabs(y - last_y) < least_px && at + 1 < count)
            continue;
        corner(canvas, points[at].at_s, &held, is_band);
        held = points[at];
        corner(canvas, held.at_s, &held, is_band);
        last_y = y;
    }
    corner(canvas, frame->x.high, &held, is_band);
    canvas_block_end(canvas);
}

static double share_at(const struct reply_point *points, size_t count, double at_s)
{
    double ratio = 0;

    for (size_t i = 0; i < count && points[i].at_s <= at_s; i++)
        ratio = points[i].ratio;
    return ratio;
}

static void keep_off_curve(struct canvas *canvas, const struct reply_point *points, size_t count,
                           const struct frame *frame)
{
    double x0 = NAN, y0 = NAN;

    for (size_t i = 0; i < count; i++) {
        if (points[i].at_s < frame->x.low || points[i].at_s > frame->x.high)
            continue;
        double x = scale_px(&frame->x, points[i].at_s), y = scale_px(&frame->y, points[i].ratio);
        if (isfinite(x0) && x - x0 < 3 && fabs(y - y0) < 3)
            continue;
        canvas_keep_off_line(canvas, isfinite(x0) ? x0 : x, isfinite(y0) ? y0 : y, x, y);
        x0 = x;
        y0 = y;
    }
}

/* Names stand right of the ends of their curves. */
static void name_curves(struct canvas *canvas, const struct reply_curve_chart *curve,
                        const struct frame *frame)
{
    double end_s = frame->x.high;
    struct label names[] = {
        {.text = curve->name,
         .x_px = frame->x.high_px + 8,
         .y_px = scale_px(&frame->y, share_at(curve->points, curve->point_count, end_s)),
         .colour = COLOUR_SUBJECT,
         .is_bold = true},
        {.text = curve->earlier_count > 0 ? curve->earlier_name : NULL,
         .x_px = frame->x.high_px + 8,
         .y_px = scale_px(&frame->y, share_at(curve->earlier, curve->earlier_count, end_s)),
         .colour = COLOUR_EARLIER},
    };

    canvas_column(canvas, names, 2, 17, TOP, BOTTOM);
}

/* What the words about the promise should leave free: the diamond and its two lines. */
static void keep_off_promise(struct canvas *canvas, const struct frame *frame, double x, double y)
{
    canvas_keep_off(canvas, (struct box){x - RING, x + RING, y - RING, y + RING});
    canvas_keep_off_line(canvas, frame->x.low_px, y, x, y);
    canvas_keep_off_line(canvas, x, y, x, BOTTOM);
}

static void promise_words(struct canvas *canvas, const struct reply_curve_chart *curve,
                          const struct frame *frame)
{
    double x = scale_px(&frame->x, curve->promise_s);
    double y = scale_px(&frame->y, curve->promise_ratio);
    struct box inside = {frame->x.low_px + 2, frame->x.high_px, TOP - 12, BOTTOM};
    struct label word = {.text = curve->promise_text, .size_px = LABEL_SMALL_PX};
    struct label places[6];
    const double dx[] = {-10, -10, 12, 12, -10, 12}, dy[] = {-11, 12, -11, 0, -28, -28};

    for (size_t i = 0; i < 6; i++) {
        places[i] = word;
        places[i].x_px = x + dx[i];
        places[i].y_px = y + dy[i];
        places[i].align = dx[i] < 0 ? LABEL_RIGHT : LABEL_LEFT;
    }
    canvas_label_free(canvas, places, 6, &inside);
}

/* Two lines, the share and its range, right below the point on the curve or above it to the left.
 */
static void reached_words(struct canvas *canvas, const struct reply_curve_chart *curve,
                          const struct frame *frame)
{
    double x = scale_px(&frame->x, curve->promise_s);
    double y = scale_px(&frame->y, curve->reached_ratio);
    bool is_left = x > frame->x.low_px + (frame->x.high_px - frame->x.low_px) * 0.7;
    double top = y + 34 < BOTTOM ? y + 14 : y - 34;
    struct label share = {.text = curve->reached_text,
                          .x_px = is_left ? x - 10 : x + 10,
                          .y_px = is_left ? y - 34 : top,
                          .align = is_left ? LABEL_RIGHT : LABEL_LEFT,
                          .colour = COLOUR_SUBJECT,
                          .is_bold = true};
    struct label range = share;

    range.text = curve->reached_range;
    range.y_px += 16;
    range.colour = COLOUR_MUTED;
    range.size_px = LABEL_SMALL_PX;
    range.is_bold = false;
    canvas_label(canvas, &share);
    canvas_label(canvas, &range);
}

static void promise(struct canvas *canvas, const struct reply_curve_chart *curve,
                    const struct frame *frame)
{
    bool is_given = curve->promise_s >= frame->x.low && curve->promise_s <= frame->x.high &&
                    isfinite(curve->promise_ratio);
    bool is_reached = is_given && isfinite(curve->reached_ratio);
    double x = curve->promise_s, y = curve->promise_ratio;

    canvas_block(canvas, "promise_lines");
    if (is_given) {
        CANVAS_ROW(canvas, x, 0, 0, y);
        CANVAS_ROW(canvas, frame->x.low, y, x - frame->x.low, 0);
    }
    canvas_block_end(canvas);
    canvas_block(canvas, "promise");
    if (is_given)
        CANVAS_ROW(canvas, x, y);
    canvas_block_end(canvas);
    canvas_block(canvas, "reached");
    if (is_reached)
        CANVAS_ROW(canvas, x, curve->reached_ratio);
    canvas_block_end(canvas);
    if (is_reached)
        reached_words(canvas, curve, frame);
    if (is_given) {
        keep_off_promise(canvas, frame, scale_px(&frame->x, x), scale_px(&frame->y, y));
        promise_words(canvas, curve, frame);
    }
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct reply_curve_chart *curve, double width_px)
{
    struct canvas canvas = canvas_open(arena, key, "reply_curve", width_px, HEIGHT);
    const char *names[] = {curve->name, curve->earlier_count > 0 ? curve->earlier_name : NULL};
    double right = fmin(fmax(labels_width(names, 2, LABEL_SIZE_PX, true), 40), width_px / 3) + 10;
    struct frame frame = {.x = time_scale(curve, width_px - right),
                          .y = {0, 1, BOTTOM, TOP, false}};
    struct range times = times_of(curve);
    struct ticks hours, shares = ticks_within(0, 1, 6);

    if (curve->point_count == 0 || range_is_empty(&times)) {
        canvas_nothing(&canvas, "no ticket has a known waiting time");
        return canvas_close(&canvas);
    }
    hours = ticks_of_time(frame.x.low, frame.x.high);
    canvas_area(&canvas, "A", &frame.x, &frame.y);
    canvas_grid_y(&canvas, "grid", &shares, &frame.x);
    steps(&canvas, "now", curve->points, curve->point_count, &frame, false);
    steps(&canvas, "band", curve->points, curve->point_count, &frame, true);
    steps(&canvas, "earlier", curve->earlier, curve->earlier_count, &frame, false);
    canvas_number(&canvas, "HAS_EARLIER", curve->earlier_count > 0);
    canvas_words_x(&canvas, &curve->durations, &hours, &frame.x, WORDS_Y);
    canvas_words_y(&canvas, &curve->ratios, &shares, &frame.y, LEFT - 8);
    name_curves(&canvas, curve, &frame);
    keep_off_curve(&canvas, curve->points, curve->point_count, &frame);
    keep_off_curve(&canvas, curve->earlier, curve->earlier_count, &frame);
    promise(&canvas, curve, &frame);
    return canvas_close(&canvas);
}

const struct chart *chart_reply_curve(struct arena *arena, const char *key,
                                      const struct reply_curve_chart *curve)
{
    return canvas_pair(arena, in_width(arena, key, curve, CANVAS_WIDE_PX),
                       in_width(arena, key, curve, CANVAS_NARROW_PX));
}
