/* words: the criteria in the reader's language, as the terminal says them. */
#ifndef DESKGAUGE_COMMAND_WORDS_H
#define DESKGAUGE_COMMAND_WORDS_H

#include "criteria/scorecard.h"
#include "languages/language.h"

const char *criterion_title(const struct language *language, enum criterion criterion);
const char *verdict_word(const struct language *language, enum promise_verdict verdict);
const char *standing_word(const struct language *language, enum standing standing);

/* "fell by 6 points: sagged", "no clear change (a drop of 5 points would have shown)"… */
void append_change(struct language *language, const struct criterion_change *change,
                   struct buffer *out);

/* The value of a measurement in its unit, or "cannot be told". */
void append_measurement(struct language *language, const struct measurement *measurement,
                        struct buffer *out);
struct value measurement_value(const struct measurement *measurement);
struct value measurement_range(const struct measurement *measurement);

/* How many columns of a terminal a UTF-8 text takes; and the text padded to `width`. */
size_t text_width(const char *text);
void print_padded(FILE *out, const char *text, size_t width);

#endif
