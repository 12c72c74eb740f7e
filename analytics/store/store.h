/* store: what the exports said, kept between runs. The only face of the engine that keeps it. */
#ifndef DESKGAUGE_STORE_STORE_H
#define DESKGAUGE_STORE_STORE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/ownership.h"
#include "store/record.h"

struct store;

enum store_access { STORE_READ, STORE_WRITE, STORE_SCRATCH /* in memory, for `check` and tests */ };

/*
 * Open the store at `path`, creating it (0600, with its key file `deskgauge.key` beside it) or
 * upgrading its tables when `access` is STORE_WRITE. ERROR_STORE with a hint when it is not ours,
 * newer than this program, damaged, locked, a symbolic link, or cannot be made.
 */
MUST_CHECK bool store_open(const char *path, enum store_access access, struct store **out,
                           struct error *err);
void store_close(struct store *store); /* NULL is allowed */
OWN_CLOSER(store_close, struct store *)
/* The same; a store that this opening made, and that took no import, is gone again with its key. */
void store_leave(struct store *store);

const struct hash_key *store_key(const struct store *store);

/* ---- writing: one import is one file is one transaction ---------------------------------- */

enum table_kind {
    TABLE_TICKETS,
    TABLE_MESSAGES,
    TABLE_SURVEYS,
    TABLE_REVIEWS,
    TABLE_STATUS_HISTORY,
    TABLE_KINDS
};
const char *table_kind_name(enum table_kind kind);

/* How a file was read: its identity (rulings 11) and its line in the ledger. */
struct import_header {
    const char *source;     /* name of the source in the settings, else the desk's name */
    const char *desk;       /* profile that read it: "zendesk" */
    const char *file_name;  /* base name only */
    const char *charset;    /* "utf-8" */
    const char *date_order; /* "ymd", "dmy", "mdy", "" not needed */
    const char *zone;       /* zone assumed for naive instants, "" when they carried one */
    enum table_kind kind;
    struct hash128 content; /* XXH3-128 of the bytes */
    uint64_t byte_count;
    int64_t export_time; /* --export-time, else INSTANT_UNKNOWN: the greatest instant of the file */
    const char *assumptions_json; /* what was understood and assumed, for `imports --json` */
};

struct import_totals {
    uint64_t row_count;
    uint64_t fate_count[FATE_COUNT];
    int64_t first_at; /* least and greatest instant stored */
    int64_t last_at;
    int64_t cut_at; /* export time, else last_at */
};

struct import;

/* Has a file with this content been read in this very way? `*out` is its import id or 0. */
MUST_CHECK bool store_find_import(struct store *store, const struct import_header *header,
                                  int64_t *out, struct error *err);

/*
 * Begin the import of one file. Nothing is seen by others before import_commit(); import_close()
 * without it leaves no trace. Another reading of the same bytes (other charset, zone, …) replaces
 * the old one. One import at a time per store; a second process waits, then gets ERROR_STORE.
 */
MUST_CHECK bool store_import(struct store *store, const struct import_header *header,
                             struct import **out, struct error *err);

/* The number of a word of the desk; `class_hint` (enum channel, priority, … or 0) is what the
 * profile takes it for, kept beside the word. The same text with another hint is another word, so
 * that "Pending" of two desks may mean two things. Empty words are 0. */
MUST_CHECK bool import_word(struct import *import, enum vocabulary_kind kind, struct span word,
                            int class_hint, uint32_t *out, struct error *err);
/* The number of a person by keyed hash (hash_person); zero is 0. */
MUST_CHECK bool import_person(struct import *import, struct hash128 person, uint32_t *out,
                              struct error *err);

/* Each takes one row in the order of the file and counts its fate. The id of the ticket is not
 * empty: a row without one is rejected before. A ticket that stands several
 * times in one file: the best version (rulings 8) is kept, the others are FOLDED. Messages may
 * come before their ticket. Rows are copied; spans need live only during the call. */
MUST_CHECK bool import_ticket(struct import *import, const struct ticket_record *row,
                              struct error *err);
MUST_CHECK bool import_message(struct import *import, const struct message_record *row,
                               struct error *err);
MUST_CHECK bool import_survey(struct import *import, const struct survey_record *row,
                              struct error *err);
MUST_CHECK bool import_review(struct import *import, const struct review_record *row,
                              struct error *err);
MUST_CHECK bool import_status(struct import *import, const struct status_record *row,
                              struct error *err);

/* For a file that is hashed while it is read: what header.content should have said. */
MUST_CHECK bool import_content(struct import *import, struct hash128 content, struct error *err);

/* Rows that gave nothing to keep. `import_event` stores a status row of an event log, whose
 * physical row is FOLDED into its ticket: import_ticket() counts it, this one does not. */
MUST_CHECK bool import_event(struct import *import, const struct status_record *row,
                             struct error *err);
/* The same for a message that stands in a cell of a ticket's row: that row has the fate. */
MUST_CHECK bool import_comment(struct import *import, const struct message_record *row,
                               struct error *err);
void import_ignored(struct import *import, uint64_t row_count);
/* Rows of an event log beyond the first of their ticket, where ingest folds them itself. */
void import_folded(struct import *import, uint64_t row_count);
MUST_CHECK bool import_reject(struct import *import, const struct reject *reject,
                              struct error *err);

/*
 * Texts that the store has measured, by text_key: a message of one of them may be handed in with
 * MESSAGE_TEXT_KEPT and without body, counters and flags of its text, which it then has from the
 * kept row. `*out` lives until the commit, threads may ask it together; NULL: none is known, they
 * are too many, or rows that hold them leave with this import.
 */
struct text_keys;
MUST_CHECK bool import_text_keys(struct import *import, const struct text_keys **out,
                                 struct error *err);
bool text_keys_hold(const struct text_keys *keys, uint64_t key);
/* Call it some time before, with a key of the same high bits: memory comes near meanwhile. */
void text_keys_expect(const struct text_keys *keys, uint64_t key);

/* The fates are final only now (overlaps are settled here). `assumptions_json` may be NULL: keep
 * what the header said. */
MUST_CHECK bool import_commit(struct import *import, const char *assumptions_json,
                              struct import_totals *out, struct error *err);
void import_close(struct import *import); /* rolls back what was not committed; NULL allowed */
OWN_CLOSER(import_close, struct import *)

/* ---- reading -------------------------------------------------------------------------------- */

struct ledger_row {
    int64_t import_id;
    struct import_header header;
    struct import_totals totals;
    uint32_t reject_count;
};

/* Called once a row in a total order (import id; line); return false to stop. A reader must not
 * call the function again that called it. */
typedef bool (*ledger_reader)(void *context, const struct ledger_row *row);
typedef bool (*reject_reader)(void *context, const struct ledger_row *import,
                              const struct reject *reject);
MUST_CHECK bool store_ledger(struct store *store, ledger_reader read, void *context,
                             struct error *err);
MUST_CHECK bool store_rejects(struct store *store, int64_t import_id, reject_reader read,
                              void *context, struct error *err);

/* The vocabulary, whole. Row 0 of each kind is the absent word: text "", class 0. */
struct word {
    struct span text; /* lives as long as the vocabulary */
    int class_hint;
};
struct vocabulary {
    struct word *words[VOCABULARY_KINDS];
    uint32_t word_count[VOCABULARY_KINDS];
    struct hash128 *persons; /* [0] is nobody */
    uint32_t person_count;
    struct arena arena;
};
MUST_CHECK bool store_vocabulary(struct store *store, struct vocabulary *out, struct error *err);
void vocabulary_release(struct vocabulary *vocabulary);
OWN_RELEASER(vocabulary_release, struct vocabulary)

/* A ticket with everything that belongs to it: the unit from which facts are made. */
struct thread {
    uint32_t ticket;          /* number in this store; not stable between stores, never printed */
    uint32_t source;          /* index into sources of the scan */
    bool has_ticket;          /* false: only messages (or surveys …) of it were seen */
    struct ticket_record row; /* latest version; unknown when !has_ticket, but with its id */
    int64_t seen_until;       /* cut of the newest import of tickets, messages or history with it */
    uint32_t merged_into;     /* ticket number, 0 none */
    const struct message_record *messages; /* by instant, then a stable order; de-duplicated */
    uint32_t message_count;
    const struct survey_record *surveys; /* by answered_at, sent_at */
    uint32_t survey_count;
    const struct review_record *reviews;
    uint32_t review_count;
    const struct status_record *events; /* by instant */
    uint32_t event_count;
};

/* Which kinds of rows the store holds: whether messages can prove anything at all. */
struct store_contents {
    uint64_t ticket_count; /* numbers given out: 1 … ticket_count; some may have no thread */
    uint64_t row_count[TABLE_KINDS]; /* distinct rows; of tickets, those that have a ticket row */
    int64_t first_at;
    int64_t last_at; /* greatest instant stored */
    int64_t cut_at;  /* greatest cut of an import */
    uint32_t source_count;
    const char *const *sources;      /* lives as long as the store is open */
    const char *const *source_desks; /* profile of each */
};
MUST_CHECK bool store_contents(struct store *store, struct store_contents *out, struct error *err);

/* One pass over all tickets by ascending number, each once, in memory that does not grow with
 * messages. The thread and what it points to live until the next call. */
struct scan;
MUST_CHECK bool store_scan(struct store *store, struct scan **out, struct error *err);
/* true with *out NULL at the end. */
MUST_CHECK bool scan_next(struct scan *scan, const struct thread **out, struct error *err);
void scan_close(struct scan *scan);
OWN_CLOSER(scan_close, struct scan *)

/* The id and source of tickets, for the list behind a figure: `read` is called in ascending order
 * of (source, id) for the `count` numbers given. */
typedef bool (*ticket_reader)(void *context, uint32_t ticket, struct span source, struct span id);
MUST_CHECK bool store_name_tickets(struct store *store, const uint32_t *tickets, size_t count,
                                   ticket_reader read, void *context, struct error *err);

/* A small value (up to 64 MiB) that belongs to the store: published figures, caches. `out` may be
 * NULL. Not written inside a scan or an import. Keys that begin with "store." are the store's. */
MUST_CHECK bool store_note_read(struct store *store, const char *key, struct buffer *out,
                                bool *found, struct error *err);
MUST_CHECK bool store_note_write(struct store *store, const char *key, struct span value,
                                 struct error *err);

#endif
