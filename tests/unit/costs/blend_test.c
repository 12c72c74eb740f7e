#include "costs_testing.h"

#include "costs/blend.h"

/* costs.md 0.3: 204 h of mail a week; workdays 8–20 12 an hour else 3, weekends 4 and 1, 12 min. */
static double mail(int hour)
{
    int of_day = hour % 24;
    bool is_busy = of_day >= 8 && of_day < 20;

    return .2 * (hour / 24 < 5 ? (is_busy ? 12 : 3) : (is_busy ? 4 : 1));
}

static struct blend_result solved(struct blend *blend)
{
    struct error err = {0};
    struct blend_result result = {0};

    assert_ok(blend_solve(blend, &result, &err), err);
    return result;
}

static void fill(struct blend *blend, double after, double idle)
{
    struct error err = {0};

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        assert_ok(blend_add(blend, hour, after, mail(hour), &err), err);
        blend->staffed[hour] = true;
        blend->office[hour] = hour / 24 < 5 && hour % 24 >= 8 && hour % 24 < 20;
        blend->idle[hour] = idle;
    }
    blend->ticket_work = 1000; /* no window holds a whole ticket: no buffer */
}

/* Targets count from the end of the hour of arrival. */
static void mail_needs_1_49_seats_in_8_hours_and_1_31_in_24(void **state)
{
    (void)state;
    OWN(blend_release) struct blend eight = {0};
    OWN(blend_release) struct blend day = {0};
    fill(&eight, 9, 0);
    fill(&day, 25, 0);

    assert_near(solved(&eight).bound, 1.48965517241, 1e-9);
    assert_near(solved(&day).bound, 1.30909090909, 1e-9);
}

static void idle_seats_take_the_mail_before_any_is_added(void **state)
{
    (void)state;
    OWN(blend_release) struct blend idle = {0};
    OWN(blend_release) struct blend busy = {0};
    fill(&idle, 9, 1.5);
    fill(&busy, 9, .4);

    struct blend_result none = solved(&idle);
    struct blend_result some = solved(&busy);

    assert_int_equal(none.everywhere + none.in_office, 0);
    assert_true(some.everywhere + some.in_office > 0);
}

/* By day 2.4 h arrive in an hour, by night .6: day seats are cheaper than seats round the clock. */
static void seats_are_added_where_they_cost_fewest_hours(void **state)
{
    (void)state;
    OWN(blend_release) struct blend blend = {0};
    fill(&blend, 25, .9);

    struct blend_result result = solved(&blend);

    assert_int_equal(result.everywhere, 0);
    assert_int_equal(result.in_office, 1);
}

static void a_buffer_never_asks_for_less(void **state)
{
    (void)state;
    OWN(blend_release) struct blend bare = {0};
    OWN(blend_release) struct blend safe = {0};
    fill(&bare, 9, 0);
    fill(&safe, 9, 0);
    safe.ticket_work = .2;
    safe.dispersion = 3;

    struct blend_result a = solved(&bare);
    struct blend_result b = solved(&safe);

    assert_true(168 * b.everywhere + 60 * b.in_office >= 168 * a.everywhere + 60 * a.in_office);
    assert_near(a.bound, b.bound, 1e-12);
}

/* A thousand times the mail: no pair of seats may leave a window short, nor cost many more. */
static void many_seats_are_found_as_well_as_few(void **state)
{
    (void)state;
    OWN(blend_release) struct blend blend = {0};
    fill(&blend, 25, 0);
    for (size_t i = 0; i < blend.count; i++)
        blend.items[i].work *= 1000;

    struct blend_result result = solved(&blend);

    double hours = 168.0 * result.everywhere + 60.0 * result.in_office;
    assert_true(hours >= 204000);
    assert_true(hours <= 168 * ceil(result.bound));
}

static void nothing_to_do_adds_nothing(void **state)
{
    (void)state;
    OWN(blend_release) struct blend blend = {0};

    struct blend_result result = solved(&blend);

    assert_int_equal(result.everywhere + result.in_office, 0);
    assert_int_equal(result.impossible_hour, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mail_needs_1_49_seats_in_8_hours_and_1_31_in_24),
        cmocka_unit_test(idle_seats_take_the_mail_before_any_is_added),
        cmocka_unit_test(seats_are_added_where_they_cost_fewest_hours),
        cmocka_unit_test(a_buffer_never_asks_for_less),
        cmocka_unit_test(many_seats_are_found_as_well_as_few),
        cmocka_unit_test(nothing_to_do_adds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
