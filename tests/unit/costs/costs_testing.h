/* costs_testing: demands and cubes small enough to reckon by hand. */
#ifndef DESKGAUGE_TESTS_COSTS_TESTING_H
#define DESKGAUGE_TESTS_COSTS_TESTING_H

#include "testing.h"

#include "costs/compare.h"
#include "costs/demand.h"
#include "settings/read.h"

enum { MONDAY_2026 = 20458 }; /* 2026-01-05 */

/* One stream, promised round the clock, `rate` tickets in every hour. */
static inline struct demand_stream even_stream(bool is_live, double first_reply_s, double rate)
{
    struct demand_stream stream = {.is_live = is_live, .first_reply_s = first_reply_s, .share = .8};

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        stream.open[hour] = true;
        stream.rate[hour] = rate;
    }
    return stream;
}

static inline struct demand even_demand(struct demand_stream *streams, size_t count)
{
    struct demand demand = {.streams = streams, .stream_count = count, .dispersion = 1};

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        demand.covered[hour] = true;
        demand.office[hour] = hour / 24 < 5 && hour % 24 >= 9 && hour % 24 < 18;
    }
    return demand;
}

/* Ten weeks of demand, the same tickets in each hour from `from` to `to` of every day. */
enum { DESK_DAYS = 70, DESK_HOURS = 24, DESK_ROWS = DESK_DAYS * DESK_HOURS };
struct desk {
    struct settings settings;
    struct cube cube;
    struct cube_demand demand[DESK_ROWS];
    struct cube_population population[BAND_COUNT];
    struct fact_promise promises[2];
    struct promise_settings promise;
    struct offer_settings offers[8];
};

static inline void desk_open(struct desk *desk, uint32_t hourly, int from, int to)
{
    struct error err = {0};

    memset(desk, 0, sizeof *desk);
    assert_ok(settings_read(NULL, &desk->settings, &err), err);
    desk->promises[0] = (struct fact_promise){.is_always = true, .hours = INDEX_NONE};
    desk->promises[1] = (struct fact_promise){
        .first_reply_s = 3600, .share = .8, .is_always = true, .hours = INDEX_NONE, .line = 1};
    desk->promise = (struct promise_settings){.from_day = INT32_MIN,
                                              .to_day = INT32_MAX,
                                              .hours = INDEX_NONE,
                                              .first_reply_s = 3600,
                                              .share = .8};
    desk->cube.names.promises = desk->promises;
    desk->cube.names.promise_count = 2;
    desk->cube.cut_at = (int64_t)(MONDAY_2026 + DESK_DAYS) * 86400;
    desk->cube.zone = "UTC";
    desk->settings.promises = &desk->promise;
    desk->settings.promise_count = 1;
    for (int band = 0; band < BAND_COUNT; band++)
        desk->population[desk->cube.population_count++] =
            (struct cube_population){.key = {.channel = CHANNEL_PHONE,
                                             .priority = PRIORITY_NORMAL,
                                             .band = (uint8_t)band,
                                             .promise = 1},
                                     .count = 1};
    desk->cube.population = desk->population;
    for (int day = 0; day < DESK_DAYS; day++)
        for (int hour = from; hour < to; hour++)
            desk->demand[desk->cube.demand_count++] =
                (struct cube_demand){.day = MONDAY_2026 + day,
                                     .slot = (uint8_t)(day % 7 * 24 + hour),
                                     .channel = CHANNEL_PHONE,
                                     .priority = PRIORITY_NORMAL,
                                     .ticket_count = hourly};
    desk->cube.demand = desk->demand;

    struct cost_settings *costs = &desk->settings.costs;
    costs->is_set = true;
    costs->has_hybrid = false; /* hybrid_test.c asks for them */
    costs->draw_count = 500;
    costs->handling_minutes = (struct uncertain){10, 10, 10};
    costs->offers = desk->offers;
    costs->own.is_set = true;
    costs->own.payroll_table = "ru-2026";
    costs->own.monthly_gross_minor = (struct uncertain){12000000, 12000000, 12000000};
}

static inline void desk_close(struct desk *desk)
{
    desk->settings.promises = NULL;
    settings_release(&desk->settings);
}

/* An offer that fits the promise of the desk. */
static inline struct offer_settings *desk_offer(struct desk *desk, const char *name,
                                                enum offer_kind kind)
{
    struct offer_settings *offer = &desk->offers[desk->settings.costs.offer_count++];

    *offer = (struct offer_settings){.name = name,
                                     .kind = kind,
                                     .hours = INDEX_NONE,
                                     .first_reply_s = 3600,
                                     .share = .9,
                                     .absence_cover_share = 1,
                                     .vat_is_recoverable = true,
                                     .out_of_hours_multiplier = 1,
                                     .identifies_client = true,
                                     .is_confidential = true,
                                     .ends_day = INT32_MAX};
    return offer;
}

#endif
