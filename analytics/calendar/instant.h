/* instant: points in time as UTC seconds, civil dates as day numbers, and the words for both. */
#ifndef DESKGAUGE_CALENDAR_INSTANT_H
#define DESKGAUGE_CALENDAR_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/*
 * Three numbers, never mixed:
 *   instant   int64 seconds since 1970-01-01T00:00:00Z, without leap seconds (POSIX);
 *   local_s   int64 what a clock on a wall shows, as if it were UTC: instant + offset (zone.h);
 *   day       int32 days since 1970-01-01 of a civil date; a local day where a zone is meant.
 * The calendar is proleptic Gregorian. Everything here is pure and takes a few nanoseconds.
 */
#define INSTANT_UNKNOWN INT64_MIN

enum { HOUR_S = 3600, DAY_S = 86400, WEEK_DAYS = 7 };

/* The calendar toolbox keeps tables for these years and says so where a date is outside. */
enum { CALENDAR_FIRST_YEAR = 1970, CALENDAR_LAST_YEAR = 2100, CALENDAR_DAY_COUNT = 47847 };

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

struct date {
    int32_t year;
    int32_t month; /* 1 … 12 */
    int32_t day;   /* 1 … 31 */
};

struct iso_week {
    int32_t year; /* of its Thursday: 2027-01-01 is in 2026-W53 */
    int32_t week; /* 1 … 53 */
};

bool date_is_valid(struct date date); /* years 1 … 9999 */

/* Both ways between date and day (Hinnant, "chrono-compatible low-level date algorithms"). */
int32_t day_of_date(struct date date);
struct date date_of_day(int32_t day);
static inline int32_t day_of(int32_t year, int32_t month, int32_t day)
{
    return day_of_date((struct date){year, month, day});
}

/* The day, and the second of it, that a wall clock shows; also before 1970. */
static inline int32_t day_of_local(int64_t local_s)
{
    return (int32_t)(local_s / DAY_S - (local_s % DAY_S < 0));
}
static inline int32_t second_of_local(int64_t local_s)
{
    int32_t rest = (int32_t)(local_s % DAY_S);
    return rest < 0 ? rest + DAY_S : rest;
}

static inline enum weekday weekday_of_day(int32_t day)
{
    int32_t rest = (day + 3) % WEEK_DAYS; /* 1970-01-01 was a Thursday */
    return (enum weekday)(rest < 0 ? rest + WEEK_DAYS : rest);
}

/* ISO 8601 weeks, by their names and by number: 0 is the week of Monday 1969-12-29. */
struct iso_week iso_week_of_day(int32_t day);
int32_t week_of_day(int32_t day);
static inline int32_t week_first_day(int32_t week)
{
    return week * WEEK_DAYS - 3;
}

/* Quarters by number: year · 4 + (0 … 3), so that the next quarter is one more. */
int32_t quarter_of_day(int32_t day);
int32_t quarter_first_day(int32_t quarter);

/* "2026Q3", "2026-07-01", "2026-W27": bytes needed, NUL included, also for far years. */
enum { QUARTER_TEXT_SIZE = 24, DATE_TEXT_SIZE = 40, INSTANT_TEXT_SIZE = 72 };
void quarter_format(int32_t quarter, char out[QUARTER_TEXT_SIZE]);
void date_format(int32_t day, char out[DATE_TEXT_SIZE]);
void iso_week_format(int32_t day, char out[DATE_TEXT_SIZE]);

/* "2026-07-01T09:30:00Z", or with the offset "2026-07-01T12:30:00+03:00"; unknown is "". */
void instant_format(int64_t instant, char out[INSTANT_TEXT_SIZE]);
void instant_format_at(int64_t instant, int32_t offset_s, char out[INSTANT_TEXT_SIZE]);

/* "2026-07-01" and "2026Q3" exactly; false, `*out` untouched, for anything else. */
MUST_CHECK bool date_parse(struct span text, int32_t *out_day);
MUST_CHECK bool quarter_parse(struct span text, int32_t *out_quarter);

/* What an ISO 8601 text says. Without an offset only a zone can make an instant of it. */
struct wall_time {
    int64_t local_s;
    int32_t offset_s; /* east of UTC; 0 without has_offset */
    bool has_time;    /* false: a bare date, local_s is its midnight */
    bool has_offset;
};

/*
 * A date, or a date, 'T' or one blank, HH:MM[:SS[.fraction]] and [Z|±HH[:MM]|±HHMM]. The fraction
 * is cut; 24:00 is the next midnight; a second of 60 is the next minute's first.
 */
MUST_CHECK bool wall_time_parse(struct span text, struct wall_time *out);

/* "+03:00", "-0530", "+3", "Z": seconds east of UTC, at most 18 hours. */
MUST_CHECK bool offset_parse(struct span text, int32_t *out_s);

/* "09:30", "9:30", "24:00": seconds after midnight. */
MUST_CHECK bool clock_time_parse(struct span text, int32_t *out_s);

#endif
