/* world: a client whose truth is known: what is told to the program, and what it is not told. */
#ifndef DESKGAUGE_TESTS_TRUTH_WORLD_H
#define DESKGAUGE_TESTS_TRUTH_WORLD_H

#include "costs/compare.h"
#include "luck.h"
#include "settings/read.h"

enum { WORLD_OFFERS = 4, WORLD_DAYS = 364, WORLD_MONTHS = 36 };

struct world {
    /* told */
    struct settings settings;
    struct cube cube;
    struct cube_demand *rows;
    struct cube_population population[BAND_COUNT];
    struct fact_promise promises[2];
    struct promise_settings promise;
    struct hours_settings hours[3]; /* promised; those of the two that share the week */
    struct hours_version version;
    struct hours_interval intervals[5];
    struct offer_settings offers[WORLD_OFFERS];
    struct price_tier tiers[WORLD_OFFERS][2];
    /* not told */
    double shape[WEEK_HOURS]; /* share of a week's tickets in each hour */
    bool open[WEEK_HOURS];
    double monthly_tickets, dispersion, yearly_growth, handling_hours, gross_minor;
    bool keeps[WORLD_OFFERS + 1]; /* the promise in its hours; by model, own staff first */
    bool fits[WORLD_OFFERS + 1];  /* and in all of them */
    /* Of one world in four: who has days alone, who nights; of one in four: who has evenings, who
     * the small hours, and nobody but own staff the days between; else -1. */
    int relay[2];
    bool relay_is_around; /* the second kind */
    struct hours_interval relay_intervals[2][14];
    struct hours_version relay_versions[2];
};

/* A world by its number: drawn from priors, which are what the settings tell as P10, P50, P90; a
 * year of tickets drawn from its truth. */
void world_make(uint64_t number, uint32_t draw_count, struct world *out);
void world_release(struct world *world);

/* Own staff and one offer or two, or two offers: the division is the program's, what it costs is
 * the world's. Shares of the tickets of each hour; the last offer has what is left. */
struct world_mix {
    bool has_own;
    int offer, second; /* second: -1 none */
    double own_share[WEEK_HOURS], first_share[WEEK_HOURS];
};
int world_relay_of(const struct world *world, int hour); /* 0, 1: who shares the week; -1 own */

/* Discounted cost of each model in one future of the truth, ticket by ticket: own staff, the
 * offers, the mixes. */
void world_future(const struct world *world, struct luck *luck, const struct world_mix *mixes,
                  int mix_count, double *costs);

/* The seats of each hour by Erlang's formula as it stands in textbooks, summed in long double. */
double world_seat_hours(const struct world *world, double load_scale, double *night_hours);

#endif
