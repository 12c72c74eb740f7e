/* sheaf: the reports of one folder: composed one by one, drawn by one gnuplot, then written. */
#ifndef DESKGAUGE_COMMAND_SHEAF_H
#define DESKGAUGE_COMMAND_SHEAF_H

#include "command/reporting.h"
#include "criteria/scorecard.h"
#include "model/report.h"

/*
 * The caller composes each report into the place that sheaf_next() gives, and sheaf_finish() draws
 * and writes them all: a start of gnuplot costs as much as five charts. A sheaf that is full is
 * drawn and written before the next place is given, so that memory does not grow with clients.
 * Workbooks are made beside, in processes of their own (render/unfinished.h).
 */
enum { SHEAF_MOST = 32 };

struct kept_tickets;
struct client_tickets;
struct sheaf {
    const struct reporting_request *request;
    struct language *language;
    struct folder *folder;
    struct reporting_shortfall *shortfall;   /* added to */
    const struct kept_tickets *tickets;      /* behind figures; NULL: none were asked for */
    const struct client_tickets *of_clients; /* late and open; NULL without pages for clients */
    struct unfinished *unfinished;
    struct sheaf_page {
        struct report report;
        char inside[FOLDER_NAME_MOST + 1]; /* a folder of the folder; "": the folder itself */
    } pages[SHEAF_MOST];
    size_t count;
};

/* An empty report for the caller to compose, which belongs to the sheaf; its documents will stand
 * in the folder `inside` of the folder, or in the folder itself (NULL). */
MUST_CHECK bool sheaf_next(struct sheaf *sheaf, const char *inside, struct report **out,
                           struct error *err);

/* Tell the figures of a report that was composed the tickets behind them. `card` is what they come
 * from, and may be released after. */
struct sheaf_figures {
    const struct scorecard *card;
    int32_t account;      /* of a client's own report; ALL_ACCOUNTS: of the house */
    bool has_house_above; /* in the folder of the house's report, which has the lists */
};
MUST_CHECK bool sheaf_add_tickets(const struct sheaf *sheaf, const struct sheaf_figures *figures,
                                  struct report *report, struct error *err);

MUST_CHECK bool sheaf_finish(struct sheaf *sheaf, struct error *err);

void sheaf_release(struct sheaf *sheaf);
OWN_RELEASER(sheaf_release, struct sheaf)

#endif
