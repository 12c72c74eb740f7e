/* scope: what an offer takes on: which topics, and so which tickets are left for others. */
#ifndef DESKGAUGE_COSTS_SCOPE_H
#define DESKGAUGE_COSTS_SCOPE_H

#include "costs/demand.h"

/* The share of tickets of each topic of the settings, in demand->topics. Lives in `arena`. */
MUST_CHECK bool scope_find(const struct cube *cube, const struct settings *settings,
                           struct arena *arena, struct demand *demand, struct error *err);

/* Of all tickets, those of the offer's topics: 1 where it lists none. Without an export nobody
 * knows what tickets are about: 1 too, and the offer's topics are its word. */
double scope_share(const struct demand *demand, const struct offer_settings *offer);

#endif
