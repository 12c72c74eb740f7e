/* forecast: how many tickets will arrive, in each hour of a week to come. */
#ifndef DESKGAUGE_STATISTICS_FORECAST_H
#define DESKGAUGE_STATISTICS_FORECAST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Statistics.md C. A week has 168 hours from Monday 00 h, local; only full weeks count. */
enum { FORECAST_SLOTS = 168, FORECAST_LEAST_WEEKS = 8, FORECAST_HELD_WEEKS = 4 };

/*
 * Level: l_w = ln(N_w + ½) of weekly totals; the Theil-Sen slope b is used where Mann-Kendall's p
 * is .10 or less, damped by φ = .9 a week: ln L_h = a + b·W + b·Σ_{i<=h} φ^i; else the median of
 * the last 8 weeks (Gardner & McKenzie 1985). Profile: day share x hour share within the day class
 * (Mon-Fri, Sat, Sun), pulled towards by κ = 168 tickets. Spread: negative binomial.
 */
struct forecast {
    size_t week_count;
    double slope;       /* of l, a week; NaN below two weeks */
    double slope_p;     /* Mann-Kendall */
    double used_slope;  /* 0 where the trend is not used */
    double log_level;   /* ln L_0 */
    double level_error; /* σ_L = 1.4826·MAD of residuals·√(1 + 1/W) */
    double size;        /* k, of an hour given the level */
    bool is_poisson;
    double predicted_size; /* 1/(1/k + e^{σ_L²} - 1): of an hour to come */
    double log_likelihood;
    double ticket_count[FORECAST_SLOTS];
    double base_profile[FORECAST_SLOTS]; /* π⁰ */
    double profile[FORECAST_SLOTS];      /* π, sums to 1 */
};

/*
 * counts[week * FORECAST_SLOTS + slot]. All NaN without weeks or tickets. Below
 * FORECAST_LEAST_WEEKS only the profile is to be shown. A yearly season is not modelled.
 * Fails only for want of memory.
 */
MUST_CHECK bool forecast_fit(const double *counts, size_t week_count, struct forecast *out,
                             struct error *err);

/* Tickets of the week that is `horizon` weeks (>= 1) after the last. */
double forecast_week_mean(const struct forecast *forecast, int horizon);
double forecast_mean(const struct forecast *forecast, int horizon, size_t slot);
double forecast_quantile(const struct forecast *forecast, int horizon, size_t slot, double p);

/* Of the sum over slots [first, end): quantiles do not add up, because the level is shared. */
double forecast_sum_quantile(const struct forecast *forecast, int horizon, size_t first, size_t end,
                             double p);

/*
 * Share of the hours of the last FORECAST_HELD_WEEKS that fell within the 5-95 % band forecast from
 * the weeks before; NaN below FORECAST_LEAST_WEEKS of those. Poor outside .80 … .97.
 */
MUST_CHECK bool forecast_coverage(const double *counts, size_t week_count, double *out,
                                  struct error *err);
bool forecast_is_poor(double coverage);

/* How a holiday compares with the Sunday profile, shrunk towards 1: (seen + 2)/(expected + 2). */
double forecast_holiday_ratio(double seen, double expected);

#endif
