/* Seat hours by load, and how sure they are. */
#include <math.h>
#include <stdlib.h>

#include "costs/draws.h"
#include "costs/profile.h"

enum { STREAM_REPLICA = 100 };

bool load_table_find(struct load_table *table, double scale, struct seat_hours *out,
                     struct error *err)
{
    double middle = (double)(LOAD_STEPS - 1) / 2;
    double at = scale > 0 ? middle + log2(scale) * LOAD_STEPS_AN_OCTAVE : 0;

    at = fmin(fmax(at, 0), LOAD_STEPS - 1 - 1e-9);
    size_t below = (size_t)at;
    double part = at - (double)below;
    for (size_t row = below; row <= below + 1; row++) {
        struct staffing staffing;
        struct staffing_case wanted = table->base;
        if (table->is_filled[row])
            continue;
        wanted.scale *= exp2(((double)row - middle) / LOAD_STEPS_AN_OCTAVE);
        if (!staffing_plan(&wanted, &staffing, err))
            return false;
        table->rows[row] = staffing_year(&staffing, table->holidays_a_year);
        table->is_filled[row] = true;
    }
    const struct seat_hours *low = &table->rows[below];
    const struct seat_hours *high = &table->rows[below + 1];
    *out = (struct seat_hours){low->all + part * (high->all - low->all),
                               low->night + part * (high->night - low->night),
                               low->holiday + part * (high->holiday - low->holiday)};
    return true;
}

/* The streams with each hour's tickets drawn anew: `counted` tickets lie behind the week. */
static void redraw(const struct demand *demand, double counted, uint64_t seed, uint32_t replica,
                   struct demand_stream *streams)
{
    double tickets[WEEK_HOURS] = {0}, drawn[WEEK_HOURS], weekly = 0, sum = 0;

    for (size_t i = 0; i < demand->stream_count; i++)
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            tickets[hour] += demand->streams[i].rate[hour];
            weekly += demand->streams[i].rate[hour];
        }
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        double u = chance_uniform(seed, replica, STREAM_REPLICA + (uint32_t)hour);
        drawn[hour] = chance_count(tickets[hour] / weekly * counted, 1, u);
        sum += drawn[hour];
    }
    profile_smooth(drawn);
    for (size_t i = 0; i < demand->stream_count; i++) {
        streams[i] = demand->streams[i];
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            if (tickets[hour] > 0 && sum > 0)
                streams[i].rate[hour] *= drawn[hour] / sum * weekly / tickets[hour];
    }
}

bool load_table_doubt(struct load_table *table, uint64_t seed, struct error *err)
{
    const struct demand *demand = table->base.demand;
    double error = demand->level_error, sum = 0, squares = 0;

    if (table->is_doubted)
        return true;
    table->is_doubted = true;
    if (error <= 0 || demand_weekly(demand) <= 0)
        return true;
    OWN(free) struct demand_stream *streams = calloc(demand->stream_count, sizeof *streams);
    if (streams == NULL)
        return error_memory(err);
    for (uint32_t replica = 0; replica < LOAD_REPLICAS; replica++) {
        struct staffing staffing;
        struct demand other = *demand;
        struct staffing_case wanted = table->base;
        redraw(demand, demand->dispersion / (error * error), seed, replica, streams);
        other.streams = streams;
        wanted.demand = &other;
        if (!staffing_plan(&wanted, &staffing, err))
            return false;
        double seats = log(staffing_year(&staffing, table->holidays_a_year).all);
        sum += seats;
        squares += seats * seats;
    }
    double mean = sum / LOAD_REPLICAS;
    double variance = (squares - mean * sum) / (LOAD_REPLICAS - 1);
    table->seat_error = isfinite(variance) && variance > 0 ? sqrt(variance) : 0;
    return true;
}
