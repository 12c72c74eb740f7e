#include "calendar/holidays.h"

#include <assert.h>
#include <string.h>

void holidays_release(struct holidays *holidays)
{
    free(holidays->rows);
    free(holidays->row_of_day);
    arena_release(&holidays->texts);
    *holidays = (struct holidays){0};
}

static bool reserve_row(struct holidays *holidays, struct error *err)
{
    if (holidays->row_of_day == NULL) {
        holidays->row_of_day = calloc(CALENDAR_DAY_COUNT, sizeof *holidays->row_of_day);
        if (holidays->row_of_day == NULL)
            return error_memory(err);
    }
    if (holidays->count < holidays->capacity)
        return true;
    size_t capacity = holidays->capacity == 0 ? 64 : holidays->capacity * 2;
    struct holiday *rows = realloc(holidays->rows, capacity * sizeof *rows);
    if (rows == NULL)
        return error_memory(err);
    holidays->rows = rows;
    holidays->capacity = capacity;
    return true;
}

static const char *copy_text(struct holidays *holidays, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return "";
    return arena_text(&holidays->texts, text, strlen(text));
}

/* The row that `day` has or will have, so that a day added twice keeps one row. */
static struct holiday *row_for(struct holidays *holidays, int32_t day)
{
    if (holidays->row_of_day[day] == 0) {
        holidays->count++;
        /* At most one row a day, so the number fits. */
        assert(holidays->count <= CALENDAR_DAY_COUNT && CALENDAR_DAY_COUNT < UINT16_MAX);
        holidays->row_of_day[day] = (uint16_t)holidays->count;
    }
    return &holidays->rows[holidays->row_of_day[day] - 1];
}

bool holidays_add(struct holidays *holidays, const struct holiday *row, struct error *err)
{
    struct holiday copy = *row;

    if ((uint32_t)row->day >= CALENDAR_DAY_COUNT)
        return error_set(err, ERROR_INPUT, "a holiday must be in the years %d to %d",
                         CALENDAR_FIRST_YEAR, CALENDAR_LAST_YEAR);
    if (!reserve_row(holidays, err))
        return false;
    copy.name = copy_text(holidays, row->name);
    copy.name_local = copy_text(holidays, row->name_local);
    copy.source = copy_text(holidays, row->source);
    if (copy.name == NULL || copy.name_local == NULL || copy.source == NULL)
        return error_memory(err);
    *row_for(holidays, row->day) = copy;
    return true;
}

/* What stands before `mark`; without a mark all of it, and `text` becomes empty. */
static struct span take_field(struct span *text, const char *mark)
{
    size_t mark_length = strlen(mark);
    const char *at =
        text->length == 0 ? NULL : memmem(text->bytes, text->length, mark, mark_length);
    size_t length = at == NULL ? text->length : (size_t)(at - text->bytes);
    size_t used = at == NULL ? text->length : length + mark_length;
    struct span field = {text->bytes, length};

    *text = (struct span){text->bytes + used, text->length - used};
    return span_trim(field);
}

/* "09:00-13:00+14:00-16:00". */
static bool parse_hours(struct span text, struct day_hours *out, struct error *err)
{
    *out = (struct day_hours){0};
    while (text.length > 0) {
        struct span range = take_field(&text, "+");
        struct open_hours hours = {0};
        if (!clock_time_parse(take_field(&range, "-"), &hours.from_s) ||
            !clock_time_parse(range, &hours.to_s))
            return error_set(err, ERROR_INPUT, "hours of a holiday are not like '09:00-13:00'");
        if (hours.to_s <= hours.from_s)
            hours.to_s += DAY_S;
        if (!day_hours_add(out, hours, err))
            return false;
    }
    return true;
}

static bool add_dates(struct holidays *holidays, struct span item, const char *source,
                      struct error *err)
{
    struct holiday row = {.kind = DAY_HOLIDAY, .is_verified = true, .name = "", .source = source};
    struct span hours = item;
    struct span days = take_field(&hours, " ");
    int32_t first = 0;
    int32_t last = 0;

    struct span last_text = days;
    bool is_date = date_parse(take_field(&last_text, ".."), &first);
    last = first;
    if (!is_date || (last_text.length > 0 && !date_parse(last_text, &last)) || last < first)
        return error_set(err, ERROR_INPUT,
                         "'%.*s' is not a date (hint: write '2026-12-31' or "
                         "'2026-01-01..2026-01-08')",
                         SPAN_PRINT(days));
    row.has_hours = hours.length > 0;
    if (row.has_hours && !parse_hours(hours, &row.hours, err))
        return false;
    if (last >= CALENDAR_DAY_COUNT)
        last = CALENDAR_DAY_COUNT; /* one row past the end tells the years that are kept */
    for (row.day = first; row.day <= last; row.day++)
        if (!holidays_add(holidays, &row, err))
            return false;
    return true;
}

bool holidays_add_dates(struct holidays *holidays, struct span text, const char *source,
                        struct error *err)
{
    while (text.length > 0) {
        struct span line = take_field(&text, "\n");
        while (line.length > 0) {
            struct span item = take_field(&line, ",");
            if (item.length > 0 && !add_dates(holidays, item, source, err))
                return error_wrap(err, "%s", source);
        }
    }
    return true;
}
