/* assumptions: what was understood and doubted of a file, as the line of the ledger keeps it. */
#ifndef DESKGAUGE_INGEST_ASSUMPTIONS_H
#define DESKGAUGE_INGEST_ASSUMPTIONS_H

#include "base/text.h"
#include "ingest/understanding.h"

/* JSON, appended to `out`: {"desk": …, "doubts": [{"key": …, "grave": …, "values": [7, "a"]}]}. */
void assumptions_write(const struct understanding *words, bool is_event_log, uint64_t header_line,
                       struct buffer *out);

/* The doubts in such a line: key, grave and values, in `arena`; the sentence is not kept there
 * (text is NULL). An empty or NULL line has none. ERROR_STORE for what is no such line. */
MUST_CHECK bool assumptions_read(const char *json, struct arena *arena, struct doubt **out,
                                 size_t *count, struct error *err);

#endif
