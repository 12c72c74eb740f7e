#include "costs_testing.h"

#include "costs/chance.h"
#include "costs/offers.h"

static double month(const struct offer_settings *offer, double tickets, double hours,
                    double persons)
{
    double usage, minimum;
    struct offer_use use = {1, &tickets, &hours, persons, 0};
    struct offer_price price = {.usage = &usage, .minimum = &minimum};

    offer_months(offer, &use, &price);
    return price.fee + usage + minimum;
}

static struct offer_settings of_kind(enum offer_kind kind)
{
    return (struct offer_settings){.kind = kind, .out_of_hours_multiplier = 1};
}

/* costs.md 0.6: hours 40 ± 12, 40 included for 100 000, 3 500 an hour above: 116.8k, not 100k. */
static void a_retainer_costs_more_than_it_costs_at_the_mean(void **state)
{
    (void)state;
    enum { DRAWS = 100000 };
    struct offer_settings offer = of_kind(OFFER_RETAINER);
    offer.monthly_fee_minor = 100000;
    offer.included_hours = 40;
    offer.overage_hour_minor = 3500;
    double sum = 0;

    for (int i = 0; i < DRAWS; i++)
        sum += month(&offer, 0, 40 + 12 * chance_normal((i + .5) / DRAWS), 0) / DRAWS;

    assert_near(sum, 100000 + 3500 * 12 * .3989422804014327, 1e-4);
    assert_near(month(&offer, 0, 40, 0), 100000, 0);
}

static void tiers_are_marginal_and_a_minimum_fills_up(void **state)
{
    (void)state;
    struct price_tier tiers[] = {{0, 970}, {1500, 720}};
    struct offer_settings offer = of_kind(OFFER_PER_TICKET);
    offer.tiers = tiers;
    offer.tier_count = 2;
    offer.monthly_minimum_minor = 1000000;

    assert_near(tiers_price(tiers, 2, 1500), 1455000, 0);
    assert_near(tiers_price(tiers, 2, 1501), 1455720, 0);
    assert_near(month(&offer, 0, 0, 0), 1000000, 0);
    assert_near(month(&offer, 1600, 0, 0), 1455000 + 72000, 0);
}

/* TI1 of costs.md: 10 % of 150k, 7 % of 350k, 5 % of 500k, 3 % of 1M is 94 500. */
static void percent_tiers_of_two_million_are_94500(void **state)
{
    (void)state;
    struct price_tier tiers[] = {{0, 10}, {150000, 7}, {500000, 5}, {1000000, 3}};

    assert_near(tiers_price(tiers, 4, 2000000) / 100, 94500, 1e-12);
    assert_near(tiers_price(tiers, 4, 150000) / 100, 15000, 1e-12);
}

static void steps_and_a_minimum_bill_more_than_was_worked(void **state)
{
    (void)state;

    assert_near(billed_work(.7, .25, 1).mean_hours, 1.19949144373, 1e-10);
    assert_near(billed_work(.7, .5, 1).mean_hours, 1.23474103316, 1e-10);
    assert_near(billed_work(.7, .25, 0).mean_hours, .832424706735, 1e-10);
    assert_near(billed_work(.7, 0, 0).mean_hours, .7, 1e-12);
    assert_near(billed_work(.7, 0, 0).deviation_hours, .7, 1e-12);
    assert_near(billed_work(.7, 0, 1).mean_hours, 1 + .7 * exp(-1 / .7), 1e-12);
}

static void hour_blocks_are_bought_whole(void **state)
{
    (void)state;
    struct offer_settings offer = of_kind(OFFER_HOUR_BLOCK);
    offer.included_hours = 10;
    offer.monthly_fee_minor = 500;

    assert_near(month(&offer, 0, 0, 0), 0, 0);
    assert_near(month(&offer, 0, 10, 0), 500, 0);
    assert_near(month(&offer, 0, 10.1, 0), 1000, 0);
}

static void people_are_paid_in_a_month_without_tickets(void **state)
{
    (void)state;
    struct offer_settings offer = of_kind(OFFER_DEDICATED);
    offer.monthly_fee_minor = 320000;

    assert_near(month(&offer, 0, 0, 5), 1600000, 0);
    assert_near(month(&offer, 900, 300, 5), 1600000, 0);
}

static void a_free_tier_costs_nothing(void **state)
{
    (void)state;
    struct offer_settings offer = of_kind(OFFER_FREE_TIER);

    assert_near(month(&offer, 1000, 500, 0), 0, 0);
}

static void nights_are_dearer_on_use_and_not_on_the_fee(void **state)
{
    (void)state;
    struct offer_settings offer = of_kind(OFFER_RETAINER);
    double tickets = 0, hours = 10, usage, minimum;
    struct offer_use use = {1, &tickets, &hours, 0, .out_of_hours_share = .5};
    struct offer_price price = {.usage = &usage, .minimum = &minimum};
    offer.monthly_fee_minor = 1000;
    offer.overage_hour_minor = 100;
    offer.out_of_hours_multiplier = 2;

    offer_months(&offer, &use, &price);

    assert_near(price.fee, 1000, 0);
    assert_near(usage, 1500, 0);
    assert_near(minimum, 0, 0);
}

/* Forty hours for 1 000, half of them may pass on: month 1 leaves 20 (of 25), month 2 needs one
 * block for 50 - 20, month 3 nothing but its own block. */
static void prepaid_hours_pass_on_as_far_as_they_may(void **state)
{
    (void)state;
    struct offer_settings offer = of_kind(OFFER_HOUR_BLOCK);
    double tickets[3] = {0}, hours[3] = {15, 50, 90}, usage[3], minimum[3];
    struct offer_use use = {3, tickets, hours, 0, 0};
    struct offer_price price = {.usage = usage, .minimum = minimum};
    offer.monthly_fee_minor = 1000;
    offer.included_hours = 40;
    offer.rollover_share = .5;

    offer_months(&offer, &use, &price);

    assert_near(usage[0], 1000, 1e-12);
    assert_near(usage[1], 1000, 1e-12);
    assert_near(usage[2], 2000, 1e-12); /* 10 passed on; 80 more */

    offer.overage_hour_minor = 30;
    offer_months(&offer, &use, &price);

    assert_near(usage[2], 1000 + 40 * 30, 1e-12);
}

static void hired_hands_are_paid_by_the_hour(void **state)
{
    (void)state;
    struct offer_settings offer = of_kind(OFFER_ONE_OFF_HIRE);
    offer.overage_hour_minor = 300;

    assert_true(offer_asks_hours(&offer));
    assert_near(month(&offer, 4, 10, 0), 3000, 0);
}

/* Half of the months of one ticket at 50 % lie below 90 %. */
static void credits_come_back_only_where_the_provider_is_known(void **state)
{
    (void)state;
    struct offer_settings offer = of_kind(OFFER_PER_TICKET);
    struct credit_settings step = {.9, .2};
    offer.credits = &step;
    offer.credit_count = 1;

    assert_near(offer_credit_share(&offer, 1), 0, 0);
    offer.kept_share = .5;
    assert_near(offer_credit_share(&offer, 1), .1, 1e-12);
    offer.credits_at_risk_share = .1;
    assert_near(offer_credit_share(&offer, 1), .05, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_retainer_costs_more_than_it_costs_at_the_mean),
        cmocka_unit_test(tiers_are_marginal_and_a_minimum_fills_up),
        cmocka_unit_test(percent_tiers_of_two_million_are_94500),
        cmocka_unit_test(steps_and_a_minimum_bill_more_than_was_worked),
        cmocka_unit_test(hour_blocks_are_bought_whole),
        cmocka_unit_test(people_are_paid_in_a_month_without_tickets),
        cmocka_unit_test(a_free_tier_costs_nothing),
        cmocka_unit_test(prepaid_hours_pass_on_as_far_as_they_may),
        cmocka_unit_test(hired_hands_are_paid_by_the_hour),
        cmocka_unit_test(credits_come_back_only_where_the_provider_is_known),
        cmocka_unit_test(nights_are_dearer_on_use_and_not_on_the_fee),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
