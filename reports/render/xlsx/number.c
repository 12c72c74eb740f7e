#include "render/xlsx/number.h"

#include <math.h>
#include <stdio.h>

/* Days from 1899-12-30 to 1970-01-01, and 1900-03-01 on that count. */
enum { EPOCH_SERIAL = 25569, FIRST_SERIAL = 61 };

static int digits_of(const struct value *value, int natural)
{
    int digits = value->digits == DIGITS_NATURAL ? natural : value->digits;

    return digits < 0 ? 0 : digits > 9 ? 9 : digits;
}

/* `before` 0 or 0.000 `after`; a plus where the value is printed with one. */
static void print_format(const struct value *value, const char *before, int digits,
                         const char *after, char out[CELL_FORMAT_SIZE])
{
    char plain[24];

    snprintf(plain, sizeof plain, "%s0%s%.*s", before, digits > 0 ? "." : "", digits, "000000000");
    if ((value->style & STYLE_SIGNED) != 0)
        snprintf(out, CELL_FORMAT_SIZE, "+%s%s;-%s%s;0%s", plain, after, plain, after, after);
    else
        snprintf(out, CELL_FORMAT_SIZE, "%s%s", plain, after);
}

/* As many digits as keep 0.2% from reading 0%, and 99.8% from reading 100% (languages/format.h). */
static int natural_percent_digits(double ratio)
{
    double percent = fabs(ratio) * 100;

    for (int digits = 0; digits < 2; digits++) {
        double shown = round(percent * pow(10, digits)) / pow(10, digits);
        if ((percent == 0 || shown > 0) && (percent == 100 || shown < 100 || percent > 100))
            return digits;
    }
    return 2;
}

static int natural_digits(double number)
{
    double size = fabs(number);

    if (size == round(size))
        return 0;
    return size < 10 ? 2 : size < 100 ? 1 : 0;
}

static bool serial(double days, const char *format, struct cell_number *out)
{
    out->number = days + EPOCH_SERIAL;
    snprintf(out->format, CELL_FORMAT_SIZE, "%s", format);
    return out->number >= FIRST_SERIAL;
}

/* Both ends of a range in one unit: hours, where one of them is less than nought. */
static void duration(const struct value *value, double seconds, struct cell_number *out)
{
    if (value->number < 0) {
        out->number = seconds / 3600;
        print_format(value, "", 2, " \"h\"", out->format);
        return;
    }
    out->number = seconds / 86400;
    snprintf(out->format, CELL_FORMAT_SIZE, "[h]:mm:ss");
}

static void money(const struct value *value, int64_t minor, struct cell_number *out)
{
    char after[16];

    snprintf(after, sizeof after, " \"%.3s\"", value->currency);
    out->number = (double)minor / 100;
    print_format(value, "#,##", minor % 100 == 0 ? 0 : 2, after, out->format);
}

bool cell_number(const struct value *value, enum plain_end end, const char *points,
                 struct cell_number *out)
{
    double number = end == PLAIN_LO ? value->number : value->number_hi;
    int64_t whole = end == PLAIN_LO ? value->whole : value->whole_hi;

    char after[24];

    out->number = number;
    switch (value->kind) {
    case VALUE_NUMBER:
        print_format(value, "#,##", digits_of(value, natural_digits(number)), "", out->format);
        return true;
    case VALUE_RATIO:
        print_format(value, "", digits_of(value, natural_percent_digits(number)), "%", out->format);
        return true;
    case VALUE_POINTS:
        out->number = number * 100;
        snprintf(after, sizeof after, " \"%s\"", points);
        print_format(value, "", digits_of(value, 1), after, out->format);
        return true;
    case VALUE_DURATION:
        duration(value, number, out);
        return true;
    case VALUE_COUNT:
        out->number = (double)whole;
        print_format(value, "#,##", 0, "", out->format);
        return true;
    case VALUE_MONEY:
        money(value, whole, out);
        return true;
    case VALUE_DATE:
        return serial((double)whole, "yyyy-mm-dd", out);
    case VALUE_INSTANT:
        return serial((double)(whole + 60 * (int64_t)value->offset_minutes) / 86400,
                      "yyyy-mm-dd hh:mm:ss", out);
    case VALUE_MONTH: {
        int64_t year = 1970 + whole / 12 - (whole % 12 < 0);
        return serial((double)civil_to_day((int)year, (int)((whole % 12 + 12) % 12 + 1), 1),
                      "yyyy-mm", out);
    }
    case VALUE_UNKNOWN:
    case VALUE_QUARTER:
    case VALUE_PERIOD:
    case VALUE_TEXT:
    case VALUE_WORDS:
    case VALUE_KINDS:
        break;
    }
    return false;
}
