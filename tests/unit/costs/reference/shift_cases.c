/* Shifts: the plans of textbooks and the instances of costs.md. */
#include <stdlib.h>
#include <string.h>

#include "costs/shifts.h"
#include "reference/cases.h"

enum { MOST_PATTERNS = 200, MOST_PERIODS = 168, WEEK = 168 };

struct instance {
    uint8_t present[MOST_PATTERNS][MOST_PERIODS];
    struct shift_pattern patterns[MOST_PATTERNS];
    double required[MOST_PERIODS];
    struct shift_problem problem;
};

/* Numbers of `params` after `key`, separated by '|'. */
static size_t listed(const char *params, const char *key, double *out)
{
    const char *at = strstr(params, key);
    size_t count = 0;

    assert_non_null(at);
    for (at += strlen(key); count < MOST_PERIODS; at++) {
        char *end;
        out[count++] = strtod(at, &end);
        at = end;
        if (*at != '|')
            break;
    }
    return count;
}

static void add_pattern(struct instance *instance, double cost, size_t from, size_t length)
{
    size_t i = instance->problem.pattern_count++;

    assert_true(i < MOST_PATTERNS);
    shift_mark(instance->present[i], instance->problem.period_count, from, length);
    instance->patterns[i] = (struct shift_pattern){cost, instance->present[i]};
}

static struct shift_plan solved(struct instance *instance, struct arena *arena)
{
    struct shift_plan plan = {0};
    struct error err = {0};

    instance->problem.patterns = instance->patterns;
    instance->problem.required = instance->required;
    assert_ok(shift_plan_build(&instance->problem, arena, &plan, &err), err);
    assert_true(plan.is_proved);
    return plan;
}

static void the_post_office_of_winston_needs_23_people(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    static struct instance instance;

    instance.problem.period_count = listed(params_of("S01"), "req=", instance.required);
    for (size_t day = 0; day < 7; day++)
        add_pattern(&instance, 1, day, 5);
    struct shift_plan plan = solved(&instance, &arena);

    expect("S01", "lp_bound", plan.lp_bound);
    expect("S01", "min_staff", plan.people_count);
}

static void union_airways_pays_30610(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    static struct instance instance;
    static const struct {
        size_t from, length;
    } shifts[] = {{0, 4}, {1, 4}, {3, 4}, {5, 4}, {8, 2}}; /* 6–14, 8–16, 12–20, 16–24, 22–6 */
    static const uint32_t people[] = {48, 31, 39, 43, 15};
    double cost[MOST_PERIODS];

    instance.problem.period_count = listed(params_of("S02"), "req=", instance.required);
    assert_int_equal(listed(params_of("S02"), "cost=", cost), 5);
    for (size_t i = 0; i < 5; i++)
        add_pattern(&instance, cost[i], shifts[i].from, shifts[i].length);
    struct shift_plan plan = solved(&instance, &arena);

    expect("S02", "min_cost", plan.cost);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(plan.people[i], people[i]);
}

static void tahas_buses_run_over_midnight(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    static struct instance instance;

    instance.problem.period_count = listed(params_of("S03"), "req=", instance.required);
    for (size_t at = 0; at < 6; at++)
        add_pattern(&instance, 1, at, 2);
    struct shift_plan plan = solved(&instance, &arena);

    expect("S03", "min_buses", plan.people_count);
}

/* The two days of pyworkforce's README. */
static const double TWO_DAYS[48] = {9,  11, 17, 9,  7,  12, 5,  11, 8,  9,  18, 17, 8,  12, 16, 8,
                                    7,  12, 11, 10, 13, 19, 16, 7,  13, 13, 12, 15, 18, 20, 13, 16,
                                    17, 8,  13, 11, 6,  19, 11, 20, 19, 17, 10, 13, 14, 23, 16, 8};

/* Morning 5–13, afternoon 13–21, night 21–5 of the next day, mixed 9–17, on both days. */
static void add_four_shifts(struct instance *instance, const double cost[4], bool is_carried)
{
    for (size_t day = 0; day < 48; day += 24) {
        add_pattern(instance, cost[0], day + 5, 8);
        add_pattern(instance, cost[1], day + 13, 8);
        add_pattern(instance, cost[2], day + 21, is_carried ? 8 : 3);
        if (!is_carried)
            shift_mark(instance->present[instance->problem.pattern_count - 1], 48, day, 5);
        add_pattern(instance, cost[3], day + 9, 8);
    }
}

static void a_night_shift_ends_on_the_next_day(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    static struct instance plain, dear;
    static const double ones[4] = {1, 1, 1, 1};
    double cost[MOST_PERIODS];

    plain.problem.period_count = dear.problem.period_count = 48;
    memcpy(plain.required, TWO_DAYS, sizeof TWO_DAYS);
    memcpy(dear.required, TWO_DAYS, sizeof TWO_DAYS);
    add_four_shifts(&plain, ones, true);
    assert_int_equal(listed("cost=8|8|10|7", "cost=", cost), 4);
    add_four_shifts(&dear, cost, true);

    expect("S04b", "min_resources", solved(&plain, &arena).people_count);
    expect("S04b", "min_cost", solved(&dear, &arena).cost);
}

static void days_planned_apart_pay_for_the_night_twice(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    static struct instance apart, cyclic;
    static const double ones[4] = {1, 1, 1, 1};

    apart.problem.period_count = cyclic.problem.period_count = 48;
    for (size_t at = 0; at < 48; at++) {
        bool is_dawn = at % 24 < 5, is_late = at % 24 >= 21, is_first = at < 24;
        double night = is_dawn == is_first ? 10 : 2;
        cyclic.required[at] = apart.required[at] = is_dawn || is_late ? night : 5;
    }
    add_four_shifts(&apart, ones, false);
    add_four_shifts(&cyclic, ones, true);

    expect("S04c", "min_resources", solved(&apart, &arena).people_count);
    expect("S04d", "min_resources", solved(&cyclic, &arena).people_count);
}

static void four_crews_hold_one_seat_on_the_panama_pattern(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    static struct instance instance;
    const char *days = "11001110011000";

    assert_non_null(strstr(params_of("S06"), days));
    instance.problem.period_count = 28; /* half days */
    for (size_t half = 0; half < 2; half++) {
        for (size_t offset = 0; offset < 14; offset++) {
            add_pattern(&instance, 1, 0, 0);
            uint8_t *present = instance.present[instance.problem.pattern_count - 1];
            for (size_t day = 0; day < 14; day++)
                present[2 * day + half] = days[(day + offset) % 14] == '1';
        }
    }
    for (size_t at = 0; at < 28; at++)
        instance.required[at] = 1;

    expect("S06", "min_staff", solved(&instance, &arena).people_count);
}

/* Weekdays 9–18 `high`, 7–9 and 18–22 half of it, else `low`; weekends a third of the weekday. */
static void fill_week(double high, double low, double *required)
{
    for (int hour = 0; hour < WEEK; hour++) {
        int of_day = hour % 24;
        double top = hour / 24 < 5 ? high : high / 3;
        bool is_day = of_day >= 9 && of_day < 18;
        bool is_edge = (of_day >= 7 && of_day < 9) || (of_day >= 18 && of_day < 22);
        required[hour] = is_day ? top : is_edge ? top / 2 : low;
    }
}

static bool is_night(int hour)
{
    return hour % 24 < 6 || hour % 24 >= 22;
}

static void the_price_of_a_provider_sets_the_boundary(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        double price;
        double bought; /* costs.md 4.7 */
    } offers[] = {{"S07a", 6, 471}, {"S07b", 12, 52}, {"S07c", 14, 17}, {NULL, INFINITY, 0}};
    static const struct shift_kind eight_hours = {.length_hours = 8, .day_count = 1};
    OWN(arena_release) struct arena arena = {0};
    struct error err = {0};
    double required[WEEK], cost[WEEK], price[WEEK], seat_hours = 0;
    struct shift_pattern *patterns = NULL;
    struct shift_problem problem = {WEEK, .required = required, .bought_price = price};

    fill_week(6, 1, required);
    for (int hour = 0; hour < WEEK; hour++) {
        cost[hour] = is_night(hour) ? 12 : 10;
        seat_hours += required[hour];
    }
    assert_ok(shift_patterns_make(&eight_hours, 1, cost, NULL, &arena, &patterns,
                                  &problem.pattern_count, &err),
              err);
    problem.patterns = patterns;
    for (size_t i = 0; i < 4; i++) {
        struct shift_plan plan = {0};
        for (int hour = 0; hour < WEEK; hour++)
            price[hour] = offers[i].price;
        assert_ok(shift_plan_build(&problem, &arena, &plan, &err), err);
        assert_true(plan.is_proved);
        assert_near(plan.bought_count, offers[i].bought, 0);
        if (offers[i].id == NULL) {
            assert_near(plan.cost, 6112, 0); /* costs.md 4.7 */
            continue;
        }
        expect(offers[i].id, "min_cost", plan.cost);
        expect(offers[i].id, "lp_bound", plan.lp_bound);
        expect(offers[i].id, "demand_seat_hours", seat_hours);
    }
}

static void tours_with_two_days_of_rest_cover_a_double_desk(void **state)
{
    (void)state;
    static const struct shift_kind tour = {.length_hours = 8, .day_count = 5};
    OWN(arena_release) struct arena arena = {0};
    struct error err = {0};
    double required[WEEK], cost[WEEK];
    struct shift_pattern *patterns = NULL;
    struct shift_problem problem = {WEEK, .required = required};
    struct shift_plan plan = {0};

    fill_week(12, 2, required);
    for (int hour = 0; hour < WEEK; hour++)
        cost[hour] = 1. / 40;
    assert_ok(
        shift_patterns_make(&tour, 1, cost, NULL, &arena, &patterns, &problem.pattern_count, &err),
        err);
    for (size_t i = 0; i < problem.pattern_count; i++)
        patterns[i].cost = 1;
    problem.patterns = patterns;
    assert_ok(shift_plan_build(&problem, &arena, &plan, &err), err);

    expect("S08", "lp_bound", plan.lp_bound);
    expect("S08", "min_staff", plan.people_count);
    print_message("S08: bound %.6g, gap %.2g, %u nodes\n", plan.bound, plan.gap, plan.node_count);
}

/* Mail of costs.md: weekdays 8–20 12 an hour else 3, weekends 4 and 1, of 0.2 hours. */
static void fill_mail(double *work)
{
    for (int hour = 0; hour < WEEK; hour++) {
        bool is_day = hour % 24 >= 8 && hour % 24 < 20;
        double tickets = hour / 24 < 5 ? (is_day ? 12 : 3) : is_day ? 4 : 1;
        work[hour] = tickets * .2;
    }
}

static void mail_is_planned_by_its_deadline(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        size_t within;
    } targets[] = {{"DI1", 1}, {"DI2", 4}, {"DI4", 24}};
    static const struct shift_kind eight_hours = {.length_hours = 8, .day_count = 1};
    OWN(arena_release) struct arena arena = {0};
    struct error err = {0};
    double required[WEEK] = {0}, cost[WEEK], work[WEEK], most_open[WEEK];
    struct shift_pattern *patterns = NULL;
    struct shift_problem problem = {.period_count = WEEK,
                                    .required = required,
                                    .backlog = {work, most_open, NULL, 1},
                                    .node_limit = 100};

    fill_mail(work);
    for (int hour = 0; hour < WEEK; hour++)
        cost[hour] = is_night(hour) ? 1.2 : 1;
    assert_ok(shift_patterns_make(&eight_hours, 1, cost, NULL, &arena, &patterns,
                                  &problem.pattern_count, &err),
              err);
    problem.patterns = patterns;
    for (size_t i = 0; i < 3; i++) {
        struct shift_plan plan = {0};
        shift_most_open(work, WEEK, targets[i].within, most_open);
        assert_ok(shift_plan_build(&problem, &arena, &plan, &err), err);
        expect(targets[i].id, "lp_bound", plan.lp_bound);
        assert_true(plan.cost >= plan.bound - 1e-9);
        print_message("%s: cost %.4g, bound %.6g, gap %.2g\n", targets[i].id, plan.cost, plan.bound,
                      plan.gap);
    }
}

const struct CMUnitTest SHIFT_CASES[] = {
    cmocka_unit_test(the_post_office_of_winston_needs_23_people),
    cmocka_unit_test(union_airways_pays_30610),
    cmocka_unit_test(tahas_buses_run_over_midnight),
    cmocka_unit_test(a_night_shift_ends_on_the_next_day),
    cmocka_unit_test(days_planned_apart_pay_for_the_night_twice),
    cmocka_unit_test(four_crews_hold_one_seat_on_the_panama_pattern),
    cmocka_unit_test(the_price_of_a_provider_sets_the_boundary),
    cmocka_unit_test(tours_with_two_days_of_rest_cover_a_double_desk),
    cmocka_unit_test(mail_is_planned_by_its_deadline),
};
const size_t SHIFT_CASE_COUNT = sizeof SHIFT_CASES / sizeof SHIFT_CASES[0];
