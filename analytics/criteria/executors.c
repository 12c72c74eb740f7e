#include <string.h>

#include "criteria/change.h"

/*
 * The comparison of B2 between executor groups: own staff and provider in one quarter, each before
 * and after, and own staff before with the provider after (a change of model). Standardised
 * over the same cells, two groups by what they have in common; families as everywhere; "sagged"
 * reads: the second of the pair is worse. Units carry their group, so the tickets of
 * changes_judge() are divided, not collected again.
 */
struct side {
    bool is_after;
    enum executor executor;
};

static const struct {
    struct side first, second;
} PAIRS[EXECUTOR_PAIR_COUNT] = {
    [PAIR_OWN_PROVIDER] = {{true, EXECUTOR_OWN}, {true, EXECUTOR_PROVIDER}},
    [PAIR_OWN_BEFORE_AFTER] = {{false, EXECUTOR_OWN}, {true, EXECUTOR_OWN}},
    [PAIR_PROVIDER_BEFORE_AFTER] = {{false, EXECUTOR_PROVIDER}, {true, EXECUTOR_PROVIDER}},
    [PAIR_OWN_THEN_PROVIDER] = {{false, EXECUTOR_OWN}, {true, EXECUTOR_PROVIDER}},
};

const char *executor_pair_name(enum executor_pair pair)
{
    static const char *const names[EXECUTOR_PAIR_COUNT] = {
        "own_and_provider", "own_before_and_after", "provider_before_and_after",
        "own_then_provider"};

    return names[pair];
}

static bool take_side(struct scoring *scoring, const struct case_of_change *one, struct side side,
                      struct units *out, struct error *err)
{
    const struct units *from = side.is_after ? &one->after : &one->before;

    out->rows = arena_array(scoring->scratch, from->count + 1, sizeof *out->rows);
    if (out->rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < from->count; i++) {
        if (from->rows[i].executor != side.executor)
            continue;
        out->rows[out->count++] = from->rows[i];
        out->ticket_count += from->rows[i].count;
    }
    return true;
}

static bool compare_pair(struct scoring *scoring, enum executor_pair pair,
                         const struct case_of_change cases[CRITERION_COUNT],
                         struct executor_change *out, struct error *err)
{
    struct case_of_change divided[CRITERION_COUNT] = {0};
    struct criterion_change *changes[CRITERION_COUNT];

    out->pair = pair;
    for (int c = 0; c < CRITERION_COUNT; c++) {
        struct case_of_change *one = &divided[c];
        struct criterion_change *change = changes[c] = &out->change[c];
        *change = (struct criterion_change){.measured = scoring->card->criteria[c].change.measured,
                                            .chance = 1};
        one->is_overlap = PAIRS[pair].first.executor != PAIRS[pair].second.executor;
        memcpy(one->band_hours, cases[c].band_hours, sizeof one->band_hours);
        if (!take_side(scoring, &cases[c], PAIRS[pair].first, &one->before, err) ||
            !take_side(scoring, &cases[c], PAIRS[pair].second, &one->after, err) ||
            !change_measure(scoring, (enum criterion)c, one, change, err))
            return false;
    }
    return change_verdicts(scoring, divided, changes, err);
}

bool executors_compare(struct scoring *scoring, const struct case_of_change cases[CRITERION_COUNT],
                       struct error *err)
{
    struct scorecard *card = scoring->card;

    card->executors = arena_array(&card->arena, EXECUTOR_PAIR_COUNT, sizeof *card->executors);
    if (card->executors == NULL)
        return error_memory(err);
    if (!scoring->has_executor[EXECUTOR_OWN] && !scoring->has_executor[EXECUTOR_PROVIDER])
        return true;
    for (enum executor_pair pair = 0; pair < EXECUTOR_PAIR_COUNT; pair++) {
        bool is_both = scoring->has_executor[PAIRS[pair].first.executor] &&
                       scoring->has_executor[PAIRS[pair].second.executor];
        bool has_before = PAIRS[pair].first.is_after || card->period[PERIOD_PREVIOUS].is_present;
        if (is_both && has_before &&
            !compare_pair(scoring, pair, cases, &card->executors[card->executor_count++], err))
            return false;
    }
    return true;
}
