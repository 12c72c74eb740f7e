#include "ingest/texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/resource.h"
#include "statistics/readability.h"
#include "statistics/text/phrases.h"

extern const struct resource repeat_phrases[];

struct text_meter {
    struct readability_meter *readability;
    struct phrases phrases;
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

static bool read_phrases(struct text_meter *meter, struct error *err)
{
    struct span text = resource_span(&repeat_phrases[0]), rows[PHRASES_MOST];
    size_t count = 0;

    take_line(&text); /* language,phrase */
    while (text.length > 0 && count < PHRASES_MOST) {
        struct span line = take_line(&text);
        const char *comma = memchr(line.bytes, ',', line.length);
        size_t length = comma == NULL ? 0 : line.length - (size_t)(comma + 1 - line.bytes);
        if (length > 0)
            rows[count++] = (struct span){comma + 1, length};
    }
    return phrases_init(&meter->phrases, rows, count, err);
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
    if (!readability_open(jargon, settings->jargon_count, &meter->readability, err) ||
        !read_phrases(meter, err))
        return false;
    *out = TAKE(meter);
    return true;
}

void text_meter_close(struct text_meter *meter)
{
    if (meter == NULL)
        return;
    readability_close(meter->readability);
    phrases_release(&meter->phrases);
    free(meter);
}

uint64_t text_rules(const struct settings *settings)
{
    uint64_t rules = hash_64(resource_span(&repeat_phrases[0]), TEXT_RULES_VERSION);

    for (size_t i = 0; i < settings->jargon_count; i++)
        rules = hash_64(span_of(settings->jargon[i]), rules);
    return rules;
}

static uint16_t small(uint32_t count)
{
    return count > UINT16_MAX ? UINT16_MAX : (uint16_t)count;
}

static bool take_customer(struct text_meter *meter, struct span body, struct message_record *record,
                          struct error *err)
{
    bool repeats = false;

    if (!readability_finds(meter->readability, body, &meter->phrases, &repeats, err))
        return false;
    record->flags |= MESSAGE_HAS_TEXT | (repeats ? MESSAGE_REPEATS : 0);
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
