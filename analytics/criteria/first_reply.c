#include <math.h>

#include "criteria/replies.h"
#include "cube/bins.h"
#include "statistics/distribution.h"
#include "statistics/score.h"

/*
 * A2: how long until a human answers. Unanswered tickets stay in the curve, those closed without a
 * reply compete with an answer. Attainment and grades are read on each ticket's own promise (time
 * in promises T*, edges at 1, 2, 4, 8 exact); curve and quantiles in seconds of the scored clock.
 */
static const double GRADES[] = {1, 2, 4, 8};
static const double GRADE_WEIGHTS[] = {.55, .20, .15, .10};
static const double DIFFERS_MOST = .2; /* substantive from first, of tickets */
static const double MEAN_CAP_S = 7 * DAY_S;

/* ---- against the promise ---- */

static const struct survival_goal AT_PROMISE = {.cause = CAUSE_EVENT, .times = GRADES, .count = 1};
static const struct survival_goal GRADED = {
    .cause = CAUSE_EVENT, .times = GRADES, .weights = GRADE_WEIGHTS, .count = 4};

static bool estimate_both(struct scoring *scoring, struct units units[REPLY_KINDS],
                          const struct survival_goal *goal, struct estimate *strict,
                          struct estimate *optimistic, struct error *err)
{
    if (!estimate_attained(scoring, &units[REPLY_STRICT], goal, strict, err))
        return false;
    *optimistic = *strict;
    return scoring->is_reply_alike ||
           estimate_attained(scoring, &units[REPLY_OPTIMISTIC], goal, optimistic, err);
}

static struct anchor_settings promise_anchors(const struct replies *replies)
{
    double n = (double)replies->promised[REPLY_STRICT].ticket_count;
    struct anchors anchors = anchors_of_promise(replies->promised_sum / n);

    return (struct anchor_settings){anchors.x0, anchors.x50, anchors.x80, anchors.x100};
}

static struct measurement *add(struct scoring *scoring, enum measured name,
                               struct dimension dimension, const struct replies *replies)
{
    struct measurement *out =
        measurement_add(scoring, name, dimension, &scoring->cube->evidence[EVIDENCE_REPLY]);

    if (out != NULL)
        out->clock = (uint8_t)replies->clock;
    return out;
}

static void set_promised(const struct scoring *scoring, struct measurement *out,
                         const struct replies *replies, enum reply_kind kind,
                         const struct estimate *strict, const struct estimate *optimistic)
{
    out->clock = CLOCK_PROMISED;
    out->asked_count = replies->promised[kind].ticket_count;
    out->kept_count = replies->kept_count[kind];
    out->open_count = replies->undecided_count[kind];
    if (out->asked_count == 0 && out->rung != RUNG_NOT_IN_EXPORT) {
        bool has_waits = kind == REPLY_SUBSTANTIVE ? replies->substantive_count > 0
                                                   : replies->waits[kind].ticket_count > 0;
        out->reason = has_waits ? REASON_NO_PROMISE : REASON_NO_TICKETS;
        if (!scoring->cube->evidence[EVIDENCE_REPLY].has_clock[CLOCK_PROMISED])
            out->reason = REASON_CLOCK_UNKNOWN;
        return;
    }
    measurement_set_share(scoring, out, strict, optimistic);
    if (out->has_value && out->open_count == out->asked_count)
        measurement_cap(out, STANDING_NOT_ENOUGH_DATA, REASON_ALL_YOUNG);
}

static bool measure_attained(struct scoring *scoring, enum measured name,
                             struct dimension dimension, struct replies *replies,
                             const struct survival_goal *goal, struct error *err)
{
    struct estimate strict = {0}, optimistic = {0};
    struct measurement *out = add(scoring, name, dimension, replies);

    if (out == NULL)
        return error_memory(err);
    if (!estimate_both(scoring, replies->promised, goal, &strict, &optimistic, err))
        return false;
    set_promised(scoring, out, replies, REPLY_STRICT, &strict, &optimistic);
    if (out->has_value && name == MEASURED_REPLY_WITHIN_PROMISE) {
        struct anchor_settings anchors = promise_anchors(replies);
        measurement_score(out, &anchors);
    }
    return true;
}

static bool measure_substantive(struct scoring *scoring, struct dimension dimension,
                                struct replies *replies, struct error *err)
{
    struct estimate share = {0};
    struct measurement *out = add(scoring, MEASURED_REPLY_SUBSTANTIVE, dimension, replies);

    if (out == NULL)
        return error_memory(err);
    if (!estimate_attained(scoring, &replies->promised[REPLY_SUBSTANTIVE], &AT_PROMISE, &share,
                           err))
        return false;
    set_promised(scoring, out, replies, REPLY_SUBSTANTIVE, &share, &share);
    if (out->asked_count == 0 && out->rung == RUNG_BOUNDED) {
        out->standing = STANDING_NOT_OBSERVABLE; /* only messages show what was said */
        out->reason = REASON_NOT_IN_EXPORT;
    }
    if (out->has_value) {
        struct anchor_settings anchors = promise_anchors(replies);
        measurement_score(out, &anchors);
    }
    return true;
}

/* Waited over four promises, whatever came then: 1 - F of any exit at 4·T*. */
static bool measure_late(struct scoring *scoring, struct dimension dimension,
                         const struct replies *replies, struct error *err)
{
    const double four = 4;
    const struct survival_goal goal = {.cause = CAUSE_EVENT, .times = &four, .count = 1};
    struct units any[READING_COUNT] = {{0}};
    struct estimate share[READING_COUNT] = {{0}};
    struct measurement *out = add(scoring, MEASURED_REPLY_LATE_FOURFOLD, dimension, replies);

    if (out == NULL)
        return error_memory(err);
    for (int reading = 0; reading < READING_COUNT; reading++) {
        const struct units *from = &replies->promised[reading];
        if (reading == READING_OPTIMISTIC && scoring->is_reply_alike) {
            share[reading] = share[READING_STRICT];
            break;
        }
        if (!units_reserve(scoring, &any[reading], from->count, err))
            return false;
        for (size_t i = 0; i < from->count; i++) {
            struct unit_row unit = from->rows[i];
            unit.cause = unit.cause == CAUSE_NONE ? CAUSE_NONE : CAUSE_EVENT;
            if (!units_add(scoring, &any[reading], &unit, err))
                return false;
        }
        if (!estimate_attained(scoring, &any[reading], &goal, &share[reading], err))
            return false;
        share[reading] = estimate_complement(share[reading]);
    }
    set_promised(scoring, out, replies, REPLY_STRICT, &share[READING_STRICT],
                 &share[READING_OPTIMISTIC]);
    out->kept_count = replies->late_count;
    return true;
}

/* ---- the curve ---- */

struct curves {
    struct survival strict, optimistic;
};

static bool build_curves(struct scoring *scoring, struct replies *replies, struct curves *out,
                         struct error *err)
{
    if (!curve_build(scoring, &replies->waits[REPLY_STRICT], &out->strict, err))
        return false;
    out->optimistic = out->strict;
    return scoring->is_reply_alike ||
           curve_build(scoring, &replies->waits[REPLY_OPTIMISTIC], &out->optimistic, err);
}

static bool measure_quantile(struct scoring *scoring, enum measured name, double level,
                             struct dimension dimension, struct replies *replies,
                             const struct curves *curves, struct error *err)
{
    struct measurement *out = add(scoring, name, dimension, replies);

    if (out == NULL)
        return error_memory(err);
    out->asked_count = replies->waits[REPLY_STRICT].ticket_count;
    out->kept_count = replies->answered_count;
    out->open_count = replies->waiting_count;
    measurement_set_quantile(scoring, out, &curves->strict, &curves->optimistic, level);
    if (!quantile_by_families(scoring, out, &replies->waits[REPLY_STRICT], &curves->strict,
                              &replies->waits[REPLY_OPTIMISTIC], &curves->optimistic, level, err))
        return false;
    return quantile_refine(scoring, out, &curves->strict, EXACT_REPLY, level, err);
}

static bool measure_mean(struct scoring *scoring, struct dimension dimension,
                         const struct replies *replies, struct error *err)
{
    struct measurement *out = add(scoring, MEASURED_REPLY_MEAN_CAPPED, dimension, replies);
    struct estimate slow = {0}, quick = {0};

    if (out == NULL)
        return error_memory(err);
    out->asked_count = replies->waits[REPLY_STRICT].ticket_count;
    if (out->asked_count == 0 || out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    if (!estimate_capped(scoring, &replies->waits[REPLY_STRICT], MEAN_CAP_S, &slow, err) ||
        !estimate_capped(scoring, &replies->waits[REPLY_OPTIMISTIC], MEAN_CAP_S, &quick, err))
        return false;
    out->has_value = true;
    out->strict = slow.value;
    out->optimistic = quick.value;
    out->value = (slow.value + quick.value) / 2;
    out->has_interval = slow.has_interval && quick.has_interval;
    out->low = quick.limits.low;
    out->high = slow.limits.high;
    out->effective_n = slow.n_eff;
    out->cluster_count = slow.cluster_count;
    out->standing = STANDING_INDICATIVE;
    out->reason = out->rung == RUNG_BOUNDED ? REASON_BOUNDED : NULL;
    return true;
}

static bool measure_naive(struct scoring *scoring, struct dimension dimension,
                          const struct replies *replies, struct error *err)
{
    struct units answered = {0};
    struct survival curve = {0};
    const struct units *all = &replies->waits[REPLY_STRICT];
    struct measurement *out = add(scoring, MEASURED_REPLY_NAIVE_MEDIAN, dimension, replies);

    if (out == NULL)
        return error_memory(err);
    for (size_t i = 0; i < all->count; i++)
        if (all->rows[i].cause == CAUSE_EVENT && !units_add(scoring, &answered, &all->rows[i], err))
            return false;
    if (!curve_build(scoring, &answered, &curve, err))
        return false;
    out->asked_count = answered.ticket_count;
    measurement_set_quantile(scoring, out, &curve, &curve, .5);
    if (!quantile_by_families(scoring, out, &answered, &curve, &answered, &curve, .5, err))
        return false;
    if (!quantile_refine(scoring, out, &curve, EXACT_REPLY, .5, err))
        return false;
    measurement_cap(out, STANDING_INDICATIVE, REASON_SURVIVORS_ONLY);
    return true;
}

/* Closed without a reply, ever: F_2 at the last time. */
static bool measure_never(struct scoring *scoring, struct dimension dimension,
                          struct replies *replies, struct error *err)
{
    const double ever = 1e12;
    const struct survival_goal goal = {.cause = CAUSE_COMPETING, .times = &ever, .count = 1};
    struct estimate strict = {0}, optimistic = {0};
    struct measurement *out = add(scoring, MEASURED_REPLY_NEVER, dimension, replies);

    if (out == NULL)
        return error_memory(err);
    if (!estimate_both(scoring, replies->waits, &goal, &strict, &optimistic, err))
        return false;
    out->asked_count = replies->waits[REPLY_STRICT].ticket_count;
    out->kept_count = replies->never_count;
    out->open_count = replies->waiting_count;
    measurement_set_share(scoring, out, &strict, &optimistic);
    struct measurement *waiting = add(scoring, MEASURED_REPLY_WAITING_NOW, dimension, replies);
    if (waiting == NULL)
        return error_memory(err);
    if (replies->waits[REPLY_STRICT].ticket_count > 0)
        measurement_set_count(waiting, replies->waiting_count);
    waiting->asked_count = replies->waits[REPLY_STRICT].ticket_count;
    return true;
}

/* ---- whole periods and parts ---- */

static bool measure_whole(struct scoring *scoring, enum period_index period, struct error *err)
{
    static const struct {
        enum measured name;
        double level;
    } LEVELS[] = {{MEASURED_REPLY_MEDIAN, .5}, {MEASURED_REPLY_P80, .8}, {MEASURED_REPLY_P90, .9}};
    struct dimension dimension = whole_of(period);
    struct filter filter = filter_of(scoring, dimension);
    struct replies replies = {0};
    struct curves curves = {0};

    arena_release(scoring->scratch);
    if (!replies_collect(scoring, &filter, &replies, err) ||
        !build_curves(scoring, &replies, &curves, err))
        return false;
    for (size_t i = 0; i < sizeof LEVELS / sizeof *LEVELS; i++)
        if (!measure_quantile(scoring, LEVELS[i].name, LEVELS[i].level, dimension, &replies,
                              &curves, err))
            return false;
    return measure_attained(scoring, MEASURED_REPLY_WITHIN_PROMISE, dimension, &replies,
                            &AT_PROMISE, err) &&
           measure_attained(scoring, MEASURED_REPLY_GRADED, dimension, &replies, &GRADED, err) &&
           measure_substantive(scoring, dimension, &replies, err) &&
           measure_late(scoring, dimension, &replies, err) &&
           measure_mean(scoring, dimension, &replies, err) &&
           measure_naive(scoring, dimension, &replies, err) &&
           measure_never(scoring, dimension, &replies, err) &&
           curve_draw(scoring, &curves.strict, &scoring->card->reply_curve[period], err);
}

/* An account, a channel, a group of executors: attainment and median. */
static bool measure_part(struct scoring *scoring, struct dimension dimension, struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct replies replies = {.is_brief = true};
    struct curves curves = {0};

    arena_release(scoring->scratch);
    return replies_collect(scoring, &filter, &replies, err) &&
           build_curves(scoring, &replies, &curves, err) &&
           measure_quantile(scoring, MEASURED_REPLY_MEDIAN, .5, dimension, &replies, &curves,
                            err) &&
           measure_attained(scoring, MEASURED_REPLY_WITHIN_PROMISE, dimension, &replies,
                            &AT_PROMISE, err);
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
    if (sure >= share)
        return VERDICT_KEPT;
    return possible < share ? VERDICT_MISSED : VERDICT_CANNOT_TELL;
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
    return true;
}
