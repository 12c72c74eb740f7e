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

/* Erlangs to staff each hour for, from a year of minutes: work that came is at the seats for a
 * while (up to ten minutes of work: at once; up to thirty: one handling time later; beyond: as long
 * as an exponential work lasts, the hour's highest). */
static void loads_of(const struct world *world, const double *own_share, double weekly,
                     double out[WEEK_HOURS])
{
    enum { MINUTES = WEEK_HOURS * 60 };
    double h = world->handling_hours * 60, left = 0;

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        out[hour] = 0;
    for (int minute = -MINUTES; minute < MINUTES; minute++) {
        int now = (minute + MINUTES) % MINUTES, hour = now / 60;
        int lag = h >= 10 && h <= 30 ? (int)floor(h + .5) : 0;
        int then = (now - lag + MINUTES) % MINUTES / 60;
        if (h > 30) {
            if (minute >= 0)
                out[hour] = fmax(out[hour], left);
            left += weekly * world->shape[hour] * own_share[hour] * world->handling_hours *
                        -expm1(-1 / h) -
                    left * -expm1(-1 / h);
            if (minute >= 0)
                out[hour] = fmax(out[hour], left);
        } else if (minute >= 0) {
            out[hour] += weekly * world->shape[then] * own_share[then] * world->handling_hours / 60;
        }
    }
}

static double seat_hours(const struct world *world, const double *own_share, double load_scale,
                         double *night_hours)
{
    double loads[WEEK_HOURS];
    double weekly = world->monthly_tickets * 12 / 365.25 * 7 * load_scale;
    double all = 0;

    *night_hours = 0;
    loads_of(world, own_share, weekly, loads);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        double load = loads[hour];
        bool is_own = world->open[hour] && own_share[hour] > 1e-9;
        int seats = is_own ? (int)floor(load) + 1 : 0;
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

static const struct world_mix OWN_ALONE = {.own_share = {[0 ... WEEK_HOURS - 1] = 1}};

double world_seat_hours(const struct world *world, double load_scale, double *night_hours)
{
    return seat_hours(world, OWN_ALONE.own_share, load_scale, night_hours);
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

/* Worth of a month, paid at its end. */
static double worth_of(const struct world *world, int month)
{
    return pow(1 + world->settings.costs.discount_rate, -(month + 1) / 12.0);
}

/* A year that begins in January, of a person paid evenly: due when the base has got so far. */
static double charged(const struct world *world, int year, double pay)
{
    double sum = 0;

    for (int month = 0; month < 12; month++)
        sum += (contributions(pay * (month + 1) / 12) - contributions(pay * month / 12)) *
               worth_of(world, 12 * year + month);
    return sum;
}

static double own_year(const struct world *world, const double *own_share, int year,
                       double load_scale)
{
    const struct cost_settings *costs = &world->settings.costs;
    const struct own_staff_settings *own = &costs->own;
    double effective, filled, hires, night, worth = 0;
    double hours = seat_hours(world, own_share, load_scale, &night);
    double wage = pow(1 + costs->wage_growth, year), prices = pow(1 + costs->price_growth, year);
    double gross = world->gross_minor * wage;
    /* the lead's pay moves with the agents' */
    double lead = own->lead_monthly_gross_minor.middle * wage * 12;

    turnover(own, &effective, &filled, &hires);
    for (int month = 12 * year; month < 12 * year + 12; month++)
        worth += worth_of(world, month) / 12;
    double present = 1 - own->in_shift_share;
    double heads =
        ceil(hours / (own->yearly_hours * (1 - own->absence_share) * present) / effective - 1e-9);
    double paid = heads * filled;
    double premiums = 12 * gross / own->yearly_hours * own->night_premium_share * night / present;
    double pay = 12 * gross * (1 + own->bonus_share) * paid + premiums;
    return worth * (pay + heads / own->span_of_control * lead +
                    prices * (heads * hires * (double)own->hiring_minor +
                              12 * heads * (double)own->workplace_monthly_minor)) +
           paid * charged(world, year, pay / paid) +
           heads / own->span_of_control * charged(world, year, lead);
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

static double setup_of(const struct offer_settings *offer)
{
    return (double)offer->setup_minor * (offer->vat_is_recoverable ? 1 : 1 + offer->vat_share);
}

/* Of a month's tickets those that fall to the provider, each by itself. */
static uint32_t handed_over(struct luck *luck, uint32_t tickets, double share)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < tickets; i++)
        count += luck_uniform(luck) < share;
    return count;
}

static double share_of(const struct world *world, const double *of_hours)
{
    double share = 0;

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        share += world->shape[hour] * of_hours[hour];
    return share;
}

static double month_cost(const struct world *world, int at, int month, uint32_t tickets,
                         struct luck *luck)
{
    const struct offer_settings *offer = &world->offers[at];

    return month_price(world, at, tickets, luck) * worth_of(world, month) * burden(offer) *
           pow(1 + offer->yearly_indexation, month / MONTHS_A_YEAR);
}

/* The providers of a mix in one month. */
static double mix_month(const struct world *world, const struct world_mix *mix, int month,
                        uint32_t tickets, struct luck *luck)
{
    double own = mix->has_own ? share_of(world, mix->own_share) : 0;
    double first = share_of(world, mix->first_share);
    uint32_t bought = mix->has_own ? handed_over(luck, tickets, 1 - own) : tickets;

    if (mix->second < 0)
        return month_cost(world, mix->offer, month, bought, luck);
    uint32_t of_first = handed_over(luck, bought, first / (1 - own));
    return month_cost(world, mix->offer, month, of_first, luck) +
           month_cost(world, mix->second, month, bought - of_first, luck);
}

void world_future(const struct world *world, struct luck *luck, const struct world_mix *mixes,
                  int mix_count, double *costs)
{
    const struct cost_settings *told = &world->settings.costs;
    double loads[WORLD_MONTHS / MONTHS_A_YEAR] = {0}, *mixed = costs + WORLD_OFFERS + 1;

    costs[0] = 0;
    for (int i = 0; i < WORLD_OFFERS; i++)
        costs[i + 1] = setup_of(&world->offers[i]);
    for (int i = 0; i < mix_count; i++)
        mixed[i] = setup_of(&world->offers[mixes[i].offer]) +
                   (mixes[i].second < 0 ? 0 : setup_of(&world->offers[mixes[i].second]));
    for (int month = 0; month < told->horizon_months; month++) {
        double factor = pow(1 + world->yearly_growth, (month + .5) / 12);
        uint32_t tickets = luck_count(luck, world->monthly_tickets * factor, world->dispersion);
        loads[month / MONTHS_A_YEAR] += factor / MONTHS_A_YEAR;
        for (int i = 0; i < WORLD_OFFERS; i++)
            costs[i + 1] += month_cost(world, i, month, tickets, luck);
        for (int i = 0; i < mix_count; i++)
            mixed[i] += mix_month(world, &mixes[i], month, tickets, luck);
    }
    for (int year = 0; year * MONTHS_A_YEAR < told->horizon_months; year++) {
        costs[0] += own_year(world, OWN_ALONE.own_share, year, loads[year]);
        for (int i = 0; i < mix_count; i++)
            mixed[i] +=
                mixes[i].has_own ? own_year(world, mixes[i].own_share, year, loads[year]) : 0;
    }
}
