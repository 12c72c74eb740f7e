/* 16: negative binomial. 17: log-normal, complete and censored. 22: forecast of demand. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "statistics/forecast.h"
#include "statistics/lognormal.h"
#include "statistics/negative_binomial.h"
#include "statistics/quantile.h"
#include "topics.h"

/* ---- 16 ---- */

struct grouped {
    size_t count, group_count;
    double *counts, *groups, *group_means;
    double *means[2]; /* of all, of the own group */
    double mean;
};

static double mean_where(const struct grouped *grouped, const double *group)
{
    double sum = 0, count = 0;

    for (size_t i = 0; i < grouped->count; i++) {
        if (group == NULL || grouped->groups[i] == *group) {
            sum += grouped->counts[i];
            count++;
        }
    }
    return sum / count;
}

static bool is_first(const double *values, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (values[i] == values[at])
            return false;
    }
    return true;
}

static struct grouped grouped_of(struct check *check)
{
    const struct table *input = check_input(check, "g");
    struct grouped grouped = {0};

    if (input == NULL)
        return grouped;
    grouped.count = input->row_count;
    grouped.counts = check_numbers(check, input, "y");
    grouped.groups = check_numbers(check, input, "g");
    grouped.means[0] = check_array(check, grouped.count, sizeof(double));
    grouped.means[1] = check_array(check, grouped.count, sizeof(double));
    grouped.mean = mean_where(&grouped, NULL);
    for (size_t i = 0; i < grouped.count; i++) {
        grouped.group_count += is_first(grouped.groups, i);
        grouped.means[0][i] = grouped.mean;
        grouped.means[1][i] = mean_where(&grouped, &grouped.groups[i]);
    }
    return grouped;
}

/*
 * MASS prints the standard error of the size that its last Newton step began from (from the moments
 * on, until a step is below 2^-13), up to some 1e-3 away from the error at the maximum, which is
 * ours: both are compared.
 */
static double mass_error(const struct grouped *grouped, const double *means)
{
    double spread = 0, size, step = 1;
    struct negative_binomial_slope at = {0};

    for (size_t i = 0; i < grouped->count; i++)
        spread += pow(grouped->counts[i] / means[i] - 1, 2);
    size = (double)grouped->count / spread;
    for (int steps = 0; steps < 200 && fabs(step) > 0x1p-13; steps++) {
        size = fabs(size);
        at = negative_binomial_slope(grouped->counts, means, grouped->count, size);
        step = at.slope / at.information;
        size += step;
    }
    return 1 / sqrt(at.information);
}

static void sizes(struct check *check)
{
    struct grouped grouped = grouped_of(check);

    for (size_t row = 0; row < check_rows(check); row++) {
        bool by_group = strcmp(check_key_text(check, row, "model"), "group_means") == 0;
        const double *means = grouped.means[by_group];
        struct negative_binomial_fit got =
            negative_binomial_fit(grouped.counts, means, grouped.count);
        check_number(check, row, "theta", got.size);
        check_number(check, row, "se_theta", mass_error(&grouped, means));
        check_within(check, row, "se_theta", got.size_error, 1e-3);
        check_within(check, row, "loglik", got.log_likelihood, 1e-9);
        check_number(check, row, "mean", by_group ? NAN : grouped.mean);
        check_within(check, row, "pearson_phi",
                     negative_binomial_dispersion(grouped.counts, means, grouped.count,
                                                  by_group ? grouped.group_count : 1),
                     1e-9);
    }
}

static void size_quantiles(struct check *check)
{
    struct grouped grouped = grouped_of(check);
    double size = negative_binomial_fit(grouped.counts, grouped.means[1], grouped.count).size;

    check_row_count(check, grouped.group_count);
    for (size_t row = 0; row < check_rows(check); row++) {
        double group = check_key(check, row, "g");
        double mean = mean_where(&grouped, &group);
        check_within(check, row, "mu", mean, 1e-12);
        for (size_t i = 0; check_column(check, i) != NULL; i++) {
            const char *column = check_column(check, i);
            double p;
            if (column[0] == 'q' && table_parse(column + 1, &p))
                check_exact(check, row, column, negative_binomial_quantile(p, mean, size));
        }
    }
}

/* ---- 17 ---- */

struct waits {
    struct lognormal fit;
    double naive_mu, naive_sigma; /* of the events alone, as if nothing were censored */
};

static struct waits waits_of(struct check *check)
{
    const struct table *input = check_input(check, "time");
    struct waits waits = {0};
    size_t events = 0;

    if (input == NULL)
        return waits;
    const double *times = check_numbers(check, input, "time");
    const double *status = check_numbers(check, input, "status");
    bool *is_event = check_array(check, input->row_count, sizeof *is_event);
    double *logs = check_array(check, input->row_count, sizeof *logs);
    for (size_t i = 0; i < input->row_count; i++) {
        is_event[i] = status[i] == 1;
        if (is_event[i])
            logs[events++] = log(times[i]);
    }
    waits.fit = lognormal_fit(times, is_event, input->row_count);
    waits.naive_mu = sample_mean(logs, events);
    waits.naive_sigma = sample_deviation(logs, events);
    return waits;
}

static void lognormal(struct check *check)
{
    struct waits got = waits_of(check);

    check_exact(check, 0, "n", (double)got.fit.count);
    check_exact(check, 0, "events", (double)got.fit.event_count);
    check_number(check, 0, "mu", got.fit.mu);
    check_number(check, 0, "sigma", got.fit.sigma);
    check_number(check, 0, "se_mu", sqrt(got.fit.mu_variance));
    check_number(check, 0, "se_logsigma", sqrt(got.fit.log_sigma_variance));
    check_absolute(check, 0, "cov", got.fit.covariance, 1e-12); /* 0 without censoring */
    check_number(check, 0, "loglik", got.fit.log_likelihood);
    check_number(check, 0, "naive_mu_uncensored", got.naive_mu);
    check_number(check, 0, "naive_sigma_uncensored", got.naive_sigma);
}

static void lognormal_quantiles(struct check *check)
{
    struct waits got = waits_of(check);

    for (size_t row = 0; row < check_rows(check); row++) {
        double p = check_key(check, row, "q");
        check_number(check, row, "quantile", lognormal_quantile(&got.fit, p));
        check_number(check, row, "se_log", lognormal_quantile_log_error(&got.fit, p));
    }
}

/* ---- 22 ---- */

static struct forecast forecast_of(struct check *check)
{
    const struct table *input = check_input(check, "week");
    struct forecast forecast = {0};
    struct error err = {0};
    double weeks = 0;

    if (input == NULL)
        return forecast;
    const double *week = check_numbers(check, input, "week");
    const double *slot = check_numbers(check, input, "slot");
    const double *y = check_numbers(check, input, "y");
    for (size_t i = 0; i < input->row_count; i++)
        weeks = fmax(weeks, week[i]);
    double *counts = check_array(check, (size_t)weeks * FORECAST_SLOTS, sizeof *counts);
    for (size_t i = 0; i < input->row_count; i++) {
        if (week[i] >= 1 && slot[i] >= 0 && slot[i] < FORECAST_SLOTS)
            counts[((size_t)week[i] - 1) * FORECAST_SLOTS + (size_t)slot[i]] = y[i];
        else
            check_fail(check, "no hour %g of week %g", slot[i], week[i]);
    }
    if (!forecast_fit(counts, (size_t)weeks, &forecast, &err))
        check_fail(check, "%s", err.text);
    return forecast;
}

static void forecast_model(struct check *check)
{
    struct forecast got = forecast_of(check);

    check_exact(check, 0, "weeks", (double)got.week_count);
    check_number(check, 0, "slope", got.slope);
    check_number(check, 0, "mk_p", got.slope_p);
    check_number(check, 0, "slope_used", got.used_slope);
    check_number(check, 0, "log_level", got.log_level);
    check_number(check, 0, "sigma_L", got.level_error);
    /* Counts that vary no more than Poisson's: the oracle's search stops short of its end, e^12. */
    check_within(check, 0, "size", got.size, got.is_poisson ? 1e-4 : 1e-5);
    check_number(check, 0, "size_pred", got.predicted_size);
    check_number(check, 0, "loglik", got.log_likelihood);
}

static void forecast_profile(struct check *check)
{
    struct forecast got = forecast_of(check);

    check_row_count(check, FORECAST_SLOTS);
    for (size_t row = 0; row < check_rows(check); row++) {
        size_t slot = (size_t)check_key(check, row, "slot") % FORECAST_SLOTS;
        check_exact(check, row, "n", got.ticket_count[slot]);
        check_number(check, row, "pi0", got.base_profile[slot]);
        check_number(check, row, "pi", got.profile[slot]);
    }
}

static void forecast_slots(struct check *check)
{
    static const struct {
        const char *column;
        double p;
    } quantiles[] = {{"q05", 0.05}, {"q50", 0.5}, {"q80", 0.8}, {"q95", 0.95}};
    struct forecast got = forecast_of(check);

    for (size_t row = 0; row < check_rows(check); row++) {
        int horizon = (int)check_key(check, row, "h");
        size_t slot = (size_t)check_key(check, row, "slot") % FORECAST_SLOTS;
        check_number(check, row, "mean", forecast_mean(&got, horizon, slot));
        for (size_t i = 0; i < sizeof quantiles / sizeof quantiles[0]; i++)
            check_absolute(check, row, quantiles[i].column,
                           forecast_quantile(&got, horizon, slot, quantiles[i].p), 1);
    }
}

const struct topic topics_tail[] = {
    {16, "theta|pearson_phi", 1e-5, sizes},   {16, "g|mu", 0, size_quantiles},
    {17, "se_logsigma", 1e-6, lognormal},     {17, "q|se_log", 1e-6, lognormal_quantiles},
    {22, "log_level", 1e-5, forecast_model},  {22, "pi0", 1e-6, forecast_profile},
    {22, "h|slot|q95", 1e-6, forecast_slots}, {0},
};
