#include <stdio.h>
#include <string.h>

#include "calendar/instant.h"
#include "costs/demand.h"

enum { DAY_HOURS = 24, HOUR_MINUTES = 60 };

bool hour_is_night(int hour)
{
    int of_day = hour % DAY_HOURS;

    return of_day >= 22 || of_day < 6;
}

void week_of_hours(const struct settings *settings, int hours, bool out[WEEK_HOURS])
{
    const struct hours_version *last = NULL;
    uint8_t minutes[WEEK_HOURS] = {0};

    if (hours != INDEX_NONE && settings->hours[hours].version_count > 0)
        last = &settings->hours[hours].versions[settings->hours[hours].version_count - 1];
    bool is_always = hours == INDEX_NONE || (last != NULL && last->is_always);
    for (size_t i = 0; last != NULL && i < last->interval_count; i++) {
        const struct hours_interval *open = &last->intervals[i];
        for (int minute = open->from_minute; minute < open->to_minute; minute++)
            minutes[(open->weekday * DAY_HOURS + minute / HOUR_MINUTES) % WEEK_HOURS]++;
    }
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        out[hour] = is_always || minutes[hour] >= HOUR_MINUTES / 2;
}

void hour_name(int hour, char out[HOUR_NAME_SIZE])
{
    static const char *const DAYS[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};

    snprintf(out, HOUR_NAME_SIZE, "%s %02d:00", DAYS[hour / DAY_HOURS % 7], hour % DAY_HOURS);
}
