#include "testing.h"

#include "statistics/bootstrap.h"
#include "statistics/moments.h"
#include "statistics/quantile.h"
#include "statistics/trend.h"

static void types_differ_where_they_should(void **state)
{
    (void)state;
    const double sorted[] = {1, 2, 3, 4};

    assert_near(quantile_of(sorted, 4, 0.5, QUANTILE_OBSERVED), 2, 0);
    assert_near(quantile_of(sorted, 4, 0.5, QUANTILE_AVERAGED), 2.5, 0);
    assert_near(quantile_of(sorted, 4, 0.25, QUANTILE_WEIBULL), 1.25, 1e-15);
    assert_near(quantile_of(sorted, 4, 0.25, QUANTILE_LINEAR), 1.75, 1e-15);
    assert_near(quantile_of(sorted, 4, 1, QUANTILE_MEDIAN_UNBIASED), 4, 0);
    assert_true(isnan(quantile_of(sorted, 0, 0.5, QUANTILE_LINEAR)));
    assert_true(isnan(quantile_of(sorted, 4, 1.5, QUANTILE_LINEAR)));
}

static void shift_and_scale_pass_through_the_summary(void **state)
{
    (void)state;
    double values[] = {5, 1, 9, 9, 2, 14, 3}, moved[7];
    sample_sort(values, 7);
    for (size_t i = 0; i < 7; i++)
        moved[i] = 8 * values[i] + 1000;

    assert_near(sample_median(moved, 7), 8 * sample_median(values, 7) + 1000, 0);
    assert_near(sample_mad(moved, 7), 8 * sample_mad(values, 7), 0);
    assert_near(sample_variance(moved, 7), 64 * sample_variance(values, 7), 1e-13);
    assert_near(sample_trimmed_mean(moved, 7, 0.2), 8 * sample_trimmed_mean(values, 7, 0.2) + 1000,
                1e-15);
}

static void the_spread_of_two_and_of_one_value(void **state)
{
    (void)state;
    const double two[] = {1, 4};

    assert_near(sample_mad(two, 2), 1.5, 0);
    assert_near(sample_mad(two, 1), 0, 0);
    assert_true(isnan(sample_variance(two, 1)));
    assert_true(isnan(sample_mean(two, 0)));
    assert_true(isnan(sample_mad(two, 0)));
}

static void a_sum_does_not_lose_the_small_beside_the_large(void **state)
{
    (void)state;
    const double values[] = {1e16, 1, -1e16, 1};

    assert_near(sample_sum(values, 4), 2, 0);
}

static void unknown_values_are_sorted_to_the_end(void **state)
{
    (void)state;
    double values[] = {NAN, 3, NAN, 1, 2};

    sample_sort(values, 5);

    assert_near(values[0], 1, 0);
    assert_near(values[2], 3, 0);
    assert_true(isnan(values[3]) && isnan(values[4]));
}

static void merging_two_halves_is_the_whole(void **state)
{
    (void)state;
    struct moments whole = {0}, left = {0}, right = {0}, empty = {0};
    for (int i = 0; i < 64; i++) {
        double value = 1714521600.0 + (i * 37) % 64;
        moments_add(&whole, value);
        moments_add(i < 20 ? &left : &right, value);
    }

    moments_merge(&left, &right);
    moments_merge(&left, &empty);
    moments_merge(&empty, &left);

    assert_int_equal(empty.count, 64);
    assert_near(moments_mean(&empty), moments_mean(&whole), 0);
    assert_near(moments_variance(&empty), (64.0 * 64 - 1) / 12 * 64 / 63, 1e-13);
    assert_near(moments_variance(&whole), moments_variance(&empty), 1e-13);
    assert_near(moments_skewness(&whole), 0, 1e-12);
}

static void weights_do_not_depend_on_who_asks_first(void **state)
{
    (void)state;
    uint64_t cluster = bootstrap_cluster(SPAN("acct-1"), 0);
    double sum = 0, square_sum = 0;

    for (uint32_t b = 1000; b-- > 0;) {
        int weight = bootstrap_weight(cluster, b);
        assert_int_equal(weight, bootstrap_weight(bootstrap_cluster(SPAN("acct-1"), 0), b));
        sum += weight;
        square_sum += weight * weight;
    }
    assert_near(sum / 1000, 1, 0.1);
    assert_near(square_sum / 1000, 2, 0.2);
}

static void weights_drawn_many_at_once_are_those_drawn_one_by_one(void **state)
{
    (void)state;
    struct bootstrap_ladder ladder = bootstrap_ladder();
    uint8_t weights[700];

    for (uint64_t cluster = 0; cluster < 200; cluster++) {
        bootstrap_weights(&ladder, cluster, 300, 700, weights);
        for (uint32_t b = 0; b < 700; b++)
            assert_int_equal(weights[b], bootstrap_weight(cluster, 300 + b));
    }
}

static void replicates_of_a_symmetric_statistic_are_not_moved(void **state)
{
    (void)state;
    double replicates[101], jackknife[] = {-1, 1, -2, 2};
    for (int i = 0; i < 101; i++)
        replicates[i] = (i * 29) % 101;

    struct bootstrap_bca bca = bootstrap_accelerate(50, replicates, 101, jackknife, 4, 0.95);
    struct bootstrap_summary summary = bootstrap_percentile(replicates, 101, 0.95);

    assert_near(bca.z0, 0, 1e-15);
    assert_near(bca.acceleration, 0, 1e-15);
    assert_near(bca.limits.low, summary.limits.low, 1e-12);
    assert_near(bca.limits.high, 97.5, 1e-12);
}

static void replicates_on_one_side_have_no_bca_limits(void **state)
{
    (void)state;
    double replicates[] = {1, 2, 3};
    const double jackknife[] = {5, 5, 5};

    struct bootstrap_bca bca = bootstrap_accelerate(9, replicates, 3, jackknife, 3, 0.95);

    assert_true(isnan(bca.limits.low));
}

static void the_same_replicates_are_fully_correlated(void **state)
{
    (void)state;
    const double a[] = {1, 5, 2, 8}, b[] = {-2, -10, -4, -16}, flat[] = {3, 3, 3, 3};

    assert_near(bootstrap_correlation(a, a, 4), 1, 1e-15);
    assert_near(bootstrap_correlation(a, b, 4), -1, 1e-15);
    assert_true(isnan(bootstrap_correlation(a, flat, 4)));
}

static void one_outlier_does_not_bend_the_trend(void **state)
{
    (void)state;
    const double x[] = {1, 2, 3, 4, 5, 6}, y[] = {2, 4, 6, 80, 10, 12};
    struct trend trend = {0}, flat = {0};
    struct error err = {0};

    assert_ok(trend_measure(x, y, 6, 0.95, &trend, &err), err);
    assert_near(trend.slope, 2, 0);
    assert_near(trend.intercept, 0, 0);
    assert_true(trend.limits.low <= 2 && trend.limits.high >= 2);

    const double same[] = {7, 7, 7, 7, 7, 7};
    assert_ok(trend_measure(x, same, 6, 0.95, &flat, &err), err);
    assert_near(flat.p, 1, 0);
    assert_near(flat.slope, 0, 0);

    assert_ok(trend_measure(same, y, 6, 0.95, &flat, &err), err);
    assert_true(isnan(flat.slope) && isnan(flat.limits.low));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_differ_where_they_should),
        cmocka_unit_test(shift_and_scale_pass_through_the_summary),
        cmocka_unit_test(the_spread_of_two_and_of_one_value),
        cmocka_unit_test(a_sum_does_not_lose_the_small_beside_the_large),
        cmocka_unit_test(unknown_values_are_sorted_to_the_end),
        cmocka_unit_test(merging_two_halves_is_the_whole),
        cmocka_unit_test(weights_do_not_depend_on_who_asks_first),
        cmocka_unit_test(weights_drawn_many_at_once_are_those_drawn_one_by_one),
        cmocka_unit_test(replicates_of_a_symmetric_statistic_are_not_moved),
        cmocka_unit_test(replicates_on_one_side_have_no_bca_limits),
        cmocka_unit_test(the_same_replicates_are_fully_correlated),
        cmocka_unit_test(one_outlier_does_not_bend_the_trend),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
