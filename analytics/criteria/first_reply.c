#include <math.h>

#include "criteria/replies.h"

/*
 * A2: how long until a human answers. Unanswered tickets stay in the curve, those closed without a
 * reply compete with an answer. reply_promise.c and reply_waits.c make the figures; here stand the
 * headline, its target and its verdict.
 */
static const double DIFFERS_MOST = .2; /* substantive from first, of tickets */

static bool measure_whole(struct scoring *scoring, enum period_index period, struct error *err)
{
    struct dimension dimension = whole_of(period);
    struct filter filter = filter_of(scoring, dimension);
    struct replies replies = {0};

    arena_release(scoring->scratch);
    return replies_collect(scoring, &filter, &replies, err) &&
           reply_waits_measure(scoring, dimension, &replies, err) &&
           reply_promise_measure(scoring, dimension, &replies, err);
}

/* An account, a channel, a group of executors: attainment and median. */
static bool measure_part(struct scoring *scoring, struct dimension dimension, struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct replies replies = {.is_brief = true};

    arena_release(scoring->scratch);
    return replies_collect(scoring, &filter, &replies, err) &&
           reply_waits_measure(scoring, dimension, &replies, err) &&
           reply_promise_measure(scoring, dimension, &replies, err);
}

/* The promise that most tickets of the period have: what a chart of the curve marks. */
static bool mark_promise(struct scoring *scoring, struct error *err)
{
    const struct cube *cube = scoring->cube;
    struct filter filter = filter_of_period(scoring, PERIOD_CURRENT);
    struct walk walk = WALK(scoring, wait, &filter);
    const struct cube_wait *row = NULL;
    uint64_t *counts = arena_array(scoring->scratch, cube->names.promise_count + 1, sizeof *counts);
    uint32_t most = 0;

    if (counts == NULL)
        return error_memory(err);
    while ((row = walk_next(&walk)) != NULL)
        if (cube->names.promises[row->key.promise].first_reply_s > 0)
            counts[row->key.promise] += row->count;
    for (uint32_t i = 1; i < cube->names.promise_count; i++)
        most = counts[i] > counts[most] ? i : most;
    for (uint32_t i = 1; i < cube->names.promise_count; i++)
        if (counts[i] > 0 &&
            cube->names.promises[i].first_reply_s != cube->names.promises[most].first_reply_s)
            scoring->card->promises_differ = true;
    scoring->card->promise_mark_s = (double)cube->names.promises[most].first_reply_s;
    scoring->card->promise_mark_share = cube->names.promises[most].share;
    return true;
}

/* The worse of the first and the first substantive reply, where they differ on many tickets. */
static bool choose_headline(struct scoring *scoring, enum measured *out, double *target,
                            struct error *err)
{
    struct filter filter = filter_of_period(scoring, PERIOD_CURRENT);
    struct replies replies = {.is_brief = true};
    struct measurement *first =
        measurement_of(scoring->card, MEASURED_REPLY_WITHIN_PROMISE, whole_of(PERIOD_CURRENT));
    struct measurement *substantive =
        measurement_of(scoring->card, MEASURED_REPLY_SUBSTANTIVE, whole_of(PERIOD_CURRENT));

    *out = MEASURED_REPLY_WITHIN_PROMISE;
    arena_release(scoring->scratch);
    if (!replies_collect(scoring, &filter, &replies, err))
        return false;
    *target = replies.promised_sum / (double)replies.promised[REPLY_STRICT].ticket_count;
    double differing = (double)replies.differing_count / (double)replies.substantive_count;
    if (first->has_score && substantive->has_score && differing > DIFFERS_MOST &&
        substantive->value < first->value) {
        *out = MEASURED_REPLY_SUBSTANTIVE;
        substantive->reason = REASON_SUBSTANTIVE;
    }
    return true;
}

/* A promise was kept or not: a census of this period, with what cannot be known on either side. */
static enum promise_verdict verdict_of(const struct measurement *row, double share)
{
    double n = (double)row->asked_count;
    double sure = (double)row->kept_count / n;
    double possible = fmax((double)(row->kept_count + row->open_count) / n, row->optimistic);

    if (row->asked_count == 0 || !row->has_value)
        return VERDICT_CANNOT_TELL;
    if (row->reason ==
        REASON_UPDATED_SINCE) /* the old are here because they were late: no census */
        return row->low >= share   ? VERDICT_KEPT
               : row->high < share ? VERDICT_MISSED
                                   : VERDICT_CANNOT_TELL;
    if (sure >= share)
        return VERDICT_KEPT;
    return possible < share ? VERDICT_MISSED : VERDICT_CANNOT_TELL;
}

/* Of times that people promise the shortest that the range of the 80 % lies within: as many would
 * be answered in time next quarter too. None where that cannot be said from so few. */
static double promisable_of(const struct scoring *scoring)
{
    static const double TIMES_S[] = {300,   600,   900,    1200,   1800,  2700,
                                     3600,  7200,  10800,  14400,  21600, 28800,
                                     43200, 86400, 172800, 259200, 604800};
    const struct measurement *row =
        measurement_of(scoring->card, MEASURED_REPLY_P80, whole_of(PERIOD_CURRENT));

    if (row == NULL || !row->has_interval || row->standing < STANDING_INDICATIVE)
        return 0;
    for (size_t i = 0; i < sizeof TIMES_S / sizeof *TIMES_S; i++)
        if (row->high <= TIMES_S[i])
            return TIMES_S[i];
    return 0;
}

bool first_reply_score(struct scoring *scoring, struct error *err)
{
    struct criterion_score *out = &scoring->card->criteria[CRITERION_FIRST_REPLY];
    struct part part = {.weight = 1};
    double target = NAN;

    for (enum period_index period = 0; period < PERIOD_COUNT; period++) {
        if (!scoring->card->period[period].is_present)
            continue;
        if (!measure_whole(scoring, period, err) ||
            (period != PERIOD_YEAR_AGO &&
             !each_part(scoring, period, PARTS_OF_CHANNELS | PARTS_OF_EXECUTORS | PARTS_OF_ACCOUNTS,
                        measure_part, err)))
            return false;
    }
    if (!mark_promise(scoring, err) || !choose_headline(scoring, &part.measured, &target, err))
        return false;
    out->headline = part.measured;
    out->has_target = isfinite(target);
    out->target = out->has_target ? target : 0;
    if (!criterion_combine(scoring, CRITERION_FIRST_REPLY, &part, 1, err))
        return false;
    const struct measurement *headline =
        measurement_of(scoring->card, part.measured, whole_of(PERIOD_CURRENT));
    out->verdict =
        headline->reason == REASON_NO_PROMISE ? VERDICT_NO_PROMISE : verdict_of(headline, target);
    if (out->verdict == VERDICT_NO_PROMISE)
        scoring->card->promisable_s = promisable_of(scoring);
    return true;
}
