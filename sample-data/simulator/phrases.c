#include "simulator/phrases.h"

#include <string.h>

#include "simulator/chance.h"

enum { DRAW_LINE = 501, DRAW_WORD, DRAW_DOMAIN, DRAW_SERVER, DRAW_NUMBER, DRAW_HOUR, DRAW_MINUTE };

static const char *const DOMAIN_WORDS[] = {"shop",  "blog",   "forum", "store", "office", "photo",
                                           "media", "school", "sport", "tour",  "craft",  "garden",
                                           "music", "travel", "lab",   "house"};
enum { DOMAIN_WORD_COUNT = sizeof DOMAIN_WORDS / sizeof DOMAIN_WORDS[0] };

static char *put_text(char *out, const char *text)
{
    size_t length = strlen(text);

    memcpy(out, text, length);
    return out + length;
}

static char *put_number(char *out, uint32_t number)
{
    char digits[10];
    int at = 10;

    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    memcpy(out, digits + at, (size_t)(10 - at));
    return out + (10 - at);
}

static char *put_domain(char *out, uint64_t subject)
{
    out = put_text(out, DOMAIN_WORDS[chance_below(subject, DRAW_WORD, DOMAIN_WORD_COUNT)]);
    out = put_number(out, 2 + chance_below(subject, DRAW_DOMAIN, 900));
    return put_text(out, ".example");
}

static char *put_clock(char *out, uint64_t salt)
{
    uint32_t minute = chance_below(salt, DRAW_MINUTE, 60);

    out = put_number(out, 9 + chance_below(salt, DRAW_HOUR, 14));
    *out++ = ':';
    *out++ = (char)('0' + minute / 10);
    *out++ = (char)('0' + minute % 10);
    return out;
}

static char *put_slot(char *out, char slot, const struct phrase_request *request)
{
    switch (slot) {
    case 'd':
        return put_domain(out, request->subject);
    case 'm':
        return put_domain(put_text(out, "info@"), request->subject);
    case 'v':
        out = put_text(out, "vps-");
        return put_number(out, 100 + chance_below(request->subject, DRAW_SERVER, 900));
    case 'h':
        return put_clock(out, request->salt);
    default:
        return put_number(out, 2 + chance_below(request->salt, DRAW_NUMBER, 97));
    }
}

static const char *line_of(const struct phrase_request *request)
{
    const struct phrase_book *book =
        request->language == IN_RUSSIAN ? &PHRASES_RUSSIAN : &PHRASES_ENGLISH;
    const char *const *lines =
        request->phrase <= PHRASE_ANSWER_HEAVY
            ? book->by_category[request->category % PHRASE_CATEGORIES][request->phrase]
            : book->common[request->phrase];
    uint32_t count = 0;

    while (count < PHRASE_LINES && lines[count] != NULL)
        count++;
    return count == 0 ? "" : lines[chance_below(request->salt, DRAW_LINE, count)];
}

size_t phrase_write(const struct phrase_request *request, char out[PHRASE_BYTES])
{
    const char *line = line_of(request);
    char *end = out;

    for (;;) {
        const char *brace = strchr(line, '{');
        size_t length = brace == NULL ? strlen(line) : (size_t)(brace - line);
        memcpy(end, line, length);
        end += length;
        if (brace == NULL)
            return (size_t)(end - out);
        end = put_slot(end, brace[1], request);
        line = brace + 3;
    }
}
