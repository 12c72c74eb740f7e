#include "costs/load_doubt.h"

#include <math.h>
#include <stdlib.h>

#include "costs/profile.h"

enum { STREAM_REPLICA = 100 };

/* ---- weeks drawn anew ---------------------------------------------------------------------------
 */

void week_replicas_draw(const struct demand *demand, uint64_t seed, struct week_replicas *out)
{
    double error = demand->level_error, weekly = demand_weekly(demand);
    double tickets[WEEK_HOURS] = {0};

    out->count = error > 0 && weekly > 0 ? LOAD_REPLICAS : 0;
    for (size_t i = 0; i < demand->stream_count; i++)
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            tickets[hour] += demand->streams[i].rate[hour];
    for (int replica = 0; replica < out->count; replica++) {
        double counted = demand->dispersion / (error * error), sum = 0, drawn[WEEK_HOURS];
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            double u = chance_uniform(seed, (uint64_t)replica, STREAM_REPLICA + (uint32_t)hour);
            drawn[hour] = chance_count(tickets[hour] / weekly * counted, 1, u);
            sum += drawn[hour];
        }
        profile_smooth(drawn);
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            out->factor[replica][hour] =
                tickets[hour] > 0 && sum > 0 ? drawn[hour] / sum * weekly / tickets[hour] : 1;
    }
}

/* ---- what they do to a quantity -----------------------------------------------------------------
 */

static double mean_of(const double *logs, int count)
{
    double sum = 0;

    for (int i = 0; i < count; i++)
        sum += logs[i];
    return sum / count;
}

/* Standard deviation of one, with the sign by which it moves with the other. */
static double signed_error(const double *logs, const double *with, int count)
{
    double mean = mean_of(logs, count), other = mean_of(with, count), squares = 0, product = 0;

    for (int i = 0; i < count; i++) {
        squares += (logs[i] - mean) * (logs[i] - mean);
        product += (logs[i] - mean) * (with[i] - other);
    }
    double error = sqrt(squares / (count - 1));
    return !isfinite(error) ? 0 : product < 0 ? -error : error;
}

/* Logarithm of the year's seat hours in each replica. */
static bool staff(const struct load_table *table, const struct week_replicas *replicas,
                  double *logs, struct error *err)
{
    const struct demand *demand = table->base.demand;
    OWN(free) struct demand_stream *streams = calloc(demand->stream_count + 1, sizeof *streams);

    if (streams == NULL)
        return error_memory(err);
    for (int replica = 0; replica < replicas->count; replica++) {
        struct staffing staffing;
        struct demand other = *demand;
        struct staffing_case wanted = table->base;
        for (size_t i = 0; i < demand->stream_count; i++) {
            streams[i] = demand->streams[i];
            for (int hour = 0; hour < WEEK_HOURS; hour++)
                streams[i].rate[hour] *= replicas->factor[replica][hour];
        }
        other.streams = streams;
        wanted.demand = &other;
        if (!staffing_plan(&wanted, &staffing, err))
            return false;
        logs[replica] = log(staffing_year(&staffing, table->holidays_a_year).all);
    }
    return true;
}

bool load_table_doubt(struct load_table *table, const struct week_replicas *replicas,
                      struct error *err)
{
    double logs[LOAD_REPLICAS];

    if (replicas->count == 0)
        return true;
    if (!staff(table, replicas, logs, err))
        return false;
    table->seat_error = signed_error(logs, logs, replicas->count);
    return true;
}

/* Logarithm of the tickets that fall to an offer in each replica. */
static void share_out(const struct draw_share *share, const struct demand *demand,
                      const struct week_replicas *replicas, double *logs)
{
    for (int replica = 0; replica < replicas->count; replica++) {
        double tickets = 0;
        for (size_t i = 0; i < demand->stream_count; i++)
            for (int hour = 0; hour < WEEK_HOURS; hour++)
                tickets += demand->streams[i].rate[hour] * replicas->factor[replica][hour] *
                           share->of_hours[hour];
        logs[replica] = log(tickets);
    }
}

bool draw_mix_doubt(struct draw_mix *mix, const struct demand *demand,
                    const struct week_replicas *replicas, struct error *err)
{
    double first[LOAD_REPLICAS] = {0}, logs[LOAD_REPLICAS];

    if (replicas->count == 0)
        return true;
    if (mix->has_own) {
        if (!staff(&mix->table, replicas, first, err))
            return false;
        mix->table.seat_error = signed_error(first, first, replicas->count);
    }
    for (size_t i = 0; i < mix->share_count; i++) {
        share_out(&mix->shares[i], demand, replicas, logs);
        for (int j = 0; i == 0 && !mix->has_own && j < replicas->count; j++)
            first[j] = logs[j];
        mix->shares[i].error = signed_error(logs, first, replicas->count);
    }
    return true;
}
