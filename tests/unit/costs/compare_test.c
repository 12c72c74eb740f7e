#include "costs_testing.h"

#include "costs/draws.h"

static struct comparison compared(struct desk *desk)
{
    struct error err = {0};
    struct comparison comparison = {0};

    assert_ok(compare(&desk->cube, &desk->settings, &comparison, &err), err);
    return comparison;
}

static void nine_o_clock_tickets_are_seen_at_nine(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_near(comparison.hour_load[9], 1, 1e-9); /* six of ten minutes */
    assert_near(comparison.hour_load[8], 0, 1e-12);
    assert_near(comparison.monthly_tickets, 48 * 365.25 / 12, 1e-9);
    assert_int_equal(comparison.seats[8], 1);
    assert_true(comparison.seats[9] >= 2);
    assert_false(comparison.is_minimum_cover);
    desk_close(&desk);
}

static void one_ticket_a_month_is_a_question_of_cover(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 0, 9, 10);
    desk.demand[0].ticket_count = 2; /* in ten weeks */
    struct offer_settings *offer = desk_offer(&desk, "a ticket", OFFER_PER_TICKET);
    struct price_tier tier = {0, 100000};
    offer->tiers = &tier;
    offer->tier_count = 1;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_true(comparison.is_minimum_cover);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        assert_int_equal(comparison.seats[hour], 1);
    /* 8760 h / (1972 · .82 · .88) / .920131… = 6.69 */
    assert_near(comparison.models[0].heads, 7, 0);
    assert_int_equal(comparison.best, 1);
    assert_near(comparison.models[1].chance_cheapest, 1, 1e-9);
    desk_close(&desk);
}

static void nothing_at_all_costs_cover_and_a_minimum(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 0, 9, 10);
    struct offer_settings *offer = desk_offer(&desk, "minimum", OFFER_PER_TICKET);
    offer->monthly_minimum_minor = 5000;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_near(comparison.models[1].mean_minor, 60000, 1e-9);
    assert_near(comparison.models[1].p90_minor, 60000, 1e-9);
    assert_near(comparison.models[0].heads, 7, 0);
    assert_near(comparison.models[0].per_ticket_minor, 0, 0);
    desk_close(&desk);
}

static void twelve_months_of_a_fixed_fee_are_discounted_at_the_end_of_each(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 1, 9, 17);
    struct offer_settings *offer = desk_offer(&desk, "five people", OFFER_DEDICATED);
    offer->monthly_fee_minor = 1000;
    offer->seat_count = 50;
    offer->setup_minor = 700;
    offer->vendor_management_share = .05;
    desk.settings.costs.discount_rate = .12;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    double factor = 0;
    for (int month = 1; month <= 12; month++)
        factor += pow(1.12, -month / 12.0);
    assert_near(comparison.models[1].mean_minor, 700 + 50000 * 1.05 * factor, 1e-9);
    desk_close(&desk);
}

static void irrecoverable_vat_and_indexation_are_paid(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 1, 9, 17);
    struct offer_settings *offer = desk_offer(&desk, "retainer", OFFER_RETAINER);
    offer->monthly_fee_minor = 1000;
    offer->vat_share = .22;
    offer->vat_is_recoverable = false;
    offer->yearly_indexation = .1;
    desk.settings.costs.horizon_months = 18;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_near(comparison.models[1].mean_minor, (12000 + 6000 * 1.1) * 1.22, 1e-9);
    desk_close(&desk);
}

static void what_does_not_fit_is_named_priced_and_never_chosen(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    struct hours_interval office[5];
    for (uint8_t day = 0; day < 5; day++)
        office[day] = (struct hours_interval){day, 600, 1080};
    struct hours_version version = {INT32_MIN, false, office, 5};
    struct hours_settings hours = {.name = "office", .versions = &version, .version_count = 1};
    desk.settings.hours = &hours;
    desk.settings.hours_count = 1;
    enum channel mail[] = {CHANNEL_EMAIL};
    struct offer_settings *day = desk_offer(&desk, "day only", OFFER_DEDICATED);
    day->hours = 0;
    day->seat_count = 5; /* enough for its own hours, which is all it is measured by */
    desk_offer(&desk, "slow", OFFER_FREE_TIER)->first_reply_s = 7200;
    struct offer_settings *mute = desk_offer(&desk, "mail only", OFFER_FREE_TIER);
    mute->channels = mail;
    mute->channel_count = 1;
    desk_offer(&desk, "one person", OFFER_DEDICATED)->seat_count = 1;
    desk_offer(&desk, "ends", OFFER_FREE_TIER)->ends_day = MONDAY_2026 + DESK_DAYS + 180;
    desk_offer(&desk, "leaky", OFFER_FREE_TIER)->is_confidential = false;
    desk_offer(&desk, "queue", OFFER_ONE_OFF)->queue_hours = 14;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    const enum model_fault expected[] = {MODEL_FITS,     MODEL_HOURS, MODEL_REPLY, MODEL_CHANNELS,
                                         MODEL_CAPACITY, MODEL_ENDS,  MODEL_GATE,  MODEL_REPLY};
    for (size_t i = 0; i < comparison.model_count; i++) {
        assert_int_equal(comparison.models[i].fault, expected[i]);
        assert_near(comparison.models[i].chance_cheapest, i == 0 ? 1 : 0, 1e-9);
    }
    /* closed: Saturday and Sunday wholly, and of the weekdays 9–10: 2·8 + 5 of 56 hours */
    assert_near(comparison.models[1].fault_share, 21.0 / 56, 1e-9);
    assert_near(comparison.models[2].fault_share, 1, 1e-9);
    assert_near(comparison.models[3].fault_share, 1, 1e-9);
    assert_int_equal(comparison.best, 0);
    assert_int_equal(comparison.runner_up, -1);
    assert_false(comparison.is_too_close);
    desk.settings.hours = NULL;
    desk.settings.hours_count = 0;
    desk_close(&desk);
}

static void two_equal_offers_share_the_chance_and_are_too_close(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    desk_offer(&desk, "a", OFFER_RETAINER)->monthly_fee_minor = 10;
    desk_offer(&desk, "b", OFFER_RETAINER)->monthly_fee_minor = 10;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_near(comparison.models[1].chance_cheapest, .5, 1e-9);
    assert_near(comparison.models[2].chance_cheapest, .5, 1e-9);
    assert_near(comparison.models[2].regret_minor, 0, 0);
    assert_int_equal(comparison.best, 1);
    assert_int_equal(comparison.runner_up, 2);
    assert_true(comparison.is_too_close);
    desk_close(&desk);
}

static void doubt_in_the_inputs_spreads_the_costs_and_twice_gives_the_same(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 30, 9, 17);
    struct price_tier tier = {0, 1000};
    struct offer_settings *offer = desk_offer(&desk, "a ticket", OFFER_PER_TICKET);
    offer->tiers = &tier;
    offer->tier_count = 1;
    desk.settings.costs.handling_minutes = (struct uncertain){7, 10, 15};
    desk.settings.costs.volume_growth = (struct uncertain){-.2, 0, .3};
    desk.settings.costs.own.monthly_gross_minor = (struct uncertain){10e6, 12e6, 15e6};

    OWN(comparison_release) struct comparison once = compared(&desk);
    OWN(comparison_release) struct comparison twice = compared(&desk);

    for (size_t i = 0; i < once.model_count; i++) {
        assert_true(once.models[i].p10_minor < once.models[i].p50_minor);
        assert_true(once.models[i].p50_minor < once.models[i].p90_minor);
        assert_true(once.models[i].mean_minor == twice.models[i].mean_minor);
        assert_true(once.models[i].p90_minor == twice.models[i].p90_minor);
        double lines = 0;
        for (size_t line = 0; line < once.models[i].line_count; line++)
            lines += once.models[i].lines[line].minor;
        assert_near(lines, once.models[i].mean_minor, 1e-9);
    }
    desk_close(&desk);
}

static void without_handling_time_the_line_to_write_is_told(void **state)
{
    (void)state;
    static struct desk desk;
    struct error err = {0};
    struct comparison comparison = {0};
    desk_open(&desk, 6, 9, 17);
    desk.settings.costs.handling_minutes = (struct uncertain){0};

    assert_false(compare(&desk.cube, &desk.settings, &comparison, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_non_null(strstr(err.text, "handling_minutes:"));

    for (int i = 0; i < 30; i++) {
        desk.demand[i].handled_count = 1;
        desk.demand[i].handling_s = 900;
    }
    OWN(comparison_release) struct comparison logged = compared(&desk);
    assert_near(logged.hour_load[9], 1.5, 1e-9);
    desk_close(&desk);
}

static void pay_in_another_currency_is_refused(void **state)
{
    (void)state;
    static struct desk desk;
    struct error err = {0};
    struct comparison comparison = {0};
    desk_open(&desk, 6, 9, 17);
    desk.settings.costs.own.payroll_table = "us-2026";

    assert_false(compare(&desk.cube, &desk.settings, &comparison, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_non_null(strstr(err.text, "USD"));
    desk_close(&desk);
}

static void the_break_even_volume_is_where_the_two_prices_meet(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    struct price_tier tier = {0, 100};
    struct offer_settings *ticket = desk_offer(&desk, "a ticket", OFFER_PER_TICKET);
    ticket->tiers = &tier;
    ticket->tier_count = 1;
    desk_offer(&desk, "flat", OFFER_RETAINER)->monthly_fee_minor = 200000;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    /* 200 000 a month are 2000 tickets at 100; 1461 come */
    assert_string_equal(comparison.break_evens[0].key, "monthly_tickets");
    assert_int_equal(comparison.break_evens[0].model, 1);
    assert_near(comparison.break_evens[0].from / 1461, .25, 1e-9);
    assert_near(comparison.break_evens[0].to / 2000, 1, .01);
    assert_int_equal(comparison.break_evens[1].model, 2);
    assert_near(comparison.break_evens[1].to / 1461, 4, 1e-9);
    /* neither price asks how long a ticket takes, nor what we pay */
    assert_string_equal(comparison.break_evens[2].key, "handling_minutes");
    assert_int_equal(comparison.break_even_count, 4);
    desk_close(&desk);
}

static void the_input_that_moves_the_gap_most_stands_first(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    struct price_tier tier = {0, 100};
    struct offer_settings *ticket = desk_offer(&desk, "a ticket", OFFER_PER_TICKET);
    ticket->tiers = &tier;
    ticket->tier_count = 1;
    desk_offer(&desk, "flat", OFFER_RETAINER)->monthly_fee_minor = 200000;
    desk.settings.costs.volume_growth = (struct uncertain){-.5, 0, 1.5};

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_int_equal(comparison.swing_count, DRAW_INPUT_COUNT);
    assert_string_equal(comparison.swings[0].key, "volume_growth");
    assert_true(comparison.swings[0].low_minor > comparison.swings[0].high_minor);
    const struct swing *last = &comparison.swings[comparison.swing_count - 1];
    assert_near(last->low_minor, last->high_minor, 0); /* pay is no part of either price */
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nine_o_clock_tickets_are_seen_at_nine),
        cmocka_unit_test(one_ticket_a_month_is_a_question_of_cover),
        cmocka_unit_test(nothing_at_all_costs_cover_and_a_minimum),
        cmocka_unit_test(twelve_months_of_a_fixed_fee_are_discounted_at_the_end_of_each),
        cmocka_unit_test(irrecoverable_vat_and_indexation_are_paid),
        cmocka_unit_test(what_does_not_fit_is_named_priced_and_never_chosen),
        cmocka_unit_test(two_equal_offers_share_the_chance_and_are_too_close),
        cmocka_unit_test(doubt_in_the_inputs_spreads_the_costs_and_twice_gives_the_same),
        cmocka_unit_test(without_handling_time_the_line_to_write_is_told),
        cmocka_unit_test(pay_in_another_currency_is_refused),
        cmocka_unit_test(the_break_even_volume_is_where_the_two_prices_meet),
        cmocka_unit_test(the_input_that_moves_the_gap_most_stands_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
