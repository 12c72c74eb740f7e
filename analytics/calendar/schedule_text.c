#include "calendar/schedule.h"

#include <stdio.h>
#include <string.h>

/* Bits of a set of days: 0 … 6 weekdays, 7 holidays. */
enum { HOLIDAYS_BIT = 1 << WEEK_DAYS, EVERY_DAY = HOLIDAYS_BIT - 1, TEXT_LIMIT = 512 };

static const char *const day_names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static bool day_parse(struct span word, int *out)
{
    static const char *const names[][4] = {
        {"mon", "monday", "пн", "понедельник"}, {"tue", "tuesday", "вт", "вторник"},
        {"wed", "wednesday", "ср", "среда"},    {"thu", "thursday", "чт", "четверг"},
        {"fri", "friday", "пт", "пятница"},     {"sat", "saturday", "сб", "суббота"},
        {"sun", "sunday", "вс", "воскресенье"},
    };

    for (int day = 0; day < WEEK_DAYS; day++)
        for (int form = 0; form < 4; form++)
            if (span_equal_folded(word, span_of(names[day][form]))) {
                *out = day;
                return true;
            }
    return false;
}

/* What stands before the first `mark`; the rest, without the mark, stays in `text`. */
static struct span take_until(struct span *text, const char *marks)
{
    size_t length = 0;

    while (length < text->length && strchr(marks, text->bytes[length]) == NULL)
        length++;
    struct span taken = {text->bytes, length};
    size_t used = length < text->length ? length + 1 : length;
    *text = (struct span){text->bytes + used, text->length - used};
    return span_trim(taken);
}

/* "mon-fri,sun", "daily", "holidays". */
static bool days_parse(struct span text, unsigned *out)
{
    unsigned days = 0;

    if (span_equal_folded(text, SPAN("daily")) || span_equal_folded(text, SPAN("ежедневно")))
        days = EVERY_DAY;
    else if (span_equal_folded(text, SPAN("holidays")) ||
             span_equal_folded(text, SPAN("праздники")))
        days = HOLIDAYS_BIT;
    while (days == 0 || (text.length > 0 && days < EVERY_DAY)) {
        struct span range = take_until(&text, ",");
        int first = 0;
        int last = 0;
        struct span word = take_until(&range, "-");
        if (!day_parse(word, &first))
            return false;
        last = first;
        if (range.length > 0 && !day_parse(span_trim(range), &last))
            return false;
        for (int day = first;; day = (day + 1) % WEEK_DAYS) { /* "sat-mon" goes round */
            days |= 1U << day;
            if (day == last)
                break;
        }
    }
    *out = days;
    return true;
}

/* "09:00-13:00, 14:00-18:00"; an end at or before its beginning is on the next day. */
static bool hours_parse(struct span text, struct day_hours *out, struct error *err)
{
    struct span whole = text;

    *out = (struct day_hours){0};
    if (span_equal_folded(text, SPAN("closed")) || span_equal_folded(text, SPAN("закрыто")))
        return true;
    while (text.length > 0) {
        struct span range = take_until(&text, ",");
        struct open_hours hours = {0};
        if (!clock_time_parse(take_until(&range, "-"), &hours.from_s) ||
            !clock_time_parse(span_trim(range), &hours.to_s))
            return error_set(err, ERROR_INPUT,
                             "'%.*s' are not opening hours (hint: write '09:00-18:00')",
                             SPAN_PRINT(whole));
        if (hours.to_s <= hours.from_s)
            hours.to_s += DAY_S;
        if (!day_hours_add(out, hours, err))
            return false;
    }
    return out->count > 0 || error_set(err, ERROR_INPUT, "opening hours are missing");
}

/* "24x7", "24/7", "8x5". */
static bool short_form_parse(struct span clause, struct week_plan *plan)
{
    struct span rest = clause;
    int64_t hour_count = 0;
    int64_t day_count = 0;

    if (!span_integer(take_until(&rest, "xX/"), &hour_count) || !span_integer(rest, &day_count) ||
        hour_count < 1 || hour_count > 24 || day_count < 1 || day_count > WEEK_DAYS)
        return false;
    bool is_whole_day = hour_count == 24;
    int32_t from_s = is_whole_day ? 0 : 9 * HOUR_S;
    for (int day = 0; day < day_count; day++)
        plan->days[day] = (struct day_hours){
            .count = 1, .hours = {{from_s, from_s + (int32_t)hour_count * HOUR_S}}};
    plan->is_start_assumed = !is_whole_day;
    if (is_whole_day && day_count == WEEK_DAYS)
        plan->on_holidays = HOLIDAYS_AS_WEEKDAY;
    return true;
}

static bool clause_parse(struct span clause, struct week_plan *plan, struct error *err)
{
    struct span rest = clause;
    struct day_hours hours = {0};
    unsigned days = 0;

    if (short_form_parse(clause, plan))
        return true;
    if (!days_parse(take_until(&rest, " \t"), &days))
        return error_set(err, ERROR_INPUT,
                         "'%.*s' does not begin with a day (hint: write 'mon-fri 09:00-18:00; sat "
                         "10:00-14:00' or '24x7')",
                         SPAN_PRINT(clause));
    rest = span_trim(rest);
    if (days == HOLIDAYS_BIT && span_equal_folded(rest, SPAN("open"))) {
        plan->on_holidays = HOLIDAYS_AS_WEEKDAY;
        return true;
    }
    if (!hours_parse(rest, &hours, err))
        return false;
    for (int day = 0; day < WEEK_DAYS; day++)
        if (days & 1U << day)
            plan->days[day] = hours;
    if (days & HOLIDAYS_BIT) {
        plan->on_holidays = hours.count > 0 ? HOLIDAYS_OWN_HOURS : HOLIDAYS_CLOSED;
        plan->holiday = hours;
    }
    return true;
}

bool week_plan_parse(struct span text, struct week_plan *out, struct error *err)
{
    struct week_plan plan = week_plan_closed();
    char plain[TEXT_LIMIT];
    size_t length = 0;

    if (text.length >= sizeof plain)
        return error_set(err, ERROR_INPUT, "opening hours are longer than %d bytes", TEXT_LIMIT);
    for (size_t i = 0; i < text.length; i++) { /* an en dash is a hyphen here */
        if (text.length - i >= 3 && memcmp(text.bytes + i, "–", 3) == 0) {
            plain[length++] = '-';
            i += 2;
        } else
            plain[length++] = text.bytes[i];
    }
    struct span rest = span_trim((struct span){plain, length});
    if (rest.length == 0)
        return error_set(err, ERROR_INPUT, "opening hours are empty (hint: write '24x7')");
    while (rest.length > 0) {
        struct span clause = take_until(&rest, ";");
        if (clause.length > 0 && !clause_parse(clause, &plan, err))
            return false;
    }
    *out = plan;
    return true;
}

static bool day_hours_equal(const struct day_hours *a, const struct day_hours *b)
{
    return a->count == b->count && memcmp(a->hours, b->hours, a->count * sizeof *a->hours) == 0;
}

static void hours_format(const struct day_hours *day, struct buffer *out)
{
    for (uint32_t i = 0; i < day->count; i++) {
        int32_t from = day->hours[i].from_s / 60;
        int32_t to = day->hours[i].to_s / 60;
        if (to > 24 * 60)
            to -= 24 * 60;
        buffer_format(out, "%s%02d:%02d-%02d:%02d", i > 0 ? ", " : "", from / 60, from % 60,
                      to / 60, to % 60);
    }
}

static void clause_begin(struct buffer *out, size_t start)
{
    if (out->length > start)
        buffer_text(out, "; ");
}

void week_plan_format(const struct week_plan *plan, struct buffer *out)
{
    size_t start = out->length;

    for (int first = 0, last = 0; first < WEEK_DAYS; first = last + 1) {
        const struct day_hours *day = &plan->days[first];
        for (last = first; last + 1 < WEEK_DAYS && day_hours_equal(day, &plan->days[last + 1]);)
            last++;
        if (day->count == 0)
            continue;
        clause_begin(out, start);
        if (last > first)
            buffer_format(out, "%s-%s ", day_names[first], day_names[last]);
        else
            buffer_format(out, "%s ", day_names[first]);
        hours_format(day, out);
    }
    clause_begin(out, start);
    buffer_text(out, "holidays ");
    if (plan->on_holidays == HOLIDAYS_OWN_HOURS)
        hours_format(&plan->holiday, out);
    else
        buffer_text(out, plan->on_holidays == HOLIDAYS_AS_WEEKDAY ? "open" : "closed");
}
