#include "charts/waterfall.h"

#include <math.h>

#include "charts/drawing/canvas.h"

enum { TOP = 8, ROW = 34, NARROW_ROW = 50, OVER = 21, NAME_LEAST = 90, NAME_MOST = 280 };

struct frame {
    struct scale x, y;
    double bottom;
    bool is_narrow; /* the words of a row stand over its bar */
};

static double known(double part)
{
    return isfinite(part) ? part : 0;
}

static struct range levels(const struct waterfall_chart *waterfall)
{
    struct range range = RANGE_EMPTY;
    double level = waterfall->start;

    range_add(&range, waterfall->start);
    range_add(&range, waterfall->end);
    for (size_t i = 0; i < waterfall->count; i++) {
        range_add(&range, level + waterfall->steps[i].low);
        range_add(&range, level + waterfall->steps[i].high);
        level += known(waterfall->steps[i].part);
        range_add(&range, level);
    }
    return range;
}

static struct frame frame_of(struct canvas *canvas, const struct waterfall_chart *waterfall)
{
    const char *ends[] = {waterfall->start_name, waterfall->end_name};
    const char *texts[] = {waterfall->start_text, waterfall->end_text};
    double name_px = canvas_names_px(canvas, ends, 2, NAME_LEAST, NAME_MOST);
    double value_px = labels_width(texts, 2, LABEL_SIZE_PX, true);
    struct range range = range_padded(levels(waterfall), 0.06);
    double rows = (double)waterfall->count + 2;
    bool is_narrow = canvas_is_narrow(canvas);
    struct frame frame = {.bottom = TOP + (is_narrow ? NARROW_ROW : ROW) * rows,
                          .is_narrow = is_narrow};

    for (size_t i = 0; i < waterfall->count; i++) {
        name_px = canvas_names_px(canvas, &waterfall->steps[i].name, 1, name_px, NAME_MOST);
        value_px =
            fmax(value_px, labels_width(&waterfall->steps[i].value_text, 1, LABEL_SIZE_PX, true));
    }
    frame.x = (struct scale){range.low, range.high, name_px + 18,
                             canvas->width_px - fmin(value_px, 150) - 22, false};
    frame.y = (struct scale){0.5, rows + 0.5, TOP, frame.bottom, false};
    if (is_narrow) {
        frame.x.low_px = 20;
        frame.x.high_px = canvas->width_px - 20;
        frame.y.low_px += OVER / 2.0;
        frame.y.high_px += OVER / 2.0;
        frame.bottom += OVER / 2.0;
    }
    return frame;
}

/* Row, from, to, tone (1 better, 2 worse, 3 and 4 the same of the mixture), interval of the end. */
static void step_rows(struct canvas *canvas, const struct waterfall_chart *waterfall)
{
    double level = waterfall->start;

    canvas_block(canvas, "steps");
    for (size_t i = 0; i < waterfall->count; i++) {
        const struct waterfall_step *step = &waterfall->steps[i];
        double end = level + step->part;
        CANVAS_ROW(canvas, (double)i + 2, level, end,
                   (step->is_worse ? 2 : 1) + (step->is_mix ? 2 : 0), level + step->low,
                   level + step->high);
        level += known(step->part);
    }
    canvas_block_end(canvas);
    canvas_block(canvas, "links");
    level = waterfall->start;
    for (size_t i = 0; i <= waterfall->count; i++) {
        CANVAS_ROW(canvas, level, (double)i + 1.27, 0, 0.46);
        if (i < waterfall->count)
            level += known(waterfall->steps[i].part);
    }
    canvas_block_end(canvas);
}

static void row_words(struct canvas *canvas, const struct frame *frame, size_t row,
                      const char *name, const char *text, enum colour colour, bool is_total)
{
    double y = scale_px(&frame->y, (double)row + 1) - (frame->is_narrow ? OVER : 0);
    double most = canvas->width_px - labels_width(&text, 1, LABEL_SIZE_PX, true) - 16;

    if (frame->is_narrow)
        canvas_label(
            canvas, &(struct label){.text = name, .y_px = y, .is_bold = is_total, .most_px = most});
    else
        canvas_row_name(canvas, name, frame->x.low_px - 14, y, NAME_MOST, is_total);
    canvas_label(canvas, &(struct label){.text = text,
                                         .x_px = canvas->width_px - 4,
                                         .y_px = y,
                                         .align = LABEL_RIGHT,
                                         .colour = colour,
                                         .is_bold = true,
                                         .most_px = 150});
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct waterfall_chart *waterfall, double width_px)
{
    struct canvas canvas = canvas_open(arena, key, "waterfall", width_px, 0);
    size_t last = waterfall->count + 1;

    if (!isfinite(waterfall->start) || !isfinite(waterfall->end)) {
        canvas_nothing(&canvas, "one of the two totals is unknown");
        return canvas_close(&canvas);
    }
    struct frame frame = frame_of(&canvas, waterfall);
    canvas.height_px = frame.bottom + 26;
    struct ticks ticks = ticks_within(frame.x.low, frame.x.high, frame.is_narrow ? 5 : 7);
    canvas_area(&canvas, "A", &frame.x, &frame.y);
    canvas_grid_x(&canvas, "grid", &ticks, &frame.y);
    step_rows(&canvas, waterfall);
    canvas_block(&canvas, "totals");
    CANVAS_ROW(&canvas, waterfall->start, 1, 0);
    CANVAS_ROW(&canvas, waterfall->end, (double)last + 1, 1);
    canvas_block_end(&canvas);
    row_words(&canvas, &frame, 0, waterfall->start_name, waterfall->start_text, COLOUR_EARLIER,
              true);
    for (size_t i = 0; i < waterfall->count; i++)
        row_words(&canvas, &frame, i + 1, waterfall->steps[i].name, waterfall->steps[i].value_text,
                  waterfall->steps[i].is_worse ? COLOUR_OTHER : COLOUR_BETTER, false);
    row_words(&canvas, &frame, last, waterfall->end_name, waterfall->end_text, COLOUR_SUBJECT,
              true);
    canvas_words_x(&canvas, &waterfall->values, &ticks, &frame.x, frame.bottom + 14);
    return canvas_close(&canvas);
}

const struct chart *chart_waterfall(struct arena *arena, const char *key,
                                    const struct waterfall_chart *waterfall)
{
    return canvas_pair(arena, in_width(arena, key, waterfall, CANVAS_WIDE_PX),
                       in_width(arena, key, waterfall, CANVAS_NARROW_PX));
}
