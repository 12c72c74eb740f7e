/* What own and bought hours cost a roster. */
#include <math.h>

#include "costs/roster.h"

double own_hours_a_head(const struct own_staff_settings *own)
{
    return own_hours_a_person(own) * turnover_of(own).effective;
}

double own_head_minor(const struct own_staff_settings *own, const struct payroll_table *table,
                      double monthly_gross_minor, double lead_monthly_gross_minor)
{
    const struct turnover turnover = turnover_of(own);
    double parts[PART_COUNT] = {0};
    struct own_year year = {.heads = 1,
                            .paid_heads = turnover.filled,
                            .hires = turnover.hires_a_year,
                            .monthly_gross_minor = monthly_gross_minor,
                            .lead_monthly_gross_minor = lead_monthly_gross_minor};

    own_year_cost(own, table, &year, parts);
    return parts_sum(parts);
}

void own_hours_cost(const struct own_staff_settings *own, const struct payroll_table *table,
                    double monthly_gross_minor, double lead_monthly_gross_minor,
                    double out[WEEK_HOURS])
{
    double hours = own_hours_a_head(own);
    double base = own_head_minor(own, table, monthly_gross_minor, lead_monthly_gross_minor) / hours;
    double monthly = monthly_gross_minor * (1 + own->bonus_share);
    double rate = 12 * monthly_gross_minor / own->yearly_hours;
    double step = .01 * monthly; /* of pay, to see what the next unit is charged with */
    double charged =
        (payroll_year_minor(table, monthly + step) - payroll_year_minor(table, monthly)) /
        (12 * step);
    double night = rate * own->night_premium_share * (1 + charged) / (1 - own->in_shift_share);

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        out[hour] = base + (hour_is_night(hour) ? night : 0);
}

void hour_price_of_tickets(const struct demand *demand, double ticket_minor, const double *required,
                           const bool *is_served, double out[WEEK_HOURS])
{
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        double tickets = 0;
        for (size_t i = 0; i < demand->stream_count; i++)
            tickets += demand->streams[i].rate[hour];
        out[hour] = !is_served[hour]     ? INFINITY
                    : required[hour] > 0 ? tickets * ticket_minor / required[hour]
                                         : 0;
    }
}
