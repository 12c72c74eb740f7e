#include "statistics/text/syllables.h"

#include <string.h>

size_t syllables_russian(const uint32_t *word, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++) {
        switch (word[i]) {
        case U'а':
        case U'е':
        case U'ё':
        case U'и':
        case U'о':
        case U'у':
        case U'ы':
        case U'э':
        case U'ю':
        case U'я':
            count++;
        }
    }
    return count;
}

/* ---- letters of one English word ---- */

static bool is_one_of(char letter, const char *letters)
{
    return letter != '\0' && strchr(letters, letter) != NULL;
}

static bool ends(struct span word, const char *suffix)
{
    return span_ends(word, span_of(suffix));
}

static bool ends_in_one_of(struct span word, const char *const *suffixes)
{
    for (; *suffixes != NULL; suffixes++) {
        if (ends(word, *suffixes))
            return true;
    }
    return false;
}

/* The letter at `at`, NUL outside the word: no rule names it. */
static char letter_at(struct span word, size_t at)
{
    return at < word.length ? word.bytes[at] : '\0';
}

static char letter_before(struct span word, size_t at)
{
    return at > 0 ? word.bytes[at - 1] : '\0';
}

static bool stands_at(struct span word, size_t at, const char *letters)
{
    size_t length = strlen(letters);

    return at + length <= word.length && memcmp(word.bytes + at, letters, length) == 0;
}

static bool is_rest(struct span word, size_t at, const char *letters)
{
    return at + strlen(letters) == word.length && stands_at(word, at, letters);
}

/* y at the start before a vowel, y between two of aeiou, and u after q are consonants. */
static bool is_vowel(struct span word, size_t at)
{
    char letter = letter_at(word, at), before = letter_before(word, at);
    char after = letter_at(word, at + 1);

    if (!is_one_of(letter, "aeiouy"))
        return false;
    if (letter == 'u')
        return before != 'q';
    if (letter == 'y' && is_one_of(after, "aeiou"))
        return at > 0 && !is_one_of(before, "aeiou");
    return true;
}

static int vowel_groups(struct span word)
{
    int count = 0;

    for (size_t i = 0; i < word.length; i++)
        count += is_vowel(word, i) && (i == 0 || !is_vowel(word, i - 1));
    return count;
}

/* ---- two vowels that are two syllables (rule 3); the first case that fits decides ---- */

static bool is_hiatus_of_i(struct span word, size_t at, char before, char after)
{
    switch (letter_at(word, at + 1)) {
    case 'a':
        return !(is_one_of(before, "ctg") && is_one_of(after, "ln")); /* social, Belgian */
    case 'o':
        return !(is_one_of(before, "tscgxh") && is_one_of(after, "nu")); /* nation, cautious */
    case 'u':
        return true;
    case 'e':
        if ((stands_at(word, at, "ienc") || stands_at(word, at, "ient")) &&
            !is_one_of(before, "tc"))
            return true; /* client; not patient */
        if (after == 't')
            return true; /* quiet */
        if (is_rest(word, at, "iest"))
            return true; /* busiest */
        return (is_rest(word, at, "ier") || is_rest(word, at, "iers")) && word.length > 4 &&
               !is_one_of(before, "td"); /* noisier; not tier, soldier */
    }
    return false;
}

static bool is_hiatus_of_u(struct span word, size_t at, char before, char after)
{
    switch (letter_at(word, at + 1)) {
    case 'a':
        return !is_one_of(before, "gq");
    case 'e':
        return is_one_of(after, "lnt") && !is_one_of(before, "gq"); /* duel, fluent */
    case 'o':
        return !is_one_of(before, "gqb");
    case 'i':
        return stands_at(word, at, "uity") || (after == 'n' && before == 'r'); /* ruin */
    }
    return false;
}

static bool is_hiatus(struct span word, size_t at)
{
    char before = letter_before(word, at), after = letter_at(word, at + 2);
    char second = letter_at(word, at + 1);

    switch (letter_at(word, at)) {
    case 'i':
        return is_hiatus_of_i(word, at, before, after);
    case 'u':
        return is_hiatus_of_u(word, at, before, after);
    case 'e':
        if (second == 'o')
            return !is_one_of(before, "gp") && !stands_at(word, at, "eous");
        if (second == 'a') /* create, creation */
            return (stands_at(word, at, "eate") || stands_at(word, at, "eati") ||
                    stands_at(word, at, "eato")) &&
                   at >= 2 && stands_at(word, at - 2, "cr");
        return second == 'i' && stands_at(word, at, "eing");
    case 'o':
        if (second == 'e')
            return after == 't'; /* poet */
        return stands_at(word, at, "oing") || stands_at(word, at, "oasi");
    case 'y':
        return second == 'i';
    case 'a':
        return is_rest(word, at, "aic");
    }
    return false;
}

/* ---- silent e (rules 4 and 5) ---- */

static bool is_consonant_before(struct span word, size_t at, char letter)
{
    return letter_before(word, at) == letter && at >= 2 && !is_vowel(word, at - 2);
}

/* One syllable less at a silent e, es or ed. */
static int silent_ending(struct span word)
{
    size_t n = word.length;

    if (n > 2 && word.bytes[n - 1] == 'e' && !is_vowel(word, n - 2))
        return is_consonant_before(word, n - 1, 'l') ? 0 : 1; /* ta-ble */
    if (n <= 3 || is_vowel(word, n - 3))
        return 0;
    char before = word.bytes[n - 3];
    if (ends(word, "es")) {
        bool is_hiss = is_one_of(before, "szxcg") || stands_at(word, n - 4, "ch") ||
                       stands_at(word, n - 4, "sh");
        return is_hiss || is_consonant_before(word, n - 2, 'l') ? 0 : 1;
    }
    if (!ends(word, "ed") || is_one_of(before, "td"))
        return 0;
    bool is_doubled = letter_before(word, n - 3) == before;
    bool is_spoken = is_consonant_before(word, n - 2, 'l') || is_consonant_before(word, n - 2, 'r');
    return is_spoken && !is_doubled ? 0 : 1; /* hun-dred; called */
}

/* One syllable less where an e before a suffix is silent: safe-ly, move-ment. */
static int silent_inside(struct span word)
{
    static const char *const suffixes[] = {"ely",   "eless",  "eful",   "ement",
                                           "eness", "ements", "efully", "elessly"};

    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        size_t length = strlen(suffixes[i]);
        if (!ends(word, suffixes[i]) || word.length <= length + 1)
            continue;
        size_t at = word.length - length;
        bool is_ment = strncmp(suffixes[i], "ement", 5) == 0;
        bool is_split = is_ment && at >= 2 && /* im-ple-ment, in-cre-ment */
                        (stands_at(word, at - 2, "pl") || stands_at(word, at - 2, "cr"));
        return !is_vowel(word, at - 1) && at >= 2 && !is_consonant_before(word, at, 'l') &&
               !is_split;
    }
    return 0;
}

/* ---- one part of a word ---- */

/* 's and n't (rule 1): cut off; whether they are a syllable of their own. */
static size_t cut_ending(struct span *word)
{
    static const char *const hisses[] = {"s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze", NULL};
    static const char *const short_words[] = {"don't",   "can't", "won't", "aren't",
                                              "weren't", "ain't", NULL};
    size_t extra = 0;

    if (ends(*word, "'s")) {
        word->length -= 2;
        extra = ends_in_one_of(*word, hisses);
    }
    if (ends(*word, "n't")) {
        extra = 1;
        for (size_t i = 0; short_words[i] != NULL; i++)
            extra &= !span_equal(*word, span_of(short_words[i]));
        /* "ca" of can't counts as "can": one syllable either way */
        word->length -= 3;
    }
    return extra;
}

static size_t without_apostrophes(char *letters, size_t length)
{
    size_t kept = 0;

    for (size_t i = 0; i < length; i++) {
        if (letters[i] != '\'')
            letters[kept++] = letters[i];
    }
    return kept;
}

static size_t syllables_of_part(char *part, size_t length, const struct words *exceptions)
{
    static const char *const spoken[] = {"sm", "thm", "sms", "thms", NULL};
    struct span word = {part, length};
    int known = words_find(exceptions, word);

    if (known != WORD_NOT_FOUND)
        return (size_t)known;
    size_t extra = cut_ending(&word);
    word.length = without_apostrophes(part, word.length);
    if (word.length == 0)
        return 1;
    int count = vowel_groups(word);
    for (size_t i = 0; i + 1 < word.length; i++)
        count += is_vowel(word, i) && is_vowel(word, i + 1) && is_hiatus(word, i);
    count -= silent_ending(word) + silent_inside(word) + ends(word, "ically");
    count += ends_in_one_of(word, spoken) + span_starts(word, SPAN("mc"));
    return (size_t)(count > 1 ? count : 1) + extra;
}

size_t syllables_english(char *word, size_t length, const struct words *exceptions)
{
    int known = words_find(exceptions, (struct span){word, length});
    size_t count = 0;

    if (known != WORD_NOT_FOUND)
        return (size_t)known;
    for (size_t start = 0; start < length;) {
        const char *hyphen = memchr(word + start, '-', length - start);
        size_t end = hyphen == NULL ? length : (size_t)(hyphen - word);
        if (end > start)
            count += syllables_of_part(word + start, end - start, exceptions);
        start = end + 1;
    }
    return count;
}
