#include "criteria_testing.h"

/* One vote a person, NPS and CES: beside the survey. */

enum { FIRST = 20544 }; /* 2026-04-01 */

static const struct story ANSWERED = {.reply_s = 600, .channel = CHANNEL_EMAIL};

static void begin(struct world *world)
{
    world_open(world, (int64_t)(FIRST + 110) * DAY);
}

static void a_loud_person_has_one_vote(void **state)
{
    (void)state;
    struct world world;
    OWN(scorecard_release) struct scorecard card = {0};
    struct story loud = ANSWERED, other = ANSWERED;

    begin(&world);
    loud.requester = 7;
    loud.rating = 2;
    world_add_days(&world, FIRST, 40, 1, loud);
    for (int i = 0; i < 40; i++) {
        other.day = FIRST + i;
        other.hour = 10;
        other.requester = 100 + (uint64_t)i;
        other.rating = 1 + i % 2;
        world_add(&world, 1, other);
    }
    world_score(&world, "2026Q2", &card);

    assert_near(figure(&card, MEASURED_SATISFIED_RESPONDENTS)->value, 60. / 80, 1e-12);
    const struct measurement *votes = figure(&card, MEASURED_SATISFIED_PERSONS);
    assert_near(votes->value, 21. / 41, 1e-12);
    assert_int_equal(votes->asked_count, 80);
    assert_int_equal(votes->kept_count, 60);
    assert_true(votes->has_interval && votes->low < 21. / 41 && votes->high > 21. / 41);
    assert_false(votes->has_score);
    world_close(&world);
}

/* Half of his answers satisfied is half a vote. */
static void a_person_of_two_minds_is_half_a_vote(void **state)
{
    (void)state;
    struct world world;
    OWN(scorecard_release) struct scorecard card = {0};
    struct story story = ANSWERED;

    begin(&world);
    for (int i = 0; i < 60; i++) {
        story.day = FIRST + i;
        story.requester = i < 2 ? 1 : 2 + (uint64_t)i;
        story.rating = i == 0 ? 1 : 2;
        world_add(&world, 1, story);
    }
    world_score(&world, "2026Q2", &card);

    assert_near(figure(&card, MEASURED_SATISFIED_PERSONS)->value, 58.5 / 59, 1e-12);
    world_close(&world);
}

static void without_names_there_are_no_persons(void **state)
{
    (void)state;
    struct world world;
    OWN(scorecard_release) struct scorecard card = {0};
    struct story story = ANSWERED;

    begin(&world);
    story.rating = 2;
    world_add_days(&world, FIRST, 40, 1, story);
    world_score(&world, "2026Q2", &card);

    assert_true(figure(&card, MEASURED_SATISFIED_RESPONDENTS)->has_value);
    assert_false(figure(&card, MEASURED_SATISFIED_PERSONS)->has_value);
    assert_int_equal(figure(&card, MEASURED_SATISFIED_PERSONS)->standing, STANDING_NOT_OBSERVABLE);
    world_close(&world);
}

static void what_was_not_asked_is_not_observable(void **state)
{
    (void)state;
    struct world world;
    OWN(scorecard_release) struct scorecard card = {0};
    static const enum measured names[] = {MEASURED_PROMOTERS, MEASURED_EASY};

    begin(&world);
    world_add_days(&world, FIRST, 40, 1, ANSWERED);
    world_score(&world, "2026Q2", &card);

    for (size_t i = 0; i < 2; i++) {
        assert_false(figure(&card, names[i])->has_value);
        assert_int_equal(figure(&card, names[i])->standing, STANDING_NOT_OBSERVABLE);
    }
    world_close(&world);
}

static void all_promoters_are_not_all_clients(void **state)
{
    (void)state;
    struct world world;
    OWN(scorecard_release) struct scorecard card = {0};
    struct story story = ANSWERED;

    begin(&world);
    story.recommends = 3;
    story.ease = 2;
    world_add_days(&world, FIRST, 40, 1, story);
    world_score(&world, "2026Q2", &card);

    const struct measurement *nps = figure(&card, MEASURED_PROMOTERS);
    assert_near(nps->value, 1, 1e-12);
    assert_near(nps->high, 1, 1e-12);
    assert_true(nps->low > .75 && nps->low < .95);
    assert_true(figure(&card, MEASURED_EASY)->low > .85 && figure(&card, MEASURED_EASY)->low < .95);
    world_close(&world);
}

/* Days on which everything goes wrong: answers of a day resemble each other. */
static void limits_of_the_net_promoters_hold_the_truth(void **state)
{
    (void)state;
    enum { WORLDS = 400, DAYS = 60 };
    uint64_t word = 20261124;
    int held = 0;

    for (int i = 0; i < WORLDS; i++) {
        struct world world;
        OWN(scorecard_release) struct scorecard card = {0};
        begin(&world);
        for (int day = 0; day < DAYS; day++) {
            word = word * 6364136223846793005ULL + 1442695040888963407ULL;
            bool is_bad = (word >> 33) % 5 == 0;
            for (int j = 0; j < 3; j++) {
                struct story story = ANSWERED;
                word = word * 6364136223846793005ULL + 1442695040888963407ULL;
                unsigned draw = (unsigned)((word >> 33) % 100);
                /* of a bad day 10 % promote and 70 % warn; of another 50 % and 20 % */
                story.recommends = is_bad      ? draw < 10   ? 3
                                                 : draw < 30 ? 2
                                                             : 1
                                   : draw < 50 ? 3
                                   : draw < 80 ? 2
                                               : 1;
                story.day = FIRST + day;
                story.hour = 9 + j;
                world_add(&world, 1, story);
            }
        }
        world_score(&world, "2026Q2", &card);
        const struct measurement *nps = figure(&card, MEASURED_PROMOTERS);
        const double truth = .2 * (.10 - .70) + .8 * (.50 - .20);
        held += nps->has_interval && nps->low <= truth && truth <= nps->high;
        world_close(&world);
    }
    assert_true(held >= .92 * WORLDS && held <= .985 * WORLDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_loud_person_has_one_vote),
        cmocka_unit_test(a_person_of_two_minds_is_half_a_vote),
        cmocka_unit_test(without_names_there_are_no_persons),
        cmocka_unit_test(what_was_not_asked_is_not_observable),
        cmocka_unit_test(all_promoters_are_not_all_clients),
        cmocka_unit_test(limits_of_the_net_promoters_hold_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
