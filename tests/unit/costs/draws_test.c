/* Draws of all models in the same futures. */
#include "costs_testing.h"

#include "costs/chance.h"
#include "costs/decision.h"
#include "costs/draws.h"

enum { MODELS = 3, MANY = 9000, FEW = 100 };

struct scene {
    struct settings settings;
    struct arena arena;
    struct demand_stream stream;
    struct demand demand;
    struct payroll_table payroll;
    struct load_table table;
    struct price_tier tier;
    struct offer_settings offers[2];
    double hours_shares[2];
    double totals[MODELS * MANY], parts[MODELS * PART_COUNT];
    struct draws draws;
};

/* Own staff, an offer by the ticket and one for a fixed fee, over two years. */
static void open(struct scene *scene, uint32_t count)
{
    struct error err = {0};

    memset(scene, 0, sizeof *scene);
    assert_ok(settings_read(NULL, &scene->settings, &err), err);
    assert_ok(payroll_find("ru-2026", &scene->arena, &scene->payroll, &err), err);
    scene->stream = even_stream(true, 3600, 2);
    scene->demand = even_demand(&scene->stream, 1);
    scene->demand.monthly_tickets = 1461;
    scene->demand.channel_share[CHANNEL_PHONE] = 1;
    scene->demand.handling_minutes = (struct uncertain){14, 20, 30};
    scene->tier = (struct price_tier){0, 50000};
    scene->offers[0] = (struct offer_settings){.name = "by ticket",
                                               .kind = OFFER_PER_TICKET,
                                               .hours = INDEX_NONE,
                                               .tiers = &scene->tier,
                                               .tier_count = 1,
                                               .out_of_hours_multiplier = 1};
    scene->offers[1] = (struct offer_settings){.name = "fixed",
                                               .kind = OFFER_RETAINER,
                                               .hours = INDEX_NONE,
                                               .included_hours = 1e9,
                                               .monthly_fee_minor = 70000000,
                                               .out_of_hours_multiplier = 1};
    scene->hours_shares[0] = scene->hours_shares[1] = 1;
    struct cost_settings *costs = &scene->settings.costs;
    costs->offers = scene->offers;
    costs->offer_count = 2;
    costs->horizon_months = 24;
    costs->volume_growth = (struct uncertain){-.05, .1, .3};
    costs->own.monthly_gross_minor = (struct uncertain){13e6, 14e6, 16e6};
    scene->table.base = (struct staffing_case){&scene->demand, 1, 1200, 0, NULL};
    scene->draws = (struct draws){.settings = &scene->settings,
                                  .demand = &scene->demand,
                                  .payroll = &scene->payroll,
                                  .table = &scene->table,
                                  .hours_shares = scene->hours_shares,
                                  .draw_count = count,
                                  .model_count = MODELS,
                                  .totals = scene->totals,
                                  .parts = scene->parts};
}

static void close_scene(struct scene *scene)
{
    scene->settings.costs.offers = NULL;
    settings_release(&scene->settings);
    arena_release(&scene->arena);
}

static void a_draw_is_the_same_among_few_and_among_many(void **state)
{
    (void)state;
    static struct scene many, few;
    struct error err = {0};
    open(&many, MANY);
    open(&few, FEW);

    assert_ok(draws_run(&many.draws, &err), err);
    assert_ok(draws_run(&few.draws, &err), err);

    for (size_t model = 0; model < MODELS; model++)
        for (size_t draw = 0; draw < FEW; draw++)
            assert_near(few.totals[model * FEW + draw], many.totals[model * MANY + draw], 0);
    close_scene(&many);
    close_scene(&few);
}

static void a_price_by_the_ticket_is_the_price_of_the_tickets(void **state)
{
    (void)state;
    static struct scene scene;
    struct error err = {0};
    open(&scene, MANY);
    scene.settings.costs.discount_rate = 0;

    assert_ok(draws_run(&scene.draws, &err), err);

    assert_near(scene.parts[PART_COUNT + PART_COST_USAGE], 50000 * scene.draws.tickets, 1e-12);
    assert_near(scene.parts[2 * PART_COUNT + PART_COST_FEE], 24 * 70000000.0, 1e-12);
    close_scene(&scene);
}

/* A fixed fee less a price by the ticket moves with the tickets and with nothing else. */
static void sobol_finds_the_only_input_that_moves_the_difference(void **state)
{
    (void)state;
    static struct scene scene;
    struct error err = {0};
    struct sobol sobol;
    open(&scene, FEW);

    assert_ok(draws_sobol(&scene.draws, 1, 2, &sobol, &err), err);

    assert_near(sobol.first[DRAW_GROWTH], 1, .01);
    assert_near(sobol.total[DRAW_HANDLING], 0, 1e-9);
    assert_near(sobol.total[DRAW_PAY], 0, 1e-9);
    close_scene(&scene);
}

static void the_worth_of_knowing_an_input_is_at_most_that_of_knowing_all(void **state)
{
    (void)state;
    static struct scene scene;
    static double input[MANY];
    struct error err = {0};
    struct decision decision;
    double sum = 0;
    open(&scene, MANY);
    assert_ok(draws_run(&scene.draws, &err), err);
    struct decision_case wanted = {
        .costs = scene.totals, .option_count = MODELS, .future_count = MANY};
    assert_ok(decision_make(&wanted, &scene.arena, &decision, &err), err);

    for (int i = 0; i < DRAW_INPUT_COUNT; i++) {
        double worth = 0;
        draws_of_input(&scene.draws, (enum draw_input)i, input);
        assert_ok(decision_evppi(&wanted, input, 0, &worth, &err), err);
        assert_true(worth >= 0 && worth <= decision.evpi * (1 + 1e-9));
        sum += worth;
    }
    assert_true(decision.evpi > 0 && sum > 0);
    close_scene(&scene);
}

static void the_table_of_normal_deviates_is_within_its_word(void **state)
{
    (void)state;
    static struct normal_table table;
    normal_table_fill(&table);

    for (int i = 1; i < 100000; i++)
        assert_near(normal_table_at(&table, i / 1e5), chance_normal(i / 1e5), 2e-4);
}

/* Selection in place of sorting: futures of equal chance told and not told. */
static void quantiles_by_selection_are_those_of_sorting(void **state)
{
    (void)state;
    enum { COUNT = 997 };
    double costs[COUNT], chances[COUNT];
    struct error err = {0};
    struct arena arena = {0};
    struct decision alike, told;

    for (int i = 0; i < COUNT; i++) {
        costs[i] = floor(chance_uniform(7, (uint64_t)i, 1) * 200); /* with equal ones */
        chances[i] = 1.0 / COUNT;
    }
    struct decision_case wanted = {.costs = costs, .option_count = 1, .future_count = COUNT};
    assert_ok(decision_make(&wanted, &arena, &alike, &err), err);
    wanted.chances = chances;
    assert_ok(decision_make(&wanted, &arena, &told, &err), err);

    assert_near(alike.options[0].p10, told.options[0].p10, 0);
    assert_near(alike.options[0].p50, told.options[0].p50, 0);
    assert_near(alike.options[0].p90, told.options[0].p90, 0);
    arena_release(&arena);
}

static double first_of(const double *inputs, size_t count, const void *context)
{
    (void)count;
    (void)context;
    return inputs[0];
}

/* GSL's sequence is silently zero beyond 40 dimensions, and an input takes two. */
static void more_than_twenty_inputs_are_refused_with_what_to_do(void **state)
{
    (void)state;
    struct error err = {0};
    struct sobol sobol;
    struct sobol_case wanted = {first_of, NULL, SOBOL_MOST_INPUTS, 64};

    assert_ok(sobol_by_points(&wanted, &sobol, &err), err);
    wanted.input_count = SOBOL_MOST_INPUTS + 1;
    assert_false(sobol_by_points(&wanted, &sobol, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_non_null(strstr(err.text, "20"));
    assert_non_null(strstr(err.text, "not 21"));
    assert_non_null(strstr(err.text, "hint: "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_draw_is_the_same_among_few_and_among_many),
        cmocka_unit_test(a_price_by_the_ticket_is_the_price_of_the_tickets),
        cmocka_unit_test(sobol_finds_the_only_input_that_moves_the_difference),
        cmocka_unit_test(more_than_twenty_inputs_are_refused_with_what_to_do),
        cmocka_unit_test(the_worth_of_knowing_an_input_is_at_most_that_of_knowing_all),
        cmocka_unit_test(the_table_of_normal_deviates_is_within_its_word),
        cmocka_unit_test(quantiles_by_selection_are_those_of_sorting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
