/* payroll: what an employer pays on top of pay, by dated tables. */
#ifndef DESKGAUGE_COSTS_PAYROLL_H
#define DESKGAUGE_COSTS_PAYROLL_H

#include "base/arena.h"

struct payroll_component {
    double from_minor, to_minor; /* of the base's pay; to: INFINITY */
    bool is_monthly; /* the base is a month's pay; else the calendar year's, cumulative */
    double rate;
    const char *source;
};
struct payroll_table {
    const char *name, *title, *currency;
    int year;         /* that it holds for; 0: not told */
    bool is_verified; /* a source was read; else an example to be checked */
    struct payroll_component *components;
    size_t component_count;
};

/* ERROR_USAGE for a name that is not in the tables, with the nearest and the list. The table lives
 * in `arena`. */
MUST_CHECK bool payroll_find(const char *name, struct arena *arena, struct payroll_table *out,
                             struct error *err);

/* Contributions on a year of twelve equal months of `monthly_gross_minor`, on a base that is
 * cumulative over the calendar year. */
double payroll_year_minor(const struct payroll_table *table, double monthly_gross_minor);

/*
 * What is due in each of `count` months on the gross pay of each, the first of which is month
 * `first_month` of its year (0 January): a base that adds up over the calendar year begins anew in
 * January, so that dear pay costs less towards December (costs.md 6: cash by month, not average).
 */
void payroll_months_minor(const struct payroll_table *table, const double *gross_minor,
                          int first_month, int count, double *out);

#endif
