/* model_cost: what one model costs in one future. */
#ifndef DESKGAUGE_COSTS_MODEL_COST_H
#define DESKGAUGE_COSTS_MODEL_COST_H

#include "costs/futures.h"
#include "costs/own_staff.h"

/* The terms of an offer that no draw changes. */
struct offer_terms {
    const struct offer_settings *offer;
    double served_share, hours_share, out_of_hours_share;
    double share_error; /* of the logarithm of the first two, in a mix; signed, see load_doubt.h */
    bool asks_hours;
    double weight[MONTH_LIMIT];          /* discount times index */
    double weight_sum[MONTH_LIMIT / 12]; /* of the months that are priced at once from this year */
    double waiting_minor;                /* of one ticket */
    double credit_share;                 /* of what is charged, that comes back */
    double work_share;                   /* of a ticket's work, that its people do */
    double returned_hours;               /* of the client's second line, a ticket */
    double planned_hours;                /* a month, in what it bills */
    double left_hours;                   /* a month of planned work that it leaves to own people */
};

/* Contributions are due as their base adds up over the calendar year, more in January than in
 * December where a rate falls (costs.md 6: cash by month): discounted, by year of the horizon and
 * by a person's pay, in steps of charge_step. */
enum { CHARGE_STEPS = 129, CHARGE_MOST = 4 };
struct own_terms {
    struct turnover turnover;
    double wage[MONTH_LIMIT / 12], price[MONTH_LIMIT / 12], discount[MONTH_LIMIT / 12];
    double charge_step, charges[MONTH_LIMIT / 12][CHARGE_STEPS];
};
struct offer_terms offer_terms_of(const struct draws *draws, const struct horizon *horizon,
                                  const struct offer_settings *offer);
/* One of a mix's offers, for its part of the tickets and seats. Planned work is own staff's;
 * without any it is that of the first offer that takes it, else of the client's people. */
struct offer_terms offer_terms_of_mix(const struct draws *draws, const struct horizon *horizon,
                                      const struct draw_mix *mix, size_t at);
struct own_terms own_terms_of(const struct draws *draws, const struct horizon *horizon);

/* Seat hours of a row that is filled, times `factor`; people, whole unless draws.heads_are_shares.
 */
struct seat_hours model_seats(struct load_table *table, const struct future *future, int year,
                              double factor);
double model_people(const struct draws *draws, double people);

/* Discounted parts over the horizon. The rows of the load table must be filled. Money that goes by
 * the month is priced on each month's own tickets and hours, never on their mean. */
void own_cost(const struct draws *draws, struct load_table *table, const struct horizon *horizon,
              const struct own_terms *terms, const struct future *future, double parts[PART_COUNT]);
void offer_cost(const struct draws *draws, const struct horizon *horizon,
                const struct offer_terms *terms, const struct future *future,
                double parts[PART_COUNT]);

#endif
