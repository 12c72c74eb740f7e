/* service: what the models would do for the client's own tickets. */
#ifndef DESKGAUGE_COSTS_SERVICE_H
#define DESKGAUGE_COSTS_SERVICE_H

#include "costs/comparison.h"
#include "costs/demand.h"
#include "costs/staffing.h"
#include "cube/cube.h"

/*
 * Own staff at the middle of all inputs serves the tickets of the export one by one: the share of
 * promised first replies in time, and the same in the week after a day of SURGE_FACTOR times the
 * tickets (simulate.h). What an offer does is not known from its price: its word stands
 * (kept_share, else the share it promises), and NaN for the surge.
 */
enum { SURGE_FACTOR = 3 };
MUST_CHECK bool service_write(const struct cube *cube, const struct settings *settings,
                              const struct demand *demand, const struct staffing *staffing,
                              struct comparison *out, struct error *err);

#endif
