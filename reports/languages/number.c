/* Numbers by ICU's number skeletons. */
#include "languages/parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ustring.h>

struct decimal decimal_of(double number)
{
    struct decimal decimal;

    snprintf(decimal.text, sizeof decimal.text, "%.15g", number == 0 ? 0.0 : number);
    return decimal;
}

struct decimal decimal_of_minor(int64_t minor, int digits)
{
    struct decimal decimal;

    snprintf(decimal.text, sizeof decimal.text, "%lldE-%d", (long long)minor, digits);
    return decimal;
}

const char *digits_skeleton(int digits, char out[24])
{
    if (digits <= 0)
        snprintf(out, 24, "precision-integer");
    else
        snprintf(out, 24, ".%.*s", digits > 9 ? 9 : digits, "000000000");
    return out;
}

void utf16_append(const UChar *text, int32_t length, bool is_number, struct buffer *out)
{
    char bytes[512];
    int32_t written = 0;
    UErrorCode status = U_ZERO_ERROR;

    u_strToUTF8(bytes, sizeof bytes, &written, text, length, &status);
    if (U_FAILURE(status)) {
        out->is_short = true;
        return;
    }
    for (int32_t i = 0; i < written; i++) {
        if (is_number && bytes[i] == '-')
            buffer_text(out, "\xE2\x88\x92");
        else
            buffer_byte(out, bytes[i]);
    }
}

static bool open_format(struct language *language, struct number_format *format)
{
    UChar skeleton[160];
    char whole[160];
    UErrorCode status = U_ZERO_ERROR;

    snprintf(whole, sizeof whole, "%s rounding-mode-half-up", format->skeleton);
    u_uastrcpy(skeleton, whole);
    format->single = unumf_openForSkeletonAndLocale(skeleton, -1, language->icu_locale, &status);
    format->range = unumrf_openForSkeletonWithCollapseAndIdentityFallback(
        skeleton, -1, UNUM_RANGE_COLLAPSE_UNIT, UNUM_IDENTITY_FALLBACK_SINGLE_VALUE,
        language->icu_locale, NULL, &status);
    if (U_SUCCESS(status))
        return true;
    unumf_close(format->single);
    unumrf_close(format->range);
    *format = (struct number_format){0};
    return false;
}

static struct number_format *find_format(struct language *language, const char *skeleton)
{
    for (size_t i = 0; i < language->format_count; i++)
        if (strcmp(language->formats[i].skeleton, skeleton) == 0)
            return &language->formats[i];
    if (language->format_count == NUMBER_FORMATS_MOST) {
        struct number_format *first = &language->formats[0];
        unumf_close(first->single);
        unumrf_close(first->range);
        *first = language->formats[--language->format_count];
    }
    struct number_format *format = &language->formats[language->format_count];
    *format = (struct number_format){0};
    snprintf(format->skeleton, sizeof format->skeleton, "%s", skeleton);
    if (!open_format(language, format))
        return NULL;
    language->format_count++;
    return format;
}

static const UFormattedValue *formatted(struct language *language,
                                        const struct number_format *format, bool is_range,
                                        const struct decimal *lo, const struct decimal *hi,
                                        UErrorCode *status)
{
    if (!is_range || strcmp(lo->text, hi->text) == 0) {
        unumf_formatDecimal(format->single, lo->text, -1, language->single_result, status);
        return unumf_resultAsValue(language->single_result, status);
    }
    unumrf_formatDecimalRange(format->range, lo->text, -1, hi->text, -1, language->range_result,
                              status);
    return unumrf_resultAsValue(language->range_result, status);
}

void number_append(struct language *language, const char *skeleton, bool is_range,
                   struct decimal lo, struct decimal hi, struct buffer *out)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = 0;
    const struct number_format *format = find_format(language, skeleton);

    if (format == NULL) {
        out->is_short = true;
        return;
    }
    const UFormattedValue *value = formatted(language, format, is_range, &lo, &hi, &status);
    const UChar *text = ufmtval_getString(value, &length, &status);
    if (U_FAILURE(status))
        out->is_short = true;
    else
        utf16_append(text, length, true, out);
}
