/* What models cost in the truth of a world: nothing of analytics/costs is called here. */
#include <math.h>
#include <stdlib.h>

#include "world.h"

enum { MONTHS_A_YEAR = 12 };

/* Erlang C as a sum of a^k/k!, in long double, on the logarithm. */
static double share_within(double load, int seats, double handling_s, double within_s)
{
    long double term = 1, sum = 0; /* a^k/k! over a^n/n! from the top down */

    if (load >= seats)
        return 0;
    for (int k = seats; k > 0; k--) {
        term *= k / (long double)load;
        sum += term;
    }
    long double top = seats / (seats - (long double)load);
    double wait = (double)(top / (sum + top));
    return 1 - wait * exp(-(seats - load) * within_s / handling_s);
}

double world_seat_hours(const struct world *world, double load_scale, double *night_hours)
{
    double weekly = world->monthly_tickets * 12 / 365.25 * 7 * load_scale;
    double all = 0;

    *night_hours = 0;
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        double load = weekly * world->shape[hour] * world->handling_hours;
        int seats = world->open[hour] ? (int)floor(load) + 1 : 0;
        if (seats == 0)
            continue;
        while (load > 0 && share_within(load, seats, world->handling_hours * 3600,
                                        (double)world->promise.first_reply_s) < .8)
            seats++;
        all += seats * 365 / 7.0;
        *night_hours += hour % 24 >= 22 || hour % 24 < 6 ? seats * 365 / 7.0 : 0;
    }
    return all;
}

/* Russia 2026, general tariff, with accidents of class I, in minor units. */
static double contributions(double year)
{
    double edge = 2979000e2;

    return .002 * year + .30 * fmin(year, edge) + .151 * fmax(0, year - edge);
}

/* A position that is left every 1/a years, vacant v, slow for L from p0. */
static void turnover(const struct own_staff_settings *own, double *effective, double *filled,
                     double *hires)
{
    double a = own->attrition_share, v = own->vacancy_months / 12, l = own->ramp_months / 12;
    double lost = (1 - own->ramp_start_share) * (1 / a - (1 - exp(-a * l)) / (a * a * l));

    *effective = (1 / a - lost) / (1 / a + v);
    *filled = 1 / a / (1 / a + v);
    *hires = 1 / (1 / a + v);
}

static double own_year(const struct world *world, int year, double load_scale)
{
    const struct cost_settings *costs = &world->settings.costs;
    const struct own_staff_settings *own = &costs->own;
    double effective, filled, hires, night;
    double hours = world_seat_hours(world, load_scale, &night);
    double wage = pow(1 + costs->wage_growth, year), prices = pow(1 + costs->price_growth, year);
    double gross = world->gross_minor * wage;
    /* the lead's pay moves with the agents' */
    double lead = own->lead_monthly_gross_minor.middle * wage * 12;

    turnover(own, &effective, &filled, &hires);
    double present = 1 - own->in_shift_share;
    double heads =
        ceil(hours / (own->yearly_hours * (1 - own->absence_share) * present) / effective - 1e-9);
    double paid = heads * filled;
    double premiums = 12 * gross / own->yearly_hours * own->night_premium_share * night / present;
    double pay = 12 * gross * (1 + own->bonus_share) * paid + premiums;
    return pay + paid * contributions(pay / paid) +
           heads / own->span_of_control * (lead + contributions(lead)) +
           prices * (heads * hires * (double)own->hiring_minor +
                     12 * heads * (double)own->workplace_monthly_minor);
}

/* One ticket after the other, each billed as the clock on the wall says. */
static double billed_hours(const struct world *world, const struct offer_settings *offer,
                           uint32_t tickets, struct luck *luck)
{
    double sum = 0, step = offer->increment_minutes / 60, least = offer->minimum_minutes / 60;

    for (uint32_t i = 0; i < tickets; i++) {
        double work = luck_exponential(luck, world->handling_hours);
        sum += step > 0 ? fmax(ceil(least / step) * step, ceil(work / step) * step) : work;
    }
    return sum;
}

static double month_price(const struct world *world, int at, uint32_t tickets, struct luck *luck)
{
    const struct offer_settings *offer = &world->offers[at];
    double charged = (double)offer->monthly_fee_minor;

    if (at == 0) {
        double edge = offer->tiers[1].from_quantity;
        for (uint32_t i = 0; i < tickets; i++)
            charged += (double)offer->tiers[i + .5 > edge].price_minor;
    } else if (at < 3) {
        double hours = billed_hours(world, offer, tickets, luck);
        charged += fmax(0, hours - offer->included_hours) * (double)offer->overage_hour_minor;
    }
    return fmax(charged, (double)offer->monthly_minimum_minor);
}

static double burden(const struct offer_settings *offer)
{
    return 1 + offer->vendor_management_share + (offer->vat_is_recoverable ? 0 : offer->vat_share);
}

void world_future(const struct world *world, struct luck *luck, double costs[WORLD_OFFERS + 1])
{
    const struct cost_settings *told = &world->settings.costs;
    double loads[WORLD_MONTHS / MONTHS_A_YEAR] = {0};

    costs[0] = 0;
    for (int i = 0; i < WORLD_OFFERS; i++)
        costs[i + 1] = (double)world->offers[i].setup_minor *
                       (world->offers[i].vat_is_recoverable ? 1 : 1 + world->offers[i].vat_share);
    for (int month = 0; month < told->horizon_months; month++) {
        double factor = pow(1 + world->yearly_growth, (month + .5) / 12);
        double worth = pow(1 + told->discount_rate, -(month + 1) / 12.0);
        uint32_t tickets = luck_count(luck, world->monthly_tickets * factor, world->dispersion);
        loads[month / MONTHS_A_YEAR] += factor / MONTHS_A_YEAR;
        for (int i = 0; i < WORLD_OFFERS; i++)
            costs[i + 1] += month_price(world, i, tickets, luck) * worth *
                            burden(&world->offers[i]) *
                            pow(1 + world->offers[i].yearly_indexation, month / MONTHS_A_YEAR);
    }
    for (int year = 0; year * MONTHS_A_YEAR < told->horizon_months; year++) {
        double worth = 0;
        for (int month = 12 * year; month < 12 * year + 12; month++)
            worth += pow(1 + told->discount_rate, -(month + 1) / 12.0) / 12;
        costs[0] += own_year(world, year, loads[year]) * worth;
    }
}
