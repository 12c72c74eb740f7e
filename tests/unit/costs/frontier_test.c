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
    static const double costs[] = {100, 120, 110}, qualities[] = {70, 60, 90};
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
    static const double costs[] = {100, 200}, qualities[] = {50, 100};
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
    static const double costs[] = {100, 120}, qualities[] = {80, NAN};
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
    static const double costs[] = {100, 100}, qualities[] = {80, 80};
    struct frontier_option *options =
        found(&(struct frontier_case){costs, qualities, 2, 1, 100}, &arena);

    assert_near(options[0].share_low, .5, 1e-12);
    assert_near(options[1].share_high, .5, 1e-12);
}

/* At equal weights 100 against 80 points of cost need 20 points of quality. */
static void a_dearer_option_needs_so_much_more_quality(void **state)
{
    (void)state;
    static const double costs[] = {100, 125}, qualities[] = {70, 70}, weights[] = {.5, .5};
    struct frontier_case wanted = {costs, qualities, 2, 1, 0};

    assert_near(frontier_flip(&wanted, 1, 0, weights, 0), 20, 1e-12);
}

static void a_free_option_cannot_be_weighed(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct error err = {0};
    struct frontier_option *options = NULL;
    static const double costs[] = {0, 125}, qualities[] = {70, 70};

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
        cmocka_unit_test(a_dearer_option_needs_so_much_more_quality),
        cmocka_unit_test(a_free_option_cannot_be_weighed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
