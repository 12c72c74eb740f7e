/* tickets: the tickets behind the figures of a report, in lists that several figures share. */
#ifndef DESKGAUGE_MODEL_TICKETS_H
#define DESKGAUGE_MODEL_TICKETS_H

#include <stddef.h>
#include <stdint.h>

#include "model/value.h"

/*
 * A list is a file: a row a ticket, a column for each question that a figure asks of it. The cell
 * says what the ticket was counted as there ("in_time", "late"); an empty one: it does not stand in
 * that question. A figure names its column and what narrows it, so that
 *
 *     rows of the file where period = 2026Q3 and channel = email and within_promise is not empty
 *
 * are the tickets behind first_reply.within_promise{channel=email,period=2026Q3}: as many as its n.
 *
 * Lists may be long. Their rows stay where they were collected and are asked for cell by cell.
 */
enum ticket_cell_kind {
    TICKET_TEXT,    /* of the export: ticket numbers, clients */
    TICKET_WORD,    /* a stable word, and the message that says it to a reader */
    TICKET_INSTANT, /* UTC seconds */
    TICKET_SECONDS
};

struct ticket_column {
    const char *key;    /* header of the CSV: [a-z0-9_] */
    struct phrase name; /* of the workbook; may be absent in lists that are files alone */
    enum ticket_cell_kind kind;
};

/* All-zero but an unknown `number` is an empty cell. */
struct ticket_cell {
    const char *text;  /* TICKET_TEXT, TICKET_WORD; NULL: empty */
    const char *words; /* TICKET_WORD: for tr(); NULL: the text itself */
    int64_t number;    /* INT64_MIN: empty */
};

struct ticket_list {
    const char *key;  /* "first_reply" */
    const char *file; /* "tickets/first_reply.csv", seen from the report; NULL: it is no file */
    const struct ticket_column *columns;
    size_t column_count;
    size_t row_count;
    size_t row_total; /* tickets there are, when more than are held here; else 0 */
    const void *rows; /* of who made the list */
    struct ticket_cell (*cell)(const struct ticket_list *list, size_t row, size_t column);
};

/* What narrows the rows of a list to those of one figure. */
struct ticket_filter {
    const char *column, *value;
};
struct figure_tickets {
    const char *file;   /* seen from the report; NULL: none was written */
    const char *column; /* what each was counted as; NULL without a file */
    const struct ticket_filter *where;
    size_t where_count;
    int64_t count; /* of them */
};

#endif
