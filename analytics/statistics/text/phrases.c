#include "statistics/text/phrases.h"

#include <string.h>

static size_t bucket_of(uint32_t character)
{
    return character % PHRASE_BUCKETS;
}

static int compare(const void *a, const void *b)
{
    const struct phrase *x = a;
    const struct phrase *y = b;
    size_t first = bucket_of(x->characters[0]), second = bucket_of(y->characters[0]);

    return (first > second) - (first < second);
}

static void add(struct phrases *phrases, struct span text, size_t row, size_t *used)
{
    struct phrase *phrase = &phrases->rows[row];

    *phrase = (struct phrase){.characters = phrases->characters + *used,
                              .is_open = span_ends(text, SPAN("*"))};
    text.length -= phrase->is_open;
    while (text.length > 0)
        phrases->characters[*used + phrase->length++] = character_decode(&text);
    *used += phrase->length;
}

bool phrases_init(struct phrases *out, const struct span *texts, size_t count, struct error *err)
{
    size_t size = 0, used = 0, kept = 0;

    for (size_t i = 0; i < count; i++)
        size += texts[i].length;
    out->characters = calloc(size + 1, sizeof *out->characters);
    out->rows = calloc(count + 1, sizeof *out->rows);
    if (out->characters == NULL || out->rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count && kept < PHRASES_MOST; i++)
        if (texts[i].length > 1)
            add(out, texts[i], kept++, &used);
    qsort(out->rows, kept, sizeof *out->rows, compare);
    for (size_t i = 0, bucket = 0; bucket <= PHRASE_BUCKETS; bucket++) {
        while (i < kept && bucket_of(out->rows[i].characters[0]) < bucket)
            i++;
        out->first_of[bucket] = (uint16_t)i;
    }
    return true;
}

void phrases_release(struct phrases *phrases)
{
    free(phrases->characters);
    free(phrases->rows);
    *phrases = (struct phrases){0};
}

/* What is no ASCII goes on with a word, blanks aside. */
static inline bool continues_word(const struct letters *letters, uint32_t character)
{
    enum { FIRST_WIDE_BLANK = 0x1680 };

    if (character < FIRST_WIDE_BLANK)
        return (character | 32) - 'a' < 26 || character >= 0x80;
    return (letter_kind(letters, character) & KIND_WIDE_BLANK) == 0;
}

static uint32_t small(uint32_t character)
{
    bool is_capital = character - 'A' < 26 || character - U'А' < 32;

    return character == U'Ё' ? U'ё' : is_capital ? character + 32 : character;
}

static bool is_blank_at(const struct letters *letters, const struct characters *passage, size_t at)
{
    return at < passage->length && (letter_kind(letters, passage->at[at]) & KIND_WIDE_BLANK) != 0;
}

static bool stands_at(const struct phrase *phrase, const struct letters *letters,
                      const struct characters *passage, size_t at)
{
    for (size_t i = 0; i < phrase->length; i++) {
        if (phrase->characters[i] == ' ') {
            if (!is_blank_at(letters, passage, at))
                return false;
            while (is_blank_at(letters, passage, at))
                at++;
        } else if (at == passage->length || small(passage->at[at++]) != phrase->characters[i]) {
            return false;
        }
    }
    return phrase->is_open || at == passage->length || !continues_word(letters, passage->at[at]);
}

static bool is_any_at(const struct phrases *phrases, const struct letters *letters,
                      const struct characters *passage, size_t at)
{
    size_t bucket = bucket_of(small(passage->at[at]));

    for (size_t i = phrases->first_of[bucket]; i < phrases->first_of[bucket + 1]; i++)
        if (stands_at(&phrases->rows[i], letters, passage, at))
            return true;
    return false;
}

bool phrases_find(const struct phrases *phrases, const struct letters *letters,
                  const struct characters *passage)
{
    for (size_t at = 0; at < passage->length; at++) {
        if (!continues_word(letters, passage->at[at]))
            continue;
        if (is_any_at(phrases, letters, passage, at))
            return true;
        while (at < passage->length && continues_word(letters, passage->at[at]))
            at++;
    }
    return false;
}
