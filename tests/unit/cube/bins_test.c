#include "testing.h"

#include "cube/bins.h"

static void every_bin_ends_where_the_next_begins(void **state)
{
    (void)state;
    for (unsigned bin = 1; bin < bin_count(); bin++) {
        int64_t upper = bin_upper_s((uint16_t)bin);
        assert_true(upper > bin_upper_s((uint16_t)(bin - 1)));
        assert_int_equal(bin_of(upper), bin);
        if (bin + 1 < bin_count())
            assert_int_equal(bin_of(upper + 1), bin + 1);
    }
}

static void seconds_minutes_and_octaves_stand_where_the_ruling_says(void **state)
{
    (void)state;
    assert_int_equal(bin_upper_s(bin_of(119)), 119);
    assert_int_equal(bin_upper_s(bin_of(120)), 120);
    assert_int_equal(bin_upper_s(bin_of(121)), 180);
    assert_int_equal(bin_upper_s(bin_of(86400)), 86400);
    assert_int_equal(bin_upper_s(bin_of(86401)), 86460);
    assert_int_equal(bin_upper_s(bin_of(691201)), 698727); /* 691200 · 2^(1/64) = 698726.6… */
    assert_int_equal(bin_upper_s((uint16_t)(bin_of(691200) + 64)), 1382400);
    assert_true(bin_upper_s((uint16_t)(bin_count() - 1)) > 20LL * 366 * 86400);
    assert_int_equal(bin_of(INT64_MAX), bin_count() - 1);
    assert_int_equal(bin_of(-5), 0);
    assert_int_equal(bin_width_s(bin_of(7200)), 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bin_ends_where_the_next_begins),
        cmocka_unit_test(seconds_minutes_and_octaves_stand_where_the_ruling_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
