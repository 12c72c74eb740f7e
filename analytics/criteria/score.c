#include "criteria/score.h"

#include "criteria/scoring.h"

static const enum measured HEADLINES[CRITERION_COUNT] = {
    MEASURED_COVER_PROMISED, MEASURED_REPLY_WITHIN_PROMISE, MEASURED_ONE_TOUCH,
    MEASURED_CHANNEL_PARITY, MEASURED_SATISFIED};

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

/* An export without a single ticket to ask about: nothing is known, and nothing is zero. */
static void say_no_tickets(struct scorecard *card)
{
    for (int c = 0; c < CRITERION_COUNT; c++)
        card->criteria[c] = (struct criterion_score){
            .criterion = (enum criterion)c,
            .standing = STANDING_NOT_ENOUGH_DATA,
            .headline = HEADLINES[c],
            .change = {.measured = HEADLINES[c], .chance = 1, .reason = REASON_NO_TICKETS},
            .lever_detail = -1,
            .reason = REASON_NO_TICKETS};
}

/* Half of the work of the criteria, by measure: a large export has texts and clients without end.
 */
static const asker BESIDE[] = {orientation_score, completeness_score, care_measure};

static bool measure_criteria(struct scoring *scoring, struct error *err)
{
    OWN(beside_close) struct beside *beside = NULL;

    return beside_start(scoring, BESIDE, sizeof BESIDE / sizeof *BESIDE, &beside, err) &&
           availability_score(scoring, err) && first_reply_score(scoring, err) &&
           channels_score(scoring, err) && context_measure(scoring, err) &&
           beside_join(beside, scoring, err);
}

static bool measure_all(struct scoring *scoring, struct error *err)
{
    return measure_criteria(scoring, err) && weekly_chart(scoring, err) &&
           accounts_compare(scoring, err) && changes_judge(scoring, err) &&
           levers_find(scoring, err) && drill_down(scoring, err) && signs_measure(scoring, err) &&
           trends_measure(scoring, err) && control_measure(scoring, err) &&
           telephone_measure(scoring, err) && rota_measure(scoring, err);
}

static bool is_same_exit(const struct cube_exit exits[READING_COUNT])
{
    const struct cube_exit *a = &exits[READING_STRICT], *b = &exits[READING_OPTIMISTIC];

    return a->exit == b->exit && a->calendar_bin == b->calendar_bin &&
           a->promised_bin == b->promised_bin && a->promised_part == b->promised_part;
}

/* Where messages prove it there is one reading: half of the work need not be done. */
static void compare_readings(struct scoring *scoring)
{
    const struct filter filter = {
        .account = scoring->account, .first_day = INT32_MIN, .last_day = INT32_MAX};
    struct walk waits = WALK(scoring, wait, &filter);
    struct walk followups = WALK(scoring, followup, &filter);
    struct walk slots = WALK(scoring, slot, &filter);
    const struct cube_wait *wait = NULL;
    const struct cube_followup *followup = NULL;
    const struct cube_slot *slot = NULL;

    scoring->is_reply_alike = scoring->is_failure_alike = scoring->is_slot_alike = true;
    while (scoring->is_reply_alike && (wait = walk_next(&waits)) != NULL)
        scoring->is_reply_alike = is_same_exit(wait->reply);
    while (scoring->is_failure_alike && (followup = walk_next(&followups)) != NULL)
        scoring->is_failure_alike = is_same_exit(followup->failure);
    while (scoring->is_slot_alike && (slot = walk_next(&slots)) != NULL)
        scoring->is_slot_alike = slot->answered_count[0] == slot->answered_count[1];
}

/*
 * Questions of answers, where tickets came and nobody was answered: that is why they are empty, not
 * a want of tickets or of a promise.
 */
static void say_unanswered(struct scorecard *card)
{
    static const enum measured OF_ANSWERS[] = {
        MEASURED_DARK_GAP, MEASURED_REPLY_NAIVE_MEDIAN, MEASURED_CLARIFICATION,
        MEASURED_REPLY_WITHOUT_CONTENT, MEASURED_REPLY_JUST_IN_TIME};

    for (size_t i = 0; i < card->measurement_count; i++) {
        struct measurement *row = &card->measurements[i];
        bool is_of_answers = false;
        for (size_t j = 0; j < sizeof OF_ANSWERS / sizeof *OF_ANSWERS; j++)
            is_of_answers |= row->name == OF_ANSWERS[j];
        if (!is_of_answers || row->has_value || row->standing != STANDING_NOT_ENOUGH_DATA)
            continue;
        struct measurement key = *row;
        key.name = MEASURED_REPLY_MEDIAN;
        const struct measurement *waits = scorecard_find_part(card, &key);
        bool is_silent = waits != NULL && waits->asked_count > 0 && waits->kept_count == 0;
        if (is_silent)
            row->reason = REASON_NONE_ANSWERED;
    }
}

bool score(const struct score_request *request, struct scorecard *out, struct error *err)
{
    OWN(arena_release) struct arena scratch = {0};
    OWN(scorecard_release) struct scorecard card = {.weakest = -1};
    size_t read_bytes = 0;
    struct scoring scoring = {.cube = request->cube,
                              .settings = request->settings,
                              .account = request->account,
                              .drill_sides = request->drill_sides,
                              .card = &card,
                              .scratch = &scratch,
                              .read_bytes = &read_bytes};
    struct settings in_force = *request->settings; /* borrows all; never released */

    card.settings_hash = request->settings->hash;
    compare_readings(&scoring);
    if (!periods_choose(&scoring, request->period, err))
        return false;
    criteria_settings_at(&in_force.criteria, card.period[PERIOD_CURRENT].last_day);
    scoring.settings = &in_force;
    if (!population_count(&scoring, err))
        return false;
    bool is_asked = card.period[PERIOD_CURRENT].is_present;
    if (!is_asked)
        say_no_tickets(&card);
    else if (!measure_all(&scoring, err))
        return false;
    coincidences_find(&scoring);
    if (!composite_set(&scoring, err))
        return false;
    measurements_sort(&card);
    say_unanswered(&card);
    *out = card;
    card = (struct scorecard){0};
    return true;
}
