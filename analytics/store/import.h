/* import: one file on its way into the store. For the files of this folder only. */
#ifndef DESKGAUGE_STORE_IMPORT_H
#define DESKGAUGE_STORE_IMPORT_H

#include "store/handle.h"

/* Rows that wait in a buffer for the number of their ticket: it is looked up some rows late, when
 * the index has come near (index_expect). */
enum { PENDING_SIZE = 16, PENDING_ID_SIZE = 40 };
struct pending {
    struct hash128 hash;
    enum row_kind kind;
    uint32_t row; /* in the buffer of the kind */
    uint32_t id_length;
    char id[PENDING_ID_SIZE];
};

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
    struct pending pending[PENDING_SIZE];
    uint32_t pending_first;
    uint32_t pending_count;

    /* Where the store holds rows of the kind already, new ones are staged and settled at the end.
     */
    bool is_staged[TABLE_KINDS];
    struct segment_list staged;
    uint64_t given_count[TABLE_KINDS]; /* rows handed in */
    uint64_t kept_count[TABLE_KINDS];  /* distinct rows that the store did not have */
    bool has_events;                   /* status rows are events, whose fate is their ticket's */
    bool has_comments;                 /* messages are cells of ticket rows, whose fate it is */

    unsigned char *seen; /* a bit a ticket that had a ticket row in this file */
    size_t seen_size;
    struct text_keys *text_keys; /* NULL: nobody has asked, or there are none */
    int64_t *replaced;           /* imports that this reading of the same bytes replaces */
    size_t replaced_count;
    uint64_t last_reject_line;
    uint64_t last_reject_offset;
    bool is_failed;
};

/* begin.c: a copy that lives as long as the import, "" for NULL, NULL when memory is short. */
const char *import_copy_text(struct arena *arena, const char *text);

/* pending.c: number the ticket `id` and keep the row, which gets the number before it is written.
 * Numbers ascend in the order of the calls. */
MUST_CHECK bool import_keep(struct import *import, enum row_kind kind, const void *row,
                            struct span id, struct error *err);
MUST_CHECK bool import_number_pending(struct import *import, struct error *err);
/* The number of a ticket at once. */
MUST_CHECK bool import_number(struct import *import, struct span id, uint32_t *out,
                              struct error *err);

/* buffer.c: write what waits as a sorted segment. Nothing may be pending. */
MUST_CHECK bool import_flush(struct import *import, enum row_kind kind, struct error *err);
/* A writer of kept segments of this import. */
struct segment_writer import_writer(struct import *import, enum row_kind kind);
bool import_is_full(const struct import *import, enum row_kind kind);

/* text_keys.c: messages of a ticket that were handed in without the measures of their text get them
 * from the kept row that has them; ERROR_STORE where none does. */
void text_keys_close(struct text_keys *keys);
MUST_CHECK bool text_keys_fill(struct message_row *fresh, size_t fresh_count,
                               const struct message_row *old, size_t old_count, struct error *err);

/* replace.c: old readings of the same bytes leave; what only they kept of others stays with those.
 * settle.c: staged rows meet the ones of before, and only what is new is kept. */
MUST_CHECK bool import_replace(struct import *import, struct error *err);
MUST_CHECK bool import_settle(struct import *import, enum table_kind kind, struct error *err);

#endif
