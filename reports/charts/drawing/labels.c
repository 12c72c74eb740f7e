#include <math.h>
#include <string.h>

#include "charts/drawing/canvas.h"
#include "charts/drawing/words.h"

/* Rooms are made a little wider than measured, for fonts that are wider than ours. */
#define FONT_SLACK 1.03
/* The same for names, which may be set in bold. */
#define NAME_SLACK 1.1

enum { ROW_LINES = 2 }; /* a row of a chart is as high as two */

static double shown_width(const struct label *label)
{
    return words_width(label->text, label->size_px, label->is_bold) * FONT_SLACK;
}

struct box label_box(const struct label *label)
{
    double width = shown_width(label);
    double left = label->align == LABEL_LEFT     ? label->x_px
                  : label->align == LABEL_CENTRE ? label->x_px - width / 2
                                                 : label->x_px - width;

    return (struct box){left, left + width, label->y_px - 0.55 * label->size_px,
                        label->y_px + 0.55 * label->size_px};
}

bool box_meets(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

/* An array in the arena with room for one more; NULL when memory is short. */
static void *grow(struct canvas *canvas, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t wanted = *capacity == 0 ? 32 : *capacity * 2;
    void *more = arena_array(canvas->arena, wanted, size);
    if (more == NULL) {
        canvas->is_short = true;
        return NULL;
    }
    if (count > 0)
        memcpy(more, items, count * size);
    *capacity = wanted;
    return more;
}

static double room_to_edge(const struct canvas *canvas, const struct label *label)
{
    double right = canvas->width_px - label->x_px, left = label->x_px;

    return label->align == LABEL_LEFT    ? right
           : label->align == LABEL_RIGHT ? left
                                         : 2 * fmin(left, right);
}

static void keep_label(struct canvas *canvas, const struct label *label)
{
    struct label *labels =
        grow(canvas, canvas->labels, canvas->label_count, &canvas->label_capacity, sizeof *labels);

    if (labels == NULL)
        return;
    canvas->labels = labels;
    labels[canvas->label_count++] = *label;
}

/* The label with its size settled and its text cleaned and cut to its room; false when it has no
 * text or memory is short. */
static bool settle(struct canvas *canvas, const struct label *wanted, struct label *out)
{
    struct label label = *wanted;

    if (label.text == NULL || *label.text == '\0')
        return false;
    if (label.size_px == 0)
        label.size_px = LABEL_SIZE_PX;
    double room = room_to_edge(canvas, &label);
    if (label.most_px > 0 && label.most_px < room)
        room = label.most_px;
    const char *clean = words_clean(canvas->arena, label.text);
    label.text = clean == NULL ? NULL
                               : words_shorten(canvas->arena, clean, label.size_px, label.is_bold,
                                               room / FONT_SLACK + 0.5);
    if (label.text == NULL) {
        canvas->is_short = true;
        return false;
    }
    if (label.text == clean)
        label.whole = NULL;
    else if (label.whole == NULL)
        label.whole = clean;
    *out = label;
    return *label.text != '\0';
}

void canvas_label(struct canvas *canvas, const struct label *label)
{
    struct label settled;

    if (settle(canvas, label, &settled))
        keep_label(canvas, &settled);
}

void canvas_keep_off(struct canvas *canvas, struct box box)
{
    struct box *boxes = grow(canvas, canvas->obstacles, canvas->obstacle_count,
                             &canvas->obstacle_capacity, sizeof *boxes);

    if (boxes == NULL)
        return;
    canvas->obstacles = boxes;
    boxes[canvas->obstacle_count++] = box;
}

void canvas_keep_off_line(struct canvas *canvas, double x0, double y0, double x1, double y1)
{
    double length = fmax(fabs(x1 - x0), fabs(y1 - y0));
    int pieces = isfinite(length) ? (int)fmin(ceil(length / 6), 200) : -1;

    for (int i = 0; i <= pieces; i++) {
        double part = pieces == 0 ? 0 : (double)i / pieces;
        double x = x0 + part * (x1 - x0), y = y0 + part * (y1 - y0);
        canvas_keep_off(canvas, (struct box){x - 2, x + 2, y - 2, y + 2});
    }
}

static bool meets_label(const struct canvas *canvas, const struct box *box)
{
    for (size_t i = 0; i < canvas->label_count; i++) {
        struct box other = label_box(&canvas->labels[i]);
        if (box_meets(box, &other))
            return true;
    }
    return false;
}

static size_t marks_under(const struct canvas *canvas, const struct box *box)
{
    size_t count = 0;

    for (size_t i = 0; i < canvas->obstacle_count; i++)
        count += box_meets(box, &canvas->obstacles[i]);
    return count;
}

bool canvas_label_free(struct canvas *canvas, const struct label *places, size_t count,
                       const struct box *inside)
{
    struct label best = {0};
    size_t least = SIZE_MAX;

    for (size_t i = 0; i < count; i++) {
        struct label label;
        if (!settle(canvas, &places[i], &label))
            continue;
        struct box box = label_box(&label);
        bool is_out = box.left < inside->left || box.right > inside->right ||
                      box.top < inside->top || box.bottom > inside->bottom;
        if (is_out || meets_label(canvas, &box) || marks_under(canvas, &box) >= least)
            continue;
        best = label;
        least = marks_under(canvas, &box);
    }
    if (least == SIZE_MAX)
        return false;
    keep_label(canvas, &best);
    return true;
}

/* The lines of a label in `most_px`; false, and nothing, when memory is short. */
static bool lines_of(struct canvas *canvas, const struct label *label, double most_px,
                     size_t most_lines, const char **clean, const char *lines[WORDS_LINES],
                     size_t *count)
{
    int size_px = label->size_px == 0 ? LABEL_SIZE_PX : label->size_px;

    *count = 0;
    *clean = label->text == NULL ? "" : words_clean(canvas->arena, label->text);
    if (*clean != NULL &&
        words_wrap(canvas->arena, *clean, size_px,
                   most_px / (label->is_bold ? NAME_SLACK : FONT_SLACK), most_lines, lines, count))
        return true;
    canvas->is_short = true;
    return false;
}

/* As many lines as the label needs, around its place. */
static void label_in_lines(struct canvas *canvas, const struct label *label, double most_px,
                           size_t most_lines)
{
    const char *lines[WORDS_LINES], *clean = NULL;
    size_t count = 0;
    struct label line = *label;

    if (line.size_px == 0)
        line.size_px = LABEL_SIZE_PX;
    if (!lines_of(canvas, label, most_px, most_lines, &clean, lines, &count))
        return;
    for (size_t i = 0; i < count; i++) {
        line.text = lines[i];
        line.whole = count > 1 ? clean : NULL;
        line.y_px = label->y_px + ((double)i - (double)(count - 1) / 2) * (line.size_px + 2);
        canvas_label(canvas, &line);
    }
}

void canvas_label_lines(struct canvas *canvas, const struct label *label, double most_px)
{
    label_in_lines(canvas, label, most_px, WORDS_LINES);
}

size_t canvas_line_count(struct canvas *canvas, const struct label *label, double most_px)
{
    const char *lines[WORDS_LINES], *clean = NULL;
    size_t count = 0;

    return lines_of(canvas, label, most_px, WORDS_LINES, &clean, lines, &count) ? count : 1;
}

void canvas_column(struct canvas *canvas, const struct label *labels, size_t count, double gap_px,
                   double top_px, double bottom_px)
{
    enum { MOST = 64, LINE_PX = 14 };
    double y_px[MOST];
    size_t shown[MOST], shown_count = 0, most_lines = 1;

    for (size_t i = 0; i < count && shown_count < MOST; i++) {
        if (labels[i].text == NULL || *labels[i].text == '\0' || !isfinite(labels[i].y_px))
            continue;
        size_t lines = canvas_line_count(canvas, &labels[i], room_to_edge(canvas, &labels[i]));
        most_lines = lines > most_lines ? lines : most_lines;
        y_px[shown_count] = labels[i].y_px;
        shown[shown_count++] = i;
    }
    spread(y_px, shown_count, gap_px + LINE_PX * (double)(most_lines - 1), top_px, bottom_px);
    for (size_t i = 0; i < shown_count; i++) {
        struct label label = labels[shown[i]];
        label.y_px = y_px[i];
        canvas_label_lines(canvas, &label, room_to_edge(canvas, &label));
    }
}

/* A word of an axis, unless it would meet a label that stands there already. */
static void axis_word(struct canvas *canvas, const char *text, double x_px, double y_px,
                      enum label_align align)
{
    bool is_centre = align == LABEL_CENTRE; /* moved inside, so it has the whole width */
    struct label label;
    struct label wanted = {.text = text,
                           .x_px = is_centre ? 0 : x_px,
                           .y_px = y_px,
                           .align = is_centre ? LABEL_LEFT : align,
                           .colour = COLOUR_MUTED,
                           .size_px = LABEL_SMALL_PX};

    if (!settle(canvas, &wanted, &label))
        return;
    label.x_px = x_px;
    label.align = align;
    struct box box = label_box(&label);
    if (is_centre) {
        double over = fmax(box.right - canvas->width_px, 0) + fmin(box.left, 0);
        label.x_px -= over;
        box.left -= over + 6;
        box.right -= over - 6;
    }
    if (!meets_label(canvas, &box))
        keep_label(canvas, &label);
}

void canvas_words_x(struct canvas *canvas, const struct chart_words *words,
                    const struct ticks *ticks, const struct scale *x, double along_px)
{
    for (size_t i = 0; words->text != NULL && i < ticks->count; i++)
        axis_word(canvas, words->text(words->context, ticks->at[i], ticks->step),
                  scale_px(x, ticks->at[i]), along_px, LABEL_CENTRE);
}

void canvas_words_y(struct canvas *canvas, const struct chart_words *words,
                    const struct ticks *ticks, const struct scale *y, double along_px)
{
    for (size_t i = 0; words->text != NULL && i < ticks->count; i++)
        axis_word(canvas, words->text(words->context, ticks->at[i], ticks->step), along_px,
                  scale_px(y, ticks->at[i]), LABEL_RIGHT);
}

void canvas_ticks_x(struct canvas *canvas, const struct chart_tick *ticks, size_t count,
                    const struct scale *x, double along_px)
{
    for (size_t i = 0; i < count; i++)
        if (isfinite(ticks[i].at))
            axis_word(canvas, ticks[i].text, scale_px(x, ticks[i].at), along_px, LABEL_CENTRE);
}

void canvas_row_name(struct canvas *canvas, const char *name, double right_px, double y_px,
                     double wrap_px, bool is_bold)
{
    label_in_lines(canvas,
                   &(struct label){.text = name,
                                   .is_bold = is_bold,
                                   .x_px = right_px,
                                   .y_px = y_px,
                                   .align = LABEL_RIGHT,
                                   .most_px = right_px},
                   is_bold ? wrap_px : wrap_px * FONT_SLACK / NAME_SLACK, ROW_LINES);
}

double canvas_names_px(struct canvas *canvas, const char *const *names, size_t count,
                       double least_px, double most_px)
{
    double widest = least_px;

    for (size_t i = 0; i < count; i++) {
        const char *lines[WORDS_LINES], *clean = NULL;
        size_t line_count = 0;
        const struct label label = {.text = names[i]};
        if (!lines_of(canvas, &label, most_px, ROW_LINES, &clean, lines, &line_count))
            return widest;
        widest = fmax(widest, labels_width(lines, line_count, LABEL_SIZE_PX, true) + 1);
    }
    return fmin(widest, most_px);
}

double labels_width(const char *const *texts, size_t count, int size_px, bool is_bold)
{
    double widest = 0;

    for (size_t i = 0; i < count; i++)
        if (texts[i] != NULL)
            widest = fmax(widest, words_width(texts[i], size_px, is_bold) * FONT_SLACK);
    return widest;
}
