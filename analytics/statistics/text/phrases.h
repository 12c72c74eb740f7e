/* phrases: sayings that are looked for at the starts of the words of a text. */
#ifndef DESKGAUGE_STATISTICS_TEXT_PHRASES_H
#define DESKGAUGE_STATISTICS_TEXT_PHRASES_H

#include "statistics/text/lines.h"

enum { PHRASES_MOST = 256, PHRASE_BUCKETS = 256 };

struct phrase {
    const uint32_t *characters; /* small ones */
    size_t length;
    bool is_open; /* '*' at its end: the last word may go on */
};

/* All-zero is a valid empty set. */
struct phrases {
    uint32_t *characters; /* of all */
    struct phrase *rows;  /* by the lowest byte of their first character */
    uint16_t first_of[PHRASE_BUCKETS + 1];
};

/*
 * `texts`: in small letters, words with one space between, no mark that ends a sentence (so that
 * none goes over its end), at most PHRASES_MOST. `out` must be all zero; phrases_release() also
 * after a failure.
 */
MUST_CHECK bool phrases_init(struct phrases *out, const struct span *texts, size_t count,
                             struct error *err);
void phrases_release(struct phrases *phrases);
OWN_RELEASER(phrases_release, struct phrases)

/*
 * Does one stand in the passage, in letters of any case (ASCII and Russian) and with any blanks
 * between its words? It begins and ends where a word does; what is no ASCII counts as a letter.
 */
bool phrases_find(const struct phrases *phrases, const struct letters *letters,
                  const struct characters *passage);

#endif
