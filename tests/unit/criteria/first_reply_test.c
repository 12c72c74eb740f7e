#include "criteria_testing.h"

/* 2026Q2: 2026-04-01 … 2026-06-30; the cut is in July, so that it is the default period. */
static int32_t april(int day)
{
    return day_of(2026, 4, day);
}

static int64_t july(void)
{
    return (int64_t)day_of(2026, 7, 10) * DAY;
}

static void open_april(struct world *world)
{
    world_open(world, july());
}

static void the_last_quarter_wholly_before_the_cut_is_scored(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_april(&world);
    world_add_days(&world, april(1), 30, 2, (struct story){.reply_s = 60});

    world_score(&world, NULL, &card);

    assert_string_equal(card.period[PERIOD_CURRENT].label, "2026Q2");
    assert_int_equal(card.period[PERIOD_CURRENT].ticket_count, 60);
    assert_false(card.period[PERIOD_PREVIOUS].is_present);
    assert_sane(&card);
    world_close(&world);
}

static void kept_and_late_are_counted_and_shared(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_april(&world);
    world_add_days(&world, april(1), 30, 9, (struct story){.reply_s = HOUR});
    world_add_days(&world, april(1), 30, 1, (struct story){.reply_s = HOUR + 60});

    world_score(&world, NULL, &card);

    const struct measurement *row = figure(&card, MEASURED_REPLY_WITHIN_PROMISE);
    assert_int_equal(row->asked_count, 300);
    assert_int_equal(row->kept_count, 270);
    assert_int_equal(row->open_count, 0);
    assert_near(row->value, .9, 1e-12);
    assert_int_equal(row->standing, STANDING_SCORED);
    assert_true(row->low < .9 && row->high > .9);
    assert_near(row->score, 80 + 20 * .1 / .16, 1e-9); /* .8 is 80, .96 is 100 */
    assert_int_equal(card.criteria[CRITERION_FIRST_REPLY].verdict, VERDICT_KEPT);
    assert_near(figure(&card, MEASURED_REPLY_MEDIAN)->value, HOUR, 1e-12);
    assert_sane(&card);
    world_close(&world);
}

static void an_unanswered_ticket_stays_in_the_waiting_time(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_april(&world);
    world_add_days(&world, april(1), 30, 4, (struct story){.reply_s = 60});
    world_add_days(&world, april(1), 30, 6, (struct story){.reply_s = NEVER, .close_s = NEVER});

    world_score(&world, NULL, &card);

    const struct measurement *median = figure(&card, MEASURED_REPLY_MEDIAN);
    assert_near(figure(&card, MEASURED_REPLY_WITHIN_PROMISE)->value, .4, 1e-12);
    assert_false(median->has_value);
    assert_string_equal(median->reason, "not_reached");
    assert_int_equal(median->open_count, 180);
    assert_near(figure(&card, MEASURED_REPLY_NAIVE_MEDIAN)->value, 60, 1e-12);
    assert_int_equal(card.criteria[CRITERION_FIRST_REPLY].verdict, VERDICT_MISSED);
    assert_sane(&card);
    world_close(&world);
}

static void closing_without_a_reply_is_not_an_answer(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_april(&world);
    world_add_days(&world, april(1), 30, 5, (struct story){.reply_s = 60});
    world_add_days(&world, april(1), 30, 5, (struct story){.reply_s = NEVER, .close_s = 30});

    world_score(&world, NULL, &card);

    assert_near(figure(&card, MEASURED_REPLY_WITHIN_PROMISE)->value, .5, 1e-12);
    assert_near(figure(&card, MEASURED_REPLY_NEVER)->value, .5, 1e-12);
    assert_int_equal(figure(&card, MEASURED_REPLY_NEVER)->kept_count, 150);
    assert_string_equal(card.criteria[CRITERION_FIRST_REPLY].lever, "lever_unanswered");
    world_close(&world);
}

static void no_human_reply_at_all_is_zero_with_evidence_not_unknown(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_april(&world);
    world_add_days(&world, april(1), 30, 5, (struct story){.reply_s = NEVER, .close_s = NEVER});

    world_score(&world, NULL, &card);

    const struct measurement *row = figure(&card, MEASURED_REPLY_WITHIN_PROMISE);
    assert_true(row->has_value);
    assert_near(row->value, 0, 1e-12);
    assert_int_equal(row->kept_count, 0);
    assert_true(row->high > 0);
    assert_int_equal(card.criteria[CRITERION_FIRST_REPLY].verdict, VERDICT_MISSED);
    assert_false(figure(&card, MEASURED_ONE_TOUCH)->has_value);
    assert_sane(&card);
    world_close(&world);
}

static void all_censored_before_the_promise_says_nothing(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, (int64_t)april(1) * DAY + 9 * HOUR + 600);
    world_add(&world, 40,
              (struct story){.day = april(1), .hour = 9, .reply_s = NEVER, .close_s = NEVER});

    world_score(&world, NULL, &card);

    const struct measurement *row = figure(&card, MEASURED_REPLY_WITHIN_PROMISE);
    assert_int_equal(row->open_count, 40);
    assert_true(row->standing <= STANDING_NOT_ENOUGH_DATA);
    assert_false(row->has_score);
    assert_int_equal(card.criteria[CRITERION_FIRST_REPLY].verdict, VERDICT_CANNOT_TELL);
    assert_sane(&card);
    world_close(&world);
}

static void one_ticket_is_a_count_and_no_inference(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_april(&world);
    world_add(&world, 1, (struct story){.day = april(3), .hour = 12, .reply_s = 60, .rating = 2});

    world_score(&world, NULL, &card);

    const struct measurement *row = figure(&card, MEASURED_REPLY_WITHIN_PROMISE);
    assert_int_equal(row->kept_count, 1);
    assert_int_equal(row->standing, STANDING_NOT_ENOUGH_DATA);
    assert_false(row->has_score);
    for (int c = 0; c < CRITERION_COUNT; c++)
        assert_false(card.criteria[c].has_score);
    assert_sane(&card);
    world_close(&world);
}

static void without_a_promise_there_is_a_curve_and_no_score(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_april(&world);
    world_add_days(&world, april(1), 30, 5, (struct story){.reply_s = 600, .no_promise = true});

    world_score(&world, NULL, &card);

    const struct criterion_score *score = &card.criteria[CRITERION_FIRST_REPLY];
    assert_int_equal(score->verdict, VERDICT_NO_PROMISE);
    assert_false(score->has_score);
    assert_string_equal(score->reason, "no_promise");
    assert_string_equal(score->cure, "promise");
    assert_near(figure(&card, MEASURED_REPLY_MEDIAN)->value, 600, 1e-12);
    assert_true(card.reply_curve[PERIOD_CURRENT].point_count > 0);
    assert_int_equal(card.criteria[CRITERION_AVAILABILITY].verdict, VERDICT_NO_PROMISE);
    assert_sane(&card);
    world_close(&world);
}

static void templates_that_stop_the_clock_are_seen_through(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_april(&world);
    world_add_days(&world, april(1), 30, 10,
                   (struct story){.reply_s = 10, .is_template = true, .substantive_s = 2 * HOUR});

    world_score(&world, NULL, &card);

    const struct criterion_score *score = &card.criteria[CRITERION_FIRST_REPLY];
    assert_int_equal(score->headline, MEASURED_REPLY_SUBSTANTIVE);
    assert_int_equal(score->verdict, VERDICT_MISSED);
    assert_near(figure(&card, MEASURED_REPLY_WITHIN_PROMISE)->value, 1, 1e-12);
    assert_near(figure(&card, MEASURED_REPLY_SUBSTANTIVE)->value, 0, 1e-12);
    world_close(&world);
}

static void grades_pay_for_late_replies_and_not_for_none(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_april(&world);
    world_add_days(&world, april(1), 30, 5, (struct story){.reply_s = 2 * HOUR});
    world_add_days(&world, april(1), 30, 5, (struct story){.reply_s = NEVER, .close_s = NEVER});

    world_score(&world, NULL, &card);

    /* Half is answered within 2 T: .20 + .15 + .10 of the weights for each. */
    assert_near(figure(&card, MEASURED_REPLY_GRADED)->value, .5 * .45, 1e-12);
    assert_near(figure(&card, MEASURED_REPLY_LATE_FOURFOLD)->value, .5, 1e-12);
    world_close(&world);
}

static void a_bounded_export_gives_an_interval_and_at_most_indicative(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_april(&world);
    world.rungs = RUNG_BOUNDED;
    world_add_days(&world, april(1), 30, 8, (struct story){.reply_s = 60});
    for (int i = 0; i < 60; i++) {
        struct story story = {.day = april(1 + i % 30), .hour = 9, .reply_s = NEVER, .close_s = 60};
        struct fact fact = fact_of(&world, &story);
        fact.reply[READING_OPTIMISTIC].exit = EXIT_EVENT; /* solved by phone, perhaps */
        world_add_fact(&world, &fact);
    }

    world_score(&world, NULL, &card);

    const struct measurement *row = figure(&card, MEASURED_REPLY_WITHIN_PROMISE);
    assert_near(row->strict, .8, 1e-12);
    assert_near(row->optimistic, 1, 1e-12);
    assert_true(row->low < .8 && row->high >= 1 - 1e-9);
    assert_true(row->standing <= STANDING_INDICATIVE);
    assert_sane(&card);
    world_close(&world);
}

/* 9 of 10 after ten minutes, the rest after three hours: 80 % are sure of the ten. */
static void without_a_promise_it_is_told_what_could_be_promised(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard none = {0};
    OWN(scorecard_release) struct scorecard given = {0};

    for (int is_given = 0; is_given < 2; is_given++) {
        struct world world;
        world_open(&world, (int64_t)day_of(2026, 7, 20) * DAY);
        for (int i = 0; i < 91 * 4; i++)
            world_add(&world, 1,
                      (struct story){.day = day_of(2026, 4, 1) + i / 4,
                                     .hour = 9 + i % 4,
                                     .reply_s = i % 10 == 7 ? 3 * HOUR : 600,
                                     .no_promise = !is_given});
        world_score(&world, NULL, is_given ? &given : &none);
        world_close(&world);
    }

    assert_int_equal(none.criteria[CRITERION_FIRST_REPLY].verdict, VERDICT_NO_PROMISE);
    assert_near(none.promisable_s, 600, 0);
    assert_near(given.promisable_s, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_quarter_wholly_before_the_cut_is_scored),
        cmocka_unit_test(kept_and_late_are_counted_and_shared),
        cmocka_unit_test(an_unanswered_ticket_stays_in_the_waiting_time),
        cmocka_unit_test(closing_without_a_reply_is_not_an_answer),
        cmocka_unit_test(no_human_reply_at_all_is_zero_with_evidence_not_unknown),
        cmocka_unit_test(all_censored_before_the_promise_says_nothing),
        cmocka_unit_test(one_ticket_is_a_count_and_no_inference),
        cmocka_unit_test(without_a_promise_there_is_a_curve_and_no_score),
        cmocka_unit_test(templates_that_stop_the_clock_are_seen_through),
        cmocka_unit_test(grades_pay_for_late_replies_and_not_for_none),
        cmocka_unit_test(a_bounded_export_gives_an_interval_and_at_most_indicative),
        cmocka_unit_test(without_a_promise_it_is_told_what_could_be_promised),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
