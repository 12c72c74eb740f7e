/* clocks: the zone, holidays and business clocks that the hours of the settings mean. */
#ifndef DESKGAUGE_SETTINGS_CLOCKS_H
#define DESKGAUGE_SETTINGS_CLOCKS_H

#include "calendar/business_clock.h"
#include "settings/settings.h"

/* One of settings.hours, opened. */
struct hours_clock {
    struct zone *zone; /* its own; NULL: the desk's */
    struct schedule schedule;
    struct holidays holidays;
    struct business_clock *clock;
};

/* All of settings.hours by their indexes. */
struct hours_clocks {
    struct zone *zone; /* of the desk; UTC when none was told */
    struct hours_clock *rows;
    size_t count;
    const struct holidays *holidays; /* of the desk's slots: the first hours that have any; NULL */
};

/* ERROR_USAGE for a file of holidays that cannot be read, ERROR_INPUT for what it or a zone says.
 * The only part of the settings that opens files besides deskgauge.yaml. */
MUST_CHECK bool hours_clocks_open(const struct settings *settings, struct hours_clocks *out,
                                  struct error *err);
/*
 * Is there a year of [first_day, last_day] whose public holidays are not built in, for hours that
 * name a country? Then `*out_country` and the first such `*out_year` say which: in it every day
 * counts as its weekday, which a report must say.
 */
bool hours_holidays_lack(const struct settings *settings, int32_t first_day, int32_t last_day,
                         const char **out_country, int32_t *out_year);

void hours_clocks_release(struct hours_clocks *clocks);
OWN_RELEASER(hours_clocks_release, struct hours_clocks)

#endif
