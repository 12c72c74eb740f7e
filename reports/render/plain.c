#include "render/plain.h"

#include <stdio.h>
#include <string.h>

bool value_is_plain_number(const struct value *value)
{
    return value->kind >= VALUE_NUMBER && value->kind <= VALUE_MONEY;
}

static void print_day(int64_t day, char out[PLAIN_SIZE])
{
    int year = 0, month = 0, day_of_month = 0;

    civil_of_day(day, &year, &month, &day_of_month);
    snprintf(out, PLAIN_SIZE, "%04d-%02d-%02d", year, month, day_of_month);
}

void plain_instant(int64_t utc_s, char out[PLAIN_SIZE])
{
    int64_t day = utc_s / 86400 - (utc_s % 86400 < 0);
    int second = (int)(utc_s - day * 86400);
    char date[PLAIN_SIZE];

    print_day(day, date);
    snprintf(out, PLAIN_SIZE, "%.20sT%02d:%02d:%02dZ", date, second / 3600, second / 60 % 60,
             second % 60);
}

static void print_money(int64_t minor, char out[PLAIN_SIZE])
{
    uint64_t absolute = minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor;

    snprintf(out, PLAIN_SIZE, "%s%llu.%02llu", minor < 0 ? "-" : "",
             (unsigned long long)(absolute / 100), (unsigned long long)(absolute % 100));
}

const char *value_plain(const struct value *value, enum plain_end end, char out[PLAIN_SIZE])
{
    double number = end == PLAIN_LO ? value->number : value->number_hi;
    int64_t whole = end == PLAIN_LO ? value->whole : value->whole_hi;

    out[0] = '\0';
    switch (value->kind) {
    case VALUE_NUMBER:
    case VALUE_RATIO:
    case VALUE_POINTS:
    case VALUE_DURATION:
        snprintf(out, PLAIN_SIZE, "%.15g", number);
        break;
    case VALUE_COUNT:
        snprintf(out, PLAIN_SIZE, "%lld", (long long)whole);
        break;
    case VALUE_MONEY:
        print_money(whole, out);
        break;
    case VALUE_DATE:
    case VALUE_PERIOD:
        print_day(whole, out);
        break;
    case VALUE_INSTANT:
        plain_instant(whole, out);
        break;
    case VALUE_MONTH:
        snprintf(out, PLAIN_SIZE, "%04lld-%02lld",
                 (long long)(1970 + whole / 12 - (whole % 12 < 0)),
                 (long long)((whole % 12 + 12) % 12 + 1));
        break;
    case VALUE_QUARTER:
        snprintf(out, PLAIN_SIZE, "%04lldQ%lld", (long long)(1970 + whole / 4 - (whole % 4 < 0)),
                 (long long)((whole % 4 + 4) % 4 + 1));
        break;
    case VALUE_UNKNOWN:
    case VALUE_TEXT:
    case VALUE_WORDS:
    case VALUE_KINDS:
        break;
    }
    return out;
}

/* ---- CSV ---- */

/* What a spreadsheet takes for the start of a formula (OWASP, CSV Injection), full-width forms
 * included; blanks before it do not help. */
static bool starts_formula(const char *text)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"};

    text += strspn(text, " ");
    if (*text != '\0' && strchr("=+-@\t\r\n|%", *text) != NULL)
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(text, wide[i], strlen(wide[i])) == 0)
            return true;
    return false;
}

void plain_csv_text(struct buffer *out, const char *text)
{
    buffer_byte(out, '"');
    if (starts_formula(text))
        buffer_byte(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            buffer_byte(out, '"');
        buffer_byte(out, *text);
    }
    buffer_byte(out, '"');
}
