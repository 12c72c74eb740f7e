#include "charts/coverage.h"

#include <math.h>

#include "charts/drawing/week.h"

static int class_of(const struct coverage_chart *coverage, double ratio)
{
    int class = 0;

    while (class < COVERAGE_CLASSES - 1 && ratio >= coverage->class_edges[class])
        class ++;
    return class;
}

/* Hours of a day in a row that look the same; 0: the hour does not belong to this block. */
static int run_of(const struct coverage_chart *coverage, int day, int hour, bool is_promised)
{
    const struct coverage_cell *first = &coverage->cells[day][hour];
    int end = hour;

    while (end < COVERAGE_HOURS) {
        const struct coverage_cell *cell = &coverage->cells[day][end];
        if (!isfinite(cell->ratio) || cell->is_promised != is_promised ||
            class_of(coverage, cell->ratio) != class_of(coverage, first->ratio))
            break;
        end++;
        if (!is_promised)
            break; /* drawn small, so each by itself */
    }
    return end - hour;
}

/* Left, right, top, bottom, class 1..6: a run of hours as one, since lines part them afterwards. */
static void cells(struct canvas *canvas, const char *name, const struct coverage_chart *coverage,
                  const struct week *week, bool is_promised)
{
    double inset = week_inset(week, is_promised);

    canvas_block(canvas, name);
    for (int day = 0; day < week->day_count; day++)
        for (int hour = 0; hour < COVERAGE_HOURS;) {
            int run = run_of(coverage, day, hour, is_promised);
            double top = week_top(day);
            if (run > 0)
                CANVAS_ROW(canvas, week_left(week, hour) + inset,
                           week_left(week, hour + run) - inset, top + inset,
                           top + WEEK_CELL_HEIGHT - inset,
                           class_of(coverage, coverage->cells[day][hour].ratio) + 1);
            hour += run > 0 ? run : 1;
        }
    canvas_block_end(canvas);
}

static void unknown_cells(struct canvas *canvas, const struct coverage_chart *coverage,
                          const struct week *week)
{
    canvas_block(canvas, "hatch");
    for (int day = 0; day < week->day_count; day++)
        for (int hour = 0; hour < COVERAGE_HOURS; hour++) {
            const struct coverage_cell *cell = &coverage->cells[day][hour];
            double inset = week_inset(week, cell->is_promised) + 0.5;
            double left = week_left(week, hour), top = week_top(day);
            if (!isfinite(cell->ratio))
                week_hatch(canvas, left + inset, left + week->cell_width - inset, top + inset,
                           top + WEEK_CELL_HEIGHT - inset);
        }
}

static bool is_promised(const void *context, int day, int hour)
{
    const struct coverage_chart *coverage = context;

    return coverage->cells[day][hour].is_promised;
}

static void marks(struct canvas *canvas, const struct coverage_chart *coverage,
                  const struct week *week)
{
    for (int day = 0; day < week->day_count; day++)
        for (int hour = 0; hour < COVERAGE_HOURS; hour++) {
            const struct coverage_cell *cell = &coverage->cells[day][hour];
            bool is_dark = isfinite(cell->ratio) && class_of(coverage, cell->ratio) < 2;
            canvas_label(canvas,
                         &(struct label){.text = week_mark(week, cell->mark),
                                         .x_px = week_left(week, hour) + week->cell_width / 2,
                                         .y_px = week_top(day) + WEEK_CELL_HEIGHT / 2.0,
                                         .align = LABEL_CENTRE,
                                         .colour = is_dark ? COLOUR_PAPER : COLOUR_INK,
                                         .size_px = WEEK_MARK_PX,
                                         .is_bold = true,
                                         .most_px = week->cell_width});
        }
}

/* What the legend explains: the classes, and what else is on the map. */
enum swatch { SWATCH_UNKNOWN = COVERAGE_CLASSES, SWATCH_OUTSIDE, SWATCH_FRAME, SWATCH_COUNT };

struct legend {
    const char *names[SWATCH_COUNT];
    struct week_swatch at[SWATCH_COUNT];
};

static const char *when(bool is_there, const char *name)
{
    return is_there ? name : NULL;
}

static struct legend legend_of(const struct coverage_chart *coverage, const struct week *week)
{
    struct legend legend = {0};
    bool has_unknown = false, has_outside = false, has_promised = false;

    for (int day = 0; day < week->day_count; day++)
        for (int hour = 0; hour < COVERAGE_HOURS; hour++) {
            const struct coverage_cell *cell = &coverage->cells[day][hour];
            has_unknown = has_unknown || !isfinite(cell->ratio);
            has_outside = has_outside || (isfinite(cell->ratio) && !cell->is_promised);
            has_promised = has_promised || cell->is_promised;
        }
    for (int i = 0; i < COVERAGE_CLASSES; i++)
        legend.names[i] = coverage->class_names[i];
    legend.names[SWATCH_UNKNOWN] = when(has_unknown, coverage->unknown_name);
    legend.names[SWATCH_OUTSIDE] = when(has_outside, coverage->not_promised_name);
    legend.names[SWATCH_FRAME] = when(has_promised, coverage->promised_name);
    return legend;
}

static void legend_classes(struct canvas *canvas, const struct legend *legend)
{
    canvas_block(canvas, "swatches");
    for (int i = 0; i < COVERAGE_CLASSES; i++)
        if (legend->names[i] != NULL)
            CANVAS_ROW(canvas, legend->at[i].x, legend->at[i].x + WEEK_SWATCH, legend->at[i].y - 7,
                       legend->at[i].y + 7, i + 1);
    if (legend->names[SWATCH_OUTSIDE] != NULL)
        CANVAS_ROW(canvas, legend->at[SWATCH_OUTSIDE].x + 3, legend->at[SWATCH_OUTSIDE].x + 11,
                   legend->at[SWATCH_OUTSIDE].y - 4, legend->at[SWATCH_OUTSIDE].y + 4, 6);
    canvas_block_end(canvas);
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct coverage_chart *coverage, double width_px)
{
    struct week week = week_of(coverage->day_names, width_px);
    struct legend legend = legend_of(coverage, &week);
    double bottom = week_legend(&week, legend.names, SWATCH_COUNT, COVERAGE_CLASSES, legend.at);

    struct canvas canvas = canvas_open(arena, key, "coverage", width_px, bottom + 14);
    cells(&canvas, "promised", coverage, &week, true);
    cells(&canvas, "outside", coverage, &week, false);
    week_gaps(&canvas, &week);
    unknown_cells(&canvas, coverage, &week);
    if (legend.names[SWATCH_UNKNOWN] != NULL)
        week_hatch(&canvas, legend.at[SWATCH_UNKNOWN].x, legend.at[SWATCH_UNKNOWN].x + WEEK_SWATCH,
                   legend.at[SWATCH_UNKNOWN].y - 7, legend.at[SWATCH_UNKNOWN].y + 7);
    canvas_block_end(&canvas);
    canvas_block(&canvas, "frame");
    week_frame(&canvas, &week, is_promised, coverage);
    if (legend.names[SWATCH_FRAME] != NULL)
        week_frame_swatch(&canvas, &legend.at[SWATCH_FRAME]);
    canvas_block_end(&canvas);
    legend_classes(&canvas, &legend);
    week_words(&canvas, &week, coverage->day_names, coverage->hour_names);
    marks(&canvas, coverage, &week);
    week_legend_words(&canvas, legend.names, SWATCH_COUNT, legend.at);
    return canvas_close(&canvas);
}

const struct chart *chart_coverage(struct arena *arena, const char *key,
                                   const struct coverage_chart *coverage)
{
    return canvas_pair(arena, in_width(arena, key, coverage, CANVAS_WIDE_PX),
                       in_width(arena, key, coverage, CANVAS_NARROW_PX));
}
