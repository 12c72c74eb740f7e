#include "model/value.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct value value_unknown(const struct phrase *reason)
{
    return (struct value){.kind = VALUE_UNKNOWN, .words = reason};
}

static struct value measured(enum value_kind kind, double number, int digits)
{
    if (!isfinite(number))
        return value_unknown(NULL);
    return (struct value){.kind = kind, .number = number, .number_hi = number, .digits = digits};
}

static struct value whole(enum value_kind kind, int64_t count)
{
    return (struct value){
        .kind = kind, .whole = count, .whole_hi = count, .digits = DIGITS_NATURAL};
}

struct value value_number(double number, int digits)
{
    return measured(VALUE_NUMBER, number, digits);
}

struct value value_ratio(double ratio)
{
    return measured(VALUE_RATIO, ratio, DIGITS_NATURAL);
}

struct value value_points(double ratio_difference)
{
    return measured(VALUE_POINTS, ratio_difference, DIGITS_NATURAL);
}

struct value value_duration(double seconds)
{
    return measured(VALUE_DURATION, seconds, DIGITS_NATURAL);
}

struct value value_count(int64_t count)
{
    return whole(VALUE_COUNT, count);
}

struct value value_money(int64_t minor, const char *currency)
{
    struct value value = whole(VALUE_MONEY, minor);

    assert(strlen(currency) == 3);
    memcpy(value.currency, currency, 3);
    return value;
}

struct value value_date(int64_t day)
{
    return whole(VALUE_DATE, day);
}

struct value value_instant(int64_t utc_s, int offset_minutes)
{
    if (utc_s == INT64_MIN)
        return value_unknown(NULL);
    struct value value = whole(VALUE_INSTANT, utc_s);
    value.offset_minutes = offset_minutes;
    return value;
}

struct value value_month(int year, int month)
{
    return whole(VALUE_MONTH, (year - 1970) * 12LL + month - 1);
}

struct value value_quarter(int year, int quarter)
{
    return whole(VALUE_QUARTER, (year - 1970) * 4LL + quarter - 1);
}

struct value value_period(int64_t first_day, int64_t last_day)
{
    struct value value = whole(VALUE_PERIOD, first_day);

    value.whole_hi = last_day;
    value.is_range = true;
    return value;
}

struct value value_text(const char *text)
{
    if (text == NULL)
        return value_unknown(NULL);
    return (struct value){.kind = VALUE_TEXT, .text = text};
}

struct value value_words(const struct phrase *words)
{
    return (struct value){.kind = VALUE_WORDS, .words = words};
}

struct value value_digits(struct value value, int digits)
{
    value.digits = digits;
    return value;
}

struct value value_styled(struct value value, unsigned style)
{
    value.style |= style;
    return value;
}

struct value value_range(struct value lo, struct value hi)
{
    if (lo.kind == VALUE_UNKNOWN)
        return lo;
    if (hi.kind == VALUE_UNKNOWN)
        return hi;
    assert(lo.kind == hi.kind && strcmp(lo.currency, hi.currency) == 0);
    lo.is_range = true;
    lo.number_hi = hi.number;
    lo.whole_hi = hi.whole;
    return lo;
}

bool value_is_numeric(const struct value *value)
{
    return value->kind != VALUE_UNKNOWN && value->kind != VALUE_TEXT && value->kind != VALUE_WORDS;
}

static bool is_measured(enum value_kind kind)
{
    return kind == VALUE_NUMBER || kind == VALUE_RATIO || kind == VALUE_POINTS ||
           kind == VALUE_DURATION;
}

double value_lo(const struct value *value)
{
    if (!value_is_numeric(value))
        return NAN;
    return is_measured(value->kind) ? value->number : (double)value->whole;
}

double value_hi(const struct value *value)
{
    if (!value_is_numeric(value))
        return NAN;
    return is_measured(value->kind) ? value->number_hi : (double)value->whole_hi;
}

/* One row a kind: its stable word, and the unit of its number. */
static const struct kind_row {
    const char *name, *unit;
} kind_rows[VALUE_KINDS] = {
    [VALUE_UNKNOWN] = {"unknown", "none"},    [VALUE_NUMBER] = {"number", "number"},
    [VALUE_RATIO] = {"ratio", "ratio"},       [VALUE_POINTS] = {"points", "ratio_difference"},
    [VALUE_DURATION] = {"duration", "s"},     [VALUE_COUNT] = {"count", "count"},
    [VALUE_MONEY] = {"money", "minor"},       [VALUE_DATE] = {"date", "date"},
    [VALUE_INSTANT] = {"instant", "utc_s"},   [VALUE_MONTH] = {"month", "month"},
    [VALUE_QUARTER] = {"quarter", "quarter"}, [VALUE_PERIOD] = {"period", "date"},
    [VALUE_TEXT] = {"text", "none"},          [VALUE_WORDS] = {"words", "none"},
};

const char *value_unit(const struct value *value, char out[VALUE_UNIT_SIZE])
{
    if (value->kind == VALUE_MONEY)
        snprintf(out, VALUE_UNIT_SIZE, "minor:%s", value->currency);
    else
        snprintf(out, VALUE_UNIT_SIZE, "%s", kind_rows[value->kind].unit);
    return out;
}

const char *value_kind_name(enum value_kind kind)
{
    return kind_rows[kind].name;
}

int64_t civil_to_day(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1LL : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

void civil_of_day(int64_t day, int *year, int *month, int *day_of_month)
{
    int64_t z = day + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t day_of_era = z - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_of_march = (5 * day_of_year + 2) / 153;

    *day_of_month = (int)(day_of_year - (153 * month_of_march + 2) / 5 + 1);
    *month = (int)(month_of_march < 10 ? month_of_march + 3 : month_of_march - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}
