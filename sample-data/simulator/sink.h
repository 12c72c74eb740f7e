/* sink: bytes on their way to a file, in large writes, with their fingerprint. */
#ifndef DESKGAUGE_SAMPLE_SINK_H
#define DESKGAUGE_SAMPLE_SINK_H

#include "base/hash.h"

/* Failures are kept and told by sink_finish(), so that writers need not look at each field. */
struct sink;

/* `path` NULL: count and fingerprint the bytes, write none. */
MUST_CHECK bool sink_open(const char *path, struct sink **out, struct error *err);

void sink_bytes(struct sink *sink, const char *bytes, size_t length);
void sink_text(struct sink *sink, const char *text);
void sink_number(struct sink *sink, uint64_t number);

/* A CSV field by RFC 4180: quoted only where a comma (`delimiter`), quote or line end stands in it.
 */
void sink_field(struct sink *sink, const char *bytes, size_t length, char delimiter);

/* Write what is left. ERROR_INPUT when a write failed. */
MUST_CHECK bool sink_finish(struct sink *sink, struct error *err);
uint64_t sink_byte_count(const struct sink *sink);
struct hash128
sink_fingerprint(const struct sink *sink); /* of what was handed over, after finish */
void sink_close(struct sink *sink);
OWN_CLOSER(sink_close, struct sink *)

#endif
