/* rows: rows of cells by the plan to records, and those into the store. Private to ingest. */
#ifndef DESKGAUGE_INGEST_ROWS_H
#define DESKGAUGE_INGEST_ROWS_H

#include "base/arena.h"
#include "ingest/events.h"
#include "ingest/forensics.h"
#include "ingest/lookup.h"
#include "ingest/plan.h"
#include "ingest/texts.h"
#include "store/store.h"

/*
 * In two steps. Decoding needs nothing but the row and the rules, so several threads do it at
 * once; words and persons are left as references. Settling gives them their numbers and hands
 * the records to the store, row by row in the order of the file: so nothing depends on threads.
 */
struct row_rules {
    const struct plan *plan;
    const struct hash_key *key;
    const struct zone *zone;
    const struct settings *settings;
    bool is_event_log;                       /* ids repeat: each row is an event of its ticket */
    const struct first_events *first_events; /* of a minimal event log; NULL */
    int rating_scale, effort_scale;          /* of bare numbers */
    uint64_t text_rules;                     /* text_rules(), and the source of its tickets */
    const struct text_keys *kept_texts;      /* NULL: every text is measured */
    const char *const *headers; /* to know them where they stand again; NULL: not asked */
};

/* What one thread needs to decode. */
struct row_decoder {
    const struct row_rules *rules;
    struct lookup classes;    /* of words met before */
    struct text_meter *texts; /* NULL: no column of bodies */
    struct buffer scratch;
};
void row_decoder_release(struct row_decoder *decoder);

/* A word or person that has no number yet, and where in the decoded row its number goes. */
struct reference {
    uint64_t key; /* lookup_key() */
    struct span text;
    int32_t class_hint;
    uint16_t offset;
    uint8_t kind; /* enum vocabulary_kind, or REFERENCE_PERSON */
};
enum { REFERENCE_PERSON = 255 };

enum decoded_fate { DECODED_RECORD, DECODED_EMPTY, DECODED_REJECTED };

struct decoded_row {
    uint64_t byte_offset; /* in the bytes of the batch */
    uint32_t byte_length;
    uint16_t reference_count; /* of the record, then of each of its comments */
    uint16_t comment_count;
    uint8_t fate;
    bool is_one_field;    /* of a wide table: rejected, or a line below it */
    uint32_t event_actor; /* person; of an event log */
    union {
        struct ticket_record ticket;
        struct message_record message;
        struct survey_record survey;
        struct review_record review;
        struct status_record status;
    };
};

/* A message that stands in a cell of a ticket's row. */
struct decoded_comment {
    struct message_record record;
    uint16_t reference_count;
};

struct rejected_row {
    size_t column; /* SIZE_MAX: the row as a whole */
    char reason[160];
};

/* Rows of one portion of a file. All-zero is a valid empty one. */
struct row_batch {
    struct span bytes; /* texts of the rows point into them, or into `texts` */
    bool is_clean;     /* all of them are UTF-8 without NUL */
    char *rows;        /* decoded_row, each `row_size` long */
    size_t row_size, count, capacity;
    struct reference *references; /* of all rows, in their order */
    size_t reference_count, reference_capacity;
    struct decoded_comment *comments; /* of all rows, in their order */
    size_t comment_count, comment_capacity;
    struct rejected_row *rejects; /* of the rejected rows, in their order */
    size_t reject_count, reject_capacity;
    struct arena texts;
    uint64_t gap_count, repeat_count, naive_count, stray_quote_count;
    uint64_t early_reply_count, early_resolve_count, zero_duration_count; /* forensics.h */
    uint64_t sentinel_count, done_count, odd_comment_count, header_count, opening_count;
    uint64_t rest_count; /* lines that go on where a broken row stopped */
};
void row_batch_begin(struct row_batch *batch, enum table_kind kind, struct span bytes);
void row_batch_release(struct row_batch *batch);
MUST_CHECK bool row_batch_add(struct row_batch *batch, const struct csv_row *row,
                              struct error *err);
MUST_CHECK bool row_batch_reject(struct row_batch *batch, const struct rejected_row *why,
                                 struct error *err);
MUST_CHECK bool row_batch_comment(struct row_batch *batch, const struct decoded_comment *comment,
                                  struct error *err);
static inline struct decoded_row *row_batch_at(const struct row_batch *batch, size_t at)
{
    return (struct decoded_row *)(void *)(batch->rows + at * batch->row_size);
}

/* Append the row, decoded, to the batch. ERROR_INTERNAL when memory is short. */
MUST_CHECK bool row_decode(struct row_decoder *decoder, const struct csv_row *row,
                           struct row_batch *batch, struct error *err);

struct row_settler {
    const struct row_rules *rules;
    struct import *import;
    struct lookup words, persons;
    struct forensics forensics;
};
void row_settler_release(struct row_settler *settler);
OWN_RELEASER(row_settler_release, struct row_settler)

/* Number the references of a row with a record, and import it with its comments. */
MUST_CHECK bool row_settle(struct row_settler *settler, struct decoded_row *row,
                           const struct reference *references, struct decoded_comment *comments,
                           struct error *err);

#endif
