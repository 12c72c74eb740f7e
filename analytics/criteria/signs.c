#include <math.h>

#include "criteria/care.h"
#include "criteria/replies.h"
#include "criteria/signs.h"
#include "cube/bins.h"

/*
 * Signs of figures being served instead of clients: first replies without content, tickets closed
 * or answered just before the breach, surveys sent to those who were served well; closing_time.c
 * and month_end.c have those of the calendar. Shown, never scored: each has an innocent reading as
 * well.
 */
static struct measurement *add(struct scoring *scoring, enum measured name,
                               struct dimension dimension, enum evidence_question question)
{
    return measurement_add(scoring, name, dimension, &scoring->cube->evidence[question]);
}

/* ---- first replies without content ---- */

static bool measure_empty(struct scoring *scoring, struct dimension dimension, struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct walk walk = WALK(scoring, wait, &filter);
    const struct cube_wait *row = NULL;
    struct units units = {0};
    struct estimate share = {0};
    struct measurement *out =
        add(scoring, MEASURED_REPLY_WITHOUT_CONTENT, dimension, EVIDENCE_REPLY);

    if (out == NULL)
        return error_memory(err);
    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        if (row->reply[READING_STRICT].exit != EXIT_EVENT ||
            row->substantive.exit == EXIT_UNMEASURED)
            continue;
        unit.utility = !exits_are_same(&row->reply[READING_STRICT], &row->substantive);
        out->asked_count += row->count;
        out->kept_count += unit.utility > 0 ? row->count : 0;
        if (!units_add(scoring, &units, &unit, err))
            return false;
    }
    if (!estimate_mean(scoring, &units, &share, err))
        return false;
    if (units.ticket_count > 0)
        measurement_set_share(scoring, out, &share, &share);
    else if (out->rung == RUNG_BOUNDED) {
        out->standing = STANDING_NOT_OBSERVABLE; /* only messages show what was said */
        out->reason = REASON_NOT_IN_EXPORT;
    }
    return true;
}

/* ---- just before the breach ---- */

/*
 * Of the exits about the promise T, those in its last tenth, beside the tenth before and the tenth
 * after: were they spread evenly, the last tenth would hold half of what the two others hold. The
 * figure is what it holds beyond that, as a share of all that ended; Poisson limits.
 */
struct breach {
    double last, around; /* exits in (.9T, T]; in (.8T, .9T] and (T, 1.1T] */
    uint64_t ended_count;
};

static void add_exit(struct breach *breach, const struct cube_exit *exit, int64_t promise_s,
                     uint32_t count)
{
    if (promise_s <= 0 || exit->exit != EXIT_EVENT || exit->promised_bin == BIN_UNKNOWN)
        return;
    double middle =
        (double)bin_upper_s(exit->promised_bin) - (double)bin_width_s(exit->promised_bin) / 2;
    double part = middle / (double)promise_s;
    bool is_kept = exit->promised_part == 0;
    breach->ended_count += count;
    if (is_kept && part > .9)
        breach->last += count;
    else if ((is_kept && part > .8) || (!is_kept && part <= 1.1))
        breach->around += count;
}

void signs_set_excess(const struct scoring *scoring, struct measurement *out,
                      const struct excess *excess)
{
    double n = (double)out->asked_count;
    double beyond = excess->count - excess->expected;
    double half = 1.96 * sqrt(excess->variance);

    out->kept_count = (uint64_t)excess->count;
    out->has_value = true;
    out->has_interval = isfinite(half) && half > 0; /* nothing near it: nothing is known */
    out->value = out->strict = out->optimistic = beyond / n;
    out->low = out->has_interval ? (beyond - half) / n : out->value;
    out->high = out->has_interval ? (beyond + half) / n : out->value;
    out->effective_n = excess->near_count;
    out->standing = STANDING_INDICATIVE;
    out->reason = out->rung == RUNG_BOUNDED ? REASON_BOUNDED : NULL;
    if (excess->near_count < scoring->settings->criteria.indicative_n || !out->has_interval)
        measurement_cap(out, STANDING_NOT_ENOUGH_DATA, REASON_TOO_FEW);
}

uint64_t signs_asked_of(const struct scoring *scoring, enum measured name,
                        struct dimension dimension)
{
    const struct measurement *found = measurement_of(scoring->card, name, dimension);

    return found == NULL ? 0 : found->asked_count;
}

static bool set_breach(struct scoring *scoring, struct measurement *out,
                       const struct breach *breach)
{
    const struct excess excess = {.count = breach->last,
                                  .expected = breach->around / 2,
                                  .variance = breach->last + breach->around / 4,
                                  .near_count = breach->last + breach->around};

    out->asked_count = breach->ended_count;
    out->kept_count = (uint64_t)breach->last;
    if (out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    if (breach->ended_count == 0)
        out->reason = REASON_NO_PROMISE;
    else
        signs_set_excess(scoring, out, &excess);
    return true;
}

static bool measure_reply_breach(struct scoring *scoring, struct dimension dimension,
                                 struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct walk walk = WALK(scoring, wait, &filter);
    const struct cube_wait *row = NULL;
    struct breach breach = {0};
    struct measurement *out = add(scoring, MEASURED_REPLY_JUST_IN_TIME, dimension, EVIDENCE_REPLY);

    if (out == NULL)
        return error_memory(err);
    while ((row = walk_next(&walk)) != NULL)
        add_exit(&breach, &row->reply[READING_STRICT],
                 scoring->cube->names.promises[row->key.promise].first_reply_s, row->count);
    return set_breach(scoring, out, &breach);
}

static bool measure_close_breach(struct scoring *scoring, struct dimension dimension,
                                 struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct walk walk = WALK(scoring, resolve, &filter);
    const struct cube_resolve *row = NULL;
    struct breach breach = {0};
    struct measurement *out =
        add(scoring, MEASURED_CLOSED_JUST_IN_TIME, dimension, EVIDENCE_RESOLVE);

    if (out == NULL)
        return error_memory(err);
    while ((row = walk_next(&walk)) != NULL)
        add_exit(&breach, &row->resolve, scoring->cube->names.promises[row->key.promise].resolve_s,
                 row->count);
    return set_breach(scoring, out, &breach);
}

/* ---- selective surveys ---- */

/* Served well: answered in time and not reopened; served badly: late, or reopened. */
static int side_of(const struct cube_survey *row)
{
    if (row->reply_in_time == 0 || row->was_reopened == 1)
        return 0;
    return row->reply_in_time == 1 && row->was_reopened != 1 ? 1 : -1;
}

static bool measure_offers(struct scoring *scoring, struct dimension dimension, struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct walk walk = WALK(scoring, survey, &filter);
    const struct cube_survey *row = NULL;
    struct units sides[2] = {{0}};
    struct compared compared = {0};
    bool is_told = false;
    struct measurement *out = add(scoring, MEASURED_SURVEY_OFFER_GAP, dimension, EVIDENCE_SURVEY);

    if (out == NULL)
        return error_memory(err);
    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        int side = side_of(row);
        is_told |= row->offered == 0;
        unit.utility = row->offered == 1 || row->is_satisfied >= 0;
        out->asked_count += side >= 0 ? row->count : 0;
        out->kept_count += side >= 0 && unit.utility > 0 ? row->count : 0;
        if (side >= 0 && !units_add(scoring, &sides[side], &unit, err))
            return false;
    }
    if (!is_told) { /* who was not asked must be told, or all look asked */
        out->rung = RUNG_NOT_IN_EXPORT;
        out->standing = STANDING_NOT_OBSERVABLE;
        out->reason = REASON_NOT_IN_EXPORT;
        return true;
    }
    if (sides[0].ticket_count < scoring->settings->criteria.indicative_n ||
        sides[1].ticket_count < scoring->settings->criteria.indicative_n) {
        out->reason = REASON_TOO_FEW;
        return true;
    }
    uint32_t *zeros =
        arena_array(scoring->scratch, sides[0].count + sides[1].count + 1, sizeof *zeros);
    if (zeros == NULL)
        return error_memory(err);
    const struct comparison comparison = {.before = &sides[0],
                                          .after = &sides[1],
                                          .cell_count = 1,
                                          .before_cell = zeros,
                                          .after_cell = zeros};
    if (!compare_units(scoring, &comparison, &compared, err))
        return false;
    care_set_difference(scoring, out, &compared, 1,
                        sides[0].ticket_count < sides[1].ticket_count ? &sides[0] : &sides[1]);
    return true;
}

/* ---- before the day and the month end ---- */

static bool measure_bunching(struct scoring *scoring, struct dimension dimension, struct error *err)
{
    OWN(hours_clocks_release) struct hours_clocks clocks = {0};

    return hours_clocks_open(scoring->settings, &clocks, err) &&
           closing_time_measure(scoring, dimension, &clocks, err) &&
           month_end_measure(scoring, dimension, clocks.zone, err);
}

bool signs_measure(struct scoring *scoring, struct error *err)
{
    for (enum period_index period = 0; period <= PERIOD_PREVIOUS; period++) {
        struct dimension dimension = whole_of(period);
        if (!scoring->card->period[period].is_present)
            continue;
        arena_release(scoring->scratch);
        if (!measure_empty(scoring, dimension, err) ||
            !measure_reply_breach(scoring, dimension, err) ||
            !measure_close_breach(scoring, dimension, err) ||
            !measure_offers(scoring, dimension, err) || !measure_bunching(scoring, dimension, err))
            return false;
    }
    return true;
}
