#include "testing.h"

#include "ingest/cells.h"

static int64_t seconds(const char *text, enum duration_unit unit)
{
    int64_t out_s = -1;

    return cell_duration(span_of(text), unit, &out_s) ? out_s : -1;
}

static void durations_are_read_in_the_unit_of_their_column(void **state)
{
    (void)state;
    assert_int_equal(seconds("173", DURATION_MINUTES), 173 * 60);
    assert_int_equal(seconds("45667", DURATION_SECONDS), 45667);
    assert_int_equal(seconds("108960000", DURATION_MILLISECONDS), 108960);
    assert_int_equal(seconds("1.5", DURATION_HOURS), 5400);
    assert_int_equal(seconds("1,5", DURATION_HOURS), 5400);
    assert_int_equal(seconds("0", DURATION_MINUTES), 0);
}

static void a_clock_duration_may_exceed_a_day(void **state)
{
    (void)state;
    assert_int_equal(seconds("64:00:00", DURATION_CLOCK), 64 * 3600);
    assert_int_equal(seconds("0:05", DURATION_CLOCK), 300);
    assert_int_equal(seconds(" 12:34:56 ", DURATION_CLOCK), 45296);
}

static void what_is_no_duration_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",      "abc",   "-5",  "1:2:3:4", "1:60", "1:00:60",
                                      "-4:35", "1e300", "12:", ":30",     "1 h"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(seconds(bad[i], DURATION_MINUTES), -1);
        assert_int_equal(seconds(bad[i], DURATION_CLOCK), -1);
    }
}

static void counts_are_whole_and_not_negative(void **state)
{
    (void)state;
    int64_t count = 0;

    assert_true(cell_count(SPAN("12"), &count) && count == 12);
    assert_true(cell_count(SPAN("2.0"), &count) && count == 2);
    assert_true(cell_count(SPAN("52 267"), &count) && count == 52267);
    assert_true(cell_count(SPAN("52\xC2\xA0"
                                "267"),
                           &count) &&
                count == 52267);
    assert_false(cell_count(SPAN("2.5"), &count));
    assert_false(cell_count(SPAN("-1"), &count));
    assert_false(cell_count(SPAN("5 6"), &count));
    assert_false(cell_count(SPAN("99999999999"), &count));
}

static void flags_are_yes_and_no_in_the_languages_we_have_seen(void **state)
{
    (void)state;
    bool flag = false;

    assert_true(cell_flag(SPAN("TRUE"), &flag) && flag);
    assert_true(cell_flag(SPAN("Да"), &flag) && flag);
    assert_true(cell_flag(SPAN("Within SLA"), &flag) && flag);
    assert_true(cell_flag(SPAN("Não"), &flag) && !flag);
    assert_true(cell_flag(SPAN("0"), &flag) && !flag);
    assert_false(cell_flag(SPAN("maybe"), &flag));
}

static void a_template_that_names_the_ticket_is_the_same_text(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer one = {0};
    OWN(buffer_release) struct buffer other = {0};

    struct span text = cell_normalise(SPAN("Hello! Ticket #4711\r\nis open."), &one);
    assert_true(span_equal(text, SPAN("hello!ticket#isopen.")));
    assert_true(span_equal(cell_normalise(SPAN("Заявка № 12 принята"), &one),
                           cell_normalise(SPAN("заявка №7 принята"), &other)));
    assert_true(span_equal(cell_normalise(SPAN("request 104233 is ours"), &one),
                           cell_normalise(SPAN("Request 99871 is ours"), &other)));
}

static void answers_about_different_things_are_different_texts(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer one = {0};
    OWN(buffer_release) struct buffer other = {0};

    assert_false(span_equal(cell_normalise(SPAN("vps-12 is up since 10:40"), &one),
                            cell_normalise(SPAN("vps-7 is up since 09:05"), &other)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations_are_read_in_the_unit_of_their_column),
        cmocka_unit_test(a_clock_duration_may_exceed_a_day),
        cmocka_unit_test(what_is_no_duration_is_refused),
        cmocka_unit_test(counts_are_whole_and_not_negative),
        cmocka_unit_test(flags_are_yes_and_no_in_the_languages_we_have_seen),
        cmocka_unit_test(a_template_that_names_the_ticket_is_the_same_text),
        cmocka_unit_test(answers_about_different_things_are_different_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
