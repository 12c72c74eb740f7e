/* hours: "8x5" of a cell to an index of settings.hours. */
#include <string.h>

#include "calendar/holidays.h"
#include "calendar/schedule.h"
#include "ingest/house/table.h"

static bool is_always(const struct week_plan *plan)
{
    for (int day = 0; day < WEEK_DAYS; day++)
        if (plan->days[day].count != 1 || plan->days[day].hours[0].from_s != 0 ||
            plan->days[day].hours[0].to_s != DAY_S)
            return false;
    return plan->on_holidays == HOLIDAYS_AS_WEEKDAY;
}

static bool is_same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : span_equal_folded(span_of(a), span_of(b));
}

static bool is_none(const char *text)
{
    return is_same(text, "none") || is_same(text, "no") || is_same(text, "нет");
}

static bool is_country(const char *code)
{
    struct country country;

    return country_find(code, &country);
}

/* As told; else those of the first hours of deskgauge.yaml that have any. */
static bool take_holidays(struct reading *reading, const char *told, struct hours_settings *out,
                          struct error *err)
{
    const struct settings *settings = reading->settings;

    if (told != NULL && !is_none(told) && !is_country(told))
        return problem_add(reading, true, "holidays", err,
                           "no holidays of this country are built in (hint: RU, KZ, US, GB, DE; or "
                           "name hours of deskgauge.yaml that have an .ics file)");
    if (is_none(told))
        return true;
    out->holiday_country = told;
    for (size_t i = 0; told == NULL && i < settings->hours_count; i++) {
        const struct hours_settings *hours = &settings->hours[i];
        if (hours->holiday_country == NULL && hours->holiday_file_count == 0 &&
            hours->holiday_day_count == 0)
            continue;
        out->holiday_country = hours->holiday_country;
        out->holiday_files = hours->holiday_files;
        out->holiday_file_count = hours->holiday_file_count;
        out->holiday_days = hours->holiday_days;
        out->holiday_day_count = hours->holiday_day_count;
        break;
    }
    return true;
}

static bool take_version(struct arena *arena, const struct week_plan *plan,
                         struct hours_settings *out, struct error *err)
{
    struct hours_version *version = arena_array(arena, 1, sizeof *version);

    if (version == NULL)
        return error_memory(err);
    *version = (struct hours_version){.from_day = INT32_MIN, .is_always = is_always(plan)};
    version->intervals =
        arena_array(arena, (size_t)WEEK_DAYS * DAY_HOURS_LIMIT, sizeof *version->intervals);
    if (version->intervals == NULL)
        return error_memory(err);
    for (int day = 0; day < WEEK_DAYS && !version->is_always; day++)
        for (uint32_t i = 0; i < plan->days[day].count; i++)
            version->intervals[version->interval_count++] = (struct hours_interval){
                (uint8_t)day, (uint16_t)(plan->days[day].hours[i].from_s / 60),
                (uint16_t)(plan->days[day].hours[i].to_s / 60)};
    out->versions = version;
    out->version_count = 1;
    return true;
}

static bool add_hours(struct reading *reading, const struct hours_settings *hours, int *out,
                      struct error *err)
{
    struct settings *settings = reading->settings;
    struct hours_settings *grown =
        arena_array(&settings->arena, settings->hours_count + 1, sizeof *grown);

    if (grown == NULL)
        return error_memory(err);
    if (settings->hours_count > 0)
        memcpy(grown, settings->hours, settings->hours_count * sizeof *grown);
    grown[settings->hours_count] = *hours;
    settings->hours = grown;
    *out = (int)settings->hours_count++;
    return true;
}

/* Hours that a table has asked for before. */
static int find_made(const struct settings *settings, const struct hours_settings *hours)
{
    for (size_t i = 0; i < settings->hours_count; i++) {
        const struct hours_settings *row = &settings->hours[i];
        if (is_same(row->name, hours->name) && is_same(row->zone, hours->zone) &&
            is_same(row->holiday_country, hours->holiday_country) &&
            row->holiday_files == hours->holiday_files && row->holiday_days == hours->holiday_days)
            return (int)i;
    }
    return INDEX_NONE;
}

/* With or without days in front; "22:00-06:00" is every day. */
static bool parse(const char *text, struct week_plan *out)
{
    OWN(buffer_release) struct buffer daily = {0};
    struct error failure = {0};

    buffer_format(&daily, "daily %s", text);
    return week_plan_parse(span_of(text), out, &failure) ||
           (!daily.is_short && week_plan_parse(buffer_span(&daily), out, &failure));
}

bool hours_find(struct reading *reading, const char *field, const char *text, const char *zone,
                const char *holidays, int *out, struct error *err)
{
    const struct settings *settings = reading->settings;
    struct hours_settings hours = {.name = text, .zone = zone};
    struct week_plan plan;

    for (size_t i = 0; i < settings->hours_count; i++)
        if (is_same(settings->hours[i].name, text) && zone == NULL && holidays == NULL) {
            *out = (int)i;
            return true;
        }
    if (!parse(text, &plan))
        return problem_add(reading, true, field, err,
                           "takes 24x7, 8x5, hours such as mon-fri 09:00-18:00, or a name of hours "
                           "in deskgauge.yaml");
    if (plan.on_holidays == HOLIDAYS_OWN_HOURS)
        return problem_add(reading, true, field, err,
                           "other hours on holidays are not read here (hint: holidays open, or "
                           "holidays closed)");
    *out = INDEX_NONE;
    if (is_always(&plan))
        return true;
    if (plan.is_start_assumed &&
        !problem_add(reading, false, field, err,
                     "'%s' does not say when the hours begin: 09:00 is assumed (hint: mon-fri "
                     "09:00-17:00)",
                     text))
        return false;
    if (!take_holidays(reading, plan.on_holidays == HOLIDAYS_AS_WEEKDAY ? "none" : holidays, &hours,
                       err) ||
        reading->is_wrong)
        return reading->is_wrong;
    *out = find_made(settings, &hours);
    return *out != INDEX_NONE || (take_version(&reading->settings->arena, &plan, &hours, err) &&
                                  add_hours(reading, &hours, out, err));
}
