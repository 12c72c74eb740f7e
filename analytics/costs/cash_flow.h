/* cash_flow: money by month, what it is worth today, and when one flow has caught up with another.
 */
#ifndef DESKGAUGE_COSTS_CASH_FLOW_H
#define DESKGAUGE_COSTS_CASH_FLOW_H

#include <stddef.h>

/*
 * A flow is `start`, paid at once, and an amount at the end of each month. The rate of a month is
 * (1 + yearly)^{1/12} - 1: nominal flows at a nominal rate (costs.md 4.11). A rate of -1 or less
 * is NaN; negative rates above it are taken as they are.
 */
struct cash_flow {
    double start;
    const double *months;
    size_t month_count;
};
double cash_flow_value(const struct cash_flow *flow, double yearly_rate);
double cash_flow_total(const struct cash_flow *flow); /* undiscounted */

/*
 * What a month costs that cost `amount` when the contract began: the index rises it on each
 * anniversary of the month `first_rise` (0: already in the first month, 12: after a year), by
 * steps, not from month to month.
 */
double indexed(double amount, double yearly_index, size_t month, size_t first_rise);

/*
 * Months after which the sums of `dear` have passed those of `cheap`, interpolated inside the
 * month; 0 where that is so at the start, INFINITY where it does not come. Dearer at the start and
 * cheaper later: the time in which a change pays for itself.
 */
double cash_flow_payback(const struct cash_flow *cheap, const struct cash_flow *dear);

/* Handing work over: hours of each side at their rates. */
double handover_cost(double open_tickets, double minutes, double from_hour, double to_hour);

#endif
