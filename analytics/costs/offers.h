/* offers: what a provider charges for a month, by its kind of price. */
#ifndef DESKGAUGE_COSTS_OFFERS_H
#define DESKGAUGE_COSTS_OFFERS_H

#include "costs/parts.h"
#include "settings/settings.h"

/* What the months of one year, or of one contract, ask of a provider: month_count of each. */
struct offer_use {
    int month_count;
    const double *tickets;
    const double *billed_hours; /* of all of them, increments and minimum applied */
    double persons;             /* seats or dedicated people that are paid */
    double out_of_hours_share;
};

/* The prices of the first year, in minor units; the caller gives the arrays. */
struct offer_price {
    double fee;      /* what is due in each month without any ticket */
    double *usage;   /* by month */
    double *minimum; /* by month: what a monthly minimum adds */
};

/*
 * Tiers are marginal: a price holds for the tickets or hours from its quantity on. An hour block is
 * bought whole where it is needed; with a rollover or a price of further hours one is bought every
 * month (block_month of price.h). The out-of-hours multiplier falls on usage alone.
 */
void offer_months(const struct offer_settings *offer, const struct offer_use *use,
                  struct offer_price *out);

/* What a month costs in which no ticket comes: due as long as the contract binds. */
double offer_committed_minor(const struct offer_settings *offer, double persons);

/*
 * What leaving after month `month` costs, undiscounted: the months that are bound or the notice,
 * whichever is longer, what is paid on leaving, and own hours to take the work back, at `own_hour`.
 */
double offer_leaving_minor(const struct offer_settings *offer, double persons, int month,
                           double own_hour);

/* Expected share of a month's charge that comes back as service credits: nought unless it was told
 * how many replies the provider really gives in time. */
double offer_credit_share(const struct offer_settings *offer, double monthly_tickets);

/* Do the hours of work change the price? */
bool offer_asks_hours(const struct offer_settings *offer);

/* Marginal tiers, a price for each unit of `quantity`. The first tier holds from nothing on. */
double tiers_price(const struct price_tier *tiers, size_t count, double quantity);

/*
 * Mean and standard deviation of the billed hours of one ticket whose work is exponential of mean
 * `work_hours`: at least `minimum`, in steps of `increment` (costs.md 4.9 model 2):
 * E = b + d·sum_{k >= b/d} P(X > k·d).
 */
struct billed_work {
    double mean_hours, deviation_hours;
};
struct billed_work billed_work(double work_hours, double increment_hours, double minimum_hours);

/* People that are on duty at once on average when `persons` are paid: absences that the provider
 * does not cover, and what is lost inside shifts. Hours of a year for each. */
double offer_hours_a_person(const struct offer_settings *offer,
                            const struct own_staff_settings *own);

bool offer_is_by_person(const struct offer_settings *offer);
bool offer_is_by_ticket(const struct offer_settings *offer); /* each is charged */

#endif
