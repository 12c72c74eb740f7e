#include "charts/demand_cover.h"

#include <math.h>

#include "charts/drawing/canvas.h"

enum { LEFT = 40, TOP = 32, BOTTOM = 236, HEIGHT = 262 };

enum { PLACES = 10 };

enum level { LEVEL_NEED, LEVEL_HIGH, LEVEL_COVER };

struct frame {
    struct scale x, y;
};

static double level_of(const struct demand_hour *hour, enum level level)
{
    return level == LEVEL_NEED ? hour->need : level == LEVEL_HIGH ? hour->need_high : hour->cover;
}

static double lack_of(const struct demand_hour *hour)
{
    return isfinite(hour->need) && isfinite(hour->cover) ? hour->need - hour->cover : 0;
}

/* People are whole: no more steps than there are. */
static int steps_of(double people)
{
    return people < 5 ? (int)fmax(2, people) : 5;
}

static struct frame frame_of(const struct demand_cover_chart *demand, double width_px)
{
    const char *names[] = {demand->need_name, demand->need_high_name, demand->cover_name};
    double right =
        fmin(fmax(labels_width(names, 3, LABEL_SMALL_PX, true), 30), width_px / 3.6) + 14;
    struct range range = {0, 2}; /* one person is half the height: a step of less is none */

    for (int i = 0; i < DEMAND_HOURS; i++) {
        range_add(&range, demand->hours[i].need);
        range_add(&range, demand->hours[i].need_high);
        range_add(&range, demand->hours[i].cover);
    }
    range = range_to_ticks(range, steps_of(range.high));
    return (struct frame){.x = {0, DEMAND_HOURS, LEFT, width_px - right, false},
                          .y = {0, range.high, BOTTOM, TOP, false}};
}

static void level_steps(struct canvas *canvas, const char *name,
                        const struct demand_cover_chart *demand, enum level level)
{
    canvas_block(canvas, name);
    for (int i = 0; i < DEMAND_HOURS; i++) {
        double value = level_of(&demand->hours[i], level);
        CANVAS_ROW(canvas, i, value);
        CANVAS_ROW(canvas, i + 1, value);
    }
    canvas_block_end(canvas);
}

/* Hours with fewer people than needed: left, right, cover, need. */
static void lacks(struct canvas *canvas, const struct demand_cover_chart *demand)
{
    canvas_block(canvas, "lacks");
    for (int i = 0; i < DEMAND_HOURS; i++)
        if (lack_of(&demand->hours[i]) > 1e-9)
            CANVAS_ROW(canvas, i, i + 1, demand->hours[i].cover, demand->hours[i].need);
    canvas_block_end(canvas);
}

/* The stretch of hours that lacks most people in sum; its middle and its height. */
static bool worst_stretch(const struct demand_cover_chart *demand, double *middle, double *height)
{
    double worst = 0;

    for (int i = 0; i < DEMAND_HOURS;) {
        int end = i;
        double sum = 0, most = 0;
        for (; end < DEMAND_HOURS && lack_of(&demand->hours[end]) > 1e-9; end++) {
            sum += lack_of(&demand->hours[end]);
            most = fmax(most, demand->hours[end].need);
        }
        if (sum > worst) {
            worst = sum;
            *middle = (i + end) / 2.0;
            *height = most;
        }
        i = end > i ? end : i + 1;
    }
    return worst > 0;
}

static void keep_off_levels(struct canvas *canvas, const struct demand_cover_chart *demand,
                            const struct frame *frame)
{
    for (int i = 0; i < DEMAND_HOURS; i++)
        for (int k = 0; k < 2; k++) {
            enum level level = k == 0 ? LEVEL_NEED : LEVEL_COVER;
            double x = scale_px(&frame->x, i + 0.5);
            double y = scale_px(&frame->y, level_of(&demand->hours[i], level));
            if (isfinite(y))
                canvas_keep_off(canvas, (struct box){x - 2, x + 2, y - 2, y + 2});
        }
}

static void short_words(struct canvas *canvas, const struct demand_cover_chart *demand,
                        const struct frame *frame)
{
    struct box inside = {frame->x.low_px, frame->x.high_px, 2, BOTTOM};
    double middle = 0, height = 0;

    if (!worst_stretch(demand, &middle, &height))
        return;
    double x = scale_px(&frame->x, middle), y = scale_px(&frame->y, height);
    struct label places[PLACES];
    for (size_t i = 0; i < PLACES; i++) {
        bool is_right = x > (frame->x.low_px + frame->x.high_px) / 2;
        double shift = i % 2 == 0 ? 20 : 0;
        size_t row = i / 2;
        places[i] = (struct label){.text = demand->short_name,
                                   .x_px = is_right ? fmin(x + shift, frame->x.high_px)
                                                    : fmax(x - shift, frame->x.low_px),
                                   .y_px = fmax(y - 14 - 27.0 * (double)row, 18),
                                   .align = is_right ? LABEL_RIGHT : LABEL_LEFT,
                                   .colour = COLOUR_BAD,
                                   .size_px = LABEL_SMALL_PX,
                                   .is_bold = true};
    }
    canvas_label_free(canvas, places, PLACES, &inside);
}

static void names(struct canvas *canvas, const struct demand_cover_chart *demand,
                  const struct frame *frame)
{
    const struct demand_hour *last = &demand->hours[DEMAND_HOURS - 1];
    struct label labels[] = {
        {.text = demand->cover_name, .colour = COLOUR_SUBJECT, .is_bold = true},
        {.text = demand->need_name, .colour = COLOUR_EARLIER, .is_bold = true},
        {.text = demand->need_high_name, .colour = COLOUR_MUTED},
    };
    const double at[] = {last->cover, last->need, last->need_high};

    for (size_t i = 0; i < 3; i++) {
        labels[i].x_px = frame->x.high_px + 8;
        labels[i].y_px = scale_px(&frame->y, isfinite(at[i]) ? at[i] : 0);
        labels[i].size_px = LABEL_SMALL_PX;
    }
    canvas_column(canvas, labels, 3, 17, TOP, BOTTOM - 4);
}

static void axis_words(struct canvas *canvas, const struct demand_cover_chart *demand,
                       const struct frame *frame, const struct ticks *people)
{
    double room = scale_px(&frame->x, 24) - scale_px(&frame->x, 0);
    double widest = labels_width(demand->day_names, DEMAND_DAYS, LABEL_SMALL_PX, false);
    int step = widest > room - 2 ? 2 : 1; /* every second day where they have no room */

    canvas_words_y(canvas, &demand->people, people, &frame->y, LEFT - 8);
    canvas_label(canvas, &(struct label){.text = demand->title,
                                         .x_px = LEFT,
                                         .y_px = 10,
                                         .colour = COLOUR_MUTED,
                                         .size_px = LABEL_SMALL_PX});
    for (int day = 0; day < DEMAND_DAYS; day += step)
        canvas_label(canvas, &(struct label){.text = demand->day_names[day],
                                             .x_px = scale_px(&frame->x, day * 24 + 12),
                                             .y_px = BOTTOM + 16,
                                             .align = LABEL_CENTRE,
                                             .colour = COLOUR_MUTED,
                                             .size_px = LABEL_SMALL_PX,
                                             .most_px = step * room - 2});
}

static bool has_levels(const struct demand_cover_chart *demand)
{
    for (int i = 0; i < DEMAND_HOURS; i++)
        if (isfinite(demand->hours[i].need) || isfinite(demand->hours[i].cover))
            return true;
    return false;
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct demand_cover_chart *demand, double width_px)
{
    struct canvas canvas = canvas_open(arena, key, "demand_cover", width_px, HEIGHT);
    struct frame frame = frame_of(demand, width_px);
    struct ticks people = ticks_within(0, frame.y.high, steps_of(frame.y.high));
    struct ticks days = {.at = {0, 24, 48, 72, 96, 120, 144, 168}, .count = 8};

    if (!has_levels(demand))
        canvas_nothing(&canvas, "neither need nor cover is known");
    canvas_area(&canvas, "A", &frame.x, &frame.y);
    canvas_grid_y(&canvas, "grid", &people, &frame.x);
    canvas_grid_x(&canvas, "days", &days, &frame.y);
    level_steps(&canvas, "need", demand, LEVEL_NEED);
    level_steps(&canvas, "need_high", demand, LEVEL_HIGH);
    level_steps(&canvas, "cover", demand, LEVEL_COVER);
    lacks(&canvas, demand);
    axis_words(&canvas, demand, &frame, &people);
    names(&canvas, demand, &frame);
    keep_off_levels(&canvas, demand, &frame);
    short_words(&canvas, demand, &frame);
    return canvas_close(&canvas);
}

const struct chart *chart_demand_cover(struct arena *arena, const char *key,
                                       const struct demand_cover_chart *demand)
{
    return canvas_pair(arena, in_width(arena, key, demand, CANVAS_WIDE_PX),
                       in_width(arena, key, demand, CANVAS_NARROW_PX));
}
