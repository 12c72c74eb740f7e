/* lines: a message cut into lines, without what its author did not write as prose. */
#ifndef DESKGAUGE_STATISTICS_TEXT_LINES_H
#define DESKGAUGE_STATISTICS_TEXT_LINES_H

#include <stdint.h>

#include "base/text.h"
#include "statistics/text/letters.h"

/* Characters; grows, never shrinks. All-zero is a valid empty one. */
struct characters {
    uint32_t *at;
    size_t length, capacity;
};

MUST_CHECK bool characters_reserve(struct characters *characters, size_t capacity,
                                   struct error *err);
void characters_release(struct characters *characters);

/* One character off the front of UTF-8 that is not empty; U+FFFD where it is none (overlong forms
 * and surrogates are not looked for: the reader of files does). */
uint32_t character_decode(struct span *rest);

enum { CHARACTER_BYTES = 4 };
size_t character_encode(uint32_t character, char *out); /* bytes written, at most 4 */

/*
 * Rules T1 of statistics.md A5, in their order: typographic apostrophe to ', no-break space to
 * space, fenced code out (a line break stays), nothing from a line `--` on, quoted lines out, list
 * marks to "• ", and out with URLs, e-mail addresses and every run that holds a digit; a trailing
 * . , ; : ! ? ) stays. Letters that come with a combining mark are one letter (NFC).
 */
struct line_reader {
    const struct letters *letters; /* borrowed */
    struct span rest;              /* UTF-8; bytes that are not stand for U+FFFD */
    bool is_done;
    bool has_open_fence; /* no closing fence follows: no need to look again */
};

struct line_reader line_reader(const struct letters *letters, struct span text);

/* The next line, cleaned, into `line`. `*has_line` is false at the end. Fails only for memory. */
MUST_CHECK bool line_next(struct line_reader *reader, struct characters *line, bool *has_line,
                          struct error *err);

#endif
