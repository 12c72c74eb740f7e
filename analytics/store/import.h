/* import: one file on its way into the store. For the files of this folder only. */
#ifndef DESKGAUGE_STORE_IMPORT_H
#define DESKGAUGE_STORE_IMPORT_H

#include "store/handle.h"

struct import {
    struct store *store;
    struct ledger_row ledger; /* id, header with copies of its texts, totals so far */
    struct arena arena;       /* owns those copies */
    int64_t source_id;
    int64_t next_segment_id;
    int64_t next_staged_id;

    /* Rows wait, by row kind, until they are worth a sorted segment. */
    struct row_list buffers[ROW_PRESENCE];
    struct arena texts[ROW_PRESENCE]; /* of the rows in `buffers` */

    /* Where the store holds rows of the kind already, new ones are staged and settled at the end.
     */
    bool is_staged[TABLE_KINDS];
    struct segment_list staged;
    uint64_t given_count[TABLE_KINDS]; /* rows handed in */
    uint64_t kept_count[TABLE_KINDS];  /* distinct rows that the store did not have */
    bool has_events;                   /* status rows are events, whose fate is their ticket's */

    unsigned char *seen; /* a bit a ticket that had a row in this file */
    size_t seen_size;
    int64_t *replaced; /* imports that this reading of the same bytes replaces */
    size_t replaced_count;
    uint64_t last_reject_line;
    uint64_t last_reject_offset;
    bool is_failed;
};

/* buffer.c: put a row to those that wait; write what waits as a sorted segment. */
MUST_CHECK bool import_keep(struct import *import, enum row_kind kind, const void *row,
                            struct error *err);
MUST_CHECK bool import_flush(struct import *import, enum row_kind kind, struct error *err);

/* settle.c: the end of an import. Old readings of the same bytes leave, and what only they kept of
 * others stays with those; staged rows meet the ones of before, and only what is new is kept. */
MUST_CHECK bool import_replace(struct import *import, struct error *err);
MUST_CHECK bool import_settle(struct import *import, enum table_kind kind, struct error *err);

#endif
