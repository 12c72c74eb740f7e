/* Money: prices, pay, flows. */
#include <stdlib.h>
#include <string.h>

#include "costs/break_even.h"
#include "costs/cash_flow.h"
#include "costs/own_staff.h"
#include "costs/price.h"
#include "reference/cases.h"

/* The number in the parameters of a case after `words`. */
static double told(const char *id, const char *words)
{
    const char *at = strstr(params_of(id), words);

    assert_non_null(at);
    return strtod(at + strlen(words), NULL);
}

static void cloud_support_is_a_share_of_the_spend_with_a_floor(void **state)
{
    (void)state;
    static const struct percent_tier tiers[] = {
        {150e3, .10}, {500e3, .07}, {1e6, .05}, {INFINITY, .03}};
    static const char *const cases[] = {"TI1", "TI2", "TI3"};

    for (size_t i = 0; i < 3; i++)
        expect(cases[i], "price", price_of_spend(told(cases[i], "base="), tiers, 4, 15e3));
}

static void a_retainer_costs_more_than_at_the_mean_hours(void **state)
{
    (void)state;
    struct retainer retainer = {told("RT1", "fee="), told("RT1", "included_h="),
                                told("RT1", "overage=")};

    expect("RT1", "expected_month_cost", retainer_mean_normal(&retainer, 40, .0001));
    expect("RT1", "cost_at_mean", retainer_price(&retainer, 40));
    expect_having("RT3", "Normal(32;sd 12)", "expected_month_cost",
                  retainer_mean_normal(&retainer, 32, 12));
    expect("RT3", "cost_at_mean", retainer_price(&retainer, 32));
    expect("RT3", "expected_month_cost_gamma", retainer_mean_gamma(&retainer, 32, 12));
}

static void credits_are_owed_by_binomial_tails(void **state)
{
    (void)state;
    static const struct credit_step steps[] = {{.95, .10}, {.90, .25}};
    uint32_t tickets = (uint32_t)told("SC1", "tickets=");
    double kept = told("SC1", "p_in_sla=");

    expect("SC1", "expected_credit", credit_mean(steps, 2, told("SC1", "fee="), tickets, kept));
    expect("SC1", "p_breach_95", credit_breach(tickets, kept, .95));
}

static void it_employers_paid_one_rate_in_2025(void **state)
{
    (void)state;
    static const char *const cases[] = {"PYO2", "PYO3"};
    OWN(arena_release) struct arena arena = {0};
    struct payroll_table table;
    struct error err = {0};

    assert_ok(payroll_find("ru-2025-it", &arena, &table, &err), err);
    for (size_t i = 0; i < 2; i++)
        expect(cases[i], "employer_contrib",
               payroll_year_minor(&table, told(cases[i], "annual_gross=") / 12));
}

static void a_year_of_six_agents_in_russia(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct payroll_table table;
    struct error err = {0};
    double parts[PART_COUNT] = {0};
    struct own_staff_settings own = {.yearly_hours = told("TC1", "norm_h="),
                                     .night_premium_share = .20,
                                     .holiday_premium_share = 1,
                                     .attrition_share = told("TC1", "attrition="),
                                     .vacancy_months = told("TC1", "vacancy_m="),
                                     .hiring_minor = 9000000 + 4000000,
                                     .workplace_monthly_minor = 1500000 + 350000,
                                     .span_of_control = told("TC1", "span=")};
    struct own_year year = {.heads = told("TC1", "heads="),
                            .paid_heads = told("TC1", "heads="),
                            .hires = told("TC1", "heads=") * turnover_of(&own).hires_a_year,
                            .night_hours = told("TC1", "night_h="),
                            .holiday_hours = told("TC1", "holiday_h="),
                            .monthly_gross_minor = 100 * told("TC1", "gross_month="),
                            .lead_monthly_gross_minor = 100 * told("TC1", "manager gross_month=")};

    assert_ok(payroll_find("ru-2026", &arena, &table, &err), err);
    own_year_cost(&own, &table, &year, parts);

    double rate = 12 * year.monthly_gross_minor / own.yearly_hours / 100;
    double night = rate * year.night_hours * own.night_premium_share;
    expect("TC1", "hourly_rate", rate);
    expect("TC1", "night_premium", night);
    expect("TC1", "holiday_premium", parts[PART_COST_PREMIUMS] / 100 - night);
    expect("TC1", "contributions_agents", parts[PART_COST_CONTRIBUTIONS] / 100);
    expect("TC1", "manager_cost", parts[PART_COST_LEADS] / 100);
    expect("TC1", "hiring_cost", parts[PART_COST_HIRING] / 100);
    expect("TC1", "workplace_licence", parts[PART_COST_WORKPLACE] / 100);
    expect("TC1", "total_year", parts_sum(parts) / 100);
    expect("TC1", "cost_per_ticket", parts_sum(parts) / 100 / told("TC1", "tickets_year="));
}

/* "91.5 of 260 days" stands in the column of the source; the 35.2 % are rounded. */
static void a_third_of_the_days_away_takes_6_5_people_for_a_seat(void **state)
{
    (void)state;
    struct own_staff_settings own = {.yearly_hours = 260 * 8, .absence_share = 91.5 / 260};

    expect("FT6", "fte", own_heads(&own, 8760));
}

static void leaving_to_a_provider_pays_back_its_transition(void **state)
{
    (void)state;
    double in[36], out[36];
    double in_year = told("CB1", "inhouse_year="), transition = told("CB1", "transition=");

    for (int month = 0; month < 36; month++) {
        in[month] = in_year / 12;
        out[month] = told("CB1", "vendor_plus_oversight_year=") / 12;
    }
    struct cash_flow own = {0, in, 36}, provider = {transition, out, 36};
    double saved = cash_flow_total(&own) - cash_flow_total(&provider);

    expect("CB1", "outsource_per_year", cash_flow_total(&provider) / 3);
    expect("CB1", "saving_pct", 100 * saved / cash_flow_total(&own));
    expect("CB1", "breakeven_months", cash_flow_payback(&provider, &own));
    expect("CB1", "saving_total_3y", saved);
}

/* ---- one-off jobs, a contract, the free tier ---- */

enum { ONE_OFF, CONTRACT, FREE_TIER, CHOICE_COUNT };

static void price_incidents(double count, const void *context, double *costs)
{
    static const struct incident_terms one_off = {9000, 1.5, 1200, 14, 2000};
    static const struct incident_terms in_contract = {0, 0, 0, 4, 2000};
    static const struct incident_terms unpaid = {0, 6, 1200, 40, 2000};
    static const struct retainer contract = {60000, 20, 3000};

    (void)context;
    costs[ONE_OFF] = count * incident_cost(&one_off);
    costs[CONTRACT] = retainer_price(&contract, 2.2 * count) + count * incident_cost(&in_contract);
    costs[FREE_TIER] = count * incident_cost(&unpaid);
}

static void a_contract_wins_from_the_second_incident_of_a_month(void **state)
{
    (void)state;
    static const char *const cases[] = {"OJ1", "OJ2", "OJ3", "OJ8", "OJ20"};
    OWN(arena_release) struct arena arena = {0};
    struct break_even_case wanted = {price_incidents, NULL, CHOICE_COUNT, 1, 30, 1, 0};
    struct break_even_interval *found = NULL;
    struct error err = {0};
    size_t count = 0;

    for (size_t i = 0; i < 5; i++) {
        double costs[CHOICE_COUNT];
        price_incidents(told(cases[i], ";n="), NULL, costs);
        expect(cases[i], "one_off", costs[ONE_OFF]);
        expect(cases[i], "contract", costs[CONTRACT]);
        expect(cases[i], "free", costs[FREE_TIER]);
    }
    assert_ok(break_even_find(&wanted, &arena, &found, &count, &err), err);
    assert_int_equal(count, 2);
    assert_int_equal(found[0].option, ONE_OFF);
    assert_int_equal(found[1].option, CONTRACT);
    expect("OJB", "first_n_contract_cheaper", found[1].from);
}

const struct CMUnitTest MONEY_CASES[] = {
    cmocka_unit_test(cloud_support_is_a_share_of_the_spend_with_a_floor),
    cmocka_unit_test(a_retainer_costs_more_than_at_the_mean_hours),
    cmocka_unit_test(credits_are_owed_by_binomial_tails),
    cmocka_unit_test(it_employers_paid_one_rate_in_2025),
    cmocka_unit_test(a_year_of_six_agents_in_russia),
    cmocka_unit_test(a_third_of_the_days_away_takes_6_5_people_for_a_seat),
    cmocka_unit_test(leaving_to_a_provider_pays_back_its_transition),
    cmocka_unit_test(a_contract_wins_from_the_second_incident_of_a_month),
};
const size_t MONEY_CASE_COUNT = sizeof MONEY_CASES / sizeof MONEY_CASES[0];
