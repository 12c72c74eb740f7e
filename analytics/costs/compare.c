#include "costs/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/zone.h"
#include "costs/choice.h"
#include "costs/clients.h"
#include "costs/draws.h"
#include "costs/fit.h"
#include "costs/handling.h"
#include "costs/hybrid.h"
#include "costs/ledger.h"
#include "costs/offers.h"
#include "costs/outcome.h"
#include "costs/own_staff.h"
#include "costs/parts.h"
#include "costs/price.h"
#include "costs/scope.h"
#include "costs/sensitivity.h"
#include "costs/service.h"

static const double YEAR_HOURS = 8766;

/* One comparison in the making. */
struct making {
    const struct settings *settings;
    struct demand demand;
    struct payroll_table payroll;
    struct staffing staffing; /* at the middle of all inputs, mid-horizon */
    struct staffing_case wanted;
    struct seat_hours seats; /* of its year */
    int32_t first_day;
    double *hours_shares; /* [offer] of the seat hours that lie in the offer's hours */
    struct hybrid *hybrids;
    struct draw_mix *mixes;
    size_t mix_count;
};

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
    return check_offers(costs, err);
}

static bool open_payroll(const struct settings *settings, struct arena *arena,
                         struct payroll_table *out, struct error *err)
{
    if (!payroll_find(settings->costs.own.payroll_table, arena, out, err))
        return error_wrap(err, "own staff");
    if (strcmp(out->currency, settings->currency) != 0)
        return error_set(err, ERROR_USAGE,
                         "own staff: the payroll table '%s' is in %s, the settings are in %s "
                         "(hint: write `currency: %s`, or take another table)",
                         out->name, out->currency, settings->currency, out->currency);
    return true;
}

/* The day after the cut; unknown where there is no export. */
static bool find_first_day(const struct cube *cube, int32_t *out, struct error *err)
{
    OWN(zone_close) struct zone *zone = NULL;

    *out = INT32_MIN;
    if (cube->demand_count == 0 || cube->cut_at == INSTANT_UNKNOWN)
        return true;
    if (!zone_open(cube->zone == NULL ? "UTC" : cube->zone, &zone, err))
        return false;
    *out = day_of_local(zone_local(zone, cube->cut_at));
    return true;
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
    };
    struct staffing_case middle = making->wanted;
    middle.scale = pow(1 + growth, costs->horizon_months / 24.0);
    if (!staffing_plan(&middle, &making->staffing, err))
        return false;
    making->seats = staffing_year(&making->staffing, making->demand.holidays_a_year);
    return true;
}

static void describe(const struct making *making, struct comparison *out)
{
    const struct demand_stream *largest = NULL;
    double most = 0;

    out->monthly_tickets = making->demand.monthly_tickets;
    out->tickets_an_hour = out->monthly_tickets * 12 / YEAR_HOURS;
    out->is_minimum_cover = out->tickets_an_hour < 1;
    out->horizon_months = making->settings->costs.horizon_months;
    out->deadline_seats = making->staffing.deadline_seats;
    out->impossible_hour = making->staffing.impossible_hour;
    memcpy(out->hour_load, making->staffing.load, sizeof out->hour_load);
    memcpy(out->seats, making->staffing.seats, sizeof out->seats);
    for (size_t i = 0; i < making->demand.stream_count; i++) {
        double tickets = 0;
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            tickets += making->demand.streams[i].rate[hour];
        if (!making->demand.streams[i].is_live || tickets <= most)
            continue;
        most = tickets;
        largest = &making->demand.streams[i];
    }
    out->first_reply_s = largest == NULL ? 0 : largest->first_reply_s;
    out->share = largest == NULL ? 0 : largest->share;
}

static void fill_own(const struct making *making, struct model_result *model)
{
    model->name = "own_staff";
    model->offer = MODEL_OWN_STAFF;
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        uint32_t seats = making->staffing.seats[hour];
        model->seats_mean += (double)seats / WEEK_HOURS;
        model->seats_peak = seats > model->seats_peak ? seats : model->seats_peak;
    }
    model->heads = ceil(own_heads(&making->settings->costs.own, making->seats.all) - 1e-9);
}

static double hours_share_of(const struct making *making, const struct offer_settings *offer)
{
    bool served[WEEK_HOURS];
    double inside = 0;
    double all = 0;

    week_of_hours(making->settings, offer->hours, served);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        all += making->staffing.seats[hour];
        inside += served[hour] ? making->staffing.seats[hour] : 0;
    }
    return all > 0 ? inside / all : 1;
}

/* Which promised hours and which channels in use an offer leaves to others. */
static void fill_gaps(const struct making *making, const struct offer_settings *offer,
                      struct model_result *model)
{
    bool served[WEEK_HOURS];

    week_of_hours(making->settings, offer->hours, served);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        model->fault_hours[hour] = making->demand.covered[hour] && !served[hour];
    for (unsigned channel = CHANNEL_UNKNOWN + 1;
         offer->channel_count > 0 && channel < CHANNEL_COUNT; channel++) {
        bool is_listed = making->demand.channel_share[channel] <= 0;
        for (size_t i = 0; i < offer->channel_count; i++)
            is_listed |= offer->channels[i] == channel;
        model->fault_channels |= is_listed ? 0 : 1U << channel;
    }
}

static bool fill_offer(const struct making *making, size_t index, struct comparison *out,
                       struct error *err)
{
    const struct offer_settings *offer = &making->settings->costs.offers[index];
    struct model_result *model = &out->models[index + 1];
    struct fit_case wanted = {.settings = making->settings,
                              .demand = &making->demand,
                              .offer = offer,
                              .first_day = making->first_day};

    model->name = arena_text(&out->arena, offer->name, strlen(offer->name));
    if (model->name == NULL)
        return error_memory(err);
    model->offer = (int)index;
    making->hours_shares[index] = hours_share_of(making, offer);
    if (offer_is_by_person(offer)) {
        double hours = offer_hours_a_person(offer, &making->settings->costs.own);
        wanted.persons_needed = making->seats.all * making->hours_shares[index] / hours;
        double persons = offer->seat_count > 0 ? offer->seat_count : ceil(wanted.persons_needed);
        model->heads = persons;
        model->seats_mean = persons * hours / YEAR_HOURS;
    }
    struct fit fit = fit_of(&wanted);
    model->fault = fit.fault;
    model->fault_share = fit.share;
    model->ticket_share = 1;
    model->provider_hours = 0;
    fill_gaps(making, offer, model);
    return true;
}

/* ---- own staff in some hours, an offer in the others --------------------------------------------
 */

/* A free tier, or an offer that keeps our promises in its own hours, and leaves work to others. */
static bool find_hybrids(struct making *making, struct comparison *out, struct error *err)
{
    const struct cost_settings *costs = &making->settings->costs;

    making->hybrids = arena_array(&out->arena, costs->offer_count + 1, sizeof *making->hybrids);
    making->mixes = arena_array(&out->arena, costs->offer_count + 1, sizeof *making->mixes);
    if (making->hybrids == NULL || making->mixes == NULL)
        return error_memory(err);
    for (size_t i = 0; i < costs->offer_count && costs->has_hybrid; i++) {
        struct hybrid_case wanted = {making->settings, &making->demand, &making->staffing,
                                     &making->payroll, i};
        struct hybrid *hybrid = &making->hybrids[making->mix_count];
        bool has_both = false;
        if (costs->offers[i].kind == OFFER_PER_USER || costs->offers[i].kind == OFFER_ONE_OFF ||
            costs->offers[i].kind == OFFER_ONE_OFF_HIRE)
            continue; /* users are paid for at all hours; a one-off job is nobody's shift */
        if (!hybrid_find(&wanted, &out->arena, hybrid, &has_both, err))
            return false;
        if (!has_both)
            continue;
        making->mixes[making->mix_count++] = (struct draw_mix){
            .offer = i,
            .table = {.base = making->wanted, .holidays_a_year = making->demand.holidays_a_year},
            .ticket_share = hybrid->ticket_share,
            .seat_share = hybrid->seat_share};
        making->mixes[making->mix_count - 1].table.base.demand = &hybrid->own;
    }
    return true;
}

static bool fill_hybrid(struct making *making, size_t index, struct comparison *out,
                        struct error *err)
{
    const struct hybrid *hybrid = &making->hybrids[index];
    struct draw_mix *mix = &making->mixes[index];
    const struct own_staff_settings *own = &making->settings->costs.own;
    const struct offer_settings *offer = &making->settings->costs.offers[mix->offer];
    struct model_result *model = &out->models[1 + making->settings->costs.offer_count + index];
    struct fit_case wanted = {.settings = making->settings,
                              .demand = &hybrid->offered,
                              .offer = offer,
                              .first_day = making->first_day};
    struct seat_hours seats = {0};

    if (!load_table_find(&mix->table, 1, &seats, err))
        return false;
    model->name = arena_text(&out->arena, offer->name, strlen(offer->name));
    if (model->name == NULL)
        return error_memory(err);
    model->offer = (int)mix->offer;
    model->is_hybrid = true;
    model->is_optimum = hybrid->is_optimum;
    model->ticket_share = hybrid->ticket_share;
    memcpy(model->own_share, hybrid->own_share, sizeof model->own_share);
    model->heads = ceil(own_heads(own, seats.all) - 1e-9);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        model->provider_hours += making->staffing.seats[hour] * (1 - hybrid->own_share[hour]);
    model->seats_mean = making->seats.all / YEAR_HOURS;
    if (offer_is_by_person(offer))
        wanted.persons_needed =
            making->seats.all * hybrid->seat_share / offer_hours_a_person(offer, own);
    struct fit fit = fit_of(&wanted);
    model->fault = fit.fault;
    model->fault_share = fit.share * hybrid->ticket_share;
    return true;
}

/* Hours of the client's own people that work in the model or lead those who do. */
static void count_own_hours(const struct making *making, struct comparison *out)
{
    const struct own_staff_settings *own = &making->settings->costs.own;

    for (size_t i = 0; i < out->model_count; i++) {
        struct model_result *model = &out->models[i];
        if (model->offer == MODEL_OWN_STAFF || model->is_hybrid)
            model->own_hours = model->heads * own->yearly_hours *
                               (1 + (own->span_of_control > 0 ? 1 / own->span_of_control : 0));
    }
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

/* Of a ticket that ends solved: reopened ones are worked on again (costs.md 4.10). */
static double resolved_minor(const struct making *making, double per_ticket, double reopened)
{
    double solved = making->settings->costs.solved_share;

    return cost_of_resolved(&(struct resolution){.cost = per_ticket,
                                                 .reopened_share = isnan(reopened) ? 0 : reopened,
                                                 .solved_share = solved > 0 ? solved : 1});
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
                          .mixes = making->mixes,
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
        model->per_resolved_minor =
            resolved_minor(making, model->per_ticket_minor, out->reopened_share);
        if (!fill_lines(parts + i * PART_COUNT, model, &out->arena, err))
            return false;
    }
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
    if (!size_middle(making, err) || !find_hybrids(making, out, err))
        return false;
    out->model_count = costs->offer_count + 1 + making->mix_count;
    out->models = arena_array(&out->arena, out->model_count, sizeof *out->models);
    if (out->models == NULL)
        return error_memory(err);
    out->reopened_share = reopened_share_of(cube);
    out->own_hour_minor =
        costs->own_hour_minor > 0
            ? (double)costs->own_hour_minor
            : own_hour_minor(&costs->own, &making->payroll, costs->own.monthly_gross_minor.middle);
    describe(making, out);
    fill_own(making, &out->models[0]);
    for (size_t i = 0; i < costs->offer_count; i++)
        if (!fill_offer(making, i, out, err))
            return false;
    for (size_t i = 0; i < making->mix_count; i++)
        if (!fill_hybrid(making, i, out, err))
            return false;
    count_own_hours(making, out);
    return draw_all(making, out, err) &&
           service_write(cube, making->settings, &making->demand, &making->staffing, out, err) &&
           clients_write(cube, making->settings, out, err) &&
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
        !find_first_day(cube, &making.first_day, err) || !make(cube, &making, &comparison, err))
        return false;
    *out = comparison;
    comparison = (struct comparison){0};
    return true;
}
