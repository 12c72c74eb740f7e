/* What is wired into a comparison beside tickets and prices: loops, planned work, patience, load
 * that follows arrivals, contributions by the month, and leaving. */
#include "costs_testing.h"

#include "costs/erlang_a.h"
#include "costs/offered_load.h"
#include "costs/own_staff.h"
#include "costs/patience.h"
#include "costs/staffing.h"
#include "costs/work.h"

static struct comparison compared(struct desk *desk)
{
    struct error err = {0};
    struct comparison comparison = {0};

    assert_ok(compare(&desk->cube, &desk->settings, &comparison, &err), err);
    return comparison;
}

static double line_of(const struct model_result *model, const char *key)
{
    for (size_t i = 0; i < model->line_count; i++)
        if (strcmp(model->lines[i].key, key) == 0)
            return model->lines[i].minor;
    return 0;
}

static void told_minutes_are_worked_again_when_a_ticket_comes_back(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    desk.settings.costs.reopened_share = .2;
    desk.settings.costs.escalated_share = .1;
    desk.settings.costs.second_line_minutes = 60;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    /* (10 + .1·60)/.8 = 20 minutes of six tickets an hour */
    assert_near(comparison.hour_load[9], 2, 1e-9);
    desk_close(&desk);
}

static void logged_minutes_hold_their_loops_already(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    desk.settings.costs.handling_minutes = (struct uncertain){0};
    desk.settings.costs.reopened_share = .2;
    for (int i = 0; i < 30; i++) {
        desk.demand[i].handled_count = 1;
        desk.demand[i].handling_s = 900;
    }

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_near(comparison.hour_load[9], 1.5, 1e-9);
    desk_close(&desk);
}

static void what_a_provider_hands_back_costs_own_hours(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    desk.settings.costs.escalated_share = .1;
    desk.settings.costs.second_line_minutes = 60;
    desk.settings.costs.own_hour_minor = 1000;
    desk_offer(&desk, "hands back", OFFER_RETAINER)->monthly_fee_minor = 10;
    desk_offer(&desk, "does it all", OFFER_RETAINER)->monthly_fee_minor = 10;
    desk.offers[0].escalated_share = -1;
    desk.offers[1].escalated_share = 0;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    /* 1461 tickets a month, a tenth of an hour each, and as many as chance gives */
    assert_near(line_of(&comparison.models[1], "own_hours") / (12 * 146.1 * 1000), 1, .01);
    assert_near(line_of(&comparison.models[2], "own_hours"), 0, 0);
    desk_close(&desk);
}

static struct planned_row backups(double weekly_minutes)
{
    return (struct planned_row){.work = "backups",
                                .every = EVERY_WEEK,
                                .count = 1,
                                .minutes = {weekly_minutes, weekly_minutes, weekly_minutes},
                                .hours = INDEX_NONE,
                                .from_day = INT32_MIN,
                                .to_day = INT32_MAX};
}

static void planned_work_fills_idle_seats_before_it_asks_for_more(void **state)
{
    (void)state;
    static struct desk desk;
    struct planned_row row = backups(120 * 60);
    desk_open(&desk, 1, 9, 17); /* one seat around the clock, of which 9.3 hours a week are work */
    OWN(comparison_release) struct comparison without = compared(&desk);
    desk.settings.house.planned = &row;
    desk.settings.house.planned_count = 1;
    OWN(comparison_release) struct comparison with = compared(&desk);
    row = backups(200 * 60);
    OWN(comparison_release) struct comparison more = compared(&desk);

    assert_near(with.planned_weekly_hours, 120, 1e-9);
    assert_near(with.models[0].heads, without.models[0].heads, 0);
    assert_true(more.models[0].heads > without.models[0].heads);
    desk_close(&desk);
}

static void planned_work_that_an_offer_leaves_is_own_peoples(void **state)
{
    (void)state;
    static struct desk desk;
    struct planned_row row = backups(7 * 60);
    desk_open(&desk, 6, 9, 17);
    desk.settings.house.planned = &row;
    desk.settings.house.planned_count = 1;
    desk.settings.costs.own_hour_minor = 1000;
    desk_offer(&desk, "leaves it", OFFER_RETAINER)->monthly_fee_minor = 10;
    struct offer_settings *takes = desk_offer(&desk, "bills it", OFFER_HOUR_BLOCK);
    takes->overage_hour_minor = 500;
    takes->takes_planned_work = true;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_near(line_of(&comparison.models[1], "own_hours"), 365.25 * 1000, 1e-9);
    assert_near(line_of(&comparison.models[2], "own_hours"), 0, 0);
    /* 1461 tickets of ten minutes and 30.4 planned hours a month */
    assert_near(line_of(&comparison.models[2], "usage") / (12 * (243.5 + 30.4375) * 500), 1, .01);
    desk_close(&desk);
}

static void patience_saves_seats_and_the_table_is_erlang_a(void **state)
{
    (void)state;
    struct error err = {0};
    struct demand_stream stream = even_stream(true, 120, 30);
    struct demand demand = even_demand(&stream, 1);
    struct staffing patient, leaving;
    static struct patience patience = {.patience_s = 300, .handling_s = 540};
    struct staffing_case wanted = {.demand = &demand, .scale = 1, .handling_s = 540};
    uint32_t exact = 0;

    assert_ok(staffing_plan(&wanted, &patient, &err), err);
    demand.patience_s = 300;
    wanted.patience = &patience;
    assert_ok(staffing_plan(&wanted, &leaving, &err), err);

    const struct erlang_a_queue queue = {
        .hourly_arrivals = 30, .handling_s = 540, .patience_s = 300, .within_s = 120};
    assert_ok(erlang_a_seats(&queue, .8, &exact, &err), err);
    assert_int_equal(leaving.seats[0], exact);
    assert_true(leaving.seats[0] < patient.seats[0]);
}

static void birth_and_death_give_erlang_a(void **state)
{
    (void)state;
    struct error err = {0};
    struct erlang_a exact;
    const struct erlang_a_queue queue = {
        .hourly_arrivals = 60, .handling_s = 600, .patience_s = 200, .within_s = 30, .seats = 8};

    assert_ok(erlang_a(&queue, &exact, &err), err);
    struct patience_queue got = patience_queue(10, 8, 600, 200);

    assert_near(got.wait_probability, exact.wait_probability, 1e-10);
    assert_near(got.abandon_probability, exact.abandon_probability, 1e-10);
}

static void a_week_in_closed_form_is_the_week_by_minutes(void **state)
{
    (void)state;
    double rate[WEEK_HOURS], minutes[WEEK_HOURS], closed[WEEK_HOURS];
    const struct load_hours hours = {rate, WEEK_HOURS};
    const struct load_curve curve = {load_rate_of_hours, &hours, WEEK_HOURS, .75};

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        rate[hour] = hour % 24 < 8 ? 0 : hour % 7 + 1;
    for (int rule = LOAD_SIPP; rule <= LOAD_MOL; rule++) {
        offered_load_hours(&curve, (enum load_rule)rule, minutes);
        offered_load_of_hours(&hours, .75, (enum load_rule)rule, closed);
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            assert_near(closed[hour], minutes[hour], 1e-9);
    }
}

static void long_work_is_staffed_after_its_arrivals(void **state)
{
    (void)state;
    struct error err = {0};
    struct demand_stream stream = even_stream(true, 600, 0);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        stream.rate[hour] = hour % 24 == 9 ? 12 : 0;
    struct demand demand = even_demand(&stream, 1);
    struct staffing_case wanted = {.demand = &demand, .scale = 1, .handling_s = 5400};
    struct staffing staffing;

    assert_ok(staffing_plan(&wanted, &staffing, &err), err);

    assert_true(staffing.seats[10] > 1); /* nobody comes at ten; the work of nine is still there */
    assert_int_equal(staffing.seats[8], 1);
}

static void contributions_fall_due_more_in_january_than_in_december(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    desk.settings.costs.own.monthly_gross_minor = (struct uncertain){50000000, 50000000, 50000000};
    desk.settings.costs.starts_day = day_of(2026, 1, 1);
    desk.settings.costs.discount_rate = .5;
    OWN(comparison_release) struct comparison january = compared(&desk);
    desk.settings.costs.starts_day = day_of(2026, 7, 1);
    OWN(comparison_release) struct comparison july = compared(&desk);
    desk.settings.costs.discount_rate = 0;
    OWN(comparison_release) struct comparison plain = compared(&desk);
    desk.settings.costs.starts_day = day_of(2026, 1, 1);
    OWN(comparison_release) struct comparison same = compared(&desk);

    assert_true(line_of(&january.models[0], "contributions") >
                1.02 * line_of(&july.models[0], "contributions"));
    assert_near(line_of(&january.models[0], "pay"), line_of(&july.models[0], "pay"), 1e-12);
    assert_near(line_of(&plain.models[0], "contributions"),
                line_of(&same.models[0], "contributions"), 1e-4);
    desk_close(&desk);
}

static void what_binds_beyond_the_horizon_is_paid(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    struct offer_settings *offer = desk_offer(&desk, "two years", OFFER_RETAINER);
    offer->monthly_fee_minor = 1000;
    offer->included_hours = 1e6;
    offer->minimum_months = 24;
    offer->notice_months = 3;
    offer->exit_minor = 70;
    desk.settings.costs.leave_month = 6;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_near(line_of(&comparison.models[1], "commitment"), 12000, 1e-9);
    assert_near(comparison.models[1].mean_minor, 24070, 1e-9);
    assert_near(comparison.models[1].leaving_minor, 18 * 1000 + 70, 1e-9);
    desk_close(&desk);
}

static void the_weights_of_all_models_make_one(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    desk_offer(&desk, "good and dear", OFFER_RETAINER)->monthly_fee_minor = 300000000;
    desk_offer(&desk, "cheap and poor", OFFER_RETAINER)->monthly_fee_minor = 100000000;
    desk_offer(&desk, "beaten", OFFER_RETAINER)->monthly_fee_minor = 400000000;
    desk_offer(&desk, "leaky", OFFER_RETAINER)->monthly_fee_minor = 1;
    desk.offers[0].share = desk.offers[2].share = .95;
    desk.offers[1].share = .85;
    desk.offers[3].is_confidential = false;
    desk.settings.costs.own.monthly_gross_minor = (struct uncertain){1e9, 1e9, 1e9};

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    double sum = 0;
    for (size_t i = 0; i < 4; i++)
        sum += comparison.models[i].weight_high;
    assert_true(sum > .999);
    assert_true(comparison.models[3].is_dominated);
    assert_near(comparison.models[3].weight_high, 0, 0);
    assert_true(comparison.models[1].weight_low > 0 && comparison.models[2].weight_low > 0);
    assert_true(isnan(comparison.models[4].weight_high));
    desk_close(&desk);
}

static void an_end_date_needs_a_beginning(void **state)
{
    (void)state;
    static struct desk desk;
    struct error err = {0};
    struct comparison comparison = {0};
    desk_open(&desk, 6, 9, 17);
    desk.cube.demand_count = 0;
    desk.settings.costs.typed_monthly_tickets = 500;
    struct offer_settings *offer = desk_offer(&desk, "ends", OFFER_RETAINER);
    offer->monthly_fee_minor = 1000;
    offer->line = 14;
    offer->column = 7;
    offer->ends_day = day_of(2027, 3, 31);

    assert_false(compare(&desk.cube, &desk.settings, &comparison, &err));
    assert_string_equal(err.text,
                        "settings:14:7: offer 'ends' ends on a date, and without an export "
                        "nobody told when the comparison begins (hint: write `costs: "
                        "{starts: 2026-12-01}`)");

    desk.settings.costs.starts_day = day_of(2026, 12, 1);
    OWN(comparison_release) struct comparison told = compared(&desk);
    assert_int_equal(told.models[1].fault, MODEL_ENDS);
    desk_close(&desk);
}

static void a_typed_desk_is_simulated_on_tickets_made_up(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    desk.cube.demand_count = 0;
    desk.settings.costs.typed_monthly_tickets = 900;
    desk.settings.costs.has_hybrid = true;
    desk_offer(&desk, "nights", OFFER_PER_TICKET)->price_minor = 300000;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_true(comparison.trace_is_made_up);
    assert_true(comparison.models[0].in_time_is_simulated);
    assert_true(comparison.models[0].in_time_share > .8);
    assert_int_equal(comparison.model_count, 3);
    const struct model_result *mix = &comparison.models[2];
    assert_true(mix->in_time_is_simulated);
    assert_near(mix->provider_in_time_share, .9, 0);
    assert_near(mix->in_time_share,
                (1 - mix->ticket_share) * mix->own_in_time_share + mix->ticket_share * .9, 1e-12);
    assert_int_equal(comparison.surge_day, -1);
    desk_close(&desk);
}

static void the_present_provider_is_measured(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    struct cube_wait waits[2] = {{.key = {.executor = EXECUTOR_PROVIDER}, .count = 60},
                                 {.key = {.executor = EXECUTOR_PROVIDER}, .count = 40}};
    waits[0].reply[READING_STRICT] = (struct cube_exit){.exit = EXIT_EVENT, .promised_part = 0};
    waits[1].reply[READING_STRICT] = (struct cube_exit){.exit = EXIT_EVENT, .promised_part = 1};
    desk.cube.wait = waits;
    desk.cube.wait_count = 2;
    desk_offer(&desk, "present", OFFER_RETAINER)->monthly_fee_minor = 10;
    desk_offer(&desk, "other", OFFER_RETAINER)->monthly_fee_minor = 10;
    desk.offers[0].is_current = true;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_near(comparison.models[1].in_time_share, .6, 1e-12);
    assert_true(comparison.models[1].provider_is_measured);
    assert_near(comparison.models[2].in_time_share, .9, 0);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(told_minutes_are_worked_again_when_a_ticket_comes_back),
        cmocka_unit_test(logged_minutes_hold_their_loops_already),
        cmocka_unit_test(what_a_provider_hands_back_costs_own_hours),
        cmocka_unit_test(planned_work_fills_idle_seats_before_it_asks_for_more),
        cmocka_unit_test(planned_work_that_an_offer_leaves_is_own_peoples),
        cmocka_unit_test(patience_saves_seats_and_the_table_is_erlang_a),
        cmocka_unit_test(birth_and_death_give_erlang_a),
        cmocka_unit_test(a_week_in_closed_form_is_the_week_by_minutes),
        cmocka_unit_test(long_work_is_staffed_after_its_arrivals),
        cmocka_unit_test(contributions_fall_due_more_in_january_than_in_december),
        cmocka_unit_test(what_binds_beyond_the_horizon_is_paid),
        cmocka_unit_test(the_weights_of_all_models_make_one),
        cmocka_unit_test(an_end_date_needs_a_beginning),
        cmocka_unit_test(a_typed_desk_is_simulated_on_tickets_made_up),
        cmocka_unit_test(the_present_provider_is_measured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
