/* A message with its places filled. */
#include "languages/parts.h"

#include <string.h>

enum { PLACES_MOST = 9 };

/* The place that `at` starts with: "%3$s" is 3; else 0. */
static int place_at(const char *at)
{
    return at[0] == '%' && at[1] >= '1' && at[1] <= '9' && at[2] == '$' && at[3] == 's'
               ? at[1] - '0'
               : 0;
}

void places_append(const char *message, const char *const *texts, size_t text_count,
                   struct buffer *out)
{
    while (*message != '\0') {
        size_t plain = strcspn(message, "%");
        buffer_append(out, message, plain);
        message += plain;
        int place = place_at(message);
        if (place > 0) {
            /* A place that nothing fills is seen, not guessed; msgfmt -c keeps it out of
             * catalogues. */
            buffer_text(out, (size_t)place <= text_count && texts[place - 1] != NULL
                                 ? texts[place - 1]
                                 : "\xEF\xBF\xBD");
            message += 4;
        } else if (*message == '%') {
            buffer_byte(out, '%');
            message += message[1] == '%' ? 2 : 1;
        }
    }
}

static bool is_cyrillic_lead(unsigned char byte)
{
    return byte >= 0xD0 && byte <= 0xD3;
}

/* Bytes of the Cyrillic word of one or two letters that `at` starts with; 0 for any other. */
static size_t short_word(const char *at)
{
    size_t letters = 0;

    while (letters < 3 && is_cyrillic_lead((unsigned char)at[letters * 2]))
        letters++;
    return letters == 1 || letters == 2 ? letters * 2 : 0;
}

/* `message` with a no-break space after each short word that starts it or follows a space, and
 * before a dash. */
static void append_held(const char *message, struct buffer *out)
{
    bool starts_word = true;

    while (*message != '\0') {
        size_t length = starts_word ? short_word(message) : 0;
        if (length > 0 && message[length] == ' ') {
            buffer_append(out, message, length);
            buffer_text(out, NBSP);
            message += length + 1;
            continue;
        }
        if (strncmp(message, "\xC2\xAB", 2) == 0) { /* an opening quote starts a word */
            buffer_append(out, message, 2);
            message += 2;
            starts_word = true;
            continue;
        }
        if (strncmp(message, " \xE2\x80\x94", 4) == 0) {
            buffer_text(out, NBSP);
            message++;
            continue;
        }
        starts_word = *message == ' ' || *message == '(';
        buffer_byte(out, *message++);
    }
}

static const char *message_of(const struct language *language, const struct phrase *phrase)
{
    if (phrase->plural != NULL)
        return language_plural(language, phrase->text, phrase->plural, phrase->count);
    if (phrase->context != NULL)
        return language_text_in(language, phrase->context, phrase->text);
    return language_text(language, phrase->text);
}

static void fill(struct language *language, const char *message, const struct phrase *phrase,
                 struct buffer *out)
{
    struct buffer printed[PLACES_MOST] = {{0}};
    const char *texts[PLACES_MOST] = {0};
    size_t count = phrase->argument_count < PLACES_MOST ? phrase->argument_count : PLACES_MOST;

    for (size_t i = 0; i < count; i++) {
        language_append_value(language, &phrase->arguments[i], &printed[i]);
        texts[i] = printed[i].length > 0 ? printed[i].bytes : "";
        out->is_short |= printed[i].is_short;
    }
    places_append(message, texts, count, out);
    for (size_t i = 0; i < count; i++)
        buffer_release(&printed[i]);
}

void language_append_phrase(struct language *language, const struct phrase *phrase,
                            struct buffer *out)
{
    OWN(buffer_release) struct buffer held = {0};

    if (phrase_is_absent(phrase))
        return;
    const char *message = message_of(language, phrase);
    if (language->holds_short_words) {
        append_held(message, &held);
        out->is_short |= held.is_short;
        message = held.length > 0 ? held.bytes : "";
    }
    fill(language, message, phrase, out);
}
