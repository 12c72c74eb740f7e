#include "charts/tornado.h"

#include <math.h>

#include "charts/drawing/canvas.h"

enum { TOP = 32, ROW = 32, NAME_LEAST = 90, NAME_MOST = 220, END_GAP = 7, TITLE_Y = 13 };
enum { NARROW_ROW = 52, OVER = 22 };

struct frame {
    struct scale x, y;
    double name_px; /* right end of the names */
    double bottom;
    bool is_narrow; /* the name of a row stands over its bar */
};

static struct range results(const struct tornado_chart *tornado)
{
    struct range range = RANGE_EMPTY;

    for (size_t i = 0; i < tornado->count; i++) {
        range_add(&range, tornado->rows[i].at_low);
        range_add(&range, tornado->rows[i].at_high);
    }
    range_add(&range, tornado->base);
    range_add(&range, tornado->flip);
    return range;
}

/* Words stand outside the bars, so both margins leave room for the widest. */
static struct frame frame_of(struct canvas *canvas, const struct tornado_chart *tornado)
{
    double name_px = NAME_LEAST, end_px = 30;
    struct range range = range_padded(results(tornado), 0.02);
    bool is_narrow = canvas_is_narrow(canvas);
    struct frame frame = {.bottom = TOP + (is_narrow ? NARROW_ROW : ROW) * (double)tornado->count,
                          .is_narrow = is_narrow};

    for (size_t i = 0; i < tornado->count; i++) {
        const char *ends[] = {tornado->rows[i].low_text, tornado->rows[i].high_text};
        name_px = canvas_names_px(canvas, &tornado->rows[i].name, 1, name_px, NAME_MOST);
        end_px = fmax(end_px, labels_width(ends, 2, LABEL_SMALL_PX, false));
    }
    end_px = fmin(end_px, 110) + END_GAP + 6;
    frame.name_px = name_px + 2;
    frame.x = (struct scale){range.low, range.high, is_narrow ? end_px : name_px + 14 + end_px,
                             canvas->width_px - end_px, false};
    frame.y = (struct scale){0.5, (double)tornado->count + 0.5, TOP, frame.bottom, false};
    if (is_narrow) {
        frame.y.low_px += OVER / 2.0;
        frame.y.high_px += OVER / 2.0;
        frame.bottom += OVER / 2.0;
    }
    return frame;
}

/* Row, result, 1 where it is below the base. */
static void bar_rows(struct canvas *canvas, const struct tornado_chart *tornado)
{
    canvas_block(canvas, "bars");
    for (size_t i = 0; i < tornado->count; i++) {
        const double ends[] = {tornado->rows[i].at_low, tornado->rows[i].at_high};
        for (size_t k = 0; k < 2; k++)
            CANVAS_ROW(canvas, (double)i + 1, ends[k], ends[k] < tornado->base);
    }
    canvas_block_end(canvas);
}

static void end_words(struct canvas *canvas, const struct tornado_row *row, double base,
                      const struct frame *frame, double y)
{
    bool is_low_left = row->at_low <= row->at_high;
    double left = fmin(fmin(row->at_low, row->at_high), base);
    double right = fmax(fmax(row->at_low, row->at_high), base);
    struct label label = {.text = is_low_left ? row->low_text : row->high_text,
                          .x_px = scale_px(&frame->x, left) - END_GAP,
                          .y_px = y,
                          .align = LABEL_RIGHT,
                          .colour = COLOUR_MUTED,
                          .size_px = LABEL_SMALL_PX};

    canvas_label(canvas, &label);
    label.text = is_low_left ? row->high_text : row->low_text;
    label.x_px = scale_px(&frame->x, right) + END_GAP;
    label.align = LABEL_LEFT;
    canvas_label(canvas, &label);
}

/* The base and the flip over their lines; apart when they would meet. */
static void line_words(struct canvas *canvas, const struct tornado_chart *tornado,
                       const struct frame *frame)
{
    struct label base = {.text = tornado->base_text,
                         .x_px = scale_px(&frame->x, tornado->base),
                         .y_px = TITLE_Y,
                         .align = LABEL_CENTRE,
                         .size_px = LABEL_SMALL_PX,
                         .is_bold = true};
    struct label flip = base;
    const char *texts[] = {tornado->base_text, tornado->flip_text};
    double half = (labels_width(texts, 1, LABEL_SMALL_PX, true) +
                   labels_width(texts + 1, 1, LABEL_SMALL_PX, true)) /
                  2;

    flip.text = isfinite(tornado->flip) ? tornado->flip_text : NULL;
    flip.x_px = scale_px(&frame->x, tornado->flip);
    flip.colour = COLOUR_BAD;
    if (isfinite(flip.x_px) && fabs(flip.x_px - base.x_px) < half + 10) {
        bool is_left = flip.x_px < base.x_px;
        flip.align = is_left ? LABEL_RIGHT : LABEL_LEFT;
        base.align = is_left ? LABEL_LEFT : LABEL_RIGHT;
        flip.x_px += is_left ? 3 : -3;
        base.x_px += is_left ? -3 : 3;
        if (fabs(flip.x_px - base.x_px) < 8)
            base.x_px = flip.x_px + (is_left ? 8 : -8);
    }
    canvas_label(canvas, &base);
    canvas_label(canvas, &flip);
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct tornado_chart *tornado, double width_px)
{
    struct canvas canvas = canvas_open(arena, key, "tornado", width_px, 0);

    if (tornado->count == 0 || !isfinite(tornado->base)) {
        canvas_nothing(&canvas, "no result to vary");
        return canvas_close(&canvas);
    }
    struct frame frame = frame_of(&canvas, tornado);
    canvas.height_px = frame.bottom + 46;
    struct ticks ticks = ticks_within(frame.x.low, frame.x.high, frame.is_narrow ? 4 : 7);
    canvas_area(&canvas, "A", &frame.x, &frame.y);
    canvas_number(&canvas, "BASE", tornado->base);
    canvas_number(&canvas, "FLIP", tornado->flip);
    canvas_grid_x(&canvas, "grid", &ticks, &frame.y);
    bar_rows(&canvas, tornado);
    for (size_t i = 0; i < tornado->count; i++) {
        const struct tornado_row *row = &tornado->rows[i];
        double y = scale_px(&frame.y, (double)i + 1);
        if (frame.is_narrow)
            canvas_label(&canvas, &(struct label){.text = row->name, .y_px = y - OVER});
        else
            canvas_row_name(&canvas, row->name, frame.name_px, y, NAME_MOST, false);
        if (isfinite(row->at_low) && isfinite(row->at_high))
            end_words(&canvas, row, tornado->base, &frame, y);
    }
    line_words(&canvas, tornado, &frame);
    canvas_words_x(&canvas, &tornado->values, &ticks, &frame.x, frame.bottom + 14);
    canvas_label(&canvas, &(struct label){.text = tornado->title,
                                          .x_px = frame.x.high_px,
                                          .y_px = frame.bottom + 33,
                                          .align = LABEL_RIGHT,
                                          .colour = COLOUR_MUTED,
                                          .size_px = LABEL_SMALL_PX});
    return canvas_close(&canvas);
}

const struct chart *chart_tornado(struct arena *arena, const char *key,
                                  const struct tornado_chart *tornado)
{
    return canvas_pair(arena, in_width(arena, key, tornado, CANVAS_WIDE_PX),
                       in_width(arena, key, tornado, CANVAS_NARROW_PX));
}
