#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "facts/groundwork.h"

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

static bool open_hours_clock(const struct groundwork *ground, const struct hours_settings *hours,
                             struct hours_clock *out, struct error *err)
{
    if (hours->zone != NULL && !zone_open(hours->zone, &out->zone, err))
        return error_wrap(err, "hours '%s'", hours->name);
    if (!fill_holidays(&out->holidays, hours, ground->settings->folder, err) ||
        !fill_schedule(&out->schedule, hours, err))
        return false;
    struct business_clock_spec spec = {.zone = out->zone != NULL ? out->zone : ground->zone,
                                       .schedule = &out->schedule,
                                       .holidays = &out->holidays};
    return business_clock_open(&spec, &out->clock, err);
}

bool groundwork_clocks(struct groundwork *ground, struct error *err)
{
    const struct settings *settings = ground->settings;

    if (!zone_open(settings->zone == NULL ? "UTC" : settings->zone, &ground->zone, err))
        return error_wrap(err, "%s", settings->path == NULL ? "zone" : settings->path);
    ground->clocks = arena_array(ground->arena, settings->hours_count, sizeof *ground->clocks);
    if (ground->clocks == NULL)
        return error_memory(err);
    for (size_t i = 0; i < settings->hours_count; i++) {
        if (!open_hours_clock(ground, &settings->hours[i], &ground->clocks[i], err))
            return false;
        if (ground->holidays == NULL && ground->clocks[i].holidays.count > 0)
            ground->holidays = &ground->clocks[i].holidays;
    }
    return true;
}

void groundwork_clocks_release(struct groundwork *ground)
{
    for (size_t i = 0; ground->clocks != NULL && i < ground->settings->hours_count; i++) {
        business_clock_close(ground->clocks[i].clock);
        schedule_release(&ground->clocks[i].schedule);
        holidays_release(&ground->clocks[i].holidays);
        zone_close(ground->clocks[i].zone);
    }
    zone_close(ground->zone);
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
