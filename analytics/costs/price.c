#include "costs/price.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "costs/excess.h"
#include "costs/wide.h"

double price_of_spend(double spend, const struct percent_tier *tiers, size_t count, double minimum)
{
    double price = 0, from = 0;

    for (size_t i = 0; i < count && spend > from; i++) {
        price += tiers[i].rate * (least(spend, tiers[i].up_to) - from);
        from = tiers[i].up_to;
    }
    return most(price, minimum);
}

double retainer_price(const struct retainer *retainer, double hours)
{
    return retainer->fee + retainer->overage_hour * most(0, hours - retainer->included_hours);
}

double retainer_mean_normal(const struct retainer *retainer, double mean, double deviation)
{
    return retainer->fee +
           retainer->overage_hour * normal_excess(mean, deviation, retainer->included_hours);
}

double retainer_mean_gamma(const struct retainer *retainer, double mean, double deviation)
{
    return retainer->fee +
           retainer->overage_hour * gamma_excess(mean, deviation, retainer->included_hours);
}

struct block_use block_month(const struct hour_block *block, double carried_hours, double hours)
{
    double needed = most(0, hours - carried_hours);
    double blocks = isinf(block->overage_hour) && block->hours > 0
                        ? most(1, ceil(needed / block->hours * (1 - 1e-12)))
                        : 1;
    double left = blocks * block->hours - needed;
    double carried = least(most(0, left), block->carried_share * block->hours);
    double over = left < 0 ? -left * block->overage_hour : 0;

    return (struct block_use){.price = blocks * block->price + over,
                              .carried_hours = carried,
                              .expired_hours =
                                  most(0, left) - carried + most(0, carried_hours - hours)};
}

double incident_cost(const struct incident_terms *terms)
{
    return terms->price + terms->own_hours * terms->own_hour_cost +
           terms->waiting_hours * terms->waiting_hour_cost;
}

double credit_owed(const struct credit_step *steps, size_t count, double fee, double kept_share)
{
    double share = 0;

    for (size_t i = 0; i < count; i++)
        if (kept_share < steps[i].below)
            share = most(share, steps[i].share);
    return fee * share;
}

double credit_breach(uint32_t tickets, double kept, double below)
{
    double least = ceil(below * tickets * (1 - 1e-12)); /* the fewest in time that keep it */

    if (tickets == 0 || least <= 0)
        return 0;
    return gsl_cdf_binomial_P((unsigned)least - 1, kept, tickets);
}

double credit_mean(const struct credit_step *steps, size_t count, double fee, uint32_t tickets,
                   double kept)
{
    double mean = 0, owed = 0;

    for (size_t i = 0; i < count; i++) {
        double more = most(0, steps[i].share - owed);
        mean += more * credit_breach(tickets, kept, steps[i].below);
        owed += more;
    }
    return fee * mean;
}

double price_with_vat(double price, double vat_share, bool is_recoverable)
{
    return is_recoverable ? price : price * (1 + vat_share);
}

double cost_of_resolved(const struct resolution *resolution)
{
    double all = resolution->cost / (1 - resolution->reopened_share) +
                 resolution->escalated_share * resolution->second_line_cost;

    if (!(resolution->solved_share > 0) || resolution->reopened_share >= 1)
        return INFINITY;
    return all / resolution->solved_share;
}
