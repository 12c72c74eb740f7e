#include "costs_testing.h"

#include "costs/own_staff.h"

static struct own_staff_settings plain(void)
{
    return (struct own_staff_settings){.yearly_hours = 1972, .span_of_control = 12};
}

static void a_seat_around_the_clock_takes_5_10_people_in_russia_in_2026(void **state)
{
    (void)state;
    struct own_staff_settings own = plain();
    own.absence_share = (160.0 + 56 + 40) / 1972;

    assert_near(own_heads(&own, 8760), 5.1048951049, 1e-9);
    own.in_shift_share = .0625;
    assert_near(own_heads(&own, 8760 * 1.03125), 5.61538461538, 1e-9);
}

static void absence_buys_heads_and_in_shift_loss_seats_each_once(void **state)
{
    (void)state;
    struct own_staff_settings own = plain();
    own.yearly_hours = 2000;
    own.absence_share = .2;
    own.in_shift_share = .1;

    assert_near(own_hours_a_person(&own), 2000 * .8 * .9, 1e-12);
}

static void turnover_costs_productive_years_and_hires(void **state)
{
    (void)state;
    struct own_staff_settings own = plain();
    own.attrition_share = .4;
    own.ramp_months = 3;
    own.ramp_start_share = .3;
    own.vacancy_months = 1.5;

    struct turnover turnover = turnover_of(&own);
    assert_near(turnover.lost_years, .0846548156293, 1e-9);
    assert_near(turnover.effective, .920131498808, 1e-9);
    assert_near(turnover.hires_a_year, .380952380952, 1e-9);
    assert_near(turnover.filled, .952380952381, 1e-9);
}

static void nobody_leaves_where_attrition_is_nought(void **state)
{
    (void)state;
    struct own_staff_settings own = plain();
    own.vacancy_months = 12;
    own.ramp_months = 12;

    struct turnover turnover = turnover_of(&own);
    assert_near(turnover.effective, 1, 0);
    assert_near(turnover.hires_a_year, 0, 0);
    assert_near(turnover.filled, 1, 0);
}

/* The worked total of costs.md 4.8 (case TC1), in minor units of 1. */
static void a_year_of_six_people_costs_15471753(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(arena_release) struct arena arena = {0};
    struct payroll_table table = {0};
    double parts[PART_COUNT] = {0};
    assert_ok(payroll_find("ru-2026", &arena, &table, &err), err);
    struct own_staff_settings own = plain();
    own.night_premium_share = .2;
    own.holiday_premium_share = 1;
    own.attrition_share = .4;
    own.vacancy_months = 1.5;
    own.hiring_minor = 13000000;
    own.workplace_monthly_minor = 1850000;

    struct own_year year = {.heads = 6,
                            .paid_heads = 6,
                            .hires = 6 * turnover_of(&own).hires_a_year,
                            .night_hours = 2920,
                            .holiday_hours = 336,
                            .monthly_gross_minor = 12000000,
                            .lead_monthly_gross_minor = 22000000};
    own_year_cost(&own, &table, &year, parts);

    assert_near(parts[PART_COST_PREMIUMS] / 100, 426450.30426 + 245354.969574, 1e-9);
    assert_near(parts[PART_COST_CONTRIBUTIONS] / 100, 2812165.1927, 1e-9);
    assert_near(parts[PART_COST_LEADS] / 100, 1718640, 1e-9);
    assert_near(parts[PART_COST_HIRING] / 100, 297142.857143, 1e-9);
    assert_near(parts_sum(parts) / 100, 15471753.3237, 1e-9);
}

static void a_month_is_charged_by_what_the_year_has_reached(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(arena_release) struct arena arena = {0};
    struct payroll_table table = {0};
    double gross[14], due[14], sum = 0;
    assert_ok(payroll_find("ru-2026", &arena, &table, &err), err);
    for (int month = 0; month < 14; month++)
        gross[month] = 50000000; /* 500,000: the bracket of 2,979,000 is crossed in June */

    payroll_months_minor(&table, gross, 0, 14, due);

    assert_near(due[0], 500000e2 * .302, 1e-9);
    assert_near(due[5], 479000e2 * .302 + 21000e2 * .153, 1e-9);
    assert_near(due[11], 500000e2 * .153, 1e-9);
    assert_near(due[12], due[0], 0); /* January */
    for (int month = 0; month < 12; month++)
        sum += due[month];
    assert_near(sum, payroll_year_minor(&table, gross[0]), 1e-12);
}

static void a_base_by_the_month_is_capped_each_month(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(arena_release) struct arena arena = {0};
    struct payroll_table table = {0};
    double gross[] = {1000000, 200000}, due[2];
    assert_ok(payroll_find("de-2026", &arena, &table, &err), err);
    assert_false(table.is_verified);

    payroll_months_minor(&table, gross, 0, 2, due);

    assert_near(due[0], 805000 * .21, 1e-9);
    assert_near(due[1], 200000 * .21, 1e-9);
    assert_near(payroll_year_minor(&table, 1000000), 12 * 805000 * .21, 1e-9);
}

static void overtime_saves_heads_and_is_paid_above_the_rate(void **state)
{
    (void)state;
    struct payroll_table none = {0};
    struct own_staff_settings own = plain();
    double parts[PART_COUNT] = {0};
    double before = own_heads(&own, 19720);
    own.overtime_hours = 120;
    own.overtime_premium_share = .5;
    own.on_call_hours = 1000;
    own.on_call_share = .25;

    assert_near(before, 10, 1e-12);
    assert_near(own_heads(&own, 19720), 10 * 1972 / 2092.0, 1e-12);
    struct own_year year = {.heads = 2, .paid_heads = 2, .monthly_gross_minor = 1972};
    own_year_cost(&own, &none, &year, parts); /* 12 an hour */
    assert_near(parts[PART_COST_PREMIUMS], 2 * 120 * 18 + 1000 * 3, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seat_around_the_clock_takes_5_10_people_in_russia_in_2026),
        cmocka_unit_test(absence_buys_heads_and_in_shift_loss_seats_each_once),
        cmocka_unit_test(turnover_costs_productive_years_and_hires),
        cmocka_unit_test(nobody_leaves_where_attrition_is_nought),
        cmocka_unit_test(a_year_of_six_people_costs_15471753),
        cmocka_unit_test(a_month_is_charged_by_what_the_year_has_reached),
        cmocka_unit_test(a_base_by_the_month_is_capped_each_month),
        cmocka_unit_test(overtime_saves_heads_and_is_paid_above_the_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
