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

    size_t count = 0;
    for (size_t i = 0; i < from->count; i++)
        count += from->rows[i].executor == side.executor;
    out->rows = arena_array(scoring->scratch, count + 1, sizeof *out->rows);
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

bool executors_list(struct scoring *scoring, struct error *err)
{
    struct scorecard *card = scoring->card;

    card->executors = arena_array(&card->arena, EXECUTOR_PAIR_COUNT, sizeof *card->executors);
    if (card->executors == NULL)
        return error_memory(err);
    for (enum executor_pair pair = 0; pair < EXECUTOR_PAIR_COUNT; pair++) {
        bool is_both = scoring->has_executor[PAIRS[pair].first.executor] &&
                       scoring->has_executor[PAIRS[pair].second.executor];
        bool has_before = PAIRS[pair].first.is_after || card->period[PERIOD_PREVIOUS].is_present;
        if (is_both && has_before)
            card->executors[card->executor_count++].pair = pair;
    }
    return true;
}

static bool compare_pair(struct scoring *scoring, enum criterion criterion, enum executor_pair pair,
                         const struct case_of_change *one, struct case_of_change *out,
                         struct criterion_change *change, struct error *err)
{
    struct case_of_change divided = {0};

    *change = (struct criterion_change){
        .measured = scoring->card->criteria[criterion].change.measured, .chance = 1};
    divided.is_overlap = PAIRS[pair].first.executor != PAIRS[pair].second.executor;
    memcpy(divided.band_hours, one->band_hours, sizeof divided.band_hours);
    if (!take_side(scoring, one, PAIRS[pair].first, &divided.before, err) ||
        !take_side(scoring, one, PAIRS[pair].second, &divided.after, err) ||
        !change_measure(scoring, criterion, &divided, change, err))
        return false;
    divided.before = divided.after = (struct units){0};
    divided.cells = (struct cells){0};
    *out = divided;
    return true;
}

bool executors_compare(struct scoring *scoring, enum criterion criterion,
                       const struct case_of_change *one, struct executor_cases *out,
                       struct error *err)
{
    struct scorecard *card = scoring->card;
    struct arena *outer = scoring->scratch;
    bool is_fine = true;

    for (size_t i = 0; is_fine && i < card->executor_count; i++) {
        OWN(arena_release) struct arena inner = {0}; /* every pair copies its units */
        scoring->scratch = &inner;
        is_fine =
            compare_pair(scoring, criterion, card->executors[i].pair, one,
                         &out->cases[i][criterion], &card->executors[i].change[criterion], err);
    }
    scoring->scratch = outer;
    return is_fine;
}

bool executors_judge(struct scoring *scoring, const struct executor_cases *cases, struct error *err)
{
    struct scorecard *card = scoring->card;

    for (size_t i = 0; i < card->executor_count; i++) {
        struct criterion_change *changes[CRITERION_COUNT];
        for (int c = 0; c < CRITERION_COUNT; c++)
            changes[c] = &card->executors[i].change[c];
        if (!change_verdicts(scoring, cases->cases[i], changes, err))
            return false;
    }
    return true;
}
