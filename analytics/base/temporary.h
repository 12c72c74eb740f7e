/* temporary: a file without a name, for what memory should not hold. */
#ifndef DESKGAUGE_BASE_TEMPORARY_H
#define DESKGAUGE_BASE_TEMPORARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * A file for reading and writing that no folder lists: it is gone when its descriptor is closed,
 * however the program ends. It lies in $TMPDIR, else in /var/tmp, else in /tmp (which is memory on
 * many machines). -1: none of them takes a file, with errno of the last.
 */
MUST_CHECK int temporary_open(void);

/* The folder that the next one would lie in, for messages. */
const char *temporary_folder(void);

/* All of the bytes, or a failure that names the folder. */
MUST_CHECK bool temporary_write(int file, const void *bytes, size_t size, struct error *err);

#endif
