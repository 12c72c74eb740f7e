#include "costs/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/zone.h"
#include "costs/choice.h"
#include "costs/clients.h"
#include "costs/draws.h"
#include "costs/handling.h"
#include "costs/ledger.h"
#include "costs/making.h"
#include "costs/offers.h"
#include "costs/outcome.h"
#include "costs/own_staff.h"
#include "costs/parts.h"
#include "costs/price.h"
#include "costs/quality.h"
#include "costs/scope.h"
#include "costs/sensitivity.h"
#include "costs/service.h"
#include "costs/weights.h"

static bool check_offers(const struct cost_settings *costs, struct error *err)
{
    for (size_t i = 0; i < costs->offer_count; i++) {
        const struct offer_settings *offer = &costs->offers[i];
        if (offer->kind == OFFER_PER_USER && offer->seat_count <= 0)
            return error_set(err, ERROR_USAGE,
                             "offer '%s' is priced by user, and nobody told how many there are "
                             "(hint: write `seats: 120`)",
                             offer->name);
    }
    return true;
}

/* A clock that never runs never falls due: nobody could be late, and nobody would be needed. */
static bool check_promises(const struct settings *settings, struct error *err)
{
    for (size_t i = 0; i < settings->promise_count; i++) {
        const struct promise_settings *promise = &settings->promises[i];
        bool open[WEEK_HOURS];
        bool is_open = false;
        char place[PLACE_SIZE];
        week_of_hours(settings, promise->hours, open);
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            is_open |= open[hour];
        if (is_open)
            continue;
        settings_place(settings, promise->line, promise->column, place);
        return error_set(err, ERROR_USAGE,
                         "%s: this promise never falls due: its hours '%s' are not open for half "
                         "of any hour of the week (hint: open them under `hours:`, or write "
                         "`hours: 24x7`)",
                         place, settings->hours[promise->hours].name);
    }
    return true;
}

static bool check(const struct settings *settings, struct error *err)
{
    const struct cost_settings *costs = &settings->costs;

    if (!costs->is_set)
        return error_set(err, ERROR_USAGE,
                         "nothing is told about money (hint: write `costs:` with `own_staff:` and "
                         "`offers:` in deskgauge.yaml)");
    if (!costs->own.is_set || costs->own.monthly_gross_minor.middle <= 0 ||
        costs->own.payroll_table == NULL)
        return error_set(err, ERROR_USAGE,
                         "nobody told what own staff is paid (hint: write `costs: {own_staff: "
                         "{monthly_gross: [130000, 145000, 165000], payroll: ru-2026}}`)");
    return check_offers(costs, err) && check_promises(settings, err);
}

static bool open_payroll(const struct settings *settings, struct arena *arena,
                         struct payroll_table *out, struct error *err)
{
    char place[PLACE_SIZE];

    settings_place(settings, settings->costs.line, settings->costs.column, place);
    if (!payroll_find(settings->costs.own.payroll_table, arena, out, err))
        return error_wrap(err, "%s: own staff", place);
    if (strcmp(out->currency, settings->currency) != 0)
        return error_set(err, ERROR_USAGE,
                         "%s: own staff: the payroll table '%s' is in %s, the settings are in %s "
                         "(hint: write `currency: %s`, or take another table)",
                         place, out->name, out->currency, settings->currency, out->currency);
    return true;
}

/* As told, else the day after the cut; unknown where there is no export. */
static bool find_first_day(const struct cube *cube, const struct cost_settings *costs, int32_t *out,
                           struct error *err)
{
    OWN(zone_close) struct zone *zone = NULL;

    *out = costs->starts_day;
    if (*out != INT32_MIN || cube->demand_count == 0 || cube->cut_at == INSTANT_UNKNOWN)
        return true;
    if (!zone_open(cube->zone == NULL ? "UTC" : cube->zone, &zone, err))
        return false;
    *out = day_of_local(zone_local(zone, cube->cut_at));
    return true;
}

/* Without a first day nobody can say whether a contract lasts. */
static bool check_ends(const struct making *making, struct error *err)
{
    const struct cost_settings *costs = &making->settings->costs;

    for (size_t i = 0; i < costs->offer_count && making->first_day == INT32_MIN; i++)
        if (costs->offers[i].ends_day != INT32_MAX)
            return error_set(
                err, ERROR_USAGE,
                "%s:%zu:%zu: offer '%s' ends on a date, and without an export nobody told "
                "when the comparison begins (hint: write `costs: {starts: "
                "2026-12-01}`)",
                making->settings->path == NULL ? "settings" : making->settings->path,
                costs->offers[i].line, costs->offers[i].column, costs->offers[i].name);
    return true;
}

/* 0 January; January too where nobody knows. */
static int month_of(int32_t day)
{
    return day == INT32_MIN ? 0 : (int)date_of_day(day).month - 1;
}

static bool size_middle(struct making *making, struct error *err)
{
    const struct cost_settings *costs = &making->settings->costs;
    double growth = costs->volume_growth.middle;

    making->wanted = (struct staffing_case){
        .demand = &making->demand,
        .scale = 1,
        .handling_s = making->demand.handling_minutes.middle * 60,
        .night_minimum = costs->own.min_night_persons,
        .patience = making->demand.patience_s > 0 ? &making->patience : NULL,
    };
    making->patience = (struct patience){.patience_s = making->demand.patience_s,
                                         .handling_s = making->wanted.handling_s};
    making->middle = making->wanted;
    making->middle.scale = pow(1 + growth, costs->horizon_months / 24.0);
    if (!staffing_plan(&making->middle, &making->staffing, err))
        return false;
    making->seats = staffing_year(&making->staffing, making->demand.holidays_a_year);
    return true;
}

static bool fill_lines(const double *parts, struct model_result *model, struct arena *arena,
                       struct error *err)
{
    model->lines = arena_array(arena, PART_COUNT, sizeof *model->lines);
    if (model->lines == NULL)
        return error_memory(err);
    for (int part = 0; part < PART_COUNT; part++)
        if (parts[part] != 0)
            model->lines[model->line_count++] =
                (struct model_line){cost_part_key((enum cost_part)part), parts[part]};
    return true;
}

/* Of a ticket that ends solved (costs.md 4.10). The work of a ticket holds its reopenings already
 * (work.h); what is charged by the ticket is charged once more for each. */
static double resolved_minor(const struct making *making, const struct model_result *model)
{
    const struct cost_settings *costs = &making->settings->costs;
    double solved = costs->solved_share;
    double again = making->demand.reopened_share * model->by_ticket_share;

    return cost_of_resolved(&(struct resolution){.cost = model->per_ticket_minor,
                                                 .reopened_share = again,
                                                 .solved_share = solved > 0 ? solved : 1});
}

static double leaving_minor(const struct comparison *comparison, const struct offer_settings *offer,
                            double persons)
{
    return offer_leaving_minor(offer, offer->seat_count > 0 ? offer->seat_count : persons,
                               comparison->leave_month, comparison->own_hour_minor);
}

/* What leaving each offer costs, at the middle; of two, both. */
static void price_leaving(const struct making *making, struct comparison *out)
{
    const struct cost_settings *costs = &making->settings->costs;

    out->leave_month = costs->leave_month > 0 ? costs->leave_month : (out->horizon_months + 1) / 2;
    for (size_t i = 0; i < out->model_count; i++) {
        struct model_result *model = &out->models[i];
        if (model->offer == MODEL_OWN_STAFF)
            continue;
        model->leaving_minor =
            leaving_minor(out, &costs->offers[model->offer],
                          model_is_mix(model) ? model->provider_persons : model->heads);
        if (model->is_pair)
            model->leaving_minor +=
                leaving_minor(out, &costs->offers[model->second_offer], model->second_persons);
    }
}

static bool draw_all(struct making *making, struct comparison *out, struct error *err)
{
    struct load_table table = {.base = making->wanted,
                               .holidays_a_year = making->demand.holidays_a_year};
    struct draws draws = {.settings = making->settings,
                          .demand = &making->demand,
                          .payroll = &making->payroll,
                          .table = &table,
                          .hours_shares = making->hours_shares,
                          .draw_count = making->settings->costs.draw_count,
                          .mixes = making->draw_mixes,
                          .first_month = month_of(making->first_day),
                          .model_count = out->model_count};
    OWN(free) double *totals = calloc(out->model_count * draws.draw_count, sizeof *totals);
    OWN(free) double *parts = calloc(out->model_count * PART_COUNT, sizeof *parts);

    if (totals == NULL || parts == NULL)
        return error_memory(err);
    draws.totals = totals;
    draws.parts = parts;
    if (!draws_run(&draws, err) || !choice_make(totals, draws.draw_count, out, err))
        return false;
    out->draw_count = draws.draw_count;
    for (size_t i = 0; i < out->model_count; i++) {
        struct model_result *model = &out->models[i];
        model->per_ticket_minor = draws.tickets > 0 ? model->mean_minor / draws.tickets : 0;
        model->per_resolved_minor = resolved_minor(making, model);
        if (!fill_lines(parts + i * PART_COUNT, model, &out->arena, err))
            return false;
    }
    if (making->settings->costs.is_brief)
        return true;
    return outcome_write(&draws, out, err) && sensitivity_write(&draws, out, err);
}

static bool make(const struct cube *cube, struct making *making, struct comparison *out,
                 struct error *err)
{
    const struct cost_settings *costs = &making->settings->costs;

    making->hours_shares =
        arena_array(&out->arena, costs->offer_count + 1, sizeof *making->hours_shares);
    if (making->hours_shares == NULL)
        return error_memory(err);
    if (!size_middle(making, err))
        return false;
    models_measure_hours(making);
    if (!mixes_find(making, out, err))
        return false;
    out->model_count = costs->offer_count + 1 + making->mix_count;
    out->models = arena_array(&out->arena, out->model_count, sizeof *out->models);
    if (out->models == NULL)
        return error_memory(err);
    out->reopened_share = making->demand.reopened_share;
    out->patience_s = making->demand.patience_s;
    out->weeks = making->demand.weeks;
    out->forecast_coverage = making->demand.forecast_coverage;
    out->planned_weekly_hours = making->demand.planned_weekly_hours;
    out->own_hour_minor =
        costs->own_hour_minor > 0
            ? (double)costs->own_hour_minor
            : own_hour_minor(&costs->own, &making->payroll, costs->own.monthly_gross_minor.middle);
    if (!models_fill(making, out, err))
        return false;
    price_leaving(making, out);
    if (!draw_all(making, out, err))
        return false;
    if (costs->is_brief)
        return true;
    return service_write(cube, making, out, err) && quality_write(cube, making, out, err) &&
           weights_write(out, err) && clients_write(cube, making->settings, out, err) &&
           ledger_write(making->settings, &making->demand, &making->payroll, out, err);
}

bool compare(const struct cube *cube, const struct settings *settings, struct comparison *out,
             struct error *err)
{
    OWN(comparison_release) struct comparison comparison = {0};
    struct making making = {.settings = settings};

    if (!check(settings, err) || !open_payroll(settings, &comparison.arena, &making.payroll, err) ||
        !demand_build(cube, settings, &comparison.arena, &making.demand, err) ||
        !scope_find(cube, settings, &comparison.arena, &making.demand, err) ||
        !find_first_day(cube, &settings->costs, &making.first_day, err) ||
        !check_ends(&making, err) || !make(cube, &making, &comparison, err))
        return false;
    *out = comparison;
    comparison = (struct comparison){0};
    return true;
}
