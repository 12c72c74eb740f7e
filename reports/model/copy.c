#include "model/copy.h"

#include <string.h>

#include "model/printable.h"

/* NULL of an allocation becomes the sticky error of the report. */
static void *held(struct report *report, void *memory)
{
    if (memory == NULL && report->error.kind == ERROR_NONE)
        error_memory(&report->error);
    return memory;
}

const char *copy_text(struct report *report, const char *text)
{
    OWN(buffer_release) struct buffer clean = {0};

    if (text == NULL || report->error.kind != ERROR_NONE)
        return NULL;
    printable_append(&clean, span_of(text));
    if (clean.is_short)
        return held(report, NULL);
    return held(report,
                arena_text(&report->arena, clean.length > 0 ? clean.bytes : "", clean.length));
}

void *copy_array(struct report *report, const void *elements, size_t count, size_t size)
{
    if (report->error.kind != ERROR_NONE)
        return NULL;
    void *copy = held(report, arena_array(&report->arena, count > 0 ? count : 1, size));
    if (copy != NULL && count > 0)
        memcpy(copy, elements, count * size);
    return copy;
}

void *copy_grown(struct report *report, void *elements, size_t count, size_t *capacity, size_t size)
{
    if (report->error.kind != ERROR_NONE)
        return NULL;
    if (count < *capacity)
        return elements;
    size_t wanted = *capacity == 0 ? 8 : *capacity * 2;
    void *grown = held(report, arena_array(&report->arena, wanted, size));
    if (grown == NULL)
        return NULL;
    if (count > 0)
        memcpy(grown, elements, count * size);
    *capacity = wanted;
    return grown;
}

static const struct phrase *copy_words(struct report *report, const struct phrase *words)
{
    if (phrase_is_absent(words))
        return NULL;
    struct phrase *copy = copy_array(report, words, 1, sizeof *copy);
    if (copy != NULL)
        *copy = copy_phrase(report, *words);
    return copy;
}

struct value copy_value(struct report *report, struct value value)
{
    if (value.kind == VALUE_TEXT)
        value.text = copy_text(report, value.text);
    else if (value.kind == VALUE_WORDS || value.kind == VALUE_UNKNOWN)
        value.words = copy_words(report, value.words);
    if (report->error.kind != ERROR_NONE)
        return (struct value){0};
    return value;
}

struct phrase copy_phrase(struct report *report, struct phrase phrase)
{
    if (phrase_is_absent(&phrase))
        return (struct phrase){0};
    struct value *arguments =
        copy_array(report, phrase.arguments, phrase.argument_count, sizeof *arguments);
    if (arguments == NULL)
        return (struct phrase){0};
    for (size_t i = 0; i < phrase.argument_count; i++)
        arguments[i] = copy_value(report, arguments[i]);
    phrase.arguments = arguments;
    return phrase;
}
