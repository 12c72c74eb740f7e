#include "testing.h"

#include "kinds/composing.h"

/* A scorecard of two measurements, as far as headlines read it. */
struct fixture {
    struct measurement rows[4];
    struct scorecard card;
    struct cube cube;
    struct report report;
    struct quarterly_request request;
    struct composing composing;
    struct language *language;
    struct arena arena;
};

static void begin(struct fixture *fixture, const char *language)
{
    struct error err = {0};

    memset(fixture, 0, sizeof *fixture);
    assert_ok(language_open(language, &fixture->language, &err), err);
    fixture->card.measurements = fixture->rows;
    fixture->card.period[PERIOD_CURRENT].ticket_count = 890;
    fixture->request = (struct quarterly_request){
        .scorecard = &fixture->card, .cube = &fixture->cube, .language = fixture->language};
    fixture->composing = (struct composing){.request = &fixture->request,
                                            .card = &fixture->card,
                                            .report = &fixture->report,
                                            .arena = &fixture->report.arena};
    for (int i = 0; i < CRITERION_COUNT; i++)
        fixture->card.criteria[i].criterion = (enum criterion)i;
}

static void end(struct fixture *fixture)
{
    report_release(&fixture->report);
    language_close(fixture->language);
    arena_release(&fixture->arena);
}

static void add(struct fixture *fixture, enum measured name, enum period_index period, double value)
{
    fixture->rows[fixture->card.measurement_count++] =
        (struct measurement){.name = name,
                             .period = (uint8_t)period,
                             .account = ALL_ACCOUNTS,
                             .standing = STANDING_SCORED,
                             .has_value = true,
                             .value = value};
}

static const char *said(struct fixture *fixture)
{
    return text_of_phrase(&fixture->composing, headline(&fixture->composing));
}

static void a_sag_of_first_replies_leads_with_both_shares(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    add(&fixture, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_CURRENT, .64);
    add(&fixture, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_PREVIOUS, .80);
    fixture.card.criteria[CRITERION_FIRST_REPLY].change.verdict = CHANGE_SAGGED;

    assert_string_equal(said(&fixture), "First replies sagged: 64% came in time, not 80% as in the "
                                        "quarter before");
    end(&fixture);
}

static void a_fall_that_is_only_a_reason_to_look_is_no_headline(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    add(&fixture, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_CURRENT, .95);
    add(&fixture, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_PREVIOUS, .97);
    fixture.card.criteria[CRITERION_FIRST_REPLY].change.verdict = CHANGE_LOOK;
    fixture.card.criteria[CRITERION_FIRST_REPLY].verdict = VERDICT_KEPT;

    assert_string_equal(said(&fixture), "The promise was kept: 95% of first replies came in time");
    end(&fixture);
}

static void without_replies_the_solve_leads_with_the_naive_figure_beside_it(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    add(&fixture, MEASURED_RESOLVE_MEDIAN, PERIOD_CURRENT, 61 * 3600);
    add(&fixture, MEASURED_RESOLVE_NAIVE_MEDIAN, PERIOD_CURRENT, 24.8 * 3600);

    const char *text = said(&fixture);
    assert_non_null(strstr(text, "61.0"));
    assert_non_null(strstr(text, "24.8"));
    end(&fixture);
}

static void with_nothing_measured_the_volume_leads_in_the_right_plural(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "ru");
    fixture.card.period[PERIOD_CURRENT].ticket_count = 22;

    const char *text = said(&fixture);
    assert_non_null(strstr(text, "22"));
    assert_non_null(strstr(text, "обращения")); /* not "обращений" */
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sag_of_first_replies_leads_with_both_shares),
        cmocka_unit_test(a_fall_that_is_only_a_reason_to_look_is_no_headline),
        cmocka_unit_test(without_replies_the_solve_leads_with_the_naive_figure_beside_it),
        cmocka_unit_test(with_nothing_measured_the_volume_leads_in_the_right_plural),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
