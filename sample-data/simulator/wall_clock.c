#include "simulator/wall_clock.h"

struct civil {
    int year;
    int month;
    int date;
};

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

int32_t wall_day(int64_t at)
{
    return (int32_t)floor_divide(at, WALL_DAY_S);
}

int32_t wall_hour(int64_t at)
{
    return (int32_t)((at - (int64_t)wall_day(at) * WALL_DAY_S) / WALL_HOUR_S);
}

int32_t wall_weekday(int32_t day)
{
    return (int32_t)(((int64_t)day + 3 + 7000000) % 7);
}

int32_t wall_date(int year, int month, int date)
{
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static struct civil civil_of(int32_t day)
{
    int64_t z = (int64_t)day + 719468;
    int64_t era = z / 146097;
    int64_t of_era = z - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t shifted = (5 * of_year + 2) / 153;
    int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);

    return (struct civil){(int)(year + era * 400 + (month <= 2)), month,
                          (int)(of_year - (153 * shifted + 2) / 5 + 1)};
}

int32_t wall_quarter(int64_t at)
{
    struct civil civil = civil_of(wall_day(at));

    return civil.year * 4 + (civil.month - 1) / 3;
}

int32_t wall_iso_week(int32_t day)
{
    int32_t thursday = day - wall_weekday(day) + 3;
    int year = civil_of(thursday).year;

    return year * 100 + (thursday - wall_date(year, 1, 1)) / 7 + 1;
}

static char *two(char *out, int value)
{
    out[0] = (char)('0' + value / 10);
    out[1] = (char)('0' + value % 10);
    return out + 2;
}

static char *clock_of(char *out, int64_t at)
{
    int second = (int)(at - (int64_t)wall_day(at) * WALL_DAY_S);

    out = two(out, second / WALL_HOUR_S);
    *out++ = ':';
    return two(out, second / WALL_MINUTE_S % 60);
}

static char *seconds_of(char *out, int64_t at)
{
    *out++ = ':';
    return two(out, (int)((at - (int64_t)wall_day(at) * WALL_DAY_S) % 60));
}

static char *date_of(char *out, int64_t at)
{
    struct civil civil = civil_of(wall_day(at));

    out = two(two(out, civil.year / 100), civil.year % 100);
    *out++ = '-';
    out = two(out, civil.month);
    *out++ = '-';
    return two(out, civil.date);
}

size_t wall_text(int64_t at, char out[WALL_TEXT_SIZE])
{
    char *end = date_of(out, at);

    *end++ = ' ';
    end = seconds_of(clock_of(end, at), at);
    *end = '\0';
    return (size_t)(end - out);
}

size_t wall_russian(int64_t at, char out[WALL_TEXT_SIZE])
{
    struct civil civil = civil_of(wall_day(at));
    char *end = two(out, civil.date);

    *end++ = '.';
    end = two(end, civil.month);
    *end++ = '.';
    end = two(two(end, civil.year / 100), civil.year % 100);
    *end++ = ' ';
    end = clock_of(end, at);
    *end = '\0';
    return (size_t)(end - out);
}

size_t wall_iso(int64_t at, int offset_minutes, char out[WALL_TEXT_SIZE])
{
    int distance = offset_minutes < 0 ? -offset_minutes : offset_minutes;
    char *end = date_of(out, at);

    *end++ = 'T';
    end = seconds_of(clock_of(end, at), at);
    *end++ = offset_minutes < 0 ? '-' : '+';
    end = two(end, distance / 60);
    *end++ = ':';
    end = two(end, distance % 60);
    *end = '\0';
    return (size_t)(end - out);
}
