/* channels: how the shares of up to five channels change, stacked to the whole. */
#ifndef DESKGAUGE_CHARTS_CHANNELS_H
#define DESKGAUGE_CHARTS_CHANNELS_H

#include "charts/chart.h"

enum { CHANNELS_MOST = 5 };

struct channels_chart {
    const double *ratios; /* [month][channel], 0..1; a month with one NaN is left open */
    size_t month_count, channel_count; /* channels 1..CHANNELS_MOST; the rest is "other" */
    const char *names[CHANNELS_MOST];  /* from the bottom: "Chat 37%" */
    const struct chart_tick *ticks;
    size_t tick_count;
    struct chart_words words;
};

const struct chart *chart_channels(struct arena *arena, const char *key,
                                   const struct channels_chart *channels);

#endif
