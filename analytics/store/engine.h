/* engine: what a keeper of blocks and small tables must be able to do for the store. */
#ifndef DESKGAUGE_STORE_ENGINE_H
#define DESKGAUGE_STORE_ENGINE_H

#include "store/block.h"
#include "store/publication.h"
#include "store/store.h"

/* A sorted run of rows of one kind, in blocks 0 … block_count - 1. */
struct segment {
    int64_t id;
    int64_t import_id; /* 0: the names, which belong to no import */
    uint8_t kind;      /* enum row_kind */
    uint32_t first_ticket;
    uint32_t last_ticket;
    uint64_t row_count;
    uint32_t block_count;
    const uint32_t *last_tickets; /* of each block */
};

/* The id of a block among all of its shelf. */
enum { SEGMENT_BLOCK_BITS = 16, SEGMENT_BLOCK_LIMIT = 4096 };
enum { PERSONS_A_ROW = 4096 };
static inline int64_t segment_block_id(int64_t segment_id, uint32_t block)
{
    return segment_id << SEGMENT_BLOCK_BITS | block;
}

/* The shelf that lasts, and the one for an import that must be settled against it first. */
enum shelf { SHELF_KEPT, SHELF_STAGED };

/* All text of a row lives until the reader returns. Return false to stop. */
typedef bool (*segment_reader)(void *context, const struct segment *segment);
typedef bool (*source_reader)(void *context, int64_t id, const char *name, const char *desk);
typedef bool (*word_reader)(void *context, enum vocabulary_kind kind, uint32_t number,
                            int class_hint, struct span text);
/* `head` has what all rows of the publication share. */
typedef bool (*published_reader)(void *context, const struct publication *head,
                                 const struct published_row *row);
typedef bool (*person_reader)(void *context, uint32_t first_number, const struct hash128 *persons,
                              uint32_t count);

/*
 * One row per engine: sqlite is the only one yet. `self` is what open() made. After any failure
 * inside a transaction every further call but rollback() and close() fails, so that nothing can
 * be half written. Ids of imports, segments and sources ascend from 1.
 */
struct engine {
    const char *name;

    /* `*is_new`: the store was made by this call. */
    bool (*open)(const char *path, enum store_access access, void **out, bool *is_new,
                 struct error *err);
    void (*close)(void *self);

    /* A writing transaction keeps other writers out, a reading one holds what it sees still. */
    bool (*begin)(void *self, bool is_writing, struct error *err);
    bool (*commit)(void *self, struct error *err);
    void (*rollback)(void *self);
    /* A number that changes when somebody else has written. */
    bool (*generation)(void *self, int64_t *out, struct error *err);

    bool (*block_put)(void *self, enum shelf shelf, int64_t id, const struct block_bytes *bytes,
                      struct error *err);
    bool (*block_get)(void *self, enum shelf shelf, int64_t id, struct block_bytes *out,
                      struct error *err);
    bool (*stage_clear)(void *self, struct error *err);
    bool (*segment_add)(void *self, const struct segment *segment, struct error *err);
    bool (*segment_each)(void *self, segment_reader read, void *context, struct error *err);

    /* 0: it has no such source. */
    bool (*source_find)(void *self, const char *name, const char *desk, int64_t *out,
                        struct error *err);
    bool (*source_add)(void *self, const char *name, const char *desk, int64_t *out,
                       struct error *err);
    bool (*source_each)(void *self, source_reader read, void *context, struct error *err);

    bool (*next_ids)(void *self, int64_t *import_id, int64_t *segment_id, struct error *err);
    bool (*import_add)(void *self, const struct ledger_row *row, int64_t source_id,
                       struct error *err);
    /* Everything of one import but its words, people and names, which others may use. */
    bool (*import_drop)(void *self, int64_t import_id, struct error *err);
    bool (*import_each)(void *self, ledger_reader read, void *context, struct error *err);
    bool (*reject_add)(void *self, int64_t import_id, int64_t number, const struct reject *reject,
                       struct error *err);
    bool (*reject_each)(void *self, const struct ledger_row *import, reject_reader read,
                        void *context, struct error *err);

    bool (*word_add)(void *self, enum vocabulary_kind kind, uint32_t number, int class_hint,
                     struct span text, struct error *err);
    bool (*word_each)(void *self, word_reader read, void *context, struct error *err);
    bool (*person_add)(void *self, uint32_t first_number, const struct hash128 *persons,
                       uint32_t count, struct error *err);
    bool (*person_each)(void *self, person_reader read, void *context, struct error *err);
    bool (*limits)(void *self, struct block_limits *out, struct error *err);

    /* Distinct rows kept, by table kind. */
    bool (*totals_read)(void *self, uint64_t out[TABLE_KINDS], struct error *err);
    bool (*totals_write)(void *self, const uint64_t totals[TABLE_KINDS], struct error *err);

    bool (*note_read)(void *self, const char *key, struct buffer *out, bool *found,
                      struct error *err);
    bool (*note_write)(void *self, const char *key, struct span value, struct error *err);

    /* Publications of one report, account and period: the last number (0 none), and its rows by
     * figure. */
    bool (*published_last)(void *self, const struct publication *publication, int64_t *out,
                           struct error *err);
    bool (*published_add)(void *self, const struct publication *publication, int64_t number,
                          const struct published_row *row, struct error *err);
    bool (*published_each)(void *self, const struct publication *publication, published_reader read,
                           void *context, struct error *err);
};

extern const struct engine sqlite_engine;

#endif
