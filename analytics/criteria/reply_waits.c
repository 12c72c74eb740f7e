#include "criteria/replies.h"

/* First replies as waits, in seconds of the scored clock: the curve, its quantiles and its mean. */
static const double MEAN_CAP_S = 7 * DAY_S;

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
    struct measurement *out = replies_figure(scoring, name, dimension, replies);

    if (out == NULL)
        return error_memory(err);
    out->asked_count = replies->waits[REPLY_STRICT].ticket_count;
    out->kept_count = replies->answered_count;
    out->open_count = replies->waiting_count;
    measurement_set_quantile(scoring, out, &curves->strict, &curves->optimistic, level);
    if (!quantile_by_families(scoring, out, &replies->waits[REPLY_STRICT], &curves->strict,
                              &replies->waits[REPLY_OPTIMISTIC], &curves->optimistic, level, err))
        return false;
    if (!quantile_refine(scoring, out, &curves->strict, EXACT_REPLY, level, err))
        return false;
    measurement_is_conditional(out, &replies->waits[REPLY_STRICT]);
    return true;
}

static bool measure_mean(struct scoring *scoring, struct dimension dimension,
                         const struct replies *replies, struct error *err)
{
    struct measurement *out =
        replies_figure(scoring, MEASURED_REPLY_MEAN_CAPPED, dimension, replies);
    struct estimate slow = {0}, quick = {0};

    if (out == NULL)
        return error_memory(err);
    out->asked_count = replies->waits[REPLY_STRICT].ticket_count;
    out->kept_count = replies->answered_count;
    out->open_count = replies->waiting_count;
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
    if (!out->has_interval || slow.n_eff < scoring->settings->criteria.indicative_n)
        measurement_cap(out, STANDING_NOT_ENOUGH_DATA, REASON_TOO_FEW);
    measurement_is_conditional(out, &replies->waits[REPLY_STRICT]);
    return true;
}

static bool measure_naive(struct scoring *scoring, struct dimension dimension,
                          const struct replies *replies, struct error *err)
{
    struct units answered = {0};
    struct survival curve = {0};
    const struct units *all = &replies->waits[REPLY_STRICT];
    struct measurement *out =
        replies_figure(scoring, MEASURED_REPLY_NAIVE_MEDIAN, dimension, replies);

    if (out == NULL)
        return error_memory(err);
    for (size_t i = 0; i < all->count; i++) {
        struct unit_row unit = all->rows[i];
        unit.entry = 0; /* a dashboard knows no entry */
        if (unit.cause == CAUSE_EVENT && !units_add(scoring, &answered, &unit, err))
            return false;
    }
    if (!curve_build(scoring, &answered, &curve, err))
        return false;
    out->asked_count = out->kept_count = answered.ticket_count;
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
    struct measurement *out = replies_figure(scoring, MEASURED_REPLY_NEVER, dimension, replies);

    if (out == NULL)
        return error_memory(err);
    if (!replies_attained(scoring, replies->waits, &goal, &strict, &optimistic, err))
        return false;
    out->asked_count = replies->waits[REPLY_STRICT].ticket_count;
    out->kept_count = replies->never_count;
    out->open_count = replies->waiting_count;
    measurement_set_share(scoring, out, &strict, &optimistic);
    measurement_is_conditional(out, &replies->waits[REPLY_STRICT]);
    struct measurement *waiting =
        replies_figure(scoring, MEASURED_REPLY_WAITING_NOW, dimension, replies);
    if (waiting == NULL)
        return error_memory(err);
    if (replies->waits[REPLY_STRICT].ticket_count > 0)
        measurement_set_count(waiting, replies->waiting_count);
    waiting->asked_count = replies->waits[REPLY_STRICT].ticket_count;
    return true;
}

bool reply_waits_measure(struct scoring *scoring, struct dimension dimension,
                         struct replies *replies, struct error *err)
{
    struct curves curves = {0};

    if (dimension.period == PERIOD_CURRENT && !replies->is_brief)
        note_late_entries(scoring, &replies->waits[REPLY_STRICT]);
    if (!build_curves(scoring, replies, &curves, err) ||
        !measure_quantile(scoring, MEASURED_REPLY_MEDIAN, .5, dimension, replies, &curves, err))
        return false;
    return replies->is_brief ||
           (measure_quantile(scoring, MEASURED_REPLY_P80, .8, dimension, replies, &curves, err) &&
            measure_quantile(scoring, MEASURED_REPLY_P90, .9, dimension, replies, &curves, err) &&
            measure_mean(scoring, dimension, replies, err) &&
            measure_naive(scoring, dimension, replies, err) &&
            measure_never(scoring, dimension, replies, err) &&
            (!units_are_watched(&replies->waits[REPLY_STRICT]) ||
             curve_draw(scoring, &curves.strict, &scoring->card->reply_curve[dimension.period],
                        err)));
}
