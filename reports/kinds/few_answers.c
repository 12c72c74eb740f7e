#include <string.h>

#include "criteria/keys.h"
#include "kinds/composing.h"

/* On a client's page a share of two answers tells who gave them. The whole is withheld below the
 * least; a part of the week, a topic or a priority never stands there: what the parts leave of the
 * whole would tell of a withheld one. */

enum { ANSWERS_LEAST = 5 };

static bool is_of_answers(enum measured name)
{
    return name == MEASURED_SATISFIED || name == MEASURED_SATISFIED_RESPONDENTS ||
           name == MEASURED_SATISFIED_WORST_CASE || name == MEASURED_SATISFIED_PERSONS ||
           name == MEASURED_PROMOTERS || name == MEASURED_EASY;
}

bool is_part_of_answers(const struct measurement *row)
{
    return is_of_answers(row->name) && !measurement_is_whole(row);
}

static bool has_few_answers(const struct composing *composing, enum period_index period)
{
    const struct measurement *answers = measured(composing, MEASURED_SATISFIED_RESPONDENTS, period);

    return answers != NULL && answers->asked_count > 0 && answers->asked_count < ANSWERS_LEAST;
}

/* Other questions of the survey have answers of their own; votes are as many as the persons. */
static bool is_few_by_itself(const struct measurement *row)
{
    return row->has_value &&
           ((row->name == MEASURED_SATISFIED_PERSONS && row->effective_n < ANSWERS_LEAST) ||
            ((row->name == MEASURED_PROMOTERS || row->name == MEASURED_EASY) &&
             row->asked_count < ANSWERS_LEAST));
}

static void withhold(struct measurement *row)
{
    row->has_value = row->has_interval = row->has_score = false;
    row->kept_count = 0;
    row->standing = STANDING_NOT_ENOUGH_DATA;
    row->reason = REASON_FEW_ANSWERS;
}

static void withhold_verdict(struct scorecard *card)
{
    struct criterion_score *score = &card->criteria[CRITERION_ORIENTATION];

    score->standing = STANDING_NOT_ENOUGH_DATA;
    score->reason = REASON_FEW_ANSWERS;
    score->has_score = score->has_lost = false;
    score->cure = CURE_ANSWERS;
    score->lever = NULL;
    if (score->verdict != VERDICT_NO_PROMISE)
        score->verdict = VERDICT_CANNOT_TELL;
}

bool withhold_few_answers(struct composing *composing)
{
    bool is_few[PERIOD_COUNT] = {has_few_answers(composing, PERIOD_CURRENT),
                                 has_few_answers(composing, PERIOD_PREVIOUS)};

    const struct scorecard *whole = composing->card;
    struct scorecard *card = arena_allocate(composing->arena, sizeof *card);
    struct measurement *rows =
        arena_array(composing->arena, whole->measurement_count, sizeof *rows);
    if (card == NULL || rows == NULL)
        return false;
    *card = *whole;
    card->measurements = memcpy(rows, whole->measurements, whole->measurement_count * sizeof *rows);
    for (size_t i = 0; i < card->measurement_count; i++)
        if (is_few_by_itself(&rows[i]) || (is_of_answers(rows[i].name) && is_few[rows[i].period]))
            withhold(&rows[i]);
    if (is_few[PERIOD_CURRENT] || is_few[PERIOD_PREVIOUS])
        card->criteria[CRITERION_ORIENTATION].change.verdict = CHANGE_UNKNOWN;
    if (is_few[PERIOD_CURRENT])
        withhold_verdict(card);
    composing->card = card;
    return true;
}
