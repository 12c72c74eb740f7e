#include "charts/forest.h"

#include <math.h>

#include "charts/drawing/canvas.h"

enum {
    TOP = 34,
    ROW = 26,
    NARROW_ROW = 46,
    OVER = 19,
    NAME_LEAST = 80,
    NAME_MOST = 240,
    COLUMN_LEAST = 40,
    TITLE_Y = 12
};

struct frame {
    struct scale x, y;
    double value_px, count_px; /* left end of the values, right end of the counts */
    double bottom;
    bool is_narrow; /* the words of a row stand over its marks */
};

/* Wide intervals of small accounts must not flatten the others: the scale holds every estimate and
 * the intervals as far as three times their spread; what lies farther is cut at the edge. */
static struct range values_range(const struct forest_chart *forest)
{
    struct range points = RANGE_EMPTY, all = RANGE_EMPTY;

    for (size_t i = 0; i < forest->count; i++) {
        const struct forest_row *row = &forest->rows[i];
        range_add(&points, row->value);
        range_add(&all, row->low);
        range_add(&all, row->high);
    }
    range_add(&points, forest->norm);
    if (range_is_empty(&points))
        return points;
    struct range wide = range_padded(points, 1.5);
    range_add(&points, fmax(all.low, wide.low));
    range_add(&points, fmin(all.high, wide.high));
    points = range_padded(points, 0.04);
    if (forest->high > forest->low)
        points = (struct range){fmax(points.low, forest->low), fmin(points.high, forest->high)};
    return points;
}

static double name_width(const struct forest_chart *forest)
{
    double width = NAME_LEAST;

    for (size_t i = 0; i < forest->count; i++)
        width = fmax(width, labels_width(&forest->rows[i].name, 1, LABEL_SIZE_PX, false));
    return fmin(width + 1, NAME_MOST);
}

static struct frame frame_of(const struct forest_chart *forest, double width_px)
{
    double value_px =
        fmax(labels_width(&forest->value_title, 1, LABEL_SMALL_PX, false), COLUMN_LEAST);
    double count_px =
        fmax(labels_width(&forest->count_title, 1, LABEL_SMALL_PX, false), COLUMN_LEAST);
    bool is_narrow = width_px < CANVAS_WIDE_PX;
    struct frame frame = {.bottom = TOP + (is_narrow ? NARROW_ROW : ROW) * (double)forest->count,
                          .count_px = width_px - 4,
                          .is_narrow = is_narrow};
    struct range range = values_range(forest);

    for (size_t i = 0; i < forest->count; i++) {
        if (isfinite(forest->rows[i].value))
            value_px =
                fmax(value_px, labels_width(&forest->rows[i].value_text, 1, LABEL_SIZE_PX, true));
        count_px =
            fmax(count_px, labels_width(&forest->rows[i].count_text, 1, LABEL_SMALL_PX, false));
    }
    frame.value_px = frame.count_px - fmin(count_px, 110) - 18 - fmin(value_px, 130);
    frame.x =
        (struct scale){range.low, range.high, name_width(forest) + 16, frame.value_px - 18, false};
    frame.y = (struct scale){0.5, (double)forest->count + 0.5, TOP, frame.bottom, false};
    if (is_narrow) {
        frame.x.low_px = 20;
        frame.x.high_px = width_px - 20;
        frame.y.low_px += OVER / 2.0;
        frame.y.high_px += OVER / 2.0;
        frame.bottom += OVER / 2.0;
    }
    return frame;
}

/* Tone, row, estimate, interval cut to the scale, raw; 1 where an end was cut. */
static void account_rows(struct canvas *canvas, const struct forest_chart *forest,
                         const struct frame *frame)
{
    canvas_block(canvas, "accounts");
    for (size_t i = 0; i < forest->count; i++) {
        const struct forest_row *row = &forest->rows[i];
        bool has_interval = isfinite(row->low) && isfinite(row->high);
        CANVAS_ROW(canvas, (double)i + 1, (double)row->tone, row->value,
                   has_interval ? fmax(row->low, frame->x.low) : NAN,
                   has_interval ? fmin(row->high, frame->x.high) : NAN, row->raw);
    }
    canvas_block_end(canvas);
    canvas_block(canvas, "cuts");
    for (size_t i = 0; i < forest->count; i++) {
        const struct forest_row *row = &forest->rows[i];
        if (row->low < frame->x.low && frame->x.low > forest->low)
            CANVAS_ROW(canvas, frame->x.low, (double)i + 1, -1, (double)row->tone);
        if (row->high > frame->x.high)
            CANVAS_ROW(canvas, frame->x.high, (double)i + 1, 1, (double)row->tone);
    }
    canvas_block_end(canvas);
}

static enum colour colour_of_tone(enum chart_tone tone)
{
    return tone == TONE_BETTER ? COLOUR_BETTER : tone == TONE_BAD ? COLOUR_BAD : COLOUR_INK;
}

/* What stands for an unknown value is a sentence, and takes the room of the marks. */
static void value_words(struct canvas *canvas, const struct forest_row *row,
                        const struct frame *frame, double y)
{
    bool is_known = isfinite(row->value);
    struct label label = {.text = row->value_text,
                          .x_px = is_known ? frame->value_px : frame->x.low_px + 6,
                          .y_px = is_known || !frame->is_narrow ? y : y + OVER,
                          .colour = is_known ? colour_of_tone(row->tone) : COLOUR_MUTED,
                          .is_bold = is_known};

    canvas_label(canvas, &label);
}

static void row_words(struct canvas *canvas, const struct forest_chart *forest,
                      const struct frame *frame)
{
    for (size_t i = 0; i < forest->count; i++) {
        const struct forest_row *row = &forest->rows[i];
        double y = scale_px(&frame->y, (double)i + 1) - (frame->is_narrow ? OVER : 0);
        canvas_label(canvas, &(struct label){.text = row->name,
                                             .x_px = frame->is_narrow ? 0 : frame->x.low_px - 14,
                                             .y_px = y,
                                             .align = frame->is_narrow ? LABEL_LEFT : LABEL_RIGHT,
                                             .most_px = frame->is_narrow ? frame->value_px - 8
                                                                         : frame->x.low_px - 14});
        value_words(canvas, row, frame, y);
        canvas_label(canvas, &(struct label){.text = row->count_text,
                                             .x_px = frame->count_px,
                                             .y_px = y,
                                             .align = LABEL_RIGHT,
                                             .colour = COLOUR_MUTED,
                                             .size_px = LABEL_SMALL_PX,
                                             .most_px = 110});
    }
}

static void titles(struct canvas *canvas, const struct forest_chart *forest,
                   const struct frame *frame)
{
    struct label title = {.text = forest->value_title,
                          .x_px = frame->value_px,
                          .y_px = TITLE_Y,
                          .colour = COLOUR_MUTED,
                          .size_px = LABEL_SMALL_PX};
    double norm = scale_px(&frame->x, forest->norm);
    double half = labels_width(&forest->norm_text, 1, LABEL_SMALL_PX, false) / 2;

    canvas_label(canvas, &title);
    title.text = forest->count_title;
    title.x_px = frame->count_px;
    title.align = LABEL_RIGHT;
    canvas_label(canvas, &title);
    if (isfinite(norm))
        canvas_label(
            canvas, &(struct label){.text = forest->norm_text,
                                    .x_px = fmax(fmin(norm, frame->value_px - 12 - half), half + 2),
                                    .y_px = TITLE_Y,
                                    .align = LABEL_CENTRE,
                                    .size_px = LABEL_SMALL_PX});
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct forest_chart *forest, double width_px)
{
    struct canvas canvas = canvas_open(arena, key, "forest", width_px, 0);
    struct range range = values_range(forest);

    if (range_is_empty(&range)) {
        canvas_nothing(&canvas, "no row has a known value");
        return canvas_close(&canvas);
    }
    struct frame frame = frame_of(forest, width_px);
    canvas.height_px = frame.bottom + 28;
    struct ticks ticks = ticks_within(frame.x.low, frame.x.high, frame.is_narrow ? 5 : 7);
    canvas_area(&canvas, "A", &frame.x, &frame.y);
    canvas_number(&canvas, "NORM", forest->norm);
    canvas_grid_x(&canvas, "grid", &ticks, &frame.y);
    account_rows(&canvas, forest, &frame);
    row_words(&canvas, forest, &frame);
    titles(&canvas, forest, &frame);
    canvas_words_x(&canvas, &forest->values, &ticks, &frame.x, frame.bottom + 15);
    return canvas_close(&canvas);
}

const struct chart *chart_forest(struct arena *arena, const char *key,
                                 const struct forest_chart *forest)
{
    return canvas_pair(arena, in_width(arena, key, forest, CANVAS_WIDE_PX),
                       in_width(arena, key, forest, CANVAS_NARROW_PX));
}
