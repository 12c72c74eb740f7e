#include "criteria/score.h"

#include "criteria/scoring.h"

const char *promise_verdict_name(enum promise_verdict verdict)
{
    static const char *const names[] = {"cannot_tell", "kept", "missed", "no_promise"};

    return names[verdict];
}

const char *change_verdict_name(enum change_verdict verdict)
{
    static const char *const names[] = {"unknown",  "sagged", "look",
                                        "improved", "stable", "no_clear_change"};

    return names[verdict];
}

void scorecard_release(struct scorecard *scorecard)
{
    arena_release(&scorecard->arena);
    *scorecard = (struct scorecard){0};
}

bool score(const struct score_request *request, struct scorecard *out, struct error *err)
{
    OWN(arena_release) struct arena scratch = {0};
    OWN(scorecard_release) struct scorecard card = {.weakest = -1};
    struct scoring scoring = {.cube = request->cube,
                              .settings = request->settings,
                              .account = request->account,
                              .card = &card,
                              .scratch = &scratch};

    card.settings_hash = request->settings->hash;
    if (!periods_choose(&scoring, request->period, err) || !population_count(&scoring, err) ||
        !availability_score(&scoring, err) || !first_reply_score(&scoring, err) ||
        !completeness_score(&scoring, err) || !channels_score(&scoring, err) ||
        !orientation_score(&scoring, err) || !context_measure(&scoring, err) ||
        !weekly_chart(&scoring, err) || !accounts_compare(&scoring, err) ||
        !changes_judge(&scoring, err) || !levers_find(&scoring, err))
        return false;
    composite_set(&scoring);
    measurements_sort(&card);
    *out = card;
    card = (struct scorecard){0};
    return true;
}
