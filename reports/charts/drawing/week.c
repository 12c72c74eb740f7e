#include "charts/drawing/week.h"

#include <math.h>

enum { TOP = 26, HOLIDAY_GAP = 9, LEGEND_LINE = 22, MARGIN = 12 };

double week_left(const struct week *week, int hour)
{
    return week->left + hour * week->cell_width;
}

double week_top(int day)
{
    return TOP + day * WEEK_CELL_HEIGHT + (day == WEEK_HOLIDAYS ? HOLIDAY_GAP : 0);
}

struct week week_of(const char *const day_names[WEEK_DAYS], double width_px)
{
    struct week week = {.day_count = day_names[WEEK_HOLIDAYS] == NULL ? 7 : 8};
    double names = labels_width(day_names, (size_t)week.day_count, LABEL_SMALL_PX, false);

    week.left = fmin(fmax(names, 30), fmin(130, width_px * 0.21)) + 10;
    week.right = width_px - MARGIN;
    week.cell_width = (week.right - week.left) / WEEK_HOURS;
    week.bottom = week_top(week.day_count - 1) + WEEK_CELL_HEIGHT;
    return week;
}

double week_inset(const struct week *week, bool is_promised)
{
    return is_promised ? fmin(1, week->cell_width / 24) : fmin(5.5, week->cell_width / 4);
}

void week_gaps(struct canvas *canvas, const struct week *week)
{
    canvas_number(canvas, "GAP", 2 * week_inset(week, true));
    canvas_block(canvas, "gaps");
    for (int hour = 1; hour < WEEK_HOURS; hour++)
        CANVAS_ROW(canvas, week_left(week, hour), TOP, 0, week->bottom - TOP);
    canvas_block_end(canvas);
}

const char *week_mark(const struct week *week, const char *mark)
{
    return labels_width(&mark, 1, WEEK_MARK_PX, true) <= week->cell_width ? mark : NULL;
}

/* Each stroke goes from the left or bottom edge up to the top or right edge. */
void week_hatch(struct canvas *canvas, double left, double right, double top, double bottom)
{
    double height = bottom - top;

    for (int i = 0; i < 3; i++) {
        double foot = left + (right - left + height) * (i + 0.5) / 3 - height;
        double x0 = fmax(foot, left), x1 = fmin(foot + height, right);
        CANVAS_ROW(canvas, x0, bottom - (x0 - foot), x1 - x0, x0 - x1);
    }
}

/* ---- the frame ----------------------------------------------------------------------------------
 */

struct framed {
    const struct week *week;
    bool (*is_in)(const void *context, int day, int hour);
    const void *context;
};

static bool in_at(const struct framed *framed, int day, int hour)
{
    return day >= 0 && day < framed->week->day_count && hour >= 0 && hour < WEEK_HOURS &&
           framed->is_in(framed->context, day, hour);
}

/* Rows touch each other but for the holidays, which stand apart. */
static bool in_above(const struct framed *framed, int day, int hour)
{
    return day != WEEK_HOLIDAYS && in_at(framed, day - 1, hour);
}

static bool in_below(const struct framed *framed, int day, int hour)
{
    return day + 1 != WEEK_HOLIDAYS && in_at(framed, day + 1, hour);
}

/* Is there a side at the top (or bottom) of the hour: one of two neighbours is in, the other not?
 */
static bool has_edge(const struct framed *framed, int day, int hour, bool is_top)
{
    return in_at(framed, day, hour) &&
           !(is_top ? in_above(framed, day, hour) : in_below(framed, day, hour));
}

/* Sides of neighbours are one line. */
static void level_edges(struct canvas *canvas, const struct framed *framed, int day, bool is_top)
{
    double y = week_top(day) + (is_top ? 0 : WEEK_CELL_HEIGHT);

    for (int hour = 0; hour < WEEK_HOURS;) {
        int end = hour;
        while (has_edge(framed, day, end, is_top))
            end++;
        if (end > hour) {
            double left = week_left(framed->week, hour);
            CANVAS_ROW(canvas, left - 0.8, y, week_left(framed->week, end) - left + 1.6, 0);
        }
        hour = end > hour ? end : hour + 1;
    }
}

/* The sides that have no neighbour. */
void week_frame(struct canvas *canvas, const struct week *week,
                bool (*is_in)(const void *context, int day, int hour), const void *context)
{
    struct framed framed = {week, is_in, context};

    for (int day = 0; day < week->day_count; day++) {
        level_edges(canvas, &framed, day, true);
        level_edges(canvas, &framed, day, false);
        for (int hour = 0; hour <= WEEK_HOURS; hour++)
            if (in_at(&framed, day, hour) != in_at(&framed, day, hour - 1))
                CANVAS_ROW(canvas, week_left(week, hour), week_top(day), 0, WEEK_CELL_HEIGHT);
    }
}

/* ---- words --------------------------------------------------------------------------------------
 */

void week_words(struct canvas *canvas, const struct week *week,
                const char *const day_names[WEEK_DAYS],
                const char *const hour_names[WEEK_HOUR_WORDS])
{
    for (int day = 0; day < week->day_count; day++)
        canvas_label(canvas, &(struct label){.text = day_names[day],
                                             .x_px = week->left - 8,
                                             .y_px = week_top(day) + WEEK_CELL_HEIGHT / 2.0,
                                             .align = LABEL_RIGHT,
                                             .colour = COLOUR_MUTED,
                                             .size_px = LABEL_SMALL_PX});
    for (int i = 0; i < WEEK_HOUR_WORDS; i++)
        canvas_label(canvas, &(struct label){.text = hour_names[i],
                                             .x_px = week_left(week, i * 3),
                                             .y_px = 13,
                                             .align = LABEL_CENTRE,
                                             .colour = COLOUR_MUTED,
                                             .size_px = LABEL_SMALL_PX});
}

/* A line that is full goes on in the next. */
double week_legend(const struct week *week, const char *const *names, int count, int second,
                   struct week_swatch *out)
{
    double x = week->left, y = week->bottom + LEGEND_LINE, last = week->bottom;

    for (int i = 0; i < count; i++) {
        double width = WEEK_SWATCH + 6 + labels_width(&names[i], 1, LABEL_SMALL_PX, false) + 18;
        if (names[i] == NULL)
            continue;
        if ((x + width > week->right + 18 || i == second) && x > week->left) {
            x = week->left;
            y += LEGEND_LINE;
        }
        out[i] = (struct week_swatch){x, y};
        last = y;
        x += width;
    }
    return last;
}

void week_legend_words(struct canvas *canvas, const char *const *names, int count,
                       const struct week_swatch *at)
{
    for (int i = 0; i < count; i++)
        if (names[i] != NULL)
            canvas_label(canvas, &(struct label){.text = names[i],
                                                 .x_px = at[i].x + WEEK_SWATCH + 6,
                                                 .y_px = at[i].y,
                                                 .colour = COLOUR_MUTED,
                                                 .size_px = LABEL_SMALL_PX});
}

void week_frame_swatch(struct canvas *canvas, const struct week_swatch *at)
{
    double x = at->x, y = at->y;

    CANVAS_ROW(canvas, x, y - 7, WEEK_SWATCH, 0);
    CANVAS_ROW(canvas, x + WEEK_SWATCH, y - 7, 0, WEEK_SWATCH);
    CANVAS_ROW(canvas, x + WEEK_SWATCH, y + 7, -WEEK_SWATCH, 0);
    CANVAS_ROW(canvas, x, y + 7, 0, -WEEK_SWATCH);
}
