/* Prices and flows at their edges. */
#include "testing.h"

#include "costs/break_even.h"
#include "costs/cash_flow.h"
#include "costs/excess.h"
#include "costs/price.h"

static void a_certain_amount_passes_its_limit_by_the_difference(void **state)
{
    (void)state;

    assert_near(normal_excess(50, 0, 40), 10, 0);
    assert_near(normal_excess(30, 0, 40), 0, 0);
    assert_near(gamma_excess(50, 0, 40), 10, 0);
    assert_near(gamma_excess(0, 0, 40), 0, 0);
    assert_near(gamma_excess(50, 20, 0), 50, 0);
}

static void excess_above_less_excess_below_is_the_difference_of_the_mean(void **state)
{
    (void)state;

    for (double limit = 5; limit < 80; limit += 5) {
        double above = normal_excess(40, 12, limit);
        double below = normal_excess(-40, 12, -limit);
        assert_near(above - below, 40 - limit, 1e-12);
        assert_true(gamma_excess(40, 12, limit) >= fmax(0, 40 - limit));
    }
}

/* costs.md 0.6: 40 hours on average, 12 to each side, cost 116.8k, and 100k at the mean. */
static void an_uncertain_month_costs_more_than_its_mean(void **state)
{
    (void)state;
    struct retainer retainer = {100e3, 40, 3500};

    assert_near(retainer_price(&retainer, 40), 100e3, 0);
    assert_near(retainer_mean_normal(&retainer, 40, 12), 116.8e3, .001);
}

static void a_tier_changes_after_its_edge(void **state)
{
    (void)state;
    static const struct percent_tier tiers[] = {{100, .10}, {INFINITY, .05}};

    assert_near(price_of_spend(0, tiers, 2, 0), 0, 0);
    assert_near(price_of_spend(0, tiers, 2, 7), 7, 0);
    assert_near(price_of_spend(100, tiers, 2, 0), 10, 0);
    assert_near(price_of_spend(101, tiers, 2, 0), 10.05, 1e-14);
}

static void carried_hours_are_used_first_and_carried_once(void **state)
{
    (void)state;
    struct hour_block block = {40, 4000, .2, 150};

    struct block_use quiet = block_month(&block, 0, 10);
    assert_near(quiet.price, 4000, 0);
    assert_near(quiet.carried_hours, 8, 0); /* 20 % of the block */
    assert_near(quiet.expired_hours, 22, 0);
    struct block_use busy = block_month(&block, quiet.carried_hours, 50);
    assert_near(busy.price, 4000 + 2 * 150, 1e-12);
    assert_near(busy.carried_hours, 0, 0);
    struct block_use still = block_month(&block, 8, 0);
    assert_near(still.carried_hours, 8, 0);
    assert_near(still.expired_hours, 40, 0);
}

static void whole_blocks_are_bought_where_there_is_no_overage(void **state)
{
    (void)state;
    struct hour_block block = {10, 1000, 0, INFINITY};

    assert_near(block_month(&block, 0, 0).price, 1000, 0);
    assert_near(block_month(&block, 0, 10).price, 1000, 0);
    assert_near(block_month(&block, 0, 10.5).price, 2000, 0);
}

static void nothing_is_owed_exactly_at_the_promise(void **state)
{
    (void)state;
    static const struct credit_step steps[] = {{.95, .10}, {.90, .25}};

    assert_near(credit_owed(steps, 2, 1000, .95), 0, 0);
    assert_near(credit_owed(steps, 2, 1000, .9499), 100, 0);
    assert_near(credit_owed(steps, 2, 1000, .5), 250, 0);
    assert_near(credit_mean(steps, 2, 1000, 0, .5), 0, 0);
    assert_near(credit_mean(steps, 2, 1000, 100, 1), 0, 0);
    assert_near(credit_mean(steps, 2, 1000, 100, 0), 250, 1e-12);
}

static void irrecoverable_tax_is_a_rise_of_the_price(void **state)
{
    (void)state;

    assert_near(price_with_vat(100, .22, true), 100, 0);
    assert_near(price_with_vat(100, .22, false), 122, 1e-12);
}

static void what_comes_back_and_what_is_passed_on_is_paid_by_the_solved(void **state)
{
    (void)state;
    struct resolution plain = {.cost = 100, .solved_share = 1};
    struct resolution leaky = {100, .2, .1, 300, .9};

    assert_near(cost_of_resolved(&plain), 100, 0);
    assert_near(cost_of_resolved(&leaky), (125 + 30) / .9, 1e-12);
    leaky.solved_share = 0;
    assert_true(isinf(cost_of_resolved(&leaky)));
}

static void a_year_at_ten_percent_is_worth_a_tenth_less(void **state)
{
    (void)state;
    double months[12] = {0};

    months[11] = 110;
    struct cash_flow flow = {1, months, 12};
    assert_near(cash_flow_value(&flow, .10), 101, 1e-12);
    assert_near(cash_flow_total(&flow), 111, 0);
    assert_true(cash_flow_value(&flow, -.10) > 111);
    assert_true(isnan(cash_flow_value(&flow, -1)));
}

static void an_index_rises_on_anniversaries_by_steps(void **state)
{
    (void)state;

    assert_near(indexed(100, .08, 11, 12), 100, 0);
    assert_near(indexed(100, .08, 12, 12), 108, 1e-12);
    assert_near(indexed(100, .08, 23, 12), 108, 1e-12);
    assert_near(indexed(100, .08, 24, 12), 116.64, 1e-12);
    assert_near(indexed(100, .08, 0, 0), 108, 1e-12); /* in the first month */
}

static void what_never_pays_back_takes_for_ever(void **state)
{
    (void)state;
    static const double tens[] = {10, 10}, sevens[] = {7, 7};
    struct cash_flow dear = {0, tens, 2}, cheap = {4, sevens, 2}, late = {9, sevens, 2};

    assert_near(cash_flow_payback(&cheap, &dear), 4. / 3, 1e-12);
    assert_near(cash_flow_payback(&dear, &cheap), 0, 0);
    assert_true(isinf(cash_flow_payback(&late, &dear)));
}

/* Whole people against a price a ticket: the cheaper one flips at each new person. */
static void flip(double tickets, const void *context, double *costs)
{
    (void)context;
    costs[0] = ceil(tickets / 100) * 1000;
    costs[1] = 11 * tickets;
}

static void steps_make_the_break_even_a_set(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct break_even_case wanted = {flip, NULL, 2, 10, 310, 1, 1e-9};
    struct break_even_interval *found = NULL;
    struct error err = {0};
    size_t count = 0;

    assert_ok(break_even_find(&wanted, &arena, &found, &count, &err), err);
    assert_int_equal(count, 7);
    assert_int_equal(found[0].option, 1);
    assert_near(found[1].from, 1000. / 11, 1e-8);
    assert_near(found[1].to, 100, 1e-8);
    assert_near(found[6].from, 300, 1e-8);
    wanted.step = 0;
    assert_false(break_even_find(&wanted, &arena, &found, &count, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_certain_amount_passes_its_limit_by_the_difference),
        cmocka_unit_test(excess_above_less_excess_below_is_the_difference_of_the_mean),
        cmocka_unit_test(an_uncertain_month_costs_more_than_its_mean),
        cmocka_unit_test(a_tier_changes_after_its_edge),
        cmocka_unit_test(carried_hours_are_used_first_and_carried_once),
        cmocka_unit_test(whole_blocks_are_bought_where_there_is_no_overage),
        cmocka_unit_test(nothing_is_owed_exactly_at_the_promise),
        cmocka_unit_test(irrecoverable_tax_is_a_rise_of_the_price),
        cmocka_unit_test(what_comes_back_and_what_is_passed_on_is_paid_by_the_solved),
        cmocka_unit_test(a_year_at_ten_percent_is_worth_a_tenth_less),
        cmocka_unit_test(an_index_rises_on_anniversaries_by_steps),
        cmocka_unit_test(what_never_pays_back_takes_for_ever),
        cmocka_unit_test(steps_make_the_break_even_a_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
