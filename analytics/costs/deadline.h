/* deadline: work that may wait (mail, tickets) and the constant staffing that keeps its promise. */
#ifndef DESKGAUGE_COSTS_DEADLINE_H
#define DESKGAUGE_COSTS_DEADLINE_H

#include <stdbool.h>
#include <stdint.h>

enum { WEEK_HOURS = 168 };

/*
 * A cyclic week of hours from Monday 00:00. Work that arrives in hour h must be done within
 * `within_hours` of the clock of `promise_open` (open hours; all open: the calendar).
 * `staff_open` are the hours in which somebody may work on it.
 */
struct deadline_week {
    double work_hours[WEEK_HOURS]; /* work arriving in each hour, in hours of work */
    bool promise_open[WEEK_HOURS];
    bool staff_open[WEEK_HOURS];
    double within_hours;
};

struct deadline_bound {
    double seats;        /* least constant staffing of the open hours, fractional */
    int binding_hour;    /* first hour of the window that decides; -1: the week's total does */
    int impossible_hour; /* no open hour before its deadline; -1: none */
};

/*
 * Fluid first-in-first-out bound (costs.md 4.4): the largest, over windows [i..j] of arrival hours,
 * of the work arrived in i..j over the staffed hours from i to the deadline of j, and the week's
 * work over its staffed hours.
 */
struct deadline_bound deadline_bound(const struct deadline_week *week);

/* Hours from the beginning of `hour` to the deadline of what arrives in it; INFINITY: its clock
 * never runs. */
double deadline_after(const struct deadline_week *week, int hour);

#endif
