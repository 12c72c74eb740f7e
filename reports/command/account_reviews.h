/* account_reviews: from the store of the house to one page a client. */
#ifndef DESKGAUGE_COMMAND_ACCOUNT_REVIEWS_H
#define DESKGAUGE_COMMAND_ACCOUNT_REVIEWS_H

#include "command/sheaf.h"

/*
 * With the account of the request the one client's whole report stands in the folder of the sheaf.
 * Without, each client that had a ticket in the period gets a folder `account-NAME` in it, whose
 * files stand alone and may be handed over: the clients with most tickets first, at most
 * ACCOUNT_REVIEWS_MOST.
 *
 * ERROR_USAGE for a client that is not in the export (with the nearest name), and for one without a
 * ticket in the period.
 */
enum { ACCOUNT_REVIEWS_MOST = 200 };
MUST_CHECK bool account_reviews_compose(struct sheaf *sheaf, struct error *err);

#endif
