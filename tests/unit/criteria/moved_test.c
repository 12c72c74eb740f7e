/* A figure that was sent and is otherwise now is told with the reason that its counts prove. */
#include "testing.h"

#include "criteria/moved.h"

static const char *const ACCOUNTS[] = {"all"};
static const struct fact_names NAMES = {.accounts = (const char **)(uintptr_t)ACCOUNTS,
                                        .account_count = 1};
#define ID "first_reply.within_promise{period=2026Q2}"

static size_t find(struct given_figure before, struct measurement now, struct hash128 settings,
                   struct arena *arena, struct moved_figure **out)
{
    struct scorecard card = {.measurements = &now, .measurement_count = 1};
    struct given given = {.period = "2026Q2",
                          .settings = {1, 1},
                          .version = "1",
                          .figures = &before,
                          .figure_count = 1};
    struct error err = {0};
    size_t count = 0;

    now.account = ALL_ACCOUNTS;
    card.period[PERIOD_CURRENT] = (struct period){.is_present = true, .label = "2026Q2"};
    assert_ok(moved_find(&given, &card, &NAMES, settings, "1", arena, out, &count, &err), err);
    return count;
}

static struct measurement share(double value, uint64_t asked, uint64_t kept, uint64_t open)
{
    return (struct measurement){.name = MEASURED_REPLY_WITHIN_PROMISE,
                                .has_value = true,
                                .value = value,
                                .asked_count = asked,
                                .kept_count = kept,
                                .open_count = open};
}

static unsigned reasons(struct given_figure before, struct measurement now)
{
    OWN(arena_release) struct arena arena = {0};
    struct moved_figure *moved = NULL;

    assert_int_equal(find(before, now, (struct hash128){1, 1}, &arena, &moved), 1);
    return moved[0].reasons;
}

static void a_figure_that_is_printed_alike_has_not_moved(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct moved_figure *moved = NULL;
    struct given_figure before = {ID, true, .9002, 300, 249, 3};

    assert_int_equal(
        find(before, share(.9004, 300, 249, 3), (struct hash128){2, 2}, &arena, &moved), 0);
}

static void late_replies_later_tickets_and_reopenings_are_told_apart(void **state)
{
    (void)state;
    struct given_figure before = {ID, true, .83, 300, 249, 12};

    assert_int_equal(reasons(before, share(.84, 300, 252, 0)), MOVED_DECIDED);
    assert_int_equal(reasons(before, share(.84, 302, 251, 12)), MOVED_ADDED);
    assert_int_equal(reasons(before, share(.83, 298, 247, 12)), MOVED_LEFT_OUT);
    assert_int_equal(reasons(before, share(.82, 300, 246, 12)), MOVED_UNDONE);
    assert_int_equal(reasons(before, share(.84, 302, 252, 2)), MOVED_DECIDED | MOVED_ADDED);
}

static void other_settings_are_a_reason_and_nothing_is_made_up(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct moved_figure *moved = NULL;
    struct given_figure before = {ID, true, .83, 300, 249, 12};

    assert_int_equal(find(before, share(.9, 300, 270, 12), (struct hash128){2, 2}, &arena, &moved),
                     1);
    assert_int_equal(moved[0].reasons, MOVED_SETTINGS);
    assert_int_equal(reasons(before, share(.9, 300, 270, 12)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_that_is_printed_alike_has_not_moved),
        cmocka_unit_test(late_replies_later_tickets_and_reopenings_are_told_apart),
        cmocka_unit_test(other_settings_are_a_reason_and_nothing_is_made_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
