#include "testing.h"

#include <sys/resource.h>

#include "simulator/simulation.h"

enum { Q2025_4 = 2025 * 4 + 3, Q2026_1 = 2026 * 4, Q2026_2, ACCOUNTS = 12 };

static struct world settled(struct world world)
{
    struct error err = {0};

    assert_ok(world_settle(&world, &err), err);
    return world;
}

static void fingerprint(const struct world *world, enum export_shape shape,
                        struct hash128 out[EXPORT_FILES])
{
    struct error err = {0};
    OWN(export_close) struct export *export = NULL;

    assert_ok(export_open(world, shape, NULL, &export, &err), err);
    assert_ok(simulation_run(world, export, NULL, &err), err);
    for (int i = 0; i < EXPORT_FILES; i++)
        out[i] = export_fingerprint(export, i);
}

/* The truth of the committed sample, made once for all tests. */
static int live_through_the_year(void **state)
{
    static struct world world;
    struct truth *truth = malloc(sizeof *truth);
    struct error err = {0};

    world = settled(world_hosting());
    if (truth == NULL)
        return -1;
    truth_init(truth, &world);
    *state = truth;
    return simulation_run(&world, NULL, truth, &err) ? 0 : -1;
}

static int release(void **state)
{
    free(*state);
    return 0;
}

static double share(uint64_t part, uint64_t whole)
{
    return (double)part / (double)whole;
}

static double kept(const struct truth_wait *wait)
{
    return share(wait->within_promise, wait->count);
}

static void the_same_seed_makes_the_same_bytes_and_another_makes_others(void **state)
{
    struct world world = settled(world_hosting());
    struct hash128 first[EXPORT_FILES];
    struct hash128 second[EXPORT_FILES];

    (void)state;
    world.ticket_count = 600;
    fingerprint(&world, EXPORT_GENERIC, first);
    fingerprint(&world, EXPORT_GENERIC, second);
    for (int i = 0; i < EXPORT_FILES; i++)
        assert_true(hash128_equal(first[i], second[i]));
    world.seed++;
    fingerprint(&world, EXPORT_GENERIC, second);
    for (int i = 0; i < EXPORT_FILES; i++)
        assert_false(hash128_equal(first[i], second[i]));
}

static void the_benchmark_has_as_many_tickets_as_were_asked_for(void **state)
{
    struct world world = settled(world_bench());
    struct error err = {0};
    OWN(arrivals_close) struct arrivals *arrivals = NULL;
    struct arrival arrival = {0};
    int64_t last = INT64_MIN;
    uint64_t count = 0;
    struct ticket ticket;

    (void)state;
    world.ticket_count = 12345;
    assert_ok(arrivals_open(&world, &arrivals, &err), err);
    for (; arrivals_next(arrivals, &arrival); count++) {
        assert_true(arrival.at >= last && arrival.at < world.cut);
        last = arrival.at;
        ticket_live(&world, &arrival, count, &ticket);
        assert_int_equal(ticket.caused_count, 0);
    }
    assert_int_equal(count, 12345);
}

static long peak_kib(void)
{
    struct rusage usage = {0};

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void memory_does_not_grow_with_the_number_of_tickets(void **state)
{
    struct world world = settled(world_bench());
    struct error err = {0};
    OWN(arrivals_close) struct arrivals *arrivals = NULL;
    OWN(export_close) struct export *export = NULL;
    struct arrival arrival = {0};
    struct ticket ticket;
    long early_kib = 0;

    (void)state;
    world.ticket_count = 40000;
    assert_ok(export_open(&world, EXPORT_BENCH, NULL, &export, &err), err);
    assert_ok(arrivals_open(&world, &arrivals, &err), err);
    for (uint64_t number = 0; arrivals_next(arrivals, &arrival); number++) {
        ticket_live(&world, &arrival, number, &ticket);
        export_ticket(export, &ticket);
        if (number == 4000)
            early_kib = peak_kib();
    }
    /* The other 36,000 tickets wrote 70 MB. */
    assert_true(export_byte_count(export) > 70000000);
    assert_in_range(peak_kib() - early_kib, 0, 2048);
}

static void a_good_quarter_keeps_its_promise_to_nine_in_ten(void **state)
{
    const struct truth *truth = *state;

    for (int32_t quarter = Q2025_4 - 1; quarter <= Q2026_1; quarter++) {
        double x = kept(&truth_quarter(truth, quarter)->all);
        assert_true(x > .90 && x < .95);
    }
}

static void the_planted_sag_costs_messenger_a_sixth_of_its_promises_and_email_none(void **state)
{
    const struct truth_quarter *quarter = truth_quarter(*state, Q2026_2);
    const struct truth_wait *messenger = &quarter->by_channel[ON_MESSENGER];
    const struct truth_wait *email = &quarter->by_channel[ON_EMAIL];

    assert_in_range((messenger->within_promise_unsagged - messenger->within_promise) * 100 /
                        messenger->count,
                    16, 21);
    assert_int_equal(email->within_promise_unsagged, email->within_promise);
}

static void the_sag_begins_in_its_week_and_not_before(void **state)
{
    const struct truth *truth = *state;
    int32_t monday = truth->world->from_day - wall_weekday(truth->world->from_day);
    int32_t week_of_sag = (wall_date(2026, 5, 4) - monday) / 7;

    for (int32_t week = 0; week < week_of_sag; week++)
        assert_int_equal(truth->weeks[week][ON_MESSENGER].within_promise,
                         truth->weeks[week][ON_MESSENGER].within_promise_unsagged);
    for (int32_t week = week_of_sag; week < week_of_sag + 8; week++) {
        const struct truth_week *cell = &truth->weeks[week][ON_MESSENGER];
        assert_true(cell->within_promise + cell->count / 10 < cell->within_promise_unsagged);
    }
}

/* statistics.md B2 with accounts as clusters, unstandardised: (x_B - x_A) / sqrt(V). */
static double change_t(const struct truth_quarter *a, const struct truth_quarter *b)
{
    double squares = 0;

    for (int i = 0; i < ACCOUNTS; i++) {
        double was = (double)a->by_account[i].within_promise -
                     kept(&a->all) * (double)a->by_account[i].count;
        double is = (double)b->by_account[i].within_promise -
                    kept(&b->all) * (double)b->by_account[i].count;
        double sum = is / (double)b->all.count - was / (double)a->all.count;
        squares += sum * sum;
    }
    return (kept(&b->all) - kept(&a->all)) / sqrt(squares * ACCOUNTS / (ACCOUNTS - 1.0));
}

static void the_sag_is_a_verdict_and_the_quarters_before_it_are_not(void **state)
{
    const struct truth_quarter *q4 = truth_quarter(*state, Q2025_4);
    const struct truth_quarter *q1 = truth_quarter(*state, Q2026_1);
    const struct truth_quarter *q2 = truth_quarter(*state, Q2026_2);

    assert_true(kept(&q1->all) - kept(&q2->all) > .05);
    assert_true(change_t(q1, q2) < -3.5); /* t(11) at .9975 */
    assert_true(fabs(change_t(q4, q1)) < 1.5);
}

static void where_nothing_sags_nothing_is_lost(void **state)
{
    struct world world = world_small();
    struct error err = {0};
    OWN(free) struct truth *truth = malloc(sizeof *truth);

    (void)state;
    assert_non_null(truth);
    world = settled(world);
    truth_init(truth, &world);
    assert_ok(simulation_run(&world, NULL, truth, &err), err);
    for (int32_t quarter = Q2025_4; quarter <= Q2026_2; quarter++) {
        const struct truth_quarter *q = truth_quarter(truth, quarter);
        uint64_t count = 0;
        for (int nature = 0; nature < NATURE_COUNT; nature++)
            count += q->natures[nature];
        assert_in_range(count, 270, 340);
        assert_int_equal(q->all.within_promise, q->all.within_promise_unsagged);
        assert_true(kept(&q->all) > .9);
    }
}

static void the_silent_clients_are_not_like_those_who_answer(void **state)
{
    const struct truth *truth = *state;

    for (int32_t quarter = Q2025_4 - 1; quarter <= Q2026_2; quarter++) {
        const struct truth_quarter *q = truth_quarter(truth, quarter);
        double real = share(q->satisfied, q->mood_count);
        double seen = share(q->responded_satisfied, q->responded);
        assert_true(seen < real - .008);
        assert_true(share(q->responded, q->asked) > .22 && share(q->responded, q->asked) < .32);
    }
}

static void the_provider_and_the_young_product_fail_more_often(void **state)
{
    const struct truth_quarter *q = truth_quarter(*state, Q2026_2);
    const struct truth_answer *own = &q->by_executor[EXECUTOR_OWN];
    const struct truth_answer *provider = &q->by_executor[EXECUTOR_PROVIDER];

    assert_true(share(provider->failed, provider->count) > share(own->failed, own->count) + .08);
    assert_true(share(q->young.failed, q->young.count) >
                share(q->known.failed, q->known.count) + .12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_makes_the_same_bytes_and_another_makes_others),
        cmocka_unit_test(the_benchmark_has_as_many_tickets_as_were_asked_for),
        cmocka_unit_test(memory_does_not_grow_with_the_number_of_tickets),
        cmocka_unit_test(a_good_quarter_keeps_its_promise_to_nine_in_ten),
        cmocka_unit_test(the_planted_sag_costs_messenger_a_sixth_of_its_promises_and_email_none),
        cmocka_unit_test(the_sag_begins_in_its_week_and_not_before),
        cmocka_unit_test(the_sag_is_a_verdict_and_the_quarters_before_it_are_not),
        cmocka_unit_test(where_nothing_sags_nothing_is_lost),
        cmocka_unit_test(the_silent_clients_are_not_like_those_who_answer),
        cmocka_unit_test(the_provider_and_the_young_product_fail_more_often),
    };

    return cmocka_run_group_tests(tests, live_through_the_year, release);
}
