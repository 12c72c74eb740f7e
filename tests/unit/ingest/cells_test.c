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
    static const char *const bad[] = {"",      "abc",   "-5",  "1:2:3:4", "1:60",   "1:00:60",
                                      "-4:35", "1e300", "12:", ":30",     "1 month"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(seconds(bad[i], DURATION_MINUTES), -1);
        assert_int_equal(seconds(bad[i], DURATION_CLOCK), -1);
    }
}

static void durations_in_words_are_read_in_five_languages(void **state)
{
    (void)state;
    assert_int_equal(seconds("1 dias 18 horas 47 minutos", DURATION_WORDS), 42 * 3600 + 47 * 60);
    assert_int_equal(seconds("53 segundos", DURATION_WORDS), 53);
    assert_int_equal(seconds("45 minutes", DURATION_WORDS), 45 * 60);
    assert_int_equal(seconds("33hr 12min", DURATION_WORDS), 33 * 3600 + 12 * 60);
    assert_int_equal(seconds("2 d 3 h", DURATION_WORDS), 51 * 3600);
    assert_int_equal(seconds("2 heures, 5 min.", DURATION_WORDS), 7500);
    assert_int_equal(seconds("1 день 2 часа", DURATION_WORDS), 26 * 3600);
    assert_int_equal(seconds("33:12:00", DURATION_WORDS), 33 * 3600 + 12 * 60);
    assert_int_equal(seconds("2 months", DURATION_WORDS), -1);
    assert_int_equal(seconds("3 weeks ago", DURATION_WORDS), -1);
}

static void a_duration_that_carries_its_unit_is_read_by_it(void **state)
{
    (void)state;
    assert_int_equal(seconds("1h 30m", DURATION_MILLISECONDS), 5400);
    assert_int_equal(seconds("64:00:00", DURATION_MILLISECONDS), 64 * 3600);
    assert_int_equal(seconds("1:30", DURATION_HOURS), 5400);
    assert_int_equal(seconds("1:30", DURATION_MINUTES), -1); /* h:mm or m:ss? */
}

static void a_comment_is_parted_at_its_first_two_semicolons(void **state)
{
    (void)state;
    struct comment_parts parts;

    assert_true(cell_comment(SPAN("25/Feb/26 4:38 PM;712020:db;Which; account?\nTell"), &parts));
    assert_true(span_equal(parts.at, SPAN("25/Feb/26 4:38 PM")));
    assert_true(span_equal(parts.author, SPAN("712020:db")));
    assert_true(span_equal(parts.body, SPAN("Which; account?\nTell")));
    assert_false(cell_comment(SPAN("no date; no author"), &parts));
    assert_false(cell_comment(SPAN(""), &parts));
}

static void of_several_values_in_a_cell_the_first_is_taken(void **state)
{
    (void)state;
    assert_true(span_equal(cell_first_value(SPAN("Tech 1 (12)<br>Tech 2")), SPAN("Tech 1 (12)")));
    assert_true(span_equal(cell_first_value(SPAN("One <br /> Two")), SPAN("One")));
    assert_true(span_equal(cell_first_value(SPAN("One\r\nTwo")), SPAN("One")));
    assert_true(span_equal(cell_first_value(SPAN("Last, First <x>")), SPAN("Last, First <x>")));
}

static void an_id_that_a_spreadsheet_rounded_is_told_from_others(void **state)
{
    (void)state;
    assert_true(cell_is_rounded_id(SPAN("1.25E+17")));
    assert_true(cell_is_rounded_id(SPAN("5,1E+17")));
    assert_false(cell_is_rounded_id(SPAN("SUPE+17")));
    assert_false(cell_is_rounded_id(SPAN("510000000000000001")));
    assert_false(cell_is_rounded_id(SPAN("1.25E-17")));
}

static void a_date_that_only_says_how_long_ago_is_told_from_others(void **state)
{
    (void)state;
    assert_true(cell_is_relative_date(SPAN("3 weeks ago")));
    assert_true(cell_is_relative_date(SPAN("2 часа назад")));
    assert_true(cell_is_relative_date(SPAN("vor 3 Tagen")));
    assert_false(cell_is_relative_date(SPAN("long ago")));
    assert_false(cell_is_relative_date(SPAN("Tue May 14 10:32:01 2013")));
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

static void what_is_left_of_a_promised_time_tells_whether_it_was_missed(void **state)
{
    (void)state;
    const struct {
        const char *cell;
        bool is_read, is_missed;
    } rows[] = {{"22:17", true, false},      {"-4:35", true, true},  {" -120 ", true, true},
                {"0", true, false},          {"−1h 5m", true, true}, {"\u2013 0:01", true, true},
                {"1.5", true, false},        {"-", false, false},    {"", false, false},
                {"CFValue@17", false, false}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is_missed = false;
        assert_int_equal(cell_is_missed(span_of(rows[i].cell), &is_missed), rows[i].is_read);
        if (rows[i].is_read)
            assert_int_equal(is_missed, rows[i].is_missed);
    }
}

static void a_text_is_the_same_wherever_its_bytes_begin(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer one = {0};
    const char *text =
        "                ЁЖИК Проверил РЕЗЕРВНУЮ копию № 12 и Сервер VPS-7, ticket 104233; "
        "Я РАД: «ГОТОВО» — see THE Log. Итог: 40 %, Ёлка ПОЯ";
    const char *expected = "ёжикпроверилрезервнуюкопию№исерверvps-7,ticket;"
                           "ярад:«готово»—seethelog.итог:40%,ёлкапоя";

    for (size_t skipped = 0; skipped <= 16; skipped++) {
        struct span got = cell_normalise(span_of(text + skipped), &one);
        assert_true(span_equal(got, span_of(expected)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations_are_read_in_the_unit_of_their_column),
        cmocka_unit_test(a_clock_duration_may_exceed_a_day),
        cmocka_unit_test(what_is_no_duration_is_refused),
        cmocka_unit_test(durations_in_words_are_read_in_five_languages),
        cmocka_unit_test(a_duration_that_carries_its_unit_is_read_by_it),
        cmocka_unit_test(a_comment_is_parted_at_its_first_two_semicolons),
        cmocka_unit_test(of_several_values_in_a_cell_the_first_is_taken),
        cmocka_unit_test(an_id_that_a_spreadsheet_rounded_is_told_from_others),
        cmocka_unit_test(a_date_that_only_says_how_long_ago_is_told_from_others),
        cmocka_unit_test(counts_are_whole_and_not_negative),
        cmocka_unit_test(flags_are_yes_and_no_in_the_languages_we_have_seen),
        cmocka_unit_test(a_template_that_names_the_ticket_is_the_same_text),
        cmocka_unit_test(answers_about_different_things_are_different_texts),
        cmocka_unit_test(what_is_left_of_a_promised_time_tells_whether_it_was_missed),
        cmocka_unit_test(a_text_is_the_same_wherever_its_bytes_begin),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
