#include "charts/coverage.h"

#include <math.h>

#include "charts/drawing/canvas.h"

enum {
    TOP = 26,
    CELL_HEIGHT = 21,
    HOLIDAY_GAP = 9,
    HOLIDAYS = COVERAGE_DAYS - 1,
    LEGEND_LINE = 22,
    SWATCH = 14,
    RIGHT = CANVAS_WIDTH_PX - 12
};

struct grid {
    double left, cell_width;
    int day_count;
    double bottom;
};

static double cell_left(const struct grid *grid, int hour)
{
    return grid->left + hour * grid->cell_width;
}

static double cell_top(int day)
{
    return TOP + day * CELL_HEIGHT + (day == HOLIDAYS ? HOLIDAY_GAP : 0);
}

static int class_of(const struct coverage_chart *coverage, double ratio)
{
    int class = 0;

    while (class < COVERAGE_CLASSES - 1 && ratio >= coverage->class_edges[class])
        class ++;
    return class;
}

/* Left, right, top, bottom, class 1..6. Hours that were not promised are drawn small. */
static void cell_row(struct canvas *canvas, double left, double top, double width, double inset,
                     int class)
{
    CANVAS_ROW(canvas, left + inset, left + width - inset, top + inset, top + CELL_HEIGHT - inset,
               class + 1);
}

static void cells(struct canvas *canvas, const char *name, const struct coverage_chart *coverage,
                  const struct grid *grid, bool is_promised)
{
    canvas_block(canvas, name);
    for (int day = 0; day < grid->day_count; day++)
        for (int hour = 0; hour < COVERAGE_HOURS; hour++) {
            const struct coverage_cell *cell = &coverage->cells[day][hour];
            if (isfinite(cell->ratio) && cell->is_promised == is_promised)
                cell_row(canvas, cell_left(grid, hour), cell_top(day), grid->cell_width,
                         is_promised ? 1 : 5.5, class_of(coverage, cell->ratio));
        }
    canvas_block_end(canvas);
}

/* Three strokes across a box, each from its left or bottom edge up to its top or right edge. */
static void hatch(struct canvas *canvas, double left, double right, double top, double bottom)
{
    double height = bottom - top;

    for (int i = 0; i < 3; i++) {
        double foot = left + (right - left + height) * (i + 0.5) / 3 - height;
        double x0 = fmax(foot, left), x1 = fmin(foot + height, right);
        CANVAS_ROW(canvas, x0, bottom - (x0 - foot), x1 - x0, x0 - x1);
    }
}

static void unknown_cells(struct canvas *canvas, const struct coverage_chart *coverage,
                          const struct grid *grid)
{
    canvas_block(canvas, "hatch");
    for (int day = 0; day < grid->day_count; day++)
        for (int hour = 0; hour < COVERAGE_HOURS; hour++) {
            const struct coverage_cell *cell = &coverage->cells[day][hour];
            double inset = cell->is_promised ? 2 : 6;
            double left = cell_left(grid, hour), top = cell_top(day);
            if (!isfinite(cell->ratio))
                hatch(canvas, left + inset, left + grid->cell_width - inset, top + inset,
                      top + CELL_HEIGHT - inset);
        }
}

static bool promised_at(const struct coverage_chart *coverage, const struct grid *grid, int day,
                        int hour)
{
    return day >= 0 && day < grid->day_count && hour >= 0 && hour < COVERAGE_HOURS &&
           coverage->cells[day][hour].is_promised;
}

/* Rows touch each other but for the holidays, which stand apart. */
static bool promised_above(const struct coverage_chart *coverage, const struct grid *grid, int day,
                           int hour)
{
    return day != HOLIDAYS && promised_at(coverage, grid, day - 1, hour);
}

static bool promised_below(const struct coverage_chart *coverage, const struct grid *grid, int day,
                           int hour)
{
    return day + 1 != HOLIDAYS && promised_at(coverage, grid, day + 1, hour);
}

/* The outline of the promised hours, whatever their shape: the sides that have no neighbour. */
static void frame(struct canvas *canvas, const struct coverage_chart *coverage,
                  const struct grid *grid)
{
    double width = grid->cell_width;

    for (int day = 0; day < grid->day_count; day++)
        for (int hour = 0; hour < COVERAGE_HOURS; hour++) {
            double left = cell_left(grid, hour), top = cell_top(day);
            if (!promised_at(coverage, grid, day, hour))
                continue;
            if (!promised_above(coverage, grid, day, hour))
                CANVAS_ROW(canvas, left - 0.8, top, width + 1.6, 0);
            if (!promised_below(coverage, grid, day, hour))
                CANVAS_ROW(canvas, left - 0.8, top + CELL_HEIGHT, width + 1.6, 0);
            if (!promised_at(coverage, grid, day, hour - 1))
                CANVAS_ROW(canvas, left, top, 0, CELL_HEIGHT);
            if (!promised_at(coverage, grid, day, hour + 1))
                CANVAS_ROW(canvas, left + width, top, 0, CELL_HEIGHT);
        }
}

static void marks(struct canvas *canvas, const struct coverage_chart *coverage,
                  const struct grid *grid)
{
    for (int day = 0; day < grid->day_count; day++)
        for (int hour = 0; hour < COVERAGE_HOURS; hour++) {
            const struct coverage_cell *cell = &coverage->cells[day][hour];
            bool is_dark = isfinite(cell->ratio) && class_of(coverage, cell->ratio) < 2;
            canvas_label(canvas,
                         &(struct label){.text = cell->mark,
                                         .x_px = cell_left(grid, hour + 0) + grid->cell_width / 2,
                                         .y_px = cell_top(day) + CELL_HEIGHT / 2.0,
                                         .align = LABEL_CENTRE,
                                         .colour = is_dark ? COLOUR_PAPER : COLOUR_INK,
                                         .size_px = 11,
                                         .is_bold = true,
                                         .most_px = grid->cell_width});
        }
}

static void axis_words(struct canvas *canvas, const struct coverage_chart *coverage,
                       const struct grid *grid)
{
    for (int day = 0; day < grid->day_count; day++)
        canvas_label(canvas, &(struct label){.text = coverage->day_names[day],
                                             .x_px = grid->left - 8,
                                             .y_px = cell_top(day) + CELL_HEIGHT / 2.0,
                                             .align = LABEL_RIGHT,
                                             .colour = COLOUR_MUTED,
                                             .size_px = LABEL_SMALL_PX});
    for (int i = 0; i < COVERAGE_HOUR_WORDS; i++)
        canvas_label(canvas, &(struct label){.text = coverage->hour_names[i],
                                             .x_px = cell_left(grid, i * 3),
                                             .y_px = 13,
                                             .align = LABEL_CENTRE,
                                             .colour = COLOUR_MUTED,
                                             .size_px = LABEL_SMALL_PX});
}

/* What the legend explains: the classes, and what else is on the map. */
enum swatch { SWATCH_UNKNOWN = COVERAGE_CLASSES, SWATCH_OUTSIDE, SWATCH_FRAME, SWATCH_COUNT };

struct legend {
    const char *names[SWATCH_COUNT];
    struct {
        double x, y; /* left end and middle */
    } at[SWATCH_COUNT];
    double bottom;
};

static const char *when(bool is_there, const char *name)
{
    return is_there ? name : NULL;
}

static struct legend legend_of(const struct coverage_chart *coverage, const struct grid *grid)
{
    struct legend legend = {.bottom = grid->bottom};
    bool has_unknown = false, has_outside = false, has_promised = false;

    for (int day = 0; day < grid->day_count; day++)
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

/* Classes in one line, the rest in a second; a line that is full goes on in the next. */
static void flow(struct legend *legend, const struct grid *grid)
{
    double x = grid->left, y = grid->bottom + LEGEND_LINE;

    for (int i = 0; i < SWATCH_COUNT; i++) {
        double width = SWATCH + 6 + labels_width(&legend->names[i], 1, LABEL_SMALL_PX, false) + 18;
        if (legend->names[i] == NULL)
            continue;
        if ((x + width > RIGHT + 18 || i == COVERAGE_CLASSES) && x > grid->left) {
            x = grid->left;
            y += LEGEND_LINE;
        }
        legend->at[i].x = x;
        legend->at[i].y = y;
        legend->bottom = y;
        x += width;
    }
}

static void legend_words(struct canvas *canvas, const struct legend *legend)
{
    for (int i = 0; i < SWATCH_COUNT; i++)
        canvas_label(canvas, &(struct label){.text = legend->names[i],
                                             .x_px = legend->at[i].x + SWATCH + 6,
                                             .y_px = legend->at[i].y,
                                             .colour = COLOUR_MUTED,
                                             .size_px = LABEL_SMALL_PX});
}

static void legend_classes(struct canvas *canvas, const struct legend *legend)
{
    canvas_block(canvas, "swatches");
    for (int i = 0; i < COVERAGE_CLASSES; i++)
        if (legend->names[i] != NULL)
            CANVAS_ROW(canvas, legend->at[i].x, legend->at[i].x + SWATCH, legend->at[i].y - 7,
                       legend->at[i].y + 7, i + 1);
    if (legend->names[SWATCH_OUTSIDE] != NULL)
        CANVAS_ROW(canvas, legend->at[SWATCH_OUTSIDE].x + 3, legend->at[SWATCH_OUTSIDE].x + 11,
                   legend->at[SWATCH_OUTSIDE].y - 4, legend->at[SWATCH_OUTSIDE].y + 4, 6);
    canvas_block_end(canvas);
}

static void legend_frame(struct canvas *canvas, const struct legend *legend)
{
    double x = legend->at[SWATCH_FRAME].x, y = legend->at[SWATCH_FRAME].y;

    if (legend->names[SWATCH_FRAME] == NULL)
        return;
    CANVAS_ROW(canvas, x, y - 7, SWATCH, 0);
    CANVAS_ROW(canvas, x + SWATCH, y - 7, 0, SWATCH);
    CANVAS_ROW(canvas, x + SWATCH, y + 7, -SWATCH, 0);
    CANVAS_ROW(canvas, x, y + 7, 0, -SWATCH);
}

static struct grid grid_of(const struct coverage_chart *coverage)
{
    struct grid grid = {.day_count = coverage->day_names[HOLIDAYS] == NULL ? 7 : 8};
    double names = labels_width(coverage->day_names, (size_t)grid.day_count, LABEL_SMALL_PX, false);

    grid.left = fmin(fmax(names, 30), 130) + 10;
    grid.cell_width = (RIGHT - grid.left) / COVERAGE_HOURS;
    grid.bottom = cell_top(grid.day_count - 1) + CELL_HEIGHT;
    return grid;
}

const struct chart *chart_coverage(struct arena *arena, const char *key,
                                   const struct coverage_chart *coverage)
{
    struct grid grid = grid_of(coverage);
    struct legend legend = legend_of(coverage, &grid);

    flow(&legend, &grid);
    struct canvas canvas = canvas_open(arena, key, "coverage", legend.bottom + 14);
    cells(&canvas, "promised", coverage, &grid, true);
    cells(&canvas, "outside", coverage, &grid, false);
    unknown_cells(&canvas, coverage, &grid);
    if (legend.names[SWATCH_UNKNOWN] != NULL)
        hatch(&canvas, legend.at[SWATCH_UNKNOWN].x, legend.at[SWATCH_UNKNOWN].x + SWATCH,
              legend.at[SWATCH_UNKNOWN].y - 7, legend.at[SWATCH_UNKNOWN].y + 7);
    canvas_block_end(&canvas);
    canvas_block(&canvas, "frame");
    frame(&canvas, coverage, &grid);
    legend_frame(&canvas, &legend);
    canvas_block_end(&canvas);
    legend_classes(&canvas, &legend);
    axis_words(&canvas, coverage, &grid);
    marks(&canvas, coverage, &grid);
    legend_words(&canvas, &legend);
    return canvas_close(&canvas);
}
