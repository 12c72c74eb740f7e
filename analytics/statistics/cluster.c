#include "statistics/cluster.h"

#include <math.h>

#include "statistics/distribution.h"

static const double NO_VARIANCE = 1e-12;

/* C/(C-1)·Σ: the variance of a sum that was centred on its own estimate. One cluster leaves no
 * freedom: the variance is infinite, the effective size 0. */
double cluster_variance_of(double square_sum, size_t cluster_count)
{
    if (cluster_count < 2)
        return INFINITY;
    return (double)cluster_count / (double)(cluster_count - 1) * square_sum;
}

static double known_or_one(double effect)
{
    return effect >= 1 ? effect : 1;
}

struct cluster_share cluster_interval(const struct cluster_evidence *evidence)
{
    double confidence = evidence->confidence > 0 ? evidence->confidence : STATISTICS_CONFIDENCE;
    struct cluster_share share = {
        .value = evidence->value,
        .cluster_count = evidence->cluster_count,
        .unit_variance = evidence->unit_variance,
        .cluster_variance =
            cluster_variance_of(evidence->cluster_square_sum, evidence->cluster_count),
        .effect = NAN,
        .n_eff = NAN,
        .n_t = NAN,
        .limits = interval_unknown(),
        .is_boundary = evidence->unit_variance < NO_VARIANCE,
    };

    if (share.is_boundary)
        share.value = round(share.value);
    double size = share.value * (1 - share.value) / share.unit_variance;
    if (share.is_boundary) {
        size = evidence->known_count;
        share.effect = known_or_one(evidence->parent_effect);
    } else {
        share.effect = known_or_one(share.cluster_variance / share.unit_variance);
    }
    double freedom =
        evidence->freedom > 0 ? evidence->freedom : (double)(evidence->cluster_count - 1);
    double shrink = normal_two_sided(confidence) / student_two_sided(confidence, freedom);
    share.n_eff = size / share.effect;
    share.n_t = share.n_eff * shrink * shrink;
    share.limits = share.n_t == 0 ? (struct interval){0, 1}
                                  : interval_wilson(share.value * share.n_t, share.n_t, confidence);
    return share;
}

struct cluster_share cluster_mean(const struct cluster_sum *clusters, size_t count,
                                  double parent_effect, double confidence)
{
    double utility_sum = 0;
    int64_t unit_count = 0;
    struct cluster_evidence evidence = {.parent_effect = parent_effect, .confidence = confidence};

    for (size_t i = 0; i < count; i++) {
        utility_sum += clusters[i].utility_sum;
        unit_count += clusters[i].unit_count;
        evidence.cluster_count += clusters[i].unit_count > 0;
    }
    double n = (double)unit_count;
    double x = unit_count > 0 ? utility_sum / n : NAN;
    for (size_t i = 0; i < count; i++) {
        double influence = (clusters[i].utility_sum - x * (double)clusters[i].unit_count) / n;
        if (clusters[i].unit_count > 0)
            evidence.cluster_square_sum += influence * influence;
    }
    evidence.value = x;
    evidence.known_count = n;
    evidence.unit_variance = x * (1 - x) / n;
    return cluster_interval(&evidence);
}

struct cluster_share cluster_wider(struct cluster_share a, struct cluster_share b)
{
    return b.n_t < a.n_t || isnan(a.n_t) ? b : a;
}

/* ρ of tickets in one cluster, from the design effect that their sums show. */
static double correlation_of(const double *sums, const double *sizes, size_t count, double total,
                             double unit_count, double unit_variance)
{
    double squares = 0, size_squares = 0;

    for (size_t i = 0; i < count; i++) {
        double size = sizes[i] / total * unit_count;
        squares += sums[i] * sums[i];
        size_squares += size * size;
    }
    double excess = size_squares / unit_count - 1;
    double rho = (cluster_variance_of(squares, count) / unit_variance - 1) / excess;
    return excess > 0 && rho > 0 ? fmin(rho, 1) : 0;
}

struct cluster_spread cluster_spread(const double *sums, const double *sizes, size_t count,
                                     double unit_count, double unit_variance)
{
    double total = 0, square_sum = 0, expected = 0, expected_squares = 0;

    for (size_t i = 0; i < count; i++)
        total += sizes[i];
    double rho = correlation_of(sums, sizes, count, total, unit_count, unit_variance);
    for (size_t i = 0; i < count; i++) {
        double size = sizes[i] / total * unit_count;
        double weight = size * (1 + fmax(size - 1, 0) * rho);
        double held = sums[i] / (1 - sizes[i] / total);
        square_sum += sizes[i] < total ? held * held : 0;
        expected += weight;
        expected_squares += weight * weight;
    }
    double even = ((double)count - 1) / (double)count;
    return (struct cluster_spread){
        .square_sum = square_sum * even * even,
        .freedom = fmax(1, expected * expected / expected_squares - 1),
    };
}

struct stratum {
    double sum, size;
    size_t count;
    double square_sum, expected, expected_squares;
};

static bool are_stratified(const struct stratum strata[STRATA_MOST])
{
    int used = 0;

    for (int s = 0; s < STRATA_MOST; s++) {
        if (strata[s].count > 0 && strata[s].count < STRATUM_CLUSTERS_LEAST)
            return false;
        used += strata[s].count > 0;
    }
    return used > 1;
}

/* A cluster's sum less its part of its stratum's, over what the stratum would be without it. */
static double residual_of(const struct stratum *stratum, double sum, double size)
{
    double part = size / stratum->size;

    return part < 1 ? (sum - part * stratum->sum) / (1 - part) : 0;
}

static void add_to_stratum(struct stratum *stratum, double sum, double size, double units,
                           double rho)
{
    double held = residual_of(stratum, sum, size);
    double weight = units * (1 + fmax(units - 1, 0) * rho);

    stratum->square_sum += held * held;
    stratum->expected += weight;
    stratum->expected_squares += weight * weight;
}

/* One pass tells ρ on what is left within strata, before the clusters are weighed by it. */
static double correlation_within(const double *sums, const double *sizes, const uint8_t *of,
                                 const struct stratum strata[STRATA_MOST], size_t count,
                                 double total, double unit_count, double unit_variance)
{
    double variance = 0, size_squares = 0, squares[STRATA_MOST] = {0};

    for (size_t i = 0; i < count; i++) {
        const struct stratum *stratum = &strata[of[i]];
        double left = sums[i] - sizes[i] / stratum->size * stratum->sum;
        double size = sizes[i] / total * unit_count;
        squares[of[i]] += left * left;
        size_squares += size * size;
    }
    for (int s = 0; s < STRATA_MOST; s++)
        if (strata[s].count > 0)
            variance += cluster_variance_of(squares[s], strata[s].count);
    double excess = size_squares / unit_count - 1;
    double rho = (variance / unit_variance - 1) / excess;
    return excess > 0 && rho > 0 ? fmin(rho, 1) : 0;
}

struct cluster_spread cluster_spread_of_strata(const double *sums, const double *sizes,
                                               const uint8_t *strata, size_t count,
                                               double unit_count, double unit_variance)
{
    struct stratum all[STRATA_MOST] = {0};
    double total = 0, variance = 0, expected = 0, by_freedom = 0;

    for (size_t i = 0; i < count; i++) {
        all[strata[i]].sum += sums[i];
        all[strata[i]].size += sizes[i];
        all[strata[i]].count++;
        total += sizes[i];
    }
    if (!are_stratified(all))
        return cluster_spread(sums, sizes, count, unit_count, unit_variance);
    double rho =
        correlation_within(sums, sizes, strata, all, count, total, unit_count, unit_variance);
    for (size_t i = 0; i < count; i++)
        add_to_stratum(&all[strata[i]], sums[i], sizes[i], sizes[i] / total * unit_count, rho);
    for (int s = 0; s < STRATA_MOST; s++) {
        const struct stratum *one = &all[s];
        if (one->count == 0)
            continue;
        double even = ((double)one->count - 1) / (double)one->count;
        double freedom = fmax(1, one->expected * one->expected / one->expected_squares - 1);
        variance += cluster_variance_of(one->square_sum * even * even, one->count);
        expected += one->expected;
        by_freedom += one->expected * one->expected / freedom;
    }
    return (struct cluster_spread){
        .square_sum = variance * ((double)count - 1) / (double)count,
        .freedom = fmax(1, expected * expected / by_freedom),
    };
}

struct cluster_change cluster_change_of(double delta, double variance, double freedom,
                                        size_t cluster_count, double confidence)
{
    double error = sqrt(variance);
    double t = delta / error;
    double half = student_two_sided(confidence, freedom) * error;

    return (struct cluster_change){
        .delta = delta,
        .error = error,
        .p = 2 * student_cdf(-fabs(t), freedom),
        .drop_chance = student_cdf(-t, freedom),
        .limits = {delta - half, delta + half},
        .cluster_count = cluster_count,
        .freedom = freedom,
    };
}

struct cluster_change cluster_compare(double delta, const double *sums, size_t cluster_count,
                                      double confidence)
{
    double square_sum = 0;

    for (size_t i = 0; i < cluster_count; i++)
        square_sum += sums[i] * sums[i];
    return cluster_change_of(delta, cluster_variance_of(square_sum, cluster_count),
                             (double)cluster_count - 1, cluster_count, confidence);
}
