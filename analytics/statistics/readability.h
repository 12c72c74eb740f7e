/* readability: how plainly a message is written, as integers that add up over messages. */
#ifndef DESKGAUGE_STATISTICS_READABILITY_H
#define DESKGAUGE_STATISTICS_READABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/ownership.h"
#include "base/text.h"

/* By the majority of letters; a language that is neither counts as the one whose letters it uses
 * (German as English). */
enum text_language {
    TEXT_NONE, /* no letter */
    TEXT_ENGLISH,
    TEXT_RUSSIAN,
    TEXT_LANGUAGE_COUNT
};

/*
 * Rules T1-T4 of statistics.md A5. A word is letters with inner ' or -; a word of the text's
 * language starts with a letter of its alphabet (Cyrillic or not), the others are foreign. Only
 * sentences with a word of the language count. Long: 3 syllables or more in English, 4 in Russian.
 */
struct text_measure {
    enum text_language language;
    uint32_t sentence_count;
    uint32_t word_count;
    uint32_t syllable_count;
    uint32_t long_word_count;
    uint32_t letter_count; /* of those words */
    uint32_t foreign_word_count;
    uint32_t jargon_count;           /* of all words, foreign ones too */
    uint32_t explained_jargon_count; /* of them, followed within 60 characters of the passage by
                                        "(", "—", "то есть" or "i.e." */
    uint32_t character_count;        /* of the text as it came */
    bool last_sentence_asks;         /* a question mark stands in the last sentence */
};

/* ---- the meter: the word lists and the memory that one thread measures with ---- */

struct readability_meter;

/* `jargon`: words in any case, matched as they are (no stems). On success `*out` is the caller's:
 * readability_close(). */
MUST_CHECK bool readability_open(const struct span *jargon, size_t jargon_count,
                                 struct readability_meter **out, struct error *err);
void readability_close(struct readability_meter *meter);
OWN_CLOSER(readability_close, struct readability_meter *)

/* `text` is UTF-8. `language` TEXT_NONE: decided by its letters. Fails only for want of memory. */
MUST_CHECK bool readability_measure(struct readability_meter *meter, struct span text,
                                    enum text_language language, struct text_measure *out,
                                    struct error *err);

/* Every sentence of the cleaned text, in order, blanks collapsed; `word_count` of any alphabet. The
 * span lives until the visitor returns. */
typedef void readability_visitor(struct span sentence, size_t word_count, void *context);
MUST_CHECK bool readability_sentences(struct readability_meter *meter, struct span text,
                                      readability_visitor *visit, void *context, struct error *err);

/* Whether one of `phrases` (statistics/text/phrases.h) stands in the cleaned text. */
struct phrases;
MUST_CHECK bool readability_finds(struct readability_meter *meter, struct span text,
                                  const struct phrases *phrases, bool *out, struct error *err);

/* Of one word, in any case. */
MUST_CHECK bool readability_syllables(struct readability_meter *meter, struct span word,
                                      enum text_language language, size_t *out, struct error *err);

/* ---- indices, of sums over a segment: never of one message, never averaged ---- */

/* Require READABILITY_LEAST_WORDS in READABILITY_LEAST_ANSWERS: at 15 words a message's index has a
 * standard deviation of 21 points. */
enum { READABILITY_LEAST_ANSWERS = 30, READABILITY_LEAST_WORDS = 1000 };

struct text_sums {
    int64_t sentence_count, word_count, syllable_count, long_word_count;
};
void text_sums_add(struct text_sums *sums, const struct text_measure *measure);

/* Ratios of sums; NaN where there is nothing to divide by. */
double text_sentence_length(const struct text_sums *sums); /* ASL: words a sentence */
double text_word_length(const struct text_sums *sums);     /* ASW: syllables a word */
double text_long_ratio(const struct text_sums *sums);

/*
 * All are constant + a·ASL + b·ASW + c·(% of long words). Two sets of coefficients go under
 * Oborneva's name, so reports name the formula.
 */
enum readability_formula {
    READABILITY_FLESCH,             /* en: Flesch 1948, reading ease */
    READABILITY_FLESCH_KINCAID,     /* en: Kincaid 1975, school grade */
    READABILITY_OBORNEVA,           /* ru: 206.835-1.3·ASL-60.1·ASW, the default */
    READABILITY_OBORNEVA_CITED,     /* ru: 206.836-1.52·ASL-65.14·ASW, as cited by Ivanov 2018 */
    READABILITY_SIS,                /* ru: Solnyshkina, Ivanov & Solovyev 2018, reading ease */
    READABILITY_OBORNEVA_GRADE,     /* ru */
    READABILITY_SIS_GRADE,          /* ru */
    READABILITY_MATSKOVSKY,         /* ru: 1976 */
    READABILITY_PLAINRUSSIAN_GRADE, /* ru */
    READABILITY_FORMULA_COUNT
};
const char *readability_formula_name(enum readability_formula formula);
enum text_language readability_formula_language(enum readability_formula formula);
double readability_index(enum readability_formula formula, const struct text_sums *sums);

/* Reading ease in the default formula of the language; NaN for TEXT_NONE. */
double readability_ease(enum text_language language, const struct text_sums *sums);

#endif
