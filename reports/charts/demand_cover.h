/* demand_cover: the people that each hour of the week needs, and those that are there. */
#ifndef DESKGAUGE_CHARTS_DEMAND_COVER_H
#define DESKGAUGE_CHARTS_DEMAND_COVER_H

#include "charts/chart.h"

enum { DEMAND_DAYS = 7, DEMAND_HOURS = DEMAND_DAYS * 24 };

struct demand_hour {
    double need;      /* people; NaN: unknown, left open */
    double need_high; /* of a busy week; NaN: not shown */
    double cover;     /* people; NaN: unknown */
};

struct demand_cover_chart {
    struct demand_hour hours[DEMAND_HOURS]; /* from Monday 00:00 */
    const char *day_names[DEMAND_DAYS];     /* short: a day is at most 78 px wide */
    const char *title;                      /* over the plot: "people" */
    const char *need_name, *need_high_name, *cover_name;
    const char *short_name; /* at the longest stretch with fewer people than needed */
    struct chart_words people;
};

const struct chart *chart_demand_cover(struct arena *arena, const char *key,
                                       const struct demand_cover_chart *demand);

#endif
