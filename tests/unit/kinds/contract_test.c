/* What the contract gives back, the hours of the package, and the way from the desk's own figure to
 * ours. */
#include "kinds/account_review.h"
#include "kinds_testing.h"

#define SAYS(fixture, words) assert_true(says((fixture), (words)))

static const char *ACCOUNTS[] = {"Acme"};

/* The second quarter of 2026, of a client with these terms. */
static struct account_request begin_client(struct fixture *fixture, struct client_row *terms)
{
    begin(fixture, "en");
    struct period *period = &fixture->card.period[PERIOD_CURRENT];
    period->first_day = period->held_first_day = (int32_t)civil_to_day(2026, 4, 1);
    period->last_day = period->held_last_day = (int32_t)civil_to_day(2026, 6, 30);
    fixture->cube.names.accounts = ACCOUNTS;
    fixture->cube.names.account_count = 1;
    terms->client = "Acme";
    terms->from_day = INT32_MIN;
    terms->to_day = INT32_MAX;
    fixture->settings.house.clients = terms;
    fixture->settings.house.client_count = 1;
    fixture->settings.currency = "EUR";
    return (struct account_request){
        .counts = {.year = 2026,
                   .month = 4,
                   .month_count = 3,
                   .months = {{.replies = {100, 90}, .ticket_count = 100},
                              {.replies = {100, 89}, .ticket_count = 100},
                              {.replies = {10, 6}, .ticket_count = 10, .open_count = 1}}}};
}

static struct client_row terms_with_credits(int64_t fee_minor)
{
    return (struct client_row){.credits = {{.9, .05}, {.7, .15}},
                               .credit_count = 2,
                               .monthly_fee_minor = fee_minor,
                               .package_hours = -1};
}

static void a_month_below_a_step_owes_that_step_and_one_that_reaches_it_owes_nothing(void **state)
{
    (void)state;
    struct fixture fixture;
    struct client_row terms = terms_with_credits(120000);
    struct account_request request = begin_client(&fixture, &terms);

    compose_compensation(&fixture.composing, &request);
    SAYS(&fixture, "€240 are owed back, for 2 of 3 months"); /* 5 % and 15 % of 1,200 */
    SAYS(&fixture, "below 90% in time in a month: 5% of its fee");
    SAYS(&fixture, "1 ticket of these months is not decided yet");
    end(&fixture);
}

static void without_a_fee_no_amount_is_invented(void **state)
{
    (void)state;
    struct fixture fixture;
    struct client_row terms = terms_with_credits(-1);
    struct account_request request = begin_client(&fixture, &terms);

    compose_compensation(&fixture.composing, &request);
    SAYS(&fixture, "2 of 3 months fell below the promise; the fee is not told");
    assert_false(says(&fixture, "€"));
    end(&fixture);
}

static void a_month_that_the_export_holds_in_part_owes_nothing_yet(void **state)
{
    (void)state;
    struct fixture fixture;
    struct client_row terms = terms_with_credits(120000);
    struct account_request request = begin_client(&fixture, &terms);

    fixture.card.period[PERIOD_CURRENT].held_last_day--;
    compose_compensation(&fixture.composing, &request);
    SAYS(&fixture, "€60 are owed back, for 1 of 2 months");
    end(&fixture);
}

static void without_a_rule_and_without_a_package_the_page_says_nothing(void **state)
{
    (void)state;
    struct fixture fixture;
    struct client_row terms = {.package_hours = -1, .monthly_fee_minor = 120000};
    struct account_request request = begin_client(&fixture, &terms);

    compose_compensation(&fixture.composing, &request);
    compose_package(&fixture.composing, &request);
    assert_int_equal(fixture.report.block_count, 0);
    end(&fixture);
}

static void a_package_without_logged_work_is_told_as_not_measurable(void **state)
{
    (void)state;
    struct fixture fixture;
    struct client_row terms = {.package_hours = 20, .monthly_fee_minor = -1};
    struct account_request request = begin_client(&fixture, &terms);

    compose_package(&fixture.composing, &request);
    SAYS(&fixture, "cannot be told from this export");
    request.counts.months[0].handled_count = 60;
    request.counts.months[0].handling_s = 25 * 3600;
    compose_package(&fixture.composing, &request);
    SAYS(&fixture, "of work are logged; the package holds 60.0");
    SAYS(&fixture, "Work is logged on 60 of 210 tickets: at least so much was used");
    end(&fixture);
}

/* The sum of a column of whole numbers, its last row apart. */
static int64_t sum_of(const struct table *table, size_t column)
{
    int64_t sum = 0;

    for (size_t i = 0; i + 1 < table->row_count; i++)
        sum += table->rows[i].cells[column].whole;
    return sum;
}

static void the_steps_from_the_desks_figure_to_ours_add_up(void **state)
{
    (void)state;
    struct fixture fixture;
    struct client_row terms = {.package_hours = -1};
    struct account_request request = begin_client(&fixture, &terms);
    const struct table *bridge = NULL;

    request.counts.ours = (struct reply_count){100, 74};
    request.counts.answered = (struct reply_count){90, 74};
    request.counts.desk = (struct reply_count){92, 85};
    request.counts.both = (struct reply_count){90, 73};
    request.counts.kinder = 12;
    request.counts.stricter = 2;
    compose_bridge(&fixture.composing, &request);
    SAYS(&fixture, "The desk's own column says 92% in time, we count 74%");
    SAYS(&fixture, "leave out 10 tickets that were closed without a human reply");
    for (size_t i = 0; i < fixture.report.block_count; i++)
        if (fixture.report.blocks[i].kind == BLOCK_TABLE && bridge == NULL)
            bridge = fixture.report.blocks[i].as.table;
    assert_non_null(bridge);
    for (size_t column = 1; column <= 2; column++)
        assert_int_equal(sum_of(bridge, column),
                         bridge->rows[bridge->row_count - 1].cells[column].whole);
    end(&fixture);
}

static void a_tool_that_counts_alike_is_not_spoken_of(void **state)
{
    (void)state;
    struct fixture fixture;
    struct client_row terms = {.package_hours = -1};
    struct account_request request = begin_client(&fixture, &terms);

    request.counts.ours = request.counts.answered = request.counts.calendar =
        (struct reply_count){100, 74};
    compose_bridge(&fixture.composing, &request);
    assert_int_equal(fixture.report.block_count, 0);
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_month_below_a_step_owes_that_step_and_one_that_reaches_it_owes_nothing),
        cmocka_unit_test(without_a_fee_no_amount_is_invented),
        cmocka_unit_test(a_month_that_the_export_holds_in_part_owes_nothing_yet),
        cmocka_unit_test(without_a_rule_and_without_a_package_the_page_says_nothing),
        cmocka_unit_test(a_package_without_logged_work_is_told_as_not_measurable),
        cmocka_unit_test(the_steps_from_the_desks_figure_to_ours_add_up),
        cmocka_unit_test(a_tool_that_counts_alike_is_not_spoken_of),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
