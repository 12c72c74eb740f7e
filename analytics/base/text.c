#include "base/text.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/utf8.h"

struct span span_of(const char *text)
{
    return text == NULL ? (struct span){0} : (struct span){text, strlen(text)};
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct span span_trim(struct span span)
{
    while (span.length > 0 && is_blank(span.bytes[0])) {
        span.bytes++;
        span.length--;
    }
    while (span.length > 0 && is_blank(span.bytes[span.length - 1]))
        span.length--;
    return span;
}

bool span_equal(struct span a, struct span b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

int span_compare(struct span a, struct span b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared == 0 ? 0 : memcmp(a.bytes, b.bytes, shared);

    if (order != 0)
        return order;
    return a.length < b.length ? -1 : a.length > b.length;
}

bool span_starts(struct span span, struct span prefix)
{
    return span.length >= prefix.length &&
           (prefix.length == 0 || memcmp(span.bytes, prefix.bytes, prefix.length) == 0);
}

bool span_ends(struct span span, struct span suffix)
{
    return span.length >= suffix.length &&
           (suffix.length == 0 ||
            memcmp(span.bytes + span.length - suffix.length, suffix.bytes, suffix.length) == 0);
}

/* Decode one character; 0 length when the bytes are not UTF-8. */
static size_t decode(struct span span, uint32_t *out)
{
    const unsigned char *b = (const unsigned char *)span.bytes;
    size_t n = span.length;

    if (n >= 1 && b[0] < 0x80) {
        *out = b[0];
        return 1;
    }
    if (n >= 2 && b[0] >= 0xC2 && b[0] <= 0xDF && (b[1] & 0xC0) == 0x80) {
        *out = (uint32_t)(b[0] & 0x1F) << 6 | (b[1] & 0x3F);
        return 2;
    }
    if (n >= 3 && (b[0] & 0xF0) == 0xE0 && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80) {
        uint32_t c = (uint32_t)(b[0] & 0x0F) << 12 | (uint32_t)(b[1] & 0x3F) << 6 | (b[2] & 0x3F);
        *out = c;
        return c >= 0x800 && !(c >= 0xD800 && c <= 0xDFFF) ? 3 : 0;
    }
    if (n >= 4 && (b[0] & 0xF8) == 0xF0 && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80 &&
        (b[3] & 0xC0) == 0x80) {
        uint32_t c = (uint32_t)(b[0] & 0x07) << 18 | (uint32_t)(b[1] & 0x3F) << 12 |
                     (uint32_t)(b[2] & 0x3F) << 6 | (b[3] & 0x3F);
        *out = c;
        return c >= 0x10000 && c <= 0x10FFFF ? 4 : 0;
    }
    return 0;
}

static uint32_t fold(uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c + 32;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
        return c + 32;
    if (c >= 0x410 && c <= 0x42F)
        return c + 32;
    if (c >= 0x400 && c <= 0x40F)
        return c + 80;
    return c;
}

bool span_equal_folded(struct span a, struct span b)
{
    if (a.length != b.length) /* fold() keeps the length of every letter */
        return false;
    while (a.length > 0) {
        uint32_t ca = 0;
        uint32_t cb = 0;
        size_t na = decode(a, &ca);
        size_t nb = decode(b, &cb);
        if (na == 0 || nb == 0)
            return span_equal(a, b);
        if (fold(ca) != fold(cb))
            return false;
        a = (struct span){a.bytes + na, a.length - na};
        b = (struct span){b.bytes + nb, b.length - nb};
    }
    return b.length == 0;
}

bool span_integer(struct span span, int64_t *out)
{
    size_t at = 0;
    bool is_negative = false;
    int64_t value = 0;

    if (span.length > 0 && (span.bytes[0] == '-' || span.bytes[0] == '+')) {
        is_negative = span.bytes[0] == '-';
        at = 1;
    }
    if (at == span.length)
        return false;
    for (; at < span.length; at++) {
        int digit = span.bytes[at] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, (int64_t)10, &value) ||
            __builtin_sub_overflow(value, (int64_t)digit, &value))
            return false;
    }
    /* Counted downwards, so that INT64_MIN fits. */
    if (!is_negative && value == INT64_MIN)
        return false;
    *out = is_negative ? value : -value;
    return true;
}

bool span_trailing_number(struct span span, int64_t *out)
{
    enum { DIGITS_MOST = 15 };
    size_t digits = 0;
    int64_t number = 0;

    while (digits < span.length && span.bytes[span.length - 1 - digits] >= '0' &&
           span.bytes[span.length - 1 - digits] <= '9')
        digits++;
    if (digits == 0 || digits > DIGITS_MOST)
        return false;
    for (size_t i = span.length - digits; i < span.length; i++)
        number = number * 10 + (span.bytes[i] - '0');
    *out = number;
    return true;
}

bool span_number(struct span span, char decimal, double *out)
{
    char copy[64];

    if (span.length == 0 || span.length >= sizeof copy)
        return false;
    for (size_t i = 0; i < span.length; i++) {
        char c = span.bytes[i];
        if (c == decimal)
            c = '.';
        else if (c == '.' ||
                 !((c >= '0' && c <= '9') || c == '-' || c == '+' || c == 'e' || c == 'E'))
            return false;
        copy[i] = c;
    }
    copy[span.length] = '\0';
    char *end = NULL;
    /* The program never leaves the C locale for numbers (style.md), so strtod reads '.'. */
    double value = strtod(copy, &end);
    if (end != copy + span.length || !isfinite(value))
        return false;
    *out = value;
    return true;
}

/* From `at` on, character by character. */
static bool is_utf8_slowly(struct span span, size_t at, size_t *bad_at)
{
    while (at < span.length) {
        if (span.length - at >= 8) { /* eight ASCII bytes at a time */
            uint64_t word = 0;
            memcpy(&word, span.bytes + at, sizeof word);
            if ((word & 0x8080808080808080ULL) == 0) {
                at += 8;
                continue;
            }
        }
        uint32_t character = 0;
        size_t step = decode((struct span){span.bytes + at, span.length - at}, &character);
        if (step == 0) {
            if (bad_at != NULL)
                *bad_at = at;
            return false;
        }
        at += step;
    }
    return true;
}

bool span_is_utf8(struct span span, size_t *bad_at)
{
    enum { WORTH_A_BLOCK = 128 };

    if (span.length >= WORTH_A_BLOCK && utf8_is_valid_fast(span))
        return true;
    return is_utf8_slowly(span, 0, bad_at); /* short, or bad and to be told where */
}

bool span_is_printable(struct span span)
{
    while (span.length > 0) {
        uint32_t c = 0;
        size_t step = decode(span, &c);
        if (step == 0 || (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F) ||
            (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
            return false;
        span = (struct span){span.bytes + step, span.length - step};
    }
    return true;
}

static bool buffer_reserve(struct buffer *buffer, size_t extra)
{
    size_t wanted = 0;

    if (__builtin_add_overflow(buffer->length, extra, &wanted) || wanted == SIZE_MAX) {
        buffer->is_short = true;
        return false;
    }
    if (wanted + 1 <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity == 0 ? 64 : buffer->capacity;
    while (capacity < wanted + 1)
        capacity = capacity > SIZE_MAX / 2 ? wanted + 1 : capacity * 2;
    char *bytes = realloc(buffer->bytes, capacity);
    if (bytes == NULL) {
        buffer->is_short = true;
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

void buffer_append(struct buffer *buffer, const char *bytes, size_t length)
{
    if (!buffer_reserve(buffer, length))
        return;
    if (length > 0)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_byte(struct buffer *buffer, char byte)
{
    buffer_append(buffer, &byte, 1);
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_list again;

    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length > 0 && buffer_reserve(buffer, (size_t)length)) {
        vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
    va_end(arguments);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    if (buffer->bytes != NULL)
        buffer->bytes[0] = '\0';
}

struct span buffer_span(const struct buffer *buffer)
{
    return (struct span){buffer->bytes == NULL ? "" : buffer->bytes, buffer->length};
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

enum { NEAREST_LIMIT = 64 };

/* Levenshtein distance, or a large number when either side is longer than NEAREST_LIMIT. */
static size_t edit_distance(struct span a, struct span b)
{
    size_t row[NEAREST_LIMIT + 1];

    if (a.length > NEAREST_LIMIT || b.length > NEAREST_LIMIT)
        return SIZE_MAX;
    for (size_t j = 0; j <= b.length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t replaced = diagonal + (a.bytes[i - 1] != b.bytes[j - 1]);
            size_t shorter = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            diagonal = row[j];
            row[j] = replaced < shorter ? replaced : shorter;
        }
    }
    return row[b.length];
}

const char *text_nearest(struct span text, const char *const *names, size_t count)
{
    size_t limit = text.length / 3 + 1;
    const char *nearest = NULL;

    for (size_t i = 0; i < count; i++) {
        size_t distance = edit_distance(text, span_of(names[i]));
        if (distance <= limit &&
            (nearest == NULL || distance < edit_distance(text, span_of(nearest))))
            nearest = names[i];
    }
    return nearest;
}
