/* 14: counts of texts, their sentences, syllables of words. */
#include <stdlib.h>
#include <string.h>

#include "base/ownership.h"
#include "statistics/readability.h"
#include "statistics/text/lines.h"
#include "topics.h"

/* The oracle compares words in lower case with the list as it is: a lexeme with a capital never
 * matches there (the library folds it), so it is not handed over. */
static bool is_lower(struct span lexeme)
{
    struct letters *letters = calloc(1, sizeof *letters);
    struct error err = {0};
    bool result = letters != NULL && letters_init(letters, &err);

    while (result && lexeme.length > 0) {
        uint32_t character = character_decode(&lexeme);
        result = letter_lower(letters, character) == character;
    }
    if (letters != NULL)
        letters_release(letters);
    free(letters);
    return result;
}

static struct readability_meter *meter_of(struct check *check, bool with_jargon)
{
    const struct table *input = with_jargon ? check_input(check, "lexeme") : NULL;
    size_t row_count = input == NULL ? 0 : input->row_count, count = 0;
    const char **lexemes = input == NULL ? NULL : check_texts(check, input, "lexeme");
    struct span *jargon = check_array(check, row_count, sizeof *jargon);
    struct readability_meter *meter = NULL;
    struct error err = {0};

    for (size_t i = 0; i < row_count; i++) {
        if (is_lower(span_of(lexemes[i])))
            jargon[count++] = span_of(lexemes[i]);
    }
    if (!readability_open(jargon, count, &meter, &err))
        check_fail(check, "%s", err.text);
    return meter;
}

static struct span text_of(struct check *check, const char *id)
{
    const char *name = arena_format(check_arena(check), "14_text_%s.txt", id);

    return name == NULL ? (struct span){NULL, 0} : check_file(check, name);
}

static enum text_language language_of(const char *name)
{
    return strcmp(name, "ru") == 0 ? TEXT_RUSSIAN : TEXT_ENGLISH;
}

static const struct {
    const char *column;
    enum readability_formula formula;
} indices[] = {
    {"FRE", READABILITY_FLESCH},
    {"FKGL", READABILITY_FLESCH_KINCAID},
    {"FRE_OBO", READABILITY_OBORNEVA},
    {"FRE_OBO2", READABILITY_OBORNEVA_CITED},
    {"FRE_SIS", READABILITY_SIS},
    {"FKG_OBO", READABILITY_OBORNEVA_GRADE},
    {"FKG_SIS", READABILITY_SIS_GRADE},
    {"MATSK", READABILITY_MATSKOVSKY},
    {"PLAINRU_FK", READABILITY_PLAINRUSSIAN_GRADE},
};

static void check_measure(struct check *check, size_t row, const struct text_measure *got)
{
    struct text_sums sums = {0};
    uint32_t all_words = got->word_count + got->foreign_word_count;

    text_sums_add(&sums, got);
    check_exact(check, row, "sentences", got->sentence_count);
    check_exact(check, row, "words", got->word_count);
    check_exact(check, row, "syllables", got->syllable_count);
    check_exact(check, row, "long_words", got->long_word_count);
    check_exact(check, row, "foreign_words", got->foreign_word_count);
    check_exact(check, row, "letters", got->letter_count);
    check_exact(check, row, "jargon_words", got->jargon_count);
    check_number(check, row, "ASL", text_sentence_length(&sums));
    check_number(check, row, "ASW", text_word_length(&sums));
    check_number(check, row, "long_share", 100 * text_long_ratio(&sums));
    check_number(check, row, "jargon_ratio", (double)got->jargon_count / all_words);
    for (size_t i = 0; i < sizeof indices / sizeof indices[0]; i++) {
        if (check_has(check, indices[i].column))
            check_number(check, row, indices[i].column,
                         readability_index(indices[i].formula, &sums));
    }
}

static void measures(struct check *check)
{
    OWN(readability_close) struct readability_meter *meter = meter_of(check, true);

    for (size_t row = 0; meter != NULL && row < check_rows(check); row++) {
        struct span text = text_of(check, check_key_text(check, row, "id"));
        enum text_language language = language_of(check_key_text(check, row, "lang"));
        struct text_measure got = {0};
        struct error err = {0};
        if (!readability_measure(meter, text, language, &got, &err))
            check_fail(check, "%s", err.text);
        check_measure(check, row, &got);
    }
}

/* ---- sentences ---- */

struct listing {
    struct check *check;
    const char *id;
    size_t next_row, count;
};

static void list_sentence(struct span sentence, size_t word_count, void *context)
{
    struct listing *listing = context;
    struct check *check = listing->check;
    size_t row = listing->next_row++;

    listing->count++;
    if (row >= check_rows(check) || strcmp(check_key_text(check, row, "id"), listing->id) != 0) {
        check_fail(check, "%s has more sentences: '%.*s'", listing->id, SPAN_PRINT(sentence));
        return;
    }
    const char *text = arena_text(check_arena(check), sentence.bytes, sentence.length);
    check_exact(check, row, "i", (double)listing->count);
    check_exact(check, row, "words", (double)word_count);
    check_word(check, row, "sentence", text == NULL ? "" : text);
}

static void sentences(struct check *check)
{
    OWN(readability_close) struct readability_meter *meter = meter_of(check, false);

    for (size_t row = 0; meter != NULL && row < check_rows(check);) {
        const char *id = check_key_text(check, row, "id");
        struct listing listing = {check, id, row, 0};
        struct error err = {0};
        if (!readability_sentences(meter, text_of(check, id), list_sentence, &listing, &err))
            check_fail(check, "%s", err.text);
        while (row < check_rows(check) && strcmp(check_key_text(check, row, "id"), id) == 0)
            row++;
    }
}

/* ---- syllables: 14_syllables_en, 14_syllables_ru ---- */

static void syllables(struct check *check)
{
    OWN(readability_close) struct readability_meter *meter = meter_of(check, false);
    bool is_russian = strstr(check_case(check), "_ru") != NULL;

    for (size_t row = 0; meter != NULL && row < check_rows(check); row++) {
        struct span word = span_of(check_key_text(check, row, "word"));
        struct error err = {0};
        size_t got = 0;
        if (!readability_syllables(meter, word, is_russian ? TEXT_RUSSIAN : TEXT_ENGLISH, &got,
                                   &err))
            check_fail(check, "%s", err.text);
        check_exact(check, row, "syllables", (double)got);
    }
}

const struct topic topics_text[] = {
    {14, "ASL|letters", 1e-10, measures},
    {14, "sentence", 0, sentences},
    {14, "word|syllables", 0, syllables},
    {0},
};
