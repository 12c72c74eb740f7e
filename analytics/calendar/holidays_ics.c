#include <libical/ical.h>

#include <stdio.h>
#include <string.h>

#include "calendar/holidays.h"

/* A daily rule over 131 years; a hostile one stops here. */
enum { OCCURRENCE_LIMIT = CALENDAR_DAY_COUNT, EVENT_DAYS_LIMIT = 366 };

static void component_close_owned(icalcomponent **held)
{
    if (*held != NULL)
        icalcomponent_free(*held);
}

static void iterator_close_owned(icalrecur_iterator **held)
{
    if (*held != NULL)
        icalrecur_iterator_free(*held);
}

static int32_t day_of_ical(struct icaltimetype time)
{
    return day_of(time.year, time.month, time.day);
}

static bool has_date(struct icaltimetype time)
{
    return !icaltime_is_null_time(time) &&
           date_is_valid((struct date){time.year, time.month, time.day});
}

static bool is_midnight(struct icaltimetype time)
{
    return time.is_date || (time.hour == 0 && time.minute == 0 && time.second == 0);
}

struct event {
    icalcomponent *component;
    struct icaltimetype start;
    int32_t length_days;
    int32_t *excluded_days;
    size_t excluded_count;
    struct holiday row; /* what each of its days becomes */
};

/* EXDATEs are taken first: a component has one cursor for its properties, so loops cannot nest. */
static bool take_exclusions(struct event *event, struct arena *arena, struct error *err)
{
    size_t count = (size_t)icalcomponent_count_properties(event->component, ICAL_EXDATE_PROPERTY);
    icalproperty *exclusion =
        icalcomponent_get_first_property(event->component, ICAL_EXDATE_PROPERTY);

    if (count == 0)
        return true;
    event->excluded_days = arena_array(arena, count, sizeof *event->excluded_days);
    if (event->excluded_days == NULL)
        return error_memory(err);
    while (exclusion != NULL && event->excluded_count < count) {
        struct icaltimetype time = icalproperty_get_exdate(exclusion);
        if (has_date(time))
            event->excluded_days[event->excluded_count++] = day_of_ical(time);
        exclusion = icalcomponent_get_next_property(event->component, ICAL_EXDATE_PROPERTY);
    }
    return true;
}

static bool is_excluded(const struct event *event, int32_t day)
{
    for (size_t i = 0; i < event->excluded_count; i++)
        if (event->excluded_days[i] == day)
            return true;
    return false;
}

static bool add_occurrence(struct holidays *holidays, struct event *event, int32_t first,
                           struct ics_count *count, struct error *err)
{
    if (is_excluded(event, first))
        return true;
    for (int32_t i = 0; i < event->length_days; i++) {
        event->row.day = first + i;
        if ((uint32_t)event->row.day >= CALENDAR_DAY_COUNT)
            continue;
        if (!holidays_add(holidays, &event->row, err))
            return false;
        count->day_count++;
    }
    return true;
}

static bool add_rule(struct holidays *holidays, struct event *event, icalproperty *rule,
                     struct ics_count *count, struct error *err)
{
    struct icalrecurrencetype recurrence = icalproperty_get_rrule(rule);
    int32_t start = day_of_ical(event->start);

    if (recurrence.freq < ICAL_DAILY_RECURRENCE || recurrence.freq > ICAL_YEARLY_RECURRENCE) {
        count->refused_count++;
        return true;
    }
    OWN(iterator_close)
    icalrecur_iterator *iterator = icalrecur_iterator_new(recurrence, event->start);
    for (int i = 0; iterator != NULL && i < OCCURRENCE_LIMIT; i++) {
        struct icaltimetype next = icalrecur_iterator_next(iterator);
        if (!has_date(next) || next.year > CALENDAR_LAST_YEAR)
            break;
        /* The beginning itself was added before: it counts even where the rule skips it. */
        if (day_of_ical(next) != start &&
            !add_occurrence(holidays, event, day_of_ical(next), count, err))
            return false;
    }
    return true;
}

static bool add_all(struct holidays *holidays, struct event *event, struct ics_count *count,
                    struct error *err)
{
    icalcomponent *component = event->component;

    if (!add_occurrence(holidays, event, day_of_ical(event->start), count, err))
        return false;
    for (icalproperty *date = icalcomponent_get_first_property(component, ICAL_RDATE_PROPERTY);
         date != NULL; date = icalcomponent_get_next_property(component, ICAL_RDATE_PROPERTY)) {
        struct icaltimetype time = icalproperty_get_rdate(date).time;
        if (has_date(time) && !add_occurrence(holidays, event, day_of_ical(time), count, err))
            return false;
    }
    for (icalproperty *rule = icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY);
         rule != NULL; rule = icalcomponent_get_next_property(component, ICAL_RRULE_PROPERTY))
        if (!add_rule(holidays, event, rule, count, err))
            return false;
    return true;
}

/* Whole days that the event lasts; 0 when it does not last whole days. */
static int32_t length_in_days(icalcomponent *component, struct icaltimetype start)
{
    struct icaltimetype end = icalcomponent_get_dtend(component);

    if (!is_midnight(start))
        return 0;
    if (!has_date(end))
        return start.is_date ? 1 : 0; /* RFC 5545 3.6.1: a date without an end lasts one day */
    if (!is_midnight(end))
        return 0;
    int32_t length = day_of_ical(end) - day_of_ical(start);
    if (start.is_date && length <= 0)
        return 1; /* some calendars write the last day, not the day after it */
    return length;
}

/* Google's holiday calendars say of each day whether it is a holiday or an observance. */
static bool is_observance(icalcomponent *component)
{
    const char *description = icalcomponent_get_description(component);

    return description != NULL && strncasecmp(description, "observance", 10) == 0;
}

static bool add_event(struct holidays *holidays, icalcomponent *component, const char *source,
                      struct ics_count *count, struct error *err)
{
    const char *name = icalcomponent_get_summary(component);
    struct event event = {
        .component = component,
        .start = icalcomponent_get_dtstart(component),
        .row = {.kind = DAY_HOLIDAY, .is_verified = true, .name = name, .source = source},
    };

    if (icalcomponent_get_status(component) == ICAL_STATUS_CANCELLED) {
        count->cancelled_count++;
        return true;
    }
    if (is_observance(component)) {
        count->observed_count++;
        return true;
    }
    if (!has_date(event.start)) {
        count->refused_count++;
        return true;
    }
    event.length_days = length_in_days(component, event.start);
    if (event.length_days <= 0) {
        count->timed_count++;
        return true;
    }
    if (event.length_days > EVENT_DAYS_LIMIT) {
        count->refused_count++;
        return true;
    }
    count->event_count++;
    OWN(arena_release) struct arena arena = {0};
    if (!take_exclusions(&event, &arena, err))
        return false;
    return add_all(holidays, &event, count, err);
}

static bool add_calendar(struct holidays *holidays, icalcomponent *calendar, const char *source,
                         struct ics_count *count, struct error *err)
{
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);

    for (; event != NULL; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        if (!add_event(holidays, event, source, count, err))
            return false;
    return true;
}

bool holidays_add_ics(struct holidays *holidays, struct span text, const char *source,
                      struct ics_count *out, struct error *err)
{
    OWN(buffer_release) struct buffer copy = {0};
    struct ics_count count = {0};
    size_t calendar_count = 0;

    buffer_append(&copy, text.bytes, text.length);
    if (copy.is_short)
        return error_memory(err);
    OWN(component_close) icalcomponent *root = icalparser_parse_string(copy.bytes);
    icalmemory_free_ring();
    if (root != NULL && icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT) {
        calendar_count = 1;
        if (!add_calendar(holidays, root, source, &count, err))
            return false;
    } else if (root != NULL) {
        icalcomponent *calendar = icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT);
        for (; calendar != NULL; calendar_count++) {
            if (!add_calendar(holidays, calendar, source, &count, err))
                return false;
            calendar = icalcomponent_get_next_component(root, ICAL_VCALENDAR_COMPONENT);
        }
    }
    icalmemory_free_ring();
    if (calendar_count == 0)
        return error_set(err, ERROR_INPUT,
                         "%s: not an iCalendar file (hint: it begins with BEGIN:VCALENDAR)",
                         source);
    if (out != NULL)
        *out = count;
    return true;
}
