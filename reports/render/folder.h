/* folder: an output folder that appears as a whole, or not at all. */
#ifndef DESKGAUGE_RENDER_FOLDER_H
#define DESKGAUGE_RENDER_FOLDER_H

#include "base/error.h"
#include "base/ownership.h"
#include "base/text.h"

/*
 * Files are written into PLACE.tmp-XXXXXX beside the place; folder_commit() syncs them and renames
 * the folder into place. A report folder that stands there is kept as it is until then, and
 * exchanged in one step. What stands there and is not a report of ours is never touched: a folder
 * counts as ours when its list `.deskgauge-report` names every file in it.
 */
struct folder;

enum { FOLDER_NAME_MOST = 200 };

/*
 * Start a folder that will stand at `place`. ERROR_RENDER when the place is taken by anything but
 * an empty folder or a report folder of ours (with the file that is not ours), or cannot be
 * written beside.
 */
MUST_CHECK bool folder_open(const char *place, struct folder **out, struct error *err);

/* Where the files stand until the commit: for those who write by path (a store). Everything found
 * there at the commit belongs to the report. */
const char *folder_path(const struct folder *folder);

/* One new file; `name` is "report.html" or "account-a/tickets/channels.csv": [A-Za-z0-9._-], at
 * most two folders deep, no part starting with a dot. ERROR_RENDER when it cannot be written as a
 * whole. */
MUST_CHECK bool folder_write(struct folder *folder, const char *name, struct span bytes,
                             struct error *err);

/* The same in pieces, for what is longer than memory should hold: begin, add, end. Without an end
 * folder_file_close() leaves a part of it there, and the folder must not be committed. */
struct folder_file;
MUST_CHECK bool folder_begin(struct folder *folder, const char *name, struct folder_file **out,
                             struct error *err);
MUST_CHECK bool folder_file_add(struct folder_file *file, struct span bytes, struct error *err);
MUST_CHECK bool folder_file_end(struct folder_file *file, struct error *err);
void folder_file_close(struct folder_file *file);
OWN_CLOSER(folder_file_close, struct folder_file *)

/* Put the folder in its place. On failure the place is as it was. */
MUST_CHECK bool folder_commit(struct folder *folder, struct error *err);

/* Without a commit before, removes what was written. */
void folder_close(struct folder *folder);
OWN_CLOSER(folder_close, struct folder *)

#endif
