#include "command/figure_id.h"

#include <string.h>

static const char *const KEYS[DIMENSION_COUNT] = {"account", "channel",  "priority", "band",
                                                  "topic",   "executor", "period"};

static int hex_digit(char digit)
{
    static const char digits[] = "0123456789ABCDEFabcdef";
    const char *at = digit == '\0' ? NULL : strchr(digits, digit);

    return at == NULL ? -1 : at - digits < 16 ? (int)(at - digits) : (int)(at - digits) - 6;
}

/* The byte that the "%41" at `at` stands for. */
static bool read_escape(struct span text, size_t at, char *out)
{
    int high = text.length - at < 3 ? -1 : hex_digit(text.bytes[at + 1]);
    int low = high < 0 ? -1 : hex_digit(text.bytes[at + 2]);

    if (low < 0)
        return false;
    *out = (char)(high * 16 + low);
    return true;
}

static bool take_dimension(struct span pair, struct figure_id *out, struct error *err)
{
    const char *equals = memchr(pair.bytes, '=', pair.length);
    struct span key = {pair.bytes, equals == NULL ? pair.length : (size_t)(equals - pair.bytes)};
    struct span value =
        equals == NULL ? SPAN("") : (struct span){equals + 1, pair.length - key.length - 1};
    char *target = NULL;
    size_t used = 0;

    for (int i = 0; i < DIMENSION_COUNT; i++)
        if (span_equal(key, span_of(KEYS[i])))
            target = out->words[i];
    if (target == NULL)
        return error_set(err, ERROR_USAGE,
                         "a figure knows account, channel, priority, band, topic, executor and "
                         "period, not '%.*s'",
                         SPAN_PRINT(key));
    for (size_t i = 0; i < value.length && used + 1 < sizeof out->words[0]; i++) {
        char byte = value.bytes[i];
        if (byte == '%' && read_escape(value, i, &byte))
            i += 2;
        target[used++] = byte;
    }
    target[used] = '\0';
    return true;
}

static bool unknown_figure(struct span base, struct error *err)
{
    const char *names[MEASURED_COUNT];

    for (int i = 0; i < MEASURED_COUNT; i++)
        names[i] = measurement_base_id((enum measured)i);
    const char *near = text_nearest(base, names, MEASURED_COUNT);
    return error_set(err, ERROR_USAGE, "there is no figure '%.*s' (hint: %s%s%s)", SPAN_PRINT(base),
                     near == NULL ? "'deskgauge score --csv' lists them" : "did you mean '",
                     near == NULL ? "" : near, near == NULL ? "" : "'?");
}

bool figure_id_parse(const char *text, struct figure_id *out, struct error *err)
{
    const char *brace = strchr(text, '{');
    struct span base = {text, brace == NULL ? strlen(text) : (size_t)(brace - text)};
    int found = -1;

    for (int i = 0; i < MEASURED_COUNT && found < 0; i++)
        if (span_equal(base, span_of(measurement_base_id((enum measured)i))))
            found = i;
    if (found < 0)
        return unknown_figure(base, err);
    *out = (struct figure_id){.name = (enum measured)found};
    struct span rest = brace == NULL ? SPAN("") : span_of(brace + 1);
    if (span_ends(rest, SPAN("}")))
        rest.length--;
    while (rest.length > 0) {
        const char *comma = memchr(rest.bytes, ',', rest.length);
        size_t length = comma == NULL ? rest.length : (size_t)(comma - rest.bytes);
        if (!take_dimension((struct span){rest.bytes, length}, out, err))
            return false;
        length += comma != NULL;
        rest = (struct span){rest.bytes + length, rest.length - length};
    }
    return true;
}

static bool find_name(const char *word, const char *const *names, uint32_t count, const char *kind,
                      uint32_t *out, struct error *err)
{
    for (uint32_t i = 0; i < count; i++) {
        if (strcmp(names[i], word) != 0)
            continue;
        *out = i;
        return true;
    }
    const char *near = text_nearest(span_of(word), names, count);
    return error_set(err, ERROR_USAGE, "no %s is named '%s'%s%s%s", kind, word,
                     near == NULL ? "" : " (hint: did you mean '", near == NULL ? "" : near,
                     near == NULL ? "" : "'?)");
}

static bool find_band(const char *word, uint32_t *out, struct error *err)
{
    const char *names[BAND_COUNT];

    for (int band = 0; band < BAND_COUNT; band++)
        names[band] = band_name((enum band)band);
    return find_name(word, names, BAND_COUNT, "band of hours", out, err);
}

bool figure_id_place(const struct figure_id *id, const struct fact_names *names,
                     struct measurement *out, struct error *err)
{
    struct measurement place = {.name = id->name, .account = ALL_ACCOUNTS};
    const char *const *words = (const char *const[]){
        id->words[DIMENSION_ACCOUNT], id->words[DIMENSION_CHANNEL], id->words[DIMENSION_PRIORITY],
        id->words[DIMENSION_BAND],    id->words[DIMENSION_TOPIC],   id->words[DIMENSION_EXECUTOR]};
    enum channel channel = CHANNEL_UNKNOWN;
    enum priority priority = PRIORITY_UNKNOWN;
    enum executor executor = EXECUTOR_UNKNOWN;
    uint32_t account = 0, band = 0, topic = 0;

    if (words[DIMENSION_ACCOUNT][0] != '\0') {
        if (!find_name(words[DIMENSION_ACCOUNT], names->accounts, names->account_count, "account",
                       &account, err))
            return false;
        place.account = (int32_t)account;
    }
    if (words[DIMENSION_CHANNEL][0] != '\0' &&
        !channel_parse(span_of(words[DIMENSION_CHANNEL]), &channel))
        return error_set(err, ERROR_USAGE, "no channel is named '%s'", words[DIMENSION_CHANNEL]);
    if (words[DIMENSION_PRIORITY][0] != '\0' &&
        !priority_parse(span_of(words[DIMENSION_PRIORITY]), &priority))
        return error_set(err, ERROR_USAGE, "no priority is named '%s'", words[DIMENSION_PRIORITY]);
    if (words[DIMENSION_EXECUTOR][0] != '\0' &&
        !executor_parse(span_of(words[DIMENSION_EXECUTOR]), &executor))
        return error_set(err, ERROR_USAGE, "no executor is named '%s'", words[DIMENSION_EXECUTOR]);
    if (words[DIMENSION_BAND][0] != '\0') {
        if (!find_band(words[DIMENSION_BAND], &band, err))
            return false;
        place.band_part = (uint8_t)(band + 1);
    }
    if (words[DIMENSION_TOPIC][0] != '\0') {
        if (!find_name(words[DIMENSION_TOPIC], names->topics, names->topic_count, "topic", &topic,
                       err))
            return false;
        place.topic_part = (uint16_t)(topic + 1);
    }
    place.channel = (uint8_t)channel;
    place.priority = (uint8_t)priority;
    place.executor = (uint8_t)executor;
    *out = place;
    return true;
}
