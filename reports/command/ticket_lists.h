/* ticket_lists: which tickets stand behind which figure of one report, as lists it can render. */
#ifndef DESKGAUGE_COMMAND_TICKET_LISTS_H
#define DESKGAUGE_COMMAND_TICKET_LISTS_H

#include "command/kept_tickets.h"

struct ticket_lists_request {
    const struct scorecard *card; /* that the figures come from */
    int32_t account;              /* of a client's own report; ALL_ACCOUNTS: of the house */
    bool has_files;               /* the CSV is written too */
    bool has_sheet;               /* a workbook with TICKETS_SHOWN_MOST of this period's */
    bool is_inside; /* in a folder of the house's report, which has the files: none of its own */
};

/*
 * A list for each criterion and one for context, in the folder "tickets": a row a ticket, a column
 * a question. Every figure of the report that counts tickets is told its file, its column, what
 * narrows it, and how many they are. Without `tickets` (none were collected) it is told n alone.
 *
 * A client's report holds that client's tickets, and neither who worked on them nor who answered a
 * survey, or how (../README.md): figures of answers are told n alone. The lists borrow `tickets`.
 */
enum { TICKETS_SHOWN_MOST = 5000 }; /* rulings 31 */
MUST_CHECK bool ticket_lists_add(const struct kept_tickets *tickets,
                                 const struct ticket_lists_request *request,
                                 const struct cube *cube, struct report *report, struct error *err);

#endif
