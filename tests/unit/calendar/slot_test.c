#include "calendar_testing.h"

#include "calendar/slot.h"

static int64_t sum(const int64_t slot_s[SLOT_COUNT])
{
    int64_t total = 0;

    for (int i = 0; i < SLOT_COUNT; i++)
        total += slot_s[i];
    return total;
}

static void a_slot_is_the_hour_of_the_week_on_the_wall(void **state)
{
    (void)state;
    OWN(zone_close) struct zone *kathmandu = zone_named("Asia/Kathmandu");
    OWN(zone_close) struct zone *moscow = zone_named("Europe/Moscow");

    assert_int_equal(slot_of(moscow, NULL, utc("2026-06-28 21:00")), 0); /* Monday 00:00 */
    assert_int_equal(slot_of(moscow, NULL, utc("2026-06-28 20:59:59")), 167);
    assert_int_equal(slot_of(kathmandu, NULL, utc("2026-06-28 18:15")), 0);
    assert_int_equal(slot_of(moscow, NULL, INSTANT_UNKNOWN), SLOT_UNKNOWN);
}

static void days_off_have_slots_of_their_own_and_worked_saturdays_have_not(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(zone_close) struct zone *moscow = zone_named("Europe/Moscow");
    OWN(holidays_release) struct holidays russia = {0};
    assert_ok(holidays_add_country(&russia, "RU", NULL, &err), err);

    assert_int_equal(slot_of(moscow, &russia, utc("2026-06-12 06:30")), SLOT_HOLIDAY + 9);
    assert_int_equal(slot_of(moscow, &russia, utc("2026-05-11 20:59")), SLOT_HOLIDAY + 23);
    assert_int_equal(slot_of(moscow, &russia, utc("2026-05-11 21:00")), TUESDAY * 24);
    assert_int_equal(slot_of(moscow, &russia, utc("2025-11-01 06:00")), SATURDAY * 24 + 9);
    assert_int_equal(slot_of(moscow, &russia, utc("2026-04-30 06:00")), THURSDAY * 24 + 9);
}

static void a_week_with_a_change_lasts_one_hour_less_or_more(void **state)
{
    (void)state;
    OWN(zone_close) struct zone *berlin = zone_named("Europe/Berlin");
    int64_t spring[SLOT_COUNT] = {0};
    int64_t autumn[SLOT_COUNT] = {0};

    slots_add(berlin, NULL, NULL, utc("2024-03-24 23:00"), utc("2024-03-31 22:00"), spring);
    slots_add(berlin, NULL, NULL, utc("2024-10-20 22:00"), utc("2024-10-27 23:00"), autumn);

    for (int slot = 0; slot < SLOT_HOLIDAY; slot++) {
        bool is_changed = slot == SUNDAY * 24 + 2;
        assert_int_equal(spring[slot], is_changed ? 0 : HOUR_S);
        assert_int_equal(autumn[slot], is_changed ? 2 * HOUR_S : HOUR_S);
    }
}

static void half_an_hour_of_lord_howe_is_half_an_hour(void **state)
{
    (void)state;
    OWN(zone_close) struct zone *island = zone_named("Australia/Lord_Howe");
    int64_t slot_s[SLOT_COUNT] = {0};

    /* 2024-10-06 02:00 becomes 02:30. */
    slots_add(island, NULL, NULL, zone_day_start(island, day_at("2024-10-06")),
              zone_day_start(island, day_at("2024-10-07")), slot_s);

    assert_int_equal(slot_s[SUNDAY * 24 + 2], HOUR_S / 2);
    assert_int_equal(sum(slot_s), 23 * HOUR_S + HOUR_S / 2);
}

static void a_change_within_an_hour_divides_it(void **state)
{
    (void)state;
    OWN(zone_close) struct zone *zone = zone_named("America/St_Johns");
    int64_t slot_s[SLOT_COUNT] = {0};

    /* Sunday 2006-10-29 00:01 became Saturday 23:01: Saturday's last hour, a minute of Sunday,
     * 59 minutes of Saturday again, Sunday's first hour. */
    slots_add(zone, NULL, NULL, utc("2006-10-29 01:30"), utc("2006-10-29 04:30"), slot_s);

    assert_int_equal(slot_s[SATURDAY * 24 + 23], HOUR_S + 59 * 60);
    assert_int_equal(slot_s[SUNDAY * 24], HOUR_S + 60);
}

static void the_slots_of_a_period_add_up_to_the_period(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(zone_close) struct zone *zone = zone_named("America/New_York");
    OWN(holidays_release) struct holidays states = {0};
    assert_ok(holidays_add_country(&states, "US", NULL, &err), err);
    int64_t from = utc("2024-01-03 04:05:06");
    int64_t to = utc("2026-11-30 17:18:19");
    int64_t slot_s[SLOT_COUNT] = {0};

    slots_add(zone, &states, NULL, from, to, slot_s);
    assert_int_equal(sum(slot_s), to - from);
    assert_true(slot_s[SLOT_HOLIDAY + 12] > 30 * HOUR_S);
    slots_add(zone, &states, NULL, to, from, slot_s);
    assert_int_equal(sum(slot_s), to - from);
}

static void the_open_slots_of_a_period_add_up_to_its_open_time(void **state)
{
    (void)state;
    OWN(zone_close) struct zone *zone = zone_named("Europe/Berlin");
    OWN(business_clock_close)
    struct business_clock *clock = clock_of("Europe/Berlin", "mon-fri 08:30-17:15", "2024-10-03");
    int64_t from = utc("2024-09-30 22:00");
    int64_t to = utc("2024-10-31 23:00");
    int64_t slot_s[SLOT_COUNT] = {0};

    slots_add(zone, NULL, clock, from, to, slot_s);

    assert_int_equal(sum(slot_s), business_clock_elapsed(clock, from, to));
    assert_int_equal(slot_s[MONDAY * 24 + 8], 4 * HOUR_S / 2); /* four Mondays, half an hour */
    assert_int_equal(slot_s[THURSDAY * 24 + 12], 4 * HOUR_S);  /* five Thursdays, one closed */
    assert_int_equal(slot_s[SATURDAY * 24 + 12], 0);
}

static void slots_fall_into_bands(void **state)
{
    (void)state;
    static const struct {
        int slot;
        enum band band;
    } cases[] = {{MONDAY * 24 + 9, BAND_WORK},       {FRIDAY * 24 + 17, BAND_WORK},
                 {FRIDAY * 24 + 18, BAND_EVENING},   {TUESDAY * 24 + 22, BAND_EVENING},
                 {TUESDAY * 24 + 23, BAND_NIGHT},    {MONDAY * 24 + 8, BAND_NIGHT},
                 {SATURDAY * 24 + 3, BAND_SATURDAY}, {SUNDAY * 24 + 12, BAND_SUNDAY},
                 {SLOT_HOLIDAY, BAND_HOLIDAY},       {SLOT_COUNT - 1, BAND_HOLIDAY}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(band_of_slot(cases[i].slot), cases[i].band);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slot_is_the_hour_of_the_week_on_the_wall),
        cmocka_unit_test(days_off_have_slots_of_their_own_and_worked_saturdays_have_not),
        cmocka_unit_test(a_week_with_a_change_lasts_one_hour_less_or_more),
        cmocka_unit_test(half_an_hour_of_lord_howe_is_half_an_hour),
        cmocka_unit_test(a_change_within_an_hour_divides_it),
        cmocka_unit_test(the_slots_of_a_period_add_up_to_the_period),
        cmocka_unit_test(the_open_slots_of_a_period_add_up_to_its_open_time),
        cmocka_unit_test(slots_fall_into_bands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
