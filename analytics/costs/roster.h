/* roster: a week's shifts and bought hours for the seats of a desk, and the people to employ. */
#ifndef DESKGAUGE_COSTS_ROSTER_H
#define DESKGAUGE_COSTS_ROSTER_H

#include "costs/deadline.h"
#include "costs/demand.h"
#include "costs/own_staff.h"
#include "costs/shifts.h"

/*
 * What the law and the house ask of working time. Sources of the defaults: weekly rest of 42 hours
 * running, Labour Code of Russia art. 110 (35 in the EU: 2003/88/EC art. 3 and 5); daily rest of
 * 11 hours, 2003/88/EC art. 3; 40 hours a week, art. 91; a shift of at most 12 hours.
 */
struct roster_rules {
    double daily_rest_hours, weekly_rest_hours, most_weekly_hours, most_shift_hours;
};
extern const struct roster_rules ROSTER_RULES;

/* Shifts of 8 and of 12 hours on any hour, each by itself: who works which of them rotates. Meals
 * are part of what is lost inside shifts; a kind with a lunch of its own takes it out of that. */
extern const struct shift_kind ROSTER_KINDS[];
extern const size_t ROSTER_KIND_COUNT;

/* ERROR_USAGE, with the rule, for a kind that no one may work: too long a shift, too little rest
 * between the shifts of a tour or after it, too many hours a week. */
MUST_CHECK bool shift_kind_check(const struct shift_kind *kind, const struct roster_rules *rules,
                                 struct error *err);

struct roster_case {
    const double *required;  /* seats of each hour of the week; whole for whole people */
    const bool *is_closed;   /* nobody may be present; NULL: never */
    const double *hour_cost; /* of an own person at the seat, premiums and all (own_hours_cost) */
    const double *bought_price; /* of a seat hour at a provider; INFINITY: closed; NULL: none */
    uint32_t night_minimum;     /* own people of a staffed night hour, 22–06: for safety */
    const struct roster_rules *rules; /* NULL: ROSTER_RULES */
    const struct shift_kind *kinds;   /* NULL: ROSTER_KINDS */
    size_t kind_count;
    double yearly_hours_a_head; /* at the seat: own_hours_a_person() times turnover's effective */
    double yearly_head_cost;    /* of one head, without premiums; 0: by hour_cost alone */
    uint32_t node_limit;        /* 0: ROSTER_NODES */
};
enum { ROSTER_NODES = 60 };

enum roster_mix { ROSTER_OWN, ROSTER_BOUGHT, ROSTER_HYBRID };

struct roster {
    enum roster_mix mix;
    const struct shift_pattern *patterns; /* plan.people is by these */
    size_t pattern_count;
    struct shift_plan plan;
    double own_seats[WEEK_HOURS], bought_seats[WEEK_HOURS];
    double own_hours, bought_hours; /* a week */
    double people;                  /* to employ, before rounding: the largest of three needs */
    double people_for_hours;        /* hours a year over those of a head */
    double people_for_rest;         /* shifts that no one person may work both */
    double people_for_week;         /* hours a week over the most that one may work */
    uint32_t heads;                 /* rounded up, once */
    double yearly_cost; /* whole heads where yearly_head_cost is told, and bought hours */
    int first_unmet;    /* hour that no shift and no provider reaches; -1 */
};

/*
 * The cheapest of four weeks: own people alone, the provider alone, the mix that GLPK finds with
 * bought hours as variables (shifts.h), and that mix without own nights (the night minimum holds
 * for own people: a night that a provider sits through needs no second of ours). They are compared
 * by the year with whole heads, so that a mix which saves hours but no head does not win by them.
 * Ties: in this order. A week that only the
 * provider can hold, or only own people, is what it is. plan.lp_bound, bound and gap are those of
 * the week that was taken. Deterministic: bounded by nodes, never by time.
 *
 * ERROR_USAGE of shift_kind_check; hours that nothing reaches are told in first_unmet, the rest is
 * planned. Lives in `arena`.
 */
MUST_CHECK bool roster_build(const struct roster_case *wanted, struct arena *arena,
                             struct roster *out, struct error *err);

/*
 * What an hour of an own person at the seat costs in each hour of the week, in minor units: a year
 * of one head (pay, bonus, contributions, hiring, workplace, a share of a lead) over the hours at
 * the seat, and the night premium with its contributions. Holidays are left out: they are no hour
 * of the week.
 */
void own_hours_cost(const struct own_staff_settings *own, const struct payroll_table *table,
                    double monthly_gross_minor, double lead_monthly_gross_minor,
                    double out[WEEK_HOURS]);
/* That year of one head, without premiums, and the hours that it holds a seat. */
double own_head_minor(const struct own_staff_settings *own, const struct payroll_table *table,
                      double monthly_gross_minor, double lead_monthly_gross_minor);
double own_hours_a_head(const struct own_staff_settings *own);

/*
 * The price of a seat hour where a provider is paid by the ticket: what handing over all tickets of
 * the hour costs, over the seats that it would take; INFINITY where it is not open, 0 where no
 * ticket comes. `out` is a bought_price.
 */
void hour_price_of_tickets(const struct demand *demand, double ticket_minor, const double *required,
                           const bool *is_served, double out[WEEK_HOURS]);

#endif
