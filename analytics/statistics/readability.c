#include "statistics/readability.h"

#include <string.h>

#include "statistics/text/lines.h"
#include "statistics/text/phrases.h"
#include "statistics/text/resources.h"
#include "statistics/text/sentences.h"
#include "statistics/text/syllables.h"

enum { FIRST_CYRILLIC = 0x400, LAST_CYRILLIC = 0x4FF, BULLET = 0x2022, EXPLANATION_REACH = 60 };

/* Syllables of short words met before: most words of a text are. No bytes: free. */
enum { MET_WORDS = 512, MET_BYTES = 16 };
struct met_word {
    char letters[MET_BYTES];
    size_t syllable_count;
};

struct readability_meter {
    struct letters letters;
    struct words exceptions;    /* English words and their syllables */
    struct words abbreviations; /* after which a full stop ends no sentence */
    struct words jargon;        /* no rows: none */
    struct met_word met[MET_WORDS];
    struct characters line, passage;
    bool is_asking; /* the last sentence so far holds a question mark */
    char *bytes;    /* CHARACTER_BYTES for every character that the passage has room for */
    size_t byte_capacity;
};

/* ---- opening ---- */

static bool read_words(const char *name, bool has_numbers, struct words *out, struct error *err)
{
    struct text_rows rows = text_rows(name);
    struct span cells[2];

    if (!words_init(out, text_rows_count(rows), err))
        return false;
    while (text_rows_next(&rows, cells, 2)) {
        int64_t number = 0;
        if (has_numbers && !span_integer(cells[1], &number))
            return error_set(err, ERROR_INTERNAL, "%s: '%.*s' has no number", name,
                             SPAN_PRINT(cells[0]));
        if (!words_put(out, cells[0], (int)number, err))
            return false;
    }
    return true;
}

static bool reserve_bytes(struct readability_meter *meter, size_t character_count,
                          struct error *err)
{
    size_t wanted = CHARACTER_BYTES * (character_count + 1);

    if (wanted <= meter->byte_capacity)
        return true;
    char *bytes = realloc(meter->bytes, wanted);
    if (bytes == NULL)
        return error_memory(err);
    meter->bytes = bytes;
    meter->byte_capacity = wanted;
    return true;
}

/* The passage becomes `word` in lower case. */
static bool take_word(struct readability_meter *meter, struct span word, struct error *err)
{
    meter->passage.length = 0;
    if (!characters_reserve(&meter->passage, word.length, err) ||
        !reserve_bytes(meter, word.length, err))
        return false;
    while (word.length > 0) {
        uint32_t character = character_decode(&word);
        meter->passage.at[meter->passage.length++] = letter_lower(&meter->letters, character);
    }
    return true;
}

static struct span encode(struct readability_meter *meter, struct stretch stretch)
{
    size_t length = 0;

    for (size_t i = stretch.from; i < stretch.to; i++)
        length += character_encode(meter->passage.at[i], meter->bytes + length);
    return (struct span){meter->bytes, length};
}

static bool read_jargon(struct readability_meter *meter, const struct span *jargon, size_t count,
                        struct error *err)
{
    if (count > 0 && !words_init(&meter->jargon, count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!take_word(meter, jargon[i], err))
            return false;
        struct span folded = encode(meter, (struct stretch){0, meter->passage.length});
        if (!words_put(&meter->jargon, folded, 0, err))
            return false;
    }
    return true;
}

bool readability_open(const struct span *jargon, size_t jargon_count,
                      struct readability_meter **out, struct error *err)
{
    OWN(readability_close) struct readability_meter *meter = calloc(1, sizeof *meter);

    if (meter == NULL)
        return error_memory(err);
    if (!letters_init(&meter->letters, err) ||
        !read_words("syllables_en.csv", true, &meter->exceptions, err) ||
        !read_words("abbreviations.csv", false, &meter->abbreviations, err) ||
        !read_jargon(meter, jargon, jargon_count, err))
        return false;
    *out = TAKE(meter);
    return true;
}

void readability_close(struct readability_meter *meter)
{
    if (meter == NULL)
        return;
    letters_release(&meter->letters);
    words_release(&meter->exceptions);
    words_release(&meter->abbreviations);
    words_release(&meter->jargon);
    characters_release(&meter->line);
    characters_release(&meter->passage);
    free(meter->bytes);
    free(meter);
}

/* ---- walking over the sentences of a text ---- */

/* `first_word` is that of the sentence: one without a word is none. */
typedef void sentence_visitor(struct readability_meter *meter, struct stretch sentence,
                              struct stretch first_word, void *context);

static bool holds(const struct characters *passage, struct stretch stretch, uint32_t character)
{
    for (size_t i = stretch.from; i < stretch.to; i++) {
        if (passage->at[i] == character)
            return true;
    }
    return false;
}

static void visit_passage(struct readability_meter *meter, sentence_visitor *visit, void *context)
{
    struct sentence_rules rules = {&meter->letters, &meter->abbreviations};
    struct stretch last = {0};

    for (size_t from = 0; from < meter->passage.length;) {
        size_t to = sentence_end(&rules, &meter->passage, from);
        struct stretch sentence = {from, to};
        struct stretch first_word = word_next(&meter->letters, &meter->passage, sentence);
        if (first_word.to > first_word.from) {
            visit(meter, sentence, first_word, context);
            last = sentence;
        }
        from = to;
    }
    if (last.to > 0)
        meter->is_asking = holds(&meter->passage, last, '?');
}

static bool is_wide_blank(const struct readability_meter *meter, uint32_t character)
{
    return (letter_kind(&meter->letters, character) & KIND_WIDE_BLANK) != 0;
}

static bool is_blank_line(const struct readability_meter *meter)
{
    for (size_t i = 0; i < meter->line.length; i++) {
        if (!is_wide_blank(meter, meter->line.at[i]))
            return false;
    }
    return true;
}

static bool ends_in_colon(const struct readability_meter *meter)
{
    const struct characters *line = &meter->line;
    size_t length = line->length;

    while (length > 0 && is_wide_blank(meter, line->at[length - 1]))
        length--;
    return length > 0 && line->at[length - 1] == ':';
}

/* The line from `from` on joins the passage, after a space where that is not empty. */
static bool append_line(struct readability_meter *meter, size_t from, struct error *err)
{
    struct characters *passage = &meter->passage;
    size_t length = meter->line.length - from;

    if (!characters_reserve(passage, passage->length + length + 1, err) ||
        !reserve_bytes(meter, passage->capacity, err))
        return false;
    if (passage->length > 0)
        passage->at[passage->length++] = ' ';
    if (length > 0)
        memcpy(passage->at + passage->length, meter->line.at + from, length * sizeof *passage->at);
    passage->length += length;
    return true;
}

typedef void passage_visitor(struct readability_meter *meter, void *context);

static void end_passage(struct readability_meter *meter, passage_visitor *visit, void *context)
{
    if (meter->passage.length > 0)
        visit(meter, context);
    meter->passage.length = 0;
}

/* A passage ends at a blank line, before a list item, and after a line that ends in a colon. */
static bool walk(struct readability_meter *meter, struct span text, passage_visitor *visit,
                 void *context, struct error *err)
{
    struct line_reader reader = line_reader(&meter->letters, text);
    const struct characters *line = &meter->line;
    bool has_line;

    meter->passage.length = 0;
    while (line_next(&reader, &meter->line, &has_line, err)) {
        if (!has_line) {
            end_passage(meter, visit, context);
            return true;
        }
        bool is_item = line->length >= 2 && line->at[0] == BULLET && line->at[1] == ' ';
        bool is_blank = is_blank_line(meter);
        if (is_item || is_blank)
            end_passage(meter, visit, context);
        if (!is_blank && !append_line(meter, is_item ? 2 : 0, err))
            return false;
        if (ends_in_colon(meter))
            end_passage(meter, visit, context);
    }
    return false;
}

/* ---- counting ---- */

enum alphabet { ALPHABET_OTHER, ALPHABET_CYRILLIC, ALPHABET_COUNT };

struct counts {
    struct {
        uint32_t sentence_count, word_count, syllable_count, long_word_count, letter_count;
    } of[ALPHABET_COUNT];
    uint32_t jargon_count, explained_jargon_count;
};

static enum alphabet alphabet_of(uint32_t letter)
{
    return letter >= FIRST_CYRILLIC && letter <= LAST_CYRILLIC ? ALPHABET_CYRILLIC : ALPHABET_OTHER;
}

/* The letters of a word of no Russian, small; what is not ASCII is any other byte. */
static void take_letters(const struct readability_meter *meter, struct stretch word, char *out)
{
    for (size_t i = word.from; i < word.to; i++) {
        uint32_t letter = letter_lower(&meter->letters, meter->passage.at[i]);
        *out++ = letter < 0x80 ? (char)letter : '\1';
    }
}

static struct met_word *met_word(struct readability_meter *meter, const char *letters)
{
    uint64_t halves[MET_BYTES / sizeof(uint64_t)];

    memcpy(halves, letters, sizeof halves);
    uint64_t hash =
        (halves[0] ^ halves[1] * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xBF58476D1CE4E5B9);
    return &meter->met[hash >> 55];
}
_Static_assert(MET_WORDS == 1 << (64 - 55), "a hash has as many bits as the words have numbers");

static size_t other_syllables(struct readability_meter *meter, struct stretch word)
{
    size_t length = word.to - word.from;
    char letters[MET_BYTES] = {0};

    if (length > MET_BYTES) {
        take_letters(meter, word, meter->bytes);
        return syllables_english(meter->bytes, length, &meter->exceptions);
    }
    take_letters(meter, word, letters);
    struct met_word *met = met_word(meter, letters);
    if (memcmp(met->letters, letters, MET_BYTES) != 0) {
        memcpy(met->letters, letters, MET_BYTES);
        memcpy(meter->bytes, letters, length);
        met->syllable_count = syllables_english(meter->bytes, length, &meter->exceptions);
    }
    return met->syllable_count;
}

static size_t russian_syllables(const struct readability_meter *meter, struct stretch word)
{
    size_t count = 0;

    for (size_t i = word.from; i < word.to; i++)
        count += (letter_kind(&meter->letters, meter->passage.at[i]) & KIND_RUSSIAN_VOWEL) != 0;
    return count;
}

static size_t syllables(struct readability_meter *meter, struct stretch word,
                        enum alphabet alphabet)
{
    return alphabet == ALPHABET_CYRILLIC ? russian_syllables(meter, word)
                                         : other_syllables(meter, word);
}

static bool continues_with(const struct readability_meter *meter, size_t at, const uint32_t *marks)
{
    for (; *marks != 0; marks++, at++) {
        if (at >= meter->passage.length ||
            letter_lower(&meter->letters, meter->passage.at[at]) != *marks)
            return false;
    }
    return true;
}

static bool is_explained(const struct readability_meter *meter, size_t after)
{
    static const uint32_t marks[][8] = {U"(", U"—", U"то есть", U"i.e."};

    for (size_t at = after; at < after + EXPLANATION_REACH && at < meter->passage.length; at++) {
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
            if (continues_with(meter, at, marks[i]))
                return true;
        }
    }
    return false;
}

static void count_jargon(struct readability_meter *meter, struct stretch word,
                         struct counts *counts)
{
    for (size_t i = word.from; i < word.to; i++)
        meter->passage.at[i] = letter_lower(&meter->letters, meter->passage.at[i]);
    if (words_find(&meter->jargon, encode(meter, word)) == WORD_NOT_FOUND)
        return;
    counts->jargon_count++;
    counts->explained_jargon_count += is_explained(meter, word.to);
}

/* Returns the alphabet of the word. */
static enum alphabet count_word(struct readability_meter *meter, struct stretch word,
                                struct counts *counts)
{
    static const size_t longs[ALPHABET_COUNT] = {[ALPHABET_OTHER] = 3, [ALPHABET_CYRILLIC] = 4};
    const uint32_t *at = meter->passage.at;
    enum alphabet alphabet = alphabet_of(at[word.from]);
    size_t syllable_count = syllables(meter, word, alphabet);

    counts->of[alphabet].word_count++;
    counts->of[alphabet].syllable_count += (uint32_t)syllable_count;
    counts->of[alphabet].long_word_count += syllable_count >= longs[alphabet];
    for (size_t i = word.from; i < word.to; i++)
        counts->of[alphabet].letter_count += at[i] != '\'' && at[i] != '-';
    if (meter->jargon.row_count > 0)
        count_jargon(meter, word, counts);
    return alphabet;
}

static void count_sentence(struct readability_meter *meter, struct stretch sentence,
                           struct stretch word, void *context)
{
    struct counts *counts = context;
    bool has_word[ALPHABET_COUNT] = {false};

    for (; word.to > word.from;
         word = word_next(&meter->letters, &meter->passage, (struct stretch){word.to, sentence.to}))
        has_word[count_word(meter, word, counts)] = true;
    for (size_t i = 0; i < ALPHABET_COUNT; i++)
        counts->of[i].sentence_count += has_word[i];
}

static void count_passage(struct readability_meter *meter, void *context)
{
    visit_passage(meter, count_sentence, context);
}

static enum text_language majority(const struct counts *counts)
{
    uint32_t cyrillic = counts->of[ALPHABET_CYRILLIC].letter_count;
    uint32_t other = counts->of[ALPHABET_OTHER].letter_count;

    if (cyrillic + other == 0)
        return TEXT_NONE;
    return cyrillic > other ? TEXT_RUSSIAN : TEXT_ENGLISH;
}

/* Bytes that continue no character, eight at a time: high bit without the next one continues. */
static uint32_t count_characters(struct span text)
{
    size_t count = text.length, at = 0;

    for (; text.length - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t bytes;
        memcpy(&bytes, text.bytes + at, sizeof bytes);
        uint64_t continuing = bytes >> 7 & ~(bytes >> 6) & UINT64_C(0x0101010101010101);
        count -= continuing * UINT64_C(0x0101010101010101) >> 56;
    }
    for (; at < text.length; at++)
        count -= ((unsigned char)text.bytes[at] & 0xC0) == 0x80;
    return (uint32_t)count;
}

bool readability_measure(struct readability_meter *meter, struct span text,
                         enum text_language language, struct text_measure *out, struct error *err)
{
    struct counts counts = {0};

    meter->is_asking = false;
    if (!walk(meter, text, count_passage, &counts, err))
        return false;
    enum text_language used = language == TEXT_NONE ? majority(&counts) : language;
    enum alphabet own = used == TEXT_RUSSIAN ? ALPHABET_CYRILLIC : ALPHABET_OTHER;
    *out = (struct text_measure){
        .language = used,
        .sentence_count = counts.of[own].sentence_count,
        .word_count = counts.of[own].word_count,
        .syllable_count = counts.of[own].syllable_count,
        .long_word_count = counts.of[own].long_word_count,
        .letter_count = counts.of[own].letter_count,
        .foreign_word_count = counts.of[1 - own].word_count,
        .jargon_count = counts.jargon_count,
        .explained_jargon_count = counts.explained_jargon_count,
        .character_count = count_characters(text),
        .last_sentence_asks = meter->is_asking,
    };
    return true;
}

/* ---- showing ---- */

struct showing {
    readability_visitor *visit;
    void *context;
};

static void show_sentence(struct readability_meter *meter, struct stretch sentence,
                          struct stretch word, void *context)
{
    const struct showing *showing = context;
    size_t word_count = 0, length = 0;
    bool has_gap = false;

    for (; word.to > word.from; word_count++)
        word = word_next(&meter->letters, &meter->passage, (struct stretch){word.to, sentence.to});
    for (size_t i = sentence.from; i < sentence.to; i++) {
        bool is_gap = is_wide_blank(meter, meter->passage.at[i]);
        if (!is_gap && has_gap && length > 0)
            meter->bytes[length++] = ' ';
        if (!is_gap)
            length += character_encode(meter->passage.at[i], meter->bytes + length);
        has_gap = is_gap;
    }
    showing->visit((struct span){meter->bytes, length}, word_count, showing->context);
}

static void show_passage(struct readability_meter *meter, void *context)
{
    visit_passage(meter, show_sentence, context);
}

bool readability_sentences(struct readability_meter *meter, struct span text,
                           readability_visitor *visit, void *context, struct error *err)
{
    struct showing showing = {visit, context};

    return walk(meter, text, show_passage, &showing, err);
}

/* ---- finding ---- */

struct finding {
    const struct phrases *phrases;
    bool is_found;
};

static void find_in_passage(struct readability_meter *meter, void *context)
{
    struct finding *finding = context;

    if (!finding->is_found)
        finding->is_found = phrases_find(finding->phrases, &meter->letters, &meter->passage);
}

bool readability_finds(struct readability_meter *meter, struct span text,
                       const struct phrases *phrases, bool *out, struct error *err)
{
    struct finding finding = {.phrases = phrases};

    if (!walk(meter, text, find_in_passage, &finding, err))
        return false;
    *out = finding.is_found;
    return true;
}

bool readability_syllables(struct readability_meter *meter, struct span word,
                           enum text_language language, size_t *out, struct error *err)
{
    if (!take_word(meter, word, err))
        return false;
    *out = syllables(meter, (struct stretch){0, meter->passage.length},
                     language == TEXT_RUSSIAN ? ALPHABET_CYRILLIC : ALPHABET_OTHER);
    return true;
}
