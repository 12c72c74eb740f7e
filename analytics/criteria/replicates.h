/* replicates: how figures move together, over replicates that all of them share. Private. */
#ifndef DESKGAUGE_CRITERIA_REPLICATES_H
#define DESKGAUGE_CRITERIA_REPLICATES_H

#include "criteria/scoring.h"

/*
 * The Poisson bootstrap of statistics.md 0.5, linearised: a replicate adds Σ weight·Σ U over the
 * families of the current period, U = (utility - x)/n. A family has one name for all figures, so
 * their correlation comes by itself: the account where there are twelve and eight of them asked
 * (one with more than half of the tickets: its weeks), else the account's calendar day.
 */
struct replicates {
    uint32_t count;   /* of each figure */
    int64_t giant;    /* account, -1 none */
    bool by_accounts; /* else by their days */
};
MUST_CHECK bool replicates_open(struct scoring *scoring, struct replicates *out, struct error *err);

/* What each replicate adds to `measured`, memory of `arena`; *out NULL: not read from units (of
 * declared figures, parity and words), or nothing is known of it. */
MUST_CHECK bool replicates_of(struct scoring *scoring, const struct replicates *replicates,
                              enum measured measured, struct arena *arena, double **out,
                              struct error *err);

#endif
