/* A week's shifts with hours to buy, and the people that they take. */
#include "costs_testing.h"

#include "costs/roster.h"

static double required[WEEK_HOURS], cost[WEEK_HOURS], price[WEEK_HOURS];

/* One seat around the clock, 10 an hour and 12 at night; a provider at `bought`. */
static struct roster_case one_seat(double bought)
{
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        required[hour] = 1;
        cost[hour] = hour_is_night(hour) ? 12 : 10;
        price[hour] = bought;
    }
    return (struct roster_case){.required = required,
                                .hour_cost = cost,
                                .bought_price = price,
                                .yearly_hours_a_head = 1716};
}

static struct roster built(const struct roster_case *wanted, struct arena *arena)
{
    struct error err = {0};
    struct roster roster = {0};

    assert_ok(roster_build(wanted, arena, &roster, &err), err);
    return roster;
}

/* FT: 8766 hours over 1716 are 5.1 people; rounded once. */
static void one_seat_around_the_clock_takes_six_people(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct roster_case wanted = one_seat(INFINITY);
    struct roster roster = built(&wanted, &arena);

    assert_int_equal(roster.mix, ROSTER_OWN);
    assert_near(roster.own_hours, 168, 0);
    assert_near(roster.people_for_hours, 168 * 365.25 / 7 / 1716, 1e-12);
    assert_int_equal(roster.heads, 6);
    assert_near(roster.plan.cost, 168 * 10 + 56 * 2, 1e-9);
    assert_true(roster.plan.is_proved);
}

static void a_cheap_provider_takes_all_and_a_dear_one_nothing(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct roster_case cheap = one_seat(6), dear = one_seat(60);
    struct roster roster;

    cheap = one_seat(6);
    roster = built(&cheap, &arena);
    assert_int_equal(roster.mix, ROSTER_BOUGHT);
    assert_int_equal(roster.heads, 0);
    assert_near(roster.bought_hours, 168, 1e-9);
    dear = one_seat(60);
    roster = built(&dear, &arena);
    assert_int_equal(roster.mix, ROSTER_OWN);
    assert_near(roster.bought_hours, 0, 0);
}

/* Days need four, nights one: own days are cheaper, the night at the provider costs less than its
 * own shifts. The boundary is found, not told. */
static void days_of_ones_own_and_nights_at_a_provider_are_an_optimum(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct roster_case wanted = one_seat(11);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        if (hour % 24 >= 6 && hour % 24 < 22)
            required[hour] = 4;
    struct roster roster = built(&wanted, &arena);

    assert_int_equal(roster.mix, ROSTER_HYBRID);
    assert_near(roster.bought_hours, 56, 1e-9);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        assert_true((roster.bought_seats[hour] > 0) == hour_is_night(hour));
    assert_near(roster.plan.cost, 7 * 16 * 4 * 10 + 56 * 11, 1e-6);
    assert_true(roster.plan.gap < 1e-9);
}

static void nobody_of_ones_own_is_alone_at_night_where_two_are_asked_for(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct roster_case wanted = one_seat(INFINITY);
    wanted.night_minimum = 2;
    struct roster roster = built(&wanted, &arena);

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        assert_true(roster.own_seats[hour] >= (hour_is_night(hour) ? 2 : 1));
}

/* At two of ours a night costs 24 an hour; a provider sits there alone for 13. */
static void a_bought_night_needs_no_second_of_ours(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct roster_case wanted = one_seat(13);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        if (!hour_is_night(hour))
            required[hour] = 4;
    wanted.night_minimum = 2;
    struct roster roster = built(&wanted, &arena);

    assert_int_equal(roster.mix, ROSTER_HYBRID);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        assert_near(roster.bought_seats[hour], hour_is_night(hour) ? 1 : 0, 1e-9);
}

/* A head that is not full costs as much as a full one: the mix must save whole heads to win. */
static void hours_that_save_no_head_save_nothing(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct roster_case wanted = one_seat(11);
    wanted.yearly_hours_a_head = 168 * 365.25 / 7 / 6; /* six full heads */
    wanted.yearly_head_cost = 10 * wanted.yearly_hours_a_head;
    struct roster six = built(&wanted, &arena);
    wanted.yearly_hours_a_head *= .99; /* the seventh would do very little */
    struct roster seven = built(&wanted, &arena);

    assert_int_equal(six.heads, six.mix == ROSTER_OWN ? 6 : six.heads);
    assert_true(six.yearly_cost <= seven.yearly_cost + 1e-6);
    assert_true(seven.heads < 7); /* some hours are bought instead */
}

static void an_hour_that_nothing_reaches_is_named(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    bool closed[WEEK_HOURS] = {0};
    char name[HOUR_NAME_SIZE];
    struct roster_case wanted = one_seat(INFINITY);
    for (int hour = 5 * 24; hour < WEEK_HOURS; hour++)
        closed[hour] = true;
    wanted.is_closed = closed;
    struct roster roster = built(&wanted, &arena);

    assert_int_equal(roster.first_unmet, 5 * 24);
    assert_int_equal(roster.plan.unmet_count, 48);
    hour_name(roster.first_unmet + 3, name);
    assert_string_equal(name, "Saturday 03:00");
}

static void the_law_refuses_tours_without_rest(void **state)
{
    (void)state;
    static const struct shift_kind tours[] = {
        {.length_hours = 13, .day_count = 1},                   /* too long */
        {.length_hours = 12, .lunch_hours = 2, .day_count = 2}, /* 10 hours of rest */
        {.length_hours = 6, .day_count = 7},                    /* no weekly rest */
        {.length_hours = 10, .day_count = 5},                   /* 50 hours */
    };
    static const struct shift_kind five = {.length_hours = 8, .lunch_hours = 1, .day_count = 5};

    for (size_t i = 0; i < 4; i++) {
        struct error err = {0};
        assert_false(shift_kind_check(&tours[i], &ROSTER_RULES, &err));
        assert_int_equal(err.kind, ERROR_USAGE);
    }
    assert_true(shift_kind_check(&five, &ROSTER_RULES, NULL));
}

static void an_own_night_hour_costs_its_premium_and_the_contributions_on_it(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct payroll_table table;
    struct error err = {0};
    double hours[WEEK_HOURS];
    struct own_staff_settings own = {
        .yearly_hours = 1972, .night_premium_share = .2, .span_of_control = 12};
    assert_ok(payroll_find("ru-2026", &arena, &table, &err), err);

    own_hours_cost(&own, &table, 12000000, 0, hours);

    double rate = 12 * 12000000 / 1972.0;
    assert_near(hours[12], rate * 1.302, 1e-9);
    assert_near(hours[2] - hours[12], rate * .2 * 1.302, 1e-9);
}

static void tickets_of_an_hour_are_shared_by_the_seats_that_they_would_take(void **state)
{
    (void)state;
    struct demand_stream stream = even_stream(true, 3600, 3);
    struct demand demand = even_demand(&stream, 1);
    bool served[WEEK_HOURS] = {[1] = true, [2] = true};
    double seats[WEEK_HOURS] = {[1] = 2}, prices[WEEK_HOURS];

    hour_price_of_tickets(&demand, 500, seats, served, prices);

    assert_near(prices[1], 750, 0);
    assert_near(prices[2], 0, 0);
    assert_true(isinf(prices[3]));
}

/* Work comes on Tuesday night and is due at seven; the only shift begins at nine. */
static void an_infeasible_roster_names_the_hour_in_which_work_is_due(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct error err = {0};
    static double work[WEEK_HOURS], open[WEEK_HOURS], none[WEEK_HOURS];
    static uint8_t present[WEEK_HOURS];
    struct shift_pattern day = {8, present};
    struct shift_plan plan;
    struct shift_problem problem = {.period_count = WEEK_HOURS,
                                    .pattern_count = 1,
                                    .patterns = &day,
                                    .required = none,
                                    .backlog = {work, open, NULL, 1}};

    shift_mark(present, WEEK_HOURS, 24 + 9, 8);
    work[24 + 2] = 1;
    shift_most_open(work, WEEK_HOURS, 4, open);
    assert_false(shift_plan_build(&problem, &arena, &plan, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_non_null(strstr(err.text, "Tuesday 06:00"));
    assert_non_null(strstr(err.text, "hint: "));
    shift_most_open(work, WEEK_HOURS, 12, open);
    assert_ok(shift_plan_build(&problem, &arena, &plan, &err), err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_infeasible_roster_names_the_hour_in_which_work_is_due),
        cmocka_unit_test(one_seat_around_the_clock_takes_six_people),
        cmocka_unit_test(a_cheap_provider_takes_all_and_a_dear_one_nothing),
        cmocka_unit_test(days_of_ones_own_and_nights_at_a_provider_are_an_optimum),
        cmocka_unit_test(nobody_of_ones_own_is_alone_at_night_where_two_are_asked_for),
        cmocka_unit_test(a_bought_night_needs_no_second_of_ours),
        cmocka_unit_test(hours_that_save_no_head_save_nothing),
        cmocka_unit_test(an_hour_that_nothing_reaches_is_named),
        cmocka_unit_test(the_law_refuses_tours_without_rest),
        cmocka_unit_test(an_own_night_hour_costs_its_premium_and_the_contributions_on_it),
        cmocka_unit_test(tickets_of_an_hour_are_shared_by_the_seats_that_they_would_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
