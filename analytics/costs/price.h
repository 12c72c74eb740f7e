/* price: what a price model charges: for certain amounts, and on average for uncertain ones. */
#ifndef DESKGAUGE_COSTS_PRICE_H
#define DESKGAUGE_COSTS_PRICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Money is in one unit throughout, minor or not, as the caller gives it (costs.md 4.9). */

/* ---- a share of what is spent, by marginal tiers (model 7: cloud support) ---- */

struct percent_tier {
    double up_to; /* of the spend; INFINITY the last */
    double rate;
};
/* At a tier's edge the lower rate still holds; never below `least`. */
double price_of_spend(double spend, const struct percent_tier *tiers, size_t count, double minimum);

/* ---- a retainer: a fee with hours included (model 6) ---- */

struct retainer {
    double fee, included_hours, overage_hour;
};
double retainer_price(const struct retainer *retainer, double hours);

/* On average where the hours of a month are normal, or gamma (never negative). The price at the
 * mean hours is less: the overage counts only above, nothing comes back below. */
double retainer_mean_normal(const struct retainer *retainer, double mean, double deviation);
double retainer_mean_gamma(const struct retainer *retainer, double mean, double deviation);

/* ---- prepaid hours that are carried over (model 3) ---- */

struct hour_block {
    double hours, price;
    double carried_share; /* of a block's hours may pass to the next month, at most */
    double overage_hour;  /* beyond the block; INFINITY: another whole block is bought */
};
struct block_use {
    double price;
    double carried_hours; /* into the next month */
    double expired_hours;
};
/*
 * One month: a block is bought, carried hours are used first. In the last month of a contract what
 * is carried expires too: the caller does not take it on.
 */
struct block_use block_month(const struct hour_block *block, double carried_hours, double hours);

/* ---- one incident, paid by itself (model 8), and what waiting for it costs ---- */

struct incident_terms {
    double price;
    double own_hours, own_hour_cost; /* find, quote, approve, prepay; or do it oneself */
    double waiting_hours, waiting_hour_cost;
};
double incident_cost(const struct incident_terms *terms);

/* ---- credits for a missed service level ---- */

struct credit_step {
    double below; /* share of tickets in time below which it is owed */
    double share; /* of the fee */
};
/*
 * The highest step that `kept_share` is below; exactly at a step nothing is owed. On average, where
 * each of `tickets` is in time with probability `kept`: Σ over binomial tails. Credits are cash,
 * not the price of the harm. Steps by falling `below`.
 */
double credit_owed(const struct credit_step *steps, size_t count, double fee, double kept_share);
double credit_mean(const struct credit_step *steps, size_t count, double fee, uint32_t tickets,
                   double kept);
/* P(share in time < below). */
double credit_breach(uint32_t tickets, double kept, double below);

/* ---- the same for all ---- */

/* Value added tax that does not come back is a rise of the price. */
double price_with_vat(double price, double vat_share, bool is_recoverable);

/* Cost of a ticket that is solved: (cost/(1 - reopened) + escalated·second_line)/solved; INFINITY
 * where nothing is ever solved (costs.md 4.10). */
struct resolution {
    double cost, reopened_share, escalated_share, second_line_cost, solved_share;
};
double cost_of_resolved(const struct resolution *resolution);

#endif
