#include <math.h>
#include <string.h>

#include "calendar/instant.h"
#include "criteria/scoring.h"
#include "statistics/bootstrap.h"

/* A5, the words: sums over first human answers, never a verdict on one of them. */
enum { LANGUAGE_EN = 1, LANGUAGE_RU = 2 };
enum { TEXT_ANSWERS_LEAST = 30, TEXT_WORDS_LEAST = 1000 };

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

    out->days = arena_array(scoring->scratch, walk_left(&walk) + 1, sizeof *out->days);
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

static bool name_clusters(const struct scoring *scoring, const struct texts *texts,
                          uint64_t *clusters, struct error *err)
{
    OWN(buffer_release) struct buffer name = {0};
    char date[DATE_TEXT_SIZE];

    for (size_t i = 0; i < texts->count; i++) {
        const struct text_day *day = &texts->days[i];
        date_format(day->day, date);
        buffer_clear(&name);
        buffer_format(&name, "%s/%s", scoring->cube->names.accounts[day->account], date);
        if (name.is_short)
            return error_memory(err);
        clusters[i] = bootstrap_cluster(buffer_span(&name), scoring->settings->criteria.seed);
    }
    return true;
}

/* Sums of so many replicates stay near while the days pass by. Whole numbers all: exact in doubles,
 * in any order. */
enum { REPLICATES_AT_ONCE = 100 };

static void sum_replicates(const struct texts *texts, const uint64_t *clusters,
                           const struct bootstrap_ladder *ladder, uint32_t first, uint32_t count,
                           struct words *sums)
{
    uint8_t weights[REPLICATES_AT_ONCE];

    memset(sums, 0, count * sizeof *sums);
    for (size_t i = 0; i < texts->count; i++) {
        bootstrap_weights(ladder, clusters[i], first, count, weights);
        for (uint32_t b = 0; b < count; b++)
            add_words(&sums[b], &texts->days[i].words, weights[b]);
    }
}

/* Ratio of sums; limits by the Poisson bootstrap of account-days (statistics.md 0.5). */
static bool resample(struct scoring *scoring, const struct texts *texts, word_index index,
                     struct interval *out, struct error *err)
{
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    struct bootstrap_ladder ladder = bootstrap_ladder();
    struct words sums[REPLICATES_AT_ONCE];
    uint32_t count = criteria->bootstrap_count;
    uint64_t *clusters = arena_array(scoring->scratch, texts->count + 1, sizeof *clusters);
    double *replicates = arena_array(scoring->scratch, count + 1, sizeof *replicates);
    size_t kept = 0;

    if (clusters == NULL || replicates == NULL)
        return error_memory(err);
    if (!name_clusters(scoring, texts, clusters, err))
        return false;
    for (uint32_t b = 0; b < count; b += REPLICATES_AT_ONCE) {
        uint32_t some = count - b < REPLICATES_AT_ONCE ? count - b : REPLICATES_AT_ONCE;
        sum_replicates(texts, clusters, &ladder, b, some, sums);
        for (uint32_t i = 0; i < some; i++) {
            double value = index(&sums[i]);
            if (isfinite(value))
                replicates[kept++] = value;
        }
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
                                .count = row->listened_count};
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

bool words_measure(struct scoring *scoring, enum period_index period, struct error *err)
{
    return measure_words(scoring, MEASURED_PLAIN_WORDS_EN, period, LANGUAGE_EN, reading_ease_en,
                         MEASURE_PLAIN_EN, err) &&
           measure_words(scoring, MEASURED_PLAIN_WORDS_RU, period, LANGUAGE_RU, reading_ease_ru,
                         MEASURE_PLAIN_RU, err) &&
           measure_words(scoring, MEASURED_JARGON, period, 0, jargon_share, MEASURE_JARGON, err) &&
           measure_listening(scoring, period, err);
}
