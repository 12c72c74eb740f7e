/* quality: what is known beforehand of a model's service, on the five criteria. */
#ifndef DESKGAUGE_COSTS_QUALITY_H
#define DESKGAUGE_COSTS_QUALITY_H

#include "costs/making.h"
#include "cube/cube.h"

/*
 * Availability is the share of promised hours that the model covers, the first reply its share in
 * time (service.h), channels the share of tickets that come through what it serves. Completeness
 * and client orientation can be told of those alone who have answered in this export: of own staff
 * by the tickets of own staff, of the offer marked `current` by those of the provider, of a mix by
 * its sides' shares of the tickets; of every other offer nobody knows them, and nothing is made up.
 *
 * Completeness: tickets whose first answer was enough, of those followed for
 * criteria.one_touch_window; orientation: satisfied, of surveys answered. Of the whole export, from
 * MEASURED_LEAST tickets on; limits by families, the wider of accounts and days (cluster.h). The
 * scorecard beside it tells the same of one period, with what is still open weighed in.
 *
 * After service_write(): it needs the shares in time.
 */
MUST_CHECK bool quality_write(const struct cube *cube, const struct making *making,
                              struct comparison *out, struct error *err);

#endif
