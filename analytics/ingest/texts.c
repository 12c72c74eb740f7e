#include "ingest/texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/resource.h"
#include "ingest/cells.h"
#include "statistics/readability.h"

extern const struct resource repeat_phrases[];

enum { PHRASES_MOST = 256 };

struct text_meter {
    struct readability_meter *readability;
    struct span phrases[PHRASES_MOST]; /* by first letter */
    size_t phrase_count;
    size_t first_of[256 + 1]; /* of a letter: its first phrase */
    struct buffer folded;
    bool repeats;
};

static struct span take_line(struct span *text)
{
    const char *end = memchr(text->bytes, '\n', text->length);
    size_t length = end == NULL ? text->length : (size_t)(end - text->bytes);
    struct span line = {text->bytes, length};

    *text = end == NULL ? (struct span){text->bytes + length, 0}
                        : (struct span){end + 1, text->length - length - 1};
    return line;
}

/* What tells letters apart: of two bytes the second. */
static size_t first_letter(struct span text)
{
    bool is_pair = text.length > 1 && (unsigned char)text.bytes[0] >= 0x80;

    return (unsigned char)text.bytes[is_pair];
}

static int compare_phrases(const void *a, const void *b)
{
    const struct span *x = a;
    const struct span *y = b;

    if (first_letter(*x) != first_letter(*y))
        return first_letter(*x) < first_letter(*y) ? -1 : 1;
    return span_compare(*x, *y);
}

static void read_phrases(struct text_meter *meter)
{
    struct span text = resource_span(&repeat_phrases[0]);

    take_line(&text); /* language,phrase */
    while (text.length > 0 && meter->phrase_count < PHRASES_MOST) {
        struct span line = take_line(&text);
        const char *comma = memchr(line.bytes, ',', line.length);
        size_t length = comma == NULL ? 0 : line.length - (size_t)(comma + 1 - line.bytes);
        if (length > 0)
            meter->phrases[meter->phrase_count++] = (struct span){comma + 1, length};
    }
    qsort(meter->phrases, meter->phrase_count, sizeof *meter->phrases, compare_phrases);
    for (size_t i = 0, letter = 0; letter <= 256; letter++) {
        while (i < meter->phrase_count && first_letter(meter->phrases[i]) < letter)
            i++;
        meter->first_of[letter] = i;
    }
}

bool text_meter_open(const struct settings *settings, struct text_meter **out, struct error *err)
{
    OWN(text_meter_close) struct text_meter *meter = calloc(1, sizeof *meter);
    OWN(arena_release) struct arena arena = {0};

    if (meter == NULL)
        return error_memory(err);
    struct span *jargon = arena_array(&arena, settings->jargon_count + 1, sizeof *jargon);
    if (jargon == NULL)
        return error_memory(err);
    for (size_t i = 0; i < settings->jargon_count; i++)
        jargon[i] = span_of(settings->jargon[i]);
    if (!readability_open(jargon, settings->jargon_count, &meter->readability, err))
        return false;
    read_phrases(meter);
    *out = TAKE(meter);
    return true;
}

void text_meter_close(struct text_meter *meter)
{
    if (meter == NULL)
        return;
    readability_close(meter->readability);
    buffer_release(&meter->folded);
    free(meter);
}

static bool continues_word(unsigned char c)
{
    return c >= 0x80 || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Does it begin `text`? A phrase ends where a word does, unless '*' stands at its end. */
static bool begins_with(struct span text, struct span phrase)
{
    bool is_open = phrase.bytes[phrase.length - 1] == '*';

    phrase.length -= is_open;
    return span_starts(text, phrase) && (is_open || text.length == phrase.length ||
                                         !continues_word((unsigned char)text.bytes[phrase.length]));
}

/* The sentences come cleaned: what is quoted from earlier messages is not among them. */
static void look_for_phrases(struct span sentence, size_t word_count, void *context)
{
    struct text_meter *meter = context;
    bool is_inside = false;

    (void)word_count;
    if (meter->repeats)
        return;
    struct span folded = cell_fold(sentence, &meter->folded);
    for (size_t at = 0; at < folded.length && !meter->repeats; at++) {
        struct span rest = {folded.bytes + at, folded.length - at};
        bool is_start = !is_inside;
        is_inside = continues_word((unsigned char)rest.bytes[0]);
        if (!is_start || !is_inside)
            continue;
        size_t letter = first_letter(rest);
        for (size_t i = meter->first_of[letter]; i < meter->first_of[letter + 1]; i++)
            meter->repeats |= begins_with(rest, meter->phrases[i]);
    }
}

static uint16_t small(uint32_t count)
{
    return count > UINT16_MAX ? UINT16_MAX : (uint16_t)count;
}

static bool take_customer(struct text_meter *meter, struct span body, struct message_record *record,
                          struct error *err)
{
    meter->repeats = false;
    if (!readability_sentences(meter->readability, body, look_for_phrases, meter, err))
        return false;
    record->flags |= MESSAGE_HAS_TEXT | (meter->repeats ? MESSAGE_REPEATS : 0);
    return true;
}

static bool take_staff(struct text_meter *meter, struct span body, struct message_record *record,
                       struct error *err)
{
    struct text_measure measure;

    if (!readability_measure(meter->readability, body, TEXT_NONE, &measure, err))
        return false;
    record->flags |= MESSAGE_HAS_TEXT | (measure.last_sentence_asks ? MESSAGE_QUESTION : 0);
    record->text.word_count = small(measure.word_count);
    record->text.sentence_count = small(measure.sentence_count);
    record->text.syllable_count = small(measure.syllable_count);
    record->text.long_word_count = small(measure.long_word_count);
    record->text.foreign_word_count = small(measure.foreign_word_count);
    record->text.jargon_count = small(measure.jargon_count - measure.explained_jargon_count);
    record->text.language = (uint8_t)measure.language;
    return true;
}

bool text_meter_take(struct text_meter *meter, struct span body, struct message_record *record,
                     struct error *err)
{
    record->text.character_count = body.length > UINT32_MAX ? UINT32_MAX : (uint32_t)body.length;
    switch (record->author_kind) {
    case AUTHOR_CUSTOMER:
        return take_customer(meter, body, record, err);
    case AUTHOR_HUMAN:
    case AUTHOR_UNKNOWN:
        return take_staff(meter, body, record, err);
    default:
        return true;
    }
}
