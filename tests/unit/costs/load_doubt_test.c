#include "costs_testing.h"

#include "costs/load_doubt.h"

/* By day three times as many as by night; 400 tickets were counted. */
struct counted {
    struct demand_stream stream;
    struct demand demand;
    double by_day[WEEK_HOURS], by_night[WEEK_HOURS];
    struct week_replicas replicas;
};

static void count(struct counted *counted, double level_error)
{
    counted->stream = even_stream(true, 3600, 1);
    counted->demand = even_demand(&counted->stream, 1);
    counted->demand.level_error = level_error;
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        bool is_day = hour % 24 >= 8 && hour % 24 < 20;
        counted->stream.rate[hour] = is_day ? 3 : 1;
        counted->by_day[hour] = is_day;
        counted->by_night[hour] = !is_day;
    }
    week_replicas_draw(&counted->demand, 7, &counted->replicas);
}

static void the_tickets_of_the_week_stay_and_their_hours_do_not(void **state)
{
    (void)state;
    static struct counted counted;
    count(&counted, .05);

    assert_int_equal(counted.replicas.count, LOAD_REPLICAS);
    for (int replica = 0; replica < LOAD_REPLICAS; replica++) {
        double all = 0;
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            all += counted.stream.rate[hour] * counted.replicas.factor[replica][hour];
        assert_near(all, demand_weekly(&counted.demand), 1e-9 * all);
    }
    assert_true(fabs(counted.replicas.factor[0][10] / counted.replicas.factor[1][10] - 1) > 1e-6);
}

/* Of 400 tickets a share s is known to sqrt((1 - s)/(400 s)): .029 of three quarters, .087 of one.
 * Twelve replicas tell that to a quarter or so. */
static void what_is_not_of_the_one_is_of_the_other(void **state)
{
    (void)state;
    static struct counted counted;
    struct error err = {0};
    count(&counted, .05);
    static struct draw_mix mix;
    mix = (struct draw_mix){.shares = {{.ticket_share = .75, .of_hours = counted.by_day},
                                       {.ticket_share = .25, .of_hours = counted.by_night}},
                            .share_count = 2};

    assert_ok(draw_mix_doubt(&mix, &counted.demand, &counted.replicas, &err), err);

    assert_true(mix.shares[0].error > .012 && mix.shares[0].error < .05);
    assert_true(mix.shares[1].error < -.04 && mix.shares[1].error > -.15);
    assert_near(mix.shares[0].error * .75, -mix.shares[1].error * .25, .003);
}

static void seats_of_own_staff_move_against_the_tickets_of_an_offer(void **state)
{
    (void)state;
    static struct counted counted;
    struct error err = {0};
    count(&counted, .05);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        counted.stream.rate[hour] *= 40; /* enough for more than a seat */
    static struct draw_mix mix;
    struct demand_stream day = counted.stream;
    struct demand own = counted.demand;
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        day.rate[hour] *= counted.by_day[hour];
        day.open[hour] = own.covered[hour] = counted.by_day[hour] > 0;
    }
    own.streams = &day;
    mix = (struct draw_mix){.has_own = true,
                            .table = {.base = {&own, 1, 600, 0, NULL}},
                            .shares = {{.ticket_share = .25, .of_hours = counted.by_night}},
                            .share_count = 1};

    assert_ok(draw_mix_doubt(&mix, &counted.demand, &counted.replicas, &err), err);

    assert_true(mix.table.seat_error > .01 && mix.table.seat_error < .05);
    assert_true(mix.shares[0].error < -.04);
}

static void a_typed_volume_has_no_such_doubt(void **state)
{
    (void)state;
    static struct counted counted;
    struct error err = {0};
    struct load_table table = {.seat_error = 0};
    count(&counted, 0);
    table.base = (struct staffing_case){&counted.demand, 1, 600, 0, NULL};

    assert_int_equal(counted.replicas.count, 0);
    assert_ok(load_table_doubt(&table, &counted.replicas, &err), err);
    assert_near(table.seat_error, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tickets_of_the_week_stay_and_their_hours_do_not),
        cmocka_unit_test(what_is_not_of_the_one_is_of_the_other),
        cmocka_unit_test(seats_of_own_staff_move_against_the_tickets_of_an_offer),
        cmocka_unit_test(a_typed_volume_has_no_such_doubt),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
