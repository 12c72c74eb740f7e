/* text: spans of bytes that are not ours, and a buffer that grows. */
#ifndef DESKGAUGE_BASE_TEXT_H
#define DESKGAUGE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/ownership.h"

/* Borrowed bytes, no final NUL owed. {NULL, 0} is absent, {"", 0} is present and empty. */
struct span {
    const char *bytes;
    size_t length;
};

#define SPAN(literal) ((struct span){(literal), sizeof(literal) - 1})
#define SPAN_PRINT(span) (int)((span).length), (span).bytes /* for %.*s */

struct span span_of(const char *text);          /* of a C string; NULL gives absent */
struct span span_trim(struct span span);        /* without ASCII blanks at both ends */
bool span_equal(struct span a, struct span b);  /* byte by byte */
int span_compare(struct span a, struct span b); /* total order by unsigned bytes, then length */
bool span_starts(struct span span, struct span prefix);
bool span_ends(struct span span, struct span suffix);

/* Equal after folding ASCII, Latin-1 and Cyrillic letters of UTF-8 to lower case. */
bool span_equal_folded(struct span a, struct span b);

/* Whole number in decimal, with a sign; false when anything else stands in `span`, or overflow. */
MUST_CHECK bool span_integer(struct span span, int64_t *out);

/* The number at the end of an id: 10001 of "INC0010001"; false when no digit ends it, or more
 * than 15. */
MUST_CHECK bool span_trailing_number(struct span span, int64_t *out);

/* Finite decimal number with '.' (or `decimal`) as its mark, in no locale. */
MUST_CHECK bool span_number(struct span span, char decimal, double *out);

/* Valid UTF-8 without overlong forms and surrogates; else `*bad_at` is the offset of the first
 * bad byte (NULL: not wanted). */
bool span_is_utf8(struct span span, size_t *bad_at);

/* Characters U+0000–U+001F but tab and newline, U+007F–U+009F, bidi overrides and isolates
 * (U+202A–202E, U+2066–2069), and bytes that are not UTF-8: what no report may carry. */
bool span_is_printable(struct span span);

/*
 * A growing byte string, NUL-terminated while not empty. All-zero is a valid empty one. When
 * memory runs short it keeps what it had and `is_short` stays true: check it once, at the end.
 */
struct buffer {
    char *bytes;
    size_t length;
    size_t capacity;
    bool is_short;
};

void buffer_append(struct buffer *buffer, const char *bytes, size_t length);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_byte(struct buffer *buffer, char byte);
void buffer_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
void buffer_clear(struct buffer *buffer); /* empty, memory kept */
struct span buffer_span(const struct buffer *buffer);
void buffer_release(struct buffer *buffer);
OWN_RELEASER(buffer_release, struct buffer)

/* The row of `count` names that is nearest to `text` by edit distance (at most a third of its
 * length and one), or NULL: the "did you mean" of options, settings and columns. */
const char *text_nearest(struct span text, const char *const *names, size_t count);

#endif
