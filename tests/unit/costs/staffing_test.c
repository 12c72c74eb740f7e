#include "costs_testing.h"

#include "costs/erlang.h"
#include "costs/staffing.h"

static struct staffing plan(const struct demand *demand, double handling_s)
{
    struct error err = {0};
    struct staffing staffing = {0};
    struct staffing_case wanted = {.demand = demand, .scale = 1, .handling_s = handling_s};

    assert_ok(staffing_plan(&wanted, &staffing, &err), err);
    return staffing;
}

static void no_demand_still_needs_one_person_where_somebody_was_promised(void **state)
{
    (void)state;
    struct demand demand = even_demand(NULL, 0);

    struct staffing staffing = plan(&demand, 600);

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        assert_int_equal(staffing.seats[hour], 1);
    assert_near(staffing_year(&staffing, 0).all, 8760, 1e-12);
    assert_near(staffing_year(&staffing, 14).holiday, 336, 1e-12);
    assert_near(staffing_year(&staffing, 14).night, 2920, 1e-12);
}

static void a_night_minimum_holds_from_22_to_06(void **state)
{
    (void)state;
    struct error err = {0};
    struct demand demand = even_demand(NULL, 0);
    struct staffing_case wanted = {
        .demand = &demand, .scale = 1, .handling_s = 600, .night_minimum = 2};
    struct staffing staffing = {0};

    assert_ok(staffing_plan(&wanted, &staffing, &err), err);

    assert_int_equal(staffing.seats[5], 2);
    assert_int_equal(staffing.seats[6], 1);
    assert_int_equal(staffing.seats[21], 1);
    assert_int_equal(staffing.seats[22], 2);
}

static void one_class_is_plain_erlang_c(void **state)
{
    (void)state;
    struct demand_stream stream = even_stream(true, 20, 200);
    struct demand demand = even_demand(&stream, 1);
    uint32_t expected = 0;
    struct seats_wanted wanted = {.load = 10,
                                  .handling_s = 180,
                                  .within_s = 20,
                                  .share = .8,
                                  .most_occupancy = 1,
                                  .least = 1,
                                  .most = 100};
    assert_true(erlang_c_seats(&wanted, &expected));

    assert_int_equal(plan(&demand, 180).seats[0], expected);
    assert_int_equal(expected, 14);
}

static void a_strict_minority_is_served_first_and_does_not_set_the_seats_of_all(void **state)
{
    (void)state;
    struct demand_stream both[] = {even_stream(true, 60, 2), even_stream(true, 3600, 58)};
    struct demand_stream strict = even_stream(true, 60, 60);
    struct demand_stream lax = even_stream(true, 3600, 60);
    struct demand mixed = even_demand(both, 2);
    struct demand all_strict = even_demand(&strict, 1);
    struct demand all_lax = even_demand(&lax, 1);

    uint32_t seats = plan(&mixed, 600).seats[0];

    assert_true(seats <= plan(&all_strict, 600).seats[0]);
    assert_true(seats >= plan(&all_lax, 600).seats[0]);
}

static void work_that_may_wait_fills_the_idle_seats_first(void **state)
{
    (void)state;
    struct demand_stream light = even_stream(false, 8 * 3600, .5); /* half an erlang */
    struct demand_stream heavy = even_stream(false, 8 * 3600, 3);
    struct demand one = even_demand(&light, 1);
    struct demand more = even_demand(&heavy, 1);

    struct staffing staffing = plan(&one, 3600);

    assert_int_equal(staffing.seats[0], 1);
    assert_near(staffing.deadline_seats, .5, 1e-9);
    assert_true(plan(&more, 3600).seats[12] >= 4); /* three erlangs and their buffer, by day */
    assert_int_equal(staffing.impossible_hour, -1);
}

static void a_deadline_that_no_covered_hour_precedes_is_named(void **state)
{
    (void)state;
    struct demand_stream stream = even_stream(false, 3600, 0);
    stream.rate[100] = 1;
    struct demand demand = even_demand(&stream, 1);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        demand.covered[hour] = demand.office[hour] = hour < 50;

    struct staffing staffing = plan(&demand, 600);

    assert_int_equal(staffing.impossible_hour, 100);
    assert_int_equal(staffing.seats[60], 0);
}

static void a_share_of_one_is_refused_with_a_hint(void **state)
{
    (void)state;
    struct error err = {0};
    struct demand_stream stream = even_stream(true, 20, 1);
    stream.share = 1;
    struct demand demand = even_demand(&stream, 1);
    struct staffing staffing;
    struct staffing_case wanted = {.demand = &demand, .scale = 1, .handling_s = 600};

    assert_false(staffing_plan(&wanted, &staffing, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_demand_still_needs_one_person_where_somebody_was_promised),
        cmocka_unit_test(a_night_minimum_holds_from_22_to_06),
        cmocka_unit_test(one_class_is_plain_erlang_c),
        cmocka_unit_test(a_strict_minority_is_served_first_and_does_not_set_the_seats_of_all),
        cmocka_unit_test(work_that_may_wait_fills_the_idle_seats_first),
        cmocka_unit_test(a_deadline_that_no_covered_hour_precedes_is_named),
        cmocka_unit_test(a_share_of_one_is_refused_with_a_hint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
