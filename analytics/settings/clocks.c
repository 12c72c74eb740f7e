#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "settings/clocks.h"

enum { ICS_LIMIT = 16 * 1024 * 1024 };

static bool read_ics(struct holidays *holidays, const char *folder, const char *name,
                     struct error *err)
{
    OWN(buffer_release) struct buffer path = {0};
    OWN(buffer_release) struct buffer text = {0};
    char block[65536];
    ssize_t got = 0;

    if (name[0] != '/')
        buffer_format(&path, "%s/", folder);
    buffer_text(&path, name);
    if (path.is_short)
        return error_memory(err);
    OWN(descriptor_close) int file = open(path.bytes, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return error_set(err, ERROR_USAGE, "%s: the holidays cannot be read: %s", path.bytes,
                         strerror(errno));
    while ((got = read(file, block, sizeof block)) > 0 && text.length <= ICS_LIMIT)
        buffer_append(&text, block, (size_t)got);
    if (got < 0 || text.length > ICS_LIMIT)
        return error_set(err, ERROR_USAGE, "%s: the holidays cannot be read: %s", path.bytes,
                         got < 0 ? strerror(errno) : "larger than 16 MiB");
    return holidays_add_ics(holidays, buffer_span(&text), name, NULL, err);
}

static bool fill_holidays(struct holidays *holidays, const struct hours_settings *hours,
                          const char *folder, struct error *err)
{
    if (hours->holiday_country != NULL &&
        !holidays_add_country(holidays, hours->holiday_country, NULL, err))
        return false;
    for (size_t i = 0; i < hours->holiday_file_count; i++)
        if (!read_ics(holidays, folder, hours->holiday_files[i], err))
            return false;
    for (size_t i = 0; i < hours->holiday_day_count; i++) {
        struct holiday row = {.day = hours->holiday_days[i],
                              .kind = DAY_HOLIDAY,
                              .is_verified = true,
                              .name = "holiday",
                              .name_local = "",
                              .source = "settings"};
        if (!holidays_add(holidays, &row, err))
            return false;
    }
    return true;
}

static bool fill_plan(const struct hours_version *version, struct week_plan *plan,
                      struct error *err)
{
    plan->on_holidays = version->is_always ? HOLIDAYS_AS_WEEKDAY : HOLIDAYS_CLOSED;
    for (int day = 0; version->is_always && day < WEEK_DAYS; day++)
        if (!day_hours_add(&plan->days[day], (struct open_hours){0, DAY_S}, err))
            return false;
    for (size_t i = 0; i < version->interval_count; i++) {
        const struct hours_interval *interval = &version->intervals[i];
        struct open_hours open = {interval->from_minute * 60, interval->to_minute * 60};
        if (!day_hours_add(&plan->days[interval->weekday], open, err))
            return false;
    }
    return true;
}

static bool fill_schedule(struct schedule *schedule, const struct hours_settings *hours,
                          struct error *err)
{
    for (size_t i = 0; i < hours->version_count; i++) {
        struct week_plan plan = week_plan_closed();
        if (i > 0)
            plan.first_day = hours->versions[i].from_day;
        if (i + 1 < hours->version_count)
            plan.last_day = hours->versions[i + 1].from_day - 1;
        if (!fill_plan(&hours->versions[i], &plan, err) || !schedule_add(schedule, &plan, err))
            return error_wrap(err, "hours '%s'", hours->name);
    }
    return true;
}

static bool open_clock(const struct hours_clocks *clocks, const struct hours_settings *hours,
                       const char *folder, struct hours_clock *out, struct error *err)
{
    if (hours->zone != NULL && !zone_open(hours->zone, &out->zone, err))
        return error_wrap(err, "hours '%s'", hours->name);
    if (!fill_holidays(&out->holidays, hours, folder, err) ||
        !fill_schedule(&out->schedule, hours, err))
        return false;
    struct business_clock_spec spec = {.zone = out->zone != NULL ? out->zone : clocks->zone,
                                       .schedule = &out->schedule,
                                       .holidays = &out->holidays};
    return business_clock_open(&spec, &out->clock, err);
}

bool hours_holidays_lack(const struct settings *settings, int32_t first_day, int32_t last_day,
                         const char **out_country, int32_t *out_year)
{
    struct country country;
    int32_t last_year = date_of_day(last_day).year;

    for (size_t i = 0; i < settings->hours_count; i++) {
        const struct hours_settings *hours = &settings->hours[i];
        if (hours->holiday_country == NULL || !country_find(hours->holiday_country, &country))
            continue;
        for (int32_t year = date_of_day(first_day).year; year <= last_year; year++)
            if (year < country.first_year || year > country.last_year) {
                *out_country = hours->holiday_country;
                *out_year = year;
                return true;
            }
    }
    return false;
}

void hours_clocks_release(struct hours_clocks *clocks)
{
    for (size_t i = 0; i < clocks->count; i++) {
        business_clock_close(clocks->rows[i].clock);
        schedule_release(&clocks->rows[i].schedule);
        holidays_release(&clocks->rows[i].holidays);
        zone_close(clocks->rows[i].zone);
    }
    free(clocks->rows);
    zone_close(clocks->zone);
    *clocks = (struct hours_clocks){0};
}

bool hours_clocks_open(const struct settings *settings, struct hours_clocks *out, struct error *err)
{
    OWN(hours_clocks_release) struct hours_clocks clocks = {0};

    if (!zone_open(settings->zone == NULL ? "UTC" : settings->zone, &clocks.zone, err))
        return error_wrap(err, "%s", settings->path == NULL ? "zone" : settings->path);
    clocks.rows = calloc(settings->hours_count + 1, sizeof *clocks.rows);
    if (clocks.rows == NULL)
        return error_memory(err);
    clocks.count = settings->hours_count;
    for (size_t i = 0; i < clocks.count; i++) {
        if (!open_clock(&clocks, &settings->hours[i], settings->folder, &clocks.rows[i], err))
            return false;
        if (clocks.holidays == NULL && clocks.rows[i].holidays.count > 0)
            clocks.holidays = &clocks.rows[i].holidays;
    }
    *out = clocks;
    clocks = (struct hours_clocks){0};
    return true;
}
