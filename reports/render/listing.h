/* listing: which files of a folder are ours. Private to render/. */
#ifndef DESKGAUGE_RENDER_LISTING_H
#define DESKGAUGE_RENDER_LISTING_H

#include "base/error.h"
#include "base/text.h"

#define LISTING_NAME ".deskgauge-report"

/* How many folders deep a file of a report may stand. */
enum { FOLDER_DEPTH = 2 };

/* The regular files of the folder and of the folders in it, one path a line, sorted by byte. A link
 * or a folder deeper than FOLDER_DEPTH is ERROR_RENDER. */
MUST_CHECK bool listing_of(const char *path, struct buffer *out, struct error *err);

/*
 * May a new report take this place? `*is_taken` tells whether a folder stands there: an empty one,
 * or one in which every file stands in its own list (or is the journal of one that does).
 * ERROR_RENDER for all else, with the first file that is not ours.
 */
MUST_CHECK bool listing_may_replace(const char *place, bool *is_taken, struct error *err);

/* fsync of the folders that hold the listed files. */
MUST_CHECK bool listing_sync(const char *path, const struct buffer *list, struct error *err);

/* Remove the files of the folder and the folder, as far as that goes; links are not followed. */
void listing_remove(const char *path);

#endif
