/* ingest: the bytes of one export in, its rows in the store, and what was understood of it. */
#ifndef DESKGAUGE_INGEST_INGEST_H
#define DESKGAUGE_INGEST_INGEST_H

#include "ingest/archive.h"
#include "ingest/understanding.h"
#include "settings/settings.h"
#include "store/store.h"

struct progress {
    const char *file;
    uint64_t byte_count, total_bytes;
    uint64_t row_count;
};
/* Called now and then; return false to interrupt (ERROR_INTERRUPTED, nothing kept). */
typedef bool (*progress_reader)(void *context, const struct progress *progress);

struct ingest_request {
    const char *path;                      /* "-" is standard input */
    const struct archive_table *table;     /* of an archive of several; NULL: the file itself */
    const struct archive_contents *beside; /* what else the archive holds, to be told; NULL: not */
    const char *source;                    /* name of the source; NULL: the desk's name */
    const char *desk;                      /* profile name or path of a .yaml; NULL: recognise */
    const char *zone;    /* of naive times; NULL: settings.zone, else UTC and said */
    const char *charset; /* NULL: detect */
    const char *dates;   /* "dmy" …; NULL: decide from the whole column */
    int64_t export_time; /* INSTANT_UNKNOWN: the last event */
    const struct settings *settings;
    progress_reader progress;
    void *context;
};

struct ingest_result {
    struct understanding understanding;
    struct import_totals totals;
    bool was_known;             /* the same bytes, read the same way: nothing was done */
    uint64_t stray_quote_count; /* rows taken although a quote stood where none belongs */
};
void ingest_result_release(struct ingest_result *result);
OWN_RELEASER(ingest_result_release, struct ingest_result)

/*
 * Read one file into the store, as one transaction. `*out` is filled as far as it was understood,
 * also when the call fails; the caller releases it either way. ERROR_INPUT for what cannot be
 * read or believed, ERROR_STORE for the store's; nothing is kept then.
 */
MUST_CHECK bool ingest_file(struct store *store, const struct ingest_request *request,
                            struct ingest_result *out, struct error *err);

/* The tables of an archive of several, in its order: each is an import of its own. None where
 * `path` is one table, or cannot be opened (ingest_file() says why). Names live in `arena`. */
MUST_CHECK bool ingest_contents(const char *path, struct arena *arena, struct archive_contents *out,
                                struct error *err);

/* Only look: the desk, the columns and the doubts, from the header and the first rows. */
MUST_CHECK bool ingest_understand(const struct ingest_request *request, struct understanding *out,
                                  struct error *err);

/*
 * A profile of this file for --desk, as YAML appended to `out`: its columns as they were
 * understood, with the words that stand in it; where no desk fits, what its cells suggest, the
 * rest as comments to be filled in. The caller releases `out`.
 */
MUST_CHECK bool ingest_draft_profile(const struct ingest_request *request, struct buffer *out,
                                     struct error *err);

/* The known desks, by name: for `deskgauge desks`. */
typedef bool (*desk_reader)(void *context, const char *name, const char *title, const char *tables);
MUST_CHECK bool ingest_desks(desk_reader read, void *context, struct error *err);

#endif
