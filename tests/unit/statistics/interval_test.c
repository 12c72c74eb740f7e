#include "testing.h"

#include "statistics/cluster.h"
#include "statistics/distribution.h"
#include "statistics/interval.h"
#include "statistics/proportions.h"
#include "statistics/solve.h"

static void every_interval_is_the_mirror_of_its_failures(void **state)
{
    (void)state;
    static struct interval (*const kinds[])(double, double, double) = {
        interval_wilson, interval_jeffreys, interval_clopper_pearson, interval_agresti_coull};

    for (size_t i = 0; i < 4; i++) {
        for (double k = 0; k <= 17; k++) {
            struct interval done = kinds[i](k, 17, 0.95);
            struct interval failed = kinds[i](17 - k, 17, 0.95);
            assert_near(done.low, 1 - failed.high, 1e-13);
            assert_true(done.low <= k / 17 && k / 17 <= done.high);
            assert_true(done.low >= 0 && done.high <= 1);
        }
    }
}

static void none_of_none_is_unknown(void **state)
{
    (void)state;
    assert_true(isnan(interval_wilson(0, 0, 0.95).low));
    assert_true(isnan(interval_wilson(3, 2, 0.95).high));
    assert_true(isnan(interval_jeffreys(NAN, 5, 0.95).low));
    assert_true(isnan(interval_clopper_pearson(1.5, 5, 0.95).low));
}

static void no_failure_in_237_has_a_limit(void **state)
{
    (void)state;
    struct interval limits = interval_jeffreys(0, 237, 0.95);

    assert_near(limits.low, 0, 0);
    assert_near(limits.high, 0.010531879034852, 1e-13);
    assert_near(beta_cdf(limits.high, 0.5, 237.5), 0.975, 1e-14);
}

/* The first pair makes gsl_cdf_beta_Pinv run for ever. */
static void counts_in_the_millions_have_limits(void **state)
{
    (void)state;
    const double counts[][2] = {{2142279, 2892010}, {1364796, 2351510}, {1, 5e6}, {4999000, 5e6}};

    for (size_t i = 0; i < 4; i++) {
        double k = counts[i][0], n = counts[i][1];
        struct interval limits = interval_clopper_pearson(k, n, 0.95);
        assert_near(beta_cdf(limits.high, k + 1, n - k), 0.975, 1e-11);
        assert_near(beta_upper(limits.low, k, n - k + 1), 0.975, 1e-11);
    }
}

static void both_tails_of_beta_add_up_and_mirror(void **state)
{
    (void)state;
    for (double a = 0.1; a < 1e4; a *= 7) {
        for (double b = 0.3; b < 1e4; b *= 9) {
            double x = a / (a + b);
            assert_near(beta_cdf(x, a, b) + beta_upper(x, a, b), 1, 1e-14);
            assert_near(beta_cdf(x, a, b), beta_upper(1 - x, b, a), 1e-12);
            assert_near(beta_cdf(beta_quantile(0.3, a, b), a, b), 0.3, 1e-9);
        }
    }
}

static void critical_values_are_the_printed_ones(void **state)
{
    (void)state;
    assert_near(normal_two_sided(0.95), 1.959963984540054, 1e-15);
    assert_near(student_two_sided(0.95, 1), 12.706204736174698, 1e-13);
    assert_near(student_two_sided(0.95, 7), 2.364624251592785, 1e-13);
    assert_near(student_cdf(-2.364624251592785, 7), 0.025, 1e-13);
    assert_near(student_cdf(0, 3), 0.5, 1e-15);
    assert_true(isnan(student_two_sided(0.95, 0)));
}

static void the_tickets_needed_are_the_published_ones_and_no_fewer(void **state)
{
    (void)state;
    assert_near(interval_required_count(0.5, 0.10, 0.95), 93, 0);
    assert_near(interval_required_count(0.8, 0.10, 0.95), 81, 0);
    assert_near(interval_required_count(0.95, 0.10, 0.95), 49, 0);
    struct interval fewer = interval_wilson(0.8 * 80, 80, 0.95);
    assert_true(fmax(0.8 - fewer.low, fewer.high - 0.8) > 0.10);
    assert_near(interval_required_count(0.5, 0, 0.95), 0, 0);
}

static void a_change_of_sides_turns_newcombe_around(void **state)
{
    (void)state;
    struct interval forth = interval_newcombe(56, 70, 48, 80, 0.95);
    struct interval back = interval_newcombe(48, 80, 56, 70, 0.95);

    assert_near(forth.low, -back.high, 1e-15);
    assert_near(forth.low, 0.0524, 5e-5); /* Newcombe 1998, example (a), method 10 */
    assert_near(forth.high, 0.3339, 5e-5);
}

static void fisher_adds_the_tables_that_are_no_likelier(void **state)
{
    (void)state;
    /* The lady tasting tea: 3 of 4 and 1 of 4: (16 + 1 + 16 + 1) of 70. */
    assert_near(proportions_compare(3, 4, 1, 4, 0.95).fisher_p, 34.0 / 70, 1e-14);
    assert_near(proportions_compare(4, 4, 0, 4, 0.95).fisher_p, 2.0 / 70, 1e-14);
    assert_near(proportions_compare(5, 9, 5, 9, 0.95).fisher_p, 1, 1e-14);
    assert_true(isnan(proportions_compare(0, 9, 0, 9, 0.95).p));
}

static void a_factor_of_imbens_manski_goes_from_two_sides_to_one(void **state)
{
    (void)state;
    assert_near(interval_imbens_manski_factor(0, 0.01, 0.95), 1.959963984540054, 1e-12);
    assert_near(interval_imbens_manski_factor(1, 0.01, 0.95), 1.644853626951472, 1e-12);
    assert_true(isnan(interval_imbens_manski_factor(0.1, 0, 0.95)));
}

static void perfect_correlation_adds_distances(void **state)
{
    (void)state;
    const struct interval_term terms[] = {{10, {8, 13}, 1}, {20, {17, 21}, 2}, {5, {4, 9}, -1}};
    const double one[] = {1, 1, 1, 1, 1, 1, 1, 1, 1};

    struct interval limits = interval_mover(terms, 3, one);

    assert_near(limits.low, 45 - fabs(2 + 6 - 4.0), 1e-14);
    assert_near(limits.high, 45 + (3 + 2 - 1), 1e-14);
    assert_near(interval_mover(terms, 1, NULL).low, 8, 1e-14);
}

/* ---- clusters ---- */

static void one_ticket_a_cluster_leaves_the_effect_at_one(void **state)
{
    (void)state;
    struct cluster_sum clusters[50];
    for (size_t i = 0; i < 50; i++)
        clusters[i] = (struct cluster_sum){1, i % 5 != 0};

    struct cluster_share share = cluster_mean(clusters, 50, 0, 0.95);

    assert_near(share.value, 0.8, 1e-15);
    assert_near(share.effect, 50.0 / 49, 1e-14);
    assert_near(share.n_eff, 49, 1e-12);
}

static void tickets_that_agree_within_clusters_count_as_one(void **state)
{
    (void)state;
    struct cluster_sum clusters[20], tens[20];
    for (size_t i = 0; i < 20; i++) {
        clusters[i] = (struct cluster_sum){1, i % 4 != 0};
        tens[i] = (struct cluster_sum){10, 10.0 * (i % 4 != 0)};
    }

    struct cluster_share few = cluster_mean(clusters, 20, 0, 0.95);
    struct cluster_share many = cluster_mean(tens, 20, 0, 0.95);

    assert_near(many.n_eff, few.n_eff, 1e-12);
    assert_near(many.limits.low, few.limits.low, 1e-12);
}

static void relabelling_and_empty_clusters_change_nothing(void **state)
{
    (void)state;
    const struct cluster_sum clusters[] = {{5, 4}, {8, 2}, {1, 1}, {6, 6}};
    const struct cluster_sum turned[] = {{6, 6}, {0, 0}, {1, 1}, {5, 4}, {8, 2}};

    struct cluster_share a = cluster_mean(clusters, 4, 0, 0.95);
    struct cluster_share b = cluster_mean(turned, 5, 0, 0.95);

    assert_int_equal(b.cluster_count, 4);
    assert_near(a.limits.low, b.limits.low, 1e-15);
    assert_near(a.cluster_variance, b.cluster_variance, 1e-15);
}

static void one_cluster_has_no_interval(void **state)
{
    (void)state;
    const struct cluster_sum one = {30, 20};

    struct cluster_share share = cluster_mean(&one, 1, 0, 0.95);

    assert_near(share.value, 2.0 / 3, 1e-15);
    assert_near(share.n_eff, 0, 0);
    assert_true(isnan(share.limits.low) && isnan(share.limits.high));
}

static void all_in_time_borrows_the_effect_of_the_parent(void **state)
{
    (void)state;
    const struct cluster_sum clusters[] = {{10, 10}, {20, 20}, {30, 30}};

    struct cluster_share alone = cluster_mean(clusters, 3, 0, 0.95);
    struct cluster_share child = cluster_mean(clusters, 3, 4, 0.95);

    assert_true(alone.is_boundary && child.is_boundary);
    assert_near(alone.n_eff, 60, 1e-14);
    assert_near(child.n_eff, 15, 1e-14);
    assert_true(child.limits.low < alone.limits.low && child.limits.high == 1);
}

static void a_change_as_large_as_its_error_is_one_t(void **state)
{
    (void)state;
    const double sums[] = {0.03, -0.01, -0.02};

    struct cluster_change change = cluster_compare(-0.05, sums, 3, 0.95);

    assert_near(change.error, sqrt(1.5 * 0.0014), 1e-15);
    assert_near(change.p, 2 * (1 - change.drop_chance), 1e-14);
    assert_true(change.drop_chance > 0.5 && change.limits.high > 0);
}

static void clusters_alike_keep_the_plain_variance_and_freedom(void **state)
{
    (void)state;
    const double sums[] = {0.03, -0.01, -0.02}, sizes[] = {7, 7, 7};

    struct cluster_spread spread = cluster_spread(sums, sizes, 3, 21, 0.001);

    assert_near(spread.square_sum, 0.0014, 1e-15);
    assert_near(spread.freedom, 2, 1e-12);
}

/* CR3 is the jackknife that leaves out one cluster after the other. */
static void uneven_clusters_vary_as_the_jackknife_says(void **state)
{
    (void)state;
    const double n[] = {40, 6, 9, 3}, k[] = {30, 2, 7, 3};
    double sums[4], total_n = 58, total_k = 42, jackknife = 0;
    double x = total_k / total_n;

    for (int i = 0; i < 4; i++) {
        double without = (total_k - k[i]) / (total_n - n[i]);
        sums[i] = (k[i] - x * n[i]) / total_n;
        jackknife += 3.0 / 4 * (without - x) * (without - x);
    }
    struct cluster_spread spread = cluster_spread(sums, n, 4, total_n, x * (1 - x) / total_n);

    assert_near(cluster_variance_of(spread.square_sum, 4) / jackknife, 1, 1e-12);
    assert_true(spread.freedom >= 1 && spread.freedom < 2);
}

static void what_strata_differ_by_is_no_chance(void **state)
{
    (void)state;
    const double sums[] = {0.02, 0.02, 0.02, 0.02, -0.02, -0.02, -0.02, -0.02};
    const double sizes[] = {5, 5, 5, 5, 5, 5, 5, 5};
    const uint8_t weekdays[] = {0, 0, 0, 0, 6, 6, 6, 6};

    struct cluster_spread spread = cluster_spread_of_strata(sums, sizes, weekdays, 8, 40, 0.0001);

    assert_near(spread.square_sum, 0, 1e-18);
    assert_true(cluster_spread(sums, sizes, 8, 40, 0.0001).square_sum > 0.003);
}

/* Even strata: the textbook's sum of the variances within, on as many freedoms as are left. */
static void even_strata_vary_as_the_textbook_says(void **state)
{
    (void)state;
    const double sums[] = {0.05, 0.01, 0.03, -0.01, -0.05, 0.02, -0.04, -0.01};
    const double sizes[] = {6, 6, 6, 6, 6, 6, 6, 6};
    const uint8_t weekdays[] = {0, 0, 0, 0, 3, 3, 3, 3};
    double within = 0;

    for (int s = 0; s < 2; s++) {
        const double *of = sums + 4 * (size_t)s;
        double mean = (of[0] + of[1] + of[2] + of[3]) / 4;
        for (int i = 0; i < 4; i++)
            within += 4.0 / 3 * (of[i] - mean) * (of[i] - mean);
    }
    struct cluster_spread spread = cluster_spread_of_strata(sums, sizes, weekdays, 8, 48, 0.0001);

    assert_near(cluster_variance_of(spread.square_sum, 8), within, 1e-15);
    assert_near(spread.freedom, 6, 1e-12);
}

static void thin_strata_are_none(void **state)
{
    (void)state;
    const double sums[] = {0.03, -0.01, -0.02, 0.01, 0.02}, sizes[] = {3, 4, 5, 6, 7};
    const uint8_t weekdays[] = {0, 0, 0, 0, 1}, one[] = {2, 2, 2, 2, 2};
    struct cluster_spread plain = cluster_spread(sums, sizes, 5, 25, 0.001);
    struct cluster_spread thin = cluster_spread_of_strata(sums, sizes, weekdays, 5, 25, 0.001);
    struct cluster_spread single = cluster_spread_of_strata(sums, sizes, one, 5, 25, 0.001);

    assert_true(thin.square_sum == plain.square_sum && thin.freedom == plain.freedom);
    assert_true(single.square_sum == plain.square_sum && single.freedom == plain.freedom);
}

/* ---- solving ---- */

static double parabola(double x, void *context)
{
    double at = *(const double *)context;

    return (x - at) * (x - at) + 1;
}

static double line(double x, void *context)
{
    return x - *(const double *)context;
}

static void the_least_value_is_found_inside_and_at_the_ends(void **state)
{
    (void)state;
    double inside = 0.3, left = -2, right = 7;

    assert_near(solve_minimum(parabola, &inside, 0, 1, 1e-8), 0.3, 1e-7);
    assert_near(solve_minimum(parabola, &left, 0, 1, 1e-8), 0, 1e-7);
    assert_near(solve_minimum(parabola, &right, 0, 1, 1e-8), 1, 1e-7);
}

static void a_root_outside_is_unknown(void **state)
{
    (void)state;
    double inside = 0.25, outside = 3;

    assert_near(solve_root(line, &inside, 0, 1, 1e-14), 0.25, 1e-13);
    assert_true(isnan(solve_root(line, &outside, 0, 1, 1e-14)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_interval_is_the_mirror_of_its_failures),
        cmocka_unit_test(none_of_none_is_unknown),
        cmocka_unit_test(no_failure_in_237_has_a_limit),
        cmocka_unit_test(counts_in_the_millions_have_limits),
        cmocka_unit_test(both_tails_of_beta_add_up_and_mirror),
        cmocka_unit_test(critical_values_are_the_printed_ones),
        cmocka_unit_test(the_tickets_needed_are_the_published_ones_and_no_fewer),
        cmocka_unit_test(a_change_of_sides_turns_newcombe_around),
        cmocka_unit_test(fisher_adds_the_tables_that_are_no_likelier),
        cmocka_unit_test(a_factor_of_imbens_manski_goes_from_two_sides_to_one),
        cmocka_unit_test(perfect_correlation_adds_distances),
        cmocka_unit_test(one_ticket_a_cluster_leaves_the_effect_at_one),
        cmocka_unit_test(tickets_that_agree_within_clusters_count_as_one),
        cmocka_unit_test(relabelling_and_empty_clusters_change_nothing),
        cmocka_unit_test(one_cluster_has_no_interval),
        cmocka_unit_test(all_in_time_borrows_the_effect_of_the_parent),
        cmocka_unit_test(a_change_as_large_as_its_error_is_one_t),
        cmocka_unit_test(clusters_alike_keep_the_plain_variance_and_freedom),
        cmocka_unit_test(uneven_clusters_vary_as_the_jackknife_says),
        cmocka_unit_test(what_strata_differ_by_is_no_chance),
        cmocka_unit_test(even_strata_vary_as_the_textbook_says),
        cmocka_unit_test(thin_strata_are_none),
        cmocka_unit_test(the_least_value_is_found_inside_and_at_the_ends),
        cmocka_unit_test(a_root_outside_is_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
