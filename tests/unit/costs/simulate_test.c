/* Tickets one by one against a roster, held to what is known in closed form. */
#include "costs_testing.h"

#include "costs/chance.h"
#include "costs/erlang.h"
#include "costs/erlang_a.h"
#include "costs/simulate_trace.h"

enum { MANY = 200000 };

static struct simulated_ticket *tickets;

/* Poisson arrivals; work exponential, or log-normal of variation `cv`. */
static void make(double hourly, double handling_s, double cv)
{
    double at = 0, log_s = sqrt(log(1 + cv * cv));

    tickets = calloc(MANY, sizeof *tickets);
    assert_non_null(tickets);
    for (size_t i = 0; i < MANY; i++) {
        at -= 3600 / hourly * log(chance_uniform(11, i, 5));
        double u = chance_uniform(11, i, 6);
        tickets[i].at_s = at;
        tickets[i].handling_s =
            (float)(cv > 0 ? handling_s * exp(log_s * chance_normal(u) - log_s * log_s / 2)
                           : -handling_s * log(u));
    }
}

static struct simulation_case constant(uint32_t seats, double first_reply_s)
{
    struct simulation_case wanted = {.tickets = tickets, .ticket_count = MANY, .seed = 3};

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        wanted.seats[hour] = seats;
        for (int rank = 0; rank < SIMULATION_CLASSES; rank++)
            wanted.promises[rank].open[hour] = true;
    }
    for (int rank = 0; rank < SIMULATION_CLASSES; rank++)
        wanted.promises[rank].first_reply_s = first_reply_s;
    return wanted;
}

static int close_tickets(void **state)
{
    (void)state;
    free(tickets);
    tickets = NULL;
    return 0;
}

static double share(uint64_t part, uint64_t all)
{
    return (double)part / (double)all;
}

static void a_steady_queue_is_erlang_c(void **state)
{
    (void)state;
    OWN(simulation_release) struct simulation run = {0};
    struct error err = {0};
    make(60, 360, 0); /* 6 erlangs */
    struct simulation_case wanted = constant(8, 120);
    assert_ok(simulate(&wanted, &run, &err), err);

    struct erlang_c expected = erlang_c(6, 8, 360);
    double waited = share(run.all.tickets - run.all.at_once, run.all.tickets);
    assert_near(waited, expected.wait_probability, .01);
    assert_near(run.all.mean_wait_s / expected.mean_wait_s, 1, .04);
    assert_near(share(run.all.in_time, run.all.promised), erlang_c_share_within(6, 8, 360, 120),
                .01);
    assert_near(run.occupancy, expected.occupancy, .01);
}

/* Lq = λ·W (Little 1961). */
static void the_backlog_keeps_littles_law(void **state)
{
    (void)state;
    OWN(simulation_release) struct simulation run = {0};
    struct error err = {0};
    make(60, 360, 0);
    struct simulation_case wanted = constant(8, 120);
    assert_ok(simulate(&wanted, &run, &err), err);

    assert_near(run.backlog_mean, 60 * run.all.mean_wait_s / 3600, .05);
}

static void impatient_clients_are_erlang_a(void **state)
{
    (void)state;
    OWN(simulation_release) struct simulation run = {0};
    struct error err = {0};
    struct erlang_a expected;
    make(60, 360, 0);
    struct simulation_case wanted = constant(5, 60); /* overloaded but for those who leave */
    wanted.patience_s = 300;
    assert_ok(simulate(&wanted, &run, &err), err);
    struct erlang_a_queue queue = {60, 360, 300, 60, 5};
    assert_ok(erlang_a(&queue, &expected, &err), err);

    assert_near(share(run.all.left, run.all.tickets), expected.abandon_probability, .01);
    assert_near(share(run.all.in_time, run.all.tickets), expected.answered_of_offered, .01);
    assert_near(run.all.mean_wait_s / expected.served_wait_s, 1, .03);
}

/* Cobham 1954: W_k = C/(nμ)/((1 - s_{k-1})(1 - s_k)). */
static void the_strict_class_waits_as_if_it_were_first(void **state)
{
    (void)state;
    OWN(simulation_release) struct simulation run = {0};
    struct error err = {0};
    make(60, 360, 0);
    for (size_t i = 0; i < MANY; i++)
        tickets[i].rank = chance_uniform(1, i, 9) < .25 ? 0 : 1;
    struct simulation_case wanted = constant(8, 120);
    assert_ok(simulate(&wanted, &run, &err), err);

    double base = erlang_c(6, 8, 360).wait_probability * 360 / 8;
    assert_near(run.classes[0].mean_wait_s / (base / (1 - .75 * .25)), 1, .05);
    assert_near(run.classes[1].mean_wait_s / (base / ((1 - .75 * .25) * (1 - .75))), 1, .05);
}

/* costs.md 4.2: eight seats, six erlangs: 441 s where work varies by 1.5, 189 s by .3. */
static void work_that_varies_more_makes_all_wait_longer(void **state)
{
    (void)state;
    static const struct {
        double cv, wait_s;
    } TOLD[] = {{1.5, 441}, {.3, 189}};
    struct error err = {0};

    for (size_t i = 0; i < 2; i++) {
        OWN(simulation_release) struct simulation run = {0};
        make(12, 1800, TOLD[i].cv);
        struct simulation_case wanted = constant(8, 0);
        assert_ok(simulate(&wanted, &run, &err), err);
        assert_near(run.all.mean_wait_s / TOLD[i].wait_s, 1, .05);
        close_tickets(NULL);
    }
}

/* ---- by hand ---- */

static struct simulation_case office(struct simulated_ticket *made, size_t count)
{
    struct simulation_case wanted = {.tickets = made, .ticket_count = count};

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        bool is_open = hour / 24 < 5 && hour % 24 >= 9 && hour % 24 < 17;
        wanted.seats[hour] = is_open ? 1 : 0;
        wanted.promises[0].open[hour] = is_open;
    }
    wanted.promises[0].first_reply_s = 4 * 3600;
    return wanted;
}

/* Friday 16:00 three tickets of an hour: at once; Friday's overtime none, the second on Monday. */
static void a_ticket_of_friday_waits_for_monday_and_is_in_time_by_open_hours(void **state)
{
    (void)state;
    OWN(simulation_release) struct simulation run = {0};
    struct error err = {0};
    double friday = 4 * 86400.0;
    struct simulated_ticket made[] = {{friday + 16 * 3600, 3600, 0},
                                      {friday + 16 * 3600 + 60, 3600, 0},
                                      {friday + 20 * 3600, 600, 0}};
    struct simulation_case wanted = office(made, 3);
    assert_ok(simulate(&wanted, &run, &err), err);

    assert_near(run.waits_s[0], 0, 0);
    assert_near(run.waits_s[1], 65 * 3600 - 60, 0); /* Monday 09:00 */
    assert_near(run.waits_s[2], (24 - 20 + 48 + 10) * 3600, 0);
    assert_int_equal(run.all.in_time, 3);
    assert_int_equal(run.backlog[(4 * 24) + 23], 2);
    assert_near(run.presence, 1, 0);
    assert_int_equal(run.slot_reached[4 * 24 + 16], 1);
    assert_int_equal(run.slot_tickets[4 * 24 + 16], 2);
}

static void work_in_hand_is_finished_after_hours_and_told(void **state)
{
    (void)state;
    OWN(simulation_release) struct simulation run = {0};
    struct error err = {0};
    struct simulated_ticket made[] = {{16.5 * 3600, 3600, 0}, {16.6 * 3600, 60, 0}};
    struct simulation_case wanted = office(made, 2);
    assert_ok(simulate(&wanted, &run, &err), err);

    assert_near(run.overtime_s, 1800, 1e-9);
    assert_near(run.waits_s[1], (24 + 9 - 16.6) * 3600, 1e-9);
}

static void where_nobody_ever_sits_nobody_answers(void **state)
{
    (void)state;
    OWN(simulation_release) struct simulation run = {0};
    struct error err = {0};
    struct simulated_ticket made[] = {{0, 60, 0}, {10, 60, 0}};
    struct simulation_case wanted = office(made, 2);
    memset(wanted.seats, 0, sizeof wanted.seats);
    assert_ok(simulate(&wanted, &run, &err), err);

    assert_int_equal(run.all.unanswered, 2);
    assert_true(isinf(run.all.p50_s));
    assert_near(run.presence, 0, 0);
}

static void no_ticket_is_no_wait_and_not_a_good_one(void **state)
{
    (void)state;
    OWN(simulation_release) struct simulation run = {0};
    struct error err = {0};
    struct simulation_case wanted = office(NULL, 0);
    assert_ok(simulate(&wanted, &run, &err), err);

    assert_int_equal(run.all.tickets, 0);
    assert_true(isnan(run.all.p50_s) && isnan(run.all.mean_wait_s));
}

static void tickets_out_of_order_are_refused(void **state)
{
    (void)state;
    struct simulation run;
    struct error err = {0};
    struct simulated_ticket made[] = {{10, 60, 0}, {0, 60, 0}};
    struct simulation_case wanted = office(made, 2);

    assert_false(simulate(&wanted, &run, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_non_null(strstr(err.text, "ticket 2"));
}

static void the_curve_ends_with_those_who_were_answered(void **state)
{
    (void)state;
    OWN(simulation_release) struct simulation run = {0};
    struct error err = {0};
    double edges[] = {0, 60, 1e9}, shares[3];
    struct simulated_ticket made[] = {{36000, 600, 0}, {36010, 60, 0}};
    struct simulation_case wanted = office(made, 2);
    assert_ok(simulate(&wanted, &run, &err), err);
    simulation_curve(&wanted, &run, edges, 3, shares);

    assert_near(shares[0], .5, 0);
    assert_near(shares[1], .5, 0);
    assert_near(shares[2], 1, 0);
}

/* Eight tickets of half an hour a day at one seat are half its day; three times as many are a day
 * and a half: the evening ends with eight of them, and the next days have four free hours each. */
static void three_times_the_tickets_take_days_to_clear(void **state)
{
    (void)state;
    enum { DAYS = 5, DAILY = 8 };
    struct simulated_ticket made[DAYS * DAILY];
    struct error err = {0};
    struct surge surge;
    for (int i = 0; i < DAYS * DAILY; i++)
        made[i] =
            (struct simulated_ticket){i / DAILY * 86400.0 + (9 + i % DAILY) * 3600.0, 1800, 0};
    struct simulation_case wanted = office(made, DAYS * DAILY);
    wanted.promises[0].first_reply_s = 3600;

    assert_int_equal(simulation_busiest_day(made, DAYS * DAILY), 0);
    assert_ok(simulate_surge(&wanted, 0, 3, &surge, &err), err);

    assert_near(surge.usual_share, 1, 0);
    assert_true(surge.in_time_share < .9);
    assert_true(surge.backlog_most >= 7 && surge.backlog_most <= 9);
    assert_true(surge.recovery_hours > 12 && surge.recovery_hours < 60);
}

/* A trace of forty tickets on the clock of Moscow: 21:30 on Sunday in UTC is Monday, 00:30. */
static void a_trace_stands_on_local_hours_with_its_own_work(void **state)
{
    (void)state;
    OWN(simulation_trace_release) struct simulation_trace trace = {0};
    struct error err = {0};
    struct trace_ticket rows[40];
    struct demand_stream streams[] = {even_stream(true, 600, 1), even_stream(false, 28800, 2)};
    struct demand demand = even_demand(streams, 2);
    int64_t sunday = (int64_t)(MONDAY_2026 - 1) * 86400 + 21 * 3600 + 1800;
    for (int i = 0; i < 40; i++)
        rows[i] = (struct trace_ticket){.channel = i % 2 ? CHANNEL_PHONE : CHANNEL_EMAIL,
                                        .created_at = sunday + 60 * i,
                                        .handling_s = i < 30 ? 600 : -1,
                                        .count = 1};
    struct cube cube = {.tickets = rows, .ticket_count = 40, .zone = "Europe/Moscow"};
    demand.first_day = MONDAY_2026;
    demand.last_day = MONDAY_2026 + 1;
    demand.handling_minutes.middle = 20;
    assert_ok(simulation_trace_build(&cube, &demand, 1, &trace, &err), err);

    assert_int_equal(trace.count, 40);
    assert_int_equal(trace.first_monday, MONDAY_2026);
    assert_near(trace.tickets[0].at_s, 1800, 0);
    assert_int_equal(trace.logged_count, 30);
    assert_near(trace.tickets[0].handling_s, 1200, 0); /* twice as told */
    assert_near(trace.tickets[39].handling_s, 1200, 0);
    assert_int_equal(trace.tickets[0].rank, 1);
    assert_int_equal(trace.tickets[1].rank, 0);
    struct simulation_case wanted = simulation_case_of(&trace, &demand);
    assert_near(wanted.promises[0].first_reply_s, 600, 0);
    assert_near(wanted.promises[1].first_reply_s, 28800, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_steady_queue_is_erlang_c, close_tickets),
        cmocka_unit_test_teardown(the_backlog_keeps_littles_law, close_tickets),
        cmocka_unit_test_teardown(impatient_clients_are_erlang_a, close_tickets),
        cmocka_unit_test_teardown(the_strict_class_waits_as_if_it_were_first, close_tickets),
        cmocka_unit_test(work_that_varies_more_makes_all_wait_longer),
        cmocka_unit_test(a_ticket_of_friday_waits_for_monday_and_is_in_time_by_open_hours),
        cmocka_unit_test(work_in_hand_is_finished_after_hours_and_told),
        cmocka_unit_test(where_nobody_ever_sits_nobody_answers),
        cmocka_unit_test(no_ticket_is_no_wait_and_not_a_good_one),
        cmocka_unit_test(tickets_out_of_order_are_refused),
        cmocka_unit_test(the_curve_ends_with_those_who_were_answered),
        cmocka_unit_test(a_trace_stands_on_local_hours_with_its_own_work),
        cmocka_unit_test(three_times_the_tickets_take_days_to_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
