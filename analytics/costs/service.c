#include "costs/service.h"

#include <math.h>
#include <stdlib.h>

#include "costs/simulate_trace.h"

enum { STREAM_SIDE = 4 };

/* ---- what is known of a provider ---------------------------------------------------------------
 */

/* First replies of the export's provider within the promises that the tickets had. */
static double measured_share(const struct cube *cube)
{
    uint64_t promised = 0, in_time = 0;

    for (size_t i = 0; i < cube->wait_count; i++) {
        const struct cube_wait *row = &cube->wait[i];
        const struct cube_exit *reply = &row->reply[READING_STRICT];
        bool is_young = reply->exit == EXIT_CENSORED && reply->promised_part == 0;
        if (row->key.executor != EXECUTOR_PROVIDER || reply->promised_part == PART_NONE ||
            reply->exit == EXIT_UNMEASURED || is_young)
            continue;
        promised += row->count;
        in_time += reply->exit == EXIT_EVENT && reply->promised_part == 0 ? row->count : 0;
    }
    return promised >= MEASURED_LEAST ? (double)in_time / (double)promised : NAN;
}

struct known_share {
    double share; /* NaN: nobody knows */
    bool is_measured;
};

static struct known_share share_of_offer(const struct offer_settings *offer, double measured)
{
    bool is_promised = offer->first_reply_s > 0;

    if (offer->is_current && isfinite(measured))
        return (struct known_share){measured, true};
    return (struct known_share){offer->kept_share > 0 ? offer->kept_share
                                : is_promised         ? offer->share
                                                      : NAN,
                                false};
}

static void take_word(const struct cube *cube, const struct settings *settings,
                      struct comparison *out)
{
    double measured = measured_share(cube);

    for (size_t i = 0; i < out->model_count; i++) {
        struct model_result *model = &out->models[i];
        model->in_time_share = model->own_in_time_share = model->provider_in_time_share = NAN;
        model->surge_share = model->surge_hours = NAN;
        if (model->offer == MODEL_OWN_STAFF)
            continue;
        struct known_share known = share_of_offer(&settings->costs.offers[model->offer], measured);
        if (model->is_pair) {
            double first = model->first_ticket_share / model->ticket_share;
            struct known_share second =
                share_of_offer(&settings->costs.offers[model->second_offer], measured);
            known.share = first * known.share + (1 - first) * second.share;
            known.is_measured = false; /* of one side at most: not both are `current` */
        }
        model->provider_is_measured = known.is_measured;
        model->in_time_share = model->provider_in_time_share = known.share;
    }
}

/* ---- own seats, ticket by ticket ---------------------------------------------------------------
 */

struct serving {
    const struct making *making;
    const struct simulation_trace *trace;
};

static double in_time_of(const struct simulation *simulation)
{
    return simulation->all.promised > 0
               ? (double)simulation->all.in_time / (double)simulation->all.promised
               : NAN;
}

static bool serve_alone(const struct serving *serving, struct comparison *out, struct error *err)
{
    OWN(simulation_release) struct simulation simulation = {0};
    const struct making *making = serving->making;
    struct simulation_case wanted = simulation_case_of(serving->trace, &making->demand);
    struct model_result *own = &out->models[0];
    struct surge surge = {0};

    wanted.seed = making->settings->criteria.seed;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        wanted.seats[hour] = making->staffing.seats[hour];
    if (!simulate(&wanted, &simulation, err))
        return false;
    own->in_time_share = own->own_in_time_share = in_time_of(&simulation);
    own->in_time_is_simulated = isfinite(own->in_time_share);
    int day = simulation_busiest_day(serving->trace->tickets, serving->trace->count);
    if (day < 0 || serving->trace->is_made_up)
        return true;
    if (!simulate_surge(&wanted, day, SURGE_FACTOR, &surge, err))
        return false;
    out->surge_day = serving->trace->first_monday + day;
    out->surge_backlog = surge.backlog_most;
    own->surge_share = surge.in_time_share;
    own->surge_hours = surge.recovery_hours;
    return true;
}

/* The tickets that are own staff's: their hour's share of them. */
static struct simulated_ticket *own_tickets(const struct serving *serving, const double *own_share,
                                            size_t *count)
{
    const struct simulation_trace *trace = serving->trace;
    uint64_t seed = serving->making->settings->criteria.seed;
    struct simulated_ticket *tickets = calloc(trace->count + 1, sizeof *tickets);

    *count = 0;
    for (size_t i = 0; tickets != NULL && i < trace->count; i++) {
        size_t hour = (size_t)(trace->tickets[i].at_s / 3600) % WEEK_HOURS;
        if (chance_uniform(seed, i, STREAM_SIDE) < own_share[hour])
            tickets[(*count)++] = trace->tickets[i];
    }
    return tickets;
}

static bool serve_mixed(const struct serving *serving, size_t at, struct comparison *out,
                        struct error *err)
{
    OWN(simulation_release) struct simulation simulation = {0};
    const struct making *making = serving->making;
    const struct mix *mix = &making->mixes[at];
    struct model_result *model = &out->models[1 + making->settings->costs.offer_count + at];
    struct simulation_case wanted = simulation_case_of(serving->trace, &mix->own.demand);
    struct staffing staffing;
    OWN(free)
    struct simulated_ticket *tickets = own_tickets(serving, mix->own.share, &wanted.ticket_count);

    if (tickets == NULL)
        return error_memory(err);
    if (!staffing_plan(&making->draw_mixes[at].table.base, &staffing, err))
        return false;
    wanted.tickets = tickets;
    wanted.seed = making->settings->criteria.seed;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        wanted.seats[hour] = staffing.seats[hour];
    if (wanted.ticket_count == 0)
        return true;
    if (!simulate(&wanted, &simulation, err))
        return false;
    model->own_in_time_share = in_time_of(&simulation);
    model->in_time_is_simulated = isfinite(model->own_in_time_share);
    model->in_time_share = (1 - model->ticket_share) * model->own_in_time_share +
                           model->ticket_share * model->provider_in_time_share;
    return true;
}

bool service_write(const struct cube *cube, const struct making *making, struct comparison *out,
                   struct error *err)
{
    OWN(simulation_trace_release) struct simulation_trace trace = {0};
    const struct serving serving = {making, &trace};
    uint64_t seed = making->settings->criteria.seed;

    out->surge_day = -1;
    take_word(cube, making->settings, out);
    if (out->tickets_an_hour <= 0)
        return true;
    bool is_built = cube->ticket_count > 0
                        ? simulation_trace_build(cube, &making->demand, seed, &trace, err)
                        : simulation_trace_make_up(&making->demand, seed, &trace, err);
    if (!is_built)
        return false;
    if (trace.count == 0)
        return true;
    out->trace_is_made_up = trace.is_made_up;
    if (!serve_alone(&serving, out, err))
        return false;
    for (size_t i = 0; i < making->mix_count; i++)
        if (making->mixes[i].has_own && !serve_mixed(&serving, i, out, err))
            return false;
    return true;
}
