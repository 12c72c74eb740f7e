#include "statistics/readability.h"

#include <math.h>

struct formula {
    const char *name;
    enum text_language language;
    double constant, sentence, word, long_percent;
};

static const struct formula formulas[READABILITY_FORMULA_COUNT] = {
    [READABILITY_FLESCH] = {"flesch", TEXT_ENGLISH, 206.835, -1.015, -84.6, 0},
    [READABILITY_FLESCH_KINCAID] = {"flesch_kincaid", TEXT_ENGLISH, -15.59, 0.39, 11.8, 0},
    [READABILITY_OBORNEVA] = {"oborneva", TEXT_RUSSIAN, 206.835, -1.3, -60.1, 0},
    [READABILITY_OBORNEVA_CITED] = {"oborneva_cited", TEXT_RUSSIAN, 206.836, -1.52, -65.14, 0},
    [READABILITY_SIS] = {"sis", TEXT_RUSSIAN, 208.7, -2.6, -39.2, 0},
    [READABILITY_OBORNEVA_GRADE] = {"oborneva_grade", TEXT_RUSSIAN, -15.59, 0.5, 8.4, 0},
    [READABILITY_SIS_GRADE] = {"sis_grade", TEXT_RUSSIAN, -11.97, 0.36, 5.76, 0},
    [READABILITY_MATSKOVSKY] = {"matskovsky", TEXT_RUSSIAN, 0.051, 0.62, 0, 0.123},
    [READABILITY_PLAINRUSSIAN_GRADE] = {"plainrussian", TEXT_RUSSIAN, -30.5, 0.318, 14.2, 0},
};

void text_sums_add(struct text_sums *sums, const struct text_measure *measure)
{
    sums->sentence_count += measure->sentence_count;
    sums->word_count += measure->word_count;
    sums->syllable_count += measure->syllable_count;
    sums->long_word_count += measure->long_word_count;
}

static double ratio(int64_t part, int64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

double text_sentence_length(const struct text_sums *sums)
{
    return ratio(sums->word_count, sums->sentence_count);
}

double text_word_length(const struct text_sums *sums)
{
    return ratio(sums->syllable_count, sums->word_count);
}

double text_long_ratio(const struct text_sums *sums)
{
    return ratio(sums->long_word_count, sums->word_count);
}

const char *readability_formula_name(enum readability_formula formula)
{
    return formulas[formula].name;
}

enum text_language readability_formula_language(enum readability_formula formula)
{
    return formulas[formula].language;
}

double readability_index(enum readability_formula formula, const struct text_sums *sums)
{
    const struct formula *row = &formulas[formula];

    return row->constant + row->sentence * text_sentence_length(sums) +
           row->word * text_word_length(sums) + row->long_percent * 100 * text_long_ratio(sums);
}

double readability_ease(enum text_language language, const struct text_sums *sums)
{
    switch (language) {
    case TEXT_ENGLISH:
        return readability_index(READABILITY_FLESCH, sums);
    case TEXT_RUSSIAN:
        return readability_index(READABILITY_OBORNEVA, sums);
    default:
        return NAN;
    }
}
