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

/* Hours of a day in a row that one party answers; 0: the hour does not belong to this block. */
static int run_of(const struct hours_map_chart *map, int day, int hour, bool of_promised)
{
    int end = hour;

    while (end < HOURS_MAP_HOURS) {
        const struct hours_map_cell *cell = &map->cells[day][end];
        if (cell->party == HOURS_MAP_NOBODY || cell->is_promised != of_promised ||
            cell->party != map->cells[day][hour].party)
            break;
        end++;
        if (!of_promised)
            break; /* drawn small, so each by itself */
    }
    return end - hour;
}

/* Left, right, top, bottom, party: a run of hours as one, since lines part them afterwards. */
static void cells(struct canvas *canvas, const char *name, const struct hours_map_chart *map,
                  const struct week *week, bool of_promised)
{
    double inset = week_inset(week, of_promised);

    canvas_block(canvas, name);
    for (int day = 0; day < week->day_count; day++)
        for (int hour = 0; hour < HOURS_MAP_HOURS;) {
            int run = run_of(map, day, hour, of_promised);
            double top = week_top(day);
            if (run > 0)
                CANVAS_ROW(canvas, week_left(week, hour) + inset,
                           week_left(week, hour + run) - inset, top + inset,
                           top + WEEK_CELL_HEIGHT - inset, map->cells[day][hour].party + 1);
            hour += run > 0 ? run : 1;
        }
    canvas_block_end(canvas);
}

static void nobody_cells(struct canvas *canvas, const struct hours_map_chart *map,
                         const struct week *week)
{
    for (int day = 0; day < week->day_count; day++)
        for (int hour = 0; hour < HOURS_MAP_HOURS; hour++) {
            const struct hours_map_cell *cell = &map->cells[day][hour];
            double inset = week_inset(week, cell->is_promised) + 0.5;
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
                         &(struct label){.text = week_mark(week, map->cells[day][hour].mark),
                                         .x_px = week_left(week, hour) + week->cell_width / 2,
                                         .y_px = week_top(day) + WEEK_CELL_HEIGHT / 2.0,
                                         .align = LABEL_CENTRE,
                                         .colour = ink_on(&map->cells[day][hour]),
                                         .size_px = WEEK_MARK_PX,
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

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct hours_map_chart *map, double width_px)
{
    struct week week = week_of(map->day_names, width_px);
    struct week_swatch legend[SWATCH_COUNT];
    const char *names[SWATCH_COUNT];

    swatch_names(map, &week, names);
    double bottom = week_legend(&week, names, SWATCH_COUNT, SWATCH_NOBODY, legend);
    struct canvas canvas = canvas_open(arena, key, "hours_map", width_px, bottom + 14);
    cells(&canvas, "promised", map, &week, true);
    cells(&canvas, "outside", map, &week, false);
    week_gaps(&canvas, &week);
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

const struct chart *chart_hours_map(struct arena *arena, const char *key,
                                    const struct hours_map_chart *map)
{
    return canvas_pair(arena, in_width(arena, key, map, CANVAS_WIDE_PX),
                       in_width(arena, key, map, CANVAS_NARROW_PX));
}
