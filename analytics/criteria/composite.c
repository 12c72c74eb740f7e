#include <math.h>
#include <stdio.h>

#include "criteria/scoring.h"
#include "statistics/score.h"

/*
 * B1: only with the user's own weights and every weighted criterion observed. The scores share
 * their tickets; without common replicates their correlation is taken as 1 (coverage .96–.98).
 */
static const double GRADES[] = {50, 65, 80, 90};
enum { GRADE_COUNT = 5 };
static const char LETTERS[GRADE_COUNT] = {'E', 'D', 'C', 'B', 'A'};

static int band_of_score(double score)
{
    int band = 0;

    while (band < GRADE_COUNT - 1 && score >= GRADES[band])
        band++;
    return band;
}

/* At most one band above the worst criterion; two bands are written "B-C", three none. */
static void write_grade(struct scorecard *card, double worst)
{
    int cap = band_of_score(worst) + 1;
    int low = band_of_score(card->composite_low), high = band_of_score(card->composite_high);

    low = low > cap ? cap : low;
    high = high > cap ? cap : high;
    if (low == high)
        snprintf(card->grade, sizeof card->grade, "%c", LETTERS[high]);
    else if (high - low == 1)
        snprintf(card->grade, sizeof card->grade, "%c-%c", LETTERS[high], LETTERS[low]);
}

void composite_set(struct scoring *scoring)
{
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    struct scorecard *card = scoring->card;
    struct score_part parts[CRITERION_COUNT];
    double ones[CRITERION_COUNT * CRITERION_COUNT];
    double worst = 100;

    if (!criteria->has_weights)
        return;
    for (int c = 0; c < CRITERION_COUNT * CRITERION_COUNT; c++)
        ones[c] = 1;
    for (int c = 0; c < CRITERION_COUNT; c++) {
        const struct criterion_score *score = &card->criteria[c];
        if (criteria->weight[c] > 0 && !score->has_score)
            return;
        parts[c] = (struct score_part){score->has_score ? score->score : NAN,
                                       {score->score_low, score->score_high},
                                       score->has_score ? criteria->weight[c] : 0};
        if (criteria->weight[c] > 0)
            worst = fmin(worst, score->score);
    }
    struct composite composite = composite_measure(parts, CRITERION_COUNT, ones);
    if (!composite.is_published || !isfinite(composite.value) || !isfinite(composite.limits.low) ||
        !isfinite(composite.limits.high))
        return;
    card->has_composite = true;
    card->composite = composite.value;
    card->composite_low = fmax(0, composite.limits.low);
    card->composite_high = fmin(100, composite.limits.high);
    write_grade(card, worst);
}
