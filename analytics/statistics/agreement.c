#include "statistics/agreement.h"

#include <math.h>

#include "statistics/distribution.h"
#include "statistics/solve.h"

/* Se + Sp below which a rater says too little to be corrected. */
static const double LEAST_SKILL = 1.3;

static double checked_tickets(const struct review_stratum *strata, size_t count, double *all)
{
    double checked = 0;

    *all = 0;
    for (size_t h = 0; h < count; h++) {
        *all += strata[h].ticket_count;
        checked += strata[h].checked_count > 0 ? strata[h].ticket_count : 0;
    }
    return checked;
}

struct review_share review_measure(const struct review_stratum *strata, size_t count,
                                   double confidence)
{
    double all, total = checked_tickets(strata, count, &all), smoothed_sum = 0;
    struct review_share out = {.limits = interval_unknown(), .unchecked_share = 1 - total / all};

    for (size_t h = 0; h < count; h++) {
        double n = strata[h].checked_count, y = strata[h].passed_count;
        if (!(n > 0))
            continue;
        double weight = strata[h].ticket_count / total;
        double smoothed = (y + 0.5) / (n + 1);
        double unseen = 1 - n / strata[h].ticket_count;
        out.value += weight * y / n;
        smoothed_sum += weight * smoothed;
        if (unseen > 0)
            out.variance += weight * weight * unseen * smoothed * (1 - smoothed) / (n - 1);
    }
    if (!(total > 0))
        return (struct review_share){NAN, NAN, NAN, interval_unknown(), out.unchecked_share};
    double share = out.value > 0 && out.value < 1 ? out.value : smoothed_sum;
    out.n_eff = share * (1 - share) / out.variance;
    if (out.variance == 0)
        out.limits = (struct interval){out.value, out.value};
    else if (out.n_eff > 0)
        out.limits = interval_wilson(out.value * out.n_eff, out.n_eff, confidence);
    return out;
}

static double clip(double value)
{
    return value < 0 ? 0 : value > 1 ? 1 : value;
}

struct corrected_share rater_correct(const struct rater *rater, double confidence)
{
    double se = rater->sensitivity, sp = rater->specificity, skill = se + sp - 1;
    double p = rater->passed_count / rater->judged_count;
    double value = (p + sp - 1) / skill;
    double variance = p * (1 - p) / rater->judged_count +
                      value * value * se * (1 - se) / rater->good_count +
                      (1 - value) * (1 - value) * sp * (1 - sp) / rater->bad_count;
    double error = sqrt(variance / (skill * skill));
    double half = normal_two_sided(confidence) * error;

    return (struct corrected_share){
        .apparent = p,
        .value = clip(value),
        .error = error,
        .limits = {clip(value - half), clip(value + half)},
        .is_usable = se + sp >= LEAST_SKILL,
    };
}

static double row_sum(const double *counts, size_t level_count, size_t row)
{
    double sum = 0;

    for (size_t j = 0; j < level_count; j++)
        sum += counts[row * level_count + j];
    return sum;
}

static double column_sum(const double *counts, size_t level_count, size_t column)
{
    double sum = 0;

    for (size_t i = 0; i < level_count; i++)
        sum += counts[i * level_count + column];
    return sum;
}

struct kappa kappa_measure(const double *counts, size_t level_count)
{
    struct kappa out = {0};
    double far_observed = 0, far_expected = 0;

    for (size_t i = 0; i < level_count; i++)
        out.count += row_sum(counts, level_count, i);
    for (size_t i = 0; i < level_count; i++) {
        for (size_t j = 0; j < level_count; j++) {
            double share = counts[i * level_count + j] / out.count;
            double chance = row_sum(counts, level_count, i) / out.count *
                            column_sum(counts, level_count, j) / out.count;
            double distance = (double)i - (double)j;
            far_observed += distance * distance * share;
            far_expected += distance * distance * chance;
            out.observed += i == j ? share : 0;
            out.expected += i == j ? chance : 0;
        }
    }
    out.plain = out.expected < 1 ? (out.observed - out.expected) / (1 - out.expected) : NAN;
    out.quadratic = far_expected > 0 ? 1 - far_observed / far_expected : NAN;
    return out;
}

struct pairs {
    double both, differ, neither;
    double critical; /* of chi squared with one degree of freedom */
};

static double misfit_of(double seen, double expected)
{
    if (expected <= 0)
        return seen > 0 ? INFINITY : 0;
    return (seen - expected) * (seen - expected) / expected;
}

/* How badly a kappa fits, less what a test of the level allows; p is that of the verdicts. */
static double misfit(double kappa, void *context)
{
    const struct pairs *pairs = context;
    double n = pairs->both + pairs->differ + pairs->neither;
    double p = (pairs->both + pairs->differ / 2) / n, chance = p * (1 - p);

    return fmin(1e6, misfit_of(pairs->both, n * (p * p + kappa * chance)) +
                         misfit_of(pairs->differ, 2 * n * chance * (1 - kappa)) +
                         misfit_of(pairs->neither, n * ((1 - p) * (1 - p) + kappa * chance))) -
           pairs->critical;
}

struct reader_kappa reader_kappa_measure(double both, double differ, double neither,
                                         double confidence)
{
    const double tolerance = 1e-10;
    double z = normal_two_sided(confidence), n = both + differ + neither;
    double p = (both + differ / 2) / n;
    struct pairs pairs = {both, differ, neither, z * z};
    struct reader_kappa out = {.count = n, .value = NAN, .limits = interval_unknown()};

    if (!(p > 0 && p < 1))
        return out;
    /* Below this no table with these verdicts exists. */
    double least = fmax(-p / (1 - p), -(1 - p) / p);
    out.value = 1 - differ / (2 * n * p * (1 - p));
    out.limits.low =
        misfit(least, &pairs) > 0 ? solve_root(misfit, &pairs, least, out.value, tolerance) : least;
    out.limits.high =
        misfit(1, &pairs) > 0 ? solve_root(misfit, &pairs, out.value, 1, tolerance) : 1;
    return out;
}
