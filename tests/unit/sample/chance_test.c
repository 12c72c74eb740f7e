#include "testing.h"

#include "simulator/chance.h"

static void a_draw_depends_on_key_and_purpose_alone(void **state)
{
    (void)state;
    /* splitmix64 with seed 1234567: the first two outputs of Vigna's reference program. */
    assert_int_equal(chance_key(1234567, 0), 6457827717110365317u);
    assert_int_equal(chance_key(1234567, 1), 3203168211198807973u);
    assert_int_not_equal(chance_key(1, 2), chance_key(2, 1));
}

static void exponentials_agree_with_the_mathematical_library(void **state)
{
    (void)state;
    for (int step = -80; step <= 80; step++)
        assert_near(chance_exp(step * .37) / exp(step * .37), 1.0, 4e-15);
}

static void normal_draws_have_mean_zero_and_variance_one(void **state)
{
    double sum = 0;
    double squares = 0;
    int beyond_two = 0;

    (void)state;
    for (uint64_t key = 0; key < 200000; key++) {
        double z = chance_normal(key, 3);
        sum += z;
        squares += z * z;
        beyond_two += z > 2;
    }
    assert_near(sum / 200000, 0, .01);
    assert_near(squares / 200000, 1, .01);
    assert_near(beyond_two / 200000.0, .0228, .003);
}

static void poisson_draws_have_their_mean_and_variance(void **state)
{
    static const double MEANS[] = {.4, 3, 25, 200};

    (void)state;
    for (size_t i = 0; i < sizeof MEANS / sizeof MEANS[0]; i++) {
        double sum = 0;
        double squares = 0;
        for (uint64_t key = 0; key < 50000; key++) {
            double count = chance_poisson(key, i, MEANS[i]);
            sum += count;
            squares += count * count;
        }
        double mean = sum / 50000;
        assert_near(mean / MEANS[i], 1, .02);
        assert_near((squares / 50000 - mean * mean) / MEANS[i], 1, .03);
    }
}

static void a_row_is_drawn_by_its_weight_and_never_one_without(void **state)
{
    static const double WEIGHTS[] = {0, 1, 0, 3};

    (void)state;
    assert_int_equal(chance_row(.0, WEIGHTS, 4), 1);
    assert_int_equal(chance_row(.24, WEIGHTS, 4), 1);
    assert_int_equal(chance_row(.26, WEIGHTS, 4), 3);
    assert_int_equal(chance_row(.999, WEIGHTS, 4), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_draw_depends_on_key_and_purpose_alone),
        cmocka_unit_test(exponentials_agree_with_the_mathematical_library),
        cmocka_unit_test(normal_draws_have_mean_zero_and_variance_one),
        cmocka_unit_test(poisson_draws_have_their_mean_and_variance),
        cmocka_unit_test(a_row_is_drawn_by_its_weight_and_never_one_without),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
