#include "facts/groundwork.h"

bool groundwork_clocks(struct groundwork *ground, struct error *err)
{
    if (!hours_clocks_open(ground->settings, &ground->hours, err))
        return false;
    ground->zone = ground->hours.zone;
    ground->clocks = ground->hours.rows;
    ground->holidays = ground->hours.holidays;
    return true;
}

void groundwork_clocks_release(struct groundwork *ground)
{
    hours_clocks_release(&ground->hours);
}

void elapsed(const struct groundwork *ground, const struct fact_promise *promise, int64_t from,
             int64_t to, int64_t out_s[CLOCK_COUNT])
{
    out_s[CLOCK_CALENDAR] = to > from ? to - from : 0;
    out_s[CLOCK_PROMISED] = out_s[CLOCK_CALENDAR];
    if (promise->hours == INDEX_NONE)
        return;
    int64_t open_s = business_clock_elapsed(ground->clocks[promise->hours].clock, from, to);
    out_s[CLOCK_PROMISED] = open_s == ELAPSED_UNKNOWN ? INSTANT_UNKNOWN : open_s;
}
