#include "statistics/lognormal.h"

#include <gsl/gsl_sf_erf.h>
#include <math.h>

#include "statistics/distribution.h"
#include "statistics/solve.h"

enum { STEP_LIMIT = 200 };

struct times {
    const double *times;
    const bool *is_event;
    size_t count;
};

/* -lnL (without Σ ln t, which no parameter moves), its gradient and Hessian in (μ, ln σ). */
struct surface {
    double value;
    double by_mu, by_log_sigma;
    double mu_mu, mu_log_sigma, log_sigma_log_sigma;
};

static void add_event(double z, double sigma, double log_sigma, struct surface *surface)
{
    surface->value += z * z / 2 + log_sigma + log(2 * M_PI) / 2;
    surface->by_mu -= z / sigma;
    surface->by_log_sigma += 1 - z * z;
    surface->mu_mu += 1 / (sigma * sigma);
    surface->mu_log_sigma += 2 * z / sigma;
    surface->log_sigma_log_sigma += 2 * z * z;
}

/* The hazard h = φ(z)/Φ(-z) is the slope of -ln Φ(-z), and h(h - z) is that of h. */
static void add_censored(double z, double sigma, struct surface *surface)
{
    double hazard = gsl_sf_hazard(z), bend = hazard * (hazard - z);

    surface->value -= gsl_sf_log_erfc(z / M_SQRT2) - M_LN2;
    surface->by_mu -= hazard / sigma;
    surface->by_log_sigma -= hazard * z;
    surface->mu_mu += bend / (sigma * sigma);
    surface->mu_log_sigma += (bend * z + hazard) / sigma;
    surface->log_sigma_log_sigma += bend * z * z + hazard * z;
}

static struct surface surface_at(const struct times *times, double mu, double log_sigma)
{
    struct surface surface = {0};
    double sigma = exp(log_sigma);

    for (size_t i = 0; i < times->count; i++) {
        double z = (log(times->times[i]) - mu) / sigma;
        if (times->is_event[i])
            add_event(z, sigma, log_sigma, &surface);
        else
            add_censored(z, sigma, &surface);
    }
    return surface;
}

/* One step of Newton, made safe: the ridge grows until the surface falls (Levenberg). Returns
 * whether there was still a way down. */
static bool descend(const struct times *times, double *mu, double *log_sigma,
                    struct surface *surface)
{
    for (double ridge = 0; ridge < 1e12; ridge = ridge == 0 ? 1e-3 : 10 * ridge) {
        double a = surface->mu_mu * (1 + ridge), b = surface->mu_log_sigma;
        double c = surface->log_sigma_log_sigma * (1 + ridge), determinant = a * c - b * b;
        if (!(a > 0 && determinant > 0))
            continue;
        double by_mu = surface->by_mu, by_log_sigma = surface->by_log_sigma;
        double next_mu = *mu - (c * by_mu - b * by_log_sigma) / determinant;
        double next_log_sigma = *log_sigma - (a * by_log_sigma - b * by_mu) / determinant;
        struct surface next = surface_at(times, next_mu, next_log_sigma);
        if (!(next.value <= surface->value))
            continue;
        bool has_moved = fabs(next_mu - *mu) + fabs(next_log_sigma - *log_sigma) > 1e-13;
        *mu = next_mu;
        *log_sigma = next_log_sigma;
        *surface = next;
        return has_moved;
    }
    return false;
}

/* Mean and standard deviation of ln t, all times alike. False: nothing to fit. */
static bool start(const struct times *times, double *mu, double *log_sigma, double *log_sum,
                  size_t *event_count)
{
    double sum = 0, squares = 0;

    for (size_t i = 0; i < times->count; i++) {
        if (!(times->times[i] > 0) || isinf(times->times[i]))
            return false;
        sum += log(times->times[i]);
        *event_count += times->is_event[i];
        *log_sum += times->is_event[i] ? log(times->times[i]) : 0;
    }
    *mu = sum / (double)times->count;
    for (size_t i = 0; i < times->count; i++) {
        double away = log(times->times[i]) - *mu;
        squares += away * away;
    }
    *log_sigma = 0.5 * log(squares / (double)times->count);
    return *event_count > 0 && squares > 0;
}

struct lognormal lognormal_fit(const double *times, const bool *is_event, size_t count)
{
    struct times all = {times, is_event, count};
    struct lognormal fit = {count, 0, NAN, NAN, NAN, NAN, NAN, NAN};
    double mu, log_sigma, log_sum = 0;

    solve_without_abort();
    if (!start(&all, &mu, &log_sigma, &log_sum, &fit.event_count))
        return fit;
    struct surface surface = surface_at(&all, mu, log_sigma);
    int step = 0;
    while (step < STEP_LIMIT && descend(&all, &mu, &log_sigma, &surface))
        step++;
    double determinant =
        surface.mu_mu * surface.log_sigma_log_sigma - surface.mu_log_sigma * surface.mu_log_sigma;
    if (step == STEP_LIMIT || !(determinant > 0) || !isfinite(surface.value))
        return fit;
    fit.mu = mu;
    fit.sigma = exp(log_sigma);
    fit.mu_variance = surface.log_sigma_log_sigma / determinant;
    fit.log_sigma_variance = surface.mu_mu / determinant;
    fit.covariance = -surface.mu_log_sigma / determinant;
    fit.log_likelihood = -surface.value - log_sum;
    return fit;
}

double lognormal_quantile(const struct lognormal *fit, double p)
{
    return exp(fit->mu + fit->sigma * normal_quantile(p));
}

double lognormal_quantile_log_error(const struct lognormal *fit, double p)
{
    double far = fit->sigma * normal_quantile(p);

    return sqrt(fit->mu_variance + 2 * far * fit->covariance + far * far * fit->log_sigma_variance);
}

double lognormal_upper(const struct lognormal *fit, double time)
{
    return time <= 0 ? 1 : normal_upper((log(time) - fit->mu) / fit->sigma);
}
