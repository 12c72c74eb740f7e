#include "costs/divide.h"

#include <string.h>

static const double NOTHING = 1e-9;

static void measure(const struct demand *whole, const struct staffing *staffing, struct part *part)
{
    double all = demand_weekly(whole), seats = 0, all_seats = 0;

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        seats += staffing->seats[hour] * part->share[hour];
        all_seats += staffing->seats[hour];
    }
    part->ticket_share = all > 0 ? demand_weekly(&part->demand) / all : 0;
    part->seat_share = all_seats > 0 ? seats / all_seats : 0;
}

bool divide(const struct demand *demand, const struct staffing *staffing, struct arena *arena,
            struct part *part, struct error *err)
{
    struct demand *out = &part->demand;

    *out = *demand;
    out->streams = arena_array(arena, demand->stream_count + 1, sizeof *out->streams);
    if (out->streams == NULL)
        return error_memory(err);
    memcpy(out->streams, demand->streams, demand->stream_count * sizeof *out->streams);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        out->covered[hour] = demand->covered[hour] && part->share[hour] > NOTHING;
        for (size_t i = 0; i < demand->stream_count; i++) {
            out->streams[i].rate[hour] *= part->share[hour];
            out->streams[i].open[hour] =
                demand->streams[i].open[hour] && part->share[hour] > NOTHING;
        }
    }
    measure(demand, staffing, part);
    out->monthly_tickets *= part->ticket_share;
    return true;
}

double out_of_hours_share(const struct demand *demand)
{
    double out = 0;
    double all = 0;

    for (size_t i = 0; i < demand->stream_count; i++)
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            all += demand->streams[i].rate[hour];
            out += demand->office[hour] ? 0 : demand->streams[i].rate[hour];
        }
    return all > 0 ? out / all : 0;
}
