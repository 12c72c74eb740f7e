/* Choices: closed forms, and that what is drawn agrees with them. */
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "costs/chance.h"
#include "costs/decision.h"
#include "costs/erlang.h"
#include "costs/sobol.h"
#include "reference/cases.h"

enum { DRAWS = 20000, INPUTS = 3 };

/* ---- RG1: four options, five scenarios ---- */

static void regret_and_the_worth_of_certainty_of_five_scenarios(void **state)
{
    (void)state;
    static const char *const names[] = {"inhouse", "one_off", "contract", "hybrid"};
    OWN(arena_release) struct arena arena = {0};
    double costs[4 * 5], chances[5];
    struct decision_case wanted = {costs, chances, 4, 5, 0};
    struct decision got;
    struct error err = {0};

    for (size_t i = 0; i <= 4; i++) {
        const char *at = strstr(params_of("RG1"), i < 4 ? names[i] : "; p ");
        assert_non_null(at);
        at += i < 4 ? strlen(names[i]) : 3;
        for (size_t k = 0; k < 5; k++, at++)
            (i < 4 ? costs + 5 * i : chances)[k] = strtod(at, (char **)&at);
    }
    assert_ok(decision_make(&wanted, &arena, &got, &err), err);

    for (size_t i = 0; i < 4; i++) {
        char quantity[32];
        snprintf(quantity, sizeof quantity, "expected_%s", names[i]);
        expect("RG1", quantity, got.options[i].expected);
        snprintf(quantity, sizeof quantity, "max_regret_%s", names[i]);
        expect("RG1", quantity, got.options[i].most_regret);
    }
    expect("RG1", "evpi", got.evpi);
    assert_int_equal(got.best, 3);
    assert_int_equal(got.minimax, 3);
}

/* ---- MC1: a difference of costs that is normal ---- */

static const double MEAN = 50e3, DEVIATIONS[INPUTS] = {120e3, 90e3, 40e3},
                    SIGNS[INPUTS] = {1, -1, 1};

static double difference(const double *inputs, size_t count, const void *context)
{
    double sum = MEAN;

    (void)context;
    for (size_t i = 0; i < count; i++)
        sum += SIGNS[i] * DEVIATIONS[i] * gsl_cdf_ugaussian_Pinv(inputs[i]);
    return sum;
}

static double all_deviation(void)
{
    double variance = 0;

    for (int i = 0; i < INPUTS; i++)
        variance += DEVIATIONS[i] * DEVIATIONS[i];
    return sqrt(variance);
}

static void a_normal_difference_in_closed_form(void **state)
{
    (void)state;
    double deviation = all_deviation();
    struct normal_choice choice = normal_choice(MEAN, deviation);

    expect("MC1", "p_outsource_cheaper", choice.second_cheaper);
    expect("MC1", "evpi", choice.evpi);
    expect("MC1", "p05", MEAN + deviation * gsl_cdf_ugaussian_Pinv(.05));
    expect("MC1", "p95", MEAN + deviation * gsl_cdf_ugaussian_Pinv(.95));
    for (int i = 0; i < INPUTS; i++) {
        char quantity[32];
        double share = DEVIATIONS[i] / deviation;
        snprintf(quantity, sizeof quantity, "sobol_s%d", i + 1);
        expect("MC1", quantity, share * share);
        snprintf(quantity, sizeof quantity, "evppi_%d", i + 1);
        expect("MC1", quantity, normal_choice_evppi(MEAN, DEVIATIONS[i]));
    }
}

static void drawn_choices_agree_with_the_closed_form(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    OWN(free) double *costs = calloc(2 * DRAWS, sizeof *costs);
    OWN(free) double *inputs = calloc(INPUTS * DRAWS, sizeof *inputs);
    struct decision_case wanted = {costs, NULL, 2, DRAWS, 0};
    struct normal_choice exact = normal_choice(MEAN, all_deviation());
    struct decision got;
    struct error err = {0};

    assert_non_null(costs);
    assert_non_null(inputs);
    for (uint32_t draw = 0; draw < DRAWS; draw++) {
        double point[INPUTS];
        for (uint32_t i = 0; i < INPUTS; i++)
            inputs[i * DRAWS + draw] = point[i] = chance_uniform(20240701, draw, i);
        costs[draw] = difference(point, INPUTS, NULL); /* own staff; the provider costs 0 */
    }
    assert_ok(decision_make(&wanted, &arena, &got, &err), err);

    assert_true(got.options[1].cheapest_low < exact.second_cheaper);
    assert_true(got.options[1].cheapest_high > exact.second_cheaper);
    assert_near(got.evpi, exact.evpi, .03);
    for (int i = 0; i < INPUTS; i++) {
        double worth = 0;
        assert_ok(decision_evppi(&wanted, inputs + i * DRAWS, 0, &worth, &err), err);
        assert_true(worth <= got.evpi);
        assert_true(fabs(worth - normal_choice_evppi(MEAN, DEVIATIONS[i])) < .03 * exact.evpi);
    }
}

/* ---- MC2: volume · hours · rate ---- */

static const struct factor FACTORS[INPUTS] = {{12000, .20}, {.35, .30}, {900, .10}};

static double multiplied(const double *inputs, size_t count, const void *context)
{
    double product = 1;

    (void)context;
    for (size_t i = 0; i < count; i++)
        product *=
            FACTORS[i].median * exp(FACTORS[i].log_deviation * gsl_cdf_ugaussian_Pinv(inputs[i]));
    return product;
}

static void a_product_of_three_in_closed_form(void **state)
{
    (void)state;
    struct product product = product_of(FACTORS, INPUTS);

    expect("MC2", "mean", product.mean);
    expect("MC2", "median", product.median);
    expect("MC2", "sd", product.deviation);
    expect("MC2", "p10", product_quantile(&product, .1));
    expect("MC2", "p90", product_quantile(&product, .9));
    expect("MC2", "p_cost_below_4000000", product_below(&product, 4e6));
    for (int i = 0; i < INPUTS; i++) {
        char quantity[32];
        snprintf(quantity, sizeof quantity, "sobol_s%d", i + 1);
        expect("MC2", quantity, product_first(&product, &FACTORS[i]));
        snprintf(quantity, sizeof quantity, "sobol_st%d", i + 1);
        expect("MC2", quantity, product_total(&product, &FACTORS[i]));
    }
}

static void sobol_points_agree_with_the_closed_form(void **state)
{
    (void)state;
    struct product product = product_of(FACTORS, INPUTS);
    struct sobol_case wanted = {.function = multiplied, .input_count = INPUTS, .point_count = 8192};
    struct sobol got = {0};
    struct error err = {0};

    assert_ok(sobol_by_points(&wanted, &got, &err), err);
    assert_near(got.mean / product.mean, 1, .001);
    for (int i = 0; i < INPUTS; i++) {
        assert_near(got.first[i], product_first(&product, &FACTORS[i]), .005);
        assert_near(got.total[i], product_total(&product, &FACTORS[i]), .005);
    }
}

/* ---- DF0: mail by the wrong model ---- */

static void mail_by_erlang_c_asks_for_five_at_the_peak(void **state)
{
    (void)state;
    struct seats_wanted wanted = {.load = 2.4,
                                  .handling_s = 720,
                                  .within_s = 20,
                                  .share = .8,
                                  .most_occupancy = 1,
                                  .most = 100};
    uint32_t seats = 0;

    assert_true(erlang_c_seats(&wanted, &seats));
    expect("DF0", "erlang_c_agents_peak", seats);
    /* 12 hours of 12 and of 3 on weekdays, of 4 and of 1 at weekends, .2 hours each */
    expect("DF0", "work_hours_per_week", (5 * 12 * (12 + 3) + 2 * 12 * (4 + 1)) * .2);
}

const struct CMUnitTest CHOICE_CASES[] = {
    cmocka_unit_test(regret_and_the_worth_of_certainty_of_five_scenarios),
    cmocka_unit_test(a_normal_difference_in_closed_form),
    cmocka_unit_test(drawn_choices_agree_with_the_closed_form),
    cmocka_unit_test(a_product_of_three_in_closed_form),
    cmocka_unit_test(sobol_points_agree_with_the_closed_form),
    cmocka_unit_test(mail_by_erlang_c_asks_for_five_at_the_peak),
};
const size_t CHOICE_CASE_COUNT = sizeof CHOICE_CASES / sizeof CHOICE_CASES[0];
