/* The ways to work that a plan chooses from. */
#include "costs/shifts.h"

enum { CYCLE = 168, DAY = 24 };

void shift_mark(uint8_t *present, size_t period_count, size_t from, size_t length)
{
    for (size_t i = 0; i < length; i++)
        present[(from + i) % period_count] = 1;
}

static void mark_kind(const struct shift_kind *kind, size_t from, uint8_t *present)
{
    for (size_t day = 0; day < kind->day_count; day++) {
        size_t begin = from + DAY * day;
        size_t end = begin + kind->length_hours + kind->lunch_hours;
        for (size_t hour = begin; hour < end; hour++) {
            size_t into = hour - begin;
            bool is_lunch =
                into >= kind->lunch_after && into < kind->lunch_after + kind->lunch_hours;
            if (!is_lunch)
                present[hour % CYCLE] = 1;
        }
    }
}

/* False when it touches a closed hour. */
static bool cost_of(const struct shift_kind *kind, const double *hour_cost, const bool *is_closed,
                    const uint8_t *present, double *out)
{
    double cost = kind->extra * kind->day_count;

    for (size_t hour = 0; hour < CYCLE; hour++) {
        if (!present[hour])
            continue;
        if (is_closed != NULL && is_closed[hour])
            return false;
        cost += hour_cost[hour];
    }
    *out = cost;
    return true;
}

bool shift_patterns_make(const struct shift_kind *kinds, size_t kind_count, const double *hour_cost,
                         const bool *is_closed, struct arena *arena, struct shift_pattern **out,
                         size_t *out_count, struct error *err)
{
    struct shift_pattern *patterns = arena_array(arena, kind_count * CYCLE, sizeof *patterns);
    size_t count = 0;

    if (patterns == NULL)
        return error_memory(err);
    for (size_t kind = 0; kind < kind_count; kind++) {
        for (size_t from = 0; from < CYCLE; from++) {
            uint8_t *present = arena_array(arena, CYCLE, sizeof *present);
            double cost;
            if (present == NULL)
                return error_memory(err);
            mark_kind(&kinds[kind], from, present);
            if (cost_of(&kinds[kind], hour_cost, is_closed, present, &cost))
                patterns[count++] = (struct shift_pattern){cost, present};
        }
    }
    *out = patterns;
    *out_count = count;
    return true;
}

void shift_most_open(const double *work, size_t period_count, size_t within, double *most_open)
{
    for (size_t at = 0; at < period_count; at++) {
        most_open[at] = 0;
        for (size_t back = 0; back < within; back++)
            most_open[at] +=
                work[(at + period_count * (within / period_count + 1) - back) % period_count];
    }
}
