/* What stands beside the exports, once it is read: who is meant, who is on duty, which note. */
#include "testing.h"

#include "settings/clocks.h"

static void a_client_by_name_goes_before_a_pattern_that_stands_above_it(void **state)
{
    (void)state;
    struct client_row rows[] = {
        {.client = "Book*", .tariff = "basic", .from_day = INT32_MIN, .to_day = INT32_MAX},
        {.client = "Bookshop", .tariff = "gold", .from_day = INT32_MIN, .to_day = INT32_MAX}};
    struct house house = {.clients = rows, .client_count = 2};

    assert_string_equal(house_client(&house, SPAN("bookshop"), 0)->tariff, "gold");
    assert_string_equal(house_client(&house, SPAN("Bookbinder"), 0)->tariff, "basic");
    assert_null(house_client(&house, SPAN("Pharmacy"), 0));
}

static void a_tariff_holds_in_its_days_alone(void **state)
{
    (void)state;
    struct client_row rows[] = {
        {.client = "A", .tariff = "old", .from_day = INT32_MIN, .to_day = 99},
        {.client = "A", .tariff = "new", .shown = "Aleph", .from_day = 100, .to_day = INT32_MAX}};
    struct house house = {.clients = rows, .client_count = 2};

    assert_string_equal(house_client(&house, SPAN("A"), 99)->tariff, "old");
    assert_string_equal(house_client(&house, SPAN("A"), 100)->tariff, "new");
    assert_string_equal(house_client(&house, SPAN("aleph"), 100)->tariff, "new");
}

static void a_night_shift_is_on_duty_after_midnight_of_the_next_day(void **state)
{
    (void)state;
    struct rota_row rows[] = {{.executor = EXECUTOR_PROVIDER,
                               .from_day = 100,
                               .to_day = 100,
                               .weekdays = 0x7F,
                               .from_minute = 22 * 60,
                               .to_minute = 30 * 60,
                               .persons = 2},
                              {.executor = EXECUTOR_OWN,
                               .from_day = 100,
                               .to_day = 110,
                               .weekdays = 0x7F,
                               .from_minute = 9 * 60,
                               .to_minute = 18 * 60,
                               .persons = 3}};
    struct house house = {.rota = rows, .rota_count = 2};

    assert_near(house_on_duty(&house, EXECUTOR_UNKNOWN, 100, 23 * 60), 2, 0);
    assert_near(house_on_duty(&house, EXECUTOR_PROVIDER, 101, 5 * 60), 2, 0);
    assert_near(house_on_duty(&house, EXECUTOR_PROVIDER, 101, 6 * 60), 0, 0);
    assert_near(house_on_duty(&house, EXECUTOR_OWN, 101, 10 * 60), 3, 0);
    assert_near(house_on_duty(&house, EXECUTOR_OWN, 100, 18 * 60), 0, 0);
}

static void a_day_of_which_no_rota_speaks_is_unknown_and_not_empty(void **state)
{
    (void)state;
    struct rota_row row = {.from_day = 10, .to_day = 20, .weekdays = 1, .persons = 1};
    struct house house = {.rota = &row, .rota_count = 1};

    assert_near(house_on_duty(&house, EXECUTOR_UNKNOWN, 9, 600), -1, 0);
    assert_near(house_on_duty(&(struct house){0}, EXECUTOR_UNKNOWN, 15, 600), -1, 0);
    assert_near(house_on_duty(&house, EXECUTOR_UNKNOWN, 15, 600), 0, 0);
}

static void planned_work_comes_up_as_often_as_its_days_allow(void **state)
{
    (void)state;
    struct planned_row weekly = {
        .every = EVERY_WEEK, .count = 2, .from_day = INT32_MIN, .to_day = INT32_MAX};
    struct planned_row ending = {.every = EVERY_DAY, .count = 1, .from_day = 5, .to_day = 9};
    struct planned_row once = {.every = EVERY_ONCE, .count = 3, .from_day = 50, .to_day = 60};

    assert_near(planned_times(&weekly, 0, 69), 20, 1e-12);
    assert_near(planned_times(&ending, 0, 69), 5, 1e-12);
    assert_near(planned_times(&ending, 20, 69), 0, 0);
    assert_near(planned_times(&once, 0, 69), 3, 0);
    assert_near(planned_times(&once, 51, 69), 0, 0);
}

static void a_page_shows_the_note_of_its_client_and_period_and_of_no_other(void **state)
{
    (void)state;
    struct note_row notes[] = {
        {.section = "summary", .text = "house"},
        {.section = "summary", .period = "2026Q2", .text = "house in spring"},
        {.section = "summary", .client = "Bookshop", .text = "bookshop"},
        {.section = "summary",
         .client = "Bookshop",
         .period = "2026Q2",
         .text = "bookshop in spring"},
    };
    struct house house = {.notes = notes, .note_count = 4};

    assert_string_equal(house_note(&house, "summary", NULL, "2026Q1")->text, "house");
    assert_string_equal(house_note(&house, "summary", NULL, "2026Q2")->text, "house in spring");
    assert_string_equal(house_note(&house, "summary", "bookshop", "2026Q1")->text, "bookshop");
    assert_string_equal(house_note(&house, "summary", "Bookshop", "2026Q2")->text,
                        "bookshop in spring");
    assert_null(house_note(&house, "summary", "Pharmacy", "2026Q2"));
    assert_null(house_note(&house, "channels", NULL, "2026Q2"));
}

static void a_year_whose_holidays_are_not_built_in_is_told(void **state)
{
    (void)state;
    struct hours_settings rows[] = {{.name = "always"},
                                    {.name = "office", .holiday_country = "RU"}};
    struct settings settings = {.hours = rows, .hours_count = 2};
    const char *country = NULL;
    int32_t year = 0;

    assert_false(
        hours_holidays_lack(&settings, day_of(2024, 1, 1), day_of(2026, 12, 31), &country, &year));
    assert_true(
        hours_holidays_lack(&settings, day_of(2026, 1, 1), day_of(2027, 1, 1), &country, &year));
    assert_string_equal(country, "RU");
    assert_int_equal(year, 2027);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_client_by_name_goes_before_a_pattern_that_stands_above_it),
        cmocka_unit_test(a_tariff_holds_in_its_days_alone),
        cmocka_unit_test(a_night_shift_is_on_duty_after_midnight_of_the_next_day),
        cmocka_unit_test(a_day_of_which_no_rota_speaks_is_unknown_and_not_empty),
        cmocka_unit_test(planned_work_comes_up_as_often_as_its_days_allow),
        cmocka_unit_test(a_year_whose_holidays_are_not_built_in_is_told),
        cmocka_unit_test(a_page_shows_the_note_of_its_client_and_period_and_of_no_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
