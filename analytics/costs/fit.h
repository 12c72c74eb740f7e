/* fit: can an offer keep the promises that our own staff is sized to? */
#ifndef DESKGAUGE_COSTS_FIT_H
#define DESKGAUGE_COSTS_FIT_H

#include "costs/comparison.h"
#include "costs/demand.h"

struct fit {
    enum model_fault fault; /* the one that touches most tickets; the gate before all */
    double share;           /* of tickets that it touches */
};

struct fit_case {
    const struct settings *settings;
    const struct demand *demand;
    const struct offer_settings *offer;
    double persons_needed; /* of this provider in its hours, fractional; 0: not by person */
    int32_t first_day;     /* of the horizon, local; INT32_MIN: not known */
};

/*
 * hours: promised hours that the offer does not cover, whoever wrote in them. reply: the share of
 * tickets with a stricter promise than the offer's own (faster, or surer; with its queue) is more
 * than our promises leave open. channels: one that is used is not served. capacity: people bought
 * are fewer than needed. ends: the contract ends inside the horizon.
 */
struct fit fit_of(const struct fit_case *wanted);

/* Share of tickets in channels that the offer serves. */
double fit_served_share(const struct demand *demand, const struct offer_settings *offer);

#endif
