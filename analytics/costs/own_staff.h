/* own_staff: people to employ for the seats, and what a year of them costs. */
#ifndef DESKGAUGE_COSTS_OWN_STAFF_H
#define DESKGAUGE_COSTS_OWN_STAFF_H

#include "costs/parts.h"
#include "costs/payroll.h"
#include "costs/staffing.h"

/*
 * Turnover (costs.md 4.8): attrition a of a year, vacancy v and ramp L in years from productivity
 * p0, linear, tenure exponential. Loss of one hire (1 - p0)·[1/a - (1 - e^{-aL})/(a²L)] years;
 * effective people of a position (1/a - loss)/(1/a + v); hires of a position and year 1/(1/a + v);
 * a position is filled, and paid, for (1/a)/(1/a + v) of the time. Without attrition 1, 0 and 1.
 */
struct turnover {
    double lost_years, effective, hires_a_year, filled;
};
struct turnover turnover_of(const struct own_staff_settings *own);

/* Seat hours that one position without turnover holds in a year: the norm less absence, and its
 * overtime, less what is lost inside shifts. Each of the two losses is taken once. */
double own_hours_a_person(const struct own_staff_settings *own);

/* People for these seat hours before rounding, turnover included; 8760 h: one seat around the
 * clock. */
double own_heads(const struct own_staff_settings *own, double seat_hours);

struct own_year {
    double heads;                      /* positions */
    double paid_heads;                 /* of them filled; each works the overtime of the settings */
    double hires;                      /* turnover's */
    double night_hours, holiday_hours; /* person hours with a premium */
    double monthly_gross_minor, lead_monthly_gross_minor;
};

/* One year at these pays into `parts`: bonus on pay; premiums on the single hourly rate (12 gross
 * over the norm), spread evenly and inside the base of contributions: night and holiday on top of
 * pay, overtime with its hour, on call by its share; leads by span of control, not rounded. */
void own_year_cost(const struct own_staff_settings *own, const struct payroll_table *table,
                   const struct own_year *year, double parts[PART_COUNT]);

/* What an hour of an own person costs, contributions included. */
double own_hour_minor(const struct own_staff_settings *own, const struct payroll_table *table,
                      double monthly_gross_minor);

#endif
