/* Cost against quality. */
#include "testing.h"

#include "costs/frontier.h"

static struct frontier_option *found(const struct frontier_case *wanted, struct arena *arena)
{
    struct error err = {0};
    struct frontier_option *options = NULL;

    assert_ok(frontier_find(wanted, arena, &options, &err), err);
    return options;
}

static void a_dearer_and_worse_option_is_dominated_and_never_wins(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    static const double costs[] = {100, 120, 110};
    static const struct frontier_range qualities[] = {{70, 70}, {60, 60}, {90, 90}};
    struct frontier_option *options =
        found(&(struct frontier_case){costs, qualities, 3, 1, 0}, &arena);

    assert_false(options[0].is_dominated);
    assert_true(options[1].is_dominated);
    assert_int_equal(options[1].dominated_by, 0);
    assert_false(options[2].is_dominated);
    assert_near(options[1].share_high, 0, 0);
    assert_near(options[0].share_low + options[2].share_low, 1, 1e-9);
}

/* Scores 100 against 50 on cost, 50 against 100 on quality: half of all weightings for each. */
static void mirror_images_share_the_weights(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    static const double costs[] = {100, 200};
    static const struct frontier_range qualities[] = {{50, 50}, {100, 100}};
    struct frontier_option *options =
        found(&(struct frontier_case){costs, qualities, 2, 1, 0}, &arena);

    assert_near(options[0].cost_score, 100, 0);
    assert_near(options[1].cost_score, 50, 0);
    assert_near(options[0].share_low, .5, .01);
    assert_near(options[0].mean_weights[0], .75, .01); /* the upper half of (0, 1) */
}

static void what_is_not_known_widens_the_share_and_dominates_nobody(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    static const double costs[] = {100, 120};
    static const struct frontier_range qualities[] = {{80, 80}, {0, 100}};
    struct frontier_option *options =
        found(&(struct frontier_case){costs, qualities, 2, 1, 0}, &arena);

    assert_false(options[1].is_dominated);
    assert_near(options[1].share_low, 0, 0);
    assert_true(options[1].share_high > .4);
}

static void equal_options_share_every_weighting(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    static const double costs[] = {100, 100};
    static const struct frontier_range qualities[] = {{80, 80}, {80, 80}};
    struct frontier_option *options =
        found(&(struct frontier_case){costs, qualities, 2, 1, 100}, &arena);

    assert_near(options[0].share_low, .5, 1e-12);
    assert_near(options[1].share_high, .5, 1e-12);
}

/* Measured ranges that meet leave open who is better: the dearer is not beaten, and wins at most
 * where its high end would. */
static void ranges_that_meet_dominate_nobody(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    static const double costs[] = {100, 120};
    static const struct frontier_range meet[] = {{70, 80}, {75, 85}},
                                       apart[] = {{80, 85}, {70, 75}};
    struct frontier_option *open = found(&(struct frontier_case){costs, meet, 2, 1, 0}, &arena);
    struct frontier_option *told = found(&(struct frontier_case){costs, apart, 2, 1, 0}, &arena);

    assert_false(open[1].is_dominated);
    assert_near(open[1].share_low, 0, 0);
    assert_true(open[1].share_high > .4 && open[1].share_high < .6); /* 1/6·w < 15·(1 - w) */
    assert_near(open[0].share_low + open[1].share_high, 1, 1e-9);
    assert_true(told[1].is_dominated);
}

static void a_free_option_cannot_be_weighed(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct error err = {0};
    struct frontier_option *options = NULL;
    static const double costs[] = {0, 125};
    static const struct frontier_range qualities[] = {{70, 70}, {70, 70}};

    assert_false(
        frontier_find(&(struct frontier_case){costs, qualities, 2, 1, 0}, &arena, &options, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dearer_and_worse_option_is_dominated_and_never_wins),
        cmocka_unit_test(mirror_images_share_the_weights),
        cmocka_unit_test(what_is_not_known_widens_the_share_and_dominates_nobody),
        cmocka_unit_test(equal_options_share_every_weighting),
        cmocka_unit_test(ranges_that_meet_dominate_nobody),
        cmocka_unit_test(a_free_option_cannot_be_weighed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
