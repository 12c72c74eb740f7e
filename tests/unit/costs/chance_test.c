#include "costs_testing.h"

#include "costs/chance.h"

enum { DRAWS = 20000 };

static void moments(double mean, double dispersion, double *out_mean, double *out_ratio)
{
    double sum = 0;
    double square = 0;

    for (int i = 0; i < DRAWS; i++) {
        double count = chance_count(mean, dispersion, (i + .5) / DRAWS);
        assert_true(count >= 0 && count == floor(count));
        sum += count;
        square += count * count;
    }
    *out_mean = sum / DRAWS;
    *out_ratio = (square / DRAWS - *out_mean * *out_mean) / *out_mean;
}

static void counts_have_the_mean_and_the_dispersion_that_were_asked(void **state)
{
    (void)state;
    static const double MEANS[] = {.5, 12, 59, 61, 2000};

    for (size_t i = 0; i < sizeof MEANS / sizeof *MEANS; i++) {
        for (double dispersion = 1; dispersion < 6; dispersion += 2) {
            double mean = 0;
            double ratio = 0;
            moments(MEANS[i], dispersion, &mean, &ratio);
            assert_near(mean / MEANS[i], 1, .01);
            assert_near(ratio / dispersion, 1, .03);
        }
    }
}

static void nought_is_nought_and_more_luck_is_never_less(void **state)
{
    (void)state;
    double before = 0;

    assert_near(chance_count(0, 3, .9), 0, 0);
    assert_near(chance_sum(0, 3, 1), 0, 0);
    for (int i = 0; i < 1000; i++) {
        double count = chance_count(20, 2, (i + .5) / 1000);
        assert_true(count >= before);
        before = count;
    }
}

static void three_quantiles_are_what_was_told(void **state)
{
    (void)state;
    struct uncertain price = {14, 20, 30};
    struct uncertain growth = {-.05, .08, .25};
    struct uncertain fixed = {7, 7, 7};
    double z = chance_normal(.9);

    assert_near(uncertain_at(&price, -z), 14, 1e-12);
    assert_near(uncertain_at(&price, 0), 20, 0);
    assert_near(uncertain_at(&price, z), 30, 1e-12);
    assert_true(uncertain_at(&price, -40) > 0);
    assert_near(uncertain_at(&growth, -z), -.05, 1e-12);
    assert_near(uncertain_at(&growth, z), .25, 1e-12);
    assert_near(uncertain_at(&fixed, 5), 7, 0);
}

static void a_name_gives_one_number_and_names_do_not_go_together(void **state)
{
    (void)state;
    double sum = 0;
    double product = 0;

    assert_true(chance_uniform(1, 2, 3) == chance_uniform(1, 2, 3));
    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        double a = chance_uniform(20240701, draw, 0) - .5;
        double b = chance_uniform(20240701, draw, 1) - .5;
        sum += a;
        product += a * b;
    }
    assert_near(sum / DRAWS, 0, .006);
    assert_near(product / DRAWS * 12, 0, .02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_have_the_mean_and_the_dispersion_that_were_asked),
        cmocka_unit_test(nought_is_nought_and_more_luck_is_never_less),
        cmocka_unit_test(three_quantiles_are_what_was_told),
        cmocka_unit_test(a_name_gives_one_number_and_names_do_not_go_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
