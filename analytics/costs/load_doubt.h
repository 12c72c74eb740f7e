/* load_doubt: what is not known because each hour of the week was counted so few times. */
#ifndef DESKGAUGE_COSTS_LOAD_DOUBT_H
#define DESKGAUGE_COSTS_LOAD_DOUBT_H

#include "costs/draws.h"

/* Weeks drawn anew from the counts (parametric bootstrap) and smoothed as the demand was: what each
 * hour's tickets are multiplied by. The tickets of the whole week stay (demand.level_error is the
 * doubt about those). None where the volume was typed. */
enum { LOAD_REPLICAS = 12 };
struct week_replicas {
    int count;
    double factor[LOAD_REPLICAS][WEEK_HOURS];
};
void week_replicas_draw(const struct demand *demand, uint64_t seed, struct week_replicas *out);

/* The standard deviation of the logarithm of the year's seat hours over the replicas, each staffed
 * as the middle was, into `seat_error`. ERROR_USAGE of staffing_plan. */
MUST_CHECK bool load_table_doubt(struct load_table *table, const struct week_replicas *replicas,
                                 struct error *err);

/*
 * The same of own staff's part of a mix, and of the tickets that fall to each offer: hours of the
 * one are not hours of the other, so an error has a sign, by which it moves with own staff's seats,
 * or, where there are none, with the first offer's tickets.
 */
MUST_CHECK bool draw_mix_doubt(struct draw_mix *mix, const struct demand *demand,
                               const struct week_replicas *replicas, struct error *err);

#endif
