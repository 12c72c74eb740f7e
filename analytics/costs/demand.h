/* demand: how many tickets come in each hour of the week, what they were promised and what work
 * they take. */
#ifndef DESKGAUGE_COSTS_DEMAND_H
#define DESKGAUGE_COSTS_DEMAND_H

#include "costs/deadline.h"
#include "cube/cube.h"
#include "settings/settings.h"

/* Tickets of one promise that are either live (phone, chat, messenger, or of high and urgent
 * priority) or may wait until their deadline. */
struct demand_stream {
    bool is_live;
    double first_reply_s; /* 0: nothing was promised */
    double share;
    bool open[WEEK_HOURS];   /* its promised hours */
    double rate[WEEK_HOURS]; /* tickets that come in each hour of the week */
    size_t line;             /* of its promise, for messages; 0: the default one */
};

/* Work that no ticket asks for: updates, backups, moves. It waits for nobody and fills idle time in
 * its hours. */
struct planned_work {
    double weekly_hours;
    bool in_hours[WEEK_HOURS];
};

struct outlook_week;

struct topic_share {
    const char *topic; /* as under `topics:` */
    double share;      /* of tickets */
};

struct demand {
    struct demand_stream *streams; /* by first_reply_s, live first */
    size_t stream_count;
    bool covered[WEEK_HOURS]; /* some promise is open */
    bool office[WEEK_HOURS];  /* promised hours that are not 24x7; else Mon–Fri 9–18 */
    double channel_share[CHANNEL_COUNT];
    double monthly_tickets;
    double level_error; /* standard error of its logarithm: so few were counted, so unevenly; 0
                           typed */
    double dispersion;  /* variance of a day's count over its mean, weekdays taken out; >= 1 */
    struct uncertain handling_minutes; /* of a whole ticket, loops included */
    bool has_loops; /* they were added to what was told; else they were in what was counted */
    double reopened_share;  /* of tickets, once more each time */
    double escalated_share; /* of tickets, that the second line works on as well */
    double second_line_minutes;
    double second_line_share; /* of the work of a ticket */
    double patience_s;        /* of live tickets, mean; 0: nobody gives up */
    struct planned_work *planned;
    size_t planned_count;
    double planned_weekly_hours;
    const char *volume_source, *handling_source;
    uint32_t handled_count;   /* tickets that the handling time rests on; 0: told */
    double trend_a_year;      /* growth that the last weeks show, before damping; 0 none; NaN */
    double forecast_coverage; /* of the back-test's held-out hours, in their 5-95 % band; NaN */
    const struct outlook_week *weeks; /* the next OUTLOOK_WEEKS with their bands; NULL: none */
    bool is_forecast_poor;            /* outside .80 … .97 (statistics.md C5) */
    double holidays_a_year;           /* public ones; their hours are those of a Sunday */
    int32_t first_day, last_day;      /* of the export's days that were counted */
    bool has_default_promise;         /* no promise was told: that of criteria, round the clock */
    const struct topic_share *topics; /* scope.h; none where nobody listed topics */
    size_t topic_count;
    const struct settings *settings; /* for messages; NULL */
};

/*
 * From the last 365 days of the cube; where it is empty, from the typed volume: its urgent share
 * evenly over the covered hours, the rest over the office hours. Days off of the calendar count as
 * Sundays. ERROR_USAGE where neither the settings nor at least HANDLING_LEAST tickets with logged
 * work tell how long a ticket takes (handling.h), or no volume is known. Lives in `arena`.
 */
MUST_CHECK bool demand_build(const struct cube *cube, const struct settings *settings,
                             struct arena *arena, struct demand *out, struct error *err);

/* Phone, chat, messenger, or of high and urgent priority: somebody is waiting for it. */
bool demand_is_live(uint8_t channel, uint8_t priority);

/* Tickets of an average week. */
double demand_weekly(const struct demand *demand);

/* The hours of an ordinary week in which index `hours` of the settings, as last in force, is open
 * for at least half the hour; INDEX_NONE: all. */
void week_of_hours(const struct settings *settings, int hours, bool out[WEEK_HOURS]);

/* Where the promise of a stream was told (settings_place). */
void demand_place(const struct demand *demand, const struct demand_stream *stream,
                  char out[PLACE_SIZE]);

bool hour_is_night(int hour); /* 22–06 */

/* "Saturday 03:00", English, for messages. */
enum { HOUR_NAME_SIZE = 24 };
void hour_name(int hour, char out[HOUR_NAME_SIZE]);

#endif
