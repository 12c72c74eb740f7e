/* client_tickets: the late and the open tickets of each client, for the page that is handed over.
 */
#ifndef DESKGAUGE_COMMAND_CLIENT_TICKETS_H
#define DESKGAUGE_COMMAND_CLIENT_TICKETS_H

#include "command/reporting.h"
#include "facts/fact.h"
#include "kinds/account_review.h"

/*
 * Taken in the pass over the store that all reports share: the tickets of the period whose first
 * reply came after its promise, never came, or is overdue at the cut; and those open at the cut.
 * Memory grows with such tickets. `request` is borrowed.
 */
struct client_ticket;
struct client_tickets {
    const struct reporting_request *request;
    struct client_ticket *rows;
    size_t count, capacity;
    struct client_counts *counts; /* of each account; NULL before the first ticket */
};
void client_tickets_init(struct client_tickets *tickets, const struct reporting_request *request);
void client_tickets_release(struct client_tickets *tickets);
OWN_RELEASER(client_tickets_release, struct client_tickets)
MUST_CHECK bool client_tickets_take(struct client_tickets *tickets, const struct fact *fact,
                                    const struct fact_promise *promise, struct error *err);
void client_tickets_finish(struct client_tickets *tickets); /* after the last fact */

/* Sets the rows of one client: the longest past their promise first, the oldest open first, at
 * most CLIENT_TICKETS_MOST of each with their total. Texts are of `arena`. */
enum { CLIENT_TICKETS_MOST = 25 };
MUST_CHECK bool client_tickets_of(const struct client_tickets *tickets, uint32_t account,
                                  struct arena *arena, struct account_request *out,
                                  struct error *err);

#endif
