/* words: how wide a text is, and how it is made to fit. */
#ifndef DESKGAUGE_CHARTS_WORDS_H
#define DESKGAUGE_CHARTS_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * `text` as a drawing may carry it: tabs and line ends become blanks, bytes that are not UTF-8
 * U+FFFD; control characters, bidi overrides and isolates are dropped. NULL when memory is short.
 */
const char *words_clean(struct arena *arena, const char *text);

/*
 * Width of one line of UTF-8, in pixels: the wider of Inter and Noto Sans for each character of
 * Latin and Cyrillic (with tabular figures), 0.65 em for other scripts, 1 em for wide ones.
 */
double words_width(const char *text, int size_px, bool is_bold);

/* The longest start of `text` that fits into `most_px` with an ellipsis; `text` itself when it
 * fits. NULL when memory is short. */
const char *words_shorten(struct arena *arena, const char *text, int size_px, bool is_bold,
                          double most_px);

enum { WORDS_LINES = 4 };

/* As few lines as hold `text` in `most_px`, and not more than `most_lines` (1 … WORDS_LINES),
 * broken at blanks and as even as they may be. Lines are too wide where the words do not fit into
 * so many. False when memory is short. */
bool words_wrap(struct arena *arena, const char *text, int size_px, double most_px,
                size_t most_lines, const char *lines[WORDS_LINES], size_t *line_count);

#endif
