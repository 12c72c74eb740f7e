/* shifts: the cheapest shifts, and hours to buy, that put enough people in every hour. */
#ifndef DESKGAUGE_COSTS_SHIFTS_H
#define DESKGAUGE_COSTS_SHIFTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/ownership.h"

/*
 * Time is a cycle of `period_count` periods, for a week its 168 hours from Monday 00:00: a shift
 * that begins on Sunday evening ends on Monday morning. Days are never planned apart (costs.md
 * 0.2).
 */

/* One way to work, as often as people are hired for it. */
struct shift_pattern {
    double cost;            /* of one person who works it for the cycle */
    const uint8_t *present; /* period_count cells, 1 where that person is at the seat */
};

/*
 * Work that may wait beside live seats: `work` seat periods arrive in each period and at the end of
 * each no more may be open than `most_open` (what is not yet due); it is done in the time that
 * live load leaves of the seats taken, own or bought, at the share `efficiency` of it (1: fully
 * interruptible).
 */
struct shift_backlog {
    const double *work, *most_open;
    const double *live_load; /* erlangs; NULL: none */
    double efficiency;
};

struct shift_problem {
    size_t period_count, pattern_count;
    const struct shift_pattern *patterns;
    const double *required; /* seats of each period */
    const bool *is_closed;  /* nobody may be present; NULL: never */
    const double
        *bought_price; /* of one seat period from a provider; INFINITY not for sale; NULL */
    struct shift_backlog backlog; /* work NULL: none */
    uint32_t node_limit;          /* of branch and bound; 0: SHIFT_NODES. Never a time limit */
};
enum { SHIFT_NODES = 2000 };

struct shift_plan {
    uint32_t *people; /* by pattern */
    double *bought;   /* seats by period; whole where the requirement is */
    double *present;  /* people by period, bought seats not counted */
    bool *is_unmet;   /* required, but neither a pattern nor a provider reaches it */
    size_t unmet_count;
    uint32_t people_count;
    double bought_count; /* seat periods */
    double cost;
    double lp_bound; /* of the linear relaxation */
    double bound;    /* no plan costs less */
    double gap;      /* (cost - bound) / cost; 0 when proved */
    bool is_proved;  /* no plan is cheaper by more than a millionth */
    uint32_t node_count;
};

/*
 * min Σ cost·x + Σ price·y with Σ present·x + y >= required, x whole, y >= 0 (costs.md 4.7; the
 * bought hours are the hybrid model). GLPK: simplex, then branch and cut with Gomory and MIR cuts
 * until `node_limit`, so that a slow machine plans the same; a plan from the rounded relaxation is
 * kept where it is cheaper. Of plans of equal cost those with earlier patterns in the list are
 * preferred, by a millionth of the cost, as far as the search goes.
 *
 * Hours that nothing reaches are left out and told (is_unmet). ERROR_USAGE where work that may wait
 * cannot be done in time by any number of people; ERROR_INTERNAL where GLPK gives up or memory is
 * short. The arrays live in `arena`.
 */
MUST_CHECK bool shift_plan_build(const struct shift_problem *problem, struct arena *arena,
                                 struct shift_plan *out, struct error *err);

/* ---- patterns ---- */

/* People who begin at the same hour on `day_count` days running and are present `length_hours`
 * each, but for a lunch of `lunch_hours` after `lunch_after` hours (0: none). */
struct shift_kind {
    uint32_t length_hours, lunch_after, lunch_hours;
    uint32_t day_count; /* 1: a single shift; 5: a tour with two days of rest running */
    double extra;       /* cost of each shift beside its hours */
};

/*
 * Every beginning of every kind, kinds in their order, hours ascending: a shift on each hour of the
 * cycle. The cost is the sum of `hour_cost` (168, premiums included) over the hours present and
 * the extras. `is_closed` leaves out what touches a closed hour. Lives in `arena`.
 */
MUST_CHECK bool shift_patterns_make(const struct shift_kind *kinds, size_t kind_count,
                                    const double *hour_cost, const bool *is_closed,
                                    struct arena *arena, struct shift_pattern **out,
                                    size_t *out_count, struct error *err);

/* Present from `from`, `length` periods of the cycle. */
void shift_mark(uint8_t *present, size_t period_count, size_t from, size_t length);

/* Most work that may be open at the end of each period when all must be done `within` periods after
 * the end of the period of its arrival: what arrived in the last `within`. Fills `most_open`. */
void shift_most_open(const double *work, size_t period_count, size_t within, double *most_open);

#endif
