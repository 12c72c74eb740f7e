#include "criteria_testing.h"

/* Where it is lost: the drill-down, executor groups, the weakest criterion and its lever. */

static int32_t april(int day)
{
    return day_of(2026, 4, day);
}

static void open_year(struct world *world)
{
    world_open(world, (int64_t)day_of(2026, 7, 20) * DAY);
}

/* E-mail is in time; of the messenger's every second is late, and only when it is urgent. */
static void add_two_channels(struct world *world)
{
    for (int i = 0; i < 80; i++) {
        struct story story = {.day = april(1) + i, .reply_s = 60, .rating = 2};
        for (int hour = 9; hour < 13; hour++) {
            story.hour = hour;
            story.channel = CHANNEL_EMAIL;
            story.priority = PRIORITY_NORMAL;
            story.reply_s = 60;
            world_add(world, 1, story);
            story.channel = CHANNEL_MESSENGER;
            story.priority = hour % 2 ? PRIORITY_URGENT : PRIORITY_NORMAL;
            story.reply_s = hour % 2 ? 3 * HOUR : 60;
            world_add(world, 1, story);
        }
    }
}

static void the_cells_of_a_drill_down_add_up_to_the_gap(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_year(&world);
    add_two_channels(&world);

    world_score(&world, NULL, &card);

    uint64_t tickets[CRITERION_COUNT] = {0};
    double gap = 0;
    for (size_t i = 0; i < card.drill_count; i++) {
        tickets[card.drill[i].criterion] += card.drill[i].ticket_count;
        if (card.drill[i].criterion == CRITERION_FIRST_REPLY)
            gap += card.drill[i].contribution;
    }
    /* 160 of 640 are late: 75 % of the promised 80 %. */
    assert_near(gap, .8 - .75, 1e-9);
    assert_int_equal(tickets[CRITERION_FIRST_REPLY], 640);
    const struct drill_cell *worst = card.drill;
    while (worst->criterion != CRITERION_FIRST_REPLY)
        worst++;
    assert_int_equal(worst->channel, CHANNEL_MESSENGER);
    assert_int_equal(worst->priority, PRIORITY_URGENT);
    assert_int_equal(worst->kept_count, 0);
    assert_near(worst->value, 0, 1e-9);
    assert_sane(&card);
    world_close(&world);
}

static const struct drill_cell *cell_of(const struct scorecard *card, uint8_t channel,
                                        uint8_t priority, bool is_rest)
{
    for (size_t i = 0; i < card->drill_count; i++) {
        const struct drill_cell *cell = &card->drill[i];
        if (cell->criterion == CRITERION_FIRST_REPLY && cell->is_rest == is_rest &&
            (is_rest || (cell->channel == channel && cell->priority == priority)))
            return cell;
    }
    return NULL;
}

/* All was well in winter; a channel of then is gone. */
static void every_part_stands_beside_the_quarter_before(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    OWN(cube_release) struct cube cube = {0};
    struct error err = {0};
    struct world world;
    open_year(&world);
    add_two_channels(&world);
    for (int i = 0; i < 80; i++) {
        struct story story = {.day = day_of(2026, 1, 5) + i, .hour = 9, .reply_s = 60};
        story.channel = CHANNEL_MESSENGER;
        story.priority = PRIORITY_URGENT;
        world_add(&world, 2, story);
        story.channel = CHANNEL_WEB;
        world_add(&world, 1, story);
    }

    world_finish(&world, &cube);
    struct score_request request = {.cube = &cube,
                                    .settings = &world.settings,
                                    .account = ALL_ACCOUNTS,
                                    .drill_sides = DRILL_CHANNEL | DRILL_PRIORITY};

    assert_ok(score(&request, &card, &err), err);

    const struct drill_cell *urgent = cell_of(&card, CHANNEL_MESSENGER, PRIORITY_URGENT, false);
    const struct drill_cell *normal = cell_of(&card, CHANNEL_MESSENGER, PRIORITY_NORMAL, false);
    const struct drill_cell *rest = cell_of(&card, 0, 0, true);
    assert_int_equal(urgent->kept_count, 0);
    assert_int_equal(urgent->before.ticket_count, 160);
    assert_int_equal(urgent->before.kept_count, 160);
    assert_near(urgent->before.value, 1, 1e-9);
    assert_int_equal(normal->before.ticket_count, 0);
    assert_false(normal->before.has_value);
    assert_int_equal(rest->ticket_count, 0); /* the channel that is gone */
    assert_int_equal(rest->before.ticket_count, 80);
    assert_false(rest->has_value);
    const struct measurement key = {.name = MEASURED_REPLY_WITHIN_PROMISE,
                                    .period = PERIOD_PREVIOUS,
                                    .account = ALL_ACCOUNTS,
                                    .priority = PRIORITY_URGENT};
    assert_null(scorecard_find_part(&card, &key)); /* one priority is the whole, no part of it */
    assert_sane(&card);
    world_close(&world);
}

static void cells_of_a_few_tickets_are_the_rest(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_year(&world);
    add_two_channels(&world);
    world_add(
        &world, 3,
        (struct story){.day = april(5), .hour = 3, .reply_s = 5 * HOUR, .channel = CHANNEL_WEB});

    world_score(&world, NULL, &card);

    bool is_rest_seen = false;
    for (size_t i = 0; i < card.drill_count; i++) {
        const struct drill_cell *cell = &card.drill[i];
        assert_true(cell->is_rest || cell->ticket_count >= 10);
        is_rest_seen |=
            cell->is_rest && cell->criterion == CRITERION_FIRST_REPLY && cell->ticket_count == 3;
    }
    assert_true(is_rest_seen);
    world_close(&world);
}

static void a_drill_down_by_one_side_has_a_row_of_each_part(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    OWN(cube_release) struct cube cube = {0};
    struct error err = {0};
    struct world world;
    size_t count = 0;
    open_year(&world);
    add_two_channels(&world);
    world_finish(&world, &cube);
    struct score_request request = {.cube = &cube,
                                    .settings = &world.settings,
                                    .account = ALL_ACCOUNTS,
                                    .drill_sides = DRILL_PRIORITY};

    assert_ok(score(&request, &card, &err), err);

    for (size_t i = 0; i < card.drill_count; i++) {
        assert_int_equal(card.drill[i].channel, CHANNEL_UNKNOWN);
        count += card.drill[i].criterion == CRITERION_FIRST_REPLY;
    }
    assert_int_equal(count, 2);
    world_close(&world);
}

static void a_priority_is_a_figure_of_its_own(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    const struct measurement *urgent = NULL;
    open_year(&world);
    add_two_channels(&world);

    world_score(&world, NULL, &card);

    for (size_t i = 0; i < card.measurement_count; i++)
        if (card.measurements[i].name == MEASURED_REPLY_WITHIN_PROMISE &&
            card.measurements[i].priority == PRIORITY_URGENT)
            urgent = &card.measurements[i];
    assert_non_null(urgent);
    assert_int_equal(urgent->asked_count, 160);
    assert_int_equal(urgent->kept_count, 0);
    assert_near(figure(&card, MEASURED_REPLY_WITHIN_PROMISE)->value, .75, 1e-9);
    world_close(&world);
}

/* ---- executor groups ---- */

/* Own staff by day, the provider at night; in the evening both. Only the provider's answers fail.
 */
static void add_groups(struct world *world, int32_t first_day, bool fails)
{
    for (int i = 0; i < 90; i++) {
        struct story story = {.day = first_day + i, .reply_s = 60, .executor = EXECUTOR_OWN};
        story.hour = 10;
        world_add(world, 3, story);
        story.hour = 19;
        world_add(world, 2, story);
        story.executor = EXECUTOR_PROVIDER;
        story.fails_s = fails && i % 2 ? DAY : 0;
        world_add(world, 2, story);
        story.hour = 2;
        world_add(world, 1, story);
    }
}

static const struct executor_change *pair_of(const struct scorecard *card, enum executor_pair pair)
{
    for (size_t i = 0; i < card->executor_count; i++)
        if (card->executors[i].pair == pair)
            return &card->executors[i];
    fail();
    return NULL;
}

static void a_provider_whose_answers_fail_is_worse_in_that_alone(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_year(&world);
    add_groups(&world, day_of(2026, 1, 1), false);
    add_groups(&world, april(1), true);

    world_score(&world, NULL, &card);

    const struct executor_change *beside = pair_of(&card, PAIR_OWN_PROVIDER);
    const struct executor_change *before = pair_of(&card, PAIR_PROVIDER_BEFORE_AFTER);
    const struct executor_change *own = pair_of(&card, PAIR_OWN_BEFORE_AFTER);
    assert_int_equal(beside->change[CRITERION_COMPLETENESS].verdict, CHANGE_SAGGED);
    assert_near(beside->change[CRITERION_COMPLETENESS].standardised, -.5, .05);
    assert_int_equal(beside->change[CRITERION_FIRST_REPLY].verdict, CHANGE_STABLE);
    assert_int_equal(before->change[CRITERION_COMPLETENESS].verdict, CHANGE_SAGGED);
    assert_int_equal(own->change[CRITERION_COMPLETENESS].verdict, CHANGE_STABLE);
    world_close(&world);
}

static void one_group_alone_is_compared_with_itself_only(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_year(&world);
    world_add_days(&world, april(1), 60, 3,
                   (struct story){.reply_s = 60, .executor = EXECUTOR_OWN});

    world_score(&world, NULL, &card);

    assert_int_equal(card.executor_count, 0); /* and there is no quarter before */
    world_close(&world);
}

/* ---- the weakest ---- */

static void with_one_quarter_the_weakest_misses_its_promise_by_most_tickets(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_year(&world);
    world_add_days(&world, april(1), 80, 4, (struct story){.reply_s = 3 * HOUR, .rating = 2});
    world_add_days(&world, april(1), 80, 4, (struct story){.reply_s = 60, .rating = 2});

    world_score(&world, NULL, &card);

    const struct criterion_score *reply = &card.criteria[CRITERION_FIRST_REPLY];
    assert_int_equal(card.weakest_why, WEAKEST_MISSED);
    assert_true(reply->has_lost);
    assert_near(reply->lost_count, (.8 - .5) * 640, 1e-6);
    assert_true(card.weakest == CRITERION_FIRST_REPLY || card.weakest == CRITERION_AVAILABILITY);
    assert_true(card.criteria[card.weakest].lost_count >= reply->lost_count);
    world_close(&world);
}

static void a_lever_tells_what_it_would_bring(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_year(&world);
    add_two_channels(&world);

    world_score(&world, NULL, &card);

    const struct criterion_score *reply = &card.criteria[CRITERION_FIRST_REPLY];
    assert_ptr_equal(reply->lever, LEVER_PRIORITY); /* none of 160 urgent ones is in time */
    assert_int_equal(reply->lever_detail, PRIORITY_URGENT);
    assert_int_equal(reply->lever_asked_count, 160);
    assert_near(reply->lever_gain, .8 * 160 / 640, 1e-9);
    world_close(&world);
}

/* A channel came, another went, and twice as many write: all of it is told, none is the cause. */
static void what_else_was_different_is_listed(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_year(&world);
    for (int i = 0; i < 90; i++) {
        struct story story = {.day = day_of(2026, 1, 1) + i, .hour = 10, .reply_s = 60};
        story.channel = CHANNEL_EMAIL;
        world_add(&world, 2, story);
        story.channel = CHANNEL_WEB;
        world_add(&world, 1, story);
        story.day = april(1) + i;
        story.channel = CHANNEL_EMAIL;
        world_add(&world, 5, story);
        story.channel = CHANNEL_CHAT;
        world_add(&world, 1, story);
    }

    world_score(&world, NULL, &card);

    const struct coincidences *found = &card.coincidences;
    assert_true(found->has_volume);
    assert_near(found->volume_change, 540.0 / 91 / (270.0 / 90) - 1, 1e-9);
    assert_int_equal(found->channel_count, 2);
    assert_true(found->channels[0].channel == CHANNEL_CHAT && found->channels[0].is_new);
    assert_true(found->channels[1].channel == CHANNEL_WEB && !found->channels[1].is_new);
    assert_near(found->channels[1].share, 1 / 3., 1e-9);
    assert_false(found->has_untold);
    world_close(&world);
}

static void fewer_known_replies_than_before_are_told(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_year(&world);
    for (int i = 0; i < 180; i++) {
        struct story story = {.day = day_of(2026, 1, 2) + i, .hour = 10, .reply_s = 60};
        struct fact fact = fact_of(&world, &story);
        world_add_fact(&world, &fact);
        if (story.day >= april(1) && i % 4 == 0)
            fact.reply[0] = fact.reply[1] = fact.substantive = exit_none();
        world_add_fact(&world, &fact);
    }

    world_score(&world, NULL, &card);

    assert_true(card.coincidences.has_untold);
    assert_near(card.coincidences.untold_before, 0, 1e-12);
    assert_near(card.coincidences.untold, .125, .01);
    world_close(&world);
}

static void a_quarter_like_the_last_lists_nothing(void **state)
{
    (void)state;
    OWN(scorecard_release) struct scorecard card = {0};
    struct world world;
    open_year(&world);
    world_add_days(&world, day_of(2026, 1, 1), 181, 4,
                   (struct story){.reply_s = 60, .channel = CHANNEL_EMAIL});

    world_score(&world, NULL, &card);

    assert_false(card.coincidences.has_volume || card.coincidences.has_untold);
    assert_int_equal(card.coincidences.channel_count, 0);
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cells_of_a_drill_down_add_up_to_the_gap),
        cmocka_unit_test(every_part_stands_beside_the_quarter_before),
        cmocka_unit_test(cells_of_a_few_tickets_are_the_rest),
        cmocka_unit_test(a_drill_down_by_one_side_has_a_row_of_each_part),
        cmocka_unit_test(a_priority_is_a_figure_of_its_own),
        cmocka_unit_test(a_provider_whose_answers_fail_is_worse_in_that_alone),
        cmocka_unit_test(one_group_alone_is_compared_with_itself_only),
        cmocka_unit_test(with_one_quarter_the_weakest_misses_its_promise_by_most_tickets),
        cmocka_unit_test(a_lever_tells_what_it_would_bring),
        cmocka_unit_test(what_else_was_different_is_listed),
        cmocka_unit_test(a_quarter_like_the_last_lists_nothing),
        cmocka_unit_test(fewer_known_replies_than_before_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
