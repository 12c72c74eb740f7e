#include "costs_testing.h"

static struct comparison compared(struct desk *desk)
{
    struct error err = {0};
    struct comparison comparison = {0};

    desk->settings.costs.has_hybrid = true;
    assert_ok(compare(&desk->cube, &desk->settings, &comparison, &err), err);
    return comparison;
}

static const struct model_result *hybrid_of(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->model_count; i++)
        if (comparison->models[i].is_hybrid)
            return &comparison->models[i];
    return NULL;
}

/* By the ticket a quiet night is cheap and a busy day is dear. */
static void quiet_nights_are_bought_and_busy_days_are_not(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 12, 0, 24);
    for (size_t i = 0; i < desk.cube.demand_count; i++)
        if (desk.demand[i].slot % 24 < 8 || desk.demand[i].slot % 24 >= 20)
            desk.demand[i].ticket_count = desk.demand[i].day % 7 == 0; /* one a week */
    struct offer_settings *offer = desk_offer(&desk, "by ticket", OFFER_PER_TICKET);
    struct price_tier tier = {0, 60000};
    offer->tiers = &tier;
    offer->tier_count = 1;

    OWN(comparison_release) struct comparison comparison = compared(&desk);
    const struct model_result *hybrid = hybrid_of(&comparison);

    assert_non_null(hybrid);
    assert_true(hybrid->is_optimum);
    assert_near(hybrid->own_share[10], 1, 1e-9);
    assert_near(hybrid->own_share[3], 0, 1e-9);
    assert_true(hybrid->heads < comparison.models[0].heads);
    assert_true(hybrid->mean_minor < comparison.models[0].mean_minor);
    assert_true(hybrid->plan_bound_minor > 0);
    assert_true(hybrid->plan_bound_minor <= hybrid->plan_minor * (1 + 1e-9));
    assert_near(hybrid->plan_gap, 1 - hybrid->plan_bound_minor / hybrid->plan_minor, 1e-9);
    desk_close(&desk);
}

static void an_offer_for_office_hours_is_completed_by_own_staff(void **state)
{
    (void)state;
    static struct desk desk;
    static struct hours_interval open[] = {{0, 540, 1080}, {1, 540, 1080}};
    static struct hours_version version = {INT32_MIN, false, open, 2};
    static struct hours_settings hours = {
        .name = "office", .versions = &version, .version_count = 1};
    desk_open(&desk, 6, 0, 24);
    desk.settings.hours = &hours;
    desk.settings.hours_count = 1;
    struct offer_settings *offer = desk_offer(&desk, "days", OFFER_DEDICATED);
    offer->hours = 0;
    offer->monthly_fee_minor = 100;

    OWN(comparison_release) struct comparison comparison = compared(&desk);
    const struct model_result *hybrid = hybrid_of(&comparison);

    assert_int_equal(comparison.models[1].fault, MODEL_HOURS);
    assert_true(comparison.models[1].fault_hours[0]);
    assert_false(comparison.models[1].fault_hours[10]);
    assert_non_null(hybrid);
    assert_int_equal(hybrid->fault, MODEL_FITS);
    assert_near(hybrid->own_share[0], 1, 1e-9);
    assert_near(hybrid->own_share[12], 0, 1e-9);
    assert_true(hybrid->ticket_share <= 18.0 / 168 + 1e-9); /* its shifts may end inside ours */
    assert_true(hybrid->ticket_share > 12.0 / 168);
    desk.settings.hours = NULL;
    desk.settings.hours_count = 0;
    desk_close(&desk);
}

static void what_a_free_tier_leaves_is_what_must_be_bought(void **state)
{
    (void)state;
    static struct desk desk;
    const char *topics[] = {"Mail"};
    struct topic_settings topic = {.topic = "Mail", .category = "mail"};
    desk_open(&desk, 6, 9, 17);
    const char *names[] = {"other", "Mail"};
    desk.cube.names.topics = names;
    desk.cube.names.topic_count = 2;
    desk.settings.topics = &topic;
    desk.settings.topic_count = 1;
    desk.population[0].key.topic = 1; /* one band of eight or so: all its tickets are mail */
    desk.population[0].count = 3;
    double share = 3.0 / (3 + (double)desk.cube.population_count - 1);
    struct offer_settings *offer = desk_offer(&desk, "free", OFFER_FREE_TIER);
    offer->topics = topics;
    offer->topic_count = 1;

    OWN(comparison_release) struct comparison comparison = compared(&desk);
    const struct model_result *hybrid = hybrid_of(&comparison);

    assert_int_equal(comparison.models[1].fault, MODEL_SCOPE);
    assert_near(comparison.models[1].fault_share, 1 - share, 1e-9);
    assert_non_null(hybrid);
    assert_int_equal(hybrid->fault, MODEL_FITS);
    assert_near(hybrid->ticket_share, share, 1e-9);
    assert_near(hybrid->own_share[0], 1 - share, 1e-9);
    desk.settings.topics = NULL;
    desk.settings.topic_count = 0;
    desk_close(&desk);
}

/* What is worth knowing is worth no more than certainty, and regret is none for what always wins.
 */
static void worth_and_regret_are_those_of_the_models_that_fit(void **state)
{
    (void)state;
    static struct desk desk;
    desk_open(&desk, 6, 9, 17);
    desk.settings.costs.handling_minutes = (struct uncertain){5, 10, 30};
    struct offer_settings *offer = desk_offer(&desk, "by hour", OFFER_RETAINER);
    offer->monthly_fee_minor = 60000000;
    offer->included_hours = 300;
    offer->overage_hour_minor = 250000;
    offer = desk_offer(&desk, "nothing", OFFER_PER_TICKET);
    offer->first_reply_s = 0;

    OWN(comparison_release) struct comparison comparison = compared(&desk);

    assert_true(comparison.minimax == 0 || comparison.minimax == 1 || comparison.minimax >= 3);
    for (size_t i = 0; i < comparison.finding_count; i++) {
        assert_true(comparison.findings[i].worth_minor <= comparison.certainty_minor + 1e-6);
        assert_true(i == 0 ||
                    comparison.findings[i].worth_minor <= comparison.findings[i - 1].worth_minor);
    }
    for (size_t i = 0; i < comparison.model_count; i++)
        if (comparison.models[i].fault == MODEL_FITS)
            assert_true(comparison.models[(size_t)comparison.minimax].most_regret_minor <=
                        comparison.models[i].most_regret_minor);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quiet_nights_are_bought_and_busy_days_are_not),
        cmocka_unit_test(an_offer_for_office_hours_is_completed_by_own_staff),
        cmocka_unit_test(what_a_free_tier_leaves_is_what_must_be_bought),
        cmocka_unit_test(worth_and_regret_are_those_of_the_models_that_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
