/* What is known of each model's service on the five criteria. */
#include "costs_testing.h"

#include <math.h>

#include "cube/bins.h"

enum { TICKETS_A_DAY = 8, PARTIES = 2 };

/* A desk whose own staff and present provider have answered `DESK_DAYS` days each: of eight first
 * answers a day own staff gets seven right and the provider five, of as many surveys six and four.
 */
struct answered_desk {
    struct desk desk;
    struct cube_followup followups[PARTIES * DESK_DAYS * 2];
    struct cube_survey surveys[PARTIES * DESK_DAYS * 2];
    const char *accounts[1];
};

static struct cube_followup followup(int32_t day, uint8_t executor, bool is_failed, uint32_t count)
{
    struct cube_exit exit = {.calendar_bin = bin_of(is_failed ? 3600 : 40 * 86400),
                             .exit = is_failed ? EXIT_EVENT : EXIT_CENSORED};

    return (struct cube_followup){.key = {.day = day, .executor = executor},
                                  .is_one_touch_asked = 1,
                                  .failure = {exit, exit},
                                  .count = count};
}

static struct cube_survey survey(int32_t day, uint8_t executor, bool is_satisfied, uint32_t count)
{
    return (struct cube_survey){
        .key = {.day = day, .executor = executor}, .is_satisfied = is_satisfied, .count = count};
}

static void answered_open(struct answered_desk *answered)
{
    static const uint32_t RIGHT[PARTIES] = {7, 5}, SATISFIED[PARTIES] = {6, 4};
    struct cube *cube = &answered->desk.cube;

    desk_open(&answered->desk, 6, 9, 17);
    answered->accounts[0] = "all";
    cube->names.accounts = answered->accounts;
    cube->names.account_count = 1;
    cube->followup = answered->followups;
    cube->survey = answered->surveys;
    cube->followup_count = cube->survey_count = 0;
    for (int party = 0; party < PARTIES; party++)
        for (int32_t day = MONDAY_2026; day < MONDAY_2026 + DESK_DAYS; day++) {
            uint8_t executor = party == 0 ? EXECUTOR_OWN : EXECUTOR_PROVIDER;
            uint32_t right = RIGHT[party], satisfied = SATISFIED[party];
            cube->followup[cube->followup_count++] = followup(day, executor, false, right);
            cube->followup[cube->followup_count++] =
                followup(day, executor, true, TICKETS_A_DAY - right);
            cube->survey[cube->survey_count++] = survey(day, executor, true, satisfied);
            cube->survey[cube->survey_count++] =
                survey(day, executor, false, TICKETS_A_DAY - satisfied);
        }
    desk_offer(&answered->desk, "present", OFFER_RETAINER)->monthly_fee_minor = 100000000;
    desk_offer(&answered->desk, "other", OFFER_RETAINER)->monthly_fee_minor = 90000000;
    answered->desk.offers[0].is_current = true;
}

static struct comparison compared(struct desk *desk)
{
    struct comparison comparison = {0};
    struct error err = {0};

    assert_ok(compare(&desk->cube, &desk->settings, &comparison, &err), err);
    return comparison;
}

static void who_answered_in_the_export_is_measured_and_nobody_else(void **state)
{
    (void)state;
    static struct answered_desk answered;
    answered_open(&answered);
    OWN(comparison_release) struct comparison comparison = compared(&answered.desk);
    const struct model_quality *own = comparison.models[0].quality;
    const struct model_quality *present = comparison.models[1].quality;
    const struct model_quality *other = comparison.models[2].quality;

    assert_near(own[CRITERION_COMPLETENESS].value, 7 / 8., 1e-12);
    assert_near(own[CRITERION_ORIENTATION].value, 6 / 8., 1e-12);
    assert_near(present[CRITERION_COMPLETENESS].value, 5 / 8., 1e-12);
    assert_near(present[CRITERION_ORIENTATION].value, 4 / 8., 1e-12);
    assert_true(own[CRITERION_COMPLETENESS].is_measured);
    assert_true(own[CRITERION_COMPLETENESS].low < 7 / 8. &&
                own[CRITERION_COMPLETENESS].high > 7 / 8.);
    assert_true(isnan(other[CRITERION_COMPLETENESS].value));
    assert_near(other[CRITERION_ORIENTATION].low, 0, 0);
    assert_near(other[CRITERION_ORIENTATION].high, 1, 0);
    assert_near(own[CRITERION_AVAILABILITY].value, 1, 0);
    assert_near(other[CRITERION_FIRST_REPLY].value, .9, 0);
    desk_close(&answered.desk);
}

/* What it needs, put in its place, makes both sums of scores equal. */
static void what_nobody_knows_would_have_to_be_so_much(void **state)
{
    (void)state;
    static struct answered_desk answered;
    answered_open(&answered);
    OWN(comparison_release) struct comparison comparison = compared(&answered.desk);
    const struct model_result *other = &comparison.models[2];
    double least = INFINITY, sums[3] = {0};

    for (size_t i = 0; i < 3; i++)
        least = fmin(least, comparison.models[i].mean_minor);
    for (size_t i = 0; i < 3; i++) {
        sums[i] = least / comparison.models[i].mean_minor;
        for (int c = 0; c < CRITERION_COUNT; c++) {
            double share = comparison.models[i].quality[c].value;
            sums[i] += isnan(share) ? other->quality_needed : share;
        }
    }
    assert_int_equal(comparison.measured_model, sums[0] > sums[1] ? 0 : 1);
    assert_near(sums[2], sums[comparison.measured_model], 1e-9);
    assert_true(isnan(comparison.models[0].quality_needed));
    desk_close(&answered.desk);
}

/* With own staff and the present provider alone all five are known, and all five are weighed. */
static void where_all_are_measured_all_five_are_weighed(void **state)
{
    (void)state;
    static struct answered_desk answered;
    answered_open(&answered);
    answered.desk.settings.costs.offer_count = 1;
    OWN(comparison_release) struct comparison five = compared(&answered.desk);
    answered.desk.cube.followup_count = answered.desk.cube.survey_count = 0;
    OWN(comparison_release) struct comparison three = compared(&answered.desk);

    assert_true(five.models[0].weight_high > three.models[0].weight_high + .05);
    assert_near(three.models[0].weight_high, three.models[0].weight_low, 0);
    assert_true(five.models[0].weight_low < five.models[0].weight_high); /* limits, not points */
    assert_int_equal(three.measured_model, -1);
    desk_close(&answered.desk);
}

static void a_few_tickets_measure_nobody(void **state)
{
    (void)state;
    static struct answered_desk answered;
    answered_open(&answered);
    answered.desk.cube.followup_count = 6; /* three days: 24 answers */
    OWN(comparison_release) struct comparison comparison = compared(&answered.desk);

    assert_true(isnan(comparison.models[0].quality[CRITERION_COMPLETENESS].value));
    assert_false(isnan(comparison.models[0].quality[CRITERION_ORIENTATION].value));
    desk_close(&answered.desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_answered_in_the_export_is_measured_and_nobody_else),
        cmocka_unit_test(what_nobody_knows_would_have_to_be_so_much),
        cmocka_unit_test(where_all_are_measured_all_five_are_weighed),
        cmocka_unit_test(a_few_tickets_measure_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
