#include "costs_testing.h"

#include "costs/erlang.h"
#include "costs/erlang_a.h"
#include "costs/sobol.h"

static struct erlang_a abandoned(double hourly, uint32_t seats, double patience_s)
{
    struct error err = {0};
    struct erlang_a got = {0};
    struct erlang_a_queue queue = {.hourly_arrivals = hourly,
                                   .handling_s = 180,
                                   .patience_s = patience_s,
                                   .within_s = 20,
                                   .seats = seats};

    assert_ok(erlang_a(&queue, &got, &err), err);
    return got;
}

/* Garnett, Mandelbaum & Reiman: 50 agents, 48 calls a minute, 1 minute each, patience 2 minutes. */
static void fifty_agents_lose_three_in_a_hundred(void **state)
{
    (void)state;
    struct error err = {0};
    struct erlang_a got = {0};
    struct erlang_a_queue queue = {2880, 60, 120, 20, 50};

    assert_ok(erlang_a(&queue, &got, &err), err);

    assert_near(got.abandon_probability, .031, .001);
    assert_near(got.mean_wait_s, 3.7, .01);
    assert_near(got.occupancy, .93, .001);
}

static void endless_patience_is_erlang_c_and_none_is_erlang_b(void **state)
{
    (void)state;
    struct erlang_c c = erlang_c(10, 14, 180);
    struct erlang_a patient = abandoned(200, 14, 1e10);
    struct erlang_a hasty = abandoned(200, 14, 1e-6);

    assert_near(patient.wait_probability, c.wait_probability, 1e-6);
    assert_near(patient.mean_wait_s, c.mean_wait_s, 1e-6);
    assert_near(hasty.abandon_probability, erlang_b(10, 14), 1e-6);
}

static void overload_is_finite_and_more_seats_never_hurt(void **state)
{
    (void)state;
    double before = 2;

    for (uint32_t seats = 1; seats <= 40; seats++) {
        struct erlang_a got = abandoned(400, seats, 300);
        assert_true(isfinite(got.mean_wait_s) && got.mean_wait_s >= 0);
        assert_true(got.abandon_probability < before);
        assert_true(got.abandon_probability >= 0);
        assert_true(got.occupancy <= 1 + 1e-12);
        assert_true(got.answered_of_offered <= got.settled_of_offered);
        before = got.abandon_probability;
    }
}

static void whole_seats_of_the_continuous_law_are_the_recursion(void **state)
{
    (void)state;

    assert_near(erlang_b_continuous(10, 14), erlang_b(10, 14), 1e-14);
    assert_near(erlang_b_continuous(1.5, 2.25), .256191899793205, 1e-9);
    assert_near(erlang_c_continuous(480, 500.5), .256439174833931, 1e-9);
    assert_near(erlang_c_continuous(10, 9.5), 1, 0);
    double before = 1;
    for (double seats = 8.1; seats < 13; seats += .1) {
        assert_true(erlang_b_continuous(10, seats) < before);
        before = erlang_b_continuous(10, seats);
    }
}

static void overload_answers_nobody_in_time_and_waits_for_ever(void **state)
{
    (void)state;

    assert_near(erlang_c_share_within(10, 10, 180, 20), 0, 0);
    assert_near(erlang_c(11, 10, 180).wait_probability, 1, 0);
    assert_true(isinf(erlang_c(11, 10, 180).mean_wait_s));
    assert_near(erlang_c_share_within(0, 0, 180, 20), 1, 0);
}

/* Ishigami & Homma 1990 with a = 7, b = .1. */
static double ishigami(const double *u, size_t count, const void *context)
{
    double x[3];

    (void)context;
    for (size_t i = 0; i < count; i++)
        x[i] = M_PI * (2 * u[i] - 1);
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + .1 * pow(x[2], 4) * sin(x[0]);
}

static void eight_thousand_sobol_points_find_ishigamis_indices(void **state)
{
    (void)state;
    static const double FIRST[] = {.313905191148, .44241114479, 0};
    static const double TOTAL[] = {.55758885521, .44241114479, .243683664062};
    struct error err = {0};
    struct sobol got = {0};
    struct sobol_case wanted = {.function = ishigami, .input_count = 3, .point_count = 8192};

    assert_ok(sobol_by_points(&wanted, &got, &err), err);

    for (int i = 0; i < 3; i++) {
        assert_near(got.first[i], FIRST[i], .003);
        assert_near(got.total[i], TOTAL[i], .003);
    }
}

static double constant(const double *u, size_t count, const void *context)
{
    (void)u;
    (void)count;
    (void)context;
    return 3;
}

static void what_does_not_vary_has_no_indices(void **state)
{
    (void)state;
    struct error err = {0};
    struct sobol got = {0};
    struct sobol_case wanted = {.function = constant, .input_count = 2, .point_count = 64};

    assert_ok(sobol_by_points(&wanted, &got, &err), err);
    assert_true(isnan(got.first[0]));
    wanted.input_count = 21;
    assert_false(sobol_by_points(&wanted, &got, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifty_agents_lose_three_in_a_hundred),
        cmocka_unit_test(endless_patience_is_erlang_c_and_none_is_erlang_b),
        cmocka_unit_test(overload_is_finite_and_more_seats_never_hurt),
        cmocka_unit_test(whole_seats_of_the_continuous_law_are_the_recursion),
        cmocka_unit_test(overload_answers_nobody_in_time_and_waits_for_ever),
        cmocka_unit_test(eight_thousand_sobol_points_find_ishigamis_indices),
        cmocka_unit_test(what_does_not_vary_has_no_indices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
