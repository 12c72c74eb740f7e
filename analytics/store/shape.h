/* shape: the rows that the store keeps in blocks, and the columns of each kind. */
#ifndef DESKGAUGE_STORE_SHAPE_H
#define DESKGAUGE_STORE_SHAPE_H

#include <stddef.h>

#include "store/record.h"
#include "store/store.h"

/*
 * A row in a block is a C struct that begins with a row_head. The table of columns says which
 * members are kept; blocks, orders, folds and hashes loop over it, so a new field is one line in
 * shape.c. Rows of one ticket stand together, in the order of the ticket's number.
 */
struct row_head {
    uint32_t ticket;
    uint32_t ordinal; /* place among the rows of the file with this ticket and instant */
    uint32_t origin;  /* not kept: which import it came from (a slot, see segment.h) */
    uint32_t unused;
};

/* The id of a ticket: one row a ticket, written when its number is given out, never changed. */
struct name_row {
    struct row_head head;
    uint32_t source;
    struct span id;
};

struct ticket_row {
    struct row_head head;
    uint32_t merged_into; /* number of record.merged_into, 0 none */
    struct ticket_record record;
};

struct message_row {
    struct row_head head;
    struct message_record record;
};

struct survey_row {
    struct row_head head;
    struct survey_record record;
};

struct review_row {
    struct row_head head;
    struct review_record record;
};

struct status_row {
    struct row_head head;
    struct status_record record;
};

/* A row that an import held but another one keeps already: row_fingerprint() of its content. */
struct presence_row {
    struct row_head head;
    uint32_t fingerprint;
};

/* What a column holds decides its unknown value, how it is packed and how rows are ordered. */
enum column_kind {
    COLUMN_STEP,    /* the ticket's number: ascending, packed as the step from the row before */
    COLUMN_ORDINAL, /* place in its file: no content */
    COLUMN_INSTANT, /* int64, unknown INSTANT_UNKNOWN */
    COLUMN_COUNT,   /* signed, unknown -1 */
    COLUMN_CODE,    /* unsigned, unknown 0 */
    COLUMN_TRACE,   /* how it was read: no content, and last among the columns */
    COLUMN_KEYED,   /* keyed hash, unknown 0: nothing is ordered by it (rulings 13) */
    COLUMN_PERSON,  /* number of a person, unknown 0: nor by it */
    COLUMN_TICKET,  /* number of a ticket, unknown 0: stands for the text beside it */
    COLUMN_WORD,    /* number of a word of `vocabulary`, unknown 0: ordered by its text */
    COLUMN_TEXT     /* struct span, unknown absent */
};

struct column {
    uint16_t offset;
    uint8_t size; /* 1, 2, 4, 8, or sizeof(struct span) */
    uint8_t kind; /* enum column_kind */
    uint8_t vocabulary;
};

/* Stored as numbers: append, never renumber. The row kinds stand in the order of table_kind. */
enum row_kind {
    ROW_NAME,
    ROW_TICKET,
    ROW_MESSAGE,
    ROW_SURVEY,
    ROW_REVIEW,
    ROW_STATUS,
    ROW_PRESENCE, /* ROW_PRESENCE + table kind */
    ROW_KINDS = ROW_PRESENCE + TABLE_KINDS
};

enum { COLUMN_LIMIT = 48, ROW_SIZE_LIMIT = 512 };

struct shape {
    const char *name;
    size_t row_size;
    const struct column *columns; /* columns[0] is the ticket's number */
    uint32_t column_count;
    int32_t at_offset; /* of the instant that orders the rows of one ticket, -1 none */
};

const struct shape *shape_of(enum row_kind kind);
enum row_kind row_kind_of(enum table_kind kind);
bool row_kind_has_texts(enum row_kind kind); /* spans that borrow from elsewhere */
enum row_kind presence_kind_of(enum table_kind kind);

/* A value as an unsigned number whose order is the order of the values. Not for COLUMN_TEXT. */
uint64_t column_value(const struct column *column, const void *row);
void column_set(const struct column *column, void *row, uint64_t value);
uint64_t column_unknown(const struct column *column);
/* All content and the ordinal, without the ticket's number: fast, and no order. */
bool row_is_equal(const struct shape *shape, const void *a, const void *b);
struct span column_text(const struct column *column, const void *row);

#endif
