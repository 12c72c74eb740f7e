/* offered_load: which load to staff an hour for when arrivals change while work goes on. */
#ifndef DESKGAUGE_COSTS_OFFERED_LOAD_H
#define DESKGAUGE_COSTS_OFFERED_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* Arrivals an hour at the time `hour` (0 … cycle_hours), a cycle; the context comes back as given.
 */
typedef double load_rate(double hour, const void *context);

struct load_curve {
    load_rate *rate;
    const void *context;
    size_t cycle_hours; /* 24 or 168 */
    double handling_hours;
};

/* The rate of a table of hours, constant within each: context is a double of each hour. */
struct load_hours {
    const double *hourly_rate;
    size_t hour_count;
};
load_rate load_rate_of_hours; /* context: struct load_hours */

/* mean + amplitude·sin(2π·hour/period), arrivals an hour. */
struct load_wave {
    double mean, amplitude, period_hours;
};
load_rate load_rate_of_wave; /* context: struct load_wave */

enum load_rule {
    LOAD_SIPP,     /* each hour by its own arrivals: below 10 minutes of work */
    LOAD_LAG_SIPP, /* by the arrivals one handling time earlier: 10 to 30 minutes */
    LOAD_MOL       /* modified offered load, its highest of the hour: beyond, or P(wait) targets */
};

/* Green, Kolesar & Whitt 2006: which rule for work of this length (costs.md 4.6). */
enum load_rule load_rule_for(double handling_minutes, bool has_wait_target);

/*
 * Erlangs to staff each hour for. SIPP: mean arrivals of the hour times handling time. Lag-SIPP:
 * the hour one handling time earlier. MOL: the highest of m(t) in the hour, where
 * m(t) = ∫ λ(t - u)·P(S > u) du is the load of infinitely many servers (Eick, Massey & Whitt 1993),
 * by the recursion m' = λ - μm in minutes, started so that the cycle closes. `loads` has
 * cycle_hours cells.
 */
void offered_load_hours(const struct load_curve *curve, enum load_rule rule, double *loads);

/* The same for a week of hours whose rates hold within each, in closed form: `loads` has
 * `hour_count` cells. */
void offered_load_of_hours(const struct load_hours *hours, double handling_hours,
                           enum load_rule rule, double *loads);

/* m(t) of a wave in closed form, and how long after the arrivals it peaks, in hours. */
double offered_load_of_wave(const struct load_wave *wave, double handling_hours, double hour);
double offered_load_lag_hours(const struct load_wave *wave, double handling_hours);
double offered_load_peak(const struct load_wave *wave, double handling_hours);

/* The fewest seats with which P(wait) of Erlang C is at most `most`; 0 for no load. */
uint32_t seats_for_wait_probability(double load, double most);

/*
 * What a staffing does: the queue M_t/M/s_t (one exponential server a seat; when seats go, work
 * goes on only in those left) followed by its Kolmogorov equations, cycles enough to forget the
 * start.
 */
struct load_outcome {
    double wait_probability; /* of an arriving ticket, over the cycle */
    double worst;            /* highest at any time */
};
MUST_CHECK bool load_follow(const struct load_curve *curve, const uint32_t *seats,
                            struct load_outcome *out, struct error *err);

#endif
