#include "costs/cash_flow.h"

#include <math.h>

double cash_flow_value(const struct cash_flow *flow, double yearly_rate)
{
    double value = flow->start, factor = 1;

    if (!(yearly_rate > -1))
        return NAN;
    double month = pow(1 + yearly_rate, -1. / 12);
    for (size_t i = 0; i < flow->month_count; i++) {
        factor *= month;
        value += flow->months[i] * factor;
    }
    return value;
}

double cash_flow_total(const struct cash_flow *flow)
{
    return cash_flow_value(flow, 0);
}

double indexed(double amount, double yearly_index, size_t month, size_t first_rise)
{
    size_t rises = month < first_rise ? 0 : (month - first_rise) / 12 + 1;

    return amount * pow(1 + yearly_index, (double)rises);
}

static double month_of(const struct cash_flow *flow, size_t month)
{
    return month < flow->month_count ? flow->months[month] : 0;
}

double cash_flow_payback(const struct cash_flow *cheap, const struct cash_flow *dear)
{
    double behind = cheap->start - dear->start;
    size_t count = cheap->month_count > dear->month_count ? cheap->month_count : dear->month_count;

    if (behind <= 0)
        return 0;
    for (size_t month = 0; month < count; month++) {
        double gained = month_of(dear, month) - month_of(cheap, month);
        if (gained >= behind)
            return (double)month + behind / gained;
        behind -= gained;
    }
    return INFINITY;
}

double handover_cost(double open_tickets, double minutes, double from_hour, double to_hour)
{
    return open_tickets * minutes / 60 * (from_hour + to_hour);
}
