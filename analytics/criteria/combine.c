#include <math.h>
#include <string.h>

#include "criteria/scoring.h"

static const double PUBLISHED_COVERAGE = 0.5;
static const double TARGET_SCORE = 80;

/* Why a sub-measure is not in the score; NULL: it is. */
static const char *why_unused(const struct measurement *row, double weight)
{
    if (row == NULL)
        return REASON_NOT_DECLARED;
    if (row->has_score && row->standing >= STANDING_INDICATIVE && weight > 0)
        return NULL;
    if (row->reason != NULL)
        return row->reason;
    return weight > 0 ? REASON_NO_PROMISE : REASON_NO_WEIGHT;
}

static enum evidence_question question_of(enum measured name)
{
    switch (name) {
    case MEASURED_ONE_TOUCH:
        return EVIDENCE_ONE_TOUCH;
    case MEASURED_STAYS_SOLVED:
        return EVIDENCE_REOPEN;
    case MEASURED_REVIEW_PASSED:
        return EVIDENCE_REVIEW;
    case MEASURED_CHANNEL_PARITY:
    case MEASURED_CHANNEL_ALIVE:
        return EVIDENCE_CHANNEL;
    case MEASURED_CHANNEL_NO_SWITCH:
        return EVIDENCE_SWITCH;
    case MEASURED_CHANNEL_NOT_ABANDONED:
        return EVIDENCE_ABANDON;
    case MEASURED_SATISFIED:
        return EVIDENCE_SURVEY;
    case MEASURED_PLAIN_WORDS_EN:
    case MEASURED_PLAIN_WORDS_RU:
    case MEASURED_JARGON:
        return EVIDENCE_PLAIN_WORDS;
    default:
        return EVIDENCE_REPLY;
    }
}

/* The cheapest thing that would tell more, by why this part is missing. */
static const char *cure_of(const struct scoring *scoring, const struct sub_measure *part)
{
    const struct evidence *evidence = &scoring->cube->evidence[question_of(part->measured)];

    if (part->reason == REASON_NOT_IN_EXPORT || part->reason == REASON_BOUNDED ||
        part->reason == REASON_CLOCK_UNKNOWN)
        return criteria_key(evidence->missing);
    if (part->reason == REASON_NO_PROMISE)
        return CURE_PROMISE;
    if (part->reason == REASON_NOT_DECLARED)
        return measurement_criterion(part->measured) == CRITERION_CHANNELS ? CURE_POLICY : NULL;
    if (part->reason == REASON_NO_ANSWERS || part->reason == REASON_LOW_RESPONSE)
        return CURE_ANSWERS;
    if (part->reason == REASON_UNKNOWN_HOURS)
        return CURE_TEST_CALLS;
    bool is_no_want = part->reason == REASON_DECLARED || part->reason == REASON_NO_WEIGHT ||
                      part->reason == REASON_ONE_CHANNEL ||
                      part->reason == REASON_NO_LIVE_CHANNEL ||
                      part->reason == REASON_NONE_ANSWERED || part->reason == REASON_NONE_CLOSED;
    return is_no_want ? NULL : CURE_MORE_TICKETS;
}

struct sums {
    double weight, used, score, low, high;
    enum standing standing;
};

static void take_part(struct sums *sums, struct sub_measure *out, const struct part *part,
                      const struct measurement *row)
{
    *out = (struct sub_measure){.measured = part->measured, .weight = part->weight};
    out->reason = why_unused(row, part->weight);
    out->is_used = out->reason == NULL;
    sums->weight += part->weight;
    if (!out->is_used)
        return;
    sums->used += part->weight;
    sums->score += part->weight * row->score;
    sums->low += part->weight * row->score_low;
    sums->high += part->weight * row->score_high;
    if (row->standing < sums->standing)
        sums->standing = row->standing;
}

/* The heaviest part that is missing tells why, and what would cure it. */
static void tell_why(const struct scoring *scoring, struct criterion_score *out)
{
    const struct sub_measure *worst = NULL;

    for (size_t i = 0; i < out->measure_count; i++)
        if (!out->measures[i].is_used && (worst == NULL || out->measures[i].weight > worst->weight))
            worst = &out->measures[i];
    if (worst == NULL)
        return;
    for (size_t i = 0; i < out->measure_count && out->cure == NULL; i++)
        if (!out->measures[i].is_used && out->measures[i].weight >= worst->weight)
            out->cure = cure_of(scoring, &out->measures[i]);
    if (!out->has_score)
        out->reason = worst->reason;
}

static enum standing best_standing(const struct scoring *scoring, const struct part *parts,
                                   size_t count)
{
    enum standing best = STANDING_NOT_OBSERVABLE;

    for (size_t i = 0; i < count; i++) {
        const struct measurement *row =
            measurement_of(scoring->card, parts[i].measured, whole_of(PERIOD_CURRENT));
        if (row != NULL && row->standing > best)
            best = row->standing;
    }
    return best;
}

/* What a reader sees decides: the range of the figure in front against the target beside it. A
 * score of several parts may lie on the other side, and would contradict the page. */
static enum promise_verdict verdict_of(const struct scoring *scoring,
                                       const struct criterion_score *score)
{
    const struct measurement *headline =
        measurement_of(scoring->card, score->headline, whole_of(PERIOD_CURRENT));

    if (!score->has_score)
        return VERDICT_CANNOT_TELL;
    if (score->has_target && headline != NULL && headline->has_interval) {
        if (headline->low >= score->target)
            return VERDICT_KEPT;
        return headline->high < score->target ? VERDICT_MISSED : VERDICT_CANNOT_TELL;
    }
    if (score->score_low >= TARGET_SCORE)
        return VERDICT_KEPT;
    return score->score_high < TARGET_SCORE ? VERDICT_MISSED : VERDICT_CANNOT_TELL;
}

/*
 * s = Σ v·g(x) / Σ v over the observed parts (statistics.md 0.2); its interval adds their ends with
 * the same weights: the same tickets feed the parts, so nothing is gained by adding squares. Under
 * half of the weight there are facts and no score (0.6).
 */
bool criterion_combine(struct scoring *scoring, enum criterion criterion, const struct part *parts,
                       size_t part_count, struct error *err)
{
    struct criterion_score *out = &scoring->card->criteria[criterion];
    struct sums sums = {.standing = STANDING_SCORED};

    out->criterion = criterion;
    out->measures = arena_array(&scoring->card->arena, part_count + 1, sizeof *out->measures);
    if (out->measures == NULL)
        return error_memory(err);
    for (size_t i = 0; i < part_count; i++)
        take_part(&sums, &out->measures[i], &parts[i],
                  measurement_of(scoring->card, parts[i].measured, whole_of(PERIOD_CURRENT)));
    out->measure_count = part_count;
    out->coverage = sums.weight > 0 ? sums.used / sums.weight : 0;
    out->has_score = sums.used > 0 && out->coverage >= PUBLISHED_COVERAGE - 1e-9;
    out->standing = sums.standing;
    if (out->has_score) {
        out->score = sums.score / sums.used;
        out->score_low = sums.low / sums.used;
        out->score_high = sums.high / sums.used;
    } else {
        out->standing = best_standing(scoring, parts, part_count);
        if (out->standing > STANDING_NOT_ENOUGH_DATA)
            out->standing = STANDING_NOT_ENOUGH_DATA;
    }
    tell_why(scoring, out);
    if (!out->has_score && sums.used > 0 && out->reason == NULL)
        out->reason = REASON_LOW_COVERAGE;
    if (scoring->cube->is_survivor_doubted && criterion <= CRITERION_COMPLETENESS) {
        if (out->standing > STANDING_INDICATIVE)
            out->standing = STANDING_INDICATIVE;
        const char *why = scoring->cube->survivor_reason;
        if (out->reason == NULL)
            out->reason = why != NULL && strcmp(why, REASON_NUMBER_GAPS) == 0
                              ? REASON_NUMBER_GAPS
                              : REASON_UPDATED_SINCE;
        if (out->standing != STANDING_NOT_OBSERVABLE) /* else a column is wanted first */
            out->cure = CURE_WHOLE_EXPORT;
    }
    out->verdict = verdict_of(scoring, out);
    return true;
}
