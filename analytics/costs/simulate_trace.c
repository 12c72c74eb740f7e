#include "costs/simulate_trace.h"

#include <math.h>
#include <stdlib.h>

#include "calendar/zone.h"
#include "costs/chance.h"

enum {
    STREAM_DONOR = 2,
    STREAM_WORK = 3,
    STREAM_COUNT = 5,
    STREAM_MINUTE = 6,
    RANK_LIVE = 0,
    RANK_WAITING = 1
};

/* Logged works, to choose from. */
struct logged {
    float *works_s;
    size_t count;
    double sum_s;
};

static void logged_release(struct logged *logged)
{
    free(logged->works_s);
}
OWN_RELEASER(logged_release, struct logged)

static bool is_counted(const struct trace_ticket *row, const struct demand *demand,
                       const struct zone *zone)
{
    if (row->created_at == INSTANT_UNKNOWN)
        return false;
    int32_t day = day_of_local(zone_local(zone, row->created_at));
    return day >= demand->first_day && day <= demand->last_day;
}

static bool gather(const struct cube *cube, const struct demand *demand, const struct zone *zone,
                   struct logged *logged, struct simulation_trace *trace, struct error *err)
{
    logged->works_s = calloc(cube->ticket_count + 1, sizeof *logged->works_s);
    if (logged->works_s == NULL)
        return error_memory(err);
    trace->first_monday = INT32_MAX;
    for (size_t i = 0; i < cube->ticket_count; i++) {
        const struct trace_ticket *row = &cube->tickets[i];
        if (!is_counted(row, demand, zone))
            continue;
        int32_t day = day_of_local(zone_local(zone, row->created_at));
        trace->first_monday = day < trace->first_monday ? day : trace->first_monday;
        trace->count += row->count;
        if (row->handling_s < 0)
            continue;
        logged->works_s[logged->count++] = (float)row->handling_s;
        logged->sum_s += row->handling_s;
    }
    if (trace->count > 0)
        trace->first_monday -= (int32_t)weekday_of_day(trace->first_monday);
    return true;
}

static double made_up(const struct logged *logged, double mean_s, uint64_t seed, size_t ticket)
{
    if (logged->count >= TRACE_LEAST_LOGGED) {
        double u = chance_uniform(seed, ticket, STREAM_DONOR);
        return logged->works_s[(size_t)(u * (double)logged->count)];
    }
    double log_s = sqrt(log(2)); /* a deviation of once the mean */
    double z = chance_normal(chance_uniform(seed, ticket, STREAM_WORK));
    return mean_s * exp(log_s * z - log_s * log_s / 2);
}

static int compare_tickets(const void *a, const void *b)
{
    const struct simulated_ticket *left = a, *right = b;

    if (left->at_s != right->at_s)
        return left->at_s < right->at_s ? -1 : 1;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    return (left->handling_s > right->handling_s) - (left->handling_s < right->handling_s);
}

static void fill(const struct cube *cube, const struct demand *demand, const struct zone *zone,
                 const struct logged *logged, uint64_t seed, struct simulation_trace *trace)
{
    double mean_s = demand->handling_minutes.middle * 60;
    bool is_scaled = logged->count >= TRACE_LEAST_LOGGED && logged->sum_s > 0;
    size_t made = 0;

    trace->logged_mean_s = logged->count > 0 ? logged->sum_s / (double)logged->count : NAN;
    trace->handling_scale = is_scaled ? mean_s / trace->logged_mean_s : 1;
    for (size_t i = 0; i < cube->ticket_count; i++) {
        const struct trace_ticket *row = &cube->tickets[i];
        if (!is_counted(row, demand, zone))
            continue;
        int64_t local = zone_local(zone, row->created_at);
        bool is_logged = row->handling_s >= 0 && is_scaled;
        for (uint32_t copy = 0; copy < row->count; copy++, made++) {
            double work = is_logged ? row->handling_s : made_up(logged, mean_s, seed, made);
            trace->logged_count += is_logged;
            trace->tickets[made] = (struct simulated_ticket){
                (double)(local - (int64_t)trace->first_monday * DAY_S),
                (float)(work * trace->handling_scale),
                demand_is_live(row->channel, row->priority) ? RANK_LIVE : RANK_WAITING};
        }
    }
    qsort(trace->tickets, trace->count, sizeof *trace->tickets, compare_tickets);
}

bool simulation_trace_build(const struct cube *cube, const struct demand *demand, uint64_t seed,
                            struct simulation_trace *out, struct error *err)
{
    OWN(zone_close) struct zone *zone = NULL;
    OWN(logged_release) struct logged logged = {0};
    struct simulation_trace trace = {0};

    if (!zone_open(cube->zone == NULL ? "UTC" : cube->zone, &zone, err) ||
        !gather(cube, demand, zone, &logged, &trace, err))
        return false;
    trace.tickets = calloc(trace.count + 1, sizeof *trace.tickets);
    if (trace.tickets == NULL)
        return error_memory(err);
    fill(cube, demand, zone, &logged, seed, &trace);
    *out = trace;
    return true;
}

/* Of one hour, of live tickets or of those that wait. */
static double hourly_rate(const struct demand *demand, int hour, bool is_live)
{
    double rate = 0;

    for (size_t i = 0; i < demand->stream_count; i++)
        if (demand->streams[i].is_live == is_live)
            rate += demand->streams[i].rate[hour];
    return rate;
}

/* How many of a kind come in hour `at` of all weeks: the same number whenever it is asked. */
static uint32_t made_up_count(const struct demand *demand, uint64_t seed, size_t at, bool is_live)
{
    double u = chance_uniform(seed, at * 2 + is_live, STREAM_COUNT);

    return (uint32_t)chance_count(hourly_rate(demand, (int)(at % WEEK_HOURS), is_live),
                                  demand->dispersion, u);
}

bool simulation_trace_make_up(const struct demand *demand, uint64_t seed,
                              struct simulation_trace *out, struct error *err)
{
    enum { HOURS = MADE_UP_WEEKS * WEEK_HOURS };
    struct simulation_trace trace = {.is_made_up = true, .handling_scale = 1};
    const struct logged nothing = {0};
    double mean_s = demand->handling_minutes.middle * 60;
    size_t count = 0;

    for (size_t at = 0; at < HOURS; at++)
        count += made_up_count(demand, seed, at, true) + made_up_count(demand, seed, at, false);
    trace.tickets = calloc(count + 1, sizeof *trace.tickets);
    if (trace.tickets == NULL)
        return error_memory(err);
    for (size_t at = 0; at < 2 * (size_t)HOURS; at++) {
        size_t hour = at / 2;
        bool is_live = at % 2 == 0;
        for (uint32_t i = made_up_count(demand, seed, hour, is_live); i > 0; i--) {
            double part = chance_uniform(seed, trace.count, STREAM_MINUTE);
            trace.tickets[trace.count] = (struct simulated_ticket){
                ((double)hour + part) * 3600, (float)made_up(&nothing, mean_s, seed, trace.count),
                is_live ? RANK_LIVE : RANK_WAITING};
            trace.count++;
        }
    }
    qsort(trace.tickets, trace.count, sizeof *trace.tickets, compare_tickets);
    trace.logged_mean_s = NAN;
    *out = trace;
    return true;
}

void simulation_trace_release(struct simulation_trace *trace)
{
    free(trace->tickets);
    *trace = (struct simulation_trace){0};
}

static void take_promise(const struct demand *demand, bool is_live,
                         struct simulation_promise *promise)
{
    double most = 0;

    for (size_t i = 0; i < demand->stream_count; i++) {
        const struct demand_stream *stream = &demand->streams[i];
        double tickets = 0;
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            tickets += stream->rate[hour];
        if (stream->is_live != is_live || tickets <= most)
            continue;
        most = tickets;
        promise->first_reply_s = stream->first_reply_s;
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            promise->open[hour] = stream->open[hour];
    }
}

struct simulation_case simulation_case_of(const struct simulation_trace *trace,
                                          const struct demand *demand)
{
    struct simulation_case wanted = {.tickets = trace->tickets, .ticket_count = trace->count};

    wanted.patience_s = demand->patience_s;
    wanted.patient_rank = RANK_WAITING;
    take_promise(demand, true, &wanted.promises[RANK_LIVE]);
    take_promise(demand, false, &wanted.promises[RANK_WAITING]);
    return wanted;
}
