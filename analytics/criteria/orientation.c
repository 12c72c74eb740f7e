#include <math.h>

#include "criteria/scoring.h"
#include "statistics/satisfaction.h"

/* A5: did the client leave satisfied, were the words plain, did he have to repeat himself? */
enum { ANSWERS_LEAST = 30 };
static const double RESPONSE_LEAST = 0.2;
static const double RESPONSE_SHIFT = 0.3;

/* ---- the survey ---- */

/* Cells: channel x priority x {late, in time, untold} x {reopened, not, untold}. */
enum { FLAG_COUNT = 3, CELL_COUNT = CHANNEL_COUNT * PRIORITY_COUNT * FLAG_COUNT * FLAG_COUNT };

struct surveys {
    struct survey_cell cells[CELL_COUNT];
    struct units answered; /* those who answered; utility 1 satisfied */
    uint64_t closed_count, offered_count, answered_count, satisfied_count;
    bool offered_is_known;
};

static size_t cell_of(const struct cube_survey *row)
{
    size_t cell = row->key.channel;

    cell = cell * PRIORITY_COUNT + row->key.priority;
    cell = cell * FLAG_COUNT + (row->reply_in_time < FLAG_COUNT ? row->reply_in_time : 2);
    return cell * FLAG_COUNT + (row->was_reopened < FLAG_COUNT ? row->was_reopened : 2);
}

static bool collect(struct scoring *scoring, const struct filter *filter, struct surveys *out,
                    struct error *err)
{
    struct walk walk = WALK(scoring, survey, filter);
    const struct cube_survey *row = NULL;

    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        if (!filter_takes(filter, row->key.channel, row->key.executor))
            continue;
        struct survey_cell *cell = &out->cells[cell_of(row)];
        out->closed_count += row->count;
        out->offered_count += row->offered == 1 ? row->count : 0;
        out->offered_is_known |= row->offered == 0 || (row->offered == 1 && row->is_satisfied < 0);
        cell->ticket_count += row->count;
        if (row->is_satisfied < 0)
            continue;
        cell->response_count += row->count;
        cell->satisfied_count += row->is_satisfied == 1 ? row->count : 0;
        out->answered_count += row->count;
        out->satisfied_count += row->is_satisfied == 1 ? row->count : 0;
        unit.utility = unit.outcome = row->is_satisfied == 1;
        unit.is_decided = true;
        if (!units_add(scoring, &out->answered, &unit, err))
            return false;
    }
    return true;
}

bool survey_units(struct scoring *scoring, const struct filter *filter, struct units *out,
                  struct error *err)
{
    struct surveys *surveys = arena_allocate(scoring->scratch, sizeof *surveys);

    if (surveys == NULL)
        return error_memory(err);
    if (!collect(scoring, filter, surveys, err))
        return false;
    *out = surveys->answered;
    return true;
}

static double response_rate(const struct surveys *surveys)
{
    double asked =
        (double)(surveys->offered_is_known ? surveys->offered_count : surveys->closed_count);

    return asked > 0 ? (double)surveys->answered_count / asked : NAN;
}

static struct measurement *add(struct scoring *scoring, enum measured name,
                               struct dimension dimension, const struct surveys *surveys)
{
    struct measurement *out =
        measurement_add(scoring, name, dimension, &scoring->cube->evidence[EVIDENCE_SURVEY]);

    if (out == NULL)
        return NULL;
    out->asked_count = surveys->closed_count;
    out->kept_count = surveys->satisfied_count;
    out->open_count = surveys->closed_count - surveys->answered_count;
    if (out->rung != RUNG_NOT_IN_EXPORT && surveys->answered_count == 0)
        out->reason = surveys->closed_count == 0 ? REASON_NONE_CLOSED : REASON_NO_ANSWERS;
    return out;
}

static void doubt_response(struct measurement *out, const struct surveys *surveys)
{
    bool is_low =
        response_rate(surveys) < RESPONSE_LEAST || surveys->answered_count < ANSWERS_LEAST;

    if (is_low)
        measurement_cap(out, STANDING_INDICATIVE, REASON_LOW_RESPONSE);
}

static bool measure_survey(struct scoring *scoring, struct dimension dimension,
                           const struct surveys *surveys, struct satisfaction *out,
                           struct error *err)
{
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    struct survey_rule rule = SURVEY_RULE;
    struct survey_posterior *posteriors =
        arena_array(scoring->scratch, CELL_COUNT, sizeof *posteriors);
    struct estimate crude = {0};
    struct measurement *figure = add(scoring, MEASURED_SATISFIED, dimension, surveys);

    if (posteriors == NULL || figure == NULL)
        return error_memory(err);
    rule.shift = criteria->nonresponse_delta;
    rule.confidence = criteria->confidence;
    if (!satisfaction_measure(surveys->cells, CELL_COUNT, &rule, posteriors, out, err) ||
        !estimate_mean(scoring, &surveys->answered, &crude, err))
        return false;
    if (surveys->answered_count == 0 || figure->rung == RUNG_NOT_IN_EXPORT)
        return true;
    struct estimate share = {.has_value = isfinite(out->value),
                             .value = out->value,
                             .has_interval = isfinite(out->value_limits.low),
                             .limits = out->value_limits,
                             .n_eff = (double)surveys->answered_count / fmax(crude.effect, 1),
                             .cluster_count = crude.cluster_count};
    /* Answers of one account or day are one family: never narrower than their own interval. */
    if (share.has_interval && crude.has_interval) {
        double below = crude.value - crude.limits.low, above = crude.limits.high - crude.value;
        share.limits.low = fmin(share.limits.low, fmax(0, share.value - below));
        share.limits.high = fmax(share.limits.high, fmin(1, share.value + above));
    }
    if (share.has_interval)
        out->sensitivity = satisfaction_sensitivity(out, share.limits, rule.confidence);
    measurement_set_share(scoring, figure, &share, &share);
    doubt_response(figure, surveys);
    measurement_score(figure, &criteria->measures[MEASURE_SATISFIED].anchors);
    return true;
}

static bool measure_around(struct scoring *scoring, struct dimension dimension,
                           const struct surveys *surveys, const struct satisfaction *result,
                           struct error *err)
{
    struct measurement *out = add(scoring, MEASURED_SATISFIED_RESPONDENTS, dimension, surveys);
    double rate = response_rate(surveys);

    if (out == NULL)
        return error_memory(err);
    bool is_known = surveys->answered_count > 0 && out->rung != RUNG_NOT_IN_EXPORT;
    out->asked_count = surveys->answered_count;
    out->open_count = 0;
    if (is_known) {
        struct estimate crude = {0};
        if (!estimate_mean(scoring, &surveys->answered, &crude, err))
            return false;
        measurement_set_share(scoring, out, &crude, &crude);
        measurement_cap(out, STANDING_INDICATIVE, REASON_SURVIVORS_ONLY);
    }
    if ((out = add(scoring, MEASURED_SATISFIED_WORST_CASE, dimension, surveys)) == NULL)
        return error_memory(err);
    if (is_known) {
        out->has_value = out->has_interval = true;
        out->strict = out->low = result->worst_case.low;
        out->optimistic = out->high = result->worst_case.high;
        out->value = (out->low + out->high) / 2;
        out->standing = STANDING_INDICATIVE;
        out->reason = REASON_LOW_RESPONSE;
    }
    if ((out = add(scoring, MEASURED_RESPONSE_RATE, dimension, surveys)) == NULL)
        return error_memory(err);
    out->asked_count = surveys->offered_is_known ? surveys->offered_count : surveys->closed_count;
    out->kept_count = surveys->answered_count;
    if (isfinite(rate) && out->rung != RUNG_NOT_IN_EXPORT) {
        out->has_value = true;
        out->value = out->strict = out->optimistic = rate;
        out->standing = STANDING_SCORED;
        out->reason = NULL;
    }
    return true;
}

static void summarise(struct scorecard *card, const struct surveys *surveys,
                      const struct satisfaction *result)
{
    struct survey_summary *out = &card->survey;

    out->closed_count = surveys->closed_count;
    out->offered_count = surveys->offered_count;
    out->answered_count = surveys->answered_count;
    out->satisfied_count = surveys->satisfied_count;
    out->offered_is_known = surveys->offered_is_known;
    out->has_value = surveys->answered_count > 0;
    if (!out->has_value)
        return;
    out->worst_low = result->worst_case.low;
    out->worst_high = result->worst_case.high;
    out->respondents = result->crude;
    const struct measurement *crude =
        measurement_of(card, MEASURED_SATISFIED_RESPONDENTS, whole_of(PERIOD_CURRENT));
    out->respondents_low = crude->has_interval ? crude->low : 0;
    out->respondents_high = crude->has_interval ? crude->high : 1;
    out->sensitivity_low = isfinite(result->sensitivity.low) ? result->sensitivity.low : 0;
    out->sensitivity_high = isfinite(result->sensitivity.high) ? result->sensitivity.high : 1;
}

/* ---- the whole ---- */

static bool measure_period(struct scoring *scoring, enum period_index period, double *rate,
                           struct error *err)
{
    struct dimension dimension = whole_of(period);
    struct filter filter = filter_of(scoring, dimension);
    struct satisfaction result = {0};

    arena_release(scoring->scratch);
    struct surveys *surveys = arena_allocate(scoring->scratch, sizeof *surveys);
    if (surveys == NULL)
        return error_memory(err);
    if (!collect(scoring, &filter, surveys, err) ||
        !measure_survey(scoring, dimension, surveys, &result, err) ||
        !measure_around(scoring, dimension, surveys, &result, err))
        return false;
    if (period == PERIOD_CURRENT)
        summarise(scoring->card, surveys, &result);
    *rate = response_rate(surveys);
    return votes_measure(scoring, period, err) && words_measure(scoring, period, err);
}

static bool measure_part(struct scoring *scoring, struct dimension dimension, struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct satisfaction result = {0};

    arena_release(scoring->scratch);
    struct surveys *surveys = arena_allocate(scoring->scratch, sizeof *surveys);
    if (surveys == NULL)
        return error_memory(err);
    return collect(scoring, &filter, surveys, err) &&
           measure_survey(scoring, dimension, surveys, &result, err);
}

/* The language that most answers are in carries the weight of plain words. */
static enum measured language_of(const struct scoring *scoring)
{
    const struct measurement *en =
        measurement_of(scoring->card, MEASURED_PLAIN_WORDS_EN, whole_of(PERIOD_CURRENT));
    const struct measurement *ru =
        measurement_of(scoring->card, MEASURED_PLAIN_WORDS_RU, whole_of(PERIOD_CURRENT));

    return ru->asked_count > en->asked_count ? MEASURED_PLAIN_WORDS_RU : MEASURED_PLAIN_WORDS_EN;
}

static bool has_jargon_list(const struct scoring *scoring)
{
    return scoring->settings->jargon_count > 0;
}

bool orientation_score(struct scoring *scoring, struct error *err)
{
    const struct measure_settings *measures = scoring->settings->criteria.measures;
    struct criterion_score *out = &scoring->card->criteria[CRITERION_ORIENTATION];
    double rate[PERIOD_COUNT] = {NAN, NAN, NAN};

    for (enum period_index period = 0; period < PERIOD_COUNT; period++) {
        if (!scoring->card->period[period].is_present)
            continue;
        if (!measure_period(scoring, period, &rate[period], err) ||
            (period != PERIOD_YEAR_AGO &&
             !each_part(scoring, period, PARTS_OF_EXECUTORS | PARTS_OF_ACCOUNTS, measure_part,
                        err)))
            return false;
    }
    scoring->card->survey.is_response_shift =
        fabs(rate[PERIOD_CURRENT] / rate[PERIOD_PREVIOUS] - 1) > RESPONSE_SHIFT;
    enum measured words = language_of(scoring);
    enum measure words_measure =
        words == MEASURED_PLAIN_WORDS_RU ? MEASURE_PLAIN_RU : MEASURE_PLAIN_EN;
    const struct part parts[] = {
        {MEASURED_SATISFIED, measures[MEASURE_SATISFIED].weight},
        {words, measures[words_measure].weight},
        {MEASURED_JARGON, has_jargon_list(scoring) ? measures[MEASURE_JARGON].weight : 0},
    };
    out->headline = MEASURED_SATISFIED;
    out->has_target = true;
    out->target = measures[MEASURE_SATISFIED].anchors.x80;
    return criterion_combine(scoring, CRITERION_ORIENTATION, parts, 3, err);
}
