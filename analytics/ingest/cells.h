/* cells: one cell to one value, or the reason why it is none. Private to ingest. */
#ifndef DESKGAUGE_INGEST_CELLS_H
#define DESKGAUGE_INGEST_CELLS_H

#include "ingest/plan.h"

MUST_CHECK bool cell_duration(struct span cell, enum duration_unit unit, int64_t *out_s);
MUST_CHECK bool cell_count(struct span cell, int64_t *out);
MUST_CHECK bool cell_flag(struct span cell, bool *out);

/* "2:18" or "-4:35" of a promised time, in any unit: was it missed? False: neither. Nought is kept.
 */
MUST_CHECK bool cell_is_missed(struct span cell, bool *out);

/* "52 267" without its blanks (ASCII or no-break) where they stand between groups of three digits;
 * anything else as it is. `copy` keeps the bytes. */
struct span cell_without_thousands(struct span cell, char copy[24]);
/* "1.25E+17": a spreadsheet has rounded an id. */
bool cell_is_rounded_id(struct span cell);
/* "3 weeks ago", "2 часа назад": a date that only says how long ago. */
bool cell_is_relative_date(struct span cell);

/* "25/Feb/26 4:38 PM;712020:dbd6;Which; account?": the first two semicolons part it. */
struct comment_parts {
    struct span at, author, body;
};
MUST_CHECK bool cell_comment(struct span cell, struct comment_parts *out);

/* A cell as a message may show it, up to `most` bytes and the end: line ends and tabs are blanks,
 * what would move a cursor or turn the direction of writing is '?'. `out` has room for `most` + 1.
 */
void cell_show(struct span cell, size_t most, char *out);

/* The first of several values in a cell: up to a line break or "<br>". */
struct span cell_first_value(struct span cell);

/* A body as it is compared: letters folded, blanks and the numbers of tickets dropped, so that a
 * template that names the ticket is the same text. `scratch` keeps the bytes. */
struct span cell_normalise(struct span body, struct buffer *scratch);

#endif
