/* Values and phrases, printed: one function a kind of value. */
#include "languages/parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucurr.h>
#include <unicode/ustring.h>

static const char *sign_skeleton(const struct value *value)
{
    return value->style & STYLE_SIGNED ? "sign-except-zero" : "";
}

static void append_number(struct language *language, const char *before, const char *precision,
                          const struct value *value, struct decimal lo, struct decimal hi,
                          struct buffer *out)
{
    char skeleton[96];

    snprintf(skeleton, sizeof skeleton, "%s%s%s%s%s", before, *before ? " " : "", precision,
             value->style & STYLE_SIGNED ? " " : "", sign_skeleton(value));
    number_append(language, skeleton, value->is_range, lo, hi, out);
}

static void append_unknown(struct language *language, const struct value *value, struct buffer *out)
{
    if (phrase_is_absent(value->words))
        buffer_text(out, tr(language, N_("unknown")));
    else
        language_append_phrase(language, value->words, out);
}

static void append_plain(struct language *language, const struct value *value, struct buffer *out)
{
    double size = fmax(fabs(value->number), fabs(value->number_hi));
    const char *natural = size < 9.995 ? ".##" : size < 99.95 ? ".#" : "precision-integer";
    char fixed[24];

    append_number(language, "", value->digits < 0 ? natural : digits_skeleton(value->digits, fixed),
                  value, decimal_of(value->number), decimal_of(value->number_hi), out);
}

/* The ends of a wide range are rounded outward enough by whole points: 36–100%, not 36.38–99.99%.
 */
static bool is_wide(const struct value *value)
{
    const double wide = 0.1;

    return fabs(value->number_hi - value->number) > wide;
}

/* Digits of a percentage that do not round a ratio to a nought or a hundred that it is not; what
 * two digits cannot tell from them is told as them, never as 100.00%. */
static int ratio_digits(double ratio)
{
    double percent = fabs(ratio) * 100;

    if (percent < 0.005 || fabs(100 - percent) <= 0.005)
        return 0;
    for (int digits = 0; digits < 2; digits++) {
        double step = digits == 0 ? 0.5 : 0.05;
        if (percent >= step && fabs(100 - percent) > step)
            return digits;
    }
    return 2;
}

static void append_ratio(struct language *language, const struct value *value, struct buffer *out)
{
    int lo = ratio_digits(value->number), hi = ratio_digits(value->number_hi);
    char precision[24];

    int natural = is_wide(value) ? 0 : lo > hi ? lo : hi;
    digits_skeleton(value->digits >= 0 ? value->digits : natural, precision);
    append_number(language, "percent scale/100", precision, value, decimal_of(value->number),
                  decimal_of(value->number_hi), out);
}

static void append_points(struct language *language, const struct value *value, struct buffer *out)
{
    double lo = value->number * 100, hi = value->number_hi * 100;
    bool is_whole = value->digits == 0 || (value->digits < 0 && fmax(fabs(lo), fabs(hi)) >= 9.95);
    char precision[24];
    OWN(buffer_release) struct buffer number = {0};

    append_number(language, "",
                  is_whole ? "precision-integer"
                           : digits_skeleton(value->digits < 0 ? 1 : value->digits, precision),
                  value, decimal_of(lo), decimal_of(hi), &number);
    const char *message = is_whole
                              ? language_plural(language, "%1$s" NBSP "point", "%1$s" NBSP "points",
                                                (int64_t)llround(fabs(hi)))
                              : tr_in(language, "a number with a fraction", "%1$s" NBSP "points");
    places_append(message, &(const char *){number.bytes}, 1, out);
    out->is_short |= number.is_short;
}

static void append_count(struct language *language, const struct value *value, struct buffer *out)
{
    append_number(language, "", "precision-integer", value, decimal_of_minor(value->whole, 0),
                  decimal_of_minor(value->whole_hi, 0), out);
}

static int minor_digits(const char *currency)
{
    UChar code[4] = {0};
    UErrorCode status = U_ZERO_ERROR;

    u_charsToUChars(currency, code, 3);
    int digits = ucurr_getDefaultFractionDigits(code, &status);
    return U_SUCCESS(status) ? digits : 2;
}

static void append_money(struct language *language, const struct value *value, struct buffer *out)
{
    int digits = minor_digits(value->currency);
    double unit = pow(10, digits);
    double largest = fmax(fabs((double)value->whole), fabs((double)value->whole_hi));
    bool is_short =
        (value->style & STYLE_SHORT) && largest >= 10000 * unit; /* four digits need no K */
    bool is_whole = largest >= 100 * unit ||
                    (value->whole % (int64_t)unit == 0 && value->whole_hi % (int64_t)unit == 0);
    int shown = value->digits >= 0 ? value->digits : is_whole ? 0 : digits;
    char before[64], precision[24];

    snprintf(before, sizeof before, "%scurrency/%s unit-width-narrow",
             is_short ? "compact-short " : "", value->currency);
    append_number(language, before,
                  is_short && value->digits < 0 ? "@@#" : digits_skeleton(shown, precision), value,
                  decimal_of_minor(value->whole, digits), decimal_of_minor(value->whole_hi, digits),
                  out);
}

static void append_date(struct language *language, const struct value *value, struct buffer *out)
{
    struct value period = *value;

    if (value->is_range && value->whole != value->whole_hi)
        period_append(language, &period, out);
    else
        date_append(language, value->whole, tr_in(language, "ICU date pattern", "d MMMM y"), out);
}

static void append_instant(struct language *language, const struct value *value, struct buffer *out)
{
    int64_t wall_s = value->whole + value->offset_minutes * 60LL;
    int64_t day = wall_s / 86400 - (wall_s % 86400 < 0);
    int minute = (int)((wall_s - day * 86400) / 60), offset = abs(value->offset_minutes);
    OWN(buffer_release) struct buffer date = {0};
    char time[16], zone[24] = "UTC";

    date_append(language, day, tr_in(language, "ICU date pattern", "d MMMM y"), &date);
    snprintf(time, sizeof time, "%02d:%02d", minute / 60, minute % 60);
    if (offset != 0 && offset % 60 == 0)
        snprintf(zone, sizeof zone, "UTC%s%d", value->offset_minutes < 0 ? "−" : "+", offset / 60);
    else if (offset != 0)
        snprintf(zone, sizeof zone, "UTC%s%d:%02d", value->offset_minutes < 0 ? "−" : "+",
                 offset / 60, offset % 60);
    const char *const texts[] = {date.bytes, time, zone};
    places_append(tr(language, N_("%1$s, %2$s (%3$s)")), texts, 3, out);
    out->is_short |= date.is_short;
}

static void append_month(struct language *language, const struct value *value, struct buffer *out)
{
    int64_t year = value->whole / 12 - (value->whole % 12 < 0);

    date_append(language, civil_to_day(1970 + (int)year, (int)(value->whole - year * 12) + 1, 1),
                tr_in(language, "ICU date pattern", "LLLL y"), out);
}

static void append_quarter(struct language *language, const struct value *value, struct buffer *out)
{
    quarter_append(language, value->whole, out);
}

static void append_text(struct language *language, const struct value *value, struct buffer *out)
{
    (void)language;
    buffer_text(out, value->text);
}

static void append_words(struct language *language, const struct value *value, struct buffer *out)
{
    language_append_phrase(language, value->words, out);
}

static void (*const printers[VALUE_KINDS])(struct language *, const struct value *,
                                           struct buffer *) = {
    [VALUE_UNKNOWN] = append_unknown,   [VALUE_NUMBER] = append_plain,
    [VALUE_RATIO] = append_ratio,       [VALUE_POINTS] = append_points,
    [VALUE_DURATION] = duration_append, [VALUE_COUNT] = append_count,
    [VALUE_MONEY] = append_money,       [VALUE_DATE] = append_date,
    [VALUE_INSTANT] = append_instant,   [VALUE_MONTH] = append_month,
    [VALUE_QUARTER] = append_quarter,   [VALUE_PERIOD] = period_append,
    [VALUE_TEXT] = append_text,         [VALUE_WORDS] = append_words,
};

void language_append_value(struct language *language, const struct value *value, struct buffer *out)
{
    printers[value->kind](language, value, out);
}

const char *language_format_value(struct language *language, struct arena *arena,
                                  struct value value)
{
    OWN(buffer_release) struct buffer text = {0};

    language_append_value(language, &value, &text);
    return arena_keep(arena, &text);
}

const char *language_format_phrase(struct language *language, struct arena *arena,
                                   struct phrase phrase)
{
    OWN(buffer_release) struct buffer text = {0};

    language_append_phrase(language, &phrase, &text);
    return arena_keep(arena, &text);
}
