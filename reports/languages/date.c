/* Days, quarters and periods. The patterns are messages: a catalogue decides their order. */
#include "languages/parts.h"

#include <unicode/udat.h>
#include <unicode/ustring.h>

void date_append(struct language *language, int64_t day, const char *pattern, struct buffer *out)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wanted[64], text[128];
    static const UChar utc[] = {'U', 'T', 'C', 0};

    u_strFromUTF8(wanted, 64, NULL, pattern, -1, &status);
    UDateFormat *format =
        udat_open(UDAT_PATTERN, UDAT_PATTERN, language->icu_locale, utc, -1, wanted, -1, &status);
    int32_t length = udat_format(format, (double)day * 86400e3, text, 128, NULL, &status);
    if (U_SUCCESS(status) && length < 128)
        utf16_append(text, length, false, out);
    else
        out->is_short = true;
    udat_close(format);
}

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

void quarter_append(struct language *language, int64_t quarter, struct buffer *out)
{
    static const char *const messages[4] = {N_("Q1 %1$s"), /* the first quarter of the year %1$s */
                                            N_("Q2 %1$s"), N_("Q3 %1$s"), N_("Q4 %1$s")};
    OWN(buffer_release) struct buffer year = {0};

    buffer_format(&year, "%lld", 1970 + (long long)floor_divide(quarter, 4));
    places_append(tr(language, messages[quarter - 4 * floor_divide(quarter, 4)]),
                  &(const char *){year.bytes}, 1, out);
}

/* First day inside and first day after, of `month` months from the month that holds `day`. */
static bool is_whole_months(int64_t first, int64_t last, int months)
{
    int year = 0, month = 0, day = 0;

    civil_of_day(first, &year, &month, &day);
    if (day != 1 || (month - 1) % months != 0)
        return false;
    int next = month - 1 + months;
    return last + 1 == civil_to_day(year + next / 12, next % 12 + 1, 1);
}

static void append_dates(struct language *language, int64_t first, int64_t last, struct buffer *out)
{
    int from_year = 0, from_month = 0, from_day = 0, to_year = 0, to_month = 0, to_day = 0;
    const char *short_pattern = tr_in(language, "ICU date pattern", "d MMMM");
    const char *long_pattern = tr_in(language, "ICU date pattern", "d MMMM y");

    civil_of_day(first, &from_year, &from_month, &from_day);
    civil_of_day(last, &to_year, &to_month, &to_day);
    if (first != last) {
        bool same_month = from_year == to_year && from_month == to_month;
        const char *pattern = from_year != to_year ? long_pattern : short_pattern;
        date_append(language, first, same_month ? "d" : pattern, out);
        buffer_text(out, same_month ? "–" : " – ");
    }
    date_append(language, last, long_pattern, out);
}

void period_append(struct language *language, const struct value *value, struct buffer *out)
{
    int year = 0, month = 0, day = 0;

    civil_of_day(value->whole, &year, &month, &day);
    if (is_whole_months(value->whole, value->whole_hi, 3))
        quarter_append(language, (year - 1970) * 4LL + (month - 1) / 3, out);
    else if (is_whole_months(value->whole, value->whole_hi, 1))
        date_append(language, value->whole, tr_in(language, "ICU date pattern", "LLLL y"), out);
    else if (is_whole_months(value->whole, value->whole_hi, 12))
        buffer_format(out, "%d", year);
    else
        append_dates(language, value->whole, value->whole_hi, out);
}
