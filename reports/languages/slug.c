#include <stdio.h>

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "languages/language.h"

enum { SLUG_MOST = 60, UNITS_MOST = 512 };

/* As Latin letters of ASCII: "Кофейня" is "kofejna". What ICU cannot say so is left as it is. */
static bool latinise(const char *name, char out[4 * UNITS_MOST])
{
    static const UChar rules[] = u"Any-Latin; Latin-ASCII; Lower";
    UErrorCode status = U_ZERO_ERROR;
    UChar units[UNITS_MOST];
    int32_t length = 0, limit = 0;

    u_strFromUTF8WithSub(units, UNITS_MOST / 2, &length, name, -1, 0xFFFD, NULL, &status);
    if (U_FAILURE(status))
        return false;
    UTransliterator *latin = utrans_openU(rules, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status))
        return false;
    limit = length;
    utrans_transUChars(latin, units, &length, UNITS_MOST, 0, &limit, &status);
    utrans_close(latin);
    if (U_FAILURE(status))
        return false;
    u_strToUTF8(out, 4 * UNITS_MOST, NULL, units, length, &status);
    return U_SUCCESS(status);
}

void language_append_slug(const char *name, struct buffer *out)
{
    char text[4 * UNITS_MOST];
    size_t written = 0;
    bool is_gap = false;

    if (!latinise(name, text))
        snprintf(text, sizeof text, "%s", name);
    for (const char *at = text; *at != '\0' && written < SLUG_MOST; at++) {
        char letter = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        bool is_plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (is_plain && is_gap && written > 0) {
            buffer_byte(out, '-');
            written++;
        }
        if (is_plain) {
            buffer_byte(out, letter);
            written++;
        }
        is_gap = !is_plain;
    }
    if (written == 0)
        buffer_text(out, "unnamed");
}
