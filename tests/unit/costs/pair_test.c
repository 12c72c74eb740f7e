#include "week_testing.h"

static const struct model_result *pair_at(const struct comparison *comparison, int wanted)
{
    for (size_t i = 0; i < comparison->model_count; i++)
        if (comparison->models[i].is_pair && !comparison->models[i].is_hybrid && wanted-- == 0)
            return &comparison->models[i];
    return NULL;
}

static void a_day_desk_and_a_night_desk_keep_a_promise_that_neither_keeps(void **state)
{
    (void)state;
    static struct shared_week week;
    week_open(&week, 6);
    fixed(&week, "days", DAYS, 1000000);
    fixed(&week, "nights", NIGHTS, 400000);

    OWN(comparison_release) struct comparison comparison = week_compared(&week);
    const struct model_result *pair = pair_at(&comparison, 0);

    assert_int_equal(comparison.models[1].fault, MODEL_HOURS);
    assert_int_equal(comparison.models[2].fault, MODEL_HOURS);
    assert_non_null(pair);
    assert_null(pair_at(&comparison, 1));
    assert_int_equal(pair->fault, MODEL_FITS);
    assert_string_equal(pair->name, "days + nights");
    assert_near(pair->first_share[10], 1, 1e-9);
    assert_near(pair->first_share[3], 0, 1e-9);
    assert_near(pair->first_ticket_share, .5, 1e-9);
    assert_near(pair->mean_minor, comparison.models[1].mean_minor + comparison.models[2].mean_minor,
                1e-6 * pair->mean_minor);
    assert_ptr_equal(pair, &comparison.models[comparison.best]);
    week_close(&week);
}

/* Between two that are always open each hour goes to whose next ticket costs less there. */
static void a_fee_for_the_night_is_taken_where_tickets_are_dear(void **state)
{
    (void)state;
    static struct shared_week week;
    struct price_tier tier = {0, 50000};
    week_open(&week, 6);
    by_ticket(&week, "tickets", INDEX_NONE, &tier);
    fixed(&week, "nights", NIGHTS, 400000);

    OWN(comparison_release) struct comparison comparison = week_compared(&week);
    const struct model_result *pair = pair_at(&comparison, 0);
    double months = comparison.horizon_months;

    assert_non_null(pair);
    assert_near(pair->first_share[12], 1, 1e-9);
    assert_near(pair->first_share[2], 0, 1e-9);
    assert_near(pair->by_ticket_share, .5, 1e-9);
    assert_near(pair->undiscounted_minor,
                months * 400000 + .5 * comparison.models[1].undiscounted_minor,
                .02 * pair->undiscounted_minor); /* prices do not rise in either */
    assert_true(pair->mean_minor < comparison.models[1].mean_minor);
    week_close(&week);
}

static void nights_of_a_pair_are_charged_as_nights(void **state)
{
    (void)state;
    static struct shared_week week;
    struct price_tier tier = {0, 50000};
    week_open(&week, 6);
    fixed(&week, "days", DAYS, 400000);
    by_ticket(&week, "nights", NIGHTS, &tier);

    OWN(comparison_release) struct comparison plain = week_compared(&week);
    week.desk.offers[1].out_of_hours_multiplier = 2;
    OWN(comparison_release) struct comparison dearer = week_compared(&week);
    double fees = plain.models[1].mean_minor;

    assert_near(pair_at(&dearer, 0)->mean_minor - fees, 2 * (pair_at(&plain, 0)->mean_minor - fees),
                1e-6 * fees);
    week_close(&week);
}

static void no_pair_where_an_hour_stays_open_or_a_side_breaks_the_promise(void **state)
{
    (void)state;
    static struct shared_week week;
    week_open(&week, 6);
    fixed(&week, "days", DAYS, 1000000);
    struct offer_settings *nights = fixed(&week, "nights", NIGHTS, 400000);

    nights->first_reply_s = 7200;
    OWN(comparison_release) struct comparison slow = week_compared(&week);
    assert_null(pair_at(&slow, 0));
    nights->first_reply_s = 3600;
    week.versions[NIGHTS].interval_count = 13; /* Sunday evening */
    OWN(comparison_release) struct comparison open = week_compared(&week);
    assert_null(pair_at(&open, 0));
    week_close(&week);
}

static void of_two_that_are_always_open_and_cost_alike_there_is_no_pair(void **state)
{
    (void)state;
    static struct shared_week week;
    struct price_tier tier = {0, 50000};
    week_open(&week, 6);
    by_ticket(&week, "one", INDEX_NONE, &tier);
    by_ticket(&week, "other", INDEX_NONE, &tier);

    OWN(comparison_release) struct comparison comparison = week_compared(&week);

    assert_null(pair_at(&comparison, 0));
    week_close(&week);
}

static void only_the_cheapest_pairs_are_priced(void **state)
{
    (void)state;
    static struct shared_week week;
    week_open(&week, 6);
    for (int i = 0; i < 3; i++)
        fixed(&week, (const char *const[]){"a", "b", "c"}[i], DAYS, 1000000 - 100000 * i);
    fixed(&week, "x", NIGHTS, 400000);
    fixed(&week, "y", NIGHTS, 900000);

    OWN(comparison_release) struct comparison comparison = week_compared(&week);

    assert_string_equal(pair_at(&comparison, 0)->name, "c + x");
    assert_string_equal(pair_at(&comparison, 1)->name, "b + x");
    assert_string_equal(pair_at(&comparison, 2)->name, "a + x");
    assert_string_equal(pair_at(&comparison, 3)->name, "c + y");
    assert_null(pair_at(&comparison, 4));
    int dropped[5] = {0}; /* a and b with y */
    for (size_t i = 0; i < comparison.dropped_count; i++)
        if (!comparison.dropped[i].has_own && comparison.dropped[i].offers[1] == 4)
            dropped[comparison.dropped[i].offers[0]]++;
    assert_true(dropped[0] == 1 && dropped[1] == 1 && dropped[2] == 0 && dropped[3] == 0);
    week_close(&week);
}

static void a_pair_that_one_of_the_two_beats_alone_is_left_out_by_name(void **state)
{
    (void)state;
    static struct shared_week week;
    struct price_tier tier = {0, 50000};
    week_open(&week, 6);
    by_ticket(&week, "tickets", INDEX_NONE, &tier);
    fixed(&week, "nights", NIGHTS, 4000000000);

    OWN(comparison_release) struct comparison comparison = week_compared(&week);

    assert_null(pair_at(&comparison, 0));
    assert_int_equal(comparison.dropped_count, 1);
    assert_int_equal(comparison.dropped[0].offers[0], 0);
    assert_int_equal(comparison.dropped[0].offers[1], 1);
    week_close(&week);
}

static void leaving_a_pair_is_leaving_both(void **state)
{
    (void)state;
    static struct shared_week week;
    week_open(&week, 6);
    fixed(&week, "days", DAYS, 1000000)->exit_minor = 70000;
    fixed(&week, "nights", NIGHTS, 400000)->notice_months = 2;

    OWN(comparison_release) struct comparison comparison = week_compared(&week);

    assert_near(pair_at(&comparison, 0)->leaving_minor, 70000 + 2 * 400000, 1e-6);
    week_close(&week);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_desk_and_a_night_desk_keep_a_promise_that_neither_keeps),
        cmocka_unit_test(a_fee_for_the_night_is_taken_where_tickets_are_dear),
        cmocka_unit_test(nights_of_a_pair_are_charged_as_nights),
        cmocka_unit_test(no_pair_where_an_hour_stays_open_or_a_side_breaks_the_promise),
        cmocka_unit_test(of_two_that_are_always_open_and_cost_alike_there_is_no_pair),
        cmocka_unit_test(only_the_cheapest_pairs_are_priced),
        cmocka_unit_test(a_pair_that_one_of_the_two_beats_alone_is_left_out_by_name),
        cmocka_unit_test(leaving_a_pair_is_leaving_both),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
