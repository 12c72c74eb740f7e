/* kept_tickets: the tickets of the periods that reports show, and what each question counted them
 * as: collected in one pass, listed for each report by ticket_lists.h. */
#ifndef DESKGAUGE_COMMAND_KEPT_TICKETS_H
#define DESKGAUGE_COMMAND_KEPT_TICKETS_H

#include "command/acquainted.h"
#include "command/counted_as.h"
#include "command/reporting.h"

/* A column for each question, and one more for the second reading of those that have two. */
enum { TICKET_QUESTIONS = QUESTION_COUNT + 3 };
size_t ticket_question(enum question question, int reading);

struct kept_ticket {
    const char *id; /* as the desk names it, printable */
    const char *source;
    uint32_t number, account;
    int32_t day; /* local, of the origin */
    uint8_t channel, priority, executor, band, topic;
    bool is_attended, is_outbound;     /* outbound: only in the question of who began */
    uint8_t counted[TICKET_QUESTIONS]; /* enum outcome; of the dark gap: as the house saw it */
    int64_t created_at, origin_at, replied_at, closed_at;
    int64_t waited_s[CLOCK_COUNT], promised_s;
};

struct kept_tickets {
    const struct reporting_request *request;
    struct kept_ticket *rows; /* by number */
    size_t count, capacity;
    struct answers answers;
    uint32_t *order;       /* rows by period (this one first), time of opening, source, id */
    uint32_t *by_account;  /* the same within each account */
    size_t *account_first; /* into by_account; one more than there are accounts */
    const char **accounts, **topics; /* printable names */
    struct arena arena;
};
void kept_tickets_release(struct kept_tickets *tickets);
OWN_RELEASER(kept_tickets_release, struct kept_tickets)

/* Memory grows with the tickets of the periods and those open or waiting at their start: some 200
 * bytes each, and 64 for every answer of the export. `request` is borrowed. */
void kept_tickets_init(struct kept_tickets *tickets, const struct reporting_request *request);
MUST_CHECK bool kept_tickets_take(struct kept_tickets *tickets, const struct fact *fact,
                                  const struct fact_promise *promise, struct error *err);
/* After the last fact: who knew whom, names, order. */
MUST_CHECK bool kept_tickets_finish(struct kept_tickets *tickets, struct error *err);

#endif
