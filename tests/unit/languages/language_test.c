#include "testing.h"

#include <dirent.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

#include "languages/language.h"

static struct language *english, *russian;
static struct arena arena;

static int open_both(void **state)
{
    struct error err = {0};
    (void)state;
    setenv("LANGUAGE", "de:fr", 1); /* what a user may have set must not matter */
    return language_open("en", &english, &err) && language_open("ru", &russian, &err) ? 0 : -1;
}

static int close_both(void **state)
{
    (void)state;
    language_close(english);
    language_close(russian);
    arena_release(&arena);
    return 0;
}

#define _ "\xC2\xA0" /* no-break space */

static void assert_printed(struct value value, const char *in_english, const char *in_russian)
{
    assert_string_equal(language_format_value(english, &arena, value), in_english);
    assert_string_equal(language_format_value(russian, &arena, value), in_russian);
}

static void russian_counts_in_three_forms(void **state)
{
    (void)state;
    assert_printed(value_digits(value_points(0.01), 0), "1" _ "point", "1" _ "пункт");
    assert_printed(value_digits(value_points(0.02), 0), "2" _ "points", "2" _ "пункта");
    assert_printed(value_digits(value_points(0.05), 0), "5" _ "points", "5" _ "пунктов");
    assert_printed(value_digits(value_points(0.21), 0), "21" _ "points", "21" _ "пункт");
    assert_printed(value_digits(value_points(1.11), 0), "111" _ "points", "111" _ "пунктов");
    assert_printed(value_points(-0.062), "−6.2" _ "points", "−6,2" _ "пункта");
    assert_printed(value_styled(value_points(0.021), STYLE_SIGNED), "+2.1" _ "points",
                   "+2,1" _ "пункта");
}

static void ratios_are_per_cent_and_never_a_false_hundred(void **state)
{
    (void)state;
    assert_printed(value_ratio(0.64), "64%", "64" _ "%");
    assert_printed(value_digits(value_ratio(0.931), 1), "93.1%", "93,1" _ "%");
    assert_printed(value_ratio(1), "100%", "100" _ "%");
    assert_printed(value_ratio(0.998), "99.8%", "99,8" _ "%");
    assert_printed(value_ratio(0.0004), "0.04%", "0,04" _ "%");
    assert_printed(value_ratio(0), "0%", "0" _ "%");
    assert_printed(value_range(value_ratio(0.61), value_ratio(0.68)), "61–68%", "61–68" _ "%");
    assert_printed(value_range(value_ratio(0.64), value_ratio(0.64)), "64%", "64" _ "%");
    assert_printed(value_range(value_points(-0.02), value_points(0.031)), "−2.0 – 3.1" _ "points",
                   "−2,0 – 3,1" _ "пункта");
}

static void durations_are_read_at_a_glance(void **state)
{
    (void)state;
    assert_printed(value_duration(0), "0" _ "s", "0" _ "с");
    assert_printed(value_duration(47), "47" _ "s", "47" _ "с");
    assert_printed(value_duration(59.7), "1" _ "min", "1" _ "мин");
    assert_printed(value_duration(450), "7.5" _ "min", "7,5" _ "мин");
    assert_printed(value_duration(47 * 60), "47" _ "min", "47" _ "мин");
    assert_printed(value_duration(3599), "1" _ "h", "1" _ "ч");
    assert_printed(value_duration(4800), "1" _ "h 20" _ "min", "1" _ "ч 20" _ "мин");
    assert_printed(value_duration(25 * 3600), "25" _ "h", "25" _ "ч");
    assert_printed(value_duration(60 * 3600), "2.5" _ "days", "2,5" _ "дня");
    assert_printed(value_duration(5 * 86400), "5" _ "days", "5" _ "дней");
    assert_printed(value_duration(21 * 86400), "21" _ "days", "21" _ "день");
    assert_printed(value_digits(value_styled(value_duration(61 * 3600), STYLE_HOURS), 1),
                   "61.0" _ "h", "61,0" _ "ч");
    assert_printed(value_digits(value_range(value_duration(219600), value_duration(225360)), 1),
                   "61.0–62.6" _ "h", "61,0–62,6" _ "ч");
}

static void numbers_group_their_digits_and_use_a_true_minus(void **state)
{
    (void)state;
    assert_printed(value_count(4769), "4,769", "4" _ "769");
    assert_printed(value_count(-3), "−3", "−3");
    assert_printed(value_number(1234.5, 1), "1,234.5", "1" _ "234,5");
    assert_printed(value_number(7.5, DIGITS_NATURAL), "7.5", "7,5");
    assert_printed(value_number(231.4, DIGITS_NATURAL), "231", "231");
    assert_printed(value_range(value_count(3400), value_count(5700)), "3,400–5,700",
                   "3" _ "400–5" _ "700");
    assert_printed(value_count(INT64_MAX), "9,223,372,036,854,775,807",
                   "9" _ "223" _ "372" _ "036" _ "854" _ "775" _ "807");
}

static void money_names_its_currency_where_the_reader_expects_it(void **state)
{
    (void)state;
    assert_printed(value_money(23100, "RUB"), "₽231", "231" _ "₽");
    assert_printed(value_money(1250, "RUB"), "₽12.50", "12,50" _ "₽");
    assert_printed(value_money(9600000, "RUB"), "₽96,000", "96" _ "000" _ "₽");
    assert_printed(value_money(-500000, "RUB"), "−₽5,000", "−5" _ "000" _ "₽");
    assert_printed(value_styled(value_money(103900, "RUB"), STYLE_SHORT), "₽1,039",
                   "1" _ "039" _ "₽");
    assert_printed(value_styled(value_money(0, "RUB"), STYLE_SHORT), "₽0", "0" _ "₽");
    assert_printed(value_styled(value_money(290000000, "RUB"), STYLE_SHORT), "₽2.9M",
                   "2,9" _ "млн" _ "₽");
    assert_printed(value_range(value_money(9600000, "RUB"), value_money(9900000, "RUB")),
                   "₽96,000–99,000", "96" _ "000–99" _ "000" _ "₽");
    assert_printed(
        value_styled(value_range(value_money(-290000000, "RUB"), value_money(31e7, "RUB")),
                     STYLE_SHORT),
        "−₽2.9M – ₽3.1M", "−2,9" _ "млн" _ "₽ – 3,1" _ "млн" _ "₽");
    assert_printed(value_money(500, "JPY"), "¥500", "500" _ "¥");
}

static void dates_and_periods_are_named(void **state)
{
    (void)state;
    assert_printed(value_date(civil_to_day(2026, 10, 5)), "5 October 2026", "5 октября 2026");
    assert_printed(value_quarter(2026, 3), "Q3 2026", "III квартал" _ "2026");
    assert_printed(value_quarter(1969, 4), "Q4 1969", "IV квартал" _ "1969");
    assert_printed(value_month(2026, 7), "July 2026", "июль 2026");
    assert_printed(value_period(civil_to_day(2026, 7, 1), civil_to_day(2026, 9, 30)), "Q3 2026",
                   "III квартал" _ "2026");
    assert_printed(value_period(civil_to_day(2026, 2, 1), civil_to_day(2026, 2, 28)),
                   "February 2026", "февраль 2026");
    assert_printed(value_period(civil_to_day(2016, 2, 29), civil_to_day(2016, 3, 2)),
                   "29 February – 2 March 2016", "29 февраля – 2 марта 2016");
    assert_printed(value_period(civil_to_day(2026, 9, 1), civil_to_day(2026, 9, 29)),
                   "1–29 September 2026", "1–29 сентября 2026");
    assert_printed(value_period(civil_to_day(2025, 12, 30), civil_to_day(2026, 1, 2)),
                   "30 December 2025 – 2 January 2026", "30 декабря 2025 – 2 января 2026");
    assert_printed(value_instant(1790812800, 180), "1 October 2026, 03:00 (UTC+3)",
                   "1 октября 2026, 03:00 (UTC+3)");
    assert_printed(value_instant(-1, -210), "31 December 1969, 20:29 (UTC−3:30)",
                   "31 декабря 1969, 20:29 (UTC−3:30)");
}

static void unknown_is_said_with_its_reason(void **state)
{
    (void)state;
    struct phrase reason = PHRASE("Client orientation");

    assert_printed(value_ratio(NAN), "unknown", "неизвестно");
    assert_printed(value_unknown(&reason), "Client orientation", "Клиентоориентированность");
}

static void a_sentence_is_filled_once(void **state)
{
    (void)state;
    struct phrase phrase =
        PHRASE("%2$s before %1$s, 100%%, %3$s", value_text("%2$s"), value_count(2));

    assert_string_equal(language_format_phrase(english, &arena, phrase),
                        "2 before %2$s, 100%, \xEF\xBF\xBD");
    assert_string_equal(language_format_phrase(english, &arena, (struct phrase){0}), "");
}

static void short_russian_words_hold_the_next_one(void **state)
{
    (void)state;
    struct phrase phrase =
        PHRASE("Ответ за час и в срок «не позже» — для %1$s", value_text("и в Ы ТЬ"));

    assert_string_equal(language_format_phrase(russian, &arena, phrase),
                        "Ответ за" _ "час и" _ "в" _ "срок «не" _ "позже»" _ "— для и в Ы ТЬ");
}

static void a_language_that_is_not_there_is_refused_with_those_that_are(void **state)
{
    (void)state;
    struct language *language = NULL;
    struct error err = {0};

    assert_false(language_open("../ru", &language, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_non_null(strstr(err.text, "en, ru"));
    assert_string_equal(language_at(0), "en");
    assert_null(language_at(2));
    assert_null(language_at(7));
}

static void opening_leaves_no_folder_and_no_locale_behind(void **state)
{
    (void)state;
    char folder[] = "/tmp/language-test-XXXXXX";
    struct error err = {0};

    assert_non_null(mkdtemp(folder));
    setenv("TMPDIR", folder, 1);
    {
        OWN(language_close) struct language *language = NULL;
        assert_ok(language_open("ru", &language, &err), err);
        assert_string_equal(tr(language, "unknown"), "неизвестно");
    }
    unsetenv("TMPDIR");
    assert_int_equal(rmdir(folder), 0);
    assert_string_equal(setlocale(LC_ALL, NULL), "C");
}

static void a_folder_that_cannot_be_written_is_an_error(void **state)
{
    (void)state;
    struct language *language = NULL;
    struct error err = {0};

    setenv("TMPDIR", "/nowhere/at/all", 1);
    assert_false(language_open("ru", &language, &err));
    unsetenv("TMPDIR");
    assert_int_equal(err.kind, ERROR_RENDER);
}

static void a_name_becomes_part_of_a_file_name_in_any_script(void **state)
{
    static const struct {
        const char *name, *slug;
    } rows[] = {{"Zebrafink GmbH", "zebrafink-gmbh"},
                {"../../etc/passwd", "etc-passwd"},
                {"Кофейня на углу", "kofejna-na-uglu"},
                {"  --  ", "unnamed"},
                {"\xFF\xFE", "unnamed"},
                {"Müller & Söhne", "muller-sohne"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        OWN(buffer_release) struct buffer slug = {0};
        language_append_slug(rows[i].name, &slug);
        assert_string_equal(buffer_span(&slug).bytes, rows[i].slug);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_becomes_part_of_a_file_name_in_any_script),
        cmocka_unit_test(russian_counts_in_three_forms),
        cmocka_unit_test(ratios_are_per_cent_and_never_a_false_hundred),
        cmocka_unit_test(durations_are_read_at_a_glance),
        cmocka_unit_test(numbers_group_their_digits_and_use_a_true_minus),
        cmocka_unit_test(money_names_its_currency_where_the_reader_expects_it),
        cmocka_unit_test(dates_and_periods_are_named),
        cmocka_unit_test(unknown_is_said_with_its_reason),
        cmocka_unit_test(a_sentence_is_filled_once),
        cmocka_unit_test(short_russian_words_hold_the_next_one),
        cmocka_unit_test(a_language_that_is_not_there_is_refused_with_those_that_are),
        cmocka_unit_test(opening_leaves_no_folder_and_no_locale_behind),
        cmocka_unit_test(a_folder_that_cannot_be_written_is_an_error),
    };

    return cmocka_run_group_tests(tests, open_both, close_both);
}
