/* letters: which characters are letters, which of them are capitals, and what they fold to. */
#ifndef DESKGAUGE_STATISTICS_TEXT_LETTERS_H
#define DESKGAUGE_STATISTICS_TEXT_LETTERS_H

#include <stdint.h>

#include "base/error.h"
#include "base/ownership.h"

/* Letters are the categories L* of Unicode 14 (letters.csv), the version of PCRE2 in Debian 12. */
enum letter_case { LETTER_NOT, LETTER_OTHER, LETTER_LOWER, LETTER_UPPER };

enum { LETTER_PLANE = 0x10000 };

struct letter_range {
    uint32_t first, last;
    uint8_t letter_case; /* of `first`; pairs alternate upper, lower */
    bool are_pairs;
    int32_t to_lower; /* added to a capital */
};

struct letters {
    uint8_t cases[LETTER_PLANE]; /* of the first plane, where nearly all text is */
    struct letter_range *ranges; /* ascending */
    size_t range_count;
};

/* `out` must be all zero; letters_release() also after a failure. */
MUST_CHECK bool letters_init(struct letters *out, struct error *err);
void letters_release(struct letters *letters);

enum letter_case letter_case_beyond(const struct letters *letters, uint32_t character);

static inline enum letter_case letter_case(const struct letters *letters, uint32_t character)
{
    return character < LETTER_PLANE ? (enum letter_case)letters->cases[character]
                                    : letter_case_beyond(letters, character);
}

static inline bool is_letter(const struct letters *letters, uint32_t character)
{
    return letter_case(letters, character) != LETTER_NOT;
}

/* The simple lower case: one character to one. */
uint32_t letter_lower(const struct letters *letters, uint32_t character);

#endif
