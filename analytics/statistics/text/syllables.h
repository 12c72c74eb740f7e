/* syllables: how many a word has, by rule, the same on every machine. */
#ifndef DESKGAUGE_STATISTICS_TEXT_SYLLABLES_H
#define DESKGAUGE_STATISTICS_TEXT_SYLLABLES_H

#include <stddef.h>
#include <stdint.h>

#include "statistics/text/words.h"

/* Number of аеёиоуыэюя in a word in lower case: в, к and с have none. */
size_t syllables_russian(const uint32_t *word, size_t length);

/*
 * The rules of statistics.md H: vowel groups, hiatus, silent e, es and ed, -sm and -thm, and the
 * list of exceptions (syllables_en.csv) before all. `word` is in lower case, may hold ' and -, has
 * any byte that is no letter of a-z in place of a letter beyond ASCII, and is overwritten;
 * there is room for as much again behind it.
 * Against CMUdict exact on 97.9 % of the 3,949 commonest words.
 */
size_t syllables_english(char *word, size_t length, const struct words *exceptions);

#endif
