/*
 * truth_costs [WORLDS [FIRST [DRAWS]]]: what `compare` recommends in worlds whose cheapest model is
 * known. Prints the table of README.md; exit 1 where a limit of issue 5 is missed.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "world.h"

enum {
    FUTURES = 12,
    KINDS = WORLD_OFFERS + 4,
    MIXES = WORLD_OFFERS + 4 + 2 + 1, /* as many as are priced, and one that is not */
    MODELS = WORLD_OFFERS + 1 + MIXES
};
static const double GAP = .05;

struct tally {
    uint64_t worlds, wide;         /* wide: the true gap is over GAP */
    uint64_t called, called_right; /* of the wide, not "too close to call" */
    uint64_t first_right; /* of the wide, the first of the list is the best, called or not */
    uint64_t narrow_called, narrow_right;
    uint64_t spoiled, spoiled_seen, spoiled_taken; /* models that do not fit */
    struct {
        uint64_t bands, inside, below;    /* P10 and P90 of models that fit */
        uint64_t floored, floored_inside; /* many futures end on one least price */
        uint64_t rank[8];                 /* between P2.5, P10, P25, P50, P75, P90, P97.5 */
    } models[KINDS];          /* own staff, the offers, mixes: with own staff, two, three */
    uint64_t mixes, mix_best; /* found; and truly the best of their world */
    struct {
        uint64_t found, best, missed; /* missed: truly the best, and not priced */
    } pairs, triples;
    uint64_t certain, certain_wrong; /* of one price whatever comes: not the true one */
};

/* One world with the models that the program made of it. */
struct judged {
    const struct world *world;
    const struct comparison *comparison;
    struct world_mix mixes[MIXES];
    int mix_count, model_count;
    bool fits[MODELS];
};

/* Those who share the week are a model whether the program has priced them or not. */
static void add_missed(struct judged *judged)
{
    const struct world *world = judged->world;
    struct world_mix *mix = &judged->mixes[judged->mix_count++];

    *mix = (struct world_mix){
        .has_own = world->relay_is_around, .offer = world->relay[0], .second = world->relay[1]};
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        mix->own_share[hour] = world_relay_of(world, hour) < 0;
        mix->first_share[hour] = world_relay_of(world, hour) == 0;
    }
    judged->fits[judged->model_count++] =
        world->keeps[world->relay[0] + 1] && world->keeps[world->relay[1] + 1];
}

static struct world_mix mix_of(const struct model_result *result)
{
    struct world_mix mix = {.has_own = result->is_hybrid,
                            .offer = result->offer,
                            .second = result->is_pair ? result->second_offer : -1};

    memcpy(mix.own_share, result->own_share, sizeof mix.own_share);
    memcpy(mix.first_share, result->first_share, sizeof mix.first_share);
    return mix;
}

static struct judged judged_of(const struct world *world, const struct comparison *comparison)
{
    struct judged judged = {
        .world = world, .comparison = comparison, .model_count = (int)comparison->model_count};

    bool has_relay = world->relay[0] < 0;
    for (int model = 0; model < judged.model_count; model++) {
        const struct model_result *result = &comparison->models[model];
        judged.fits[model] = world->fits[result->offer + 1];
        if (!model_is_mix(result))
            continue;
        judged.mixes[judged.mix_count++] = mix_of(result);
        judged.fits[model] = world->keeps[result->offer + 1] &&
                             (!result->is_pair || world->keeps[result->second_offer + 1]);
        has_relay |= result->is_pair && result->is_hybrid == world->relay_is_around &&
                     world->relay[0] + world->relay[1] == result->offer + result->second_offer;
    }
    if (!has_relay)
        add_missed(&judged);
    return judged;
}

static int best_of(const struct judged *world, const double *costs)
{
    int best = 0;

    for (int model = 1; model < world->model_count; model++)
        if (world->fits[model] && costs[model] < costs[best])
            best = model;
    return best;
}

static double gap_of(const struct judged *world, const double *costs, int best)
{
    double next = INFINITY;

    for (int model = 0; model < world->model_count; model++)
        if (world->fits[model] && model != best)
            next = fmin(next, costs[model]);
    return next / costs[best] - 1;
}

static void judge_bands(const struct judged *judged, const double *costs, struct tally *tally)
{
    for (int model = 0; model < (int)judged->comparison->model_count; model++) {
        const struct model_result *result = &judged->comparison->models[model];
        int mix = KINDS - 3 + (result->is_pair ? 1 + result->is_hybrid : 0);
        int kind = model_is_mix(result) ? mix : model;
        if (!judged->fits[model])
            continue;
        if (result->p90_minor - result->p10_minor < 1e-9 * result->p50_minor) {
            tally->certain++;
            tally->certain_wrong += fabs(costs[model] / result->p50_minor - 1) > 1e-9;
            continue;
        }
        const double edges[] = {result->p025_minor, result->p10_minor, result->p25_minor,
                                result->p50_minor,  result->p75_minor, result->p90_minor,
                                result->p975_minor};
        int at = 0;
        while (at < 7 && costs[model] > edges[at])
            at++;
        bool is_floored = result->p10_minor - result->p025_minor < 1e-9 * result->p50_minor;
        tally->models[kind].rank[at]++;
        tally->models[kind].floored += is_floored;
        tally->models[kind].floored_inside += is_floored && costs[model] <= result->p90_minor &&
                                              costs[model] >= result->p10_minor * (1 - 1e-9);
        tally->models[kind].bands++;
        tally->models[kind].below += costs[model] < result->p10_minor;
        tally->models[kind].inside +=
            costs[model] >= result->p10_minor && costs[model] <= result->p90_minor;
    }
}

static void judge_faults(const struct judged *judged, struct tally *tally)
{
    for (int model = 0; model < (int)judged->comparison->model_count; model++) {
        if (judged->fits[model])
            continue;
        tally->spoiled++;
        tally->spoiled_seen += judged->comparison->models[model].fault != MODEL_FITS;
        tally->spoiled_taken += judged->comparison->best == model;
    }
}

static void judge_mixes(const struct judged *judged, int best, struct tally *tally)
{
    const struct comparison *comparison = judged->comparison;
    bool is_missed = best >= (int)comparison->model_count;
    bool is_triple = is_missed
                         ? judged->world->relay_is_around
                         : comparison->models[best].is_hybrid && comparison->models[best].is_pair;
    bool is_pair = is_missed ? !is_triple : comparison->models[best].is_pair && !is_triple;

    for (size_t i = 0; i < comparison->model_count; i++) {
        const struct model_result *model = &comparison->models[i];
        tally->mixes += model->is_hybrid && !model->is_pair;
        tally->pairs.found += model->is_pair && !model->is_hybrid;
        tally->triples.found += model->is_pair && model->is_hybrid;
    }
    tally->mix_best += !is_missed && comparison->models[best].is_hybrid && !is_triple;
    tally->pairs.best += is_pair;
    tally->pairs.missed += is_pair && is_missed;
    tally->triples.best += is_triple;
    tally->triples.missed += is_triple && is_missed;
}

static void judge(const struct world *world, const struct comparison *comparison, struct luck *luck,
                  struct tally *tally)
{
    const struct judged judged = judged_of(world, comparison);
    double costs[MODELS], mean[MODELS] = {0};

    world_future(world, luck, judged.mixes, judged.mix_count, costs);
    judge_bands(&judged, costs, tally);
    judge_faults(&judged, tally);
    for (int i = 0; i < FUTURES; i++) {
        world_future(world, luck, judged.mixes, judged.mix_count, costs);
        for (int model = 0; model < judged.model_count; model++)
            mean[model] += costs[model] / FUTURES;
    }
    int best = best_of(&judged, mean);
    bool is_wide = gap_of(&judged, mean, best) > GAP;
    bool is_called = !comparison->is_too_close, is_right = comparison->best == best;
    tally->worlds++;
    judge_mixes(&judged, best, tally);
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

static void print_shared(const char *name, uint64_t found, uint64_t best, uint64_t missed,
                         uint64_t worlds)
{
    printf("| %-58s | %6llu | %7s |\n", name, (unsigned long long)found, "");
    printf("| %-58s | %6llu | %5.1f %% |\n", "  worlds whose best model is one of these",
           (unsigned long long)best, share(best, worlds));
    printf("| %-58s | %6llu | %5.1f %% |\n", "    of these: not priced", (unsigned long long)missed,
           share(missed, best));
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
    printf("| %-58s | %6llu | %7s |\n", "mixes of own staff and an offer",
           (unsigned long long)tally->mixes, "");
    printf("| %-58s | %6llu | %5.1f %% |\n", "  worlds whose best model is a mix",
           (unsigned long long)tally->mix_best, share(tally->mix_best, tally->worlds));
    print_shared("two offers", tally->pairs.found, tally->pairs.best, tally->pairs.missed,
                 tally->worlds);
    print_shared("own staff and two offers", tally->triples.found, tally->triples.best,
                 tally->triples.missed, tally->worlds);
    for (int model = 0; model <= KINDS; model++) {
        uint64_t bands = 0, inside = 0, below = 0;
        for (int i = 0; i < KINDS; i++) {
            if (model < KINDS && i != model)
                continue;
            bands += tally->models[i].bands;
            inside += tally->models[i].inside;
            below += tally->models[i].below;
        }
        printf("| P10-P90 holds the true cost: %-29s | %6llu | %5.1f %% | below %.1f %%\n",
               (const char *const[]){"own staff", "by the ticket", "retainer", "by the hour",
                                     "fixed fee", "own staff and an offer", "two offers",
                                     "own staff and two", "all"}[model],
               (unsigned long long)bands, share(inside, bands), share(below, bands));
    }
    for (int kind = 0; kind < KINDS; kind++) {
        const uint64_t *rank = tally->models[kind].rank;
        uint64_t rest = tally->models[kind].bands - tally->models[kind].floored;
        uint64_t inside = tally->models[kind].inside - tally->models[kind].floored_inside;
        printf("ranks %d:", kind);
        for (int i = 0; i < 8; i++)
            printf(" %5.1f", share(rank[i], tally->models[kind].bands));
        printf("  without a floor %llu: %.1f %%\n", (unsigned long long)rest, share(inside, rest));
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
    for (int model = 0; model < KINDS; model++) {
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
