#include "world.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MONDAY_2025 = 20094 }; /* 2025-01-06 */

/* P10, P50, P90 about a middle, and the truth somewhere in that law. */
static struct uncertain told(struct luck *luck, double middle, double most_spread, double *truth)
{
    double spread = luck_between(luck, 0, most_spread);
    struct uncertain law = {middle * exp(-spread), middle,
                            middle * exp(spread * luck_between(luck, .7, 1.3))};
    double z = luck_normal(luck);
    double far = z < 0 ? law.low : law.high;

    *truth = middle * exp(fabs(z) / 1.2815515655446004 * log(far / middle));
    return law;
}

static struct uncertain told_growth(struct luck *luck, double *truth)
{
    double middle = luck_between(luck, -.1, .2), spread = luck_between(luck, 0, .1);
    double z = luck_normal(luck);

    *truth = middle + z / 1.2815515655446004 * spread;
    return (struct uncertain){middle - spread, middle, middle + spread};
}

/* Round the clock with a hump by day, or working hours alone; days of the week differ. */
static void draw_week(struct luck *luck, struct world *world)
{
    bool is_office = luck_uniform(luck) < .35;
    double night = luck_between(luck, .05, .5), weekend = luck_between(luck, .2, .9), sum = 0;
    double top = luck_between(luck, 11, 16), width = luck_between(luck, 2.5, 5), of_day = 1;

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        double away = (hour % 24 + .5 - top) / width;
        bool is_weekday = hour / 24 < 5;
        if (hour % 24 == 0)
            of_day = (is_weekday ? 1 : weekend) * luck_between(luck, .85, 1.15);
        world->open[hour] = !is_office || (is_weekday && hour % 24 >= 9 && hour % 24 < 18);
        world->shape[hour] =
            world->open[hour] ? (night + (1 - night) * exp(-away * away / 2)) * of_day : 0;
        sum += world->shape[hour];
    }
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        world->shape[hour] /= sum;
    for (uint8_t day = 0; day < 5; day++)
        world->intervals[day] = (struct hours_interval){day, 9 * 60, 18 * 60};
    world->version = (struct hours_version){.from_day = INT32_MIN,
                                            .is_always = !is_office,
                                            .intervals = world->intervals,
                                            .interval_count = is_office ? 5 : 0};
    world->hours[0] = (struct hours_settings){
        .name = "promised", .versions = &world->version, .version_count = 1};
}

static void promise(struct luck *luck, struct world *world)
{
    static const int64_t REPLIES_S[] = {300, 900, 3600, 4 * 3600};
    int64_t reply_s = REPLIES_S[(int)luck_between(luck, 0, 4)];

    world->promises[0] = (struct fact_promise){.is_always = true, .hours = INDEX_NONE};
    world->promises[1] = (struct fact_promise){.first_reply_s = reply_s,
                                               .share = .8,
                                               .is_always = world->version.is_always,
                                               .hours = 0,
                                               .line = 1};
    world->promise = (struct promise_settings){.from_day = INT32_MIN,
                                               .to_day = INT32_MAX,
                                               .hours = 0,
                                               .first_reply_s = reply_s,
                                               .share = .8};
}

/* A year, day by day, hour by hour. */
static void draw_year(struct luck *luck, struct world *world)
{
    double weekly = world->monthly_tickets * 12 / 365.25 * 7;
    size_t count = 0;

    world->rows = calloc((size_t)WORLD_DAYS * 24, sizeof *world->rows);
    if (world->rows == NULL)
        abort();
    for (int day = 0; day < WORLD_DAYS; day++) {
        double of_day = 0, before = 0;
        uint32_t by_hour[24] = {0};
        for (int hour = 0; hour < 24; hour++)
            of_day += world->shape[day % 7 * 24 + hour];
        uint32_t tickets = luck_count(luck, weekly * of_day, world->dispersion);
        for (uint32_t i = 0; i < tickets; i++) {
            double at = luck_uniform(luck) * of_day;
            int hour = 0;
            for (before = world->shape[day % 7 * 24]; before < at && hour < 23;)
                before += world->shape[day % 7 * 24 + ++hour];
            by_hour[hour]++;
        }
        for (int hour = 0; hour < 24; hour++)
            if (by_hour[hour] > 0 || hour == 12)
                world->rows[count++] = (struct cube_demand){.day = MONDAY_2025 + day,
                                                            .slot = (uint8_t)(day % 7 * 24 + hour),
                                                            .channel = CHANNEL_PHONE,
                                                            .priority = PRIORITY_NORMAL,
                                                            .ticket_count = by_hour[hour]};
    }
    world->cube.demand = world->rows;
    world->cube.demand_count = count;
    world->cube.cut_at = (int64_t)(MONDAY_2025 + WORLD_DAYS) * 86400;
    world->cube.zone = "UTC";
    for (int band = 0; band < BAND_COUNT; band++)
        world->population[band] = (struct cube_population){.key = {.channel = CHANNEL_PHONE,
                                                                   .priority = PRIORITY_NORMAL,
                                                                   .band = (uint8_t)band,
                                                                   .promise = 1},
                                                           .count = 1};
    world->cube.population = world->population;
    world->cube.population_count = BAND_COUNT;
    world->cube.names.promises = world->promises;
    world->cube.names.promise_count = 2;
}

static void employ(struct luck *luck, struct world *world)
{
    struct own_staff_settings *own = &world->settings.costs.own;
    double lead;

    own->is_set = true;
    own->payroll_table = "ru-2026";
    own->monthly_gross_minor = told(luck, luck_between(luck, 9e6, 25e6), .15, &world->gross_minor);
    lead = own->monthly_gross_minor.middle * 1.6;
    own->lead_monthly_gross_minor = (struct uncertain){lead, lead, lead};
    own->bonus_share = luck_between(luck, 0, .2);
    own->hiring_minor = (int64_t)luck_between(luck, 5e6, 2e7);
    own->workplace_monthly_minor = (int64_t)luck_between(luck, 5e5, 3e6);
}

/* ---- offers, priced about what own staff costs ---- */

/* What one promises too little, in one offer of four: it looks cheap and does not do. */
static void spoil(struct luck *luck, struct offer_settings *offer)
{
    switch ((int)luck_between(luck, 0, 4)) {
    case 0:
        offer->identifies_client = false;
        break;
    case 1:
        offer->first_reply_s = 10 * offer->first_reply_s;
        break;
    case 2:
        offer->share = .5;
        break;
    default:
        offer->ends_day = MONDAY_2025 + WORLD_DAYS + 150;
    }
}

static void price(struct luck *luck, struct world *world, int at, double monthly)
{
    struct offer_settings *offer = &world->offers[at];
    double tickets = world->monthly_tickets;
    double hours = tickets * world->settings.costs.handling_minutes.middle / 60;
    double edge = tickets * luck_between(luck, .7, 1.2);

    switch (at) {
    case 0: /* by the ticket, cheaper beyond an edge, a minimum */
        offer->kind = OFFER_PER_TICKET;
        offer->tiers = world->tiers[at];
        offer->tier_count = 2;
        world->tiers[at][0] = (struct price_tier){0, (int64_t)(monthly / tickets * 1.05)};
        world->tiers[at][1] = (struct price_tier){edge, (int64_t)(monthly / tickets * .8)};
        offer->monthly_minimum_minor = (int64_t)(monthly * luck_between(luck, 0, .95));
        break;
    case 1: /* a retainer with hours in it */
        offer->kind = OFFER_RETAINER;
        offer->included_hours = hours * luck_between(luck, .7, 1.2);
        offer->monthly_fee_minor = (int64_t)(monthly * .8);
        offer->overage_hour_minor = (int64_t)(monthly / hours * 1.5);
        break;
    case 2: /* the hour, in steps */
        offer->kind = OFFER_HOUR_BLOCK;
        offer->overage_hour_minor = (int64_t)(monthly / hours * .8);
        offer->increment_minutes = 15;
        offer->minimum_minutes = luck_uniform(luck) < .5 ? 0 : 30;
        break;
    default: /* a fixed fee */
        offer->kind = OFFER_RETAINER;
        offer->included_hours = 1e9;
        offer->monthly_fee_minor = (int64_t)monthly;
    }
}

static void offer(struct luck *luck, struct world *world, double own_monthly)
{
    for (int i = 0; i < WORLD_OFFERS; i++) {
        double monthly = own_monthly * exp(.35 * luck_normal(luck) - .1);
        struct offer_settings *made = &world->offers[i];
        *made = (struct offer_settings){
            .name = (const char *const[]){"ticket", "retainer", "hours", "fixed"}[i],
            .hours = 0,
            .first_reply_s = world->promise.first_reply_s,
            .share = .85,
            .absence_cover_share = 1,
            .setup_minor = (int64_t)(monthly * luck_between(luck, 0, 2)),
            .vendor_management_share = luck_between(luck, 0, .1),
            .yearly_indexation = luck_between(luck, 0, .1),
            .vat_share = .22,
            .vat_is_recoverable = luck_uniform(luck) < .7,
            .out_of_hours_multiplier = 1,
            .identifies_client = true,
            .is_confidential = true,
            .ends_day = INT32_MAX};
        price(luck, world, i, monthly);
        world->keeps[i + 1] = world->fits[i + 1] = luck_uniform(luck) > .25;
        if (!world->fits[i + 1])
            spoil(luck, made);
    }
    world->keeps[0] = world->fits[0] = true;
}

/* ---- two who share the week ---- */

int world_relay_of(const struct world *world, int hour)
{
    int from = world->relay_is_around ? 18 : 8, to = world->relay_is_around ? 24 : 20;
    bool is_first = hour % 24 >= from && hour % 24 < to;

    if (world->relay_is_around && hour % 24 >= 8 && hour % 24 < 18)
        return -1;
    return is_first ? 0 : 1;
}

/* The hours of each, as intervals of the settings. */
static void open_relay(struct world *world)
{
    for (uint8_t weekday = 0; weekday < 7; weekday++) {
        struct hours_interval *rows[] = {world->relay_intervals[0], world->relay_intervals[1]};
        if (world->relay_is_around) {
            rows[0][weekday] = (struct hours_interval){weekday, 18 * 60, 24 * 60};
            rows[1][weekday] = (struct hours_interval){weekday, 0, 8 * 60};
            continue;
        }
        rows[0][weekday] = (struct hours_interval){weekday, 8 * 60, 20 * 60};
        rows[1][2 * weekday] = (struct hours_interval){weekday, 0, 8 * 60};
        rows[1][2 * weekday + 1] = (struct hours_interval){weekday, 20 * 60, 24 * 60};
    }
}

/* One of the two has a fixed part of its price, which is for its own tickets now. */
static void shrink(struct offer_settings *offer, double share)
{
    offer->monthly_fee_minor = (int64_t)((double)offer->monthly_fee_minor * share);
    offer->monthly_minimum_minor = (int64_t)((double)offer->monthly_minimum_minor * share);
    offer->setup_minor = (int64_t)((double)offer->setup_minor * share);
    if (offer->included_hours < 1e9)
        offer->included_hours *= share;
}

/* In one world of four two offers have half the week each: alone neither keeps the promise. In one
 * of four two offers have the evenings and the small hours: own staff must have the days. */
static void relay(uint64_t number, struct world *world)
{
    static const int PAIRS[][2] = {{3, 2}, {1, 0}, {3, 0}, {2, 3}};
    double of_side[2] = {0};

    world->relay[0] = world->relay[1] = -1;
    world->relay_is_around = number % 4 == 1;
    if ((number % 4 != 3 && !world->relay_is_around) || !world->version.is_always)
        return;
    open_relay(world);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        if (world_relay_of(world, hour) >= 0)
            of_side[world_relay_of(world, hour)] += world->shape[hour];
    for (int side = 0; side < 2; side++) {
        int at = PAIRS[number / 4 % 4][side];
        world->relay[side] = at;
        world->relay_versions[side] =
            (struct hours_version){.from_day = INT32_MIN,
                                   .intervals = world->relay_intervals[side],
                                   .interval_count = side == 0 || world->relay_is_around ? 7 : 14};
        world->hours[1 + side] = (struct hours_settings){.name = side == 0 ? "first" : "second",
                                                         .versions = &world->relay_versions[side],
                                                         .version_count = 1};
        world->offers[at].hours = 1 + side;
        shrink(&world->offers[at], of_side[side]);
        world->fits[at + 1] = false;
    }
}

/* Own staff by the month at the truth, to price the offers near it. */
static double own_monthly(const struct world *world)
{
    double night;
    double hours = world_seat_hours(world, 1, &night);

    return ceil(hours / 1423 / .92) * world->gross_minor * 1.45;
}

void world_make(uint64_t number, uint32_t draw_count, struct world *out)
{
    struct luck luck = luck_of(number * 7919 + 1);
    struct error err = {0};
    struct cost_settings *costs = &out->settings.costs;

    memset(out, 0, sizeof *out);
    if (!settings_read(NULL, &out->settings, &err))
        abort();
    draw_week(&luck, out);
    promise(&luck, out);
    out->monthly_tickets = exp(luck_between(&luck, log(60), log(4000)));
    out->dispersion = luck_between(&luck, 1, 4);
    costs->is_set = true;
    costs->draw_count = draw_count;
    costs->is_brief = true;
    costs->horizon_months = 12 * (1 + (int)luck_between(&luck, 0, 3));
    costs->discount_rate = luck_between(&luck, 0, .2);
    costs->wage_growth = luck_between(&luck, 0, .1);
    costs->price_growth = luck_between(&luck, 0, .08);
    costs->volume_growth = told_growth(&luck, &out->yearly_growth);
    costs->handling_minutes = told(&luck, luck_between(&luck, 6, 40), .35, &out->handling_hours);
    out->handling_hours /= 60;
    employ(&luck, out);
    offer(&luck, out, own_monthly(out));
    relay(number, out);
    draw_year(&luck, out);
    out->settings.hours = out->hours;
    out->settings.hours_count = out->relay[0] < 0 ? 1 : 3;
    out->settings.promises = &out->promise;
    out->settings.promise_count = 1;
    costs->offers = out->offers;
    costs->offer_count = WORLD_OFFERS;
}

void world_release(struct world *world)
{
    free(world->rows);
    world->settings.hours = NULL;
    world->settings.hours_count = 0;
    world->settings.promises = NULL;
    world->settings.promise_count = 0;
    settings_release(&world->settings);
}
