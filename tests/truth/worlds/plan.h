/* plan: which desk is simulated, and what is known of it before its first ticket. */
#ifndef DESKGAUGE_TESTS_TRUTH_PLAN_H
#define DESKGAUGE_TESTS_TRUTH_PLAN_H

#include "simulator/world.h"

/* The desks differ in what makes intervals hard: noise that whole days share, outages, heavy
 * tails, bots, a mix that moves, a quarter with long holidays, shares near 1 and near one half. */
enum scenario {
    SCENARIO_CALM,
    SCENARIO_OUTAGES,
    SCENARIO_MIX,
    SCENARIO_HOLIDAYS,
    SCENARIO_PERFECT,
    SCENARIO_POOR,
    SCENARIO_COUNT
};
const char *scenario_name(enum scenario scenario);

/* How an account is served, of what all are: the accounts of a world are drawn from these kinds. */
enum { KIND_COUNT = 10, QUARTERS = 3, FEW_ACCOUNTS = 12 };

/* A sag that is planted: from a day on, over all channels and shifts. Neutral: ratios 1, shift 0.
 */
struct planted {
    int32_t from_day; /* 0: none */
    double delay_ratio, holds_ratio;
};

struct plan {
    enum scenario scenario;
    uint32_t account_count; /* 0: one of each kind, all of one weight: the reference */
    uint64_t quarter_tickets;
    uint64_t seed;
    struct planted planted;
    bool silent_differ; /* the unhappy answer surveys more readily */
};

struct desk_world {
    struct world world;
    uint8_t kinds[WORLD_ACCOUNTS];   /* of each account */
    double kind_weights[KIND_COUNT]; /* of the demand: what the world's own truth is a mean over */
    int32_t first_day;               /* of the quarter that is judged, the last of three */
};

/* A settled world. It is the same for the same plan. */
MUST_CHECK bool plan_world(const struct plan *plan, struct desk_world *out, struct error *err);

/* Mondays of the judged quarter: the first, and how many weeks follow it inside the quarter. */
int32_t plan_first_monday(enum scenario scenario);

#endif
