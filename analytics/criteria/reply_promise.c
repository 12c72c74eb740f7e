#include "criteria/replies.h"
#include "statistics/score.h"

/*
 * First replies against each ticket's own promise: time in promises T*, edges at 1, 2, 4, 8 exact.
 */
static const double GRADES[] = {1, 2, 4, 8};
static const double GRADE_WEIGHTS[] = {.55, .20, .15, .10};

static const struct survival_goal AT_PROMISE = {.cause = CAUSE_EVENT, .times = GRADES, .count = 1};
static const struct survival_goal GRADED = {
    .cause = CAUSE_EVENT, .times = GRADES, .weights = GRADE_WEIGHTS, .count = 4};

static struct anchor_settings promise_anchors(const struct replies *replies)
{
    double n = (double)replies->promised[REPLY_STRICT].ticket_count;
    struct anchors anchors = anchors_of_promise(replies->promised_sum / n);

    return (struct anchor_settings){anchors.x0, anchors.x50, anchors.x80, anchors.x100};
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
    measurement_is_conditional(out, &replies->promised[kind]);
}

static bool measure_attained(struct scoring *scoring, enum measured name,
                             struct dimension dimension, struct replies *replies,
                             const struct survival_goal *goal, struct error *err)
{
    struct estimate strict = {0}, optimistic = {0};
    struct measurement *out = replies_figure(scoring, name, dimension, replies);

    if (out == NULL)
        return error_memory(err);
    if (!replies_attained(scoring, replies->promised, goal, &strict, &optimistic, err))
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
    struct measurement *out =
        replies_figure(scoring, MEASURED_REPLY_SUBSTANTIVE, dimension, replies);

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
    struct measurement *out =
        replies_figure(scoring, MEASURED_REPLY_LATE_FOURFOLD, dimension, replies);

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

bool reply_promise_measure(struct scoring *scoring, struct dimension dimension,
                           struct replies *replies, struct error *err)
{
    if (!measure_attained(scoring, MEASURED_REPLY_WITHIN_PROMISE, dimension, replies, &AT_PROMISE,
                          err))
        return false;
    return replies->is_brief ||
           (measure_attained(scoring, MEASURED_REPLY_GRADED, dimension, replies, &GRADED, err) &&
            measure_substantive(scoring, dimension, replies, err) &&
            measure_late(scoring, dimension, replies, err));
}
