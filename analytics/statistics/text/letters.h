/* letters: which characters are letters, which of them are capitals, and what they fold to. */
#ifndef DESKGAUGE_STATISTICS_TEXT_LETTERS_H
#define DESKGAUGE_STATISTICS_TEXT_LETTERS_H

#include <stdint.h>

#include "base/error.h"
#include "base/ownership.h"

/* Letters are the categories L* of Unicode 14 (letters.csv), the version of PCRE2 in Debian 12. */
enum letter_case { LETTER_NOT, LETTER_OTHER, LETTER_LOWER, LETTER_UPPER };

/* What a character is to the rules of this folder, as bits beside its case: one look a character.
 */
enum letter_kind {
    KIND_CASE = 3,        /* enum letter_case */
    KIND_BLANK = 4,       /* of ASCII */
    KIND_WIDE_BLANK = 8,  /* that, and the spaces of Unicode that break a line */
    KIND_TERMINATOR = 16, /* . ! ? … */
    KIND_CLOSER = 32,     /* may stand between a terminator and the blank behind it */
    KIND_RUSSIAN_VOWEL = 64,
};

enum { LETTER_PLANE = 0x10000 };

struct letter_range {
    uint32_t first, last;
    uint8_t letter_case; /* of `first`; pairs alternate upper, lower */
    bool are_pairs;
    int32_t to_lower; /* added to a capital */
};

struct letters {
    uint8_t kinds[LETTER_PLANE]; /* of the first plane, where nearly all text is */
    struct letter_range *ranges; /* ascending */
    size_t range_count;
};

/* `out` must be all zero; letters_release() also after a failure. */
MUST_CHECK bool letters_init(struct letters *out, struct error *err);
void letters_release(struct letters *letters);

enum letter_case letter_case_beyond(const struct letters *letters, uint32_t character);

static inline unsigned letter_kind(const struct letters *letters, uint32_t character)
{
    return character < LETTER_PLANE ? letters->kinds[character]
                                    : (unsigned)letter_case_beyond(letters, character);
}

static inline enum letter_case letter_case(const struct letters *letters, uint32_t character)
{
    return (enum letter_case)(letter_kind(letters, character) & KIND_CASE);
}

static inline bool is_letter(const struct letters *letters, uint32_t character)
{
    return letter_case(letters, character) != LETTER_NOT;
}

/* The simple lower case: one character to one. */
uint32_t letter_lower(const struct letters *letters, uint32_t character);

#endif
