/* wall_clock: naive local time as one number, and the words and files that show it. */
#ifndef DESKGAUGE_SAMPLE_WALL_CLOCK_H
#define DESKGAUGE_SAMPLE_WALL_CLOCK_H

#include <stddef.h>
#include <stdint.h>

/*
 * Wall seconds: seconds since 1970-01-01 00:00 read off the local clock, as if it were UTC. The
 * simulated companies live in zones without daylight saving (Europe/Moscow), so that wall
 * seconds are also elapsed seconds. Days count from 1970-01-01.
 */
enum { WALL_DAY_S = 86400, WALL_HOUR_S = 3600, WALL_MINUTE_S = 60 };
#define WALL_NEVER INT64_MAX

int32_t wall_day(int64_t at);                     /* the day that holds `at` */
int32_t wall_hour(int64_t at);                    /* 0 … 23 */
int32_t wall_weekday(int32_t day);                /* 0 Monday … 6 Sunday */
int32_t wall_date(int year, int month, int date); /* the day of a civil date (Hinnant's rule) */
int32_t wall_quarter(int64_t at);                 /* year * 4 + 0 … 3 */
int32_t wall_iso_week(int32_t day);               /* ISO 8601: year * 100 + week */

enum { WALL_TEXT_SIZE = 32 };
size_t wall_text(int64_t at, char out[WALL_TEXT_SIZE]);                    /* 2026-04-28 19:05:11 */
size_t wall_russian(int64_t at, char out[WALL_TEXT_SIZE]);                 /* 28.04.2026 19:05 */
size_t wall_iso(int64_t at, int offset_minutes, char out[WALL_TEXT_SIZE]); /* …T19:05:11+03:00 */

#endif
