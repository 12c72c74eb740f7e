/* account_reviews: from the store of the house to one page a client. */
#ifndef DESKGAUGE_COMMAND_ACCOUNT_REVIEWS_H
#define DESKGAUGE_COMMAND_ACCOUNT_REVIEWS_H

#include "command/reporting.h"
#include "languages/language.h"
#include "render/folder.h"

/*
 * With `request->account` the one client's whole report stands in `folder`. Without, each client
 * that had a ticket in the period gets a folder `account-NAME` in it, whose files stand alone and
 * may be handed over: the clients with most tickets first, at most ACCOUNT_REVIEWS_MOST.
 *
 * ERROR_USAGE for a client that is not in the export (with the nearest name), and for one without a
 * ticket in the period. `*shortfall` is added to.
 */
enum { ACCOUNT_REVIEWS_MOST = 200 };
MUST_CHECK bool account_reviews_write(const struct reporting_request *request,
                                      struct language *language, struct folder *folder,
                                      struct reporting_shortfall *shortfall, struct error *err);

#endif
