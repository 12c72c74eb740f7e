/* client_counts: counts one client's tickets as his page tells them. */
#ifndef DESKGAUGE_COMMAND_CLIENT_COUNTS_H
#define DESKGAUGE_COMMAND_CLIENT_COUNTS_H

#include "criteria/scorecard.h"
#include "facts/fact.h"
#include "kinds/client_counts.h"

/* Its months: those of the period, the last twelve at most. */
void client_counts_begin(struct client_counts *counts, const struct period *period);
/* A ticket of the period that counts: neither left out nor of another client. */
void client_counts_add(struct client_counts *counts, const struct fact *fact,
                       const struct fact_promise *promise);

#endif
