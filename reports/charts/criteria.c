#include "charts/criteria.h"

#include <math.h>

#include "charts/drawing/canvas.h"

enum {
    TOP = 30,
    ROW = 46,
    NAME_LEAST = 90,
    NAME_MOST = 230,
    NOTE_MOST = 190,
    ARROW = 9,
    NARROW_ROW = 70
};

struct frame {
    struct scale x, y;
    double note_px, bottom;
    bool is_narrow; /* the words of a row stand over its marks */
};

static double row_px(const struct frame *frame, size_t row)
{
    return scale_px(&frame->y, (double)row + 1);
}

static struct scale value_scale(const struct criteria_chart *criteria, double left, double right)
{
    struct range range = RANGE_EMPTY;

    for (size_t i = 0; i < criteria->count; i++) {
        const struct criteria_row *row = &criteria->rows[i];
        const double values[] = {row->value, row->low, row->high, row->earlier, row->promise};
        for (size_t k = 0; k < 5; k++)
            range_add(&range, values[k]);
    }
    if (criteria->high > criteria->low)
        range = (struct range){criteria->low, criteria->high};
    if (range_is_empty(&range))
        range = (struct range){0, 1};
    struct ticks ticks = ticks_around(range.low, range.high, 7);
    double low = ticks.at[0], high = ticks.at[ticks.count - 1];
    return criteria->high > criteria->low
               ? (struct scale){range.low, range.high, left, right, false}
               : (struct scale){low, high, left, right, false};
}

static void interval_rows(struct canvas *canvas, const char *name,
                          const struct criteria_chart *criteria, bool is_missed)
{
    canvas_block(canvas, name);
    for (size_t i = 0; i < criteria->count; i++) {
        const struct criteria_row *row = &criteria->rows[i];
        if (row->reading == CRITERIA_MEASURED && row->is_missed == is_missed && isfinite(row->high))
            CANVAS_ROW(canvas, row->low, (double)i + 1, row->high - row->low, 0);
    }
    canvas_block_end(canvas);
}

static void point_rows(struct canvas *canvas, const char *name,
                       const struct criteria_chart *criteria, bool is_missed)
{
    canvas_block(canvas, name);
    for (size_t i = 0; i < criteria->count; i++)
        if (criteria->rows[i].reading == CRITERIA_MEASURED &&
            criteria->rows[i].is_missed == is_missed)
            CANVAS_ROW(canvas, criteria->rows[i].value, (double)i + 1);
    canvas_block_end(canvas);
}

/* Bars of bounded readings: low, row, high; an open end runs to the end of the scale. */
static void bounded_rows(struct canvas *canvas, const struct criteria_chart *criteria,
                         const struct frame *frame)
{
    double arrow = ARROW * (frame->x.high - frame->x.low) / (frame->x.high_px - frame->x.low_px);

    canvas_block(canvas, "bounded");
    for (size_t i = 0; i < criteria->count; i++) {
        const struct criteria_row *row = &criteria->rows[i];
        if (row->reading == CRITERIA_BOUNDED)
            CANVAS_ROW(canvas, isfinite(row->low) ? row->low : frame->x.low + arrow, (double)i + 1,
                       isfinite(row->high) ? row->high : frame->x.high - arrow);
    }
    canvas_block_end(canvas);
    canvas_block(canvas, "bounds");
    for (size_t i = 0; i < criteria->count; i++) {
        const struct criteria_row *row = &criteria->rows[i];
        if (row->reading != CRITERIA_BOUNDED)
            continue;
        CANVAS_ROW(canvas, row->low, (double)i + 1);
        CANVAS_ROW(canvas, row->high, (double)i + 1);
    }
    canvas_block_end(canvas);
    canvas_block(canvas, "arrows");
    for (size_t i = 0; i < criteria->count; i++) {
        const struct criteria_row *row = &criteria->rows[i];
        if (row->reading == CRITERIA_BOUNDED && !isfinite(row->low))
            CANVAS_ROW(canvas, frame->x.low, (double)i + 1, arrow);
        if (row->reading == CRITERIA_BOUNDED && !isfinite(row->high))
            CANVAS_ROW(canvas, frame->x.high, (double)i + 1, -arrow);
    }
    canvas_block_end(canvas);
}

/* From the ring of the earlier period to the value, so that the eye follows the change. */
static void earlier_rows(struct canvas *canvas, const struct criteria_chart *criteria)
{
    canvas_block(canvas, "earlier");
    for (size_t i = 0; i < criteria->count; i++)
        CANVAS_ROW(canvas, criteria->rows[i].earlier, (double)i + 1,
                   criteria->rows[i].reading == CRITERIA_MEASURED
                       ? criteria->rows[i].value - criteria->rows[i].earlier
                       : NAN);
    canvas_block_end(canvas);
    canvas_block(canvas, "promise");
    for (size_t i = 0; i < criteria->count; i++)
        CANVAS_ROW(canvas, criteria->rows[i].promise, (double)i + 1);
    canvas_block_end(canvas);
}

static enum colour colour_of_row(const struct criteria_row *row)
{
    return row->reading == CRITERIA_CANNOT_TELL ? COLOUR_MUTED
           : row->is_missed                     ? COLOUR_BAD
                                                : COLOUR_INK;
}

/* The name, and under it the value with what is said of it. */
static void narrow_words(struct canvas *canvas, const struct criteria_row *row, double y)
{
    double value_px = labels_width(&row->value_text, 1, LABEL_SIZE_PX, true);

    canvas_label(canvas, &(struct label){.text = row->name, .y_px = y - 38});
    canvas_label(canvas, &(struct label){.text = row->value_text,
                                         .y_px = y - 20,
                                         .colour = colour_of_row(row),
                                         .is_bold = true});
    canvas_label(canvas, &(struct label){.text = row->note,
                                         .x_px = value_px + 8,
                                         .y_px = y - 20,
                                         .colour = COLOUR_MUTED,
                                         .size_px = LABEL_SMALL_PX});
}

static void row_words(struct canvas *canvas, const struct criteria_chart *criteria,
                      const struct frame *frame)
{
    for (size_t i = 0; i < criteria->count; i++) {
        const struct criteria_row *row = &criteria->rows[i];
        bool is_told = row->reading != CRITERIA_CANNOT_TELL;
        bool is_single = row->note == NULL || *row->note == '\0';
        double y = row_px(frame, i), x = is_told ? frame->x.high_px + 18 : frame->x.low_px;
        if (frame->is_narrow) {
            narrow_words(canvas, row, y);
            continue;
        }
        canvas_row_name(canvas, row->name, frame->x.low_px - 14, y, NAME_MOST, false);
        canvas_label(canvas, &(struct label){.text = row->value_text,
                                             .x_px = x,
                                             .y_px = is_single ? y : y - 8,
                                             .colour = colour_of_row(row),
                                             .is_bold = true});
        canvas_label(canvas, &(struct label){.text = row->note,
                                             .x_px = x,
                                             .y_px = y + 8,
                                             .colour = COLOUR_MUTED,
                                             .size_px = LABEL_SMALL_PX});
    }
}

static bool lies_on_bar(const struct criteria_row *row, const struct frame *frame,
                        const struct label *label)
{
    double width = labels_width(&label->text, 1, LABEL_SMALL_PX, false);
    double right = label->x_px + (label->align == LABEL_CENTRE ? width / 2 : 0);
    double bar = scale_px(&frame->x, row->promise);

    return isfinite(row->promise) && bar > right - width - 4 && bar < right + 4;
}

/* Above the ring or under it, or to its left where the middle lies on a bar; `may_cross` where
 * nothing else is left. */
static bool name_ring(struct canvas *canvas, const struct criteria_row *row, double y,
                      const struct frame *frame, const char *name, bool may_cross)
{
    struct box inside = {frame->x.low_px - 4, frame->x.high_px + 4, 2, row_px(frame, 99)};
    struct label places[4];
    size_t count = 0;

    if (!isfinite(row->earlier) || row->reading == CRITERIA_CANNOT_TELL)
        return false;
    for (int i = 0; i < 4; i++) {
        struct label label = {.text = name,
                              .x_px = scale_px(&frame->x, row->earlier) + (i < 2 ? 0 : 6),
                              .y_px = y + (i % 2 ? 14 : -14),
                              .align = i < 2 ? LABEL_CENTRE : LABEL_RIGHT,
                              .colour = COLOUR_EARLIER,
                              .size_px = LABEL_SMALL_PX};
        if (may_cross || !lies_on_bar(row, frame, &label))
            places[count++] = label;
    }
    return canvas_label_free(canvas, places, count, &inside);
}

/* A mark is named once, where it stands first, or at the next row that has room. */
static void name_rings(struct canvas *canvas, const struct criteria_chart *criteria,
                       const struct frame *frame)
{
    for (int may_cross = 0; may_cross < 2; may_cross++)
        for (size_t i = 0; i < criteria->count; i++)
            if (name_ring(canvas, &criteria->rows[i], row_px(frame, i), frame,
                          criteria->earlier_name, may_cross))
                return;
}

static void name_bars(struct canvas *canvas, const struct criteria_chart *criteria,
                      const struct frame *frame)
{
    struct box inside = {frame->x.low_px - 4, frame->x.high_px + 4, 2, row_px(frame, 99)};

    for (size_t i = 0; i < criteria->count; i++) {
        const struct criteria_row *row = &criteria->rows[i];
        struct label label = {.text = criteria->promise_name,
                              .x_px = scale_px(&frame->x, row->promise),
                              .y_px = row_px(frame, i) - 24,
                              .align = LABEL_CENTRE,
                              .colour = COLOUR_INK,
                              .size_px = LABEL_SMALL_PX};
        if (isfinite(row->promise) && row->reading != CRITERIA_CANNOT_TELL &&
            canvas_label_free(canvas, &label, 1, &inside))
            return;
    }
}

static struct frame frame_of(struct canvas *canvas, const struct criteria_chart *criteria)
{
    bool is_narrow = canvas_is_narrow(canvas);
    struct frame frame = {.note_px = 40, .is_narrow = is_narrow};
    double name_px = NAME_LEAST;

    for (size_t i = 0; i < criteria->count; i++) {
        const struct criteria_row *row = &criteria->rows[i];
        name_px = canvas_names_px(canvas, &row->name, 1, name_px, NAME_MOST);
        if (row->reading == CRITERIA_CANNOT_TELL)
            continue;
        frame.note_px = fmax(frame.note_px, labels_width(&row->note, 1, LABEL_SMALL_PX, false));
        frame.note_px = fmax(frame.note_px, labels_width(&row->value_text, 1, LABEL_SIZE_PX, true));
    }
    frame.note_px = fmin(frame.note_px, NOTE_MOST);
    frame.x = is_narrow
                  ? value_scale(criteria, 20, canvas->width_px - 20)
                  : value_scale(criteria, name_px + 16, canvas->width_px - frame.note_px - 20);
    frame.bottom = TOP + (is_narrow ? NARROW_ROW : ROW) * (double)criteria->count;
    frame.y = (struct scale){0.5, (double)criteria->count + 0.5, TOP, frame.bottom, false};
    return frame;
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct criteria_chart *criteria, double width_px)
{
    struct canvas canvas = canvas_open(arena, key, "criteria", width_px, 0);
    struct frame frame = frame_of(&canvas, criteria);
    struct ticks ticks = ticks_within(frame.x.low, frame.x.high, frame.is_narrow ? 5 : 7);

    canvas.height_px = frame.bottom + 26;
    if (criteria->count == 0)
        canvas_nothing(&canvas, "no criterion to show");
    canvas_area(&canvas, "A", &frame.x, &frame.y);
    canvas_grid_x(&canvas, "grid", &ticks, &frame.y);
    interval_rows(&canvas, "interval", criteria, false);
    interval_rows(&canvas, "missed_interval", criteria, true);
    point_rows(&canvas, "value", criteria, false);
    point_rows(&canvas, "missed_value", criteria, true);
    bounded_rows(&canvas, criteria, &frame);
    earlier_rows(&canvas, criteria);
    row_words(&canvas, criteria, &frame);
    canvas_words_x(&canvas, &criteria->values, &ticks, &frame.x, frame.bottom + 14);
    name_bars(&canvas, criteria, &frame);
    name_rings(&canvas, criteria, &frame);
    return canvas_close(&canvas);
}

const struct chart *chart_criteria(struct arena *arena, const char *key,
                                   const struct criteria_chart *criteria)
{
    return canvas_pair(arena, in_width(arena, key, criteria, CANVAS_WIDE_PX),
                       in_width(arena, key, criteria, CANVAS_NARROW_PX));
}
