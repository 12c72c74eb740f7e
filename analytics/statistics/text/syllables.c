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

/* A word, or what a hyphen leaves of one, in lower case. */
struct part {
    const char *letters;
    size_t length;
    const bool *vowels; /* a letter each */
};

static inline bool is_one_of(char letter, const char *letters)
{
    for (; *letters != '\0'; letters++) {
        if (*letters == letter)
            return true;
    }
    return false;
}

static inline bool ends(const struct part *part, const char *suffix)
{
    size_t length = strlen(suffix);

    return part->length >= length && part->letters[part->length - 1] == suffix[length - 1] &&
           memcmp(part->letters + part->length - length, suffix, length) == 0;
}

static bool ends_in_one_of(const struct part *part, const char *const *suffixes)
{
    for (; *suffixes != NULL; suffixes++) {
        if (ends(part, *suffixes))
            return true;
    }
    return false;
}

/* The letter at `at`, NUL outside the word: no rule names it. */
static inline char letter_at(const struct part *part, size_t at)
{
    return at < part->length ? part->letters[at] : '\0';
}

static inline char letter_before(const struct part *part, size_t at)
{
    return at > 0 ? part->letters[at - 1] : '\0';
}

static bool stands_at(const struct part *part, size_t at, const char *letters)
{
    size_t length = strlen(letters);

    return at + length <= part->length && memcmp(part->letters + at, letters, length) == 0;
}

static bool is_rest(const struct part *part, size_t at, const char *letters)
{
    return at + strlen(letters) == part->length && stands_at(part, at, letters);
}

static inline bool is_aeiou(char letter)
{
    return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u';
}

/* y at the start before a vowel, y between two of aeiou, and u after q are consonants. */
static bool is_vowel(const struct part *part, size_t at)
{
    char letter = part->letters[at], before = letter_before(part, at);

    if (letter == 'u')
        return before != 'q';
    if (letter == 'y' && is_aeiou(letter_at(part, at + 1)))
        return at > 0 && !is_aeiou(before);
    return letter == 'y' || is_aeiou(letter);
}

static int vowel_groups(const struct part *part)
{
    int count = 0;

    for (size_t i = 0; i < part->length; i++)
        count += part->vowels[i] && (i == 0 || !part->vowels[i - 1]);
    return count;
}

/* ---- two vowels that are two syllables (rule 3); the first case that fits decides ---- */

static bool is_hiatus_of_i(const struct part *part, size_t at, char before, char after)
{
    switch (letter_at(part, at + 1)) {
    case 'a':
        return !(is_one_of(before, "ctg") && is_one_of(after, "ln")); /* social, Belgian */
    case 'o':
        return !(is_one_of(before, "tscgxh") && is_one_of(after, "nu")); /* nation, cautious */
    case 'u':
        return true;
    case 'e':
        if ((stands_at(part, at, "ienc") || stands_at(part, at, "ient")) &&
            !is_one_of(before, "tc"))
            return true; /* client; not patient */
        if (after == 't')
            return true; /* quiet */
        if (is_rest(part, at, "iest"))
            return true; /* busiest */
        return (is_rest(part, at, "ier") || is_rest(part, at, "iers")) && part->length > 4 &&
               !is_one_of(before, "td"); /* noisier; not tier, soldier */
    }
    return false;
}

static bool is_hiatus_of_u(const struct part *part, size_t at, char before, char after)
{
    switch (letter_at(part, at + 1)) {
    case 'a':
        return !is_one_of(before, "gq");
    case 'e':
        return is_one_of(after, "lnt") && !is_one_of(before, "gq"); /* duel, fluent */
    case 'o':
        return !is_one_of(before, "gqb");
    case 'i':
        return stands_at(part, at, "uity") || (after == 'n' && before == 'r'); /* ruin */
    }
    return false;
}

static bool is_hiatus(const struct part *part, size_t at)
{
    char before = letter_before(part, at), after = letter_at(part, at + 2);
    char second = letter_at(part, at + 1);

    switch (letter_at(part, at)) {
    case 'i':
        return is_hiatus_of_i(part, at, before, after);
    case 'u':
        return is_hiatus_of_u(part, at, before, after);
    case 'e':
        if (second == 'o')
            return !is_one_of(before, "gp") && !stands_at(part, at, "eous");
        if (second == 'a') /* create, creation */
            return (stands_at(part, at, "eate") || stands_at(part, at, "eati") ||
                    stands_at(part, at, "eato")) &&
                   at >= 2 && stands_at(part, at - 2, "cr");
        return second == 'i' && stands_at(part, at, "eing");
    case 'o':
        if (second == 'e')
            return after == 't'; /* poet */
        return stands_at(part, at, "oing") || stands_at(part, at, "oasi");
    case 'y':
        return second == 'i';
    case 'a':
        return is_rest(part, at, "aic");
    }
    return false;
}

/* ---- silent e (rules 4 and 5) ---- */

static bool is_consonant_before(const struct part *part, size_t at, char letter)
{
    return letter_before(part, at) == letter && at >= 2 && !part->vowels[at - 2];
}

/* One syllable less at a silent e, es or ed. */
static int silent_ending(const struct part *part)
{
    size_t n = part->length;

    if (n > 2 && part->letters[n - 1] == 'e' && !part->vowels[n - 2])
        return is_consonant_before(part, n - 1, 'l') ? 0 : 1; /* ta-ble */
    if (n <= 3 || part->vowels[n - 3])
        return 0;
    char before = part->letters[n - 3];
    if (ends(part, "es")) {
        bool is_hiss = is_one_of(before, "szxcg") || stands_at(part, n - 4, "ch") ||
                       stands_at(part, n - 4, "sh");
        return is_hiss || is_consonant_before(part, n - 2, 'l') ? 0 : 1;
    }
    if (!ends(part, "ed") || is_one_of(before, "td"))
        return 0;
    bool is_doubled = letter_before(part, n - 3) == before;
    bool is_spoken = is_consonant_before(part, n - 2, 'l') || is_consonant_before(part, n - 2, 'r');
    return is_spoken && !is_doubled ? 0 : 1; /* hun-dred; called */
}

/* One syllable less where an e before a suffix is silent: safe-ly, move-ment. */
static int silent_inside(const struct part *part)
{
    static const char *const suffixes[] = {"ely",   "eless",  "eful",   "ement",
                                           "eness", "ements", "efully", "elessly"};

    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        size_t length = strlen(suffixes[i]);
        if (!ends(part, suffixes[i]) || part->length <= length + 1)
            continue;
        size_t at = part->length - length;
        bool is_ment = strncmp(suffixes[i], "ement", 5) == 0;
        bool is_split = is_ment && at >= 2 && /* im-ple-ment, in-cre-ment */
                        (stands_at(part, at - 2, "pl") || stands_at(part, at - 2, "cr"));
        return !part->vowels[at - 1] && at >= 2 && !is_consonant_before(part, at, 'l') && !is_split;
    }
    return 0;
}

/* ---- one part of a word ---- */

/* 's and n't (rule 1): cut off; whether they are a syllable of their own. */
static size_t cut_ending(struct part *part)
{
    static const char *const hisses[] = {"s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze", NULL};
    static const char *const short_words[] = {"don't",   "can't", "won't", "aren't",
                                              "weren't", "ain't", NULL};
    size_t extra = 0;

    if (ends(part, "'s")) {
        part->length -= 2;
        extra = ends_in_one_of(part, hisses);
    }
    if (ends(part, "n't")) {
        extra = 1;
        for (size_t i = 0; short_words[i] != NULL; i++)
            extra &= !(strlen(short_words[i]) == part->length && ends(part, short_words[i]));
        /* "ca" of can't counts as "can": one syllable either way */
        part->length -= 3;
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

static size_t syllables_of_part(char *letters, size_t length, bool *vowels,
                                const struct words *exceptions)
{
    static const char *const spoken[] = {"sm", "thm", "sms", "thms", NULL};
    struct part part = {letters, length, vowels};
    int known = words_find(exceptions, (struct span){letters, length});

    if (known != WORD_NOT_FOUND)
        return (size_t)known;
    size_t extra = cut_ending(&part);
    part.length = without_apostrophes(letters, part.length);
    if (part.length == 0)
        return 1;
    for (size_t i = 0; i < part.length; i++)
        vowels[i] = is_vowel(&part, i);
    int count = vowel_groups(&part);
    for (size_t i = 0; i + 1 < part.length; i++)
        count += vowels[i] && vowels[i + 1] && is_hiatus(&part, i);
    count -= silent_ending(&part) + silent_inside(&part) + ends(&part, "ically");
    count += ends_in_one_of(&part, spoken) + stands_at(&part, 0, "mc");
    return (size_t)(count > 1 ? count : 1) + extra;
}

size_t syllables_english(char *word, size_t length, const struct words *exceptions)
{
    bool *vowels = (bool *)(word + length);
    size_t count = 0;

    if (memchr(word, '-', length) != NULL) {
        int known = words_find(exceptions, (struct span){word, length});
        if (known != WORD_NOT_FOUND)
            return (size_t)known;
    }
    for (size_t start = 0; start < length;) {
        const char *hyphen = memchr(word + start, '-', length - start);
        size_t end = hyphen == NULL ? length : (size_t)(hyphen - word);
        if (end > start)
            count += syllables_of_part(word + start, end - start, vowels, exceptions);
        start = end + 1;
    }
    return count;
}
