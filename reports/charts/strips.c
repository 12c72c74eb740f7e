#include "charts/strips.h"

#include <math.h>

#include "charts/drawing/canvas.h"

enum { TOP = 48, ROW = 46, NAME_LEAST = 90, NAME_MOST = 220, NOTE_MOST = 200, KEY_Y = 24 };
enum { KEY_HALF = 60, KEY_PART = 42, NARROW_ROW = 66, NARROW_KEY_Y = 44 };
enum { LINE = LABEL_SIZE_PX + 2 };

struct frame {
    struct scale x, y;
    double top, bottom;
    bool is_narrow; /* the words of a row stand over its strip */
    double more_px; /* the names' lines after their first */
};

static struct label narrow_name(const struct strip_row *row)
{
    return (struct label){.text = row->name, .is_bold = row->is_chosen};
}

static double more_lines_px(struct canvas *canvas, const struct strips_chart *strips)
{
    size_t most = 1;

    for (size_t i = 0; i < strips->count; i++) {
        const struct label name = narrow_name(&strips->rows[i]);
        size_t count = canvas_line_count(canvas, &name, canvas->width_px);
        most = count > most ? count : most;
    }
    return LINE * (double)(most - 1);
}

static struct range outcomes(const struct strips_chart *strips)
{
    struct range range = RANGE_EMPTY;

    for (size_t i = 0; i < strips->count; i++) {
        range_add(&range, strips->rows[i].p025);
        range_add(&range, strips->rows[i].p975);
    }
    if (strips->starts_at_zero && !range_is_empty(&range))
        range_add(&range, 0);
    return range;
}

static struct frame frame_of(struct canvas *canvas, const struct strips_chart *strips)
{
    double name_px = NAME_LEAST, note_px = 40;
    struct range range = range_to_ticks(outcomes(strips), 8);
    bool is_narrow = canvas_is_narrow(canvas);
    double top = is_narrow ? TOP + NARROW_KEY_Y - KEY_Y : TOP;
    double more_px = is_narrow ? more_lines_px(canvas, strips) : 0;
    double row_px = is_narrow ? NARROW_ROW + more_px : ROW;
    struct frame frame = {.top = top,
                          .bottom = top + row_px * (double)strips->count,
                          .is_narrow = is_narrow,
                          .more_px = more_px};

    for (size_t i = 0; i < strips->count; i++) {
        const struct strip_row *row = &strips->rows[i];
        name_px = canvas_names_px(canvas, &row->name, 1, name_px, NAME_MOST);
        note_px = fmax(note_px, labels_width(&row->value_text, 1, LABEL_SIZE_PX, true));
        note_px = fmax(note_px, labels_width(&row->note, 1, LABEL_SMALL_PX, false));
    }
    frame.x = (struct scale){range.low, range.high, name_px + 18,
                             canvas->width_px - fmin(note_px, NOTE_MOST) - 20, false};
    frame.y = (struct scale){0.5, (double)strips->count + 0.5, top, frame.bottom, false};
    if (is_narrow) {
        frame.x.low_px = 10;
        frame.x.high_px = canvas->width_px - 24;
        frame.bottom += 16 + more_px / 2;
        frame.y.low_px += 16 + more_px / 2;
        frame.y.high_px += 16 + more_px / 2;
    }
    return frame;
}

static void strip_rows(struct canvas *canvas, const struct strips_chart *strips)
{
    canvas_block(canvas, "strips");
    for (size_t i = 0; i < strips->count; i++) {
        const struct strip_row *row = &strips->rows[i];
        CANVAS_ROW(canvas, (double)i + 1, row->p025, row->p10, row->p25, row->p50, row->p75,
                   row->p90, row->p975);
    }
    canvas_block_end(canvas);
}

/* A strip of our own over the plot that says what its parts mean, drawn in pixels. */
static void key_strip(struct canvas *canvas, const struct strips_chart *strips,
                      const struct frame *frame)
{
    double left = frame->x.low_px, right = left + KEY_HALF + 4 * KEY_PART;
    double key_y = frame->is_narrow ? NARROW_KEY_Y : KEY_Y;
    struct label label = {.y_px = key_y - 14,
                          .align = LABEL_CENTRE,
                          .colour = COLOUR_MUTED,
                          .size_px = LABEL_SMALL_PX};

    canvas_block(canvas, "key");
    CANVAS_ROW(canvas, left, right, left + KEY_PART, right - KEY_PART, left + 2 * KEY_PART,
               right - 2 * KEY_PART, (left + right) / 2, key_y);
    canvas_block_end(canvas);
    canvas_label(canvas, &(struct label){.text = strips->key_title,
                                         .x_px = frame->is_narrow ? 0 : left - 14,
                                         .y_px = frame->is_narrow ? 10 : key_y,
                                         .align = frame->is_narrow ? LABEL_LEFT : LABEL_RIGHT,
                                         .colour = COLOUR_MUTED,
                                         .size_px = LABEL_SMALL_PX});
    label.text = strips->half_name;
    label.x_px = (left + right) / 2;
    canvas_label(canvas, &label);
    label.text = strips->most_name;
    label.x_px = right - 1.5 * KEY_PART;
    canvas_label(canvas, &label);
    label.text = strips->all_name;
    label.x_px = right - 0.5 * KEY_PART;
    canvas_label(canvas, &label);
}

/* The name, under it what is said of it and the value, then the strip. */
static void narrow_words(struct canvas *canvas, const struct strip_row *row,
                         const struct frame *frame, double y)
{
    struct label name = narrow_name(row);

    name.y_px = y - 34 - frame->more_px / 2;
    canvas_label_lines(canvas, &name, canvas->width_px);
    canvas_label(canvas, &(struct label){.text = row->value_text,
                                         .x_px = canvas->width_px - 2,
                                         .y_px = y - 18,
                                         .align = LABEL_RIGHT,
                                         .colour = isfinite(row->p50) ? COLOUR_INK : COLOUR_MUTED,
                                         .is_bold = true});
    canvas_label(canvas, &(struct label){.text = row->note,
                                         .y_px = y - 18,
                                         .colour = COLOUR_MUTED,
                                         .size_px = LABEL_SMALL_PX});
}

static void row_words(struct canvas *canvas, const struct strip_row *row, const struct frame *frame,
                      double y)
{
    bool is_known = isfinite(row->p50), is_single = row->note == NULL || *row->note == '\0';
    double x = is_known ? frame->x.high_px + 18 : frame->x.low_px + 6;

    if (frame->is_narrow) {
        narrow_words(canvas, row, frame, y);
        return;
    }
    canvas_row_name(canvas, row->name, frame->x.low_px - 14, y, NAME_MOST, row->is_chosen);
    canvas_label(canvas, &(struct label){.text = row->value_text,
                                         .x_px = x,
                                         .y_px = is_single ? y : y - 8,
                                         .colour = is_known ? COLOUR_INK : COLOUR_MUTED,
                                         .is_bold = true});
    canvas_label(canvas, &(struct label){.text = row->note,
                                         .x_px = x,
                                         .y_px = y + 8,
                                         .colour = COLOUR_MUTED,
                                         .size_px = LABEL_SMALL_PX});
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct strips_chart *strips, double width_px)
{
    struct canvas canvas = canvas_open(arena, key, "strips", width_px, 0);
    struct frame frame = frame_of(&canvas, strips);
    struct ticks ticks = ticks_within(frame.x.low, frame.x.high, frame.is_narrow ? 5 : 8);
    struct range range = outcomes(strips);

    canvas.height_px = frame.bottom + 44;
    if (range_is_empty(&range))
        canvas_nothing(&canvas, "no cost is known");
    canvas_area(&canvas, "A", &frame.x, &frame.y);
    canvas_grid_x(&canvas, "grid", &ticks, &frame.y);
    strip_rows(&canvas, strips);
    key_strip(&canvas, strips, &frame);
    for (size_t i = 0; i < strips->count; i++)
        row_words(&canvas, &strips->rows[i], &frame, scale_px(&frame.y, (double)i + 1));
    canvas_words_x(&canvas, &strips->values, &ticks, &frame.x, frame.bottom + 14);
    canvas_label(&canvas, &(struct label){.text = strips->title,
                                          .x_px = frame.x.high_px,
                                          .y_px = frame.bottom + 33,
                                          .align = LABEL_RIGHT,
                                          .colour = COLOUR_MUTED,
                                          .size_px = LABEL_SMALL_PX});
    return canvas_close(&canvas);
}

const struct chart *chart_strips(struct arena *arena, const char *key,
                                 const struct strips_chart *strips)
{
    return canvas_pair(arena, in_width(arena, key, strips, CANVAS_WIDE_PX),
                       in_width(arena, key, strips, CANVAS_NARROW_PX));
}
