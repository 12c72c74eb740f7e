#include "costs/service.h"

#include <math.h>

#include "costs/simulate_trace.h"

/* An offer's word, and own staff's simulation for the share of tickets that it keeps. */
static void take_word(const struct settings *settings, struct comparison *out)
{
    for (size_t i = 0; i < out->model_count; i++) {
        struct model_result *model = &out->models[i];
        model->in_time_share = model->surge_share = model->surge_hours = NAN;
        if (model->offer == MODEL_OWN_STAFF)
            continue;
        const struct offer_settings *offer = &settings->costs.offers[model->offer];
        bool is_promised = offer->first_reply_s > 0;
        model->in_time_share = offer->kept_share > 0 ? offer->kept_share
                               : is_promised         ? offer->share
                                                     : NAN;
    }
}

static void blend_word(double simulated, struct comparison *out)
{
    for (size_t i = 0; i < out->model_count; i++) {
        struct model_result *model = &out->models[i];
        if (model->is_hybrid)
            model->in_time_share =
                (1 - model->ticket_share) * simulated + model->ticket_share * model->in_time_share;
    }
}

bool service_write(const struct cube *cube, const struct settings *settings,
                   const struct demand *demand, const struct staffing *staffing,
                   struct comparison *out, struct error *err)
{
    OWN(simulation_trace_release) struct simulation_trace trace = {0};
    OWN(simulation_release) struct simulation simulation = {0};
    struct surge surge = {0};

    out->surge_day = -1;
    take_word(settings, out);
    if (cube->ticket_count == 0 || out->tickets_an_hour <= 0)
        return true;
    if (!simulation_trace_build(cube, demand, settings->criteria.seed, &trace, err))
        return false;
    if (trace.count == 0)
        return true;
    struct simulation_case wanted = simulation_case_of(&trace, demand);
    wanted.seed = settings->criteria.seed;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        wanted.seats[hour] = staffing->seats[hour];
    if (!simulate(&wanted, &simulation, err))
        return false;
    struct model_result *own = &out->models[0];
    own->in_time_is_simulated = simulation.all.promised > 0;
    if (own->in_time_is_simulated)
        own->in_time_share = (double)simulation.all.in_time / (double)simulation.all.promised;
    blend_word(own->in_time_share, out);
    int day = simulation_busiest_day(trace.tickets, trace.count);
    if (day < 0)
        return true;
    if (!simulate_surge(&wanted, day, SURGE_FACTOR, &surge, err))
        return false;
    out->surge_day = trace.first_monday + day;
    out->surge_backlog = surge.backlog_most;
    own->surge_share = surge.in_time_share;
    own->surge_hours = surge.recovery_hours;
    return true;
}
