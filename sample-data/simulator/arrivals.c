#include "simulator/arrivals.h"

#include <stdlib.h>

#include "simulator/chance.h"

enum { DRAW_COUNT = 11, DRAW_DAY_NOISE, DRAW_CORRECTION, DRAW_SPOT, DRAW_CHANNEL };
enum { KEY_HOUR = 101, KEY_CORRECTION, KEY_OUTAGE };

struct arrivals {
    const struct world *world;
    double *weights;  /* of each hour */
    uint32_t *counts; /* tickets of each hour */
    uint32_t hour_count;
    uint32_t hour, at_in_hour;             /* the next of the rhythm */
    uint32_t outage_at[WORLD_OUTAGES];     /* the next of each outage */
    uint32_t outage_counts[WORLD_OUTAGES]; /* scaled */
    struct arrival *pending;               /* a heap, the earliest first */
    uint32_t pending_count;
};

/* Demand on one channel in one hour, in arbitrary units. */
static double channel_weight(const struct world *world, int64_t at, enum world_channel channel)
{
    const struct world_channel_traits *traits = &world->channels[channel];
    int64_t from = (int64_t)world->from_day * WALL_DAY_S;
    double progress = (double)(at - from) / (double)(world->cut - from);
    double share = traits->share_first + (traits->share_last - traits->share_first) * progress;
    double off = world_is_off(world, wall_day(at)) ? traits->off_ratio : 1.0;
    uint32_t sum = 0;

    for (int hour = 0; hour < 24; hour++)
        sum += traits->hours[hour];
    return share * off * traits->hours[wall_hour(at)] / (sum == 0 ? 1 : sum);
}

static double hour_weight(const struct world *world, int64_t at)
{
    int64_t from = (int64_t)world->from_day * WALL_DAY_S;
    double progress = (double)(at - from) / (double)(world->cut - from);
    uint64_t key = chance_key(world->seed, (uint64_t)wall_day(at));
    double sum = 0.0;

    for (int channel = 0; channel < ON_COUNT; channel++)
        sum += channel_weight(world, at, (enum world_channel)channel);
    return sum * (1.0 + (world->growth - 1.0) * progress) *
           chance_lognormal(key, DRAW_DAY_NOISE, 1.0, world->day_noise * .7);
}

static int64_t hour_start(const struct world *world, uint32_t hour)
{
    return (int64_t)world->from_day * WALL_DAY_S + (int64_t)hour * WALL_HOUR_S;
}

static uint64_t hour_key(const struct world *world, uint32_t hour)
{
    return chance_key(chance_key(world->seed, KEY_HOUR), hour);
}

/* One ticket more or less in an hour drawn by its weight, until the sum is what was asked for. */
static void correct(struct arrivals *arrivals, double weight_sum, uint64_t counted)
{
    const struct world *world = arrivals->world;
    uint64_t key = chance_key(world->seed, KEY_CORRECTION);

    for (uint64_t step = 0; counted != world->ticket_count; step++) {
        double left = chance_unit(key, step) * weight_sum;
        uint32_t hour = 0;
        while (hour + 1 < arrivals->hour_count && left >= arrivals->weights[hour])
            left -= arrivals->weights[hour++];
        if (counted < world->ticket_count) {
            arrivals->counts[hour]++;
            counted++;
        } else if (arrivals->counts[hour] > 0) {
            arrivals->counts[hour]--;
            counted--;
        }
    }
}

static void count_hours(struct arrivals *arrivals)
{
    const struct world *world = arrivals->world;
    double sum = 0.0;
    uint64_t counted = 0;

    for (uint32_t hour = 0; hour < arrivals->hour_count; hour++) {
        arrivals->weights[hour] = hour_weight(world, hour_start(world, hour));
        sum += arrivals->weights[hour];
    }
    for (uint32_t hour = 0; hour < arrivals->hour_count; hour++) {
        double mean = arrivals->weights[hour] / sum * (double)world->ticket_count;
        arrivals->counts[hour] = chance_poisson(hour_key(world, hour), DRAW_COUNT, mean);
        counted += arrivals->counts[hour];
    }
    correct(arrivals, sum, counted);
}

static void scale_outages(struct arrivals *arrivals)
{
    struct world own = world_hosting();
    double scale = (double)arrivals->world->ticket_count / (double)own.ticket_count;

    for (uint32_t i = 0; i < arrivals->world->outage_count; i++)
        arrivals->outage_counts[i] =
            (uint32_t)(arrivals->world->outages[i].ticket_count * scale + 0.5);
}

bool arrivals_open(const struct world *world, struct arrivals **out, struct error *err)
{
    OWN(arrivals_close) struct arrivals *arrivals = calloc(1, sizeof *arrivals);

    if (arrivals == NULL)
        return error_memory(err);
    arrivals->world = world;
    arrivals->hour_count =
        (uint32_t)((world->cut - (int64_t)world->from_day * WALL_DAY_S + WALL_HOUR_S - 1) /
                   WALL_HOUR_S);
    arrivals->weights = calloc(arrivals->hour_count, sizeof *arrivals->weights);
    arrivals->counts = calloc(arrivals->hour_count, sizeof *arrivals->counts);
    arrivals->pending = calloc(ARRIVALS_PENDING, sizeof *arrivals->pending);
    if (arrivals->weights == NULL || arrivals->counts == NULL || arrivals->pending == NULL)
        return error_memory(err);
    count_hours(arrivals);
    scale_outages(arrivals);
    *out = TAKE(arrivals);
    return true;
}

void arrivals_close(struct arrivals *arrivals)
{
    if (arrivals == NULL)
        return;
    free(arrivals->weights);
    free(arrivals->counts);
    free(arrivals->pending);
    free(arrivals);
}

enum world_channel arrivals_channel(const struct world *world, int64_t at, uint64_t key)
{
    double weights[ON_COUNT];

    for (int channel = 0; channel < ON_COUNT; channel++)
        weights[channel] = channel_weight(world, at, (enum world_channel)channel);
    return (enum world_channel)chance_row(chance_unit(key, DRAW_CHANNEL), weights, ON_COUNT);
}

/* The spots of an hour are spread evenly, each somewhere in its own part, hence in order. */
static bool rhythm_next(struct arrivals *arrivals, struct arrival *out)
{
    const struct world *world = arrivals->world;
    uint64_t key = 0;
    uint32_t count = 0;
    double spot = 0.0;

    while (arrivals->hour < arrivals->hour_count &&
           arrivals->at_in_hour >= arrivals->counts[arrivals->hour]) {
        arrivals->hour++;
        arrivals->at_in_hour = 0;
    }
    if (arrivals->hour >= arrivals->hour_count)
        return false;
    count = arrivals->counts[arrivals->hour];
    key = chance_key(hour_key(world, arrivals->hour), arrivals->at_in_hour);
    spot = ((double)arrivals->at_in_hour + chance_unit(key, DRAW_SPOT)) / (double)count;
    *out = (struct arrival){.at = hour_start(world, arrivals->hour) + (int64_t)(spot * WALL_HOUR_S),
                            .key = key};
    return true;
}

/* Most tickets of an outage come at its start: the square of an even spread. */
static bool outage_next(const struct arrivals *arrivals, uint32_t index, struct arrival *out)
{
    const struct world_outage *outage = &arrivals->world->outages[index];
    uint32_t at = arrivals->outage_at[index];
    uint64_t key = chance_key(chance_key(arrivals->world->seed, KEY_OUTAGE + index), at);
    double spot = 0.0;

    if (at >= arrivals->outage_counts[index])
        return false;
    spot = ((double)at + chance_unit(key, DRAW_SPOT)) / (double)arrivals->outage_counts[index];
    *out =
        (struct arrival){.at = outage->from + (int64_t)(spot * spot * (double)outage->duration_s),
                         .key = key,
                         .cause = ARRIVAL_OUTAGE,
                         .category = outage->category};
    return true;
}

/* By instant; equal instants by key, so that the order never depends on the heap. */
static bool is_earlier(const struct arrival *a, const struct arrival *b)
{
    return a->at != b->at ? a->at < b->at : a->key < b->key;
}

static void swap(struct arrival *a, struct arrival *b)
{
    struct arrival kept = *a;

    *a = *b;
    *b = kept;
}

bool arrivals_add(struct arrivals *arrivals, const struct arrival *arrival)
{
    struct arrival *heap = arrivals->pending;
    uint32_t at = arrivals->pending_count;

    if (arrival->at >= arrivals->world->cut || at == ARRIVALS_PENDING)
        return false;
    heap[at] = *arrival;
    arrivals->pending_count++;
    for (; at > 0 && is_earlier(&heap[at], &heap[(at - 1) / 2]); at = (at - 1) / 2)
        swap(&heap[at], &heap[(at - 1) / 2]);
    return true;
}

static void pending_drop(struct arrivals *arrivals)
{
    struct arrival *heap = arrivals->pending;
    uint32_t count = --arrivals->pending_count;
    uint32_t at = 0;

    heap[0] = heap[count];
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= count)
            return;
        if (child + 1 < count && is_earlier(&heap[child + 1], &heap[child]))
            child++;
        if (!is_earlier(&heap[child], &heap[at]))
            return;
        swap(&heap[at], &heap[child]);
        at = child;
    }
}

bool arrivals_next(struct arrivals *arrivals, struct arrival *out)
{
    struct arrival best = {.at = WALL_NEVER};
    struct arrival next = {0};
    int source = -1; /* 0 rhythm, 1 pending, 2 … the outages */

    if (rhythm_next(arrivals, &next)) {
        best = next;
        source = 0;
    }
    if (arrivals->pending_count > 0 && is_earlier(&arrivals->pending[0], &best)) {
        best = arrivals->pending[0];
        source = 1;
    }
    for (uint32_t i = 0; i < arrivals->world->outage_count; i++) {
        if (outage_next(arrivals, i, &next) && is_earlier(&next, &best)) {
            best = next;
            source = 2 + (int)i;
        }
    }
    if (source < 0 || best.at >= arrivals->world->cut)
        return false;
    if (source == 0)
        arrivals->at_in_hour++;
    else if (source == 1)
        pending_drop(arrivals);
    else
        arrivals->outage_at[source - 2]++;
    if (source != 1)
        best.channel = arrivals_channel(arrivals->world, best.at, best.key);
    *out = best;
    return true;
}
