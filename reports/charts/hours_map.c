#include "charts/hours_map.h"

#include <math.h>

#include "charts/drawing/canvas.h"
#include "charts/drawing/week.h"

enum { SWATCH_NOBODY = HOURS_MAP_PARTIES, SWATCH_FRAME, SWATCH_COUNT };

static bool is_promised(const void *context, int day, int hour)
{
    const struct hours_map_chart *map = context;

    return map->cells[day][hour].is_promised;
}

static void cells(struct canvas *canvas, const char *name, const struct hours_map_chart *map,
                  const struct week *week, bool of_promised)
{
    canvas_block(canvas, name);
    for (int day = 0; day < week->day_count; day++)
        for (int hour = 0; hour < HOURS_MAP_HOURS; hour++) {
            const struct hours_map_cell *cell = &map->cells[day][hour];
            double inset = of_promised ? 1 : 5.5;
            double left = week_left(week, hour), top = week_top(day);
            if (cell->party != HOURS_MAP_NOBODY && cell->is_promised == of_promised)
                CANVAS_ROW(canvas, left + inset, left + week->cell_width - inset, top + inset,
                           top + WEEK_CELL_HEIGHT - inset, cell->party + 1);
        }
    canvas_block_end(canvas);
}

static void nobody_cells(struct canvas *canvas, const struct hours_map_chart *map,
                         const struct week *week)
{
    for (int day = 0; day < week->day_count; day++)
        for (int hour = 0; hour < HOURS_MAP_HOURS; hour++) {
            const struct hours_map_cell *cell = &map->cells[day][hour];
            double inset = cell->is_promised ? 2 : 6;
            double left = week_left(week, hour), top = week_top(day);
            if (cell->party == HOURS_MAP_NOBODY)
                week_hatch(canvas, left + inset, left + week->cell_width - inset, top + inset,
                           top + WEEK_CELL_HEIGHT - inset);
        }
}

/* White is readable on blue, teal and violet; on gold it is not. */
static enum colour ink_on(const struct hours_map_cell *cell)
{
    bool is_dark = cell->is_promised && (cell->party == 0 || cell->party == 1 || cell->party == 3);

    return is_dark ? COLOUR_PAPER : COLOUR_INK;
}

static void marks(struct canvas *canvas, const struct hours_map_chart *map, const struct week *week)
{
    for (int day = 0; day < week->day_count; day++)
        for (int hour = 0; hour < HOURS_MAP_HOURS; hour++)
            canvas_label(canvas,
                         &(struct label){.text = map->cells[day][hour].mark,
                                         .x_px = week_left(week, hour) + week->cell_width / 2,
                                         .y_px = week_top(day) + WEEK_CELL_HEIGHT / 2.0,
                                         .align = LABEL_CENTRE,
                                         .colour = ink_on(&map->cells[day][hour]),
                                         .size_px = 11,
                                         .is_bold = true,
                                         .most_px = week->cell_width});
}

static void swatch_names(const struct hours_map_chart *map, const struct week *week,
                         const char *names[SWATCH_COUNT])
{
    bool has_nobody = false, has_frame = false;

    for (int day = 0; day < week->day_count; day++)
        for (int hour = 0; hour < HOURS_MAP_HOURS; hour++) {
            has_nobody |= map->cells[day][hour].party == HOURS_MAP_NOBODY;
            has_frame |= map->cells[day][hour].is_promised;
        }
    for (int i = 0; i < HOURS_MAP_PARTIES; i++)
        names[i] = map->parties[i];
    names[SWATCH_NOBODY] = has_nobody ? map->nobody_name : NULL;
    names[SWATCH_FRAME] = has_frame ? map->promised_name : NULL;
}

const struct chart *chart_hours_map(struct arena *arena, const char *key,
                                    const struct hours_map_chart *map)
{
    struct week week = week_of(map->day_names);
    struct week_swatch legend[SWATCH_COUNT];
    const char *names[SWATCH_COUNT];

    swatch_names(map, &week, names);
    double bottom = week_legend(&week, names, SWATCH_COUNT, SWATCH_NOBODY, legend);
    struct canvas canvas = canvas_open(arena, key, "hours_map", bottom + 14);
    cells(&canvas, "promised", map, &week, true);
    cells(&canvas, "outside", map, &week, false);
    canvas_block(&canvas, "hatch");
    nobody_cells(&canvas, map, &week);
    if (names[SWATCH_NOBODY] != NULL)
        week_hatch(&canvas, legend[SWATCH_NOBODY].x, legend[SWATCH_NOBODY].x + WEEK_SWATCH,
                   legend[SWATCH_NOBODY].y - 7, legend[SWATCH_NOBODY].y + 7);
    canvas_block_end(&canvas);
    canvas_block(&canvas, "frame");
    week_frame(&canvas, &week, is_promised, map);
    if (names[SWATCH_FRAME] != NULL)
        week_frame_swatch(&canvas, &legend[SWATCH_FRAME]);
    canvas_block_end(&canvas);
    canvas_block(&canvas, "swatches");
    for (int i = 0; i < HOURS_MAP_PARTIES; i++)
        if (names[i] != NULL)
            CANVAS_ROW(&canvas, legend[i].x, legend[i].x + WEEK_SWATCH, legend[i].y - 7,
                       legend[i].y + 7, i + 1);
    canvas_block_end(&canvas);
    week_words(&canvas, &week, map->day_names, map->hour_names);
    marks(&canvas, map, &week);
    week_legend_words(&canvas, names, SWATCH_COUNT, legend);
    return canvas_close(&canvas);
}
