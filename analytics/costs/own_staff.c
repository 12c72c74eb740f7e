#include "costs/own_staff.h"

#include <math.h>

static double ramp_loss(double attrition, double ramp_years, double start_share)
{
    if (ramp_years <= 0)
        return 0;
    return (1 - start_share) * (1 / attrition - (1 - exp(-attrition * ramp_years)) /
                                                    (attrition * attrition * ramp_years));
}

struct turnover turnover_of(const struct own_staff_settings *own)
{
    double a = own->attrition_share;
    double vacancy = own->vacancy_months / 12;

    if (a <= 0)
        return (struct turnover){.effective = 1, .filled = 1};
    double lost = ramp_loss(a, own->ramp_months / 12, own->ramp_start_share);
    double cycle = 1 / a + vacancy;
    return (struct turnover){.lost_years = lost,
                             .effective = (1 / a - lost) / cycle,
                             .hires_a_year = 1 / cycle,
                             .filled = 1 / a / cycle};
}

double own_hours_a_person(const struct own_staff_settings *own)
{
    double worked = own->yearly_hours * (1 - own->absence_share) + own->overtime_hours;

    return worked * (1 - own->in_shift_share);
}

double own_heads(const struct own_staff_settings *own, double seat_hours)
{
    return seat_hours / own_hours_a_person(own) / turnover_of(own).effective;
}

double own_hour_minor(const struct own_staff_settings *own, const struct payroll_table *table,
                      double monthly_gross_minor)
{
    double monthly = monthly_gross_minor * (1 + own->bonus_share);

    return (12 * monthly + payroll_year_minor(table, monthly)) / own->yearly_hours;
}

static double premiums_of(const struct own_staff_settings *own, const struct own_year *year)
{
    double rate = 12 * year->monthly_gross_minor / own->yearly_hours;

    return rate * (year->night_hours * own->night_premium_share +
                   year->holiday_hours * own->holiday_premium_share +
                   year->paid_heads * own->overtime_hours * (1 + own->overtime_premium_share) +
                   own->on_call_hours * own->on_call_share);
}

void own_year_cost(const struct own_staff_settings *own, const struct payroll_table *table,
                   const struct own_year *year, double parts[PART_COUNT])
{
    double pay = 12 * year->monthly_gross_minor * year->paid_heads;
    double premiums = premiums_of(own, year);
    double bonus = pay * own->bonus_share;
    double leads = year->heads / own->span_of_control;
    double lead_year = 12 * year->lead_monthly_gross_minor;

    parts[PART_COST_PAY] += pay;
    parts[PART_COST_BONUS] += bonus;
    parts[PART_COST_PREMIUMS] += premiums;
    if (year->paid_heads > 0)
        parts[PART_COST_CONTRIBUTIONS] +=
            year->paid_heads *
            payroll_year_minor(table, (pay + bonus + premiums) / year->paid_heads / 12);
    parts[PART_COST_HIRING] += year->hires * (double)own->hiring_minor;
    parts[PART_COST_WORKPLACE] += 12 * year->heads * (double)own->workplace_monthly_minor;
    parts[PART_COST_LEADS] +=
        leads * (lead_year + payroll_year_minor(table, year->lead_monthly_gross_minor));
}
