/* archive: what stands in a zip archive of several files. */
#ifndef DESKGAUGE_INGEST_ARCHIVE_H
#define DESKGAUGE_INGEST_ARCHIVE_H

#include <stddef.h>
#include <stdint.h>

struct archive_table {
    uint32_t entry; /* from 1 */
    const char *name;
};

/*
 * The tables (.csv, .tsv, .txt), in the order of the archive. A .txt beside them whose lines hold
 * no table, a readme or a licence, is none of them: its name is kept to be told. Texts live in the
 * arena that the caller gave.
 */
struct archive_contents {
    struct archive_table *tables;
    size_t table_count;
    const char **passed_over;
    size_t passed_over_count;
};

#endif
