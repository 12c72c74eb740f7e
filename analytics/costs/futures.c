#include "costs/futures.h"

#include <math.h>

#include "costs/divide.h"
#include "costs/wide.h"

enum { STREAM_INPUT = 0, STREAM_MONTH = 1000 };

struct horizon horizon_of(const struct draws *draws)
{
    const struct cost_settings *costs = &draws->settings->costs;
    struct horizon horizon = {.months = costs->horizon_months,
                              .out_of_hours_share = out_of_hours_share(draws->demand)};

    for (int month = 0; month < horizon.months; month++)
        horizon.discount[month] = pow(1 + costs->discount_rate, -(month + 1) / 12.0);
    return horizon;
}

struct draw_point draws_drawn_point(const struct draws *draws, uint32_t draw)
{
    struct draw_point point = DRAW_MIDDLE;

    for (uint32_t input = 0; input < DRAW_INPUT_COUNT; input++)
        point.z[input] =
            normal_table_at(&draws->normals, chance_uniform(draws->settings->criteria.seed, draw,
                                                            STREAM_INPUT + input));
    return point;
}

/* Growth of a year, on the logarithm. */
static double growth_of(const struct draws *draws, const struct draw_point *point)
{
    double share = uncertain_at(&draws->settings->costs.volume_growth, point->z[DRAW_GROWTH]);

    return log1p(fmax(-.95, share));
}

void future_begin(const struct draws *draws, const struct horizon *horizon,
                  const struct draw_point *point, struct future *out)
{
    const struct own_staff_settings *own = &draws->settings->costs.own;
    const struct uncertain *handling = &draws->demand->handling_minutes;
    double pay = point->factor[DRAW_PAY];
    double minutes = uncertain_at(handling, point->z[DRAW_HANDLING]) * point->factor[DRAW_HANDLING];
    double growth = growth_of(draws, point);
    double monthly = exp(growth / 12);
    double level = draws->demand->level_error * point->z[DRAW_LEVEL];
    double volume = point->factor[DRAW_LEVEL] * exp(growth / 24 + level);

    out->handling_hours = minutes / 60;
    out->profile_z = point->z[DRAW_PROFILE];
    out->seat_factor = exp(draws->table->seat_error * out->profile_z);
    out->gross_minor = uncertain_at(&own->monthly_gross_minor, point->z[DRAW_PAY]) * pay;
    out->lead_minor = uncertain_at(&own->lead_monthly_gross_minor, point->z[DRAW_PAY]) * pay;
    for (int first = 0; first < horizon->months; first += 12) {
        double sum = 0;
        int month = first;
        for (; month < first + 12 && month < horizon->months; month++) {
            out->tickets[month] = draws->demand->monthly_tickets * volume;
            sum += volume;
            volume *= monthly;
        }
        out->load_scale[first / 12] = sum / (month - first) * minutes / handling->middle;
    }
}

/* What chance makes of the means, a month a cell: as chance_count() does where there are many. The
 * loop is apart so that it can be made wide. */
WIDE static void draw_counts(int months, double dispersion, const double *z, double *tickets)
{
    double ninth = dispersion / 9;
    double third = sqrt(dispersion) / 3;

    for (int month = 0; month < months; month++) {
        double rare = 1 / tickets[month];
        double root = 1 - ninth * rare + z[month] * third * sqrt(rare);
        root = root < 0 ? 0 : root;
        tickets[month] = floor(tickets[month] * root * root * root + .5);
    }
}

WIDE static void fill_rarity(int months, const double *tickets, double *rarity)
{
    for (int month = 0; month < months; month++)
        rarity[month] = tickets[month] > 0 ? 1 / sqrt(tickets[month]) : 0;
}

void future_meet(const struct draws *draws, const struct horizon *horizon,
                 const struct draw_point *point, uint32_t draw, struct future *out)
{
    double dispersion = fmax(1, draws->demand->dispersion);
    double least = INFINITY;
    struct chance_pair u[MONTH_LIMIT];
    double z[MONTH_LIMIT];

    future_begin(draws, horizon, point, out);
    chance_pairs(draws->settings->criteria.seed, draw, STREAM_MONTH, (size_t)horizon->months, u);
    for (int month = 0; month < horizon->months; month++) {
        z[month] = normal_table_at(&draws->normals, u[month].first);
        out->work_z[month] = normal_table_at(&draws->normals, u[month].second);
        least = out->tickets[month] < least ? out->tickets[month] : least;
    }
    if (least >= COUNT_BY_INVERSION_BELOW)
        draw_counts(horizon->months, dispersion, z, out->tickets);
    for (int month = 0; least < COUNT_BY_INVERSION_BELOW && month < horizon->months; month++)
        out->tickets[month] = chance_count(out->tickets[month], dispersion, u[month].first);
    fill_rarity(horizon->months, out->tickets, out->rarity);
}
