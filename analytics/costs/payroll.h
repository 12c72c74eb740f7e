/* payroll: what an employer pays on top of pay, by dated tables. */
#ifndef DESKGAUGE_COSTS_PAYROLL_H
#define DESKGAUGE_COSTS_PAYROLL_H

#include "base/arena.h"

struct payroll_component {
    double from_minor, to_minor; /* of the year's pay, cumulative; to: INFINITY */
    double rate;
    const char *source;
};
struct payroll_table {
    const char *name, *title, *currency;
    bool is_verified;
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

#endif
