/* control charts, change points, negative binomial, log-normal, forecast. */
#include "testing.h"

#include "statistics/change_point.h"
#include "statistics/control_chart.h"
#include "statistics/forecast.h"
#include "statistics/lognormal.h"
#include "statistics/negative_binomial.h"

/* Numbers that jump about without a generator: 0 … 1. */
static double jumble(size_t i)
{
    return fmod((double)(i + 1) * 0.6180339887498949, 1);
}

/* ---- charts ---- */

static void moving_a_series_moves_its_limits_and_no_signal(void **state)
{
    (void)state;
    double x[40], moved[40];
    struct individuals_chart a, b;
    uint8_t hits[40], moved_hits[40];
    struct error err = {0};

    for (size_t i = 0; i < 40; i++) {
        x[i] = floor(64 * jumble(i)) + (i > 30 ? 90 : 0);
        moved[i] = 2 * x[i] + 1024;
    }
    assert_ok(individuals_chart(x, 24, CHART_MEAN, &a, &err), err);
    assert_ok(individuals_chart(moved, 24, CHART_MEAN, &b, &err), err);
    nelson_rules(x, 40, a.centre, a.sigma, hits);
    nelson_rules(moved, 40, b.centre, b.sigma, moved_hits);

    assert_near(b.limits.high, 2 * a.limits.high + 1024, 1e-12);
    assert_near(b.range_limit, 2 * a.range_limit, 1e-12);
    assert_memory_equal(hits, moved_hits, sizeof hits);
    assert_true(hits[39] & NELSON_ALARM);
}

static void each_rule_needs_its_whole_run(void **state)
{
    (void)state;
    const double side[] = {1, 1, 1, 1, 1, 1, 1, 1, 1}, climb[] = {0, 1, 2, 3, 4, 5};
    const double fall[] = {5, 4, 3, 2, 1, 0};
    uint8_t hits[9];

    nelson_rules(side, 9, 0.5, 10, hits);
    assert_false(hits[7] & 1 << 1);
    assert_true(hits[8] & 1 << 1);
    nelson_rules(climb, 6, 2.5, 10, hits);
    assert_false(hits[4] & 1 << 2);
    assert_true(hits[5] & 1 << 2);
    nelson_rules(fall, 6, 2.5, 10, hits);
    assert_false(hits[4] & 1 << 2);
    assert_true(hits[5] & 1 << 2);
}

static void a_short_baseline_has_no_limits(void **state)
{
    (void)state;
    const double x[] = {4};
    struct individuals_chart chart;
    struct error err = {0};

    assert_ok(individuals_chart(x, 1, CHART_MEDIAN, &chart, &err), err);
    assert_true(isnan(chart.centre) && isnan(chart.limits.low));
}

static void a_week_without_tickets_does_not_break_the_chart_of_shares(void **state)
{
    (void)state;
    const double k[] = {8, 0, 7, 9, 6}, n[] = {10, 0, 10, 10, 10};
    const double k_full[] = {8, 7, 9, 6}, n_full[] = {10, 10, 10, 10};
    struct laney_chart a = laney_chart(k, n, 5), b = laney_chart(k_full, n_full, 4);

    assert_near(a.centre, 0.75, 1e-15);
    assert_near(a.spread, b.spread, 1e-15);
    assert_false(laney_point(a, 0, 0).is_signal);
}

/* ---- change points ---- */

static void a_step_is_found_where_it_is_and_flat_series_have_none(void **state)
{
    (void)state;
    double x[30], flat[30];
    OWN(change_points_release) struct change_points step = {0};
    OWN(change_points_release) struct change_points none = {0};
    struct error err = {0};

    for (size_t i = 0; i < 30; i++) {
        flat[i] = jumble(i);
        x[i] = jumble(i) + (i >= 17 ? 5 : 0);
    }
    assert_ok(change_points_level(x, 30, 3, change_penalty(30), &step, &err), err);
    assert_ok(change_points_level(flat, 30, 3, change_penalty(30), &none, &err), err);
    assert_int_equal(step.count, 1);
    assert_int_equal(step.at[0], 17);
    assert_int_equal(none.count, 0);
}

static void the_partition_is_the_best_of_all(void **state)
{
    (void)state;
    double x[12], penalty = 2;
    OWN(change_points_release) struct change_points got = {0};
    struct error err = {0};

    for (size_t i = 0; i < 12; i++)
        x[i] = floor(8 * jumble(i)) + (i / 4 == 1 ? 9 : 0);
    assert_ok(change_points_level(x, 12, 2, penalty, &got, &err), err);
    /* every set of changes after 1 … 11 points, as bits */
    double best = INFINITY;
    for (unsigned cuts = 0; cuts < 1u << 11; cuts++) {
        double cost = -penalty;
        bool is_allowed = true;
        for (size_t from = 0, to = 1; from < 12; to++) {
            if (to < 12 && !(cuts >> (to - 1) & 1))
                continue;
            double sum = 0, squares = 0;
            for (size_t i = from; i < to; i++) {
                sum += x[i];
                squares += x[i] * x[i];
            }
            is_allowed &= to - from >= 2;
            cost += (squares - sum * sum / (double)(to - from)) / got.variance + penalty;
            from = to;
        }
        best = is_allowed ? fmin(best, cost) : best;
    }
    assert_near(got.objective, best, 1e-12);
}

static void of_equal_partitions_the_earliest_change_is_taken(void **state)
{
    (void)state;
    const double k[] = {9, 9, 9, 5, 1, 1, 1}, n[] = {10, 10, 10, 10, 10, 10, 10};
    OWN(change_points_release) struct change_points got = {0};
    struct error err = {0};

    /* mirrored: the middle week may join either side at the same cost */
    assert_ok(change_points_share(k, n, 7, 1, 3, 1, &got, &err), err);
    assert_int_equal(got.count, 1);
    assert_int_equal(got.at[0], 3);
}

static void a_large_offset_changes_no_date(void **state)
{
    (void)state;
    double x[30], far[30];
    OWN(change_points_release) struct change_points a = {0};
    OWN(change_points_release) struct change_points b = {0};
    struct error err = {0};

    for (size_t i = 0; i < 30; i++) {
        x[i] = floor(16 * jumble(i)) + (i >= 12 ? 40 : 0);
        far[i] = x[i] + 1714521600;
    }
    assert_ok(change_points_level(x, 30, 3, 10, &a, &err), err);
    assert_ok(change_points_level(far, 30, 3, 10, &b, &err), err);
    assert_int_equal(a.count, 1);
    assert_near(b.objective, a.objective, 1e-9);
}

static void a_constant_series_tells_nothing(void **state)
{
    (void)state;
    const double x[] = {5, 5, 5, 5, 5, 5, 5, 5};
    OWN(change_points_release) struct change_points got = {0};
    struct error err = {0};

    assert_ok(change_points_level(x, 8, 3, 6, &got, &err), err);
    assert_int_equal(got.count, 0);
    assert_true(isnan(got.objective));
}

static void a_drop_of_shares_is_dated_and_a_short_series_is_not(void **state)
{
    (void)state;
    double k[26], n[26];
    OWN(change_points_release) struct change_points points = {0};
    OWN(change_posterior_release) struct change_posterior posterior = {0};
    OWN(change_posterior_release) struct change_posterior brief = {0};
    struct error err = {0};

    for (size_t i = 0; i < 26; i++) {
        n[i] = 100;
        k[i] = (i < 15 ? 88 : 70) + floor(5 * jumble(i));
    }
    assert_ok(change_points_share(k, n, 26, 1, 3, change_penalty(26), &points, &err), err);
    assert_ok(change_posterior(k, n, 26, 1, 3, &posterior, &err), err);
    assert_ok(change_posterior(k, n, 5, 1, 3, &brief, &err), err);
    assert_int_equal(posterior.likeliest, 15);
    assert_true(change_is_dated(&points, &posterior));
    assert_true(isnan(brief.probability) && !change_is_dated(&points, &brief));
}

/* ---- negative binomial ---- */

static void a_quantile_is_the_first_count_that_reaches_its_level(void **state)
{
    (void)state;
    const double sizes[] = {0.1, 2.5, 40, 1e9};

    for (size_t i = 0; i < 4; i++) {
        for (double p = 0.05; p < 1; p += 0.0625) {
            double y = negative_binomial_quantile(p, 7.5, sizes[i]);
            assert_true(negative_binomial_cdf(y, 7.5, sizes[i]) >= p - 1e-12);
            assert_true(negative_binomial_cdf(y - 1, 7.5, sizes[i]) < p);
        }
    }
    assert_true(negative_binomial_quantile(0.9, 0, 2) == 0);
}

static void probabilities_add_up_to_the_cdf(void **state)
{
    (void)state;
    double sum = 0;

    for (double y = 0; y <= 12; y++)
        sum += exp(negative_binomial_log_probability(y, 7.5, 2.5));
    assert_near(sum, negative_binomial_cdf(12, 7.5, 2.5), 1e-12);
}

static void counts_more_even_than_poisson_are_called_poisson(void **state)
{
    (void)state;
    const double counts[] = {5, 5, 6, 5, 5, 4, 5, 5}, means[] = {5, 5, 5, 5, 5, 5, 5, 5};
    struct negative_binomial_fit got = negative_binomial_fit(counts, means, 8);

    assert_true(got.is_poisson && isnan(got.size_error));
    assert_true(isnan(negative_binomial_fit(counts, means, 0).size));
}

/* ---- log-normal ---- */

static void longer_censored_waits_raise_the_median(void **state)
{
    (void)state;
    const double times[] = {10, 20, 30, 40, 80}, later[] = {10, 20, 30, 40, 160};
    const bool is_event[] = {true, true, true, true, false};
    const bool all[] = {true, true, true, true, true};
    struct lognormal censored = lognormal_fit(times, is_event, 5);

    assert_true(lognormal_quantile(&censored, 0.5) >
                lognormal_quantile(&(struct lognormal){.mu = log(25), .sigma = 1}, 0.5) - 10);
    assert_true(lognormal_fit(later, is_event, 5).mu > censored.mu);
    assert_true(censored.mu > lognormal_fit(times, all, 5).mu);
}

static void without_censoring_the_fit_is_mean_and_deviation_of_logarithms(void **state)
{
    (void)state;
    const double times[] = {exp(1), exp(2), exp(6)};
    const bool is_event[] = {true, true, true};
    struct lognormal got = lognormal_fit(times, is_event, 3);

    assert_near(got.mu, 3, 1e-12);
    assert_near(got.sigma, sqrt(14.0 / 3), 1e-12);
    assert_near(got.mu_variance, 14.0 / 9, 1e-12);
    assert_near(lognormal_upper(&got, exp(3)), 0.5, 1e-12);
}

static void what_cannot_be_fitted_is_unknown(void **state)
{
    (void)state;
    const double times[] = {5, 5, 5}, with_zero[] = {0, 4, 9};
    const bool none[] = {false, false, false}, all[] = {true, true, true};

    assert_true(isnan(lognormal_fit(times, all, 3).mu));
    assert_true(isnan(lognormal_fit(times, none, 3).mu));
    assert_true(isnan(lognormal_fit(with_zero, all, 3).mu));
    assert_true(isnan(lognormal_fit(times, all, 0).mu));
}

/* ---- forecast ---- */

enum { WEEKS = 16 };
static double counts[WEEKS * FORECAST_SLOTS];

static void fill_weeks(double growth)
{
    for (size_t i = 0; i < WEEKS * FORECAST_SLOTS; i++) {
        size_t slot = i % FORECAST_SLOTS, week = i / FORECAST_SLOTS;
        bool is_open = slot / 24 < 5 && slot % 24 >= 9 && slot % 24 < 18;
        double mean = (is_open ? 8 : 0.3) * (1 + growth * (double)week);
        counts[i] = floor(mean * 2 * jumble(i));
    }
}

static void a_growing_desk_is_forecast_to_grow_ever_less(void **state)
{
    (void)state;
    struct forecast got;
    struct error err = {0};

    fill_weeks(0.04);
    assert_ok(forecast_fit(counts, WEEKS, &got, &err), err);
    double now = exp(got.log_level), soon = forecast_week_mean(&got, 1);
    double later = forecast_week_mean(&got, 50), latest = forecast_week_mean(&got, 200);
    assert_true(got.used_slope > 0 && now < soon && soon < later);
    assert_near(latest, now * exp(9 * got.used_slope), 1e-6);
}

static void the_profile_adds_up_and_every_hour_is_forecast(void **state)
{
    (void)state;
    struct forecast got;
    struct error err = {0};
    double sum = 0;

    fill_weeks(0);
    assert_ok(forecast_fit(counts, WEEKS, &got, &err), err);
    for (size_t slot = 0; slot < FORECAST_SLOTS; slot++) {
        sum += got.profile[slot];
        assert_true(forecast_quantile(&got, 2, slot, 0.95) >=
                    forecast_quantile(&got, 2, slot, 0.5));
    }
    assert_near(sum, 1, 1e-12);
}

static void the_busy_day_is_less_than_its_busy_hours_added_up(void **state)
{
    (void)state;
    struct forecast got;
    struct error err = {0};
    double added = 0;

    fill_weeks(0);
    assert_ok(forecast_fit(counts, WEEKS, &got, &err), err);
    for (size_t slot = 0; slot < 24; slot++)
        added += forecast_quantile(&got, 1, slot, 0.95);
    double day = forecast_sum_quantile(&got, 1, 0, 24, 0.95);
    assert_true(day < added);
    assert_near(forecast_sum_quantile(&got, 1, 10, 11, 0.8), forecast_quantile(&got, 1, 10, 0.8),
                0);
}

static void a_band_is_tested_only_with_weeks_enough(void **state)
{
    (void)state;
    struct error err = {0};
    double coverage = 0;

    fill_weeks(0);
    assert_ok(forecast_coverage(counts, 11, &coverage, &err), err);
    assert_true(isnan(coverage) && !forecast_is_poor(coverage));
    assert_ok(forecast_coverage(counts, WEEKS, &coverage, &err), err);
    assert_true(coverage > 0.8 && coverage <= 1);
}

static void weeks_without_tickets_forecast_nothing(void **state)
{
    (void)state;
    struct forecast got;
    struct error err = {0};

    memset(counts, 0, sizeof counts);
    assert_ok(forecast_fit(counts, WEEKS, &got, &err), err);
    assert_true(isnan(got.log_level) && isnan(forecast_mean(&got, 1, 0)));
    assert_ok(forecast_fit(counts, 0, &got, &err), err);
    assert_true(isnan(forecast_quantile(&got, 1, 0, 0.5)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moving_a_series_moves_its_limits_and_no_signal),
        cmocka_unit_test(each_rule_needs_its_whole_run),
        cmocka_unit_test(a_short_baseline_has_no_limits),
        cmocka_unit_test(a_week_without_tickets_does_not_break_the_chart_of_shares),
        cmocka_unit_test(a_step_is_found_where_it_is_and_flat_series_have_none),
        cmocka_unit_test(the_partition_is_the_best_of_all),
        cmocka_unit_test(of_equal_partitions_the_earliest_change_is_taken),
        cmocka_unit_test(a_large_offset_changes_no_date),
        cmocka_unit_test(a_constant_series_tells_nothing),
        cmocka_unit_test(a_drop_of_shares_is_dated_and_a_short_series_is_not),
        cmocka_unit_test(a_quantile_is_the_first_count_that_reaches_its_level),
        cmocka_unit_test(probabilities_add_up_to_the_cdf),
        cmocka_unit_test(counts_more_even_than_poisson_are_called_poisson),
        cmocka_unit_test(longer_censored_waits_raise_the_median),
        cmocka_unit_test(without_censoring_the_fit_is_mean_and_deviation_of_logarithms),
        cmocka_unit_test(what_cannot_be_fitted_is_unknown),
        cmocka_unit_test(a_growing_desk_is_forecast_to_grow_ever_less),
        cmocka_unit_test(the_profile_adds_up_and_every_hour_is_forecast),
        cmocka_unit_test(the_busy_day_is_less_than_its_busy_hours_added_up),
        cmocka_unit_test(a_band_is_tested_only_with_weeks_enough),
        cmocka_unit_test(weeks_without_tickets_forecast_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
