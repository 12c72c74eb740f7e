#include "testing.h"

#include "statistics/bootstrap.h"
#include "statistics/gaps.h"

static struct dark_gap *find(const int64_t *actions, size_t action_count,
                             const struct waiting *tickets, size_t ticket_count, int64_t until_s,
                             struct arena *arena, size_t *count)
{
    struct gaps_input input = {actions, action_count, tickets, ticket_count, 0, until_s};
    struct dark_gap *gaps = NULL;
    struct error err = {0};

    assert_ok(gaps_find(&input, arena, &gaps, count, &err), err);
    return gaps;
}

static void a_night_without_anyone_waiting_is_no_gap(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    const int64_t actions[] = {100, 1000};
    const struct waiting answered = {50, 100, GAPS_UNKNOWN};
    size_t count = 0;

    struct dark_gap *gaps = find(actions, 2, &answered, 1, 2000, &arena, &count);

    assert_int_equal(count, 1);
    assert_int_equal(gaps[0].start_s, 50);
    assert_int_equal(gaps[0].end_s, 100);
    assert_int_equal(gaps[0].waiting_count, 1);
}

static void a_ticket_that_nobody_answers_waits_to_the_end_of_the_window(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    const int64_t actions[] = {700, 300}; /* in any order */
    const struct waiting tickets[] = {{400, GAPS_UNKNOWN, GAPS_UNKNOWN}, {650, 700, GAPS_UNKNOWN}};
    size_t count = 0;

    struct dark_gap *gaps = find(actions, 2, tickets, 2, 1500, &arena, &count);

    assert_int_equal(count, 2);
    assert_int_equal(gaps[0].start_s, 700);
    assert_int_equal(gaps[0].end_s, 1500);
    assert_int_equal(gaps[1].start_s, 400);
    assert_int_equal(gaps[1].waiting_count, 2);
}

static void a_ticket_closed_when_it_was_created_never_waited(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    const struct waiting tickets[] = {{10, GAPS_UNKNOWN, 10}, {20, GAPS_UNKNOWN, 5}};
    size_t count = 7;

    find(NULL, 0, tickets, 2, 100, &arena, &count);

    assert_int_equal(count, 0);
}

/* The definition, read off word by word; slow and plain. */
static size_t count_waiting(const struct waiting *tickets, size_t count, int64_t from_s,
                            int64_t until_s, int64_t *earliest_s)
{
    size_t waiting = 0;

    *earliest_s = INT64_MAX;
    for (size_t i = 0; i < count; i++) {
        const struct waiting *t = &tickets[i];
        int64_t since_s = t->created_s > from_s ? t->created_s : from_s;
        bool is_answered = t->replied_s != GAPS_UNKNOWN && t->replied_s < until_s;
        bool is_closed = t->closed_s != GAPS_UNKNOWN && t->closed_s <= since_s;
        if (t->created_s < until_s && !is_answered && !is_closed) {
            waiting++;
            *earliest_s = t->created_s < *earliest_s ? t->created_s : *earliest_s;
        }
    }
    return waiting;
}

static void one_pass_finds_what_the_definition_says(void **state)
{
    (void)state;
    enum { ACTIONS = 40, TICKETS = 60, WINDOW = 1000 };
    for (uint64_t seed = 0; seed < 50; seed++) {
        OWN(arena_release) struct arena arena = {0};
        uint64_t sequence = bootstrap_cluster(SPAN("gaps"), seed);
        uint32_t at = 0;
        int64_t actions[ACTIONS];
        struct waiting tickets[TICKETS];
        for (size_t i = 0; i < ACTIONS; i++)
            actions[i] = (int64_t)(i * 25 + bootstrap_bits(sequence, at++) % 20);
        for (size_t i = 0; i < TICKETS; i++) {
            int64_t created_s = (int64_t)(bootstrap_bits(sequence, at++) % WINDOW);
            uint64_t reply = bootstrap_bits(sequence, at++) % 150;
            uint64_t close = bootstrap_bits(sequence, at++) % 300;
            tickets[i] =
                (struct waiting){created_s, reply < 30 ? GAPS_UNKNOWN : created_s + (int64_t)reply,
                                 close < 60 ? GAPS_UNKNOWN : created_s + (int64_t)close - 65};
        }
        size_t count = 0, seen = 0;
        struct dark_gap *gaps = find(actions, ACTIONS, tickets, TICKETS, WINDOW, &arena, &count);

        for (size_t i = 0; i <= ACTIONS; i++) {
            int64_t from_s = i == 0 ? 0 : actions[i - 1], earliest_s;
            int64_t until_s = i == ACTIONS ? WINDOW : actions[i];
            size_t waiting = from_s < until_s
                                 ? count_waiting(tickets, TICKETS, from_s, until_s, &earliest_s)
                                 : 0;
            if (waiting == 0)
                continue;
            seen++;
            bool is_found = false;
            for (size_t g = 0; g < count; g++)
                is_found |= gaps[g].end_s == until_s && (size_t)gaps[g].waiting_count == waiting &&
                            gaps[g].start_s == (earliest_s > from_s ? earliest_s : from_s);
            assert_true(is_found);
        }
        assert_int_equal(seen, count);
        for (size_t g = 1; g < count; g++)
            assert_true(gaps[g - 1].end_s - gaps[g - 1].start_s >= gaps[g].end_s - gaps[g].start_s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_night_without_anyone_waiting_is_no_gap),
        cmocka_unit_test(a_ticket_that_nobody_answers_waits_to_the_end_of_the_window),
        cmocka_unit_test(a_ticket_closed_when_it_was_created_never_waited),
        cmocka_unit_test(one_pass_finds_what_the_definition_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
