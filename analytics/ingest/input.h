/* input: the bytes of one export, as UTF-8, in a window that moves forward. Private to ingest. */
#ifndef DESKGAUGE_INGEST_INPUT_H
#define DESKGAUGE_INGEST_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/text.h"
#include "ingest/archive.h"

struct input;

/*
 * Open a regular file, or standard input for "-" (kept in an unlinked temporary file, so that it
 * can be read twice). ERROR_INPUT with the reason and a hint for a folder, a device, an empty
 * file, a spreadsheet or an archive.
 */
MUST_CHECK bool input_open(const char *path, struct input **out, struct error *err);
/* One table of an archive of several (input_contents()); it is named "export.zip/tickets.csv". */
MUST_CHECK bool input_open_entry(const char *path, const struct archive_table *table,
                                 struct input **out, struct error *err);
/* What stands in an archive; no tables where it is one table, or anything else. */
MUST_CHECK bool input_contents(const char *path, struct arena *arena, struct archive_contents *out,
                               struct error *err);
void input_close(struct input *input);
OWN_CLOSER(input_close, struct input *)

const char *input_path(const struct input *input);    /* as given */
const char *input_name(const struct input *input);    /* last part of the path; "standard input" */
uint64_t input_byte_count(const struct input *input); /* of the file */
MUST_CHECK bool input_fingerprint(struct input *input, struct hash128 *out, struct error *err);

/* The same in passing, of all that is read from input_rewind(charset, skip_bytes) to the end. */
MUST_CHECK bool input_fingerprint_begin(struct input *input, uint64_t skip_bytes,
                                        struct error *err);
MUST_CHECK bool input_fingerprint_end(struct input *input, struct hash128 *out, struct error *err);

/* From here on bytes are converted from `charset` (ICU-free: iconv of the C library); "utf-8" is
 * passed through. Begins at the first byte again. */
MUST_CHECK bool input_rewind(struct input *input, const char *charset, uint64_t skip_bytes,
                             struct error *err);

/* Append at least `size` decoded bytes to `out`, or all that are left (then `*is_end`). Not to be
 * mixed with input_line() in one pass. */
MUST_CHECK bool input_read(struct input *input, size_t size, struct buffer *out, bool *is_end,
                           struct error *err);

/*
 * The next physical line, its line end included, without moving past it: `*out` lives until the
 * next call with a larger `from`. Lines end with '\n', or with '\r' where `is_cr` holds. At the
 * end `*out` is empty. The window keeps everything from `from` on.
 */
MUST_CHECK bool input_line(struct input *input, uint64_t from, uint64_t at, bool is_cr,
                           struct span *out, struct error *err);

/* Bytes [from, to) that input_line() has shown and still keeps. */
struct span input_kept(const struct input *input, uint64_t from, uint64_t to);

/* Up to `limit` first bytes, as they stand in the file. */
struct span input_head(struct input *input, size_t limit, struct error *err);

/* Bytes of the file read so far in this pass, for progress. */
uint64_t input_progress(const struct input *input);

/* True when the file is still the one that was opened (size and time of change). */
MUST_CHECK bool input_is_unchanged(struct input *input, struct error *err);

#endif
