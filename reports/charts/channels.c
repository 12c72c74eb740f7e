#include "charts/channels.h"

#include <assert.h>
#include <math.h>

#include "charts/drawing/canvas.h"

enum { LEFT = 52, TOP = 14, BOTTOM = 244, HEIGHT = 272 };

static const enum colour colours[CHANNELS_MOST] = {COLOUR_SUBJECT, COLOUR_BETTER, COLOUR_OTHER,
                                                   COLOUR_FOURTH, COLOUR_EARLIER};

static double share(const struct channels_chart *channels, size_t month, size_t channel)
{
    return channels->ratios[month * channels->channel_count + channel];
}

/* Month and the six edges of the five layers; unused layers have no height. */
static void layer_rows(struct canvas *canvas, const struct channels_chart *channels)
{
    canvas_block(canvas, "layers");
    for (size_t month = 0; month < channels->month_count; month++) {
        double edges[CHANNELS_MOST + 2] = {(double)month};
        for (size_t i = 0; i < CHANNELS_MOST; i++)
            edges[i + 2] =
                edges[i + 1] + (i < channels->channel_count ? share(channels, month, i) : 0);
        canvas_values(canvas, edges, CHANNELS_MOST + 2);
    }
    canvas_block_end(canvas);
}

static void names(struct canvas *canvas, const struct channels_chart *channels,
                  const struct scale *x, const struct scale *y)
{
    struct label labels[CHANNELS_MOST];
    double edge = 0;

    for (size_t i = 0; i < channels->channel_count; i++) {
        double height = share(channels, channels->month_count - 1, i);
        labels[i] = (struct label){.text = channels->names[i],
                                   .x_px = x->high_px + 10,
                                   .y_px = scale_px(y, edge + height / 2),
                                   .colour = colours[i],
                                   .is_bold = true};
        edge += height;
    }
    canvas_column(canvas, labels, channels->channel_count, 18, TOP + 2, BOTTOM - 4);
}

static const struct chart *in_width(struct arena *arena, const char *key,
                                    const struct channels_chart *channels, double width_px)
{
    assert(channels->channel_count <= CHANNELS_MOST);
    struct canvas canvas = canvas_open(arena, key, "channels", width_px, HEIGHT);
    double right = labels_width(channels->names, channels->channel_count, LABEL_SIZE_PX, true);
    struct scale x = {0, fmax((double)channels->month_count - 1, 1), LEFT,
                      width_px - fmin(right, width_px / 3.6) - 16, false};
    struct scale y = {0, 1, BOTTOM, TOP, false};
    struct ticks ticks = {.at = {0, 0.25, 0.5, 0.75, 1}, .count = 5, .step = 0.25};

    if (channels->month_count < 2 || channels->channel_count == 0) {
        canvas_nothing(&canvas, "shares over time need two periods at least");
        return canvas_close(&canvas);
    }
    canvas_area(&canvas, "A", &x, &y);
    canvas_grid_y(&canvas, "grid", &ticks, &x);
    layer_rows(&canvas, channels);
    canvas_words_y(&canvas, &channels->words, &ticks, &y, LEFT - 8);
    canvas_ticks_x(&canvas, channels->ticks, channels->tick_count, &x, BOTTOM + 17);
    names(&canvas, channels, &x, &y);
    return canvas_close(&canvas);
}

const struct chart *chart_channels(struct arena *arena, const char *key,
                                   const struct channels_chart *channels)
{
    return canvas_pair(arena, in_width(arena, key, channels, CANVAS_WIDE_PX),
                       in_width(arena, key, channels, CANVAS_NARROW_PX));
}
