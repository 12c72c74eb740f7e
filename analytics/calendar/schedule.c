#include "calendar/schedule.h"

#include <string.h>

#include "calendar/holidays.h"

bool day_hours_add(struct day_hours *day, struct open_hours hours, struct error *err)
{
    uint32_t at = day->count;

    if (hours.from_s < 0 || hours.from_s >= DAY_S || hours.to_s <= hours.from_s ||
        hours.to_s > hours.from_s + DAY_S)
        return error_set(err, ERROR_INPUT, "opening hours must last from a minute to a day");
    while (at > 0 && day->hours[at - 1].from_s >= hours.from_s)
        at--;
    if ((at > 0 && day->hours[at - 1].to_s > hours.from_s) ||
        (at < day->count && day->hours[at].from_s < hours.to_s))
        return error_set(err, ERROR_INPUT, "opening hours of one day overlap");
    if (at > 0 && day->hours[at - 1].to_s == hours.from_s &&
        hours.to_s <= day->hours[at - 1].from_s + DAY_S) {
        day->hours[at - 1].to_s = hours.to_s;
        return true;
    }
    if (day->count == DAY_HOURS_LIMIT)
        return error_set(err, ERROR_INPUT, "more than %d opening hours on one day",
                         DAY_HOURS_LIMIT);
    memmove(day->hours + at + 1, day->hours + at, (day->count - at) * sizeof *day->hours);
    day->hours[at] = hours;
    day->count++;
    return true;
}

struct week_plan week_plan_closed(void)
{
    return (struct week_plan){.first_day = INT32_MIN, .last_day = INT32_MAX};
}

bool schedule_add(struct schedule *schedule, const struct week_plan *plan, struct error *err)
{
    size_t at = schedule->count;

    if (plan->last_day < plan->first_day)
        return error_set(err, ERROR_INPUT, "opening hours end before they begin");
    while (at > 0 && schedule->plans[at - 1].first_day > plan->first_day)
        at--;
    if ((at > 0 && schedule->plans[at - 1].last_day >= plan->first_day) ||
        (at < schedule->count && schedule->plans[at].first_day <= plan->last_day))
        return error_set(err, ERROR_INPUT,
                         "two sets of opening hours hold on the same date (hint: end the earlier "
                         "one the day before)");
    struct week_plan *plans =
        realloc(schedule->plans, (schedule->count + 1) * sizeof *schedule->plans);
    if (plans == NULL)
        return error_memory(err);
    memmove(plans + at + 1, plans + at, (schedule->count - at) * sizeof *plans);
    plans[at] = *plan;
    schedule->plans = plans;
    schedule->count++;
    return true;
}

void schedule_release(struct schedule *schedule)
{
    free(schedule->plans);
    *schedule = (struct schedule){0};
}

static const struct week_plan *plan_of_day(const struct schedule *schedule, int32_t day)
{
    for (size_t i = 0; i < schedule->count; i++)
        if (schedule->plans[i].first_day <= day && day <= schedule->plans[i].last_day)
            return &schedule->plans[i];
    return NULL;
}

const struct day_hours *schedule_hours(const struct schedule *schedule,
                                       const struct holidays *holidays, int32_t day)
{
    static const struct day_hours closed = {0};
    const struct week_plan *plan = plan_of_day(schedule, day);
    const struct holiday *holiday = holidays_find(holidays, day);

    if (plan == NULL)
        return &closed;
    if (holiday == NULL || plan->on_holidays == HOLIDAYS_AS_WEEKDAY)
        return &plan->days[weekday_of_day(day)];
    if (holiday->has_hours)
        return &holiday->hours;
    if (holiday->kind == DAY_WORKING)
        return &plan->days[holiday->like_weekday];
    if (holiday->kind == DAY_ORDINARY)
        return &plan->days[weekday_of_day(day)];
    return plan->on_holidays == HOLIDAYS_OWN_HOURS ? &plan->holiday : &closed;
}
