/* holidays: the days that are not like their weekday: off, moved, or with hours of their own. */
#ifndef DESKGAUGE_CALENDAR_HOLIDAYS_H
#define DESKGAUGE_CALENDAR_HOLIDAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "calendar/instant.h"
#include "calendar/schedule.h"

enum day_kind {
    DAY_ORDINARY, /* only its hours, or its length, are special */
    DAY_HOLIDAY,  /* a public holiday */
    DAY_OFF,      /* a weekday made free by a moved day of rest */
    DAY_WORKING,  /* a day of the weekend that is worked instead */
};

struct holiday {
    int32_t day; /* local */
    enum day_kind kind;
    enum weekday like_weekday; /* of DAY_WORKING: the weekday that it stands for */
    int16_t short_minutes;     /* the working day is shorter by so much (Russia: its eve, 60) */
    bool has_hours;            /* `hours` hold, unless the schedule takes no notice of holidays */
    bool is_verified;          /* its source was read */
    struct day_hours hours;
    const char *name;       /* English, or as the file says; never NULL once added */
    const char *name_local; /* in the country's language, or "" */
    const char *source;     /* the law, decree, page or file it was taken from */
};

/*
 * Rows by day, 1970 to 2100. A day added again is replaced: add the country first, then what the
 * user says. Asking is one look-up. Not to be altered while other threads ask.
 */
struct holidays {
    struct holiday *rows; /* in order of addition */
    size_t count;
    size_t capacity;
    uint16_t *row_of_day; /* CALENDAR_DAY_COUNT: row + 1, 0 none */
    struct arena texts;
};

/* All-zero is a valid empty one. */
void holidays_release(struct holidays *holidays);
OWN_RELEASER(holidays_release, struct holidays)

/* Texts are copied. ERROR_INPUT outside 1970–2100. */
MUST_CHECK bool holidays_add(struct holidays *holidays, const struct holiday *row,
                             struct error *err);

/* The row of a day, NULL for an ordinary one; `holidays` may be NULL. */
static inline const struct holiday *holidays_find(const struct holidays *holidays, int32_t day)
{
    if (holidays == NULL || holidays->row_of_day == NULL || (uint32_t)day >= CALENDAR_DAY_COUNT ||
        holidays->row_of_day[day] == 0)
        return NULL;
    return &holidays->rows[holidays->row_of_day[day] - 1];
}

/* A public holiday or a day off in its place: what the 24 slots of holidays count. */
static inline bool holidays_is_off(const struct holidays *holidays, int32_t day)
{
    const struct holiday *row = holidays_find(holidays, day);
    return row != NULL && (row->kind == DAY_HOLIDAY || row->kind == DAY_OFF);
}

/* A built-in calendar (holidays/CODE.csv) and the years that it knows, both included. */
struct country {
    char code[8]; /* "RU", "KZ", "US", "GB" (England and Wales; also "UK"), "DE" (nationwide) */
    int32_t first_year;
    int32_t last_year;
};

/* The country at `index`, in order of code; false past the last. */
bool country_at(size_t index, struct country *out);

/* The country of a code, in any case; false when it is not built in. */
bool country_find(const char *code, struct country *out);

/* ERROR_INPUT for a code that is not built in, naming those that are; ERROR_INTERNAL for a broken
 * table. `*out` may be NULL; years outside it have no holidays, which callers must say. */
MUST_CHECK bool holidays_add_country(struct holidays *holidays, const char *code,
                                     struct country *out, struct error *err);

/*
 * Dates as people write them, between commas or line ends:
 *     2026-12-31                       closed (or as the schedule's holiday rule says)
 *     2026-01-01..2026-01-08           a run of days
 *     2026-12-24 09:00-13:00           own hours; several joined by '+'
 * `source` names where they stand, for reports and messages.
 */
MUST_CHECK bool holidays_add_dates(struct holidays *holidays, struct span text, const char *source,
                                   struct error *err);

/* What an .ics file held, for the sentence that says so. */
struct ics_count {
    size_t event_count;     /* whole-day events taken */
    size_t day_count;       /* days that they cover in 1970–2100 */
    size_t timed_count;     /* left out: they do not last whole days */
    size_t observed_count;  /* left out: "Observance" of Google's calendars, no day off */
    size_t cancelled_count; /* left out: STATUS:CANCELLED */
    size_t refused_count;   /* left out: no date, or a rule finer than days */
};

/*
 * Whole-day events of an iCalendar text (RFC 5545, by libical): several days, RRULE, RDATE,
 * EXDATE. Only the dates are read, no zone. ERROR_INPUT when it is not iCalendar; `out` may be
 * NULL.
 */
MUST_CHECK bool holidays_add_ics(struct holidays *holidays, struct span text, const char *source,
                                 struct ics_count *out, struct error *err);

#endif
