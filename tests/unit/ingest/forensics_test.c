#include "testing.h"

#include "calendar/instant.h"
#include "ingest/forensics.h"

/* Every working day of two years, with day and month exchanged where the file was spoilt. */
static struct forensics year_of(bool is_swapped, bool works_on_weekends)
{
    struct forensics forensics = {0};

    for (int32_t day = day_of(2023, 1, 1); day < day_of(2025, 1, 1); day++) {
        struct date date = date_of_day(day);
        int32_t seen = is_swapped && date.day <= 12 ? day_of(date.year, date.day, date.month) : day;
        if (works_on_weekends || weekday_of_day(day) < SATURDAY)
            for (int i = 0; i < 3; i++)
                forensics_note_day(&forensics, seen);
    }
    return forensics;
}

static bool is_broken(struct forensics forensics)
{
    char sentence[400];

    return rhythm_is_broken(&forensics.rhythm, sentence, sizeof sentence);
}

static void swapped_days_and_months_are_told_by_their_weekends(void **state)
{
    (void)state;
    char sentence[400];
    struct forensics forensics = year_of(true, false);

    assert_true(rhythm_is_broken(&forensics.rhythm, sentence, sizeof sentence));
    assert_non_null(strstr(sentence, "0.0 % of the others, and 0.0 % when they are changed back"));
}

static void dates_as_they_were_written_are_believed(void **state)
{
    (void)state;
    assert_false(is_broken(year_of(false, false)));
    assert_false(is_broken(year_of(false, true)));
    assert_false(is_broken(year_of(true, true))); /* no rhythm, no verdict */
}

static void a_weekend_is_a_saturday_and_a_sunday(void **state)
{
    (void)state;
    struct forensics forensics = {0};

    for (int day = 15; day <= 21; day++) /* Monday to Sunday */
        forensics_note_day(&forensics, day_of(2024, 1, day));
    assert_int_equal(forensics.rhythm.plain_count, 7);
    assert_int_equal(forensics.rhythm.plain_weekend_count, 2);
    for (int day = 6; day <= 12; day++) /* Saturday to Friday */
        forensics_note_day(&forensics, day_of(2024, 1, day));
    assert_int_equal(forensics.rhythm.ambiguous_count, 7);
    assert_int_equal(forensics.rhythm.ambiguous_weekend_count, 2);
    assert_int_equal(forensics.rhythm.plain_count, 7); /* the 12th may be a month */
}

static void a_few_dates_give_no_verdict(void **state)
{
    (void)state;
    struct forensics forensics = {0};

    for (int i = 0; i < 100; i++) {
        forensics_note_day(&forensics, day_of(2024, 1, 6));  /* a Saturday */
        forensics_note_day(&forensics, day_of(2024, 1, 15)); /* a Monday */
    }
    assert_false(is_broken(forensics));
}

static bool has_doubt(const struct understanding *words, const char *key)
{
    for (size_t i = 0; i < words->doubt_count; i++)
        if (strcmp(words->doubts[i].key, key) == 0)
            return true;
    return false;
}

static void assert_doubt(const struct forensics *forensics, uint64_t rows, const char *key,
                         bool expected)
{
    OWN(understanding_release) struct understanding words = {0};
    struct error err = {0};

    assert_ok(forensics_conclude(forensics, rows, false, &words, &err), err);
    assert_int_equal(has_doubt(&words, key), expected);
}

static void round_numbers_of_rows_look_cut(void **state)
{
    (void)state;
    struct forensics forensics = {0};

    assert_doubt(&forensics, 500, "truncated", true);
    assert_doubt(&forensics, 10000, "truncated", true);
    assert_doubt(&forensics, 501, "truncated", false);
}

static void missing_ticket_numbers_are_counted(void **state)
{
    (void)state;
    struct forensics whole = {0};
    struct forensics gaps = {0};
    struct forensics few = {0};
    char id[32];

    for (int i = 0; i < 200; i++) {
        snprintf(id, sizeof id, "INC%07d", 1000 + i);
        forensics_note_id(&whole, span_of(id));
        snprintf(id, sizeof id, "INC%07d", 1000 + i + i / 4);
        forensics_note_id(&gaps, span_of(id));
        snprintf(id, sizeof id, "%d", i * 50); /* shared numbering: says nothing */
        forensics_note_id(&few, span_of(id));
        forensics_note_id(&few, SPAN("no-number"));
    }
    assert_int_equal(whole.least_number, 1000);
    assert_doubt(&whole, 201, "id_gaps", false);
    assert_doubt(&gaps, 201, "id_gaps", true);
    assert_doubt(&few, 201, "id_gaps", false);
}

static struct forensics answered_from(int hour, int count)
{
    struct forensics forensics = {0};

    for (int i = 0; i < count; i++)
        forensics.hour_count[(hour + i % 9) % 24]++;
    return forensics;
}

static const char *hours_told(const struct forensics *forensics, bool zone_is_told)
{
    static char sentence[240];

    char span[16];
    forensics_tell_hours(forensics, zone_is_told, "Europe/Moscow", sentence, sizeof sentence, span);
    return sentence;
}

static void the_hours_of_the_staff_tell_their_zone(void **state)
{
    (void)state;
    struct forensics early = answered_from(6, 900), usual = answered_from(9, 900),
                     night = answered_from(21, 900), few = answered_from(6, 90);

    assert_non_null(strstr(hours_told(&early, false),
                           "100 % of the answers fall between 06:00 and 15:00 of these times: "
                           "staff that work from 09:00 would be at UTC+3"));
    assert_non_null(strstr(hours_told(&usual, false), "a clock on the wall of the staff"));
    assert_string_equal(hours_told(&usual, true), "");
    assert_string_equal(hours_told(&early, true), "");
    assert_non_null(strstr(hours_told(&night, true), "in Europe/Moscow: is that the zone"));
    assert_string_equal(hours_told(&few, false), "");
}

static void hours_are_told_from_200_answers_on_and_from_three_hours_off(void **state)
{
    (void)state;
    struct forensics enough = answered_from(6, 200), few = answered_from(6, 199),
                     late = answered_from(11, 900), later = answered_from(12, 900),
                     soon = answered_from(7, 900);

    assert_string_not_equal(hours_told(&enough, false), "");
    assert_string_equal(hours_told(&few, false), "");
    assert_non_null(strstr(hours_told(&late, false), "a clock on the wall of the staff"));
    assert_non_null(strstr(hours_told(&soon, false), "a clock on the wall of the staff"));
    assert_non_null(strstr(hours_told(&later, false), "would be at UTC"));
}

static void a_desk_around_the_clock_has_no_hours(void **state)
{
    (void)state;
    struct forensics forensics = {0};

    for (int hour = 0; hour < 24; hour++)
        forensics.hour_count[hour] = 100;
    assert_string_equal(hours_told(&forensics, false), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(swapped_days_and_months_are_told_by_their_weekends),
        cmocka_unit_test(dates_as_they_were_written_are_believed),
        cmocka_unit_test(a_weekend_is_a_saturday_and_a_sunday),
        cmocka_unit_test(a_few_dates_give_no_verdict),
        cmocka_unit_test(round_numbers_of_rows_look_cut),
        cmocka_unit_test(missing_ticket_numbers_are_counted),
        cmocka_unit_test(the_hours_of_the_staff_tell_their_zone),
        cmocka_unit_test(hours_are_told_from_200_answers_on_and_from_three_hours_off),
        cmocka_unit_test(a_desk_around_the_clock_has_no_hours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
