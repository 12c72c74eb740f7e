#include "testing.h"

#include "base/arena.h"
#include "statistics/bootstrap.h"
#include "statistics/survival.h"

enum { UNITS = 200, CLUSTERS = 20 };

/* A made-up desk: replies (1), abandoned (2) and still waiting (0); always the same. */
static void make_cells(struct survival_cell *cells, double late_share)
{
    uint64_t sequence = bootstrap_cluster(SPAN("survival"), 1);

    for (uint32_t i = 0; i < UNITS; i++) {
        double u = bootstrap_uniform(bootstrap_bits(sequence, 4 * i));
        double v = bootstrap_uniform(bootstrap_bits(sequence, 4 * i + 1));
        double w = bootstrap_uniform(bootstrap_bits(sequence, 4 * i + 2));
        cells[i] = (struct survival_cell){
            .time = 1 + floor(60 * u * u),
            .entry = w < late_share ? floor(20 * u * u) : 0,
            .cause = v < 0.6   ? 1
                     : v < 0.8 ? 2
                               : SURVIVAL_CENSORED,
            .cluster = i % CLUSTERS,
            .count = 1,
        };
    }
}

static struct survival build(const struct survival_cell *cells, size_t count, struct arena *arena)
{
    struct survival survival = {0};
    struct error err = {0};

    assert_ok(survival_build(cells, count, arena, &survival, &err), err);
    return survival;
}

static struct cluster_share attain(const struct survival *survival, double time,
                                   struct arena *arena)
{
    struct survival_goal goal = {.cause = 1, .times = &time, .count = 1};
    struct cluster_share share = {0};
    struct error err = {0};

    assert_ok(survival_attainment(survival, &goal, 0, 0.95, arena, &share, &err), err);
    return share;
}

static void assert_same_curve(const struct survival *a, const struct survival *b)
{
    assert_int_equal(a->step_count, b->step_count);
    for (size_t j = 0; j < a->step_count; j++) {
        assert_memory_equal(&a->steps[j], &b->steps[j], sizeof a->steps[j]);
        for (int k = 0; k < a->cause_count; k++)
            assert_memory_equal(&a->causes[k][j], &b->causes[k][j], sizeof a->causes[k][j]);
    }
}

static void assert_same_share(const struct cluster_share *a, const struct cluster_share *b)
{
    assert_near(a->value, b->value, 0);
    assert_near(a->unit_variance, b->unit_variance, 0);
    assert_near(a->cluster_variance, b->cluster_variance, 0);
    assert_near(a->limits.low, b->limits.low, 0);
    assert_near(a->limits.high, b->limits.high, 0);
}

static void half_of_four_have_answered_after_two_of_four_times(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    const struct survival_cell cells[] = {
        {.time = 1, .cause = 1, .count = 1},
        {.time = 2, .cause = 1, .count = 1},
        {.time = 3, .cause = SURVIVAL_CENSORED, .count = 1},
        {.time = 5, .cause = 1, .count = 1},
    };

    struct survival survival = build(cells, 4, &arena);

    assert_near(survival_incidence(&survival, 1, 0.5), 0, 0);
    assert_near(survival_incidence(&survival, 1, 2), 0.5, 1e-15);
    assert_near(survival_incidence(&survival, 1, 4), 0.5, 1e-15);
    assert_near(survival_at(&survival, 9)->survival, 0, 0);
    assert_near(survival_mean(&survival, 5).value, 1 + 0.75 + 3 * 0.5, 1e-15);
}

static void order_and_cutting_of_the_cells_change_no_bit(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct survival_cell cells[UNITS], turned[2 * UNITS];
    make_cells(cells, 0.3);
    for (size_t i = 0; i < UNITS; i++)
        turned[2 * i] = turned[2 * i + 1] = cells[(i * 77) % UNITS];
    for (size_t i = 0; i < UNITS; i++)
        cells[i].count = 2;

    struct survival whole = build(cells, UNITS, &arena);
    struct survival parts = build(turned, 2 * UNITS, &arena);
    struct cluster_share a = attain(&whole, 20, &arena);
    struct cluster_share b = attain(&parts, 20, &arena);

    assert_same_curve(&whole, &parts);
    assert_same_share(&a, &b);
}

static void without_censoring_the_curve_is_the_share_that_was_answered(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct survival_cell cells[UNITS];
    make_cells(cells, 0);
    double answered = 0;
    for (size_t i = 0; i < UNITS; i++) {
        cells[i].cause = 1 + (int)(i % 2);
        answered += cells[i].cause == 1 && cells[i].time <= 20;
    }

    struct survival survival = build(cells, UNITS, &arena);
    struct cluster_share share = attain(&survival, 20, &arena);
    double x = answered / UNITS;

    assert_near(share.value, x, 1e-14);
    assert_near(share.unit_variance, x * (1 - x) / UNITS, 1e-14);
}

static void causes_and_survivors_add_up_to_one(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct survival_cell cells[UNITS];
    make_cells(cells, 0.3);

    struct survival survival = build(cells, UNITS, &arena);

    for (size_t j = 0; j < survival.step_count; j++)
        assert_near(survival.steps[j].survival + survival.causes[0][j].incidence +
                        survival.causes[1][j].incidence,
                    1, 1e-14);
}

static void a_censored_ticket_never_raises_the_share_of_all_events(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct survival_cell cells[UNITS + 1];
    make_cells(cells, 0);
    struct survival before = build(cells, UNITS, &arena);

    for (double time = 1; time < 60; time += 7) {
        cells[UNITS] = (struct survival_cell){.time = time, .count = 1};
        struct survival after = build(cells, UNITS + 1, &arena);
        for (double t = 0; t < 62; t++) {
            const struct survival_step *old = survival_at(&before, t);
            const struct survival_step *now = survival_at(&after, t);
            double old_survival = old == NULL ? 1 : old->survival;
            double new_survival = now == NULL ? 1 : now->survival;
            assert_true(new_survival >= old_survival - 1e-15);
        }
    }
}

static void a_longer_unit_of_time_stretches_times_only(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct survival_cell cells[UNITS], slow[UNITS];
    make_cells(cells, 0.3);
    for (size_t i = 0; i < UNITS; i++) {
        slow[i] = cells[i];
        slow[i].time *= 64;
        slow[i].entry *= 64;
    }

    struct survival a = build(cells, UNITS, &arena);
    struct survival b = build(slow, UNITS, &arena);
    struct cluster_share share_a = attain(&a, 20, &arena);
    struct cluster_share share_b = attain(&b, 20 * 64, &arena);

    assert_same_share(&share_a, &share_b);
    assert_near(survival_quantile(&b, 0.5, 0.95).midpoint,
                64 * survival_quantile(&a, 0.5, 0.95).midpoint, 0);
    assert_near(survival_mean(&b, 30 * 64).error, 64 * survival_mean(&a, 30).error, 1e-14);
}

/* What the prefix sums answer is what leaving out a little of each unit shows. */
static void influence_is_the_slope_of_the_share_in_the_weight_of_a_unit(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct survival_cell cells[UNITS];
    const int64_t scale = 1000000;
    double time = 20, sum = 0;
    struct survival_goal goal = {.cause = 1, .times = &time, .count = 1};
    struct survival_influence influence = {0};
    struct error err = {0};
    make_cells(cells, 0.3);
    for (size_t i = 0; i < UNITS; i++)
        cells[i].count = scale;
    struct survival survival = build(cells, UNITS, &arena);
    assert_ok(survival_influence(&survival, &goal, &arena, &influence, &err), err);

    for (size_t i = 0; i < UNITS; i++) {
        struct survival_place place;
        if (!survival_place(&survival, cells[i].time, cells[i].entry, &place))
            continue;
        double u = (double)scale * survival_influence_of(&influence, place, cells[i].cause);
        sum += u;
        if (i % 10 != 0)
            continue;
        cells[i].count = scale + 100;
        struct survival heavier = build(cells, UNITS, &arena);
        cells[i].count = scale - 100;
        struct survival lighter = build(cells, UNITS, &arena);
        cells[i].count = scale;
        double slope =
            (survival_incidence(&heavier, 1, time) - survival_incidence(&lighter, 1, time)) /
            0.0002;
        assert_near(u, slope, 1e-8);
    }
    assert_near(sum, 0, 1e-13);
}

static void the_influence_on_the_capped_mean_is_its_slope_and_its_error(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct survival_cell cells[UNITS];
    const int64_t scale = 1000000;
    const double tau = 45;
    double squares = 0;
    struct survival_influence influence = {0};
    struct error err = {0};
    make_cells(cells, 0);
    for (size_t i = 0; i < UNITS; i++)
        cells[i].count = scale;
    struct survival survival = build(cells, UNITS, &arena);
    assert_ok(survival_mean_influence(&survival, tau, &arena, &influence, &err), err);

    for (size_t i = 0; i < UNITS; i++) {
        struct survival_place place;
        if (!survival_place(&survival, cells[i].time, cells[i].entry, &place))
            continue;
        double u = survival_influence_of(&influence, place, cells[i].cause);
        squares += (double)scale * u * u;
        if (i % 10 != 0)
            continue;
        cells[i].count = scale + 100;
        struct survival heavier = build(cells, UNITS, &arena);
        cells[i].count = scale - 100;
        struct survival lighter = build(cells, UNITS, &arena);
        cells[i].count = scale;
        double slope =
            (survival_mean(&heavier, tau).value - survival_mean(&lighter, tau).value) / 0.0002;
        assert_near((double)scale * u, slope, 1e-5);
    }
    assert_near(sqrt(squares) / survival_mean(&survival, tau).error, 1, 1e-9);
}

static void the_running_variance_is_the_sum_of_squared_influences(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct survival_cell cells[UNITS];
    make_cells(cells, 0);

    struct survival survival = build(cells, UNITS, &arena);

    for (size_t j = 0; j < survival.step_count; j++) {
        struct cluster_share share = attain(&survival, survival.steps[j].time, &arena);
        assert_near(survival.causes[0][j].variance / share.unit_variance, 1, 1e-11);
    }
}

static void a_flat_curve_at_the_level_gives_the_whole_flat_piece(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    const struct survival_cell cells[] = {
        {.time = 61, .cause = 1, .count = 5},
        {.time = 63, .cause = 1, .count = 5},
    };

    struct survival survival = build(cells, 2, &arena);
    struct survival_quantile median = survival_quantile(&survival, 0.5, 0.95);

    assert_near(median.first, 61, 0);
    assert_near(median.last, 63, 0);
    assert_near(median.midpoint, 62, 0);
    assert_near(survival_quantile(&survival, 0.4, 0.95).last, 61, 0);
}

static void a_level_above_the_curve_is_not_reached(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    const struct survival_cell cells[] = {
        {.time = 10, .cause = 1, .count = 4},
        {.time = 20, .cause = SURVIVAL_CENSORED, .count = 6},
    };

    struct survival survival = build(cells, 2, &arena);

    assert_true(isnan(survival_quantile(&survival, 0.5, 0.95).midpoint));
    assert_near(survival_quantile(&survival, 0.3, 0.95).midpoint, 10, 0);
    assert_true(isnan(survival_incidence_quantile(&survival, 2, 0.1, 0.95).midpoint));
}

static void units_seen_late_are_at_risk_only_after_their_entry(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    const struct survival_cell cells[] = {
        {.time = 2, .cause = 1, .count = 1},
        {.time = 9, .entry = 2, .cause = 1, .count = 1}, /* not at risk at 2 itself */
        {.time = 9, .cause = SURVIVAL_CENSORED, .count = 2},
        {.time = 4, .entry = 4, .cause = 1, .count = 7}, /* never at risk */
    };

    struct survival survival = build(cells, 4, &arena);

    assert_int_equal(survival.step_count, 2);
    assert_int_equal(survival.unit_count, 4);
    assert_int_equal(survival.steps[0].at_risk, 3);
    assert_int_equal(survival.steps[1].at_risk, 3);
    assert_near(survival_settled_time(&survival, 3), 2, 0);
    assert_true(isnan(survival_settled_time(&survival, 4)));
}

static void all_answered_counts_those_known_and_borrows_the_effect(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct survival_cell cells[12];
    double time = 30;
    struct survival_goal goal = {.cause = 1, .times = &time, .count = 1};
    struct cluster_share share = {0};
    struct error err = {0};
    for (uint32_t i = 0; i < 12; i++)
        cells[i] = (struct survival_cell){
            .time = i, .cause = i == 0 ? SURVIVAL_CENSORED : 1, .cluster = i % 4, .count = 1};

    struct survival survival = build(cells, 12, &arena);
    assert_ok(survival_attainment(&survival, &goal, 2, 0.95, &arena, &share, &err), err);

    assert_true(share.is_boundary);
    assert_near(share.value, 1, 0);
    assert_near(share.n_eff, 11 / 2.0, 1e-15);
    assert_near(share.limits.high, 1, 0);
}

static void nothing_in_gives_an_empty_curve(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};

    struct survival survival = build(NULL, 0, &arena);

    assert_int_equal(survival.step_count, 0);
    assert_null(survival_at(&survival, 10));
    assert_near(survival_incidence(&survival, 1, 10), 0, 0);
    assert_near(survival_mean(&survival, 10).value, 10, 0);
    assert_true(isnan(survival_quantile(&survival, 0.5, 0.95).midpoint));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_of_four_have_answered_after_two_of_four_times),
        cmocka_unit_test(order_and_cutting_of_the_cells_change_no_bit),
        cmocka_unit_test(without_censoring_the_curve_is_the_share_that_was_answered),
        cmocka_unit_test(causes_and_survivors_add_up_to_one),
        cmocka_unit_test(a_censored_ticket_never_raises_the_share_of_all_events),
        cmocka_unit_test(a_longer_unit_of_time_stretches_times_only),
        cmocka_unit_test(influence_is_the_slope_of_the_share_in_the_weight_of_a_unit),
        cmocka_unit_test(the_influence_on_the_capped_mean_is_its_slope_and_its_error),
        cmocka_unit_test(the_running_variance_is_the_sum_of_squared_influences),
        cmocka_unit_test(a_flat_curve_at_the_level_gives_the_whole_flat_piece),
        cmocka_unit_test(a_level_above_the_curve_is_not_reached),
        cmocka_unit_test(units_seen_late_are_at_risk_only_after_their_entry),
        cmocka_unit_test(all_answered_counts_those_known_and_borrows_the_effect),
        cmocka_unit_test(nothing_in_gives_an_empty_curve),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
