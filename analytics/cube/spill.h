/* spill: a table that is larger than its share of memory, as sorted runs in a file. Private. */
#ifndef DESKGAUGE_CUBE_SPILL_H
#define DESKGAUGE_CUBE_SPILL_H

#include "cube/rows.h"

enum { SPILL_BYTES = 2 << 20 }; /* memory of one table; a run is three quarters of it or more */

/* *out stays NULL when no folder takes a file: the table then stays in memory. */
struct spill;
MUST_CHECK bool spill_open(const struct row_kind *kind, struct spill **out, struct error *err);

/* One more run: sorted, no key twice. */
MUST_CHECK bool spill_add(struct spill *spill, const void *rows, size_t count, struct error *err);

/* All runs as one table, which is mapped; the runs are gone. Once. */
MUST_CHECK bool spill_merge(struct spill *spill, struct table *out, struct error *err);

void spill_close(struct spill *spill);
OWN_CLOSER(spill_close, struct spill *)

#endif
