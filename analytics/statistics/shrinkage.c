#include "statistics/shrinkage.h"

#include <math.h>

#include "statistics/distribution.h"
#include "statistics/log_gamma.h"
#include "statistics/shrinkage_likelihood.h"
#include "statistics/solve.h"

/* How near μ may come to 0 and 1: in the fit, and in the mixture. */
static const double FIT_EDGE = 1e-7;
static const double MIXTURE_EDGE = 1e-6;

/* The scale on which ρ is sought: λ = ln(ρ/(1-ρ)) = ln θ. */
static const double LOWEST_LAMBDA = -14, HIGHEST_LAMBDA = 6, LAMBDA_STEP = 0.25;

double shrinkage_log_probability(struct shrinkage_group group, double alpha, double beta)
{
    double y = group.successes, n = group.trials;

    return log_choose(n, y) + log_beta(y + alpha, n - y + beta) - log_beta(alpha, beta);
}

static struct shrinkage_prior prior_of(double mean, double correlation)
{
    double weight = (1 - correlation) / correlation;

    if (correlation == 0)
        return (struct shrinkage_prior){mean, 0, INFINITY, INFINITY, INFINITY, NAN, NAN};
    return (struct shrinkage_prior){mean, correlation, weight, mean * weight, (1 - mean) * weight,
                                    NAN,  NAN};
}

/* ---- maximum likelihood ---- */

static double profile(const struct shrinkage_tally *tally, double lambda)
{
    double theta = exp(lambda);

    return shrinkage_likelihood(tally, shrinkage_best_mean(tally, theta, FIT_EDGE), theta);
}

/* The slope of the profile: μ is at its best, so only θ counts (envelope theorem). */
static double profile_slope(double lambda, void *context)
{
    const struct shrinkage_tally *tally = context;
    double theta = exp(lambda);

    return shrinkage_slope_theta(tally, shrinkage_best_mean(tally, theta, FIT_EDGE), theta);
}

/* The profile may have two hills: a grid finds the higher one, Brent its top. */
static double best_lambda(struct shrinkage_tally *tally)
{
    double best = LOWEST_LAMBDA, highest = -INFINITY;

    for (double lambda = LOWEST_LAMBDA; lambda <= HIGHEST_LAMBDA; lambda += LAMBDA_STEP) {
        double value = profile(tally, lambda);
        if (value > highest) {
            highest = value;
            best = lambda;
        }
    }
    double low = best - (best > LOWEST_LAMBDA ? LAMBDA_STEP : 20);
    double high = fmin(best + LAMBDA_STEP, HIGHEST_LAMBDA);
    double top = solve_root(profile_slope, tally, low, high, 1e-13);
    return isnan(top) ? best : top;
}

bool shrinkage_fit(const struct shrinkage_group *groups, size_t count, struct shrinkage_prior *out,
                   struct error *err)
{
    OWN(shrinkage_tally_release) struct shrinkage_tally tally = {0};

    if (!shrinkage_tally_init(&tally, groups, count, err))
        return false;
    double mean = tally.successes / tally.trials; /* NaN without trials, and so is the rest */
    struct shrinkage_prior prior = prior_of(mean, tally.trials > 0 ? 0 : NAN);
    double pooled = shrinkage_likelihood(&tally, mean, 0);
    prior.log_likelihood = pooled;
    if (shrinkage_slope_at_zero(&tally) > 0) {
        double theta = exp(best_lambda(&tally));
        mean = shrinkage_best_mean(&tally, theta, FIT_EDGE);
        prior = prior_of(mean, theta / (1 + theta));
        prior.log_likelihood = shrinkage_likelihood(&tally, mean, theta);
    }
    prior.pooled_log_likelihood = pooled;
    *out = prior;
    return true;
}

/* ---- moments ---- */

struct shrinkage_prior shrinkage_moments(const struct shrinkage_group *groups, size_t count)
{
    double trials = 0, successes = 0, spread = 0, a = 0, b = 0;

    for (size_t i = 0; i < count; i++) {
        if (groups[i].trials > 0) {
            trials += groups[i].trials;
            successes += groups[i].successes;
        }
    }
    double mean = successes / trials;
    for (size_t i = 0; i < count; i++) {
        double n = groups[i].trials;
        if (!(n > 0))
            continue;
        double away = groups[i].successes / n - mean;
        spread += n * away * away;
        a += 1 - n / trials;
        b += n * (1 - n / trials);
    }
    double variance = mean * (1 - mean);
    double correlation = (spread - variance * a) / (variance * (b - a));
    return prior_of(mean, correlation < 0 ? 0 : correlation > 1 ? 1 : correlation);
}

struct shrinkage_prior shrinkage_floor(struct shrinkage_prior prior, double floor)
{
    double mean = prior.mean;

    mean = mean < MIXTURE_EDGE ? MIXTURE_EDGE : mean > 1 - MIXTURE_EDGE ? 1 - MIXTURE_EDGE : mean;
    struct shrinkage_prior raised =
        prior_of(mean, prior.correlation < floor ? floor : prior.correlation);
    raised.log_likelihood = prior.log_likelihood;
    raised.pooled_log_likelihood = prior.pooled_log_likelihood;
    return raised;
}

/* ---- posterior of one group ---- */

struct shrinkage_posterior shrinkage_plug_in(const struct shrinkage_prior *prior,
                                             struct shrinkage_group group, double confidence)
{
    double y = group.successes, n = group.trials, tail = (1 - confidence) / 2;

    if (prior->correlation == 0)
        return (struct shrinkage_posterior){prior->mean, 1, interval_unknown()};
    double a = y + prior->alpha, b = n - y + prior->beta;
    return (struct shrinkage_posterior){
        a / (a + b),
        prior->weight / (n + prior->weight),
        {beta_quantile(tail, a, b), beta_quantile(1 - tail, a, b)},
    };
}

static void weigh(const double *log_likelihoods, struct shrinkage_mixture *mixture)
{
    double highest = -INFINITY, sum = 0;

    for (size_t i = 0; i < SHRINKAGE_POINTS; i++)
        highest = fmax(highest, log_likelihoods[i]);
    for (size_t i = 0; i < SHRINKAGE_POINTS; i++) {
        mixture->share[i] = exp(log_likelihoods[i] - highest);
        sum += mixture->share[i];
    }
    for (size_t i = 0; i < SHRINKAGE_POINTS; i++) {
        mixture->share[i] /= sum;
        mixture->expected_correlation += mixture->share[i] * mixture->correlation[i];
    }
}

bool shrinkage_mix(const struct shrinkage_group *groups, size_t count,
                   struct shrinkage_mixture *out, struct error *err)
{
    OWN(shrinkage_tally_release) struct shrinkage_tally tally = {0};
    struct shrinkage_mixture mixture = {0};
    double log_likelihoods[SHRINKAGE_POINTS];

    if (!shrinkage_tally_init(&tally, groups, count, err))
        return false;
    if (tally.trials > 0) {
        mixture.point_count = SHRINKAGE_POINTS;
        for (size_t i = 0; i < SHRINKAGE_POINTS; i++) {
            double correlation = ((double)i + 0.5) / SHRINKAGE_POINTS;
            double theta = correlation / (1 - correlation);
            mixture.correlation[i] = correlation;
            mixture.mean[i] = shrinkage_best_mean(&tally, theta, MIXTURE_EDGE);
            log_likelihoods[i] = shrinkage_likelihood(&tally, mixture.mean[i], theta);
        }
        weigh(log_likelihoods, &mixture);
    } else {
        mixture.expected_correlation = NAN;
    }
    *out = mixture;
    return true;
}

/* The posterior of one group: a beta for each point that weighs anything at all. */
struct mixture_beta {
    size_t count;
    double share[SHRINKAGE_POINTS];
    struct beta beta[SHRINKAGE_POINTS];
    double level;
};

/* Less than this is lost in the sum of the others. */
static const double WEIGHS_NOTHING = 1e-20;

static void mixture_update(const struct shrinkage_mixture *mixture, struct shrinkage_group group,
                           struct mixture_beta *out)
{
    out->count = 0;
    for (size_t i = 0; i < mixture->point_count; i++) {
        double weight = (1 - mixture->correlation[i]) / mixture->correlation[i];
        if (!(mixture->share[i] > WEIGHS_NOTHING))
            continue;
        out->share[out->count] = mixture->share[i];
        out->beta[out->count++] =
            beta_of(group.successes + mixture->mean[i] * weight,
                    group.trials - group.successes + (1 - mixture->mean[i]) * weight);
    }
}

static double mixture_excess(double x, void *context)
{
    const struct mixture_beta *at = context;
    double sum = 0;

    for (size_t i = 0; i < at->count; i++)
        sum += at->share[i] * beta_cdf_of(&at->beta[i], x);
    return sum - at->level;
}

static double mixture_quantile(struct mixture_beta *at, double level)
{
    at->level = level;
    return solve_root(mixture_excess, at, 0, 1, 1e-14);
}

struct shrinkage_posterior shrinkage_mixed(const struct shrinkage_mixture *mixture,
                                           struct shrinkage_group group, double confidence)
{
    struct mixture_beta at;
    double tail = (1 - confidence) / 2, mean = 0;

    if (mixture->point_count == 0)
        return (struct shrinkage_posterior){NAN, NAN, interval_unknown()};
    mixture_update(mixture, group, &at);
    for (size_t i = 0; i < at.count; i++)
        mean += at.share[i] * at.beta[i].a / (at.beta[i].a + at.beta[i].b);
    return (struct shrinkage_posterior){
        mean, NAN, {mixture_quantile(&at, tail), mixture_quantile(&at, 1 - tail)}};
}

double shrinkage_below(const struct shrinkage_mixture *mixture, struct shrinkage_group group,
                       double target)
{
    struct mixture_beta at;

    if (mixture->point_count == 0)
        return NAN;
    mixture_update(mixture, group, &at);
    at.level = 0;
    return mixture_excess(target, &at);
}

struct interval shrinkage_funnel(double target, const struct shrinkage_prior *prior, double trials,
                                 double confidence)
{
    double mean = prior->mean;
    double variance = mean * (1 - mean) * (1 + (trials - 1) * prior->correlation) / trials;
    double half = normal_two_sided(confidence) * sqrt(variance);

    if (!(trials > 0) || isnan(half))
        return interval_unknown();
    return interval_clip((struct interval){target - half, target + half}, 0, 1);
}
