/* lognormal: times with a long tail, some of them cut off: a description, never a score. */
#ifndef DESKGAUGE_STATISTICS_LOGNORMAL_H
#define DESKGAUGE_STATISTICS_LOGNORMAL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * ln T ~ Normal(μ, σ²), right-censored; maximum likelihood in (μ, ln σ):
 *     -lnL = Σ_events [z²/2 + ln σ + ½ ln 2π + ln t] - Σ_censored ln Φ(-z),  z = (ln t - μ)/σ
 * Errors come from the inverse of the observed information. All NaN where it cannot be fitted: no
 * event, a time that is not positive, or times without spread.
 */
struct lognormal {
    size_t count, event_count;
    double mu, sigma;
    double mu_variance, log_sigma_variance, covariance;
    double log_likelihood;
};

/* Times in any unit; is_event[i] false: still waiting at times[i]. */
struct lognormal lognormal_fit(const double *times, const bool *is_event, size_t count);

/* exp(μ + σ·z_p), and the standard error of its logarithm: √(V11 + 2zσV12 + (zσ)²V22). */
double lognormal_quantile(const struct lognormal *fit, double p);
double lognormal_quantile_log_error(const struct lognormal *fit, double p);

/* P(T > t): the share that waits longer. */
double lognormal_upper(const struct lognormal *fit, double time);

#endif
