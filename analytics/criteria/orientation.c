#include <math.h>
#include <stdio.h>

#include "calendar/instant.h"
#include "criteria/scoring.h"
#include "statistics/bootstrap.h"
#include "statistics/satisfaction.h"

/* A5: did the client leave satisfied, were the words plain, did he have to repeat himself? */
enum { LANGUAGE_EN = 1, LANGUAGE_RU = 2 };
enum { TEXT_ANSWERS_LEAST = 30, TEXT_WORDS_LEAST = 1000, ANSWERS_LEAST = 30 };
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
        out->reason = surveys->closed_count == 0 ? REASON_NO_TICKETS : REASON_NO_ANSWERS;
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
        double half = interval_half_width(crude.limits);
        share.limits.low = fmin(share.limits.low, fmax(0, share.value - half));
        share.limits.high = fmax(share.limits.high, fmin(1, share.value + half));
    }
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
        struct estimate crude = {.has_value = true,
                                 .value = result->crude,
                                 .has_interval = true,
                                 .limits = result->crude_limits,
                                 .n_eff = result->response_count,
                                 .cluster_count = (uint32_t)surveys->answered_count};
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
    out->respondents_low = result->crude_limits.low;
    out->respondents_high = result->crude_limits.high;
    out->sensitivity_low = isfinite(result->sensitivity.low) ? result->sensitivity.low : 0;
    out->sensitivity_high = isfinite(result->sensitivity.high) ? result->sensitivity.high : 1;
}

/* ---- words ---- */

struct words {
    double answers, words, sentences, syllables, jargon;
};

struct text_day {
    uint32_t account;
    int32_t day;
    struct words words;
};

struct texts {
    struct text_day *days; /* one a row of the cube: account, day and more */
    size_t count;
    struct words total;
    size_t day_count;
};

static void add_words(struct words *into, const struct words *from, double weight)
{
    into->answers += weight * from->answers;
    into->words += weight * from->words;
    into->sentences += weight * from->sentences;
    into->syllables += weight * from->syllables;
    into->jargon += weight * from->jargon;
}

/* `language` 0: all. */
static bool collect_texts(struct scoring *scoring, const struct filter *filter, uint8_t language,
                          struct texts *out, struct error *err)
{
    struct walk walk = WALK(scoring, text, filter);
    const struct cube_text *row = NULL;

    out->days = arena_array(scoring->scratch, scoring->cube->text_count + 1, sizeof *out->days);
    if (out->days == NULL)
        return error_memory(err);
    while ((row = walk_next(&walk)) != NULL) {
        if ((language != 0 && row->language != language) || row->answer_count == 0)
            continue;
        struct text_day *last = out->count == 0 ? NULL : &out->days[out->count - 1];
        if (last == NULL || last->account != row->account || last->day != row->day) {
            last = &out->days[out->count++];
            *last = (struct text_day){.account = row->account, .day = row->day};
        }
        struct words words = {(double)row->answer_count, (double)row->word_count,
                              (double)row->sentence_count, (double)row->syllable_count,
                              (double)row->jargon_count};
        add_words(&last->words, &words, 1);
        add_words(&out->total, &words, 1);
    }
    return true;
}

typedef double (*word_index)(const struct words *words);

/* Flesch 1948. */
static double reading_ease_en(const struct words *words)
{
    return 206.835 - 1.015 * words->words / words->sentences -
           84.6 * words->syllables / words->words;
}

/* The 1.3/60.1 set that goes under Oborneva's name (statistics.md A5). */
static double reading_ease_ru(const struct words *words)
{
    return 206.835 - 1.3 * words->words / words->sentences - 60.1 * words->syllables / words->words;
}

static double jargon_share(const struct words *words)
{
    return words->jargon / words->words;
}

/* Ratio of sums; limits by the Poisson bootstrap of account-days (statistics.md 0.5). */
static bool resample(struct scoring *scoring, const struct texts *texts, word_index index,
                     struct interval *out, struct error *err)
{
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    uint32_t count = criteria->bootstrap_count;
    uint64_t *clusters = arena_array(scoring->scratch, texts->count + 1, sizeof *clusters);
    double *replicates = arena_array(scoring->scratch, count + 1, sizeof *replicates);
    size_t kept = 0;

    if (clusters == NULL || replicates == NULL)
        return error_memory(err);
    for (size_t i = 0; i < texts->count; i++) {
        OWN(buffer_release) struct buffer name = {0};
        char date[DATE_TEXT_SIZE];
        date_format(texts->days[i].day, date);
        buffer_format(&name, "%s/%s", scoring->cube->names.accounts[texts->days[i].account], date);
        if (name.is_short)
            return error_memory(err);
        clusters[i] = bootstrap_cluster(buffer_span(&name), criteria->seed);
    }
    for (uint32_t b = 0; b < count; b++) {
        struct words sum = {0};
        for (size_t i = 0; i < texts->count; i++)
            add_words(&sum, &texts->days[i].words, bootstrap_weight(clusters[i], b));
        double value = index(&sum);
        if (isfinite(value))
            replicates[kept++] = value;
    }
    *out = kept < count / 2 ? interval_unknown()
                            : bootstrap_percentile(replicates, kept, criteria->confidence).limits;
    return true;
}

static bool measure_words(struct scoring *scoring, enum measured name, enum period_index period,
                          uint8_t language, word_index index, enum measure anchors,
                          struct error *err)
{
    struct filter filter = filter_of_period(scoring, period);
    struct texts texts = {0};
    struct interval limits = interval_unknown();
    struct measurement *out = measurement_add(scoring, name, whole_of(period),
                                              &scoring->cube->evidence[EVIDENCE_PLAIN_WORDS]);

    if (out == NULL)
        return error_memory(err);
    if (!collect_texts(scoring, &filter, language, &texts, err))
        return false;
    out->asked_count = (uint64_t)texts.total.answers;
    if (out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    if (name == MEASURED_JARGON && scoring->settings->jargon_count == 0) {
        out->standing = STANDING_NOT_OBSERVABLE; /* no list: no word is known to be jargon */
        out->reason = REASON_NOT_DECLARED;
        return true;
    }
    if (texts.total.answers < TEXT_ANSWERS_LEAST || texts.total.words < TEXT_WORDS_LEAST) {
        out->reason = REASON_NO_TEXTS;
        return true;
    }
    if (!resample(scoring, &texts, index, &limits, err))
        return false;
    out->has_value = isfinite(index(&texts.total));
    out->value = out->strict = out->optimistic = index(&texts.total);
    out->has_interval = isfinite(limits.low) && isfinite(limits.high);
    out->low = limits.low;
    out->high = limits.high;
    out->effective_n = texts.total.answers;
    out->cluster_count = (uint32_t)texts.count;
    out->standing = texts.count < scoring->settings->criteria.scored_clusters ? STANDING_INDICATIVE
                                                                              : STANDING_SCORED;
    out->reason = out->standing == STANDING_INDICATIVE ? REASON_FEW_CLUSTERS : NULL;
    measurement_score(out, &scoring->settings->criteria.measures[anchors].anchors);
    return true;
}

static bool measure_listening(struct scoring *scoring, enum period_index period, struct error *err)
{
    struct filter filter = filter_of_period(scoring, period);
    struct walk walk = WALK(scoring, text, &filter);
    const struct cube_text *row = NULL;
    struct units units = {0};
    struct estimate share = {0};
    struct measurement *out = measurement_add(scoring, MEASURED_REPEATS_HIMSELF, whole_of(period),
                                              &scoring->cube->evidence[EVIDENCE_LISTENING]);

    if (out == NULL)
        return error_memory(err);
    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = {.account = row->account,
                                .day = row->day,
                                .channel = row->channel,
                                .executor = row->executor,
                                .count = (uint32_t)row->listened_count};
        if (row->listened_count == 0)
            continue;
        unit.utility = (double)row->repeated_count / (double)row->listened_count;
        out->kept_count += row->repeated_count;
        if (!units_add(scoring, &units, &unit, err))
            return false;
    }
    out->asked_count = units.ticket_count;
    if (out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    if (!estimate_mean(scoring, &units, &share, err))
        return false;
    measurement_set_share(scoring, out, &share, &share);
    measurement_cap(out, STANDING_INDICATIVE, REASON_UNVALIDATED);
    return true;
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
    return measure_words(scoring, MEASURED_PLAIN_WORDS_EN, period, LANGUAGE_EN, reading_ease_en,
                         MEASURE_PLAIN_EN, err) &&
           measure_words(scoring, MEASURED_PLAIN_WORDS_RU, period, LANGUAGE_RU, reading_ease_ru,
                         MEASURE_PLAIN_RU, err) &&
           measure_words(scoring, MEASURED_JARGON, period, 0, jargon_share, MEASURE_JARGON, err) &&
           measure_listening(scoring, period, err);
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
