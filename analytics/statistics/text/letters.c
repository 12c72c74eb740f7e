#include "statistics/text/letters.h"

#include <string.h>

#include "statistics/text/resources.h"

static uint32_t hexadecimal(struct span digits)
{
    uint32_t value = 0;

    for (size_t i = 0; i < digits.length; i++) {
        char digit = digits.bytes[i];
        value = 16 * value + (uint32_t)(digit <= '9' ? digit - '0' : digit - 'A' + 10);
    }
    return value;
}

static bool range_parse(const struct span *cells, struct letter_range *out)
{
    int64_t to_lower;

    if (!span_integer(cells[3], &to_lower))
        return false;
    bool are_pairs = span_equal(cells[2], SPAN("pairs"));
    bool is_upper = are_pairs || span_equal(cells[2], SPAN("upper"));
    bool is_lower = span_equal(cells[2], SPAN("lower"));
    *out = (struct letter_range){
        .first = hexadecimal(cells[0]),
        .last = hexadecimal(cells[1]),
        .letter_case = is_upper   ? LETTER_UPPER
                       : is_lower ? LETTER_LOWER
                                  : LETTER_OTHER,
        .are_pairs = are_pairs,
        .to_lower = (int32_t)to_lower,
    };
    return out->first <= out->last;
}

static enum letter_case case_in(const struct letter_range *range, uint32_t character)
{
    if (range->are_pairs)
        return (character - range->first) % 2 == 0 ? LETTER_UPPER : LETTER_LOWER;
    return (enum letter_case)range->letter_case;
}

static void mark(struct letters *out, const uint32_t *characters, enum letter_kind kind)
{
    for (; *characters != 0; characters++)
        out->kinds[*characters] = (uint8_t)(out->kinds[*characters] | kind);
}

static void mark_kinds(struct letters *out)
{
    mark(out, U" \t\n\v\f\r", KIND_BLANK);
    mark(
        out,
        U" \t\n\v\f\r\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200A\u2028\u2029"
        U"\u205F\u3000",
        KIND_WIDE_BLANK);
    mark(out, U".!?…", KIND_TERMINATOR);
    mark(out, U"\"'»”)]", KIND_CLOSER);
    mark(out, U"аеёиоуыэюяАЕЁИОУЫЭЮЯ", KIND_RUSSIAN_VOWEL);
}

bool letters_init(struct letters *out, struct error *err)
{
    struct text_rows rows = text_rows("letters.csv");
    struct span cells[4];

    out->ranges = calloc(text_rows_count(rows), sizeof *out->ranges);
    if (out->ranges == NULL)
        return error_memory(err);
    while (text_rows_next(&rows, cells, 4)) {
        struct letter_range *range = &out->ranges[out->range_count];
        if (!range_parse(cells, range))
            return error_set(err, ERROR_INTERNAL, "letters.csv: row %zu is not a range",
                             out->range_count + 1);
        out->range_count++;
        for (uint32_t c = range->first; c <= range->last && c < LETTER_PLANE; c++)
            out->kinds[c] = (uint8_t)case_in(range, c);
    }
    mark_kinds(out);
    return true;
}

void letters_release(struct letters *letters)
{
    free(letters->ranges);
    letters->ranges = NULL;
    letters->range_count = 0;
}

static const struct letter_range *range_find(const struct letters *letters, uint32_t character)
{
    size_t low = 0, high = letters->range_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (letters->ranges[middle].last < character)
            low = middle + 1;
        else
            high = middle;
    }
    const struct letter_range *range = &letters->ranges[low];
    return low < letters->range_count && range->first <= character ? range : NULL;
}

enum letter_case letter_case_beyond(const struct letters *letters, uint32_t character)
{
    const struct letter_range *range = range_find(letters, character);

    return range == NULL ? LETTER_NOT : case_in(range, character);
}

uint32_t letter_lower(const struct letters *letters, uint32_t character)
{
    if (character < 0x80)
        return character >= 'A' && character <= 'Z' ? character + 0x20 : character;
    if (character >= 0x410 && character <= 0x44F) /* А…я */
        return character < 0x430 ? character + 0x20 : character;
    const struct letter_range *range = range_find(letters, character);
    if (range == NULL || (range->are_pairs && case_in(range, character) == LETTER_LOWER))
        return character;
    return (uint32_t)((int64_t)character + range->to_lower);
}
