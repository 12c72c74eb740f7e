/* outlook: the tickets to come, by hour of the week, channel and priority, and how sure that is. */
#ifndef DESKGAUGE_COSTS_OUTLOOK_H
#define DESKGAUGE_COSTS_OUTLOOK_H

#include "costs/deadline.h"
#include "cube/cube.h"
#include "settings/settings.h"
#include "statistics/forecast.h"

/* Tickets of one channel and priority, by hour of the week. */
struct outlook_rate {
    enum channel channel;
    enum priority priority;
    double hourly[WEEK_HOURS]; /* an ordinary week, holidays taken out */
    double weekly;
    double dispersion; /* variance of a day's count over its mean, weekdays taken out; >= 1 */
    uint64_t tickets;
};

/* A week of the outlook with its band. */
struct outlook_week {
    int horizon; /* weeks after the last full one */
    double mean, p05, p50, p80, p95;
};

enum { OUTLOOK_WEEKS = 13 };

/* How the export was read into full weeks, and what statistics.md C makes of them. */
struct outlook {
    struct outlook_rate *rates; /* by channel, then priority; only those with tickets */
    size_t rate_count;
    double dispersion;     /* of all tickets of a day */
    bool is_overdispersed; /* above 1.3: hours are drawn with their own level (costs.md 4.1) */
    int32_t first_monday;
    size_t week_count; /* full weeks counted */
    struct forecast forecast;
    bool has_forecast;    /* at least FORECAST_LEAST_WEEKS; else only the profile */
    bool has_trend;       /* its slope is used */
    double yearly_growth; /* e^{52·slope} - 1 before damping, of the trend in use; 0 without */
    double coverage;      /* back-test: share of held-out hours inside the 5-95 % band; NaN */
    bool is_poor;         /* outside .80 … .97: FORECAST_POOR */
    double holiday_ratio; /* a holiday's tickets over a Sunday's, shrunk; 1 without holidays */
    uint64_t holiday_tickets;
    double holidays_a_year;
    struct outlook_week weeks[OUTLOOK_WEEKS]; /* NaN without a forecast */
    double
        slot_p80[WEEK_HOURS]; /* next week's tickets of each hour not exceeded in 80 % of weeks */
};

/*
 * Full local weeks of the last two years of the cube's demand table. Days off of the settings'
 * calendars are left out of the weekday profile: their tickets are replaced in the weeks by the
 * profile's share, so that a holiday is no trend. ERROR_USAGE without a ticket. Lives in `arena`.
 */
MUST_CHECK bool outlook_build(const struct cube *cube, const struct settings *settings,
                              struct arena *arena, struct outlook *out, struct error *err);

#endif
