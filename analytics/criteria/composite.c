#include <math.h>
#include <stdio.h>

#include "criteria/replicates.h"
#include "statistics/bootstrap.h"
#include "statistics/score.h"

/*
 * B1: only with the user's own weights and every weighted criterion scored. The limits are those of
 * the sub-measures, added by MOVER with the correlation of their shared replicates; where that was
 * not read, or a figure is a pair of readings, it is taken as 1.
 */
static const double GRADES[] = {50, 65, 80, 90};
enum { GRADE_COUNT = 5, ENTRIES_MOST = 4 * CRITERION_COUNT, REPLICATES_LEAST = 200 };
static const char LETTERS[GRADE_COUNT] = {'E', 'D', 'C', 'B', 'A'};
static const double IMBALANCED = 5;
static const double WEIGHT_SHIFT = .25;

static int band_of_score(double score)
{
    int band = 0;

    while (band < GRADE_COUNT - 1 && score >= GRADES[band])
        band++;
    return band;
}

/* At most one band above the worst criterion; two bands are written "B-C", three none. */
static void write_grade(struct composite_score *out, double worst)
{
    int cap = band_of_score(worst) + 1;
    int low = band_of_score(out->low), high = band_of_score(out->high);

    low = low > cap ? cap : low;
    high = high > cap ? cap : high;
    if (low == high)
        snprintf(out->grade, sizeof out->grade, "%c", LETTERS[high]);
    else if (high - low == 1)
        snprintf(out->grade, sizeof out->grade, "%c-%c", LETTERS[high], LETTERS[low]);
}

/* ---- the criteria ---- */

/* The first criterion with a weight and without a score; CRITERION_COUNT: none. */
static int unscored(const struct scoring *scoring)
{
    for (int c = 0; c < CRITERION_COUNT; c++)
        if (scoring->settings->criteria.weight[c] > 0 && !scoring->card->criteria[c].has_score)
            return c;
    return CRITERION_COUNT;
}

static void set_value(const struct scoring *scoring, struct composite_score *out)
{
    struct score_part parts[CRITERION_COUNT];

    for (int c = 0; c < CRITERION_COUNT; c++) {
        const struct criterion_score *score = &scoring->card->criteria[c];
        double weight = scoring->settings->criteria.weight[c];
        parts[c] = (struct score_part){
            weight > 0 ? score->score : NAN, {score->score_low, score->score_high}, weight};
    }
    struct composite composite = composite_measure(parts, CRITERION_COUNT, NULL);
    struct interval range = composite_weight_range(parts, CRITERION_COUNT, WEIGHT_SHIFT);
    out->value = composite.value;
    out->geometric = composite.geometric;
    out->is_imbalanced = composite.imbalance > IMBALANCED;
    out->weights_low = range.low;
    out->weights_high = range.high;
}

/* ---- its interval ---- */

struct entries {
    struct score_part parts[ENTRIES_MOST];
    double *replicates[ENTRIES_MOST]; /* NULL: moves with all others */
    size_t count;
};

/* A pair of readings is wide by what cannot be known, and that is the same in every replicate. */
static bool is_one_reading(const struct scoring *scoring, const struct measurement *row)
{
    const struct measurement *unknown =
        measurement_of(scoring->card, MEASURED_COVER_UNKNOWN, whole_of(PERIOD_CURRENT));
    bool has_unknown = row->name == MEASURED_COVER_PROMISED && unknown != NULL &&
                       unknown->has_value && unknown->value > 0;

    return row->strict == row->optimistic && !has_unknown;
}

static bool add_entries(struct scoring *scoring, enum criterion criterion,
                        const struct replicates *replicates, struct arena *arena,
                        struct entries *out, struct error *err)
{
    const struct criterion_score *score = &scoring->card->criteria[criterion];
    double used = 0;

    for (size_t i = 0; i < score->measure_count; i++)
        used += score->measures[i].is_used ? score->measures[i].weight : 0;
    for (size_t i = 0; i < score->measure_count && out->count < ENTRIES_MOST; i++) {
        const struct sub_measure *part = &score->measures[i];
        if (!part->is_used)
            continue;
        const struct measurement *row =
            measurement_of(scoring->card, part->measured, whole_of(PERIOD_CURRENT));
        double weight = scoring->settings->criteria.weight[criterion] * part->weight / used;
        out->parts[out->count] =
            (struct score_part){row->score, {row->score_low, row->score_high}, weight};
        if (replicates->count >= REPLICATES_LEAST && is_one_reading(scoring, row) &&
            !replicates_of(scoring, replicates, part->measured, arena, &out->replicates[out->count],
                           err))
            return false;
        out->count++;
    }
    return true;
}

static double correlation_of(const struct entries *entries, size_t i, size_t j, size_t count)
{
    if (i == j || entries->replicates[i] == NULL || entries->replicates[j] == NULL)
        return 1;
    double rho = bootstrap_correlation(entries->replicates[i], entries->replicates[j], count);

    return isnan(rho) ? 1 : fmax(0, rho);
}

static bool set_limits(struct scoring *scoring, struct composite_score *out, struct error *err)
{
    OWN(arena_release) struct arena arena = {0};
    struct replicates replicates = {0};
    struct entries entries = {0};
    double correlation[ENTRIES_MOST * ENTRIES_MOST];

    if (!replicates_open(scoring, &replicates, err))
        return false;
    for (int c = 0; c < CRITERION_COUNT; c++)
        if (scoring->settings->criteria.weight[c] > 0 &&
            !add_entries(scoring, (enum criterion)c, &replicates, &arena, &entries, err))
            return false;
    for (size_t i = 0; i < entries.count; i++)
        for (size_t j = 0; j < entries.count; j++)
            correlation[i * entries.count + j] = correlation_of(&entries, i, j, replicates.count);
    struct composite composite = composite_measure(entries.parts, entries.count, correlation);
    out->low = fmax(0, composite.limits.low);
    out->high = fmin(100, composite.limits.high);
    return true;
}

bool composite_set(struct scoring *scoring, struct error *err)
{
    struct composite_score *out = &scoring->card->composite;
    double worst = 100;

    out->unscored = -1;
    if (!scoring->settings->criteria.has_weights)
        return true;
    out->is_asked = true;
    int missing = unscored(scoring);
    if (missing < CRITERION_COUNT) {
        out->unscored = missing;
        return true;
    }
    set_value(scoring, out);
    out->has_value = isfinite(out->value); /* all weights may be 0 */
    if (!out->has_value) {
        *out = (struct composite_score){.unscored = -1};
        return true;
    }
    for (int c = 0; c < CRITERION_COUNT; c++)
        if (scoring->settings->criteria.weight[c] > 0)
            worst = fmin(worst, scoring->card->criteria[c].score);
    if (!set_limits(scoring, out, err))
        return false;
    write_grade(out, worst);
    return true;
}
