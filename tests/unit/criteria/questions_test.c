#include "criteria_testing.h"

static int32_t april(int day)
{
    return day_of(2026, 4, day);
}

static int64_t july(void)
{
    return (int64_t)day_of(2026, 7, 20) * DAY;
}

/* ---- availability ---- */

static void nights_do_not_mark_down_a_desk_of_office_hours(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    promise_office_hours(&world);
    for (int i = 0; i < 60; i++) {
        int32_t day = april(1) + i;
        if (weekday_of_day(day) > FRIDAY)
            continue;
        world_add_days(&world, day, 1, 8, (struct story){.reply_s = 600});
        /* At 20 h, answered in the morning. */
        struct story late = {.day = day, .hour = 20, .reply_s = 13 * HOUR};
        struct fact fact = fact_of(&world, &late);
        fact.is_in_hours = false;
        world_add_fact(&world, &fact);
    }

    world_score(&world, NULL, &card);

    const struct measurement *promised = figure(&card, MEASURED_COVER_PROMISED);
    assert_true(promised->value > .95);
    assert_int_equal(promised->kept_count, promised->asked_count);
    assert_int_equal(card.bands[BAND_WORK].cover.cover, COVER_STATE_COVERED);
    assert_int_equal(card.bands[BAND_EVENING].cover.cover, COVER_STATE_NOT_COVERED);
    assert_int_equal(card.bands[BAND_SUNDAY].cover.cover, COVER_STATE_UNKNOWN);
    assert_near(card.bands[BAND_WORK].cover.promised_share, 1, 1e-9);
    assert_near(card.bands[BAND_EVENING].cover.promised_share, 0, 1e-9);
    assert_true(figure(&card, MEASURED_COVER_ALL_HOURS)->low < .5);
    assert_true(card.is_by_band);
    assert_int_equal(card.criteria[CRITERION_AVAILABILITY].verdict, VERDICT_KEPT);
    assert_sane(&card);
    world_close(&world);
}

static void hours_that_nobody_asked_in_are_unknown_not_covered(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july()); /* 24x7 promised */
    world_add_days(&world, april(1), 60, 5, (struct story){.reply_s = 60});

    world_score(&world, NULL, &card);

    const struct measurement *cover = figure(&card, MEASURED_COVER_PROMISED);
    assert_int_equal(card.bands[BAND_NIGHT].cover.cover, COVER_STATE_UNKNOWN);
    assert_string_equal(card.bands[BAND_NIGHT].cover.reason, "no_tickets");
    assert_true(figure(&card, MEASURED_COVER_UNKNOWN)->value > .3);
    assert_true(cover->low < .6 && cover->high > .99);
    assert_true(cover->standing <= STANDING_INDICATIVE);
    assert_int_not_equal(card.criteria[CRITERION_AVAILABILITY].verdict, VERDICT_KEPT);
    world_close(&world);
}

static void business_minutes_alone_judge_replies_but_no_nights(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    world.is_business_only = true;
    for (int i = 0; i < 300; i++) {
        struct story story = {.day = april(1) + i % 60, .hour = 9 + i % 8, .reply_s = 600};
        struct fact fact = fact_of(&world, &story);
        for (int reading = 0; reading < READING_COUNT; reading++)
            fact.reply[reading].after_s[CLOCK_CALENDAR] = INSTANT_UNKNOWN;
        fact.substantive = exit_none();
        world_add_fact(&world, &fact);
    }

    world_score(&world, NULL, &card);

    assert_near(figure(&card, MEASURED_REPLY_WITHIN_PROMISE)->value, 1, 1e-12);
    assert_near(figure(&card, MEASURED_REPLY_MEDIAN)->value, 600, 1e-12);
    assert_string_equal(figure(&card, MEASURED_COVER_PROMISED)->reason, "clock_unknown");
    assert_int_equal(card.criteria[CRITERION_AVAILABILITY].standing, STANDING_NOT_OBSERVABLE);
    assert_false(card.dark_gap.is_known);
    assert_sane(&card);
    world_close(&world);
}

static void a_night_desk_with_300_tickets_is_judged_by_bands(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    for (int i = 0; i < 300; i++)
        world_add(&world, 1,
                  (struct story){.day = april(1) + i % 90, .hour = (i * 5) % 24, .reply_s = 300});

    world_score(&world, NULL, &card);

    assert_true(card.is_by_band);
    assert_true(card.slots[3].is_from_band);
    for (int band = BAND_WORK; band < BAND_HOLIDAY; band++)
        assert_int_equal(card.bands[band].cover.cover, COVER_STATE_COVERED);
    assert_string_equal(card.bands[BAND_HOLIDAY].cover.reason, "absent");
    assert_true(card.criteria[CRITERION_AVAILABILITY].has_score);
    world_close(&world);
}

static void the_longest_dark_gap_is_told_with_who_waited(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    world_add(&world, 1, (struct story){.day = april(1), .hour = 9, .reply_s = 60});
    world_add(&world, 2, (struct story){.day = april(2), .hour = 9, .reply_s = 5 * HOUR});

    world_score(&world, NULL, &card);

    assert_true(card.dark_gap.is_known);
    assert_int_equal(card.dark_gap.to_at - card.dark_gap.from_at, 5 * HOUR);
    assert_int_equal(card.dark_gap.waiting_count, 2);
    world_close(&world);
}

/* ---- completeness ---- */

static void a_young_answer_is_censored_not_a_success(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    int32_t today = april(20);
    world_open(&world, (int64_t)today * DAY);
    /* Old ones: half fail after a day. Yesterday's: nothing is known of them. */
    world_add_days(&world, april(1), 10, 5, (struct story){.reply_s = 60, .fails_s = DAY});
    world_add_days(&world, april(1), 10, 5, (struct story){.reply_s = 60});
    world_add_days(&world, april(19), 1, 80, (struct story){.reply_s = 60});

    world_score(&world, "2026Q2", &card);

    const struct measurement *row = figure(&card, MEASURED_ONE_TOUCH);
    assert_int_equal(row->asked_count, 180);
    assert_int_equal(row->open_count, 80);
    assert_int_equal(row->kept_count, 50);
    assert_near(row->value, .5, 1e-9);
    world_close(&world);
}

static void answers_too_young_to_judge_are_not_scored(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, (int64_t)april(3) * DAY);
    world_add_days(&world, april(1), 2, 40, (struct story){.reply_s = 60});

    world_score(&world, "2026Q2", &card);

    const struct measurement *row = figure(&card, MEASURED_ONE_TOUCH);
    assert_false(row->has_value);
    assert_string_equal(row->reason, "all_young");
    world_close(&world);
}

/* ---- satisfaction ---- */

static void surveys_without_answers_are_unknown_not_zero(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    world_add_days(&world, april(1), 30, 5, (struct story){.reply_s = 60});

    world_score(&world, NULL, &card);

    const struct measurement *row = figure(&card, MEASURED_SATISFIED);
    assert_false(row->has_value);
    assert_string_equal(row->reason, "no_answers");
    assert_false(card.survey.has_value);
    assert_false(card.criteria[CRITERION_ORIENTATION].has_score);
    assert_string_equal(card.criteria[CRITERION_ORIENTATION].cure, "more_answers");
    assert_sane(&card);
    world_close(&world);
}

static void few_who_answer_leave_wide_bounds_beside_the_score(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    world_add_days(&world, april(1), 50, 9, (struct story){.reply_s = 60});
    world_add_days(&world, april(1), 50, 1, (struct story){.reply_s = 60, .rating = 2});

    world_score(&world, NULL, &card);

    const struct measurement *row = figure(&card, MEASURED_SATISFIED);
    assert_near(figure(&card, MEASURED_RESPONSE_RATE)->value, .1, 1e-12);
    assert_int_equal(row->standing, STANDING_INDICATIVE);
    assert_string_equal(row->reason, "low_response");
    assert_near(card.survey.worst_low, .1, 1e-12);
    assert_near(card.survey.worst_high, 1, 1e-12);
    assert_sane(&card);
    world_close(&world);
}

/* ---- channels ---- */

static void a_single_channel_has_nothing_to_be_on_a_par_with(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    world_add_days(&world, april(1), 60, 5,
                   (struct story){.reply_s = 60, .channel = CHANNEL_EMAIL});

    world_score(&world, NULL, &card);

    const struct measurement *row = figure(&card, MEASURED_CHANNEL_PARITY);
    assert_false(row->has_value);
    assert_near(figure(&card, MEASURED_CHANNEL_EFFECTIVE_NUMBER)->value, 1, 1e-12);
    assert_near(figure(&card, MEASURED_CHANNEL_NO_SWITCH)->value, 1, 1e-12);
    world_close(&world);
}

static void a_slow_channel_is_off_parity_by_its_traffic(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    world_add_days(&world, april(1), 60, 5,
                   (struct story){.reply_s = 60, .channel = CHANNEL_EMAIL});
    world_add_days(&world, april(1), 60, 5,
                   (struct story){.reply_s = NEVER, .close_s = DAY, .channel = CHANNEL_CHAT});

    world_score(&world, NULL, &card);

    const struct measurement *row = figure(&card, MEASURED_CHANNEL_PARITY);
    assert_near(row->value, .5, .01); /* one of two channels, half of the traffic */
    assert_sane(&card);
    world_close(&world);
}

/* ---- what is no criterion ---- */

static void exclusions_are_counted_and_in_no_denominator(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    world_add_days(&world, april(1), 10, 3, (struct story){.reply_s = 60});
    world_add_days(&world, april(1), 10, 1, (struct story){.exclusion = EXCLUDED_SPAM});
    world_add_days(&world, april(1), 10, 1, (struct story){.exclusion = EXCLUDED_OUTBOUND});
    world_add_days(&world, april(1), 10, 2, (struct story){.is_attended = true});

    world_score(&world, NULL, &card);

    assert_int_equal(card.period[PERIOD_CURRENT].ticket_count, 50);
    assert_int_equal(card.excluded_count[EXCLUDED_SPAM], 10);
    assert_int_equal(card.attended_count, 20);
    assert_int_equal(figure(&card, MEASURED_REPLY_WITHIN_PROMISE)->asked_count, 30);
    assert_near(figure(&card, MEASURED_PROACTIVE)->value, 10 / 60., 1e-12);
    world_close(&world);
}

static void a_flat_curve_gives_the_interval_of_its_flat_piece_to_the_second(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    /* Two of four are resolved by 219,480 s, the next at 225,180 s: both in bins of over 2,000 s.
     */
    const int64_t closes[] = {1000, 219480, 225180, 300000};
    for (int i = 0; i < 40; i++)
        world_add(&world, 1,
                  (struct story){
                      .day = april(1) + i / 4, .hour = 9, .reply_s = 60, .close_s = closes[i % 4]});

    world_score(&world, NULL, &card);

    const struct measurement *row = figure(&card, MEASURED_RESOLVE_MEDIAN);
    assert_near(row->first, 219480, 1e-12);
    assert_near(row->last, 225180, 1e-12);
    assert_near(row->resolution_s, 0, 1e-12);
    world_close(&world);
}

static void what_is_open_at_the_cut_is_counted_by_age(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, (int64_t)april(20) * DAY);
    world_add_days(&world, april(1), 1, 3, (struct story){.reply_s = 60, .close_s = NEVER});
    world_add_days(&world, april(18), 1, 2, (struct story){.reply_s = 60, .close_s = NEVER});
    world_add_days(&world, april(2), 1, 5, (struct story){.reply_s = 60});

    world_score(&world, "2026Q2", &card);

    assert_near(figure(&card, MEASURED_BACKLOG)->value, 5, 1e-12);
    assert_near(figure(&card, MEASURED_BACKLOG_OLDER_WEEK)->value, 3, 1e-12);
    assert_int_equal(card.backlog[0].ticket_count, 5);
    world_close(&world);
}

static void the_survivorship_doubt_caps_what_is_said(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    OWN(cube_release) struct cube cube = {0};
    struct error err = {0};
    struct world world;
    world_open(&world, july());
    world_add_days(&world, april(1), 60, 10, (struct story){.reply_s = 60});
    world_finish(&world, &cube);
    cube.is_survivor_doubted = true;
    struct score_request request = {
        .cube = &cube, .settings = &world.settings, .account = ALL_ACCOUNTS};

    assert_ok(score(&request, &card, &err), err);

    assert_int_equal(card.criteria[CRITERION_FIRST_REPLY].standing, STANDING_INDICATIVE);
    assert_string_equal(card.criteria[CRITERION_FIRST_REPLY].cure, "whole_export");
    world_close(&world);
}

static void a_composite_needs_the_users_own_weights(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard without = {0};
    OWN(scorecard_release) struct scorecard with = {0};
    OWN(cube_release) struct cube cube = {0};
    struct error err = {0};
    struct world world;
    world_open(&world, july());
    for (int hour = 0; hour < 24; hour++)
        for (int day = 0; day < 60; day++)
            world_add(
                &world, 1,
                (struct story){.day = april(1) + day, .hour = hour, .reply_s = 60, .rating = 2});
    world_finish(&world, &cube);
    struct score_request request = {
        .cube = &cube, .settings = &world.settings, .account = ALL_ACCOUNTS};

    assert_ok(score(&request, &without, &err), err);
    world.settings.criteria.has_weights = true;
    world.settings.criteria.weight[CRITERION_FIRST_REPLY] = .5;
    world.settings.criteria.weight[CRITERION_ORIENTATION] = .5;
    assert_ok(score(&request, &with, &err), err);

    assert_false(without.composite.has_value || without.composite.is_asked);
    assert_true(with.composite.has_value);
    assert_string_equal(with.composite.grade, "A");
    world_close(&world);
}

static void a_weight_without_a_score_is_told_and_nothing_is_summed(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    world_add_days(&world, april(1), 60, 10, (struct story){.reply_s = 60});
    world.settings.criteria.has_weights = true;
    world.settings.criteria.weight[CRITERION_FIRST_REPLY] = .5;
    world.settings.criteria.weight[CRITERION_ORIENTATION] = .5; /* nobody answered */

    world_score(&world, NULL, &card);

    assert_true(card.composite.is_asked);
    assert_false(card.composite.has_value);
    assert_int_equal(card.composite.unscored, CRITERION_ORIENTATION);
    world_close(&world);
}

/* A fifth of the days is late and a fifth of the days fails: the same days, or others. */
static void total_of(bool is_same_days, struct scorecard *out)
{
    struct world world;

    world_open(&world, july());
    for (int i = 0; i < 90; i++) {
        struct story story = {.reply_s = i % 5 == 0 ? 2 * HOUR : 600};
        story.fails_s = i % 5 == (is_same_days ? 0 : 2) ? HOUR : 0;
        world_add_days(&world, april(1) + i, 1, 8, story);
    }
    world.settings.criteria.has_weights = true;
    world.settings.criteria.weight[CRITERION_FIRST_REPLY] = .5;
    world.settings.criteria.weight[CRITERION_COMPLETENESS] = .5;
    world_score(&world, NULL, out);
    world_close(&world);
}

static void a_total_is_surer_where_its_criteria_fail_apart(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard same = {0};
    OWN(scorecard_release) struct scorecard apart = {0};

    total_of(true, &same);
    total_of(false, &apart);

    const struct criterion_score *a = &same.criteria[CRITERION_FIRST_REPLY];
    const struct criterion_score *b = &same.criteria[CRITERION_COMPLETENESS];
    double below = .5 * (a->score - a->score_low) + .5 * (b->score - b->score_low);
    assert_near(same.composite.value, apart.composite.value, 1e-9);
    assert_true(same.composite.has_value && same.composite.low >= 0);
    double of_same = same.composite.value - same.composite.low;
    double of_apart = apart.composite.value - apart.composite.low;
    assert_true(of_same <= below + 1e-9); /* correlation 1 is the widest */
    assert_true(of_same > .95 * below);
    assert_true(of_apart < .85 * below);
    assert_true(of_apart > .55 * below); /* one of two alone would be half */
}

/* ---- families ---- */

static void a_client_who_had_nothing_to_ask_this_quarter_is_one_of_twelve(void **state)
{
    (void)state;
    enum { ASKING = 9, EACH = 12 };
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    world.account_count = 12;
    for (uint32_t account = 0; account < 12; account++) {
        struct story story = {.account = account, .day = day_of(2026, 1, 20), .reply_s = 600};
        world_add(&world, 1, story);
        for (int i = 0; i < EACH && account < ASKING; i++) {
            story.day = april(1) + i * 7 + (int32_t)account % 5;
            story.reply_s = account % 3 == 0 ? 2 * HOUR : 600;
            world_add(&world, 1, story);
        }
    }

    world_score(&world, "2026Q2", &card);

    const struct measurement *row = figure(&card, MEASURED_REPLY_WITHIN_PROMISE);
    assert_int_equal(row->cluster_count, ASKING); /* days would be fifty, and as sure again */
    assert_true(row->high - row->low > .5);
    world_close(&world);
}

/* ---- the desk's own verdict ---- */

static void the_desks_own_verdict_stands_beside_ours(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    for (int i = 0; i < 40; i++) { /* half are late; the desk calls 30 in time and is silent of 4 */
        struct story story = {.day = april(1) + i, .hour = 10, .reply_s = i % 2 ? 600 : 2 * HOUR};
        struct fact fact = fact_of(&world, &story);
        fact.desk_reply = i < 4 ? DESK_SAYS_NOTHING : i < 34 ? DESK_SAYS_MET : DESK_SAYS_MISSED;
        world_add_fact(&world, &fact);
    }

    world_score(&world, NULL, &card);

    const struct measurement *share = figure(&card, MEASURED_REPLY_DESK);
    const struct measurement *gap = figure(&card, MEASURED_REPLY_DESK_GAP);
    assert_int_equal(share->asked_count, 36);
    assert_int_equal(share->kept_count, 30);
    assert_near(share->value, 30. / 36, 1e-12);
    assert_near(gap->value, (30. - 18) / 36, 1e-12);
    assert_false(share->has_score);
    assert_int_equal(share->standing, STANDING_INDICATIVE);
    assert_null(scorecard_find(&card, MEASURED_RESOLVE_DESK, PERIOD_CURRENT, ALL_ACCOUNTS,
                               CHANNEL_UNKNOWN));
    world_close(&world);
}

static void reviews_of_all_answers_are_not_too_few(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    world_open(&world, july());
    for (int i = 0; i < 600; i++) {
        struct story story = {.day = april(1) + i % 80, .hour = 10, .reply_s = 600};
        struct fact fact = fact_of(&world, &story);
        fact.review_count = 1;
        fact.review_passed_count = i % 4 > 0;
        world_add_fact(&world, &fact);
    }

    world_score(&world, NULL, &card);

    assert_near(figure(&card, MEASURED_REVIEW_PASSED)->value, .75, 1e-12);
    assert_int_equal(figure(&card, MEASURED_REVIEW_PASSED)->standing, STANDING_SCORED);
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_desks_own_verdict_stands_beside_ours),
        cmocka_unit_test(reviews_of_all_answers_are_not_too_few),
        cmocka_unit_test(a_client_who_had_nothing_to_ask_this_quarter_is_one_of_twelve),
        cmocka_unit_test(nights_do_not_mark_down_a_desk_of_office_hours),
        cmocka_unit_test(hours_that_nobody_asked_in_are_unknown_not_covered),
        cmocka_unit_test(business_minutes_alone_judge_replies_but_no_nights),
        cmocka_unit_test(a_night_desk_with_300_tickets_is_judged_by_bands),
        cmocka_unit_test(the_longest_dark_gap_is_told_with_who_waited),
        cmocka_unit_test(a_young_answer_is_censored_not_a_success),
        cmocka_unit_test(answers_too_young_to_judge_are_not_scored),
        cmocka_unit_test(surveys_without_answers_are_unknown_not_zero),
        cmocka_unit_test(few_who_answer_leave_wide_bounds_beside_the_score),
        cmocka_unit_test(a_single_channel_has_nothing_to_be_on_a_par_with),
        cmocka_unit_test(a_slow_channel_is_off_parity_by_its_traffic),
        cmocka_unit_test(exclusions_are_counted_and_in_no_denominator),
        cmocka_unit_test(a_flat_curve_gives_the_interval_of_its_flat_piece_to_the_second),
        cmocka_unit_test(what_is_open_at_the_cut_is_counted_by_age),
        cmocka_unit_test(the_survivorship_doubt_caps_what_is_said),
        cmocka_unit_test(a_composite_needs_the_users_own_weights),
        cmocka_unit_test(a_weight_without_a_score_is_told_and_nothing_is_summed),
        cmocka_unit_test(a_total_is_surer_where_its_criteria_fail_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
