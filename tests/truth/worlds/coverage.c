#include <math.h>

#include "runs.h"

const uint64_t SIZE_TICKETS[SIZES] = {100, 300, 3000, 30000};
const uint32_t ACCOUNT_COUNTS[ACCOUNTS] = {1, 3, 8, 12, 100};

const struct effort EFFORT_FULL = {.worlds = {380, 380, 200, 20},
                                   .bounded_worlds = {80, 60, 20, 0},
                                   .planted_worlds = {60, 15},
                                   .process_repeats = 150,
                                   .process_tickets = 20000};
const struct effort EFFORT_SHORT = {.worlds = {3, 3, 0, 0},
                                    .bounded_worlds = {0, 1, 0, 0},
                                    .planted_worlds = {3, 0},
                                    .process_repeats = 2,
                                    .process_tickets = 3000};

enum { SEED_PROCESS = 1000000, SEED_WORLD = 77, SEED_CELL = 100000, SEED_BOUNDED = 50000000 };
static const double EVERYONE[KIND_COUNT] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

struct processes {
    struct process of[SCENARIO_COUNT];
};

static void processes_release(struct processes *processes)
{
    for (int s = 0; s < SCENARIO_COUNT; s++)
        process_release(&processes->of[s]);
}
OWN_RELEASER(processes_release, struct processes)

static bool has_bounded(const struct effort *effort)
{
    uint32_t most = 0;

    for (int size = 0; size < SIZES; size++)
        most |= effort->bounded_worlds[size];
    return most > 0;
}

static bool live_processes(const struct effort *effort, bool silent_differ, struct processes *out,
                           struct error *err)
{
    for (int s = 0; s < SCENARIO_COUNT; s++) {
        struct plan plan = {.scenario = (enum scenario)s,
                            .quarter_tickets = effort->process_tickets,
                            .seed = effort->seed + (uint64_t)SEED_PROCESS * (uint64_t)(s + 1),
                            .silent_differ = silent_differ};
        if (!process_live(&plan, effort->process_repeats, &out->of[s], err))
            return false;
    }
    return true;
}

/* Cover is about the hours of the clients that there are; every other figure of twelve accounts
 * and more is about clients like these. */
static const double *weights_of(const struct plan *plan, const struct desk_world *desk,
                                enum figure figure)
{
    bool is_cover = figure == FIGURE_COVER_PROMISED || figure == FIGURE_COVER_ALL;

    return is_cover || plan->account_count < FEW_ACCOUNTS ? desk->kind_weights : EVERYONE;
}

static void take_verdicts(const struct scorecard *card, uint64_t *sagged, uint64_t *dated)
{
    bool has_sagged = false, is_dated = false;

    for (int c = 0; c < CRITERION_COUNT; c++) {
        has_sagged |= card->criteria[c].change.verdict == CHANGE_SAGGED;
        is_dated |= card->criteria[c].change.is_dated;
    }
    *sagged += has_sagged;
    *dated += is_dated;
}

struct cell {
    int size, accounts;
};

static bool take_world(const struct settings *settings, const struct processes *processes,
                       struct cell cell, uint64_t seed, uint64_t number, struct coverage *out,
                       struct error *err)
{
    uint64_t tickets = SIZE_TICKETS[cell.size];
    struct plan plan = {.scenario = (enum scenario)(number % SCENARIO_COUNT),
                        .account_count = ACCOUNT_COUNTS[cell.accounts],
                        .quarter_tickets = tickets,
                        .seed =
                            seed + SEED_WORLD + number +
                            (uint64_t)SEED_CELL * (uint64_t)(cell.size * ACCOUNTS + cell.accounts)};
    struct lived_export export = {.review_share = fmin(.5, 150.0 / (double)tickets)};
    OWN(scorecard_release) struct scorecard card = {0};
    struct desk_census census;
    struct desk_world desk;

    if (!plan_world(&plan, &desk, err) ||
        !desk_score(&desk, settings, &export, &card, &census, err))
        return false;
    for (enum figure figure = 0; figure < FIGURE_SENSITIVITY; figure++)
        tally_add(&out->tallies[cell.size][cell.accounts][figure],
                  figure_hold(figure, &card, settings, &processes->of[plan.scenario],
                              weights_of(&plan, &desk, figure), &census));
    take_verdicts(&card, &out->sagged[cell.size][cell.accounts],
                  &out->dated[cell.size][cell.accounts]);
    out->quarters[cell.size][cell.accounts]++;
    return true;
}

/* An export without messages, and silent clients who think otherwise. */
static bool take_bounded(const struct settings *settings, const struct processes *processes,
                         struct cell cell, uint64_t seed, uint64_t number, struct coverage *out,
                         struct error *err)
{
    struct plan plan = {.scenario = (enum scenario)(number % SCENARIO_COUNT),
                        .account_count = ACCOUNT_COUNTS[cell.accounts],
                        .quarter_tickets = SIZE_TICKETS[cell.size],
                        .seed =
                            seed + SEED_BOUNDED + number +
                            (uint64_t)SEED_CELL * (uint64_t)(cell.size * ACCOUNTS + cell.accounts),
                        .silent_differ = true};
    struct lived_export export = {.unwritten_share = .08};
    OWN(scorecard_release) struct scorecard card = {0};
    struct desk_census census;
    struct desk_world desk;

    if (!plan_world(&plan, &desk, err) ||
        !desk_score(&desk, settings, &export, &card, &census, err))
        return false;
    for (enum figure figure = FIGURE_SENSITIVITY; figure < FIGURE_COUNT; figure++)
        tally_add(&out->tallies[cell.size][cell.accounts][figure],
                  figure_hold(figure, &card, settings, &processes->of[plan.scenario],
                              weights_of(&plan, &desk, figure), &census));
    return true;
}

bool coverage_run(const struct settings *settings, const struct effort *effort,
                  struct coverage *out, struct error *err)
{
    OWN(processes_release) struct processes processes = {0}, silent = {0};

    if (!live_processes(effort, false, &processes, err) ||
        (has_bounded(effort) && !live_processes(effort, true, &silent, err)))
        return false;
    for (int size = 0; size < SIZES; size++)
        for (int accounts = 0; accounts < ACCOUNTS; accounts++) {
            struct cell cell = {size, accounts};
            if (effort->account_count > 0 && effort->account_count != ACCOUNT_COUNTS[accounts])
                continue;
            for (uint64_t i = 0; i < effort->worlds[size]; i++)
                if (!take_world(settings, &processes, cell, effort->seed, i, out, err))
                    return false;
            for (uint64_t i = 0; i < effort->bounded_worlds[size]; i++)
                if (!take_bounded(settings, &silent, cell, effort->seed, i, out, err))
                    return false;
        }
    return true;
}
