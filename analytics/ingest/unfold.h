/* unfold: the bytes of an export that is compressed, by gzip, zstd or zip. Private to ingest. */
#ifndef DESKGAUGE_INGEST_UNFOLD_H
#define DESKGAUGE_INGEST_UNFOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/ownership.h"
#include "ingest/archive.h"

/*
 * What unfolds to more than 20 GiB, or past 200 times its size once it is 1 MiB large, is refused
 * as a bomb before it fills the memory; a zstd window may be 128 MiB. Of a zip archive of several
 * tables (.csv, .tsv, .txt) the caller says which; a workbook is left to the sniffer, which says
 * how to save it as CSV.
 */
struct unfolder;

enum { ARCHIVE_FILES_MOST = 1000 };
/* No tables: `file` is no archive with any. */
MUST_CHECK bool unfolder_contents(int file, const char *path, struct arena *arena,
                                  struct archive_contents *out, struct error *err);

/* `entry`: of unfolder_contents(), 0: the only one. `*out` is NULL where `file` is not compressed.
 * ERROR_INPUT in words where it cannot be read; `path` stands in them and is not kept beyond the
 * unfolder's life. */
MUST_CHECK bool unfolder_open(int file, const char *path, uint32_t entry, struct unfolder **out,
                              struct error *err);
void unfolder_close(struct unfolder *unfolder);
OWN_CLOSER(unfolder_close, struct unfolder *)

/* The next `size` bytes, fewer only at the end; `*got` 0: nothing is left. */
MUST_CHECK bool unfolder_read(struct unfolder *unfolder, char *bytes, size_t size, size_t *got,
                              struct error *err);
/* From the first byte again. */
MUST_CHECK bool unfolder_rewind(struct unfolder *unfolder, struct error *err);
/* Bytes of the file read so far. */
uint64_t unfolder_progress(const struct unfolder *unfolder);

#endif
