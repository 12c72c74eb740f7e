#include "calendar/instant.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int32_t floor_divide(int32_t value, int32_t by)
{
    return value / by - (value % by < 0);
}

bool date_is_valid(struct date date)
{
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1)
        return false;
    return date.day <= lengths[date.month - 1] + (date.month == 2 && is_leap(date.year));
}

/* Years that begin in March, in eras of 400: the leap day is the last of its year. */
int32_t day_of_date(struct date date)
{
    int32_t year = date.year - (date.month <= 2);
    int32_t era = floor_divide(year, 400);
    int32_t year_of_era = year - era * 400;
    int32_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

struct date date_of_day(int32_t day)
{
    int32_t shifted = day + 719468;
    int32_t era = floor_divide(shifted, 146097);
    int32_t day_of_era = shifted - era * 146097;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t march_month = (5 * day_of_year + 2) / 153;
    int32_t month = march_month + (march_month < 10 ? 3 : -9);

    return (struct date){
        .year = year_of_era + era * 400 + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * march_month + 2) / 5 + 1,
    };
}

int32_t week_of_day(int32_t day)
{
    return floor_divide(day + 3, WEEK_DAYS);
}

struct iso_week iso_week_of_day(int32_t day)
{
    int32_t thursday = week_first_day(week_of_day(day)) + THURSDAY;
    int32_t year = date_of_day(thursday).year;

    return (struct iso_week){year, (thursday - day_of(year, 1, 1)) / WEEK_DAYS + 1};
}

int32_t quarter_of_day(int32_t day)
{
    struct date date = date_of_day(day);

    return date.year * 4 + (date.month - 1) / 3;
}

int32_t quarter_first_day(int32_t quarter)
{
    int32_t year = floor_divide(quarter, 4);

    return day_of(year, (quarter - year * 4) * 3 + 1, 1);
}

void quarter_format(int32_t quarter, char out[QUARTER_TEXT_SIZE])
{
    int32_t year = floor_divide(quarter, 4);

    snprintf(out, QUARTER_TEXT_SIZE, "%04dQ%d", year, quarter - year * 4 + 1);
}

void date_format(int32_t day, char out[DATE_TEXT_SIZE])
{
    struct date date = date_of_day(day);

    snprintf(out, DATE_TEXT_SIZE, "%04d-%02d-%02d", date.year, date.month, date.day);
}

void iso_week_format(int32_t day, char out[DATE_TEXT_SIZE])
{
    struct iso_week week = iso_week_of_day(day);

    snprintf(out, DATE_TEXT_SIZE, "%04d-W%02d", week.year, week.week);
}

static void wall_format(int64_t local_s, const char *suffix, char out[INSTANT_TEXT_SIZE])
{
    char date[DATE_TEXT_SIZE];
    int32_t second = second_of_local(local_s);

    date_format(day_of_local(local_s), date);
    snprintf(out, INSTANT_TEXT_SIZE, "%sT%02d:%02d:%02d%s", date, second / HOUR_S, second / 60 % 60,
             second % 60, suffix);
}

/* Day numbers are int32, and a corrupt instant must not wrap into a plausible date. */
static bool is_writable(int64_t instant)
{
    return instant >= -62135596800 && instant < 253402300800; /* years 1 … 9999 */
}

void instant_format(int64_t instant, char out[INSTANT_TEXT_SIZE])
{
    out[0] = '\0';
    if (is_writable(instant))
        wall_format(instant, "Z", out);
}

void instant_format_at(int64_t instant, int32_t offset_s, char out[INSTANT_TEXT_SIZE])
{
    char suffix[16];
    int32_t size = offset_s < 0 ? -offset_s : offset_s;

    assert(size <= DAY_S);
    out[0] = '\0';
    if (!is_writable(instant))
        return;
    snprintf(suffix, sizeof suffix, "%c%02d:%02d", offset_s < 0 ? '-' : '+', size / HOUR_S % 100,
             size / 60 % 60);
    wall_format(instant + offset_s, suffix, out);
}

/* Reads from the front of a span; every take_ leaves it alone when it returns false. */
static bool take_byte(struct span *rest, char byte)
{
    if (rest->length == 0 || rest->bytes[0] != byte)
        return false;
    *rest = (struct span){rest->bytes + 1, rest->length - 1};
    return true;
}

static bool take_digits(struct span *rest, size_t least, size_t most, int32_t *out)
{
    int32_t value = 0;
    size_t count = 0;

    while (count < most && count < rest->length && rest->bytes[count] >= '0' &&
           rest->bytes[count] <= '9')
        value = value * 10 + (rest->bytes[count++] - '0');
    if (count < least)
        return false;
    *rest = (struct span){rest->bytes + count, rest->length - count};
    *out = value;
    return true;
}

static bool take_date(struct span *rest, int32_t *out_day)
{
    struct span at = *rest;
    struct date date = {0};

    if (!take_digits(&at, 4, 4, &date.year) || !take_byte(&at, '-') ||
        !take_digits(&at, 2, 2, &date.month) || !take_byte(&at, '-') ||
        !take_digits(&at, 2, 2, &date.day) || !date_is_valid(date))
        return false;
    *out_day = day_of_date(date);
    *rest = at;
    return true;
}

/* HH:MM[:SS[.fraction]]; `least` digits of the hour. */
static bool take_time(struct span *rest, size_t least, int32_t *out_s)
{
    struct span at = *rest;
    int32_t hour = 0;
    int32_t minute = 0;
    int32_t second = 0;

    if (!take_digits(&at, least, 2, &hour) || !take_byte(&at, ':') ||
        !take_digits(&at, 2, 2, &minute))
        return false;
    if (take_byte(&at, ':')) {
        int32_t ignored = 0;
        if (!take_digits(&at, 2, 2, &second))
            return false;
        if ((take_byte(&at, '.') || take_byte(&at, ',')) && !take_digits(&at, 1, 9, &ignored))
            return false;
    }
    if (minute > 59 || second > 60 || hour > 24 || (hour == 24 && (minute > 0 || second > 0)))
        return false;
    *out_s = hour * HOUR_S + minute * 60 + second;
    *rest = at;
    return true;
}

bool date_parse(struct span text, int32_t *out_day)
{
    int32_t day = 0;

    if (!take_date(&text, &day) || text.length > 0)
        return false;
    *out_day = day;
    return true;
}

bool quarter_parse(struct span text, int32_t *out_quarter)
{
    int32_t year = 0;
    int32_t quarter = 0;

    if (!take_digits(&text, 4, 4, &year) || !take_byte(&text, 'Q') ||
        !take_digits(&text, 1, 1, &quarter) || text.length > 0 || quarter < 1 || quarter > 4)
        return false;
    *out_quarter = year * 4 + quarter - 1;
    return true;
}

bool clock_time_parse(struct span text, int32_t *out_s)
{
    int32_t second = 0;

    if (!take_time(&text, 1, &second) || text.length > 0)
        return false;
    *out_s = second;
    return true;
}

bool offset_parse(struct span text, int32_t *out_s)
{
    int32_t hour = 0;
    int32_t minute = 0;

    if (take_byte(&text, 'Z')) {
        if (text.length == 0)
            *out_s = 0;
        return text.length == 0;
    }
    bool is_west = take_byte(&text, '-');
    if ((!is_west && !take_byte(&text, '+')) || !take_digits(&text, 1, 2, &hour))
        return false;
    if (text.length > 0) {
        take_byte(&text, ':');
        if (!take_digits(&text, 2, 2, &minute))
            return false;
    }
    if (text.length > 0 || minute > 59 || hour * 60 + minute > 18 * 60)
        return false;
    *out_s = (hour * 60 + minute) * (is_west ? -60 : 60);
    return true;
}

bool wall_time_parse(struct span text, struct wall_time *out)
{
    struct wall_time wall = {0};
    int32_t day = 0;
    int32_t second = 0;

    if (!take_date(&text, &day))
        return false;
    if (text.length > 0) {
        if ((!take_byte(&text, 'T') && !take_byte(&text, ' ')) || !take_time(&text, 2, &second))
            return false;
        wall.has_time = true;
        wall.has_offset = text.length > 0;
        if (wall.has_offset && !offset_parse(span_trim(text), &wall.offset_s))
            return false;
    }
    wall.local_s = (int64_t)day * DAY_S + second;
    *out = wall;
    return true;
}
