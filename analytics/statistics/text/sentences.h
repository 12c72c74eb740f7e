/* sentences: where a sentence ends, and which words stand in it. */
#ifndef DESKGAUGE_STATISTICS_TEXT_SENTENCES_H
#define DESKGAUGE_STATISTICS_TEXT_SENTENCES_H

#include "statistics/text/lines.h"
#include "statistics/text/words.h"

struct sentence_rules {
    const struct letters *letters;
    const struct words *abbreviations; /* lower case, without the final full stop: "т.е", "etc" */
};

/* A stretch of a passage: characters from … to - 1. */
struct stretch {
    size_t from, to;
};

/*
 * The end of the sentence that starts at `from` (rule T2): after a run of . ! ? … with closing
 * quotes and brackets, at a blank or the end, unless the next character is a small letter, or the
 * run is one full stop after an abbreviation or after a single capital.
 */
size_t sentence_end(const struct sentence_rules *rules, const struct characters *passage,
                    size_t from);

/* The next word of `within` (rule T3: letters with inner ' or -), at or after its start; an empty
 * stretch when there is none. */
struct stretch word_next(const struct letters *letters, const struct characters *passage,
                         struct stretch within);

#endif
