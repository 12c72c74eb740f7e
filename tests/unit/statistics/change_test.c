#include "testing.h"

#include "statistics/decomposition.h"
#include "statistics/multiplicity.h"
#include "statistics/score.h"

static void mix_and_rate_add_up_to_the_change(void **state)
{
    (void)state;
    const struct change_cell cells[] = {
        {200, 180, 650, 552}, {700, 455, 250, 150}, {100, 60, 0, 0}};
    struct change_part parts[3];

    struct change change = change_decompose(cells, 3, parts);
    double sum = 0;
    for (size_t i = 0; i < 3; i++)
        sum += parts[i].mix + parts[i].rate;

    assert_near(sum, change.delta, 1e-15);
    assert_near(change.mix + change.rate, change.delta, 1e-15);
    assert_near(parts[2].rate, 0, 0); /* a channel that is gone is mix alone */
}

static void every_cell_worse_and_the_whole_better_is_simpson(void **state)
{
    (void)state;
    const struct change_cell cells[] = {{200, 180, 800, 640}, {800, 400, 200, 80}};

    struct change change = change_decompose(cells, 2, NULL);

    assert_true(change.delta > 0 && change.standard_delta < 0);
    assert_true(change.is_simpson && change.is_mix);
}

static void equal_rates_are_no_change_in_any_direction(void **state)
{
    (void)state;
    const struct change_cell cells[] = {{30, 9, 60, 18}, {70, 21, 10, 3}, {0, 0, 0, 0}};

    struct change change = change_decompose(cells, 3, NULL);

    assert_near(change.delta, 0, 1e-15);
    assert_near(change.standard_delta, 0, 1e-15);
    assert_false(change.is_simpson);
}

static void the_gap_to_the_target_is_the_sum_of_its_cells(void **state)
{
    (void)state;
    const struct gap_cell cells[] = {{60, 57}, {40, 20}};
    double parts[2];

    assert_near(gap_decompose(cells, 2, 0.9, parts), 0.9 - 0.77, 1e-15);
    assert_near(parts[0], 0.6 * (0.9 - 0.95), 1e-15);
    assert_near(parts[1], 0.4 * (0.9 - 0.5), 1e-15);
    assert_true(isnan(gap_decompose(cells, 0, 0.9, parts)));
}

static void adjusted_probabilities_keep_their_order_and_are_never_smaller(void **state)
{
    (void)state;
    const double p[] = {0.3, 0.001, 0.04, 0.04, NAN, 0.9, 0.02};
    struct error err = {0};

    for (int method = MULTIPLICITY_BH; method <= MULTIPLICITY_HOMMEL; method++) {
        double adjusted[7];
        assert_ok(multiplicity_adjust((enum multiplicity)method, p, 7, adjusted, &err), err);
        assert_true(isnan(adjusted[4]));
        for (size_t i = 0; i < 7; i++) {
            assert_true(isnan(p[i]) || (adjusted[i] >= p[i] && adjusted[i] <= 1));
            for (size_t j = 0; j < 7; j++)
                assert_false(p[i] < p[j] && adjusted[i] > adjusted[j]);
        }
    }
}

static void one_question_needs_no_adjustment(void **state)
{
    (void)state;
    struct error err = {0};

    for (int method = MULTIPLICITY_BH; method <= MULTIPLICITY_HOMMEL; method++) {
        double p = 0.03;
        assert_ok(multiplicity_adjust((enum multiplicity)method, &p, 1, &p, &err), err);
        assert_near(p, 0.03, 0);
        assert_ok(multiplicity_adjust((enum multiplicity)method, &p, 0, &p, &err), err);
    }
}

static void segments_are_judged_only_inside_families_that_stand_out(void **state)
{
    (void)state;
    const struct hypothesis hypotheses[] = {{0, 0.001}, {0, 0.9}, {1, 0.06}, {1, 0.8}, {2, 0.5}};
    struct hypothesis_verdict verdicts[5];
    double q_within = 0;
    struct error err = {0};

    assert_ok(multiplicity_families(hypotheses, 5, 3, 0.1, verdicts, &q_within, &err), err);

    assert_near(q_within, 0.1 / 3, 1e-15);
    assert_near(verdicts[2].family_p, 0.12, 1e-15);
    assert_true(verdicts[0].is_rejected);
    assert_false(verdicts[1].is_rejected);
    assert_false(verdicts[2].is_family_selected || verdicts[2].is_rejected);
}

static void a_promise_exactly_kept_is_eighty_points(void **state)
{
    (void)state;
    for (double share = 0.6; share < 1; share += 0.05) {
        struct anchors anchors = anchors_of_promise(share);
        assert_near(anchors_score(&anchors, share), 80, 1e-12);
    }
    struct anchors anchors = anchors_of_promise(0.9);
    assert_near(anchors_score(&anchors, 0.8), 50, 1e-12);
    assert_near(anchors_score(&anchors, 0.6), 0, 1e-12);
    assert_near(anchors_score(&anchors, 0.98), 100, 1e-12);
    assert_near(anchors_score(&anchors, 0.2), 0, 0);
    assert_true(isnan(anchors_score(&anchors, NAN)));
}

static void scores_never_fall_as_the_measure_rises(void **state)
{
    (void)state;
    const struct anchors up = {0.25, 0.7, 0.95, 0.995}, down = {0.08, 0.04, 0.015, 0.005};

    for (double x = 0; x < 1.1; x += 0.001) {
        assert_true(anchors_score(&up, x) <= anchors_score(&up, x + 0.001));
        assert_true(anchors_score(&down, x) >= anchors_score(&down, x + 0.001));
    }
    assert_near(anchors_slope(&up, 0.8), 30 / 0.25, 1e-12);
    assert_near(anchors_slope(&down, 0.02), -30 / 0.025, 1e-9);
    assert_near(anchors_slope(&up, 0.1), 0, 0);
    struct interval mapped = anchors_interval(&down, (struct interval){0.015, 0.04});
    assert_near(mapped.low, 50, 1e-12);
    assert_near(mapped.high, 80, 1e-12);
}

static void what_is_not_observed_widens_worst_and_best(void **state)
{
    (void)state;
    const struct score_part parts[] = {{90, {85, 95}, 3}, {60, {50, 70}, 1}, {NAN, {NAN, NAN}, 1}};

    struct composite composite = composite_measure(parts, 3, NULL);
    struct interval range = composite_weight_range(parts, 3, 0.25);

    assert_near(composite.value, 82.5, 1e-14);
    assert_near(composite.coverage, 0.8, 1e-15);
    assert_true(composite.is_published);
    assert_near(composite.worst, 66, 1e-14);
    assert_near(composite.best, 86, 1e-14);
    assert_near(composite.limits.low, 82.5 - sqrt(15.0 * 15 + 10 * 10) / 4, 1e-14);
    assert_true(composite.geometric < composite.value);
    assert_near(range.low, (3 * 0.75 * 90 + 1.25 * 60) / 3.5, 1e-14);
    assert_near(range.high, (3 * 1.25 * 90 + 0.75 * 60) / 4.5, 1e-14);
}

static void three_criteria_of_five_by_weight_are_enough(void **state)
{
    (void)state;
    struct score_part parts[] = {{80, {75, 85}, 0.25},
                                 {70, {60, 80}, 0.25},
                                 {90, {80, 95}, 0.1},
                                 {NAN, {NAN, NAN}, 0.2},
                                 {NAN, {NAN, NAN}, 0.2}};

    assert_true(composite_measure(parts, 5, NULL).is_published);
    parts[2].score = NAN;
    assert_false(composite_measure(parts, 5, NULL).is_published);
    parts[0].score = parts[1].score = NAN;
    assert_true(isnan(composite_measure(parts, 5, NULL).value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mix_and_rate_add_up_to_the_change),
        cmocka_unit_test(every_cell_worse_and_the_whole_better_is_simpson),
        cmocka_unit_test(equal_rates_are_no_change_in_any_direction),
        cmocka_unit_test(the_gap_to_the_target_is_the_sum_of_its_cells),
        cmocka_unit_test(adjusted_probabilities_keep_their_order_and_are_never_smaller),
        cmocka_unit_test(one_question_needs_no_adjustment),
        cmocka_unit_test(segments_are_judged_only_inside_families_that_stand_out),
        cmocka_unit_test(a_promise_exactly_kept_is_eighty_points),
        cmocka_unit_test(scores_never_fall_as_the_measure_rises),
        cmocka_unit_test(what_is_not_observed_widens_worst_and_best),
        cmocka_unit_test(three_criteria_of_five_by_weight_are_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
