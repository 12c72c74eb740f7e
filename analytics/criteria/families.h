/* families: which tickets come together, and sums over them. Private to the estimates. */
#ifndef DESKGAUGE_CRITERIA_FAMILIES_H
#define DESKGAUGE_CRITERIA_FAMILIES_H

#include "criteria/scoring.h"

/*
 * Which tickets come in families (statistics.md 0.3): accounts where the export has twelve and
 * eight of them are asked about (one that holds more than half of the units is split by weeks),
 * else each account's calendar days; and calendar days over all accounts beside them. The wider of
 * the two is published.
 */
struct families {
    const struct units *units;
    int32_t first_day;
    size_t day_count;
    uint32_t account_count;
    bool is_by_account;
    int64_t giant; /* account, -1 none */
    size_t week_count, week_offset;
    size_t primary_count; /* size of the arrays below, not of the clusters in use */
};
MUST_CHECK bool families_of(struct scoring *scoring, const struct units *units,
                            struct families *out, struct error *err);

/* The family of unit `i`, `before` that of the one before it; without accounts a new one begins
 * where account or day change, because the rows are sorted by them. */
size_t family_of(const struct families *families, size_t i, size_t before);

struct sums {
    double *values;
    double *sizes;   /* units, or their weights; 0: not in use */
    uint8_t *strata; /* 0 … STRATA_MOST - 1; all 0: not told */
    size_t size;
};
MUST_CHECK bool sums_open(struct scoring *scoring, size_t size, struct sums *out,
                          struct error *err);
void sums_add(struct sums *sums, size_t at, double value, double size);
size_t sums_pack(struct sums *sums); /* the used ones to the front; how many */

struct cluster_change wider_change(struct cluster_change a, struct cluster_change b);

/* `influence` of one ticket of each unit on the value; the wider of the two clusterings. */
MUST_CHECK bool estimate_by_families(struct scoring *scoring, const struct units *units,
                                     const double *influence,
                                     const struct cluster_evidence *evidence, struct estimate *out,
                                     struct error *err);

/* `influence` of one ticket of each way out, from the table of its curve. */
MUST_CHECK bool influences_of(struct scoring *scoring, const struct exits *exits,
                              const struct survival *survival,
                              const struct survival_influence *table, double **out,
                              struct error *err);

/* What an estimate needs on its way lives no longer than it: a quarter of a million tickets is
 * estimated two dozen times. Returns the arena to go back to. */
struct arena *arena_within(struct scoring *scoring, struct arena *inner);

#endif
