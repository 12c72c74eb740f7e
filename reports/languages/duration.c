/* Durations in human words. */
#include "languages/parts.h"

#include <math.h>
#include <stdio.h>

enum unit { UNIT_SECOND, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY };

static const double unit_seconds[] = {1, 60, 3600, 86400};

/* The largest unit in which `seconds` is still read at a glance; a rounding that would print 60 s
 * goes to the next. */
static enum unit unit_of(double seconds, bool is_range)
{
    if (seconds < 59.5)
        return UNIT_SECOND;
    if (seconds < 59.5 * 60)
        return UNIT_MINUTE;
    return seconds < (is_range ? 72 : 48) * 3600.0 ? UNIT_HOUR : UNIT_DAY;
}

/* One digit below ten units, unless it would be a nought; none from there on. */
static int natural_digits(double count)
{
    return count < 9.95 && fabs(count - round(count)) >= 0.05 ? 1 : 0;
}

static const char *unit_message(const struct language *language, enum unit unit)
{
    static const char *const messages[] = {
        [UNIT_SECOND] = N_("%1$s" NBSP "s"),
        [UNIT_MINUTE] = N_("%1$s" NBSP "min"),
        [UNIT_HOUR] = N_("%1$s" NBSP "h"),
    };

    return tr(language, messages[unit]);
}

static void append_days(struct language *language, bool is_range, double lo, double hi, int digits,
                        struct buffer *out)
{
    char skeleton[96], precision[24];
    OWN(buffer_release) struct buffer spaced = {0};

    snprintf(skeleton, sizeof skeleton, "measure-unit/duration-day unit-width-full-name %s",
             digits_skeleton(digits, precision));
    number_append(language, skeleton, is_range, decimal_of(lo), decimal_of(hi), &spaced);
    for (size_t i = 0; i < spaced.length; i++) {
        if (spaced.bytes[i] == ' ')
            buffer_text(out, NBSP);
        else
            buffer_byte(out, spaced.bytes[i]);
    }
    out->is_short |= spaced.is_short;
}

static void append_in_unit(struct language *language, const struct value *value, enum unit unit,
                           struct buffer *out)
{
    double lo = value->number / unit_seconds[unit], hi = value->number_hi / unit_seconds[unit];
    int digits = value->digits;
    char precision[24];
    OWN(buffer_release) struct buffer number = {0};

    if (digits < 0)
        digits =
            value->is_range ? fabs(lo) < 9.95 && unit != UNIT_SECOND : natural_digits(fabs(lo));
    if (unit == UNIT_DAY) {
        append_days(language, value->is_range, lo, hi, digits, out);
        return;
    }
    number_append(language, digits_skeleton(digits, precision), value->is_range, decimal_of(lo),
                  decimal_of(hi), &number);
    places_append(unit_message(language, unit), &(const char *){number.bytes}, 1, out);
    out->is_short |= number.is_short;
}

/* "1 h 20 min" of a whole number of minutes. */
static void append_hours_and_minutes(struct language *language, int minutes, struct buffer *out)
{
    char hours[12], rest[12];
    const char *const texts[] = {hours, rest};

    snprintf(hours, sizeof hours, "%d", minutes / 60);
    snprintf(rest, sizeof rest, "%d", minutes % 60);
    places_append(tr(language, N_("%1$s" NBSP "h %2$s" NBSP "min")), texts, 2, out);
}

void duration_append(struct language *language, const struct value *value, struct buffer *out)
{
    double longest = fmax(fabs(value->number), fabs(value->number_hi));
    enum unit unit = value->style & STYLE_HOURS ? UNIT_HOUR : unit_of(longest, value->is_range);
    int minutes = (int)fmin(round(longest / 60), 1e6);
    bool is_plain = !value->is_range && value->digits < 0 && !(value->style & STYLE_HOURS);

    if (is_plain && unit == UNIT_HOUR && value->number > 0 && minutes < 24 * 60 &&
        minutes % 60 != 0)
        append_hours_and_minutes(language, minutes, out);
    else
        append_in_unit(language, value, unit, out);
}
