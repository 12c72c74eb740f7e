/* archive: what stands in a zip archive of several files. */
#ifndef DESKGAUGE_INGEST_ARCHIVE_H
#define DESKGAUGE_INGEST_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct archive_table {
    uint32_t entry; /* from 1 */
    const char *name;
};

/*
 * The tables (.csv, .tsv, .txt), in the order of the archive. What else it holds is not read, and
 * its names are kept to be told: spreadsheets, pictures, letters, and a .txt whose lines hold no
 * table (a readme, a licence). Folders and what packers add by themselves (__MACOSX/, names that
 * begin with a point) are nothing. Texts live in the arena that the caller gave.
 */
struct archive_contents {
    struct archive_table *tables;
    size_t table_count;
    const char **passed_over;
    size_t passed_over_count;
};

/* Is it a spreadsheet by its name? */
bool archive_is_sheet(const char *name);

#endif
