#include "statistics/text/words.h"

#include <assert.h>
#include <string.h>

bool words_init(struct words *words, size_t count, struct error *err)
{
    struct words made = {.row_count = 16};

    while (made.row_count < 2 * count + 2)
        made.row_count *= 2;
    made.rows = arena_array(&made.arena, made.row_count, sizeof *made.rows);
    if (made.rows == NULL)
        return error_memory(err);
    *words = made;
    return true;
}

/* FNV-1a, folded: the row where the word is, or the free one where it belongs. */
static struct word_row *row_of(const struct words *words, struct span word)
{
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < word.length; i++)
        hash = (hash ^ (unsigned char)word.bytes[i]) * 1099511628211u;
    for (size_t at = (size_t)(hash ^ hash >> 32);; at++) {
        struct word_row *row = &words->rows[at & (words->row_count - 1)];
        if (row->word.bytes == NULL || span_equal(row->word, word))
            return row;
    }
}

bool words_put(struct words *words, struct span word, int number, struct error *err)
{
    struct word_row *row = row_of(words, word);

    assert(number >= 0); /* -1 says "not in" */
    if (row->word.bytes != NULL)
        return true;
    char *copy = arena_text(&words->arena, word.bytes, word.length);
    if (copy == NULL)
        return error_memory(err);
    *row = (struct word_row){{copy, word.length}, number};
    return true;
}

int words_find(const struct words *words, struct span word)
{
    if (words->row_count == 0)
        return WORD_NOT_FOUND;
    const struct word_row *row = row_of(words, word);
    return row->word.bytes == NULL ? WORD_NOT_FOUND : row->number;
}

void words_release(struct words *words)
{
    arena_release(&words->arena);
    *words = (struct words){0};
}
