/* satisfaction and agreement: what must hold whatever the counts. */
#include "testing.h"

#include "statistics/agreement.h"
#include "statistics/satisfaction.h"

static struct satisfaction surveyed(const struct survey_cell *cells, size_t count)
{
    struct survey_posterior posteriors[8];
    struct satisfaction out = {0};
    struct error err = {0};

    assert_ok(satisfaction_measure(cells, count, &SURVEY_RULE, posteriors, &out, &err), err);
    return out;
}

static void a_survey_that_everyone_answered_needs_no_assumption(void **state)
{
    (void)state;
    const struct survey_cell cells[] = {{100, 100, 80}, {50, 50, 20}};
    struct satisfaction got = surveyed(cells, 2);

    assert_near(got.worst_case.low, 100.0 / 150, 1e-15);
    assert_near(got.worst_case.high, 100.0 / 150, 1e-15);
    assert_near(got.response_ratio, 1, 1e-15);
}

static void a_cell_that_answers_more_does_not_weigh_more(void **state)
{
    (void)state;
    /* the happy answer nine times as often; half of the tickets are not happy */
    const struct survey_cell cells[] = {{1000, 900, 900}, {1000, 100, 0}};
    struct satisfaction got = surveyed(cells, 2);

    assert_near(got.crude, 0.9, 1e-15);
    assert_near(got.value, 0.5, 0.01);
}

static void the_three_answers_contain_each_other(void **state)
{
    (void)state;
    const struct survey_cell cells[] = {{820, 98, 84}, {310, 31, 17}, {140, 0, 0}};
    struct satisfaction got = surveyed(cells, 3);

    assert_true(got.worst_case.low <= got.bounds.low && got.bounds.high <= got.worst_case.high);
    assert_true(got.sensitivity.low <= got.bounds.low && got.bounds.low <= got.value);
    assert_true(got.value <= got.bounds.high && got.bounds.high <= got.sensitivity.high);
}

static void no_answer_is_unknown_but_for_the_worst_case(void **state)
{
    (void)state;
    const struct survey_cell cells[] = {{820, 0, 0}, {310, 0, 0}};
    struct satisfaction got = surveyed(cells, 2);

    assert_true(isnan(got.value) && isnan(got.crude) && isnan(got.sensitivity.low));
    assert_true(got.worst_case.low == 0 && got.worst_case.high == 1);
}

static void ten_promoters_of_ten_do_not_prove_a_hundred(void **state)
{
    (void)state;
    struct promoter_score got = promoter_score(10, 0, 0, 0.95);

    assert_near(got.points, 100, 1e-15);
    assert_near(got.wald.low, 100, 1e-15);
    assert_near(got.adjusted_points, 100 * 10.0 / 13, 1e-12);
    assert_true(got.adjusted.low < 60 && got.adjusted.high == 100);
}

/* ---- reviews, raters ---- */

static void a_sample_that_is_the_whole_has_no_error(void **state)
{
    (void)state;
    const struct review_stratum strata[] = {{40, 40, 30}, {10, 10, 9}};
    struct review_share got = review_measure(strata, 2, 0.95);

    assert_near(got.value, 39.0 / 50, 1e-15);
    assert_true(got.variance == 0);
    assert_near(got.limits.low, 0.78, 1e-15);
    assert_near(got.limits.high, 0.78, 1e-15);
}

static void a_faultless_sample_still_has_limits(void **state)
{
    (void)state;
    const struct review_stratum strata[] = {{4000, 60, 60}};
    struct review_share got = review_measure(strata, 1, 0.95);

    assert_true(got.value == 1 && got.limits.high == 1);
    assert_true(got.limits.low > 0.9 && got.limits.low < 0.97);
}

static void a_stratum_that_nobody_read_is_left_out_and_told(void **state)
{
    (void)state;
    const struct review_stratum strata[] = {{300, 30, 24}, {100, 0, 0}};
    struct review_share got = review_measure(strata, 2, 0.95);

    assert_near(got.value, 0.8, 1e-15);
    assert_near(got.unchecked_share, 0.25, 1e-15);
}

static void a_rater_without_error_is_not_corrected(void **state)
{
    (void)state;
    const struct rater perfect = {70, 100, 1, 50, 1, 50}, coin = {70, 100, 0.6, 50, 0.6, 50};
    struct corrected_share got = rater_correct(&perfect, 0.95);

    assert_near(got.value, 0.7, 1e-15);
    assert_near(got.error, sqrt(0.7 * 0.3 / 100), 1e-15);
    assert_true(got.is_usable);
    assert_false(rater_correct(&coin, 0.95).is_usable);
}

static void kappa_is_one_in_full_agreement_and_zero_by_chance(void **state)
{
    (void)state;
    const double same[] = {5, 0, 0, 0, 7, 0, 0, 0, 9}, chance[] = {10, 20, 30, 60};
    const double one_level[] = {12};

    assert_near(kappa_measure(same, 3).plain, 1, 1e-15);
    assert_near(kappa_measure(same, 3).quadratic, 1, 1e-15);
    assert_near(kappa_measure(chance, 2).plain, 0, 1e-15);
    assert_true(isnan(kappa_measure(one_level, 1).plain));
}

static void kappa_forgives_near_misses_only_when_weighted(void **state)
{
    (void)state;
    const double near_misses[] = {10, 5, 0, 5, 10, 5, 0, 5, 10};
    const double far_misses[] = {10, 0, 5, 0, 15, 0, 5, 0, 10};

    assert_true(kappa_measure(near_misses, 3).quadratic > kappa_measure(near_misses, 3).plain);
    assert_true(kappa_measure(far_misses, 3).quadratic < kappa_measure(far_misses, 3).plain);
}

/* Readers who may change places: 30 passed by both, 6 differ, 4 by none. */
static void two_readers_have_limits_where_a_standard_error_has_none(void **state)
{
    (void)state;
    struct reader_kappa some = reader_kappa_measure(30, 6, 4, .95);
    struct reader_kappa alike = reader_kappa_measure(17, 0, 3, .95);
    const double mirrored[] = {4, 3, 3, 30};

    assert_near(some.value, kappa_measure(mirrored, 2).plain, 1e-12);
    assert_true(some.limits.low > .05 && some.limits.low < some.value);
    assert_true(some.limits.high > some.value && some.limits.high < .9);
    assert_near(alike.value, 1, 1e-12);
    assert_near(alike.limits.high, 1, 1e-12);
    assert_true(alike.limits.low > .3 && alike.limits.low < .8);
    assert_true(isnan(reader_kappa_measure(20, 0, 0, .95).value));
    assert_true(isnan(reader_kappa_measure(0, 0, 0, .95).value));
}

static void limits_of_two_readers_hold_the_truth(void **state)
{
    (void)state;
    enum { WORLDS = 4000, TICKETS = 40 };
    const double p = .8, kappa = .6;
    const double both = p * p + kappa * p * (1 - p), differ = 2 * p * (1 - p) * (1 - kappa);
    uint64_t word = 20240701;
    int held = 0, known = 0;

    for (int world = 0; world < WORLDS; world++) {
        double counts[3] = {0};
        for (int i = 0; i < TICKETS; i++) {
            word = word * 6364136223846793005ULL + 1442695040888963407ULL;
            double u = (double)(word >> 11) * 0x1p-53;
            counts[u < both ? 0 : u < both + differ ? 1 : 2]++;
        }
        struct reader_kappa seen = reader_kappa_measure(counts[0], counts[1], counts[2], .95);
        known += isfinite(seen.value);
        held += seen.limits.low <= kappa && kappa <= seen.limits.high;
    }
    assert_true(held > .93 * known && held < .98 * known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_survey_that_everyone_answered_needs_no_assumption),
        cmocka_unit_test(a_cell_that_answers_more_does_not_weigh_more),
        cmocka_unit_test(the_three_answers_contain_each_other),
        cmocka_unit_test(no_answer_is_unknown_but_for_the_worst_case),
        cmocka_unit_test(ten_promoters_of_ten_do_not_prove_a_hundred),
        cmocka_unit_test(a_sample_that_is_the_whole_has_no_error),
        cmocka_unit_test(a_faultless_sample_still_has_limits),
        cmocka_unit_test(a_stratum_that_nobody_read_is_left_out_and_told),
        cmocka_unit_test(a_rater_without_error_is_not_corrected),
        cmocka_unit_test(kappa_is_one_in_full_agreement_and_zero_by_chance),
        cmocka_unit_test(kappa_forgives_near_misses_only_when_weighted),
        cmocka_unit_test(two_readers_have_limits_where_a_standard_error_has_none),
        cmocka_unit_test(limits_of_two_readers_hold_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
