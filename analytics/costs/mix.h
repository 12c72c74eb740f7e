/* mix: one demand shared by own staff and offers: who takes which hours, and which tickets. */
#ifndef DESKGAUGE_COSTS_MIX_H
#define DESKGAUGE_COSTS_MIX_H

#include "costs/divide.h"
#include "costs/draws.h"
#include "costs/payroll.h"

struct mix {
    bool has_own;
    struct part own;
    size_t offers[MIX_OFFERS];
    struct part parts[MIX_OFFERS]; /* of the offers */
    size_t offer_count;
    bool is_optimum; /* the boundary of own staff is GLPK's; else office hours are own */
    /* Of GLPK's week, minor units: what it costs, what none costs less than, (cost - bound) / cost,
     * 0 proved. NaN: no plan was needed. */
    double plan_minor, bound_minor, gap;
    bool is_by_scope; /* the first offer takes its topics and channels, the others the rest */
    /* A month of today's volume, to choose by: of the offers, set-up and exit are not in it; and of
     * each if it had all. */
    double monthly_minor, alone_minor[MIX_OFFERS];
};

struct mix_case {
    const struct settings *settings;
    const struct demand *demand;
    const struct staffing *staffing;
    const struct staffing_case *sizing; /* what staffing was made of */
    const struct payroll_table *payroll;
};

/* What a seat hour of the offer costs in each hour of the week, at the price of its next ticket,
 * hour or person; INFINITY where it is not open. */
void mix_hour_prices(const struct mix_case *wanted, size_t offer, const double *required,
                     const bool *served, double out[WEEK_HOURS]);

/* A month of today's volume of `part`, at the offer's price. */
double mix_month(const struct mix_case *wanted, size_t offer, const struct part *part);

/* Of all tickets, those of the offer's topics and channels. */
double mix_inside(const struct mix_case *wanted, size_t offer);
/* And of the topics and channels that both take. */
double mix_inside_both(const struct mix_case *wanted, size_t first, size_t second);

/* The part of an offer for some topics or channels has nothing outside them. */
void mix_narrow(const struct offer_settings *offer, struct demand *offered);

/* Nobody is in a mix for nothing. */
bool part_has_work(const struct part *part);

#endif
