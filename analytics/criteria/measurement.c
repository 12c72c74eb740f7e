#include "criteria/measurement.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "criteria/scoring.h"
#include "cube/bins.h"
#include "statistics/score.h"

struct row {
    const char *id;
    enum unit unit;
    int criterion;
};

const char *standing_name(enum standing standing)
{
    static const char *const names[] = {"not_observable", "not_enough_data", "indicative",
                                        "scored"};

    return names[standing];
}

const char *unit_name(enum unit unit)
{
    static const char *const names[] = {"share", "seconds", "count", "score",
                                        "hours", "index",   "minor", "difference"};

    return names[unit];
}

static const struct row ROWS[MEASURED_COUNT] = {
#define X(name, id, unit, criterion) [MEASURED_##name] = {id, unit, criterion},
#include "criteria/measurements.def"
#undef X
};

const char *measurement_base_id(enum measured name)
{
    return ROWS[name].id;
}

enum unit measurement_unit(enum measured name)
{
    return ROWS[name].unit;
}

enum criterion measurement_criterion(enum measured name)
{
    return (enum criterion)ROWS[name].criterion;
}

/* ---- the id ---- */

static void write_name(struct buffer *out, const char *name)
{
    for (; *name != '\0'; name++) {
        if (strchr("{}=,%", *name) != NULL || (unsigned char)*name < ' ')
            buffer_format(out, "%%%02X", (unsigned)(unsigned char)*name);
        else
            buffer_byte(out, *name);
    }
}

static void write_dimension(struct buffer *out, char *before, const char *key, const char *value)
{
    buffer_byte(out, *before);
    buffer_format(out, "%s=", key);
    write_name(out, value);
    *before = ',';
}

void measurement_write_id(const struct measurement *measurement, const struct fact_names *names,
                          const char *period_label, struct buffer *out)
{
    char before = '{';

    buffer_text(out, measurement_base_id(measurement->name));
    if (measurement->account != ALL_ACCOUNTS)
        write_dimension(out, &before, "account", names->accounts[measurement->account]);
    if (measurement->channel != CHANNEL_UNKNOWN)
        write_dimension(out, &before, "channel", channel_name(measurement->channel));
    if (measurement->priority != PRIORITY_UNKNOWN)
        write_dimension(out, &before, "priority", priority_name(measurement->priority));
    if (measurement->band_part != 0)
        write_dimension(out, &before, "band", band_name((enum band)(measurement->band_part - 1)));
    if (measurement->topic_part != 0)
        write_dimension(out, &before, "topic", names->topics[measurement->topic_part - 1]);
    if (measurement->executor != EXECUTOR_UNKNOWN)
        write_dimension(out, &before, "executor", executor_name(measurement->executor));
    if (period_label != NULL)
        write_dimension(out, &before, "period", period_label);
    if (before == ',')
        buffer_byte(out, '}');
}

bool measurement_is_whole(const struct measurement *measurement)
{
    return measurement->account == ALL_ACCOUNTS && measurement->channel == CHANNEL_UNKNOWN &&
           measurement->priority == PRIORITY_UNKNOWN && measurement->executor == EXECUTOR_UNKNOWN &&
           measurement->band_part == 0 && measurement->topic_part == 0;
}

/* ---- the list of a card ---- */

struct measurement *measurement_room(struct scoring *scoring)
{
    struct scorecard *card = scoring->card;

    if (card->measurement_count == scoring->measurement_capacity) {
        size_t capacity = scoring->measurement_capacity * 2 + 128;
        struct measurement *list = arena_array(&card->arena, capacity, sizeof *list);
        if (list == NULL)
            return NULL;
        for (size_t i = 0; i < card->measurement_count; i++)
            list[i] = card->measurements[i];
        card->measurements = list;
        scoring->measurement_capacity = capacity;
    }
    return &card->measurements[card->measurement_count++];
}

struct measurement *measurement_add(struct scoring *scoring, enum measured name,
                                    struct dimension dimension, const struct evidence *evidence)
{
    struct measurement *added = measurement_room(scoring);

    if (added == NULL)
        return NULL;
    *added = (struct measurement){
        .name = name,
        .period = (uint8_t)dimension.period,
        .account = dimension.account,
        .channel = dimension.channel,
        .executor = dimension.executor,
        .priority = dimension.priority,
        .band_part = dimension.band_part,
        .topic_part = dimension.topic_part,
        .rung = evidence == NULL ? RUNG_PROVED : evidence->rung,
        .standing = STANDING_NOT_ENOUGH_DATA,
        .reason = REASON_NO_TICKETS,
    };
    if (added->rung == RUNG_NOT_IN_EXPORT) {
        added->standing = STANDING_NOT_OBSERVABLE;
        added->reason = REASON_NOT_IN_EXPORT;
    }
    return added;
}

#define ORDER(member)                                                                              \
    if (x->member != y->member)                                                                    \
    return x->member < y->member ? -1 : 1

static int compare_measurements(const void *a, const void *b)
{
    const struct measurement *x = a, *y = b;

    ORDER(name);
    ORDER(period);
    ORDER(account);
    ORDER(channel);
    ORDER(priority);
    ORDER(executor);
    ORDER(band_part);
    ORDER(topic_part);
    return 0;
}

/* The first row that is not before `key`, by halving. */
static struct measurement *find_sorted(const struct scorecard *card, const struct measurement *key)
{
    size_t low = 0, high = card->measurement_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_measurements(&card->measurements[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_found =
        low < card->measurement_count && compare_measurements(&card->measurements[low], key) == 0;
    return is_found ? &card->measurements[low] : NULL;
}

struct measurement *measurement_of(const struct scorecard *card, enum measured name,
                                   struct dimension dimension)
{
    const struct measurement key = {.name = name,
                                    .period = (uint8_t)dimension.period,
                                    .account = dimension.account,
                                    .channel = dimension.channel,
                                    .executor = dimension.executor,
                                    .priority = dimension.priority,
                                    .band_part = dimension.band_part,
                                    .topic_part = dimension.topic_part};

    if (card->is_sorted)
        return find_sorted(card, &key);
    for (size_t i = 0; i < card->measurement_count; i++)
        if (compare_measurements(&card->measurements[i], &key) == 0)
            return &card->measurements[i];
    return NULL;
}

/* Numbers that nobody knows are 0 under has_value == false, never NaN: a renderer that forgets to
 * ask prints a 0 that a test finds, not a "nan" that a reader does. */
static void settle(double *number)
{
    if (!isfinite(*number))
        *number = 0;
}

static void settle_measurement(struct measurement *row)
{
    if (!row->has_value || !isfinite(row->value) || row->rung == RUNG_NOT_IN_EXPORT)
        row->has_value = row->has_interval = row->has_score = false;
    if (!isfinite(row->low) || !isfinite(row->high))
        row->has_interval = false;
    double *always[] = {&row->value,      &row->strict,      &row->optimistic, &row->first,
                        &row->last,       &row->effective_n, &row->score,      &row->score_low,
                        &row->score_high, &row->low,         &row->high,       &row->resolution_s};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        settle(always[i]);
    if (!row->has_value)
        row->value = 0;
    if (!row->has_interval)
        row->low = row->high = 0;
}

void measurements_sort(struct scorecard *card)
{
    for (size_t i = 0; i < card->measurement_count; i++)
        settle_measurement(&card->measurements[i]);
    if (card->measurement_count > 0)
        qsort(card->measurements, card->measurement_count, sizeof *card->measurements,
              compare_measurements);
    card->is_sorted = true;
}

const struct measurement *scorecard_find(const struct scorecard *scorecard, enum measured name,
                                         enum period_index period, int32_t account,
                                         enum channel channel)
{
    return measurement_of(
        scorecard, name,
        (struct dimension){.period = period, .account = account, .channel = (uint8_t)channel});
}

const struct measurement *scorecard_find_part(const struct scorecard *scorecard,
                                              const struct measurement *key)
{
    return measurement_of(scorecard, key->name,
                          (struct dimension){.period = (enum period_index)key->period,
                                             .account = key->account,
                                             .channel = key->channel,
                                             .executor = key->executor,
                                             .priority = key->priority,
                                             .band_part = key->band_part,
                                             .topic_part = key->topic_part});
}

/* ---- what a figure says ---- */

void measurement_cap(struct measurement *measurement, enum standing standing, const char *reason)
{
    if (measurement->standing <= standing)
        return;
    measurement->standing = (uint8_t)standing;
    measurement->reason = reason;
}

static void count_watched(const struct units *units, uint64_t *watched, uint64_t *late)
{
    *watched = *late = 0;
    for (size_t i = 0; i < units->count; i++)
        *(units->rows[i].entry > 0 ? late : watched) += units->rows[i].count;
}

enum { WATCHED_LEAST = 10 };

bool units_are_watched(const struct units *units)
{
    uint64_t watched = 0, late = 0;

    count_watched(units, &watched, &late);
    return late == 0 || watched >= WATCHED_LEAST;
}

void note_late_entries(const struct scoring *scoring, const struct units *units)
{
    uint64_t watched = 0, late = 0;

    count_watched(units, &watched, &late);
    if (late <= scoring->card->late_entry_count)
        return;
    scoring->card->late_entry_count = late;
    scoring->card->observed_from_day = day_of_local(scoring->cube->observed_from_at);
}

void measurement_is_conditional(struct measurement *measurement, const struct units *units)
{
    uint64_t watched = 0, late = 0;

    count_watched(units, &watched, &late);
    if (late == 0 || measurement->rung == RUNG_NOT_IN_EXPORT || !measurement->has_value)
        return;
    measurement->reason = REASON_UPDATED_SINCE;
    if (measurement->standing > STANDING_INDICATIVE)
        measurement->standing = STANDING_INDICATIVE;
    if (watched >= WATCHED_LEAST)
        return;
    measurement->has_value = measurement->has_interval = measurement->has_score = false;
    measurement->standing = STANDING_NOT_ENOUGH_DATA;
}

void measurement_judge(const struct scoring *scoring, struct measurement *measurement)
{
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    double half_width = measurement->has_interval ? (measurement->high - measurement->low) / 2 : 1;
    double n = measurement->effective_n;

    if (measurement->rung == RUNG_NOT_IN_EXPORT)
        return;
    measurement->standing = STANDING_SCORED;
    measurement->reason = NULL;
    if (n < criteria->scored_n)
        measurement_cap(measurement, STANDING_INDICATIVE, REASON_TOO_FEW);
    if (measurement->cluster_count < criteria->scored_clusters)
        measurement_cap(measurement, STANDING_INDICATIVE, REASON_FEW_CLUSTERS);
    if (half_width > criteria->scored_half_width)
        measurement_cap(measurement, STANDING_INDICATIVE, REASON_TOO_WIDE);
    if (measurement->rung == RUNG_BOUNDED)
        measurement_cap(measurement, STANDING_INDICATIVE, REASON_BOUNDED);
    if (n < criteria->indicative_n)
        measurement_cap(measurement, STANDING_NOT_ENOUGH_DATA, REASON_TOO_FEW);
    if (half_width > criteria->indicative_half_width)
        measurement_cap(measurement, STANDING_NOT_ENOUGH_DATA, REASON_TOO_WIDE);
    if (measurement->has_value && !measurement->has_interval)
        measurement_cap(measurement, STANDING_NOT_ENOUGH_DATA, REASON_ONE_CLUSTER);
    if (!measurement->has_value)
        measurement_cap(measurement, STANDING_NOT_ENOUGH_DATA, REASON_NO_TICKETS);
}

void measurement_set_share(const struct scoring *scoring, struct measurement *measurement,
                           const struct estimate *strict, const struct estimate *optimistic)
{
    measurement->has_value = strict->has_value && optimistic->has_value;
    if (!measurement->has_value)
        return;
    measurement->strict = strict->value;
    measurement->optimistic = optimistic->value;
    measurement->value = (strict->value + optimistic->value) / 2;
    measurement->has_interval = strict->has_interval && optimistic->has_interval;
    if (measurement->has_interval) {
        measurement->low = fmin(strict->limits.low, optimistic->limits.low);
        measurement->high = fmax(strict->limits.high, optimistic->limits.high);
    }
    measurement->effective_n = fmin(strict->n_eff, optimistic->n_eff);
    measurement->cluster_count = strict->cluster_count;
    measurement_judge(scoring, measurement);
}

void measurement_set_count(struct measurement *measurement, uint64_t count)
{
    if (measurement->rung == RUNG_NOT_IN_EXPORT)
        return;
    measurement->has_value = true;
    measurement->value = measurement->strict = measurement->optimistic = (double)count;
    measurement->kept_count = count;
    measurement->standing = STANDING_SCORED; /* a census has no doubt of its own */
    measurement->reason = NULL;
}

/* Where the optimistic reading gets there and the strict one does not, only `optimistic` is set. */
void measurement_set_quantile(const struct scoring *scoring, struct measurement *measurement,
                              const struct survival *strict, const struct survival *optimistic,
                              double level)
{
    double confidence = scoring->settings->criteria.confidence;

    if (measurement->rung == RUNG_NOT_IN_EXPORT || strict->unit_count == 0)
        return;
    struct survival_quantile slow =
        survival_incidence_quantile(strict, CAUSE_EVENT, level, confidence);
    struct survival_quantile quick =
        optimistic == strict
            ? slow
            : survival_incidence_quantile(optimistic, CAUSE_EVENT, level, confidence);
    measurement->optimistic = quick.midpoint;
    if (isnan(slow.midpoint)) {
        measurement->standing = STANDING_NOT_ENOUGH_DATA;
        measurement->reason = REASON_NOT_REACHED;
        return;
    }
    measurement->has_value = true;
    measurement->strict = slow.midpoint;
    measurement->value = (slow.midpoint + quick.midpoint) / 2;
    measurement->first = fmin(quick.first, slow.first);
    measurement->last = fmax(quick.last, slow.last);
    measurement->has_interval = isfinite(quick.limits.low) && isfinite(slow.limits.high);
    measurement->low = quick.limits.low;
    measurement->high = slow.limits.high;
    measurement->resolution_s = (double)bin_width_s(bin_of((int64_t)slow.last));
    measurement->effective_n = (double)strict->unit_count;
    measurement->standing = measurement->rung == RUNG_BOUNDED || !measurement->has_interval
                                ? STANDING_INDICATIVE
                                : STANDING_SCORED;
    measurement->reason = measurement->rung == RUNG_BOUNDED ? REASON_BOUNDED : NULL;
    if (measurement->effective_n < scoring->settings->criteria.indicative_n)
        measurement_cap(measurement, STANDING_NOT_ENOUGH_DATA, REASON_TOO_FEW);
}

void measurement_score(struct measurement *measurement, const struct anchor_settings *settings)
{
    const struct anchors anchors = {settings->x0, settings->x50, settings->x80, settings->x100};

    if (!measurement->has_value || !measurement->has_interval ||
        measurement->standing < STANDING_INDICATIVE)
        return;
    double one = anchors_score(&anchors, measurement->low);
    double other = anchors_score(&anchors, measurement->high);
    measurement->has_score = true;
    measurement->score = anchors_score(&anchors, measurement->value);
    measurement->score_low = fmin(one, other);
    measurement->score_high = fmax(one, other);
}
