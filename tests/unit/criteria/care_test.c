#include "criteria_testing.h"

/* Continuity, cover that rests on one person, and signs of figures being served. */

static int32_t january(int day)
{
    return day_of(2026, 1, 1) + day - 1;
}

static void open_half_year(struct world *world)
{
    world_open(world, (int64_t)day_of(2026, 7, 20) * DAY);
}

static const struct measurement *of_band(const struct scorecard *card, enum measured name,
                                         enum band band)
{
    for (size_t i = 0; i < card->measurement_count; i++) {
        const struct measurement *row = &card->measurements[i];
        if (row->name == name && row->period == PERIOD_CURRENT && row->band_part == band + 1)
            return row;
    }
    fail();
    return NULL;
}

/* Person 7 is always answered by engineer 1; person 8 by 1, and from April on every other day by
 * somebody new, who fails and takes a day. */
static void add_two_persons(struct world *world)
{
    for (int i = 0; i < 181; i++) {
        bool is_new = january(i + 1) >= day_of(2026, 4, 1) && i % 2;
        struct story story = {
            .day = january(i + 1), .hour = 10, .reply_s = 600, .requester = 7, .engineer = 1};
        world_add(world, 1, story);
        story.requester = 8;
        story.engineer = is_new ? 100 + (uint64_t)i : 1;
        story.fails_s = is_new ? DAY : 0;
        story.close_s = is_new ? DAY : HOUR;
        world_add(world, 1, story);
    }
}

static void continuity_is_the_share_answered_by_who_knows_the_person(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_half_year(&world);
    add_two_persons(&world);

    world_score(&world, "2026Q2", &card);

    const struct measurement *row = figure(&card, MEASURED_KNOWS_REQUESTER);
    assert_int_equal(row->asked_count, 2 * 91);
    assert_int_equal(row->kept_count, 91 + 46); /* all of person 7's, half of person 8's */
    assert_near(row->value, 137. / 182, 1e-12);
    assert_sane(&card);
    world_close(&world);
}

static void a_new_engineer_costs_what_his_answers_lack(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_half_year(&world);
    add_two_persons(&world);

    world_score(&world, "2026Q2", &card);

    const struct measurement *touch = figure(&card, MEASURED_NEW_ENGINEER_ONE_TOUCH);
    const struct measurement *time = figure(&card, MEASURED_NEW_ENGINEER_TIME);
    assert_near(touch->value, -1, 1e-12); /* every new one failed, nobody else */
    assert_int_equal(touch->kept_count, 45);
    assert_int_equal(touch->standing, STANDING_INDICATIVE);
    /* Ten minutes or an hour against a day, each bin of the grid at most 1.1 % wide. */
    double known_s = (91 * 600. + 46 * 3600.) / 137;
    assert_near(time->value, DAY - known_s, .02);
    world_close(&world);
}

static void the_first_quarter_of_an_export_only_teaches_who_knows_whom(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_half_year(&world);
    add_two_persons(&world);

    world_score(&world, "2026Q1", &card);

    const struct measurement *row = figure(&card, MEASURED_KNOWS_CLIENT);
    assert_false(row->has_value);
    assert_ptr_equal(row->reason, REASON_NO_EARLIER);
    world_close(&world);
}

/* Of another account's later days nobody may learn what the first one's engineers knew before. */
static void what_an_engineer_knows_of_a_person_is_of_one_account(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_half_year(&world);
    for (int i = 0; i < 181; i++) {
        bool is_late = january(i + 1) >= day_of(2026, 4, 1);
        struct story story = {
            .day = january(i + 1), .hour = 10, .reply_s = 600, .requester = 7, .engineer = 1};
        story.account = 0;
        story.engineer = is_late ? 2 : 1; /* 2 meets the person of this account on 1 April */
        world_add(&world, 1, story);
        story.account = 1;
        story.engineer = is_late ? 1 : 2;
        world_add(&world, 1, story);
    }

    world_score(&world, "2026Q2", &card);

    const struct measurement *row = figure(&card, MEASURED_KNOWS_REQUESTER);
    assert_int_equal(row->asked_count, 2 * 91);
    assert_int_equal(row->kept_count, 2 * 90); /* all but the first day of each */
    world_close(&world);
}

static void without_persons_continuity_is_not_in_this_export(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_half_year(&world);
    world_add_days(&world, january(1), 180, 2, (struct story){.reply_s = 600});

    world_score(&world, "2026Q2", &card);

    assert_int_equal(figure(&card, MEASURED_KNOWS_CLIENT)->standing, STANDING_NOT_OBSERVABLE);
    assert_int_equal(figure(&card, MEASURED_ONE_ENGINEER)->standing, STANDING_NOT_OBSERVABLE);
    assert_sane(&card);
    world_close(&world);
}

static void nights_that_rest_on_one_engineer_are_seen(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    int nights = 0, his = 0;
    open_half_year(&world);
    for (int i = 0; i < 91; i++) {
        struct story story = {.day = day_of(2026, 4, 1) + i, .reply_s = 600};
        for (int turn = 0; turn < 4; turn++) { /* by day four engineers take turns */
            story.hour = 10 + turn;
            story.engineer = 1 + (uint64_t)turn;
            world_add(&world, 1, story);
        }
        story.hour = 2; /* at night it is number 9, three nights of four */
        story.engineer = i % 4 ? 9 : 1;
        world_add(&world, 1, story);
        if (weekday_of_day(story.day) <= FRIDAY) {
            nights++;
            his += i % 4 != 0;
        }
    }

    world_score(&world, "2026Q2", &card);

    const struct measurement *share = of_band(&card, MEASURED_ONE_ENGINEER, BAND_NIGHT);
    const struct measurement *without = of_band(&card, MEASURED_WITHOUT_BUSIEST, BAND_NIGHT);
    assert_int_equal(share->asked_count, nights);
    assert_int_equal(share->kept_count, his);
    assert_near(without->value, (double)(nights - his) / nights, 1e-12);
    assert_near(of_band(&card, MEASURED_ENGINEERS, BAND_NIGHT)->value, 2, 1e-12);
    assert_near(figure(&card, MEASURED_ENGINEERS)->value, 5, 1e-12);
    world_close(&world);
}

/* ---- signs ---- */

static void first_replies_without_content_are_counted(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_half_year(&world);
    world_add_days(&world, day_of(2026, 4, 1), 60, 3, (struct story){.reply_s = 600});
    world_add_days(&world, day_of(2026, 4, 1), 60, 1,
                   (struct story){.reply_s = 60, .is_template = true, .substantive_s = 5 * HOUR});

    world_score(&world, NULL, &card);

    const struct measurement *row = figure(&card, MEASURED_REPLY_WITHOUT_CONTENT);
    assert_int_equal(row->asked_count, 240);
    assert_int_equal(row->kept_count, 60);
    assert_near(row->value, .25, 1e-12);
    world_close(&world);
}

static void solves_that_pile_up_before_the_breach_are_a_sign(void **state)
{
    (void)state;
    struct scorecard cards[2] = {0};
    for (int is_gamed = 0; is_gamed < 2; is_gamed++) {
        struct world world;
        open_half_year(&world);
        world.promises[1].resolve_s = 10 * HOUR;
        for (int i = 0; i < 400; i++) { /* evenly over 20 h; or those of 10–15 h just before 10 h */
            struct story story = {.day = day_of(2026, 4, 1) + i % 90, .hour = 1, .reply_s = 60};
            story.close_s = 180 * (i + 1);
            if (is_gamed && story.close_s > 10 * HOUR && story.close_s <= 15 * HOUR)
                story.close_s = 10 * HOUR - 60;
            world_add(&world, 1, story);
        }
        world_score(&world, NULL, &cards[is_gamed]);
        world_close(&world);
    }

    const struct measurement *even = figure(&cards[0], MEASURED_CLOSED_JUST_IN_TIME);
    const struct measurement *gamed = figure(&cards[1], MEASURED_CLOSED_JUST_IN_TIME);
    assert_true(even->low < 0 && even->high > 0);
    assert_true(gamed->low > .15);
    scorecard_release(&cards[0]);
    scorecard_release(&cards[1]);
}

static void answers_that_pile_up_before_six_are_a_sign(void **state)
{
    (void)state;
    struct scorecard cards[2] = {0};
    for (int is_gamed = 0; is_gamed < 2; is_gamed++) {
        struct world world;
        open_half_year(&world);
        promise_office_hours(&world);
        for (int i = 0; i < 900; i++) { /* every ten minutes; or those of the last two hours late */
            struct story story = {.day = day_of(2026, 4, 1) + i % 90, .hour = 9};
            story.reply_s = (i * 7 % 54) * 600 + 30 + i % 500;
            if (is_gamed && story.reply_s > 7 * HOUR)
                story.reply_s = 9 * HOUR - 60 - i % 60;
            if (weekday_of_day(story.day) <= FRIDAY)
                world_add(&world, 1, story);
        }
        world_score(&world, "2026Q2", &cards[is_gamed]);
        world_close(&world);
    }

    const struct measurement *even = figure(&cards[0], MEASURED_REPLY_SHIFT_END);
    const struct measurement *gamed = figure(&cards[1], MEASURED_REPLY_SHIFT_END);
    assert_true(even->low < 0 && even->high > 0);
    assert_true(gamed->low > .15);
    assert_int_equal(gamed->standing, STANDING_INDICATIVE);
    assert_true(figure(&cards[1], MEASURED_CLOSED_SHIFT_END)->low > .15);
    scorecard_release(&cards[0]);
    scorecard_release(&cards[1]);
}

static void a_desk_that_never_closes_has_no_last_quarter_of_an_hour(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_half_year(&world);
    world_add_days(&world, day_of(2026, 4, 1), 60, 3, (struct story){.reply_s = 633});

    world_score(&world, "2026Q2", &card);

    assert_null(scorecard_find(&card, MEASURED_REPLY_SHIFT_END, PERIOD_CURRENT, ALL_ACCOUNTS,
                               CHANNEL_UNKNOWN));
    world_close(&world);
}

static void where_a_rota_tells_shifts_their_ends_are_looked_at(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct rota_row shifts[] = {{.from_day = INT32_MIN,
                                 .to_day = INT32_MAX,
                                 .weekdays = 0x7f,
                                 .from_minute = 8 * 60,
                                 .to_minute = 20 * 60,
                                 .persons = 1},
                                {.from_day = INT32_MIN,
                                 .to_day = INT32_MAX,
                                 .weekdays = 0x7f,
                                 .from_minute = 20 * 60,
                                 .to_minute = 32 * 60,
                                 .persons = 1}};
    struct world world;
    open_half_year(&world); /* promised on every hour */
    world.settings.house.rota = shifts;
    world.settings.house.rota_count = 2;
    for (int i = 0; i < 80; i++) { /* from one in the morning on, answered at 7:50 and a bit */
        struct story story = {.day = day_of(2026, 4, 1) + i, .hour = 1};
        story.reply_s = 6 * HOUR + 50 * 60 + 7 * (i % 50) + 1;
        world_add(&world, 1, story);
    }

    world_score(&world, "2026Q2", &card);

    const struct measurement *row = figure(&card, MEASURED_REPLY_SHIFT_END);
    assert_int_equal(row->kept_count, 80);
    assert_near(row->value, 1, 1e-12);
    world.settings.house.rota = NULL;
    world.settings.house.rota_count = 0;
    world_close(&world);
}

static void instants_told_to_the_hour_say_nothing_of_the_last_quarter(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_half_year(&world);
    promise_office_hours(&world);
    world_add_days(&world, day_of(2026, 4, 1), 60, 8, (struct story){.reply_s = HOUR});

    world_score(&world, "2026Q2", &card);

    assert_int_equal(figure(&card, MEASURED_REPLY_SHIFT_END)->standing, STANDING_NOT_OBSERVABLE);
    assert_false(figure(&card, MEASURED_REPLY_SHIFT_END)->has_value);
    world_close(&world);
}

static bool is_among_last_three(int32_t day)
{
    return date_of_day(day + 3).day <= 3;
}

static void closings_held_for_the_month_end_are_a_sign(void **state)
{
    (void)state;
    struct scorecard cards[2] = {0};
    for (int is_gamed = 0; is_gamed < 2; is_gamed++) {
        struct world world;
        open_half_year(&world);
        for (int32_t day = day_of(2026, 3, 1); day < day_of(2026, 7, 10); day++) {
            struct story story = {.day = day, .hour = 10, .reply_s = 600, .close_s = HOUR};
            int count = weekday_of_day(day) >= SATURDAY ? 1 : 6;
            world_add(&world, is_gamed && is_among_last_three(day) ? 3 * count : count, story);
        }
        world_score(&world, "2026Q2", &cards[is_gamed]);
        world_close(&world);
    }

    const struct measurement *even = figure(&cards[0], MEASURED_CLOSED_MONTH_END);
    const struct measurement *gamed = figure(&cards[1], MEASURED_CLOSED_MONTH_END);
    assert_near(even->value + 1, 1, 1e-12);
    assert_true(even->low < 0 && even->high > 0);
    assert_true(gamed->low > .05);
    scorecard_release(&cards[0]);
    scorecard_release(&cards[1]);
}

static void surveys_sent_to_the_well_served_alone_are_a_sign(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_half_year(&world);
    world_add_days(&world, day_of(2026, 4, 1), 60, 3, (struct story){.reply_s = 600});
    world_add_days(&world, day_of(2026, 4, 1), 60, 1,
                   (struct story){.reply_s = 3 * HOUR, .was_offered_none = true});

    world_score(&world, NULL, &card);

    assert_near(figure(&card, MEASURED_SURVEY_OFFER_GAP)->value, 1, 1e-12);
    world_close(&world);
}

static void persons_hashes_change_no_figure(void **state)
{
    (void)state;
    struct scorecard cards[2] = {0};
    for (int other = 0; other < 2; other++) {
        struct world world;
        open_half_year(&world);
        for (int i = 0; i < 900; i++) {
            struct story story = {.day = january(i % 180 + 1), .hour = i % 24, .reply_s = 600};
            uint64_t mark = other ? 0x9E3779B97F4A7C15ULL : 1;
            story.requester = (uint64_t)(1 + i % 37) * mark;
            story.engineer = (uint64_t)(1 + (i / 7) % 5) * mark;
            story.fails_s = i % 9 ? 0 : DAY;
            world_add(&world, 1, story);
        }
        world_score(&world, "2026Q2", &cards[other]);
        world_close(&world);
    }

    assert_int_equal(cards[0].measurement_count, cards[1].measurement_count);
    for (size_t i = 0; i < cards[0].measurement_count; i++) {
        const struct measurement *a = &cards[0].measurements[i], *b = &cards[1].measurements[i];
        assert_memory_equal(&a->value, &b->value, sizeof a->value);
        assert_memory_equal(&a->high, &b->high, sizeof a->high);
    }
    scorecard_release(&cards[0]);
    scorecard_release(&cards[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(continuity_is_the_share_answered_by_who_knows_the_person),
        cmocka_unit_test(a_new_engineer_costs_what_his_answers_lack),
        cmocka_unit_test(the_first_quarter_of_an_export_only_teaches_who_knows_whom),
        cmocka_unit_test(what_an_engineer_knows_of_a_person_is_of_one_account),
        cmocka_unit_test(without_persons_continuity_is_not_in_this_export),
        cmocka_unit_test(nights_that_rest_on_one_engineer_are_seen),
        cmocka_unit_test(first_replies_without_content_are_counted),
        cmocka_unit_test(solves_that_pile_up_before_the_breach_are_a_sign),
        cmocka_unit_test(answers_that_pile_up_before_six_are_a_sign),
        cmocka_unit_test(a_desk_that_never_closes_has_no_last_quarter_of_an_hour),
        cmocka_unit_test(where_a_rota_tells_shifts_their_ends_are_looked_at),
        cmocka_unit_test(instants_told_to_the_hour_say_nothing_of_the_last_quarter),
        cmocka_unit_test(closings_held_for_the_month_end_are_a_sign),
        cmocka_unit_test(surveys_sent_to_the_well_served_alone_are_a_sign),
        cmocka_unit_test(persons_hashes_change_no_figure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
