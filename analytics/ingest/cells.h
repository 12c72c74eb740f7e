/* cells: one cell to one value, or the reason why it is none. Private to ingest. */
#ifndef DESKGAUGE_INGEST_CELLS_H
#define DESKGAUGE_INGEST_CELLS_H

#include "ingest/plan.h"

MUST_CHECK bool cell_duration(struct span cell, enum duration_unit unit, int64_t *out_s);
MUST_CHECK bool cell_count(struct span cell, int64_t *out);
MUST_CHECK bool cell_flag(struct span cell, bool *out);

/* A body as it is compared: letters folded, blanks and the numbers of tickets dropped, so that a
 * template that names the ticket is the same text. `scratch` keeps the bytes. */
struct span cell_normalise(struct span body, struct buffer *scratch);

/* Letters of ASCII and of Russian in lower case. `scratch` keeps the bytes. */
struct span cell_fold(struct span text, struct buffer *scratch);

#endif
