/* schedule: when a desk promises to be open, by weekday, on holidays, and from which date. */
#ifndef DESKGAUGE_CALENDAR_SCHEDULE_H
#define DESKGAUGE_CALENDAR_SCHEDULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"
#include "calendar/instant.h"

struct holidays;

/* Wall clock of the desk's zone: seconds after midnight, [from_s, to_s). `to_s` may pass midnight
 * (22:00–06:00 is 79200 … 108000); the hours belong to the day on which they begin. */
struct open_hours {
    int32_t from_s; /* 0 … 86399 */
    int32_t to_s;   /* from_s + 1 … from_s + 86400 */
};

/* The hours of one day, in order, apart from each other. All-zero is closed. */
enum { DAY_HOURS_LIMIT = 8 };
struct day_hours {
    uint32_t count;
    struct open_hours hours[DAY_HOURS_LIMIT];
};

/* Add hours in any order. ERROR_INPUT: out of bounds, overlapping (touching is joined), or too
 * many. */
MUST_CHECK bool day_hours_add(struct day_hours *day, struct open_hours hours, struct error *err);

/* On a day off of holidays.h: closed, or as if it were none (24/7/365), or own hours. */
enum holiday_rule { HOLIDAYS_CLOSED, HOLIDAYS_AS_WEEKDAY, HOLIDAYS_OWN_HOURS };

/* One week that repeats from first_day to last_day, local days, both included. */
struct week_plan {
    int32_t first_day;
    int32_t last_day;
    struct day_hours days[WEEK_DAYS]; /* by enum weekday */
    enum holiday_rule on_holidays;
    struct day_hours holiday; /* with HOLIDAYS_OWN_HOURS */
    bool is_start_assumed;    /* "8x5" does not say when the eight hours begin: 09:00 */
};

/* Plans in order of first_day. All-zero is valid: never open. */
struct schedule {
    struct week_plan *plans;
    size_t count;
};

/* Every day of the calendar, closed: what to fill. */
struct week_plan week_plan_closed(void);

/*
 * Hours as people write them, clauses between ';':
 *     24x7 | 24/7                 always open, holidays too
 *     8x5, 12x7                   N hours from 09:00 on the first D days of the week
 *     mon-fri 09:00-18:00         days: mon … sun, пн … вс, lists "mon,wed", "daily"
 *     sat 10:00-14:00, 15:00-19:00
 *     fri 22:00-06:00             past midnight
 *     holidays closed | holidays open | holidays 10:00-16:00
 * A later clause replaces an earlier one for the same day; days not named are closed; holidays
 * are closed unless said (or 24x7). Fills all but the dates, which are left at their widest.
 */
MUST_CHECK bool week_plan_parse(struct span text, struct week_plan *out, struct error *err);

/* The plan in the same language, one clause a run of equal days, so that a report can show it. */
void week_plan_format(const struct week_plan *plan, struct buffer *out);

/* Add a plan in any order. ERROR_INPUT when its dates are reversed or overlap another's. */
MUST_CHECK bool schedule_add(struct schedule *schedule, const struct week_plan *plan,
                             struct error *err);
void schedule_release(struct schedule *schedule);
OWN_RELEASER(schedule_release, struct schedule)

/*
 * The hours of a local day: those of the holiday row if it has its own, of the plan's holiday rule
 * on a day off, of the weekday that a moved working day stands for, else of its weekday. Never
 * NULL; count 0 is closed. `holidays` may be NULL.
 */
const struct day_hours *schedule_hours(const struct schedule *schedule,
                                       const struct holidays *holidays, int32_t day);

#endif
