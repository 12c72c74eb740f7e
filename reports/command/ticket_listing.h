/* ticket_listing: what the lists of tickets of one report share: their columns, and who may read
 * what. Private to ticket_lists. */
#ifndef DESKGAUGE_COMMAND_TICKET_LISTING_H
#define DESKGAUGE_COMMAND_TICKET_LISTING_H

#include "command/ticket_lists.h"
#include "model/report.h"
#include "model/tickets.h"

/* A list for each criterion, and [CRITERION_COUNT] for context. */
enum { LISTS = CRITERION_COUNT + 1 };

/* Columns that every list has; questions follow. */
enum base {
    BASE_TICKET,
    BASE_SOURCE,
    BASE_ACCOUNT,
    BASE_CHANNEL,
    BASE_PRIORITY,
    BASE_BAND,
    BASE_TOPIC,
    BASE_EXECUTOR,
    BASE_PERIOD,
    BASE_OPENED,
    BASE_REPLIED,
    BASE_CLOSED,
    BASE_WAITED,
    BASE_WAITED_PROMISED,
    BASE_PROMISED,
    BASE_COUNT
};

/* Of one report; its lists borrow it. */
struct listing {
    const struct kept_tickets *tickets;
    const struct ticket_lists_request *request;
    const struct scorecard *card;
    const uint32_t *at; /* the report's tickets, in order */
    size_t count;
    bool is_client;
};

/* ---- columns and rows (ticket_rows.c) ---- */

/* Stable; "first_reply_at". */
const char *base_key(enum base base);
bool base_is_of(const struct listing *listing, enum base base);

/* How the ticket was counted for a question (ticket_question), as the reader of the list is told.
 */
enum outcome listing_outcome(const struct listing *listing, const struct kept_ticket *row,
                             size_t question);
/* Is it counted there at all? */
bool listing_counts(const struct listing *listing, const struct kept_ticket *row, size_t question);

/*
 * A list of `what` (enum base, or BASE_COUNT + a question) of the tickets `at`, which stay
 * borrowed. Where a name stands in `names`, it is the column's; else its key. NULL: only keys.
 */
MUST_CHECK bool listing_make(const struct listing *listing, struct report *report,
                             const uint16_t *what, const struct phrase *names, size_t what_count,
                             const uint32_t *at, size_t count, struct ticket_list *out,
                             struct error *err);

/* ---- figures (ticket_figures.c) ---- */

/* A figure of the report that counts tickets. */
struct wanted {
    const struct measurement *row;
    const char *id;
    enum question question;
    bool is_any_day;
    uint64_t counts[2]; /* by reading */
    size_t column;      /* question column of the reading chosen */
};

/* The key of the list of a criterion, CRITERION_COUNT for context. */
const char *listing_key(enum criterion criterion);

/* The figures of the report that count tickets, each with its tickets counted, in the report's
 * memory. */
MUST_CHECK bool listing_want(const struct listing *listing, const struct cube *cube,
                             struct report *report, struct wanted **out, size_t *count,
                             struct error *err);

/* Tells the report the figure's tickets; `*is_used` when it needs the column of its list. */
MUST_CHECK bool listing_tell(const struct listing *listing, struct wanted *wanted,
                             struct report *report, bool *is_used, struct error *err);

#endif
