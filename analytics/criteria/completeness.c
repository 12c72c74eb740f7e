#include <math.h>

#include "criteria/scoring.h"
#include "cube/bins.h"

/*
 * A3: was the first answer enough? Failures in the window W are read from curves: an answer of
 * yesterday is censored, not a success. Answers that only asked for details are shown apart.
 */
struct followups {
    struct units asked[READING_COUNT];
    struct units clarified; /* every first answer; utility 1: it only asked */
    uint64_t kept_count, open_count, left_out_count, clarified_count;
    bool is_any_old; /* some answer was followed to the end of the window, or failed */
};

static double window_end(int64_t window_s)
{
    return (double)bin_upper_s(bin_of(window_s));
}

static bool add_followup(struct scoring *scoring, const struct cube_followup *row, double end,
                         struct followups *out, struct error *err)
{
    for (int reading = 0; reading < READING_COUNT; reading++) {
        const struct cube_exit *exit = &row->failure[reading];
        struct unit_row unit = unit_of(&row->key, row->count);
        if (reading == READING_OPTIMISTIC && scoring->is_failure_alike)
            break;
        if (exit->calendar_bin == BIN_UNKNOWN)
            return true;
        unit.cause = (uint8_t)cause_of(exit->exit);
        unit.time = (double)bin_upper_s(exit->calendar_bin);
        if (!units_add(scoring, &out->asked[reading], &unit, err))
            return false;
        bool is_old = unit.cause != CAUSE_NONE || unit.time >= end;
        out->is_any_old |= is_old;
        if (reading != READING_STRICT)
            continue;
        out->kept_count += unit.cause == CAUSE_NONE && is_old ? row->count : 0;
        out->open_count += !is_old ? row->count : 0;
    }
    return true;
}

static bool collect(struct scoring *scoring, const struct filter *filter, struct followups *out,
                    struct error *err)
{
    double end = window_end(scoring->settings->criteria.one_touch_window_s);
    struct walk walk = WALK(scoring, followup, filter);
    const struct cube_followup *row = NULL;

    bool is_narrow = filter->channel != CHANNEL_UNKNOWN || filter->executor != EXECUTOR_UNKNOWN;
    if (!is_narrow &&
        (!units_reserve(scoring, &out->asked[READING_STRICT], walk_left(&walk), err) ||
         !units_reserve(scoring, &out->clarified, walk_left(&walk), err)))
        return false;
    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        if (!filter_takes(filter, row->key.channel, row->key.executor))
            continue;
        unit.utility = row->is_clarification;
        if (!units_add(scoring, &out->clarified, &unit, err))
            return false;
        out->clarified_count += row->is_clarification ? row->count : 0;
        if (!row->is_one_touch_asked || row->is_clarification)
            out->left_out_count += row->count;
        else if (!add_followup(scoring, row, end, out, err))
            return false;
    }
    return true;
}

static bool has_tickets(const struct scoring *scoring, struct dimension dimension)
{
    const struct measurement *tickets = measurement_of(scoring->card, MEASURED_TICKETS, dimension);

    return tickets != NULL && tickets->has_value && tickets->value > 0;
}

static bool measure_one_touch(struct scoring *scoring, struct dimension dimension,
                              struct followups *followups, struct error *err)
{
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    const double end = window_end(criteria->one_touch_window_s);
    const struct survival_goal goal = {.cause = CAUSE_EVENT, .times = &end, .count = 1};
    struct estimate share[READING_COUNT] = {{0}};
    struct measurement *out = measurement_add(scoring, MEASURED_ONE_TOUCH, dimension,
                                              &scoring->cube->evidence[EVIDENCE_ONE_TOUCH]);

    if (out == NULL)
        return error_memory(err);
    for (int reading = 0; reading < READING_COUNT; reading++) {
        if (reading == READING_OPTIMISTIC && scoring->is_failure_alike) {
            share[reading] = share[READING_STRICT];
            break;
        }
        if (!estimate_attained(scoring, &followups->asked[reading], &goal, &share[reading], err))
            return false;
        share[reading] = estimate_complement(share[reading]);
        for (size_t i = 0; i < followups->asked[reading].count; i++)
            followups->asked[reading].rows[i].utility =
                1 - followups->asked[reading].rows[i].utility;
    }
    out->asked_count = followups->asked[READING_STRICT].ticket_count;
    out->kept_count = followups->kept_count;
    out->open_count = followups->open_count;
    if (out->asked_count > 0 && !followups->is_any_old) {
        out->reason = REASON_ALL_YOUNG;
        return true;
    }
    measurement_set_share(scoring, out, &share[READING_STRICT], &share[READING_OPTIMISTIC]);
    measurement_score(out, &criteria->measures[MEASURE_ONE_TOUCH].anchors);
    if (out->reason == REASON_NO_TICKETS && followups->clarified.ticket_count == 0 &&
        has_tickets(scoring, dimension))
        out->reason = REASON_NONE_ANSWERED;
    return true;
}

static bool measure_clarified(struct scoring *scoring, struct dimension dimension,
                              const struct followups *followups, struct error *err)
{
    struct estimate share = {0};
    struct measurement *out = measurement_add(scoring, MEASURED_CLARIFICATION, dimension,
                                              &scoring->cube->evidence[EVIDENCE_ONE_TOUCH]);

    if (out == NULL)
        return error_memory(err);
    bool has_texts = scoring->cube->evidence[EVIDENCE_PLAIN_WORDS].rung != RUNG_NOT_IN_EXPORT;
    if (out->rung == RUNG_BOUNDED || !has_texts) { /* only texts show what was said */
        out->rung = RUNG_NOT_IN_EXPORT;
        out->standing = STANDING_NOT_OBSERVABLE;
        out->reason = REASON_NOT_IN_EXPORT;
        return true;
    }
    if (!estimate_mean(scoring, &followups->clarified, &share, err))
        return false;
    out->asked_count = followups->clarified.ticket_count;
    out->kept_count = followups->clarified_count;
    measurement_set_share(scoring, out, &share, &share);
    return true;
}

/* ---- stays solved ---- */

struct reopens {
    struct units timed;   /* from the first solve, to the end of the window */
    struct units counted; /* counters alone: tickets older than the window; utility 1 stayed */
    uint64_t reopened_count, known_count, kept_count, open_count, counted_kept_count;
    uint64_t timed_failure_count, untimed_failure_count; /* reopened, with and without an instant */
};

static bool collect_reopens(struct scoring *scoring, const struct filter *filter,
                            struct reopens *out, struct error *err)
{
    int64_t window_s = scoring->settings->criteria.reopen_window_s;
    double end = window_end(window_s);
    int32_t old_day = scoring->cube->cut_at == INSTANT_UNKNOWN
                          ? INT32_MAX
                          : day_of_local(scoring->cube->cut_at - window_s) - 1;
    struct walk walk = WALK(scoring, reopen, filter);
    const struct cube_reopen *row = NULL;

    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        bool has_clock =
            row->reopen.exit != EXIT_UNMEASURED && row->reopen.calendar_bin != BIN_UNKNOWN;
        unit.cause = (uint8_t)cause_of(row->reopen.exit);
        unit.time = has_clock ? (double)bin_upper_s(row->reopen.calendar_bin) : 0;
        unit.utility = row->was_reopened == 0;
        out->known_count += row->was_reopened >= 0 || has_clock ? row->count : 0;
        out->reopened_count += row->was_reopened == 1 || unit.cause == CAUSE_EVENT ? row->count : 0;
        bool is_untold = row->was_reopened == 1 && unit.cause != CAUSE_EVENT;
        out->timed_failure_count += unit.cause == CAUSE_EVENT ? row->count : 0;
        out->untimed_failure_count += is_untold ? row->count : 0;
        if (has_clock) {
            bool is_old = unit.cause != CAUSE_NONE || unit.time >= end;
            out->kept_count += is_old && unit.cause == CAUSE_NONE ? row->count : 0;
            out->open_count += !is_old ? row->count : 0;
            if (!units_add(scoring, &out->timed, &unit, err))
                return false;
        }
        if (row->was_reopened >= 0 && row->key.day <= old_day) {
            out->counted_kept_count += row->was_reopened == 0 ? row->count : 0;
            if (!units_add(scoring, &out->counted, &unit, err))
                return false;
        }
    }
    return true;
}

/* Counters that know of reopenings which no clock saw: the clock would hide them. */
static bool is_timed(const struct reopens *reopens)
{
    return reopens->timed_failure_count >= reopens->untimed_failure_count &&
           reopens->timed.ticket_count > 0;
}

static bool measure_stays(struct scoring *scoring, struct dimension dimension,
                          struct reopens *reopens, struct error *err)
{
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    const double end = window_end(criteria->reopen_window_s);
    const struct survival_goal goal = {.cause = CAUSE_EVENT, .times = &end, .count = 1};
    struct estimate share = {0};
    bool is_clocked = is_timed(reopens);
    struct units *units = is_clocked ? &reopens->timed : &reopens->counted;
    struct measurement *out = measurement_add(scoring, MEASURED_STAYS_SOLVED, dimension,
                                              &scoring->cube->evidence[EVIDENCE_REOPEN]);

    if (out == NULL)
        return error_memory(err);
    if (!is_clocked && out->rung == RUNG_PROVED)
        out->rung = RUNG_BOUNDED;
    if (is_clocked) {
        if (!estimate_attained(scoring, units, &goal, &share, err))
            return false;
        share = estimate_complement(share);
    } else if (!estimate_mean(scoring, units, &share, err)) {
        return false;
    }
    out->asked_count = units->ticket_count;
    out->kept_count = is_clocked ? reopens->kept_count : reopens->counted_kept_count;
    out->open_count = is_clocked ? reopens->open_count : 0;
    if (out->asked_count > 0 && out->open_count == out->asked_count) {
        out->reason = REASON_ALL_YOUNG;
        return true;
    }
    measurement_set_share(scoring, out, &share, &share);
    measurement_score(out, &criteria->measures[MEASURE_STAYS_SOLVED].anchors);
    struct measurement *count = measurement_add(scoring, MEASURED_REOPENED, dimension,
                                                &scoring->cube->evidence[EVIDENCE_REOPEN]);
    if (count == NULL)
        return error_memory(err);
    if (reopens->known_count > 0)
        measurement_set_count(count, reopens->reopened_count);
    count->asked_count = reopens->known_count;
    return true;
}

static bool measure_whole(struct scoring *scoring, enum period_index period, struct error *err)
{
    struct dimension dimension = whole_of(period);
    struct filter filter = filter_of(scoring, dimension);
    struct followups followups = {0};
    struct reopens reopens = {0};

    arena_release(scoring->scratch);
    return collect(scoring, &filter, &followups, err) &&
           measure_one_touch(scoring, dimension, &followups, err) &&
           measure_clarified(scoring, dimension, &followups, err) &&
           collect_reopens(scoring, &filter, &reopens, err) &&
           measure_stays(scoring, dimension, &reopens, err) &&
           reviews_measure(scoring, dimension, err);
}

static bool measure_part(struct scoring *scoring, struct dimension dimension, struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct followups followups = {0};

    arena_release(scoring->scratch);
    return collect(scoring, &filter, &followups, err) &&
           measure_one_touch(scoring, dimension, &followups, err);
}

bool completeness_score(struct scoring *scoring, struct error *err)
{
    const struct measure_settings *measures = scoring->settings->criteria.measures;
    const struct part parts[] = {
        {MEASURED_ONE_TOUCH, measures[MEASURE_ONE_TOUCH].weight},
        {MEASURED_STAYS_SOLVED, measures[MEASURE_STAYS_SOLVED].weight},
        {MEASURED_REVIEW_PASSED, measures[MEASURE_REVIEW].weight},
    };
    struct criterion_score *out = &scoring->card->criteria[CRITERION_COMPLETENESS];

    for (enum period_index period = 0; period < PERIOD_COUNT; period++) {
        if (!scoring->card->period[period].is_present)
            continue;
        if (!measure_whole(scoring, period, err) ||
            (period != PERIOD_YEAR_AGO &&
             !each_part(scoring, period, PARTS_OF_EXECUTORS | PARTS_OF_ACCOUNTS, measure_part,
                        err)))
            return false;
    }
    out->headline = MEASURED_ONE_TOUCH;
    out->has_target = true;
    out->target = measures[MEASURE_ONE_TOUCH].anchors.x80;
    return criterion_combine(scoring, CRITERION_COMPLETENESS, parts, 3, err);
}

bool one_touch_units(struct scoring *scoring, const struct filter *filter, struct units *out,
                     struct error *err)
{
    const double end = window_end(scoring->settings->criteria.one_touch_window_s);
    const struct survival_goal goal = {.cause = CAUSE_EVENT, .times = &end, .count = 1};
    struct followups followups = {0};

    if (!collect(scoring, filter, &followups, err))
        return false;
    *out = followups.asked[READING_STRICT];
    if (!followups.is_any_old)
        *out = (struct units){0};
    if (!scoring->is_plain && !units_attain(scoring, out, &goal, err))
        return false;
    for (size_t i = 0; i < out->count; i++) {
        struct unit_row *unit = &out->rows[i];
        unit->is_decided = unit->cause != CAUSE_NONE || unit->time >= end;
        unit->outcome = unit->cause != CAUSE_EVENT;
        unit->utility = 1 - unit->utility;
    }
    return true;
}

bool stay_units(struct scoring *scoring, const struct filter *filter, struct units *out,
                struct error *err)
{
    const double end = window_end(scoring->settings->criteria.reopen_window_s);
    const struct survival_goal goal = {.cause = CAUSE_EVENT, .times = &end, .count = 1};
    struct reopens reopens = {0};

    if (!collect_reopens(scoring, filter, &reopens, err))
        return false;
    *out = is_timed(&reopens) ? reopens.timed : reopens.counted;
    if (!is_timed(&reopens))
        return true;
    if (!units_attain(scoring, out, &goal, err))
        return false;
    for (size_t i = 0; i < out->count; i++)
        out->rows[i].utility = 1 - out->rows[i].utility;
    return true;
}
