/* service: what the models would do for the client's own tickets. */
#ifndef DESKGAUGE_COSTS_SERVICE_H
#define DESKGAUGE_COSTS_SERVICE_H

#include "costs/making.h"
#include "cube/cube.h"

/*
 * Own staff at the middle of all inputs serves the tickets of the export one by one, or, without an
 * export, tickets made up from what was typed: the share of promised first replies in time, and the
 * same in the week after a day of SURGE_FACTOR times the tickets (simulate.h). In a hybrid its own
 * seats serve the tickets that are theirs, those of an hour by a hash in the share that own staff
 * takes of it; of the rest stands what is known of the provider. That is its measured share where
 * the settings say that the export's provider is this offer (`current`) and at least
 * MEASURED_LEAST of its tickets had a promise; else its word (kept_share, else the share that it
 * promises); NaN where it gave none. A surge is simulated for own seats alone.
 */
enum { SURGE_FACTOR = 3, MEASURED_LEAST = 30 };
MUST_CHECK bool service_write(const struct cube *cube, const struct making *making,
                              struct comparison *out, struct error *err);

#endif
