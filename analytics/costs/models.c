/* Of each model of a comparison: its people, seats and hours, and why it does not fit. */
#include <math.h>
#include <string.h>

#include "costs/fit.h"
#include "costs/making.h"
#include "costs/offers.h"
#include "costs/own_staff.h"

static const double YEAR_HOURS = 8766;

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

/* The strictest promise of work that may wait and comes in the hour that nobody can serve. */
static bool name_impossible(const struct making *making, struct comparison *out, struct error *err)
{
    const struct demand_stream *strictest = NULL;
    char place[PLACE_SIZE];

    for (size_t i = 0; out->impossible_hour >= 0 && i < making->demand.stream_count; i++) {
        const struct demand_stream *stream = &making->demand.streams[i];
        bool is_waiting = !stream->is_live || !stream->open[out->impossible_hour];
        if (is_waiting && stream->first_reply_s > 0 && stream->rate[out->impossible_hour] > 0 &&
            (strictest == NULL || stream->first_reply_s < strictest->first_reply_s))
            strictest = stream;
    }
    if (strictest == NULL)
        return true;
    demand_place(&making->demand, strictest, place);
    out->impossible_place = arena_text(&out->arena, place, strlen(place));
    return out->impossible_place != NULL || error_memory(err);
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

static struct draw_share share_of(size_t offer, const struct part *part)
{
    return (struct draw_share){offer, part->ticket_share, part->seat_share,
                               out_of_hours_share(&part->demand)};
}

/* A free tier, or an offer that keeps our promises in its own hours, and leaves work to others. */
bool models_find_hybrids(struct making *making, struct comparison *out, struct error *err)
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
            .has_own = true,
            .table = {.base = making->wanted, .holidays_a_year = making->demand.holidays_a_year},
            .shares = {share_of(i, &hybrid->offered)},
            .share_count = 1};
        making->mixes[making->mix_count - 1].table.base.demand = &hybrid->own.demand;
    }
    return true;
}

static bool fill_hybrid(struct making *making, size_t index, struct comparison *out,
                        struct error *err)
{
    const struct hybrid *hybrid = &making->hybrids[index];
    struct draw_mix *mix = &making->mixes[index];
    const struct own_staff_settings *own = &making->settings->costs.own;
    const struct offer_settings *offer = &making->settings->costs.offers[mix->shares[0].offer];
    struct model_result *model = &out->models[1 + making->settings->costs.offer_count + index];
    struct fit_case wanted = {.settings = making->settings,
                              .demand = &hybrid->offered.demand,
                              .offer = offer,
                              .first_day = making->first_day};
    struct seat_hours seats = {0};

    if (!load_table_find(&mix->table, 1, &seats, err))
        return false;
    model->name = arena_text(&out->arena, offer->name, strlen(offer->name));
    if (model->name == NULL)
        return error_memory(err);
    model->offer = (int)mix->shares[0].offer;
    model->is_hybrid = true;
    model->is_optimum = hybrid->is_optimum;
    model->plan_minor = hybrid->plan_minor;
    model->plan_bound_minor = hybrid->bound_minor;
    model->plan_gap = hybrid->gap;
    model->ticket_share = hybrid->offered.ticket_share;
    memcpy(model->own_share, hybrid->own.share, sizeof model->own_share);
    model->heads = ceil(own_heads(own, seats.all) - 1e-9);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        model->provider_hours += making->staffing.seats[hour] * hybrid->offered.share[hour];
    model->seats_mean = making->seats.all / YEAR_HOURS;
    if (offer_is_by_person(offer))
        wanted.persons_needed =
            making->seats.all * hybrid->offered.seat_share / offer_hours_a_person(offer, own);
    model->provider_persons = ceil(wanted.persons_needed - 1e-9);
    struct fit fit = fit_of(&wanted);
    model->fault = fit.fault;
    model->fault_share = fit.share * hybrid->offered.ticket_share;
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

bool models_fill(struct making *making, struct comparison *out, struct error *err)
{
    describe(making, out);
    if (!name_impossible(making, out, err))
        return false;
    fill_own(making, &out->models[0]);
    for (size_t i = 0; i < making->settings->costs.offer_count; i++)
        if (!fill_offer(making, i, out, err))
            return false;
    for (size_t i = 0; i < making->mix_count; i++)
        if (!fill_hybrid(making, i, out, err))
            return false;
    count_own_hours(making, out);
    return true;
}
