/* Charts of little: unknown values, no earlier period, no promise, one row, no words, no memory. */
#include "testing.h"

#include "charts/break_even.h"
#include "charts/change_strip.h"
#include "charts/channels.h"
#include "charts/coverage.h"
#include "charts/criteria.h"
#include "charts/demand_cover.h"
#include "charts/draw.h"
#include "charts/drawing/chart.h"
#include "charts/forest.h"
#include "charts/frontier.h"
#include "charts/hours_map.h"
#include "charts/reply_curve.h"
#include "charts/small_multiples.h"
#include "charts/strips.h"
#include "charts/tornado.h"
#include "charts/waterfall.h"
#include "charts/weekly.h"

static struct drawing draw_one(struct arena *arena, const struct chart *chart)
{
    struct drawing drawing;
    struct error err = {0};

    assert_ok(
        charts_draw(&chart, 1, &(struct draw_settings){.limit_ms = 60000}, arena, &drawing, &err),
        err);
    return drawing;
}

static void draws(struct arena *arena, const struct chart *chart)
{
    struct drawing drawing = draw_one(arena, chart);

    if (drawing.svg == NULL)
        fail_msg("%s: %s", chart_key(chart), drawing.not_drawn);
    arena_release(arena);
}

static void has_nothing(struct arena *arena, const struct chart *chart, const char *reason)
{
    struct drawing drawing = draw_one(arena, chart);

    assert_null(drawing.svg);
    assert_int_equal(drawing.end, DRAWING_NOTHING);
    assert_string_equal(drawing.not_drawn, reason);
    arena_release(arena);
}

static void a_curve_without_band_promise_and_earlier_period_draws(void **state)
{
    struct arena arena = {0};
    const struct reply_point points[] = {{30, .1, NAN, NAN}, {600, .7, NAN, NAN}};
    (void)state;

    draws(&arena, chart_reply_curve(&arena, "curve",
                                    &(struct reply_curve_chart){.points = points,
                                                                .point_count = 2,
                                                                .promise_s = NAN,
                                                                .promise_ratio = NAN,
                                                                .reached_ratio = NAN}));
}

static void a_curve_of_one_step_draws(void **state)
{
    struct arena arena = {0};
    const struct reply_point point = {600, 1, .2, 1};
    (void)state;

    draws(&arena, chart_reply_curve(&arena, "curve",
                                    &(struct reply_curve_chart){.points = &point,
                                                                .point_count = 1,
                                                                .promise_s = 900,
                                                                .promise_ratio = .8,
                                                                .reached_ratio = 1}));
}

static void a_band_without_its_ends_has_no_gap_in_it(void **state)
{
    struct arena arena = {0};
    const struct reply_point points[] = {
        {30, .1, NAN, NAN}, {60, .4, .3, .5}, {600, .7, .6, .8}, {900, 1, NAN, NAN}};
    const struct chart *chart =
        chart_reply_curve(&arena, "curve",
                          &(struct reply_curve_chart){.points = points,
                                                      .point_count = 4,
                                                      .promise_s = NAN,
                                                      .promise_ratio = NAN,
                                                      .reached_ratio = NAN});
    const char *band = strstr(chart->script.bytes, "$band << END_OF_DATA\n");
    (void)state;

    assert_non_null(band);
    size_t rows = (size_t)(strstr(band + 22, "END_OF_DATA") - band);
    assert_null(memmem(band, rows, "NaN", 3));
    assert_non_null(memmem(band, rows, "600 0.6 0.8", 11));
    draws(&arena, chart);
}

static void a_curve_without_points_has_nothing_to_draw(void **state)
{
    struct arena arena = {0};
    (void)state;

    has_nothing(&arena,
                chart_reply_curve(&arena, "curve", &(struct reply_curve_chart){.promise_s = 900}),
                "no ticket has a known waiting time");
}

static void a_week_of_which_nothing_is_known_is_hatched(void **state)
{
    struct arena arena = {0};
    struct coverage_chart coverage = {.class_edges = {.5, .75, .9, .95, .99}};
    (void)state;

    for (int day = 0; day < COVERAGE_DAYS; day++)
        for (int hour = 0; hour < COVERAGE_HOURS; hour++)
            coverage.cells[day][hour].ratio = NAN;
    draws(&arena, chart_coverage(&arena, "coverage", &coverage));
}

static void a_criterion_that_cannot_be_told_alone_draws(void **state)
{
    struct arena arena = {0};
    const struct criteria_row row = {"First reply", CRITERIA_CANNOT_TELL, NAN, NAN, NAN, NAN, NAN,
                                     false,         "cannot tell",        NULL};
    (void)state;

    draws(&arena,
          chart_criteria(&arena, "criteria", &(struct criteria_chart){.rows = &row, .count = 1}));
}

static void a_criterion_bounded_on_neither_side_draws(void **state)
{
    struct arena arena = {0};
    const struct criteria_row row = {"First reply", CRITERIA_BOUNDED, NAN, NAN, NAN, .4, .8,
                                     false,         "somewhere",      NULL};
    (void)state;

    draws(&arena,
          chart_criteria(&arena, "criteria", &(struct criteria_chart){.rows = &row, .count = 1}));
}

static void one_week_draws_and_unknown_weeks_alone_do_not(void **state)
{
    struct arena arena = {0};
    struct weekly_point point = {5, NAN, NAN, NAN, NAN, false, false, NULL};
    struct weekly_chart weekly = {
        .points = &point, .count = 1, .promise = NAN, .move_limit = NAN, .value_most = NAN};
    (void)state;

    draws(&arena, chart_weekly(&arena, "weekly", &weekly));
    point.value = NAN;
    has_nothing(&arena, chart_weekly(&arena, "weekly", &weekly), "no week has a known value");
}

static void weeks_without_a_dated_change_draw(void **state)
{
    struct arena arena = {0};
    const struct change_week weeks[] = {{.5, 0, false}, {NAN, 0, false}, {.6, 0, false}};
    (void)state;

    draws(&arena, chart_change_strip(&arena, "change",
                                     &(struct change_strip_chart){.weeks = weeks,
                                                                  .count = 3,
                                                                  .change_at = 3,
                                                                  .before = .55,
                                                                  .after = NAN,
                                                                  .promise = NAN,
                                                                  .ratio_least = NAN,
                                                                  .ratio_most = NAN}));
}

static void need_alone_draws_without_cover(void **state)
{
    struct arena arena = {0};
    struct demand_cover_chart demand = {.title = "people"};
    (void)state;

    for (int i = 0; i < DEMAND_HOURS; i++)
        demand.hours[i] = (struct demand_hour){i % 24 == 12 ? 2 : 0.5, NAN, NAN};
    draws(&arena, chart_demand_cover(&arena, "demand", &demand));
    for (int i = 0; i < DEMAND_HOURS; i++)
        demand.hours[i].need = NAN;
    has_nothing(&arena, chart_demand_cover(&arena, "demand", &demand),
                "neither need nor cover is known");
}

static void models_without_costs_have_nothing_to_draw(void **state)
{
    struct arena arena = {0};
    const struct strip_row row = {"Own", NAN, NAN, NAN, NAN, NAN, NAN, NAN, "?", NULL, false};
    (void)state;

    has_nothing(&arena,
                chart_strips(&arena, "strips", &(struct strips_chart){.rows = &row, .count = 1}),
                "no cost is known");
    has_nothing(&arena, chart_break_even(&arena, "even", &(struct break_even_chart){.now = NAN}),
                "no cost is known");
    has_nothing(&arena,
                chart_frontier(&arena, "frontier", &(struct frontier_chart){.promise = 0.8}),
                "of no model both cost and service are known");
}

static void one_model_without_ranges_and_a_week_of_nobody_are_drawn(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct frontier_point alone = {"Own", 4, NAN, NAN, 1, NAN, NAN, true, true};
    struct hours_map_chart map = {0};

    draws(&arena,
          chart_frontier(&arena, "frontier",
                         &(struct frontier_chart){.points = &alone, .count = 1, .promise = NAN}));
    for (int day = 0; day < HOURS_MAP_DAYS; day++)
        for (int hour = 0; hour < HOURS_MAP_HOURS; hour++)
            map.cells[day][hour].party = HOURS_MAP_NOBODY;
    draws(&arena, chart_hours_map(&arena, "map", &map));
}

static void one_account_of_one_answer_draws(void **state)
{
    struct arena arena = {0};
    const struct forest_row row = {"A", 1, 1, 1, NAN, TONE_PLAIN, "100%", "1"};
    (void)state;

    draws(&arena, chart_forest(&arena, "forest",
                               &(struct forest_chart){.rows = &row, .count = 1, .norm = NAN}));
}

static void a_line_without_band_and_equal_cost_draws(void **state)
{
    struct arena arena = {0};
    const struct cost_point points[] = {{0, 5, NAN, NAN}, {10, 9, NAN, NAN}};
    (void)state;

    draws(&arena, chart_break_even(&arena, "even",
                                   &(struct break_even_chart){.lines = {{"Own", points, 2}},
                                                              .line_count = 1,
                                                              .equal = NAN,
                                                              .equal_low = NAN,
                                                              .equal_high = NAN,
                                                              .now = NAN}));
}

static void a_fall_that_nothing_explains_draws(void **state)
{
    struct arena arena = {0};
    const struct waterfall_step step = {.name = "x", .part = NAN, .low = NAN, .high = NAN};
    (void)state;

    draws(&arena, chart_waterfall(&arena, "waterfall",
                                  &(struct waterfall_chart){
                                      .start = .5, .end = .5, .steps = &step, .count = 1}));
}

static void an_assumption_that_moves_nothing_draws(void **state)
{
    struct arena arena = {0};
    const struct tornado_row row = {"x", 1, 1, "a", "b"};
    (void)state;

    draws(&arena,
          chart_tornado(&arena, "tornado",
                        &(struct tornado_chart){.rows = &row, .count = 1, .base = 1, .flip = NAN}));
}

static void channels_need_two_months(void **state)
{
    struct arena arena = {0};
    const double ratios[] = {1, NAN};
    struct channels_chart channels = {
        .ratios = ratios, .month_count = 1, .channel_count = 1, .names = {"Chat 100%"}};
    (void)state;

    has_nothing(&arena, chart_channels(&arena, "channels", &channels),
                "shares over time need two periods at least");
    channels.month_count = 2;
    draws(&arena, chart_channels(&arena, "channels", &channels));
}

static void a_panel_of_unknown_values_draws_beside_a_known_one(void **state)
{
    struct arena arena = {0};
    const double known[] = {1, 2, 3}, unknown[] = {NAN, NAN, NAN};
    (void)state;

    draws(&arena, chart_small_multiples(&arena, "small",
                                        &(struct small_multiples_chart){
                                            .panels = {{"a", NULL, known}, {"b", "?", unknown}},
                                            .panel_count = 2,
                                            .value_count = 3}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_curve_without_band_promise_and_earlier_period_draws),
        cmocka_unit_test(a_curve_of_one_step_draws),
        cmocka_unit_test(a_band_without_its_ends_has_no_gap_in_it),
        cmocka_unit_test(a_curve_without_points_has_nothing_to_draw),
        cmocka_unit_test(a_week_of_which_nothing_is_known_is_hatched),
        cmocka_unit_test(a_criterion_that_cannot_be_told_alone_draws),
        cmocka_unit_test(a_criterion_bounded_on_neither_side_draws),
        cmocka_unit_test(one_week_draws_and_unknown_weeks_alone_do_not),
        cmocka_unit_test(weeks_without_a_dated_change_draw),
        cmocka_unit_test(need_alone_draws_without_cover),
        cmocka_unit_test(models_without_costs_have_nothing_to_draw),
        cmocka_unit_test(one_account_of_one_answer_draws),
        cmocka_unit_test(a_line_without_band_and_equal_cost_draws),
        cmocka_unit_test(a_fall_that_nothing_explains_draws),
        cmocka_unit_test(an_assumption_that_moves_nothing_draws),
        cmocka_unit_test(channels_need_two_months),
        cmocka_unit_test(a_panel_of_unknown_values_draws_beside_a_known_one),
        cmocka_unit_test(one_model_without_ranges_and_a_week_of_nobody_are_drawn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
