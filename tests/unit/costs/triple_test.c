#include "week_testing.h"

static const struct model_result *triple_at(const struct comparison *comparison, int wanted)
{
    for (size_t i = 0; i < comparison->model_count; i++)
        if (comparison->models[i].is_pair && comparison->models[i].is_hybrid && wanted-- == 0)
            return &comparison->models[i];
    return NULL;
}

static void own_days_with_an_evening_desk_and_a_night_desk(void **state)
{
    (void)state;
    static struct shared_week week;
    week_open(&week, 12);
    fixed(&week, "nights", SMALL_HOURS, 400000)->kept_share = .9;
    fixed(&week, "evenings", EVENINGS, 300000)->kept_share = .8;

    OWN(comparison_release) struct comparison comparison = week_compared(&week);
    const struct model_result *triple = triple_at(&comparison, 0);
    double months = comparison.horizon_months;

    assert_non_null(triple);
    assert_null(triple_at(&comparison, 1));
    assert_int_equal(triple->fault, MODEL_FITS);
    assert_string_equal(triple->name, "nights + evenings");
    assert_near(triple->own_share[12], 1, 1e-9);
    assert_near(triple->own_share[3] + triple->own_share[20], 0, 1e-9);
    assert_near(triple->first_share[3], 1, 1e-9);
    assert_near(triple->first_share[20], 0, 1e-9);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        assert_true(triple->own_share[hour] + triple->first_share[hour] <= 1 + 1e-9);
    assert_true(triple->is_optimum);
    assert_true(triple->heads > 0 && triple->heads < comparison.models[0].heads);
    assert_true(triple->own_hours > 0 && triple->provider_hours > 0);
    assert_ptr_equal(triple, &comparison.models[comparison.best]);
    double fees = 0;
    for (size_t i = 0; i < triple->line_count; i++)
        if (strcmp(triple->lines[i].key, "fee") == 0)
            fees = triple->lines[i].minor;
    assert_near(fees, comparison.models[1].lines[0].minor + comparison.models[2].lines[0].minor,
                1e-6 * fees);
    assert_true(triple->undiscounted_minor > months * 700000);
    double first = triple->first_ticket_share, second = triple->ticket_share - first;
    assert_near(triple->provider_in_time_share, (.9 * first + .8 * second) / (first + second),
                1e-9);
    assert_true(triple->in_time_is_simulated);
    assert_near(triple->in_time_share,
                (1 - first - second) * triple->own_in_time_share + .9 * first + .8 * second, 1e-9);
    week_close(&week);
}

static void half_of_the_tickets_are_mail(struct shared_week *week, struct topic_settings *topic)
{
    static const char *NAMES[] = {"other", "Mail"};

    *topic = (struct topic_settings){.topic = "Mail", .category = "mail"};
    week->desk.cube.names.topics = NAMES;
    week->desk.cube.names.topic_count = 2;
    week->desk.settings.topics = topic;
    week->desk.settings.topic_count = 1;
    for (size_t i = 0; i < week->desk.cube.population_count; i++)
        week->desk.population[i].key.topic = i % 2;
}

static void a_free_tier_takes_its_topics_and_the_rest_is_planned(void **state)
{
    (void)state;
    static struct shared_week week;
    static const char *MAIL[] = {"Mail"};
    struct topic_settings topic;
    week_open(&week, 12);
    half_of_the_tickets_are_mail(&week, &topic);
    fixed(&week, "nights", NIGHTS, 400000);
    struct offer_settings *tier = desk_offer(&week.desk, "free", OFFER_FREE_TIER);
    tier->topics = MAIL;
    tier->topic_count = 1;

    OWN(comparison_release) struct comparison comparison = week_compared(&week);
    const struct model_result *triple = triple_at(&comparison, 0);

    assert_non_null(triple);
    assert_true(triple->is_by_scope);
    assert_string_equal(triple->name, "free + nights");
    assert_near(triple->first_share[3], triple->first_share[12], 1e-9);
    assert_true(triple->first_share[3] > .4 && triple->first_share[3] < .6);
    assert_near(triple->own_share[12], 1 - triple->first_share[12], 1e-9);
    assert_near(triple->own_share[3], 0, 1e-9);
    assert_int_equal(triple->fault, MODEL_FITS);
    week.desk.settings.topics = NULL;
    week.desk.settings.topic_count = 0;
    week_close(&week);
}

/* Of two tiers for the same topic the second has nothing; of two that overlap, what is left. */
static void what_two_tiers_both_take_is_taken_once(void **state)
{
    (void)state;
    static struct shared_week week;
    static const char *MAIL[] = {"Mail"};
    static const enum channel PHONE[] = {CHANNEL_PHONE};
    struct topic_settings topic;
    week_open(&week, 12);
    half_of_the_tickets_are_mail(&week, &topic);
    for (size_t i = 0; i < week.desk.cube.demand_count; i++)
        if (i % 4 == 0)
            week.desk.demand[i].channel = CHANNEL_EMAIL;
    struct offer_settings *mail = desk_offer(&week.desk, "mail", OFFER_FREE_TIER);
    struct offer_settings *phone = fixed(&week, "phone", INDEX_NONE, 100000);
    mail->topics = MAIL;
    mail->topic_count = 1;
    phone->channels = (enum channel *)PHONE;
    phone->channel_count = 1;

    OWN(comparison_release) struct comparison comparison = week_compared(&week);
    const struct model_result *triple = triple_at(&comparison, 0);

    assert_non_null(triple);
    double topics = triple->first_share[12];
    assert_near(triple->own_share[12], (1 - topics) * .25, 1e-9);
    assert_near(triple->ticket_share, 1 - (1 - topics) * .25, 1e-9);
    week.desk.settings.topics = NULL;
    week.desk.settings.topic_count = 0;
    week_close(&week);
}

static void three_parties_that_cost_clearly_more_than_fewer_are_left_out_by_name(void **state)
{
    (void)state;
    static struct shared_week week;
    week_open(&week, 12);
    fixed(&week, "nights", SMALL_HOURS, 400000);
    fixed(&week, "evenings", EVENINGS, 400000000);

    OWN(comparison_release) struct comparison comparison = week_compared(&week);

    assert_null(triple_at(&comparison, 0));
    assert_int_equal(comparison.dropped_count, 1);
    assert_true(comparison.dropped[0].has_own);
    assert_int_equal(comparison.dropped[0].offers[0], 0);
    assert_int_equal(comparison.dropped[0].offers[1], 1);
    week_close(&week);
}

/* What own staff costs beside the two counts too. */
static void a_desk_as_dear_as_most_of_own_staff_is_left_out(void **state)
{
    (void)state;
    static struct shared_week week;
    week_open(&week, 12);
    fixed(&week, "nights", SMALL_HOURS, 400000);
    OWN(comparison_release) struct comparison without = week_compared(&week);
    double monthly = without.models[2].undiscounted_minor / without.horizon_months;
    fixed(&week, "evenings", EVENINGS, (int64_t)(.7 * monthly));

    OWN(comparison_release) struct comparison comparison = week_compared(&week);

    assert_true(without.models[2].is_hybrid);
    assert_null(triple_at(&comparison, 0));
    assert_int_equal(comparison.dropped_count, 1);
    week_close(&week);
}

static void one_that_breaks_its_promise_is_in_no_triple(void **state)
{
    (void)state;
    static struct shared_week week;
    week_open(&week, 12);
    fixed(&week, "nights", SMALL_HOURS, 400000);
    fixed(&week, "evenings", EVENINGS, 300000)->first_reply_s = 7200;

    OWN(comparison_release) struct comparison comparison = week_compared(&week);

    assert_null(triple_at(&comparison, 0));
    week_close(&week);
}

static void leaving_a_triple_is_leaving_both_providers(void **state)
{
    (void)state;
    static struct shared_week week;
    week_open(&week, 12);
    fixed(&week, "nights", SMALL_HOURS, 400000)->exit_minor = 70000;
    fixed(&week, "evenings", EVENINGS, 300000)->notice_months = 2;

    OWN(comparison_release) struct comparison comparison = week_compared(&week);

    assert_near(triple_at(&comparison, 0)->leaving_minor, 70000 + 2 * 300000, 1e-6);
    week_close(&week);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_days_with_an_evening_desk_and_a_night_desk),
        cmocka_unit_test(a_free_tier_takes_its_topics_and_the_rest_is_planned),
        cmocka_unit_test(what_two_tiers_both_take_is_taken_once),
        cmocka_unit_test(three_parties_that_cost_clearly_more_than_fewer_are_left_out_by_name),
        cmocka_unit_test(a_desk_as_dear_as_most_of_own_staff_is_left_out),
        cmocka_unit_test(one_that_breaks_its_promise_is_in_no_triple),
        cmocka_unit_test(leaving_a_triple_is_leaving_both_providers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
