/* words: a set of words, each with a number, that is asked once for every word of a text. */
#ifndef DESKGAUGE_STATISTICS_TEXT_WORDS_H
#define DESKGAUGE_STATISTICS_TEXT_WORDS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

struct word_row {
    struct span word; /* absent: free */
    int number;
};

/* Open addressing, at most half full. All-zero is a valid empty set. */
struct words {
    struct arena arena;
    struct word_row *rows;
    size_t row_count; /* a power of two */
};

enum { WORD_NOT_FOUND = -1 };

/* Room for `count` words, none in yet. */
MUST_CHECK bool words_init(struct words *words, size_t count, struct error *err);

/* `number` >= 0; the word is copied. A word that is in keeps its number. */
MUST_CHECK bool words_put(struct words *words, struct span word, int number, struct error *err);

int words_find(const struct words *words, struct span word); /* or WORD_NOT_FOUND */
void words_release(struct words *words);
OWN_RELEASER(words_release, struct words)

#endif
