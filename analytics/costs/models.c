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

void models_measure_hours(struct making *making)
{
    const struct cost_settings *costs = &making->settings->costs;

    for (size_t i = 0; i < costs->offer_count; i++)
        making->hours_shares[i] = hours_share_of(making, &costs->offers[i]);
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

struct fit model_fit_alone(const struct making *making, size_t index)
{
    const struct offer_settings *offer = &making->settings->costs.offers[index];
    struct fit_case wanted = {.settings = making->settings,
                              .demand = &making->demand,
                              .offer = offer,
                              .first_day = making->first_day};

    if (offer_is_by_person(offer))
        wanted.persons_needed = making->seats.all * making->hours_shares[index] /
                                offer_hours_a_person(offer, &making->settings->costs.own);
    return fit_of(&wanted);
}

static bool fill_offer(const struct making *making, size_t index, struct comparison *out,
                       struct error *err)
{
    const struct offer_settings *offer = &making->settings->costs.offers[index];
    struct model_result *model = &out->models[index + 1];

    model->name = arena_text(&out->arena, offer->name, strlen(offer->name));
    if (model->name == NULL)
        return error_memory(err);
    model->offer = (int)index;
    if (offer_is_by_person(offer)) {
        double hours = offer_hours_a_person(offer, &making->settings->costs.own);
        double needed = making->seats.all * making->hours_shares[index] / hours;
        model->heads = offer->seat_count > 0 ? offer->seat_count : ceil(needed);
        model->seats_mean = model->heads * hours / YEAR_HOURS;
    }
    struct fit fit = model_fit_alone(making, index);
    model->fault = fit.fault;
    model->fault_share = fit.share;
    model->ticket_share = 1;
    model->by_ticket_share = offer_is_by_ticket(offer);
    model->provider_hours = 0;
    fill_gaps(making, offer, model);
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
    if (!mixes_fill(making, out, err))
        return false;
    count_own_hours(making, out);
    return true;
}
