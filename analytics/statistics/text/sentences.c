#include "statistics/text/sentences.h"

enum { LONGEST_ABBREVIATION = 16 };

static size_t skip(const struct letters *letters, const struct characters *passage, size_t at,
                   unsigned kinds)
{
    while (at < passage->length && (letter_kind(letters, passage->at[at]) & kinds) != 0)
        at++;
    return at;
}

/* The letters and full stops right before `to`. */
static struct stretch token_before(const struct sentence_rules *rules,
                                   const struct characters *passage, size_t from, size_t to)
{
    size_t start = to;

    while (start > from &&
           (passage->at[start - 1] == '.' || is_letter(rules->letters, passage->at[start - 1])))
        start--;
    return (struct stretch){start, to};
}

static bool is_abbreviation(const struct sentence_rules *rules, const struct characters *passage,
                            struct stretch token)
{
    char bytes[LONGEST_ABBREVIATION * CHARACTER_BYTES];
    size_t length = 0;

    if (token.to - token.from > LONGEST_ABBREVIATION || token.to == token.from)
        return false;
    for (size_t i = token.from; i < token.to; i++)
        length += character_encode(letter_lower(rules->letters, passage->at[i]), bytes + length);
    return words_find(rules->abbreviations, (struct span){bytes, length}) != WORD_NOT_FOUND;
}

static bool is_initial(const struct sentence_rules *rules, const struct characters *passage,
                       struct stretch token)
{
    return token.to - token.from == 1 &&
           letter_case(rules->letters, passage->at[token.from]) == LETTER_UPPER;
}

/* Whether the marks `marks` really end the sentence that began at `from`. */
static bool is_end(const struct sentence_rules *rules, const struct characters *passage,
                   size_t from, struct stretch marks)
{
    const struct letters *letters = rules->letters;
    size_t next = marks.to;

    if (next < passage->length && (letter_kind(letters, passage->at[next]) & KIND_BLANK) == 0)
        return false;
    next = skip(letters, passage, next, KIND_WIDE_BLANK);
    if (next == passage->length)
        return true;
    if (letter_case(letters, passage->at[next]) == LETTER_LOWER)
        return false;
    if (marks.to - marks.from > 1 || passage->at[marks.from] != '.')
        return true;
    struct stretch token = token_before(rules, passage, from, marks.from);
    return !is_abbreviation(rules, passage, token) && !is_initial(rules, passage, token);
}

size_t sentence_end(const struct sentence_rules *rules, const struct characters *passage,
                    size_t from)
{
    const struct letters *letters = rules->letters;

    for (size_t at = from; at < passage->length; at++) {
        if ((letter_kind(letters, passage->at[at]) & KIND_TERMINATOR) == 0)
            continue;
        struct stretch marks = {at, skip(letters, passage, at, KIND_TERMINATOR)};
        at = marks.to - 1;
        marks.to = skip(letters, passage, marks.to, KIND_CLOSER);
        if (is_end(rules, passage, from, marks))
            return marks.to;
    }
    return passage->length;
}

static size_t skip_letters(const struct letters *letters, const struct characters *passage,
                           size_t at, size_t end)
{
    while (at < end && is_letter(letters, passage->at[at]))
        at++;
    return at;
}

struct stretch word_next(const struct letters *letters, const struct characters *passage,
                         struct stretch within)
{
    size_t from = within.from;

    while (from < within.to && !is_letter(letters, passage->at[from]))
        from++;
    size_t to = skip_letters(letters, passage, from, within.to);
    while (to > from && to + 1 < within.to && (passage->at[to] == '\'' || passage->at[to] == '-') &&
           is_letter(letters, passage->at[to + 1]))
        to = skip_letters(letters, passage, to + 1, within.to);
    return (struct stretch){from, to};
}
