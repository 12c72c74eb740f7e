#include "costs/hybrid.h"

#include <math.h>

#include "costs/roster.h"

/* ---- where the boundary lies --------------------------------------------------------------------
 */

static void split_by_office(const struct demand *demand, const bool *served, struct part *own)
{
    bool is_office_only = true; /* what is bought is office hours: the rest is own */

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        is_office_only &= !served[hour] || demand->office[hour];
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        bool is_own = is_office_only ? !served[hour] : demand->office[hour] || !served[hour];
        own->share[hour] = is_own ? 1 : 0;
    }
}

static void split_by_plan(const struct roster *roster, const struct hybrid_hours *hours,
                          struct part *own)
{
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        double all = roster->own_seats[hour] + roster->bought_seats[hour];
        double bought = all > 0 ? fmin(1, roster->bought_seats[hour] / all) : 0;
        own->share[hour] = hours->seats[hour] > 0 ? 1 - bought : !hours->served[hour];
    }
}

bool hybrid_plan(const struct mix_case *wanted, const struct hybrid_hours *hours,
                 struct arena *arena, struct mix *out, struct error *err)
{
    const struct own_staff_settings *own = &wanted->settings->costs.own;
    double required[WEEK_HOURS], hour_cost[WEEK_HOURS];
    struct roster roster = {0};

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        required[hour] = hours->seats[hour];
    own_hours_cost(own, wanted->payroll, own->monthly_gross_minor.middle,
                   own->lead_monthly_gross_minor.middle, hour_cost);
    struct roster_case asked = {
        .required = required,
        .hour_cost = hour_cost,
        .bought_price = hours->price,
        .night_minimum = own->min_night_persons,
        .yearly_hours_a_head = own_hours_a_head(own),
        .yearly_head_cost = own_head_minor(own, wanted->payroll, own->monthly_gross_minor.middle,
                                           own->lead_monthly_gross_minor.middle),
    };
    if (!roster_build(&asked, arena, &roster, err))
        return false;
    out->is_optimum = roster.mix == ROSTER_HYBRID;
    out->plan_minor = roster.plan.cost;
    out->bound_minor = roster.plan.bound;
    out->gap = roster.plan.gap;
    if (out->is_optimum)
        split_by_plan(&roster, hours, &out->own);
    else
        split_by_office(wanted->demand, hours->served, &out->own);
    return true;
}

/* ---- the two parts ------------------------------------------------------------------------------
 */

bool hybrid_find(const struct mix_case *wanted, size_t offer, struct arena *arena, struct mix *out,
                 bool *has_both, struct error *err)
{
    const struct offer_settings *asked = &wanted->settings->costs.offers[offer];
    double inside = mix_inside(wanted, offer), required[WEEK_HOURS];
    struct hybrid_hours hours = {.seats = wanted->staffing->seats};
    struct mix mix = {.has_own = true,
                      .offers = {offer},
                      .offer_count = 1,
                      .is_by_scope = inside < 1 - 1e-9,
                      .plan_minor = NAN,
                      .bound_minor = NAN,
                      .gap = NAN};
    struct part *offered = &mix.parts[0];

    week_of_hours(wanted->settings, asked->hours, hours.served);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        required[hour] = hours.seats[hour];
        mix.own.share[hour] = hours.served[hour] ? 1 - inside : 1;
    }
    mix_hour_prices(wanted, offer, required, hours.served, hours.price);
    if (!mix.is_by_scope && !hybrid_plan(wanted, &hours, arena, &mix, err))
        return false;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        offered->share[hour] = 1 - mix.own.share[hour];
    if (!divide(wanted->demand, wanted->staffing, arena, &mix.own, err) ||
        !divide(wanted->demand, wanted->staffing, arena, offered, err))
        return false;
    offered->demand.planned_count = 0; /* planned work stays with own people */
    offered->demand.planned_weekly_hours = 0;
    mix_narrow(asked, &offered->demand);
    mix.monthly_minor = mix_month(wanted, offer, offered);
    *has_both = part_has_work(offered) && part_has_work(&mix.own) && offered->ticket_share < 1 &&
                offered->seat_share < 1 - 1e-6;
    *out = mix;
    return true;
}
