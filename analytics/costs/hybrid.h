/* hybrid: own staff in some hours, an offer in the others, where the boundary is an optimum. */
#ifndef DESKGAUGE_COSTS_HYBRID_H
#define DESKGAUGE_COSTS_HYBRID_H

#include "costs/mix.h"

/*
 * An offer that leaves topics or channels to others takes its own tickets, own staff the rest, in
 * all hours. Every other is priced by the seat hour (what its next ticket, hour or person costs)
 * and GLPK decides which hours of the week are bought (roster.h; costs.md 4.7); where it would buy
 * all or nothing, the office hours are own and the others the offer's, so that the classic division
 * can be seen at its price. False in `*has_both` where one side is left without work. Lives in
 * `arena`.
 */
MUST_CHECK bool hybrid_find(const struct mix_case *wanted, size_t offer, struct arena *arena,
                            struct mix *out, bool *has_both, struct error *err);

/* Hours that may be bought, and at what price. */
struct hybrid_hours {
    const uint32_t *seats;
    bool served[WEEK_HOURS];
    double price[WEEK_HOURS]; /* of a seat hour; INFINITY: closed */
};

/* The boundary alone: own staff's share of each hour by GLPK, else by office hours; is_optimum,
 * plan_minor, bound_minor and gap of `out`. */
MUST_CHECK bool hybrid_plan(const struct mix_case *wanted, const struct hybrid_hours *hours,
                            struct arena *arena, struct mix *out, struct error *err);

#endif
