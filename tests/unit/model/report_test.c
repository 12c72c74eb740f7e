#include "testing.h"

#include "model/printable.h"
#include "model/report.h"

static void compose_frame(struct report *report)
{
    report_about(report, &(struct report_about){.kind = "quarterly-review", .language = "en"});
    report_title(report, &(struct title){.who = PHRASE("Review"), .headline = PHRASE("All well")});
}

static void a_whole_report_is_accepted_and_its_figures_are_sorted(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};
    struct error err = {0};

    compose_frame(&report);
    const char *late =
        report_figure(&report, &(struct figure){.id = "b.late", .definition = "b.late"});
    report_figure(&report, &(struct figure){.id = "a.early", .definition = "a.early"});
    report_scorecard(&report, &(struct tile){.name = PHRASE("Late"), .figure = late}, 1);
    report_footer(&report, (struct phrase){0});

    assert_ok(report_finish(&report, &err), err);
    assert_string_equal(report.figures[0].id, "a.early");
    assert_non_null(report_find_figure(&report, "b.late"));
}

static void what_a_builder_is_given_may_change_afterwards(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};
    char name[] = "Lumen";

    compose_frame(&report);
    {
        struct phrase inner = PHRASE("for %1$s", value_text(name));
        report_paragraph(&report, PHRASE("%1$s so far", value_words(&inner)));
    }
    memset(name, 'x', 5);

    const struct phrase *outer = &report.blocks[1].as.phrase;
    assert_string_equal(outer->text, "%1$s so far");
    assert_string_equal(outer->arguments[0].words->arguments[0].text, "Lumen");
}

static void names_lose_what_no_page_may_carry(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer out = {0};

    printable_append(&out,
                     SPAN("a\x01\tb\xE2\x80\xAEmoc\xE2\x80\xAC\xEF\xBB\xBF\xFF|\xED\xA0\x80|жё"));

    assert_string_equal(out.bytes, "a  bmoc\xEF\xBF\xBD|\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD|жё");
}

static void a_cited_figure_must_be_given(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};
    struct error err = {0};

    compose_frame(&report);
    report_scorecard(&report, &(struct tile){.name = PHRASE("Late"), .figure = "b.late"}, 1);
    report_footer(&report, (struct phrase){0});

    assert_false(report_finish(&report, &err));
    assert_non_null(strstr(err.text, "'b.late' is cited and not given"));
}

static void a_figure_given_twice_is_refused(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};
    struct error err = {0};

    compose_frame(&report);
    report_figure(&report, &(struct figure){.id = "a.a", .definition = "a.a"});
    report_figure(&report, &(struct figure){.id = "a.a", .definition = "a.a"});
    report_footer(&report, (struct phrase){0});

    assert_false(report_finish(&report, &err));
    assert_int_equal(err.kind, ERROR_INTERNAL);
}

static void the_first_failure_of_a_builder_stays(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};
    struct error err = {0};

    compose_frame(&report);
    struct table *table = report_table(&report, "late", PHRASE("Late tickets"));
    table_column(&report, table, "ticket", PHRASE("Ticket"), COLUMN_TEXT);
    TABLE_ROW(&report, table, STATE_NONE, value_count(1), value_count(2));
    report_add_table(&report, table);
    report_footer(&report, (struct phrase){0});

    assert_false(report_finish(&report, &err));
    assert_non_null(strstr(err.text, "a row of 2 cells in 1 columns"));
}

static void a_key_that_is_no_file_name_is_refused(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};
    struct error err = {0};

    compose_frame(&report);
    report_exhibit(&report, &(struct exhibit){.key = "../late", .title = PHRASE("Late")});
    report_footer(&report, (struct phrase){0});

    assert_false(report_finish(&report, &err));
}

static void exhibits_and_sections_are_numbered_in_order(void **state)
{
    (void)state;
    OWN(report_release) struct report report = {0};

    compose_frame(&report);
    report_section(&report, PHRASE("Speed"), PHRASE("Fast"));
    report_exhibit(&report, &(struct exhibit){.key = "one"});
    report_exhibit(&report, &(struct exhibit){.key = "two"});
    report_appendix(&report, PHRASE("Appendix"), PHRASE("How"));

    assert_int_equal(report.blocks[1].as.section.number, 1);
    assert_int_equal(report.blocks[3].as.exhibit.number, 3);
    assert_int_equal(report.blocks[4].as.section.number, 0);
}

static void hostile_accounts_do_not_break_the_ids_of_figures(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};

    assert_string_equal(figure_id(&arena, "first_reply.on_time",
                                  (struct figure_scope){.account = "acme", .period = "2026Q3"}),
                        "first_reply.on_time{account=acme,period=2026Q3}");
    assert_string_equal(
        figure_id(&arena, "m.n",
                  (struct figure_scope){.account = "a\",period=x\n", .channel = "email"}),
        "m.n{account=a%22%2Cperiod%3Dx%20,channel=email}");
    assert_string_equal(figure_id(&arena, "m.n", (struct figure_scope){0}), "m.n");
}

static void unknown_is_not_nought(void **state)
{
    (void)state;
    struct value zeros = {0};
    struct value range = value_range(value_ratio(0.5), value_ratio(NAN));

    assert_int_equal(zeros.kind, VALUE_UNKNOWN);
    assert_true(isnan(value_lo(&zeros)));
    assert_int_equal(value_ratio(NAN).kind, VALUE_UNKNOWN);
    assert_int_equal(value_text(NULL).kind, VALUE_UNKNOWN);
    assert_int_equal(range.kind, VALUE_UNKNOWN);
    assert_int_equal(STATE_CANNOT_TELL, 0);
}

static void days_and_dates_agree_over_leap_years(void **state)
{
    (void)state;
    int year = 0, month = 0, day = 0;

    assert_int_equal(civil_to_day(1970, 1, 1), 0);
    assert_int_equal(civil_to_day(2000, 3, 1) - civil_to_day(2000, 2, 28), 2);
    assert_int_equal(civil_to_day(1900, 3, 1) - civil_to_day(1900, 2, 28), 1);
    for (int64_t at = -800000; at < 800000; at += 97) {
        civil_of_day(at, &year, &month, &day);
        assert_int_equal(civil_to_day(year, month, day), at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_report_is_accepted_and_its_figures_are_sorted),
        cmocka_unit_test(what_a_builder_is_given_may_change_afterwards),
        cmocka_unit_test(names_lose_what_no_page_may_carry),
        cmocka_unit_test(a_cited_figure_must_be_given),
        cmocka_unit_test(a_figure_given_twice_is_refused),
        cmocka_unit_test(the_first_failure_of_a_builder_stays),
        cmocka_unit_test(a_key_that_is_no_file_name_is_refused),
        cmocka_unit_test(exhibits_and_sections_are_numbered_in_order),
        cmocka_unit_test(hostile_accounts_do_not_break_the_ids_of_figures),
        cmocka_unit_test(unknown_is_not_nought),
        cmocka_unit_test(days_and_dates_agree_over_leap_years),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
