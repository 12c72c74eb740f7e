/*
 * truth_costs [WORLDS [FIRST [DRAWS]]]: what `compare` recommends in worlds whose cheapest model is
 * known. Prints the table of README.md; exit 1 where a limit of issue 5 is missed.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "world.h"

enum { FUTURES = 12, MODELS = WORLD_OFFERS + 1 };
static const double GAP = .05;

struct tally {
    uint64_t worlds, wide;         /* wide: the true gap is over GAP */
    uint64_t called, called_right; /* of the wide, not "too close to call" */
    uint64_t first_right; /* of the wide, the first of the list is the best, called or not */
    uint64_t narrow_called, narrow_right;
    uint64_t spoiled, spoiled_seen, spoiled_taken; /* models that do not fit */
    struct {
        uint64_t bands, inside, below; /* P10 and P90 of models that fit */
    } models[MODELS];
    uint64_t certain, certain_wrong; /* of one price whatever comes: not the true one */
};

static int best_of(const struct world *world, const double *costs)
{
    int best = 0;

    for (int model = 1; model < MODELS; model++)
        if (world->fits[model] && costs[model] < costs[best])
            best = model;
    return best;
}

static double gap_of(const struct world *world, const double *costs, int best)
{
    double next = INFINITY;

    for (int model = 0; model < MODELS; model++)
        if (world->fits[model] && model != best)
            next = fmin(next, costs[model]);
    return next / costs[best] - 1;
}

static void judge_bands(const struct world *world, const struct comparison *comparison,
                        const double *costs, struct tally *tally)
{
    for (int model = 0; model < MODELS; model++) {
        const struct model_result *result = &comparison->models[model];
        if (!world->fits[model])
            continue;
        if (result->p90_minor - result->p10_minor < 1e-9 * result->p50_minor) {
            tally->certain++;
            tally->certain_wrong += fabs(costs[model] / result->p50_minor - 1) > 1e-9;
            continue;
        }
        tally->models[model].bands++;
        tally->models[model].below += costs[model] < result->p10_minor;
        tally->models[model].inside +=
            costs[model] >= result->p10_minor && costs[model] <= result->p90_minor;
    }
}

static void judge_faults(const struct world *world, const struct comparison *comparison,
                         struct tally *tally)
{
    for (int model = 0; model < MODELS; model++) {
        tally->spoiled += !world->fits[model];
        tally->spoiled_seen += !world->fits[model] && comparison->models[model].fault != MODEL_FITS;
        tally->spoiled_taken += !world->fits[model] && comparison->best == model;
    }
}

static void judge(const struct world *world, const struct comparison *comparison, struct luck *luck,
                  struct tally *tally)
{
    double costs[MODELS], mean[MODELS] = {0};

    world_future(world, luck, costs);
    judge_bands(world, comparison, costs, tally);
    judge_faults(world, comparison, tally);
    for (int i = 0; i < FUTURES; i++) {
        world_future(world, luck, costs);
        for (int model = 0; model < MODELS; model++)
            mean[model] += costs[model] / FUTURES;
    }
    int best = best_of(world, mean);
    bool is_wide = gap_of(world, mean, best) > GAP;
    bool is_called = !comparison->is_too_close, is_right = comparison->best == best;
    tally->worlds++;
    tally->wide += is_wide;
    tally->first_right += is_wide && is_right;
    tally->called += is_wide && is_called;
    tally->called_right += is_wide && is_called && is_right;
    tally->narrow_called += !is_wide && is_called;
    tally->narrow_right += !is_wide && is_called && is_right;
}

static bool run_world(uint64_t number, uint32_t draws, struct tally *tally)
{
    static struct world world;
    OWN(comparison_release) struct comparison comparison = {0};
    struct luck luck = luck_of(number * 104729 + 7);
    struct error err = {0};

    world_make(number, draws, &world);
    bool is_compared = compare(&world.cube, &world.settings, &comparison, &err);
    if (is_compared)
        judge(&world, &comparison, &luck, tally);
    else
        fprintf(stderr, "world %llu: %s\n", (unsigned long long)number, err.text);
    world_release(&world);
    return is_compared;
}

static double share(uint64_t part, uint64_t all)
{
    return all > 0 ? 100.0 * (double)part / (double)all : NAN;
}

static void print(const struct tally *tally)
{
    printf("| %-58s | %6s | %7s |\n| --- | ---: | ---: |\n", "", "count", "share");
    printf("| %-58s | %6llu | %7s |\n", "worlds", (unsigned long long)tally->worlds, "");
    printf("| %-58s | %6llu | %5.1f %% |\n", "true gap over 5 %", (unsigned long long)tally->wide,
           share(tally->wide, tally->worlds));
    printf("| %-58s | %6llu | %5.1f %% |\n", "  of these: a call was made",
           (unsigned long long)tally->called, share(tally->called, tally->wide));
    printf("| %-58s | %6llu | %5.1f %% |\n", "  called: right",
           (unsigned long long)tally->called_right, share(tally->called_right, tally->called));
    printf("| %-58s | %6llu | %5.1f %% |\n",
           "  least expected cost is the true best, called or not",
           (unsigned long long)tally->first_right, share(tally->first_right, tally->wide));
    printf("| %-58s | %6llu | %5.1f %% |\n", "true gap at most 5 %, yet called",
           (unsigned long long)tally->narrow_called,
           share(tally->narrow_called, tally->worlds - tally->wide));
    printf("| %-58s | %6llu | %5.1f %% |\n", "  of these: right",
           (unsigned long long)tally->narrow_right,
           share(tally->narrow_right, tally->narrow_called));
    printf("| %-58s | %6llu | %5.1f %% |\n", "offers that do not keep the promise: found out",
           (unsigned long long)tally->spoiled_seen, share(tally->spoiled_seen, tally->spoiled));
    for (int model = 0; model <= MODELS; model++) {
        uint64_t bands = 0, inside = 0, below = 0;
        for (int i = 0; i < MODELS; i++) {
            if (model < MODELS && i != model)
                continue;
            bands += tally->models[i].bands;
            inside += tally->models[i].inside;
            below += tally->models[i].below;
        }
        printf("| P10-P90 holds the true cost: %-29s | %6llu | %5.1f %% | below %.1f %%\n",
               (const char *const[]){"own staff", "by the ticket", "retainer", "by the hour",
                                     "fixed fee", "all"}[model],
               (unsigned long long)bands, share(inside, bands), share(below, bands));
    }
    printf("| %-58s | %6llu | %7s |\n", "cost that is certain", (unsigned long long)tally->certain,
           tally->certain_wrong == 0 ? "exact" : "WRONG");
}

/* Within the limit, or no further from it than two standard errors of so few. */
static bool is_at_least(uint64_t part, uint64_t all, double least)
{
    double error = sqrt(least * (1 - least) / fmax(1, (double)all));

    return (double)part >= (least - (all < 2000 ? 2.5 * error : 0)) * (double)all;
}

int main(int argc, char **argv)
{
    uint64_t worlds = argc > 1 ? strtoull(argv[1], NULL, 10) : 60;
    uint64_t first = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
    uint32_t draws = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 1000;
    struct tally tally = {0};
    bool is_whole = true;

    for (uint64_t world = first; world < first + worlds; world++)
        is_whole &= run_world(world, draws, &tally);
    print(&tally);
    uint64_t bands = 0, inside = 0;
    for (int model = 0; model < MODELS; model++) {
        bands += tally.models[model].bands;
        inside += tally.models[model].inside;
    }
    bool is_kept = is_at_least(tally.called_right, tally.called, .95) &&
                   is_at_least(inside, bands, .77) && is_at_least(bands - inside, bands, .17) &&
                   tally.certain_wrong == 0 && tally.spoiled_taken == 0 &&
                   tally.spoiled_seen == tally.spoiled;
    printf("%s\n", is_whole && is_kept ? "kept" : "MISSED");
    return is_whole && is_kept ? 0 : 1;
}
