#include <math.h>
#include <stdlib.h>

#include "criteria/change.h"
#include "statistics/decomposition.h"
#include "statistics/distribution.h"
#include "statistics/multiplicity.h"

/*
 * B2: which criterion sagged, where, since when. The verdict rests on the directly standardised
 * change and on families of tickets; the crude change and what the mix did stand beside it.
 */
static const double SURE = 0.975;
static const double LOOK = 0.80;
static const double POWER_FACTOR = 15.7; /* (z_.975 + z_.80)²·2: 80 % power, two-sided 5 % */
/* Sums of pseudo-values leave 1e-16 where nothing is; one failure of a million tickets is 1e-6. */
static const double NOTHING = 1e-8;

bool headline_units(struct scoring *scoring, enum criterion criterion, const struct filter *filter,
                    struct units *out, double band_hours[BAND_COUNT], struct error *err)
{
    const struct criterion_score *score = &scoring->card->criteria[CRITERION_FIRST_REPLY];

    *out = (struct units){0};
    switch (criterion) {
    case CRITERION_AVAILABILITY:
        return cover_units(scoring, filter, out, band_hours, err);
    case CRITERION_FIRST_REPLY:
        return promise_units(scoring, filter, score->headline == MEASURED_REPLY_SUBSTANTIVE, out,
                             err);
    case CRITERION_COMPLETENESS:
        return one_touch_units(scoring, filter, out, err);
    case CRITERION_CHANNELS:
        return switch_units(scoring, filter, out, err);
    default:
        return survey_units(scoring, filter, out, err);
    }
}

static enum measured compared_measure(const struct scoring *scoring, enum criterion criterion)
{
    static const enum measured NAMES[CRITERION_COUNT] = {
        MEASURED_COVER_PROMISED, MEASURED_REPLY_WITHIN_PROMISE, MEASURED_ONE_TOUCH,
        MEASURED_CHANNEL_NO_SWITCH, MEASURED_SATISFIED};

    return criterion == CRITERION_FIRST_REPLY ? scoring->card->criteria[criterion].headline
                                              : NAMES[criterion];
}

static void fill_cells(const struct units *units, const uint32_t *cell_of, bool is_after,
                       struct change_cell *cells)
{
    for (size_t i = 0; i < units->count; i++) {
        const struct unit_row *unit = &units->rows[i];
        double *count = is_after ? &cells[cell_of[i]].count_b : &cells[cell_of[i]].count_a;
        double *sum = is_after ? &cells[cell_of[i]].utility_b : &cells[cell_of[i]].utility_a;
        *count += unit->count;
        *sum += unit->utility * unit->count;
    }
}

/* ---- one criterion ---- */

static double known_level(const struct criterion_change *change)
{
    return fmin(fmax(change->after, .01), .99);
}

static double kept_of(const struct units *units)
{
    double kept = 0;

    for (size_t i = 0; i < units->count; i++)
        kept += units->rows[i].utility * units->rows[i].count;
    return kept;
}

/* All kept, or none, in every family of both periods: the families have no variance to read, and
 * Newcombe's limits of the two counts say what the numbers allow. */
static void compare_without_variance(const struct scoring *scoring, struct case_of_change *one,
                                     struct cluster_change *out)
{
    double before_n = (double)one->before.ticket_count, after_n = (double)one->after.ticket_count;
    double before = fmin(fmax(kept_of(&one->before), 0), before_n);
    double after = fmin(fmax(kept_of(&one->after), 0), after_n);
    struct interval ninety = interval_newcombe(after, after_n, before, before_n, .9);

    out->limits =
        interval_newcombe(after, after_n, before, before_n, scoring->settings->criteria.confidence);
    out->error = 0;
    out->drop_chance = out->delta < 0 ? 1 : out->delta > 0 ? 0 : .5;
    one->ninety = fmax(out->delta - ninety.low, ninety.high - out->delta);
}

/* n_A·n_B/(n_A + n_B): the mix of those tickets that either group might have had (Li, Morgan &
 * Zaslavsky 2018). By n_A + n_B the few tickets that a night provider has by day would speak for
 * the whole day. */
static bool weigh_overlap(struct scoring *scoring, const struct change_cell *cells, size_t count,
                          double **out, struct error *err)
{
    *out = arena_array(scoring->scratch, count + 1, sizeof **out);
    if (*out == NULL)
        return error_memory(err);
    for (size_t c = 0; c < count; c++) {
        double both = cells[c].count_a + cells[c].count_b;
        (*out)[c] = both > 0 ? cells[c].count_a * cells[c].count_b / both : 0;
    }
    return true;
}

static double or_nothing(double difference)
{
    return fabs(difference) < NOTHING ? 0 : difference;
}

static bool compare_case(struct scoring *scoring, enum criterion criterion,
                         struct case_of_change *one, struct criterion_change *out,
                         struct error *err)
{
    bool is_by_band = criterion == CRITERION_AVAILABILITY;
    struct estimate after = {0};

    if (!change_cells(scoring, &one->before, &one->after, is_by_band, &one->cells, err))
        return false;
    struct change_cell *cells = arena_array(scoring->scratch, one->cells.count + 1, sizeof *cells);
    if (cells == NULL)
        return error_memory(err);
    fill_cells(&one->before, one->cells.before, false, cells);
    fill_cells(&one->after, one->cells.after, true, cells);
    struct change change = change_decompose(cells, one->cells.count, NULL);
    double *overlap = NULL;
    if (one->is_overlap && !weigh_overlap(scoring, cells, one->cells.count, &overlap, err))
        return false;
    struct comparison comparison = {.before = &one->before,
                                    .after = &one->after,
                                    .cell_count = one->cells.count,
                                    .before_cell = one->cells.before,
                                    .after_cell = one->cells.after,
                                    .weights = overlap != NULL ? overlap
                                               : is_by_band    ? one->band_hours
                                                               : NULL};
    if (!compare_units(scoring, &comparison, &one->compared, err) ||
        !estimate_mean(scoring, &one->after, &after, err))
        return false;
    out->before = change.rate_a;
    out->after = change.rate_b;
    struct cluster_change *by_families = &one->compared.change;
    by_families->delta = or_nothing(by_families->delta);
    out->crude = or_nothing(change.delta);
    out->standardised = or_nothing(one->compared.standardised);
    out->is_mix = change.is_mix;
    out->is_simpson = out->crude * out->standardised < 0;
    if (by_families->cluster_count >= 2 && !(by_families->error > NOTHING))
        compare_without_variance(scoring, one, by_families);
    one->is_tested = isfinite(by_families->error) && isfinite(by_families->drop_chance) &&
                     by_families->cluster_count >= 2;
    if (!one->is_tested) {
        out->reason = REASON_ONE_CLUSTER;
        return true;
    }
    out->low = by_families->limits.low;
    out->high = by_families->limits.high;
    if (one->ninety <= 0)
        one->ninety = student_two_sided(.9, by_families->freedom) * by_families->error;
    double p = known_level(out);
    double n = fmin((double)one->before.ticket_count, (double)one->after.ticket_count);
    out->smallest_drop = fmin(1, sqrt(POWER_FACTOR * p * (1 - p) * fmax(after.effect, 1) / n));
    return true;
}

/* Where nobody was answered there is no level to compare: what looks kept was not served. */
static bool is_nobody_answered(const struct scoring *scoring, enum measured measured,
                               enum period_index period)
{
    const struct measurement *row = measurement_of(scoring->card, measured, whole_of(period));

    return row != NULL && !row->has_value && row->reason == REASON_NONE_ANSWERED;
}

static bool gather(struct scoring *scoring, enum criterion criterion, struct case_of_change *one,
                   struct criterion_change *out, struct error *err)
{
    struct filter before = filter_of_period(scoring, PERIOD_PREVIOUS);
    struct filter after = filter_of_period(scoring, PERIOD_CURRENT);
    double unused[BAND_COUNT] = {0};

    bool has_before = scoring->card->period[PERIOD_PREVIOUS].is_present;
    out->measured = compared_measure(scoring, criterion);
    if ((has_before && !headline_units(scoring, criterion, &before, &one->before, unused, err)) ||
        !headline_units(scoring, criterion, &after, &one->after, one->band_hours, err))
        return false;
    if (is_nobody_answered(scoring, out->measured, PERIOD_PREVIOUS))
        one->before = (struct units){0};
    if (is_nobody_answered(scoring, out->measured, PERIOD_CURRENT))
        one->after = (struct units){0};
    return change_measure(scoring, criterion, one, out, err);
}

/* Nothing of this quarter can be compared: the figure itself says why, as far as it does. */
static const char *why_empty(const struct scoring *scoring, enum measured measured)
{
    const struct measurement *row =
        measurement_of(scoring->card, measured, whole_of(PERIOD_CURRENT));

    if (row == NULL || row->rung == RUNG_NOT_IN_EXPORT)
        return REASON_NOT_IN_EXPORT;
    return row->reason != NULL ? row->reason : REASON_TOO_FEW;
}

bool change_measure(struct scoring *scoring, enum criterion criterion, struct case_of_change *one,
                    struct criterion_change *out, struct error *err)
{
    out->chance = 1;
    if (one->before.ticket_count == 0 && one->after.ticket_count > 0) {
        out->reason = REASON_NO_EARLIER;
        return true;
    }
    if (one->after.ticket_count == 0) {
        out->reason = why_empty(scoring, out->measured);
        return true;
    }
    if ((double)one->before.ticket_count < COMPARED_LEAST ||
        (double)one->after.ticket_count < COMPARED_LEAST) {
        out->reason = one->before.ticket_count == 0 ? REASON_NO_EARLIER : REASON_TOO_FEW;
        return true;
    }
    out->reason = NULL;
    return compare_case(scoring, criterion, one, out, err);
}

static void set_year_ago(const struct scoring *scoring, struct criterion_change *out)
{
    const struct measurement *row =
        measurement_of(scoring->card, out->measured, whole_of(PERIOD_YEAR_AGO));

    out->has_year_ago = row != NULL && row->has_value && isfinite(row->value);
    out->year_ago = out->has_year_ago ? row->value : 0;
}

/* ---- the verdict ---- */

static enum change_verdict verdict_of(const struct scoring *scoring,
                                      const struct case_of_change *one,
                                      const struct criterion_change *change, double drop_p,
                                      double rise_p)
{
    double practical = scoring->settings->criteria.practical_drop;
    double delta = change->standardised;

    if (1 - drop_p >= SURE && delta <= -practical)
        return CHANGE_SAGGED;
    if (1 - rise_p >= SURE && delta >= practical)
        return CHANGE_IMPROVED;
    if (delta - one->ninety > -practical && delta + one->ninety < practical)
        return CHANGE_STABLE;
    if (1 - drop_p >= LOOK && delta < 0)
        return CHANGE_LOOK;
    return CHANGE_NO_CLEAR;
}

bool change_verdicts(struct scoring *scoring, const struct case_of_change cases[CRITERION_COUNT],
                     struct criterion_change *const changes[CRITERION_COUNT], struct error *err)
{
    double drop_p[CRITERION_COUNT], rise_p[CRITERION_COUNT];

    for (int c = 0; c < CRITERION_COUNT; c++) {
        double drop_chance = cases[c].compared.change.drop_chance;
        drop_p[c] = cases[c].is_tested ? 1 - drop_chance : NAN;
        rise_p[c] = cases[c].is_tested ? drop_chance : NAN;
    }
    if (!multiplicity_adjust(MULTIPLICITY_BH, drop_p, CRITERION_COUNT, drop_p, err) ||
        !multiplicity_adjust(MULTIPLICITY_BH, rise_p, CRITERION_COUNT, rise_p, err))
        return false;
    for (int c = 0; c < CRITERION_COUNT; c++) {
        struct criterion_change *change = changes[c];
        if (!cases[c].is_tested)
            continue;
        change->chance = change->standardised < 0 ? drop_p[c] : rise_p[c];
        change->verdict = verdict_of(scoring, &cases[c], change, drop_p[c], rise_p[c]);
    }
    return true;
}

/* ---- the weakest ---- */

/* Tickets short of the target: what happened, so no interval. */
static void count_lost(const struct scorecard *card, struct criterion_score *score)
{
    const struct measurement *row = measurement_of(card, score->headline, whole_of(PERIOD_CURRENT));

    score->has_lost = score->has_target && row != NULL && row->has_value && row->asked_count > 0 &&
                      measurement_unit(row->name) == UNIT_SHARE;
    if (score->has_lost)
        score->lost_count = fmax(0, (score->target - row->value) * (double)row->asked_count);
}

/* The one that sagged most; with none, the one that misses its promise by most tickets. */
static void find_weakest(struct scorecard *card)
{
    double worst = 0;

    for (int c = 0; c < CRITERION_COUNT; c++) {
        const struct criterion_change *change = &card->criteria[c].change;
        if (change->verdict != CHANGE_SAGGED || change->standardised >= worst)
            continue;
        card->weakest = c;
        card->weakest_why = WEAKEST_SAGGED;
        worst = change->standardised;
    }
    for (int c = 0; card->weakest_why != WEAKEST_SAGGED && c < CRITERION_COUNT; c++) {
        const struct criterion_score *score = &card->criteria[c];
        bool is_worse = card->weakest < 0 || score->lost_count > worst;
        if (score->verdict != VERDICT_MISSED || !is_worse)
            continue;
        card->weakest = c;
        card->weakest_why = WEAKEST_MISSED;
        worst = score->lost_count;
    }
}

/* One criterion: its two quarters, where it changed, who did it; its units live no longer. */
static bool take_criterion(struct scoring *scoring, enum criterion criterion,
                           struct case_of_change *one, struct segments *list,
                           struct executor_cases *executors, struct error *err)
{
    struct criterion_change *change = &scoring->card->criteria[criterion].change;

    arena_release(scoring->scratch);
    if (!gather(scoring, criterion, one, change, err))
        return false;
    set_year_ago(scoring, change);
    if ((one->is_tested && !segments_find(scoring, one, list, err)) ||
        !executors_compare(scoring, criterion, one, executors, err))
        return false;
    one->before = one->after = (struct units){0};
    one->cells = (struct cells){0};
    return true;
}

bool changes_judge(struct scoring *scoring, struct error *err)
{
    struct case_of_change cases[CRITERION_COUNT] = {0};
    struct segments lists[CRITERION_COUNT] = {0};
    struct executor_cases executors = {0};
    struct criterion_change *changes[CRITERION_COUNT];

    if (!executors_list(scoring, err))
        return false;
    for (int c = 0; c < CRITERION_COUNT; c++) {
        changes[c] = &scoring->card->criteria[c].change;
        if (!take_criterion(scoring, (enum criterion)c, &cases[c], &lists[c], &executors, err))
            return false;
    }
    if (!change_verdicts(scoring, cases, changes, err) || !segments_name(scoring, lists, err) ||
        !executors_judge(scoring, &executors, err))
        return false;
    for (int c = 0; c < CRITERION_COUNT; c++) {
        arena_release(scoring->scratch);
        if (!change_date(scoring, (enum criterion)c, err))
            return false;
    }
    for (int c = 0; c < CRITERION_COUNT; c++)
        count_lost(scoring->card, &scoring->card->criteria[c]);
    find_weakest(scoring->card);
    return true;
}
