/* handle: what an open store holds between calls. For the files of this folder only. */
#ifndef DESKGAUGE_STORE_HANDLE_H
#define DESKGAUGE_STORE_HANDLE_H

#include "base/arena.h"
#include "store/index.h"
#include "store/segment.h"
#include "store/store.h"

/* The numbers given out so far: what an import must know of everything before it. */
struct numbers {
    struct index tickets; /* of ticket_hash() */
    struct index persons;
    struct index words[VOCABULARY_KINDS]; /* of word_hash() */
    uint32_t stored_persons;              /* those beyond are new in this import */
    bool is_loaded;
    int64_t generation; /* of the engine when they were loaded */
};

struct store {
    struct keeper keeper;
    struct hash_key key;
    struct numbers numbers;
    bool is_importing;
    bool has_imported; /* something was committed since it was opened */
    char
        *made_path; /* of a store that this opening made, else NULL: gone again if it stays empty */
    bool key_was_there;    /* before that */
    uint32_t reader_count; /* open reads share one reading transaction */
    struct arena arena;    /* the lists of sources that were handed out */
    uint32_t source_count;
    const char **sources;
    const char **source_desks;
};

struct hash128 ticket_hash(int64_t source_id, struct span id);
struct hash128 word_hash(int class_hint, struct span text);

/* Load the numbers unless they are still true. Inside a writing transaction. */
MUST_CHECK bool numbers_load(struct store *store, struct error *err);
void numbers_release(struct numbers *numbers);

/* A view that holds still until store_end_reading(); within an import, the import's own. */
MUST_CHECK bool store_begin_reading(struct store *store, struct error *err);
void store_end_reading(struct store *store);

/* Names and desks of the sources, by source id - 1, into `store`. */
MUST_CHECK bool store_load_sources(struct store *store, struct error *err);

/* Count the distinct rows anew, by a scan. */
MUST_CHECK bool store_recount(struct store *store, uint64_t totals[TABLE_KINDS], struct error *err);

#endif
