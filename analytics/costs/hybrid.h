/* hybrid: own staff in some hours, an offer in the others, where the boundary is an optimum. */
#ifndef DESKGAUGE_COSTS_HYBRID_H
#define DESKGAUGE_COSTS_HYBRID_H

#include "costs/divide.h"
#include "costs/draws.h"
#include "costs/roster.h"

struct hybrid {
    struct part own, offered;
    bool is_optimum; /* GLPK's; else the office hours are own, because the optimum is
                        one side alone */
    /* Of GLPK's week, minor units: what it costs, what none costs less than, (cost - bound) / cost,
     * 0 proved. NaN: an offer for some topics or channels needs no plan. */
    double plan_minor, bound_minor, gap;
};

struct hybrid_case {
    const struct settings *settings;
    const struct demand *demand;
    const struct staffing *staffing;
    const struct payroll_table *payroll;
    size_t offer;
};

/* What a seat hour of the offer costs in each hour of the week, at the price of its next ticket,
 * hour or person; INFINITY where it is not open. */
void hybrid_hour_prices(const struct hybrid_case *wanted, const double *required,
                        const bool *served, double out[WEEK_HOURS]);
/* The part of an offer for some topics or channels has nothing outside them. */
void hybrid_narrow(const struct offer_settings *offer, struct demand *offered);

/*
 * An offer that leaves topics or channels to others takes its own tickets, own staff the rest, in
 * all hours. Every other is priced by the seat hour (what its next ticket, hour or person costs)
 * and GLPK decides which hours of the week are bought (roster.h; costs.md 4.7); where it would buy
 * all or nothing, the office hours are own and the others the offer's, so that the classic division
 * can be seen at its price. False in `*has_both` where one side is left without work.
 */
MUST_CHECK bool hybrid_find(const struct hybrid_case *wanted, struct arena *arena,
                            struct hybrid *out, bool *has_both, struct error *err);

#endif
