#include "statistics/score.h"

#include <math.h>

static const double PUBLISHED_COVERAGE = 0.6;
static const double ROUNDING = 1e-9; /* .25 + .25 + .1 must count as .6 */

/* ---- anchors ---- */

/* The knot next to `value` on one side: its x, and the mean score of all knots there. */
struct knot {
    double x, score;
};

static struct knot knot_near(const double *x, const double *score, size_t count, double value,
                             bool is_below)
{
    struct knot knot = {is_below ? -INFINITY : INFINITY, 0};
    size_t equal = 0;

    for (size_t i = 0; i < count; i++) {
        bool is_on_side = is_below ? x[i] <= value : x[i] >= value;
        if (is_on_side && (is_below ? x[i] > knot.x : x[i] < knot.x)) {
            knot = (struct knot){x[i], 0};
            equal = 0;
        }
        if (is_on_side && x[i] == knot.x) {
            knot.score += score[i];
            equal++;
        }
    }
    knot.score /= (double)equal;
    return knot;
}

double anchor_map(const double *x, const double *score, size_t count, double value)
{
    if (isnan(value) || count == 0)
        return NAN;
    struct knot below = knot_near(x, score, count, value, true);
    struct knot above = knot_near(x, score, count, value, false);

    if (isinf(below.x))
        return above.score;
    if (isinf(above.x) || below.x == above.x)
        return below.score;
    return below.score + (above.score - below.score) * ((value - below.x) / (above.x - below.x));
}

static const double ANCHOR_SCORES[4] = {0, 50, 80, 100};

double anchors_score(const struct anchors *anchors, double value)
{
    const double x[4] = {anchors->x0, anchors->x50, anchors->x80, anchors->x100};

    return anchor_map(x, ANCHOR_SCORES, 4, value);
}

double anchors_slope(const struct anchors *anchors, double value)
{
    const double x[4] = {anchors->x0, anchors->x50, anchors->x80, anchors->x100};
    double towards = anchors->x100 < anchors->x0 ? -1 : 1;

    for (size_t i = 0; i + 1 < 4; i++) {
        double run = (x[i + 1] - x[i]) * towards;
        if (run > 0 && (value - x[i]) * towards >= 0 && (x[i + 1] - value) * towards > 0)
            return towards * (ANCHOR_SCORES[i + 1] - ANCHOR_SCORES[i]) / run;
    }
    return isnan(value) ? NAN : 0;
}

struct interval anchors_interval(const struct anchors *anchors, struct interval measure)
{
    double a = anchors_score(anchors, measure.low);
    double b = anchors_score(anchors, measure.high);

    return a <= b ? (struct interval){a, b} : (struct interval){b, a};
}

struct anchors anchors_of_promise(double share)
{
    double missed = 1 - share;

    return (struct anchors){
        .x0 = fmax(0, 1 - 4 * missed),
        .x50 = fmax(0, 1 - 2 * missed),
        .x80 = share,
        .x100 = 1 - missed / 5,
    };
}

/* ---- composite ---- */

/* Σ of what lies between value and limit, over the observed pairs, with its correlation. */
static double spread(const struct score_part *parts, size_t count, const double *correlation,
                     bool is_below)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            double rho = correlation != NULL ? correlation[i * count + j] : i == j;
            if (isnan(parts[i].score) || isnan(parts[j].score) || rho == 0)
                continue;
            const struct score_part *a = &parts[i], *b = &parts[j];
            double from_a = is_below ? a->score - a->limits.low : a->limits.high - a->score;
            double from_b = is_below ? b->score - b->limits.low : b->limits.high - b->score;
            sum += rho * a->weight * from_a * b->weight * from_b;
        }
    }
    return sqrt(sum < 0 ? 0 : sum);
}

struct composite composite_measure(const struct score_part *parts, size_t count,
                                   const double *correlation)
{
    double all = 0, observed = 0, sum = 0, logs = 0;

    for (size_t i = 0; i < count; i++) {
        all += parts[i].weight;
        if (isnan(parts[i].score))
            continue;
        observed += parts[i].weight;
        sum += parts[i].weight * parts[i].score;
        logs += parts[i].weight * log(fmax(parts[i].score, 1));
    }
    struct composite composite = {
        .coverage = observed / all,
        .value = sum / observed,
        .geometric = exp(logs / observed),
        .worst = sum / all,
        .best = (sum + 100 * (all - observed)) / all,
        .is_published = observed / all >= PUBLISHED_COVERAGE - ROUNDING,
    };
    composite.imbalance = composite.value - composite.geometric;
    composite.limits = (struct interval){
        composite.value - spread(parts, count, correlation, true) / observed,
        composite.value + spread(parts, count, correlation, false) / observed,
    };
    return composite;
}

/* The mean when parts scoring more than `threshold` weigh `above` of themselves, others `below`. */
static double reweighted(const struct score_part *parts, size_t count, double threshold,
                         double above, double below)
{
    double sum = 0, weights = 0;

    for (size_t i = 0; i < count; i++) {
        if (isnan(parts[i].score))
            continue;
        double weight = parts[i].weight * (parts[i].score > threshold ? above : below);
        sum += weight * parts[i].score;
        weights += weight;
    }
    return sum / weights;
}

struct interval composite_weight_range(const struct score_part *parts, size_t count, double share)
{
    struct interval range = interval_unknown();

    for (size_t i = 0; i < count; i++) {
        if (isnan(parts[i].score))
            continue;
        double threshold = parts[i].score;
        range.low = fmin(range.low, reweighted(parts, count, threshold, 1 - share, 1 + share));
        range.high = fmax(range.high, reweighted(parts, count, threshold, 1 + share, 1 - share));
    }
    return range;
}
