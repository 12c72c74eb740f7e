#include "ingest/house/entries.h"

#include <math.h>
#include <string.h>

#include "calendar/instant.h"
#include "ingest/dates.h"

static struct span rest_of(struct span text, size_t used)
{
    return (struct span){text.bytes + used, text.length - used};
}

static bool has_byte(struct span text, char byte)
{
    return text.length > 0 && memchr(text.bytes, byte, text.length) != NULL;
}

/* A number with either mark of decimals; a group of three behind a comma is not one of them. */
static bool decimal(struct span text, double *out)
{
    const char *comma = text.length == 0 ? NULL : memchr(text.bytes, ',', text.length);

    if (comma == NULL)
        return span_number(text, '.', out);
    size_t behind = text.length - (size_t)(comma - text.bytes) - 1;
    bool is_group = behind == 3 && text.bytes[0] != '0';
    return !is_group && !has_byte(text, '.') && span_number(text, ',', out);
}

bool entry_number(struct span cell, double *out)
{
    return decimal(span_trim(cell), out);
}

/* Day first only where it cannot be month first: with dots, or by its numbers. */
bool entry_day(struct span cell, int32_t *out)
{
    struct date_parts parts;
    struct span text = span_trim(cell);

    if (!date_parts_parse(text, &parts))
        return false;
    const int32_t *number = parts.number;
    struct date date = {number[2], number[1], number[0]};
    if (parts.year_is_first) {
        date = (struct date){number[0], number[1], number[2]};
    } else if (!parts.month_is_named && (!has_byte(text, '.') || has_byte(text, '/'))) {
        if (number[0] <= 12 && number[1] <= 12)
            return false;
        if (number[1] > 12)
            date = (struct date){number[2], number[0], number[1]};
    }
    if (parts.is_short_year)
        date.year += 2000;
    if (!date_is_valid(date))
        return false;
    *out = day_of_date(date);
    return true;
}

static int64_t unit_seconds(struct span unit)
{
    static const struct {
        const char *names[12];
        int64_t seconds;
    } units[] = {
        {{"s", "sec", "second", "seconds", "с", "сек", "сек.", "секунд"}, 1},
        {{"m", "min", "mins", "minute", "minutes", "м", "мин", "мин.", "минут", "минуты"}, 60},
        {{"h", "hr", "hour", "hours", "ч", "ч.", "час", "часа", "часов"}, 3600},
        {{"d", "day", "days", "д", "д.", "дн", "дн.", "день", "дня", "дней", "сут", "суток"},
         86400},
        {{"w", "week", "weeks", "нед", "нед.", "неделя", "недели", "недель"}, 604800},
    };

    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        for (size_t j = 0; j < 12 && units[i].names[j] != NULL; j++)
            if (span_equal_folded(unit, span_of(units[i].names[j])))
                return units[i].seconds;
    return 0;
}

static bool is_number_byte(char byte)
{
    return (byte >= '0' && byte <= '9') || byte == '.' || byte == ',';
}

bool entry_duration(struct span cell, int64_t *out_s)
{
    struct span text = span_trim(cell);
    int64_t total = 0;
    bool has_part = false;

    while (text.length > 0) {
        size_t digits = 0;
        size_t letters = 0;
        double number = 0;
        while (digits < text.length && is_number_byte(text.bytes[digits]))
            digits++;
        if (digits == 0 || !decimal((struct span){text.bytes, digits}, &number))
            return false;
        text = span_trim(rest_of(text, digits));
        while (letters < text.length && text.bytes[letters] != ' ' &&
               !(text.bytes[letters] >= '0' && text.bytes[letters] <= '9'))
            letters++;
        double seconds = number * (double)unit_seconds((struct span){text.bytes, letters});
        if (seconds <= 0 || seconds > 1e10 || seconds != floor(seconds))
            return false;
        total += (int64_t)seconds;
        has_part = true;
        text = span_trim(rest_of(text, letters));
    }
    if (has_part)
        *out_s = total;
    return has_part;
}

bool entry_seconds(struct span cell, int64_t *out_s)
{
    struct span text = span_trim(cell);
    int64_t total = 0;
    int64_t part = 0;
    double number = 0;

    if (!has_byte(text, ':')) {
        if (entry_duration(text, out_s))
            return true;
        if (!decimal(text, &number) || number < 0 || number > 1e9)
            return false;
        *out_s = (int64_t)floor(number);
        return true;
    }
    for (int parts = 0; text.length > 0; parts++) {
        size_t length = 0;
        while (length < text.length && text.bytes[length] != ':')
            length++;
        if (parts == 3 || !span_integer((struct span){text.bytes, length}, &part) || part < 0 ||
            (parts > 0 && part > 59))
            return false;
        total = total * 60 + part;
        text = rest_of(text, length < text.length ? length + 1 : length);
    }
    *out_s = total;
    return true;
}

/* Digits without the blanks and apostrophes that group them, nor the sign of the currency. */
static struct span bare_money(struct span cell, const char *currency, char *out, size_t size)
{
    static const char *const drops[] = {" ", "\xC2\xA0", "\xE2\x80\xAF", "'", "\xE2\x80\x99"};
    static const struct {
        const char *sign, *currency;
    } signs[] = {{"₽", "RUB"}, {"руб.", "RUB"}, {"руб", "RUB"}, {"р.", "RUB"}, {"$", "USD"},
                 {"€", "EUR"},   {"£", "GBP"},    {"₸", "KZT"},   {"тг", "KZT"}};
    struct span text = span_trim(cell);
    size_t length = 0;

    if (span_ends(text, span_of(currency)))
        text.length -= strlen(currency);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        struct span sign = span_of(signs[i].sign);
        if (strcmp(signs[i].currency, currency) != 0)
            continue;
        if (span_ends(text, sign))
            text.length -= sign.length;
        else if (span_starts(text, sign))
            text = rest_of(text, sign.length);
    }
    while (text.length > 0 && length + 1 < size) {
        size_t dropped = 0;
        for (size_t i = 0; i < sizeof drops / sizeof *drops && dropped == 0; i++)
            if (span_starts(text, span_of(drops[i])))
                dropped = strlen(drops[i]);
        if (dropped == 0)
            out[length++] = text.bytes[0];
        text = rest_of(text, dropped == 0 ? 1 : dropped);
    }
    return (struct span){out, text.length > 0 ? 0 : length};
}

bool entry_money(struct span cell, const char *currency, int64_t *out_minor)
{
    char bytes[48];
    double value = 0;
    struct span text = bare_money(cell, currency, bytes, sizeof bytes);

    if (text.length == 0 || !decimal(text, &value) || value < 0 || value > 9e13)
        return false;
    *out_minor = (int64_t)round(value * 100);
    return true;
}

bool entry_share(struct span cell, double *out)
{
    struct span text = span_trim(cell);
    bool is_percent = span_ends(text, SPAN("%"));
    double value = 0;

    if (is_percent)
        text = span_trim((struct span){text.bytes, text.length - 1});
    if (text.length == 0 || !decimal(text, &value))
        return false;
    if (is_percent)
        value /= 100;
    if (value < 0 || value > 1)
        return false;
    *out = value;
    return true;
}

bool entry_minutes(struct span cell, double out[3])
{
    struct span text = span_trim(cell);
    double value[3];
    size_t count = 0;

    while (text.length > 0) {
        size_t length = 0;
        while (length < text.length && is_number_byte(text.bytes[length]))
            length++;
        if (count == 3 || !decimal((struct span){text.bytes, length}, &value[count]) ||
            value[count] < 0 || (count > 0 && value[count] < value[count - 1]))
            return false;
        count++;
        text = span_trim(rest_of(text, length));
        if (text.length > 0 && text.bytes[0] != '-' && text.bytes[0] != '/')
            return false;
        text = text.length > 0 ? span_trim(rest_of(text, 1)) : text;
    }
    if (count != 1 && count != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        out[i] = value[count == 1 ? 0 : i];
    return true;
}
