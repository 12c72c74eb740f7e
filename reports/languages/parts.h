/* parts: what the files of languages/ share; private to the folder. */
#ifndef DESKGAUGE_LANGUAGES_PARTS_H
#define DESKGAUGE_LANGUAGES_PARTS_H

#include <locale.h>

#include <unicode/unumberformatter.h>
#include <unicode/unumberrangeformatter.h>

#include "languages/language.h"

#define NBSP "\xC2\xA0"

/* One formatter per skeleton, made when first wanted. */
struct number_format {
    char skeleton[96];
    UNumberFormatter *single;
    UNumberRangeFormatter *range;
};

enum { NUMBER_FORMATS_MOST = 48 };

struct language {
    const char *name;
    const char *domain; /* of gettext; NULL for English */
    char domain_text[48];
    locale_t locale;
    const char *icu_locale;
    bool holds_short_words; /* no line ends with a word of one or two letters */
    struct number_format formats[NUMBER_FORMATS_MOST];
    size_t format_count;
    UFormattedNumber *single_result;
    UFormattedNumberRange *range_result;
};

/* Make the catalogue of `domain` known to gettext. */
MUST_CHECK bool catalogue_load(struct language *language, struct span catalogue, struct error *err);

/* A number as decimal text, ready for ICU. */
struct decimal {
    char text[48];
};
struct decimal decimal_of(double number);
struct decimal decimal_of_minor(int64_t minor, int digits);

/*
 * Append `lo`, or the range from `lo` to `hi` when they differ and `is_range`, in an ICU skeleton
 * ("percent scale/100 .0"); rounding half away from nought.
 */
void number_append(struct language *language, const char *skeleton, bool is_range,
                   struct decimal lo, struct decimal hi, struct buffer *out);

/* ".0" for 1 digit, "precision-integer" for none. */
const char *digits_skeleton(int digits, char out[24]);

/* Append a day (or month) by an ICU pattern such as "d MMMM y". */
void date_append(struct language *language, int64_t day, const char *pattern, struct buffer *out);

void duration_append(struct language *language, const struct value *value, struct buffer *out);
void period_append(struct language *language, const struct value *value, struct buffer *out);
void quarter_append(struct language *language, int64_t quarter, struct buffer *out);

/* `message` (already translated) with its places filled by texts. */
void places_append(const char *message, const char *const *texts, size_t text_count,
                   struct buffer *out);

/* UTF-16 of ICU as UTF-8, ASCII hyphen turned into the minus sign when `is_number`. */
void utf16_append(const UChar *text, int32_t length, bool is_number, struct buffer *out);

#endif
