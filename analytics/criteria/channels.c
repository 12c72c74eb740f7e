#include <math.h>

#include "criteria/channel_waits.h"
#include "cube/bins.h"

/*
 * A4: is every channel as good as the best, does the client stay on the one he chose, is somebody
 * there when he calls; and, declared by the user, what each channel offers.
 */
static const double GRADES[] = {1, 2, 4, 8};
static const double GRADE_WEIGHTS[] = {.55, .20, .15, .10};
static const struct survival_goal GRADED = {
    .cause = CAUSE_EVENT, .times = GRADES, .weights = GRADE_WEIGHTS, .count = 4};

/* The client's own clock, in units of the promise, else of the hour that stands for it. */
static bool collect_channel(struct scoring *scoring, const struct filter *filter,
                            struct channel_waits *out, struct error *err)
{
    struct walk walk = WALK(scoring, wait, filter);
    const struct cube_wait *row = NULL;

    out->last_answer_day = INT32_MIN;
    while ((row = walk_next(&walk)) != NULL) {
        int64_t promise_s = scoring->cube->names.promises[row->key.promise].first_reply_s;
        if (!filter_takes(filter, row->key.channel, row->key.executor))
            continue;
        if (promise_s <= 0)
            promise_s = scoring->settings->criteria.reply_default_s;
        for (int reading = 0; reading < READING_COUNT; reading++) {
            const struct cube_exit *exit = &row->reply[reading];
            if (reading == READING_OPTIMISTIC && scoring->is_reply_alike)
                break;
            struct unit_row unit = unit_of(&row->key, row->count);
            if (exit->calendar_bin == BIN_UNKNOWN || exit->exit == EXIT_UNMEASURED)
                continue;
            unit.cause = (uint8_t)cause_of(exit->exit);
            unit.time = (double)bin_upper_s(exit->calendar_bin) / (double)promise_s;
            if (!units_add(scoring, &out->graded[reading], &unit, err))
                return false;
            if (reading != READING_STRICT)
                continue;
            if (unit.cause == CAUSE_EVENT && row->key.day > out->last_answer_day)
                out->last_answer_day = row->key.day;
            out->kept_count += unit.cause == CAUSE_EVENT && unit.time <= 1 ? row->count : 0;
            out->open_count += unit.cause == CAUSE_NONE && unit.time < 1 ? row->count : 0;
        }
    }
    if (!estimate_attained(scoring, &out->graded[READING_STRICT], &GRADED,
                           &out->estimate[READING_STRICT], err))
        return false;
    if (scoring->is_reply_alike) {
        out->graded[READING_OPTIMISTIC] = out->graded[READING_STRICT];
        out->estimate[READING_OPTIMISTIC] = out->estimate[READING_STRICT];
        return true;
    }
    return estimate_attained(scoring, &out->graded[READING_OPTIMISTIC], &GRADED,
                             &out->estimate[READING_OPTIMISTIC], err);
}

static bool collect_channels(struct scoring *scoring, enum period_index period,
                             struct channel_waits out[CHANNEL_COUNT], struct error *err)
{
    for (int channel = 1; channel < CHANNEL_COUNT; channel++) {
        struct dimension dimension = whole_of(period);
        dimension.channel = (uint8_t)channel;
        struct filter filter = filter_of(scoring, dimension);
        if (!collect_channel(scoring, &filter, &out[channel], err))
            return false;
    }
    return true;
}

/* ---- switch and abandon ---- */

/* Who tries another channel before he is answered is seen by when he was answered: without it
 * nobody would ever have been moved. Messages tell by themselves. */
static bool is_switch_told(const struct scoring *scoring)
{
    const struct evidence *evidence = scoring->cube->evidence;

    return evidence[EVIDENCE_SWITCH].rung == RUNG_PROVED ||
           evidence[EVIDENCE_REPLY].rung != RUNG_NOT_IN_EXPORT;
}

bool switch_units(struct scoring *scoring, const struct filter *filter, struct units *out,
                  struct error *err)
{
    struct walk walk = WALK(scoring, channel, filter);
    const struct cube_channel *row = NULL;

    if (!is_switch_told(scoring))
        return true;
    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        if (row->was_switched < 0 || !filter_takes(filter, row->key.channel, row->key.executor))
            continue;
        unit.utility = unit.outcome = row->was_switched == 0;
        unit.is_decided = true;
        if (!units_add(scoring, out, &unit, err))
            return false;
    }
    return true;
}

/* Tickets whose wait is known came, and none was answered. */
static bool is_silent(const struct channel_waits waits[CHANNEL_COUNT])
{
    bool has_tickets = false, has_answer = false;

    for (int channel = 1; channel < CHANNEL_COUNT; channel++) {
        has_tickets |= waits[channel].graded[READING_STRICT].ticket_count > 0;
        has_answer |= waits[channel].last_answer_day != INT32_MIN;
    }
    return has_tickets && !has_answer;
}

static bool measure_switch(struct scoring *scoring, enum period_index period,
                           const struct channel_waits waits[CHANNEL_COUNT], struct error *err)
{
    struct filter filter = filter_of_period(scoring, period);
    struct units units = {0};
    struct estimate share = {0};
    struct measurement *out = measurement_add(scoring, MEASURED_CHANNEL_NO_SWITCH, whole_of(period),
                                              &scoring->cube->evidence[EVIDENCE_SWITCH]);

    if (out == NULL)
        return error_memory(err);
    if (!is_switch_told(scoring)) {
        out->rung = RUNG_NOT_IN_EXPORT;
        out->standing = STANDING_NOT_OBSERVABLE;
        out->reason = REASON_NOT_IN_EXPORT;
        return true;
    }
    if (!switch_units(scoring, &filter, &units, err) ||
        !estimate_mean(scoring, &units, &share, err))
        return false;
    out->asked_count = units.ticket_count;
    for (size_t i = 0; i < units.count; i++)
        out->kept_count += units.rows[i].utility > 0 ? units.rows[i].count : 0;
    if (is_silent(waits) && out->kept_count == out->asked_count && out->asked_count > 0) {
        out->reason = REASON_NONE_ANSWERED; /* who is answered nowhere has not been kept */
        return true;
    }
    if (out->rung != RUNG_NOT_IN_EXPORT)
        measurement_set_share(scoring, out, &share, &share);
    measurement_score(out, &scoring->settings->criteria.measures[MEASURE_NO_SWITCH].anchors);
    return true;
}

/* Left before an answer, ever: F of leaving at the last time, the answer competing. */
static bool measure_abandon(struct scoring *scoring, enum period_index period, struct error *err)
{
    const double ever = 1e12;
    const struct survival_goal goal = {.cause = CAUSE_EVENT, .times = &ever, .count = 1};
    struct filter filter = filter_of_period(scoring, period);
    struct walk walk = WALK(scoring, channel, &filter);
    const struct cube_channel *row = NULL;
    struct units units = {0};
    struct estimate share = {0};
    struct measurement *out =
        measurement_add(scoring, MEASURED_CHANNEL_NOT_ABANDONED, whole_of(period),
                        &scoring->cube->evidence[EVIDENCE_ABANDON]);

    if (out == NULL)
        return error_memory(err);
    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        if (row->abandon.exit == EXIT_UNMEASURED || row->abandon.calendar_bin == BIN_UNKNOWN)
            continue;
        unit.cause = (uint8_t)cause_of(row->abandon.exit);
        unit.time = (double)bin_upper_s(row->abandon.calendar_bin);
        out->kept_count += unit.cause == CAUSE_COMPETING ? row->count : 0;
        out->open_count += unit.cause == CAUSE_NONE ? row->count : 0;
        if (!units_add(scoring, &units, &unit, err))
            return false;
    }
    out->asked_count = units.ticket_count;
    if (out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    if (units.ticket_count == 0) {
        out->reason = REASON_NO_LIVE_CHANNEL;
        return true;
    }
    if (!estimate_attained(scoring, &units, &goal, &share, err))
        return false;
    share = estimate_complement(share);
    measurement_set_share(scoring, out, &share, &share);
    measurement_score(out, &scoring->settings->criteria.measures[MEASURE_NOT_ABANDONED].anchors);
    return true;
}

bool channels_score(struct scoring *scoring, struct error *err)
{
    const struct measure_settings *measures = scoring->settings->criteria.measures;
    const struct part parts[] = {
        {MEASURED_CHANNEL_PARITY, measures[MEASURE_PARITY].weight},
        {MEASURED_CHANNEL_NO_SWITCH, measures[MEASURE_NO_SWITCH].weight},
        {MEASURED_CHANNEL_NOT_ABANDONED, measures[MEASURE_NOT_ABANDONED].weight},
        {MEASURED_CHANNEL_ALIVE, measures[MEASURE_ALIVE].weight},
        {MEASURED_CHANNEL_POLICY, measures[MEASURE_POLICY].weight},
    };
    struct criterion_score *out = &scoring->card->criteria[CRITERION_CHANNELS];

    for (enum period_index period = PERIOD_COUNT; period-- > 0;) {
        struct channel_waits waits[CHANNEL_COUNT] = {0};
        if (!scoring->card->period[period].is_present)
            continue;
        arena_release(scoring->scratch);
        if (!collect_channels(scoring, period, waits, err) ||
            !parity_measure(scoring, period, waits, err) ||
            !measure_switch(scoring, period, waits, err) ||
            !measure_abandon(scoring, period, err) || !mix_measure(scoring, period, err) ||
            !outside_measure(scoring, period, err))
            return false;
        if (period == PERIOD_CURRENT &&
            (!alive_measure(scoring, waits, err) || !policy_measure(scoring, waits, err) ||
             !mix_list(scoring, waits, err)))
            return false;
    }
    out->headline = MEASURED_CHANNEL_PARITY;
    const struct measurement *parity =
        measurement_of(scoring->card, MEASURED_CHANNEL_PARITY, whole_of(PERIOD_CURRENT));
    if (parity == NULL || !parity->has_value)
        out->headline = MEASURED_CHANNEL_NO_SWITCH;
    enum measure target =
        out->headline == MEASURED_CHANNEL_PARITY ? MEASURE_PARITY : MEASURE_NO_SWITCH;
    out->has_target = true;
    out->target = measures[target].anchors.x80;
    return criterion_combine(scoring, CRITERION_CHANNELS, parts, sizeof parts / sizeof *parts, err);
}
