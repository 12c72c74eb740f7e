#include "costs/hybrid.h"

#include <math.h>
#include <string.h>

#include "costs/fit.h"
#include "costs/offers.h"
#include "costs/scope.h"
#include "costs/work.h"

static const struct offer_settings *offer_of(const struct hybrid_case *wanted)
{
    return &wanted->settings->costs.offers[wanted->offer];
}

/* ---- what the next ticket costs -----------------------------------------------------------------
 */

/* Of one ticket at today's volume, without what is due anyway. */
static double ticket_price(const struct hybrid_case *wanted)
{
    const struct offer_settings *offer = offer_of(wanted);
    double tickets = wanted->demand->monthly_tickets;
    double minutes =
        wanted->demand->handling_minutes.middle * work_offered_share(wanted->demand, offer);
    double work = (minutes + offer->briefing_minutes) / 60;
    double hours =
        billed_work(work, offer->increment_minutes / 60, offer->minimum_minutes / 60).mean_hours *
        tickets;
    double usage = 0, minimum = 0;
    struct offer_use use = {1, &tickets, &hours, 0, 0};
    struct offer_price price = {.usage = &usage, .minimum = &minimum};

    offer_months(offer, &use, &price);
    return tickets > 0 ? (usage + minimum) / tickets : 0;
}

void hybrid_hour_prices(const struct hybrid_case *wanted, const double *required,
                        const bool *served, double out[WEEK_HOURS])
{
    const struct offer_settings *offer = offer_of(wanted);

    if (!offer_is_by_person(offer)) {
        hour_price_of_tickets(wanted->demand, ticket_price(wanted), required, served, out);
        return;
    }
    double yearly = 12 * (double)(offer->monthly_fee_minor + offer->price_minor);
    double hour = yearly / offer_hours_a_person(offer, &wanted->settings->costs.own);
    for (int i = 0; i < WEEK_HOURS; i++)
        out[i] = served[i] ? hour : INFINITY;
}

/* ---- where the boundary lies --------------------------------------------------------------------
 */

static bool plan(const struct hybrid_case *wanted, const bool *served, struct arena *arena,
                 struct hybrid *out, struct error *err)
{
    const struct own_staff_settings *own = &wanted->settings->costs.own;
    double required[WEEK_HOURS], hour_cost[WEEK_HOURS], price[WEEK_HOURS];
    struct roster roster = {0};

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        required[hour] = wanted->staffing->seats[hour];
    own_hours_cost(own, wanted->payroll, own->monthly_gross_minor.middle,
                   own->lead_monthly_gross_minor.middle, hour_cost);
    hybrid_hour_prices(wanted, required, served, price);
    struct roster_case asked = {
        .required = required,
        .hour_cost = hour_cost,
        .bought_price = price,
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
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        double all = roster.own_seats[hour] + roster.bought_seats[hour];
        double bought = all > 0 ? fmin(1, roster.bought_seats[hour] / all) : 0;
        out->own.share[hour] = required[hour] > 0 ? 1 - bought : !served[hour];
    }
    return true;
}

static void split_by_office(const struct hybrid_case *wanted, const bool *served,
                            struct hybrid *out)
{
    bool has_office_offer = true; /* the offer works in office hours only: the rest is own */

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        has_office_offer &= !served[hour] || wanted->demand->office[hour];
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        bool is_office = wanted->demand->office[hour];
        bool is_own = has_office_offer ? !served[hour] : is_office || !served[hour];
        out->own.share[hour] = is_own ? 1 : 0;
    }
}

/* ---- the two parts ------------------------------------------------------------------------------
 */

/* An offer for some topics or channels alone: what is outside them is own, and the offered part
 * has nothing outside. */
static bool split_by_scope(const struct hybrid_case *wanted, const bool *served, struct hybrid *out)
{
    const struct offer_settings *offer = offer_of(wanted);
    double inside = fit_served_share(wanted->demand, offer) * scope_share(wanted->demand, offer);

    for (int hour = 0; inside < 1 - 1e-9 && hour < WEEK_HOURS; hour++)
        out->own.share[hour] = served[hour] ? 1 - inside : 1;
    return inside < 1 - 1e-9;
}

void hybrid_narrow(const struct offer_settings *offer, struct demand *offered)
{
    offered->topic_count = 0;
    for (int channel = 0; offer->channel_count > 0 && channel < CHANNEL_COUNT; channel++) {
        bool is_listed = false;
        for (size_t i = 0; i < offer->channel_count; i++)
            is_listed |= (int)offer->channels[i] == channel;
        if (!is_listed)
            offered->channel_share[channel] = 0;
    }
}

bool hybrid_find(const struct hybrid_case *wanted, struct arena *arena, struct hybrid *out,
                 bool *has_both, struct error *err)
{
    bool served[WEEK_HOURS];
    struct hybrid hybrid = {.plan_minor = NAN, .bound_minor = NAN, .gap = NAN};

    week_of_hours(wanted->settings, offer_of(wanted)->hours, served);
    if (split_by_scope(wanted, served, &hybrid))
        hybrid.is_optimum = false;
    else if (!plan(wanted, served, arena, &hybrid, err))
        return false;
    else if (!hybrid.is_optimum)
        split_by_office(wanted, served, &hybrid);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        hybrid.offered.share[hour] = 1 - hybrid.own.share[hour];
    if (!divide(wanted->demand, wanted->staffing, arena, &hybrid.own, err) ||
        !divide(wanted->demand, wanted->staffing, arena, &hybrid.offered, err))
        return false;
    hybrid.offered.demand.planned_count = 0; /* planned work stays with own people */
    hybrid.offered.demand.planned_weekly_hours = 0;
    hybrid_narrow(offer_of(wanted), &hybrid.offered.demand);
    *has_both = hybrid.offered.seat_share > 1e-6 && hybrid.offered.seat_share < 1 - 1e-6 &&
                hybrid.offered.ticket_share > 0 && hybrid.offered.ticket_share < 1;
    *out = hybrid;
    return true;
}
