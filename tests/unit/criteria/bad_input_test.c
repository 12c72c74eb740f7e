#include "criteria_testing.h"

/* Odd exports: each figure has a standing and a reason; nothing is NaN, 0 for unknown, or 100 % for
 * no evidence. */

enum { QUARTER_DAYS = 91 };

static int32_t april(int day)
{
    return day_of(2026, 4, 1) + day - 1;
}

static void open_desk(struct world *world)
{
    world_open(world, (int64_t)day_of(2026, 7, 20) * DAY);
}

/* Of nothing nothing is said: no share without a denominator, no silence without a reason. */
static void assert_told(const struct scorecard *card)
{
    assert_sane(card);
    for (size_t i = 0; i < card->measurement_count; i++) {
        const struct measurement *row = &card->measurements[i];
        bool is_of_hours = row->name == MEASURED_COVER_UNKNOWN;
        if (measurement_unit(row->name) == UNIT_SHARE && row->has_value && !is_of_hours)
            assert_true(row->asked_count > 0);
        if (row->standing == STANDING_NOT_OBSERVABLE)
            assert_false(row->has_score);
        if (!row->has_value)
            assert_true(row->standing <= STANDING_NOT_ENOUGH_DATA && row->reason != NULL);
    }
    for (int c = 0; c < CRITERION_COUNT; c++) {
        const struct criterion_score *score = &card->criteria[c];
        assert_true(score->has_score || score->reason != NULL);
        assert_true(score->change.verdict != CHANGE_UNKNOWN || score->change.reason != NULL);
        if (!score->has_score)
            assert_true(score->verdict == VERDICT_CANNOT_TELL ||
                        score->verdict == VERDICT_NO_PROMISE ||
                        score->criterion == CRITERION_FIRST_REPLY);
    }
}

static void a_desk_that_never_answers_is_told_by_counts(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_desk(&world);
    world_add_days(&world, april(1), QUARTER_DAYS, 4,
                   (struct story){.reply_s = NEVER, .close_s = 2 * DAY});

    world_score(&world, NULL, &card);

    const struct measurement *kept = figure(&card, MEASURED_REPLY_WITHIN_PROMISE);
    assert_int_equal(kept->kept_count, 0);
    assert_int_equal(kept->asked_count, 4 * QUARTER_DAYS);
    assert_int_equal(card.criteria[CRITERION_FIRST_REPLY].verdict, VERDICT_MISSED);
    assert_ptr_equal(figure(&card, MEASURED_REPLY_MEDIAN)->reason, REASON_NOT_REACHED);
    assert_false(figure(&card, MEASURED_ONE_TOUCH)->has_value);
    assert_ptr_equal(figure(&card, MEASURED_ONE_TOUCH)->reason, REASON_NONE_ANSWERED);
    assert_null(card.criteria[CRITERION_COMPLETENESS].cure); /* no column would tell more */
    for (int band = 0; band < BAND_COUNT; band++)            /* none of many is not none for ever */
        assert_true(card.bands[band].cover.arrival_count == 0 ||
                    card.bands[band].cover.high > .005);
    assert_ptr_equal(card.criteria[CRITERION_FIRST_REPLY].lever, LEVER_UNANSWERED);
    assert_told(&card);
    world_close(&world);
}

/* Equal channels are no convenience when all of them are silent. */
static void channels_that_never_answer_are_not_on_a_par(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_desk(&world);
    for (uint8_t channel = CHANNEL_EMAIL; channel <= CHANNEL_CHAT; channel++)
        world_add_days(&world, april(1), QUARTER_DAYS, 2,
                       (struct story){.reply_s = NEVER, .close_s = NEVER, .channel = channel});

    world_score(&world, NULL, &card);

    assert_false(figure(&card, MEASURED_CHANNEL_PARITY)->has_value);
    assert_ptr_equal(figure(&card, MEASURED_CHANNEL_PARITY)->reason, REASON_NONE_ANSWERED);
    assert_ptr_equal(figure(&card, MEASURED_SATISFIED)->reason, REASON_NONE_CLOSED);
    assert_told(&card);
    world_close(&world);
}

/* Nobody is seen to try another channel before an answer where no answer is seen. */
static void without_reply_times_nobody_is_known_to_have_stayed_in_his_channel(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    OWN(cube_release) struct cube cube = {0};
    struct error err = {0};
    struct world world;
    open_desk(&world);
    world_add_days(&world, april(1), QUARTER_DAYS, 4, (struct story){.reply_s = 600});
    world_finish(&world, &cube);
    cube.evidence[EVIDENCE_REPLY].rung = RUNG_NOT_IN_EXPORT;
    cube.evidence[EVIDENCE_SWITCH].rung = RUNG_BOUNDED;
    struct score_request request = {
        .cube = &cube, .settings = &world.settings, .account = ALL_ACCOUNTS};

    assert_ok(score(&request, &card, &err), err);

    assert_int_equal(figure(&card, MEASURED_CHANNEL_NO_SWITCH)->standing, STANDING_NOT_OBSERVABLE);
    assert_false(figure(&card, MEASURED_CHANNEL_NO_SWITCH)->has_value);
    assert_ptr_equal(card.criteria[CRITERION_CHANNELS].change.reason, REASON_NOT_IN_EXPORT);
    assert_told(&card);
    world_close(&world);
}

static void one_account_is_judged_by_days(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_desk(&world);
    world_add_days(&world, april(1), QUARTER_DAYS, 4, (struct story){.reply_s = 600});

    world_score(&world, NULL, &card);

    const struct measurement *kept = figure(&card, MEASURED_REPLY_WITHIN_PROMISE);
    assert_int_equal(kept->cluster_count, QUARTER_DAYS);
    assert_int_equal(kept->standing, STANDING_SCORED);
    assert_told(&card);
    world_close(&world);
}

static void one_ticket_is_told_and_nothing_is_inferred(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_desk(&world);
    world_add(&world, 1,
              (struct story){.day = april(5),
                             .hour = 10,
                             .reply_s = 60,
                             .rating = 2,
                             .requester = 1,
                             .engineer = 1});

    world_score(&world, NULL, &card);

    for (int c = 0; c < CRITERION_COUNT; c++)
        assert_false(card.criteria[c].has_score);
    assert_int_equal(figure(&card, MEASURED_REPLY_WITHIN_PROMISE)->kept_count, 1);
    assert_false(figure(&card, MEASURED_REPLY_WITHIN_PROMISE)->has_interval);
    assert_told(&card);
    world_close(&world);
}

static void an_export_cut_minutes_after_its_tickets_says_nothing_of_them(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, (int64_t)april(5) * DAY + 11 * HOUR);
    for (int i = 0; i < 40; i++) {
        struct story story = {.day = april(5), .hour = 10, .reply_s = NEVER, .close_s = NEVER};
        struct fact fact = fact_of(&world, &story);
        fact.created_at = fact.origin_at = world.cut_at - 60 * (i + 1);
        fact.reply[0].after_s[0] = fact.reply[0].after_s[1] = 60 * (i + 1);
        fact.reply[1] = fact.substantive = fact.resolve = fact.reply[0];
        world_add_fact(&world, &fact);
    }

    world_score(&world, NULL, &card);

    const struct measurement *kept = figure(&card, MEASURED_REPLY_WITHIN_PROMISE);
    assert_int_equal(kept->open_count, 40);
    assert_false(kept->has_score);
    assert_int_equal(card.criteria[CRITERION_FIRST_REPLY].verdict, VERDICT_CANNOT_TELL);
    assert_told(&card);
    world_close(&world);
}

static void all_answered_at_once_is_no_division_by_nothing(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_desk(&world);
    world_add_days(&world, april(1) - QUARTER_DAYS, 2 * QUARTER_DAYS, 4,
                   (struct story){.reply_s = 0, .close_s = 1, .rating = 2});

    world_score(&world, NULL, &card);

    const struct measurement *kept = figure(&card, MEASURED_REPLY_WITHIN_PROMISE);
    assert_near(kept->value, 1, 1e-12);
    assert_true(kept->low > .9 && kept->low < 1); /* sure of many, not of all to come */
    assert_near(figure(&card, MEASURED_REPLY_MEDIAN)->value, 0, 1e-9);
    const struct criterion_change *change = &card.criteria[CRITERION_FIRST_REPLY].change;
    assert_int_equal(change->verdict, CHANGE_STABLE);
    assert_true(change->standardised == 0 && !signbit(change->standardised));
    assert_true(change->low < -.005 && change->high > .005); /* all of many is not all for ever */
    assert_told(&card);
    world_close(&world);
}

static void surveys_that_nobody_answers_leave_satisfaction_unknown(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_desk(&world);
    world_add_days(&world, april(1), QUARTER_DAYS, 4, (struct story){.reply_s = 600});

    world_score(&world, NULL, &card);

    const struct measurement *satisfied = figure(&card, MEASURED_SATISFIED);
    assert_false(satisfied->has_value);
    assert_ptr_equal(satisfied->reason, REASON_NO_ANSWERS);
    assert_near(figure(&card, MEASURED_RESPONSE_RATE)->value, 0, 1e-12); /* asked, and silent */
    assert_false(card.criteria[CRITERION_ORIENTATION].has_score);
    assert_told(&card);
    world_close(&world);
}

static void an_empty_quarter_between_two_is_nothing_to_compare_with(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_desk(&world);
    world_add_days(&world, day_of(2025, 10, 1), 80, 4, (struct story){.reply_s = 600});
    world_add_days(&world, april(1), QUARTER_DAYS, 4, (struct story){.reply_s = 600});

    world_score(&world, NULL, &card);

    assert_false(card.period[PERIOD_PREVIOUS].is_present);
    for (int c = 0; c < CRITERION_COUNT; c++)
        assert_int_equal(card.criteria[c].change.verdict, CHANGE_UNKNOWN);
    assert_ptr_equal(card.criteria[CRITERION_FIRST_REPLY].change.reason, REASON_NO_EARLIER);
    assert_told(&card);
    world_close(&world);
}

/* The export begins in the middle of the quarter before: half of its days, and all of this one. */
static void half_a_quarter_is_compared_by_its_rate_not_by_its_volume(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_desk(&world);
    world_add_days(&world, april(1) - 45, 45 + QUARTER_DAYS, 6,
                   (struct story){.reply_s = 600, .rating = 2});

    world_score(&world, NULL, &card);

    assert_int_equal(card.period[PERIOD_PREVIOUS].ticket_count, 45 * 6);
    assert_int_equal(card.period[PERIOD_PREVIOUS].held_first_day, april(1) - 45);
    assert_int_equal(card.period[PERIOD_CURRENT].held_first_day, april(1)); /* whole */
    assert_int_equal(card.period[PERIOD_CURRENT].held_last_day, april(91));
    for (int c = 0; c < CRITERION_COUNT; c++)
        assert_int_not_equal(card.criteria[c].change.verdict, CHANGE_SAGGED);
    assert_int_equal(card.criteria[CRITERION_FIRST_REPLY].change.verdict, CHANGE_STABLE);
    assert_told(&card);
    world_close(&world);
}

static void a_quarter_cut_in_half_counts_only_what_it_saw(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, (int64_t)april(46) * DAY);
    world_add_days(&world, april(1), 45, 6,
                   (struct story){.reply_s = 600, .close_s = HOUR, .rating = 2});

    world_score(&world, "2026Q2", &card);

    const struct measurement *touch = figure(&card, MEASURED_ONE_TOUCH);
    assert_int_equal(card.period[PERIOD_CURRENT].held_last_day, april(45)); /* cut at midnight */
    assert_int_equal(figure(&card, MEASURED_REPLY_WITHIN_PROMISE)->asked_count, 45 * 6);
    /* Answers of the last week have not had their week: open, not kept, and not failed. */
    assert_int_equal(touch->asked_count, 45 * 6);
    assert_true(touch->open_count >= 6 * 6 && touch->open_count <= 8 * 6);
    assert_int_equal(touch->kept_count + touch->open_count, touch->asked_count);
    assert_told(&card);
    world_close(&world);
}

static void a_desk_of_300_tickets_round_the_clock_gets_a_useful_page(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    size_t known = 0;
    open_desk(&world);
    for (int i = 0; i < 300; i++)
        world_add(&world, 1,
                  (struct story){.day = april(1) + i % QUARTER_DAYS,
                                 .hour = (i * 7) % 24,
                                 .reply_s = i % 10 ? 600 : 3 * HOUR,
                                 .rating = i % 3 ? 0 : 2});

    world_score(&world, NULL, &card);

    assert_int_equal(card.criteria[CRITERION_FIRST_REPLY].verdict, VERDICT_KEPT);
    assert_true(card.criteria[CRITERION_AVAILABILITY].has_score);
    assert_true(card.criteria[CRITERION_COMPLETENESS].has_score);
    assert_true(card.is_by_band);
    for (int band = 0; band < BAND_COUNT; band++)
        known += card.bands[band].cover.arrival_count >= 5;
    assert_true(known >= 4);
    assert_true(card.drill_count > 0);
    assert_told(&card);
    world_close(&world);
}

static void without_any_ticket_every_criterion_has_a_reason(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_desk(&world);
    world_add(&world, 5,
              (struct story){.day = april(3), .reply_s = 60, .exclusion = EXCLUDED_SPAM});

    world_score(&world, NULL, &card);

    for (int c = 0; c < CRITERION_COUNT; c++)
        assert_non_null(card.criteria[c].reason);
    assert_told(&card);
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_desk_that_never_answers_is_told_by_counts),
        cmocka_unit_test(channels_that_never_answer_are_not_on_a_par),
        cmocka_unit_test(without_reply_times_nobody_is_known_to_have_stayed_in_his_channel),
        cmocka_unit_test(one_account_is_judged_by_days),
        cmocka_unit_test(one_ticket_is_told_and_nothing_is_inferred),
        cmocka_unit_test(an_export_cut_minutes_after_its_tickets_says_nothing_of_them),
        cmocka_unit_test(all_answered_at_once_is_no_division_by_nothing),
        cmocka_unit_test(surveys_that_nobody_answers_leave_satisfaction_unknown),
        cmocka_unit_test(an_empty_quarter_between_two_is_nothing_to_compare_with),
        cmocka_unit_test(half_a_quarter_is_compared_by_its_rate_not_by_its_volume),
        cmocka_unit_test(a_quarter_cut_in_half_counts_only_what_it_saw),
        cmocka_unit_test(a_desk_of_300_tickets_round_the_clock_gets_a_useful_page),
        cmocka_unit_test(without_any_ticket_every_criterion_has_a_reason),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
