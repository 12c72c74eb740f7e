/* costs_bench: what issue 5 asks of the speed of costs, measured; run by hand. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/ownership.h"
#include "costs/decision.h"
#include "costs/draws.h"
#include "costs/erlang.h"
#include "costs/roster.h"
#include "costs/simulate.h"
#include "settings/read.h"

enum { OFFERS = 5, MONTHS = 60, DRAWS = 1000000 };

static double now_s(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

static void fill_demand(struct demand *demand, struct demand_stream *stream, double hourly)
{
    *stream = (struct demand_stream){.is_live = true, .first_reply_s = 3600, .share = .8};
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        stream->open[hour] = demand->covered[hour] = true;
        demand->office[hour] = hour / 24 < 5 && hour % 24 >= 9 && hour % 24 < 18;
        stream->rate[hour] = hourly;
    }
    demand->streams = stream;
    demand->stream_count = 1;
    demand->channel_share[CHANNEL_PHONE] = 1;
    demand->monthly_tickets = hourly * 730.5;
    demand->dispersion = 2;
    demand->handling_minutes = (struct uncertain){14, 20, 30};
    demand->holidays_a_year = 14;
}

static void fill_offers(struct offer_settings *offers)
{
    static const struct price_tier TIERS[] = {{0, 60000}, {1000, 50000}, {1500, 40000}};
    static const enum offer_kind KINDS[OFFERS] = {OFFER_PER_TICKET, OFFER_RETAINER,
                                                  OFFER_HOUR_BLOCK, OFFER_DEDICATED, OFFER_ONE_OFF};

    for (int i = 0; i < OFFERS; i++)
        offers[i] =
            (struct offer_settings){.name = "offer",
                                    .kind = KINDS[i],
                                    .hours = INDEX_NONE,
                                    .tiers = i == 0 || i == 4 ? (struct price_tier *)TIERS : NULL,
                                    .tier_count = i == 0 || i == 4 ? 3 : 0,
                                    .monthly_fee_minor = i == 2 ? 5000000 : 20000000,
                                    .included_hours = i == 2 ? 20 : 200,
                                    .overage_hour_minor = 250000,
                                    .monthly_minimum_minor = 10000000,
                                    .increment_minutes = 15,
                                    .vendor_management_share = .1,
                                    .yearly_indexation = .06,
                                    .absence_cover_share = 1,
                                    .out_of_hours_multiplier = 1.5};
}

static bool draw_million(struct error *err)
{
    OWN(settings_release) struct settings settings = {0};
    OWN(arena_release) struct arena arena = {0};
    OWN(free) double *totals = calloc((size_t)(OFFERS + 1) * DRAWS, sizeof *totals);
    double parts[(OFFERS + 1) * PART_COUNT] = {0};
    double hours_shares[OFFERS] = {1, 1, 1, 1, 1};
    struct offer_settings offers[OFFERS];
    struct demand demand = {0};
    struct demand_stream stream;
    struct payroll_table payroll;
    struct load_table table = {0};
    struct decision decision;

    if (totals == NULL || !settings_read(NULL, &settings, err) ||
        !payroll_find("ru-2026", &arena, &payroll, err))
        return false;
    fill_demand(&demand, &stream, 2);
    fill_offers(offers);
    settings.costs.offers = offers;
    settings.costs.offer_count = OFFERS;
    settings.costs.horizon_months = MONTHS;
    settings.costs.volume_growth = (struct uncertain){-.05, .1, .3};
    settings.costs.own.monthly_gross_minor = (struct uncertain){13e6, 14.5e6, 16.5e6};
    table.base = (struct staffing_case){&demand, 1, 1200, 0, NULL};
    struct draws draws = {.settings = &settings,
                          .demand = &demand,
                          .payroll = &payroll,
                          .table = &table,
                          .hours_shares = hours_shares,
                          .draw_count = DRAWS,
                          .model_count = OFFERS + 1,
                          .totals = totals,
                          .parts = parts};
    double start = now_s();
    if (!draws_run(&draws, err))
        return false;
    double drawn = now_s();
    struct decision_case wanted = {
        .costs = totals, .option_count = OFFERS + 1, .future_count = DRAWS};
    if (!decision_make(&wanted, &arena, &decision, err))
        return false;
    printf("%d draws x %d models x %d months: %.2f s, all with %.2f cpu s, decision %.2f s\n",
           DRAWS, OFFERS + 1, MONTHS, drawn - start, (double)clock() / CLOCKS_PER_SEC,
           now_s() - drawn);
    for (int i = 0; i <= OFFERS; i++)
        printf("  model %d: mean %.4g, cheapest %.4f\n", i, decision.options[i].expected,
               decision.options[i].cheapest);
    settings.costs.offers = NULL;
    return true;
}

static void seat_thousands(void)
{
    enum { ROUNDS = 1000 };
    double sum = 0;
    double start = now_s();

    for (int i = 0; i < ROUNDS; i++)
        sum += erlang_c(4950 + i * 1e-3, 5000, 300).wait_probability;
    printf("Erlang C of 5000 seats: %.1f us (%.6f)\n", (now_s() - start) / ROUNDS * 1e6,
           sum / ROUNDS);
}

/* A million tickets of 20 minutes at 30 seats that are nine tenths busy. */
static bool simulate_million(struct error *err)
{
    enum { TICKETS = 1000000 };
    OWN(simulation_release) struct simulation run = {0};
    OWN(free) struct simulated_ticket *tickets = calloc(TICKETS, sizeof *tickets);
    struct simulation_case wanted = {.tickets = tickets, .ticket_count = TICKETS};
    double at = 0;

    if (tickets == NULL)
        return error_memory(err);
    for (size_t i = 0; i < TICKETS; i++) {
        at -= 3600 / 81.0 * log(chance_uniform(1, i, 1));
        tickets[i] = (struct simulated_ticket){at, (float)(-1200 * log(chance_uniform(1, i, 2))),
                                               (uint8_t)(i % 2)};
    }
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        wanted.seats[hour] = hour % 24 < 12 ? 32 : 28;
        wanted.promises[0].open[hour] = wanted.promises[1].open[hour] = true;
    }
    wanted.promises[0].first_reply_s = wanted.promises[1].first_reply_s = 600;
    double start = now_s();
    if (!simulate(&wanted, &run, err))
        return false;
    printf("%d tickets simulated: %.2f s (mean wait %.1f s, most waiting %u)\n", TICKETS,
           now_s() - start, run.all.mean_wait_s, run.backlog_most);
    return true;
}

/* A ragged week of 2 to 17 seats, shifts of 8 and 12 hours on any hour, a provider at 1.15 of our
 * hour. */
static bool plan_weeks(struct error *err)
{
    OWN(arena_release) struct arena arena = {0};
    double required[WEEK_HOURS], cost[WEEK_HOURS], price[WEEK_HOURS];
    struct roster roster;

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        double day = 1 - cos(2 * 3.14159265358979 * (hour % 24 - 2) / 24);
        required[hour] =
            ceil(2 + 6 * day * (hour / 24 < 5 ? 1 : .4) + 3 * chance_uniform(1, (uint64_t)hour, 1));
        cost[hour] = hour_is_night(hour) ? 1.2 : 1;
        price[hour] = 1.15;
    }
    struct roster_case wanted = {.required = required,
                                 .hour_cost = cost,
                                 .bought_price = price,
                                 .night_minimum = 2,
                                 .yearly_hours_a_head = 1600,
                                 .yearly_head_cost = 1600};
    double start = now_s();
    if (!roster_build(&wanted, &arena, &roster, err))
        return false;
    printf("week of 168 hours, four plans: %.2f s (mix %d, heads %u, bought %.1f h, gap %.4f, %u "
           "nodes)\n",
           now_s() - start, (int)roster.mix, roster.heads, roster.bought_hours, roster.plan.gap,
           roster.plan.node_count);
    return true;
}

int main(void)
{
    struct error err = {0};

    seat_thousands();
    if (!plan_weeks(&err) || !simulate_million(&err) || !draw_million(&err)) {
        fprintf(stderr, "costs_bench: %s\n", err.text);
        return (int)err.kind;
    }
    return 0;
}
