/* plain: a value for machines: numbers with '.', days as 2026-09-30. Private to render/. */
#ifndef DESKGAUGE_RENDER_PLAIN_H
#define DESKGAUGE_RENDER_PLAIN_H

#include "base/text.h"
#include "model/value.h"

enum { PLAIN_SIZE = 48 };

enum plain_end { PLAIN_LO, PLAIN_HI };

/* Printed as a number: not as a date, a text or nothing. */
bool value_is_plain_number(const struct value *value);

/*
 * One end of a value as text: 15 significant digits; money in major units of a hundred minor ones;
 * dates and instants in ISO 8601, months as 2026-07, quarters as
 * 2026Q3. "" for an unknown, a text or words.
 */
const char *value_plain(const struct value *value, enum plain_end end, char out[PLAIN_SIZE]);

/* "2026-09-30T12:00:00Z" */
void plain_instant(int64_t utc_s, char out[PLAIN_SIZE]);

/* A quoted cell; a text that a spreadsheet would take for a formula starts with an apostrophe. */
void plain_csv_text(struct buffer *out, const char *text);

#endif
