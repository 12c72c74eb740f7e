/* staffing: the fewest seats of each hour of the week that keep every promise. */
#ifndef DESKGAUGE_COSTS_STAFFING_H
#define DESKGAUGE_COSTS_STAFFING_H

#include "costs/demand.h"
#include "costs/patience.h"

/*
 * Live work: Erlang C with the stricter promise served first (non-preemptive, equal work; Cobham
 * 1954): all wait with probability C(n, a), and of those the class k waits, exponentially taken,
 * at the rate n/h·(1 - s_{k-1})(1 - s_k), s_k the occupancy by the classes up to k. Exact for the
 * strictest class, and Erlang C itself where there is one. The load of an hour is what
 * offered_load.h says for work of this length: of its own arrivals, of those one handling time
 * earlier, or the modified offered load. Where patience is told: Erlang A of the share answered of
 * all that come (patience.h); with several promises the same classes on the load that stays, whose
 * wait ends in giving up at the rate of patience.
 *
 * Work that may wait, and live work that comes while its own hours are closed: the deadline bound
 * of costs.md 4.4 over all its streams at once (earliest deadline first), filling the seats that
 * live work leaves idle before any are added; planned work is poured into the stretches of its own
 * hours. A window whose work is at least one ticket carries
 * its 90 % Poisson buffer. Seats are added to all covered hours or to the office hours, whole
 * seats, the cheapest pair.
 */
struct staffing {
    uint32_t seats[WEEK_HOURS];
    double load[WEEK_HOURS]; /* erlangs that arrive, live and not */
    double deadline_seats;   /* the bound of the work that may wait, alone, without buffer */
    int impossible_hour;     /* work that comes here has no covered hour before its deadline; -1 */
};

struct staffing_case {
    const struct demand *demand;
    double scale;              /* of all arrivals; 1: as counted */
    double handling_s;         /* of one ticket */
    uint32_t night_minimum;    /* persons, 22–06, where covered */
    struct patience *patience; /* kept between plans of this handling time; NULL where nobody gives
                                  up, or to go without the exact formula */
};

/* ERROR_USAGE where no number of seats keeps a promise (a share of 1). */
MUST_CHECK bool staffing_plan(const struct staffing_case *wanted, struct staffing *out,
                              struct error *err);

/* Seat hours of a year: 365 days of which the holidays are worked as Sundays. */
struct seat_hours {
    double all, night, holiday;
};
struct seat_hours staffing_year(const struct staffing *staffing, double holidays_a_year);

#endif
