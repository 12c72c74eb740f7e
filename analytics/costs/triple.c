#include "costs/triple.h"

#include <math.h>

#include "costs/hybrid.h"
#include "costs/pair.h"

/* ---- by the hour --------------------------------------------------------------------------------
 */

static bool by_hour(const struct mix_case *wanted, const size_t offers[2], struct arena *arena,
                    struct mix *out, bool *has_both, struct error *err)
{
    const struct pairing pairing = pairing_of(wanted, offers[0], offers[1]);
    struct hybrid_hours hours = {.seats = wanted->staffing->seats};
    double bought[WEEK_HOURS];

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        hours.served[hour] = pairing.served[0][hour] || pairing.served[1][hour];
        hours.price[hour] = fmin(pairing.price[0][hour], pairing.price[1][hour]);
    }
    if (!hybrid_plan(wanted, &hours, arena, out, err))
        return false;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        bought[hour] = 1 - out->own.share[hour];
    return pair_divide(&pairing, bought, arena, out, has_both, err);
}

/* ---- by topics and channels ---------------------------------------------------------------------
 */

/* The first takes its own; own staff and the second share what is left as a hybrid does. */
static bool by_one_scope(const struct mix_case *wanted, struct arena *arena, struct mix *out,
                         struct error *err)
{
    const struct offer_settings *offers = wanted->settings->costs.offers;
    double inside = mix_inside(wanted, out->offers[0]), required[WEEK_HOURS];
    bool served[WEEK_HOURS];
    struct hybrid_hours hours;
    struct part rest;
    struct staffing staffing;

    week_of_hours(wanted->settings, offers[out->offers[0]].hours, served);
    week_of_hours(wanted->settings, offers[out->offers[1]].hours, hours.served);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        out->parts[0].share[hour] = served[hour] ? inside : 0;
        rest.share[hour] = 1 - out->parts[0].share[hour];
        required[hour] = wanted->staffing->seats[hour];
    }
    if (!divide(wanted->demand, wanted->staffing, arena, &rest, err))
        return false;
    struct staffing_case sizing = *wanted->sizing;
    sizing.demand = &rest.demand;
    if (!staffing_plan(&sizing, &staffing, err))
        return false;
    hours.seats = staffing.seats;
    mix_hour_prices(wanted, out->offers[1], required, hours.served, hours.price);
    if (!hybrid_plan(wanted, &hours, arena, out, err))
        return false;
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        out->own.share[hour] *= rest.share[hour];
        out->parts[1].share[hour] = rest.share[hour] - out->own.share[hour];
    }
    return true;
}

/* Each takes its own, those of both the first; the hours in which it is closed too. */
static void by_two_scopes(const struct mix_case *wanted, struct mix *out)
{
    const struct offer_settings *offers = wanted->settings->costs.offers;
    double inside[] = {mix_inside(wanted, out->offers[0]), mix_inside(wanted, out->offers[1])};
    double both = mix_inside_both(wanted, out->offers[0], out->offers[1]);
    bool served[2][WEEK_HOURS];

    for (int side = 0; side < 2; side++)
        week_of_hours(wanted->settings, offers[out->offers[side]].hours, served[side]);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        double first = served[0][hour] ? inside[0] : 0;
        double second = served[1][hour] ? inside[1] - (served[0][hour] ? both : 0) : 0;
        out->parts[0].share[hour] = first;
        out->parts[1].share[hour] = second;
        out->own.share[hour] = fmax(0, 1 - first - second);
    }
}

static bool by_scope(const struct mix_case *wanted, bool is_of_both, struct arena *arena,
                     struct mix *out, struct error *err)
{
    out->is_by_scope = true;
    out->offer_count = 2;
    if (is_of_both)
        by_two_scopes(wanted, out);
    else if (!by_one_scope(wanted, arena, out, err))
        return false;
    for (size_t side = 0; side < 2; side++) {
        if (!divide(wanted->demand, wanted->staffing, arena, &out->parts[side], err))
            return false;
        if (side == 0 || is_of_both)
            mix_narrow(&wanted->settings->costs.offers[out->offers[side]],
                       &out->parts[side].demand);
        out->monthly_minor += mix_month(wanted, out->offers[side], &out->parts[side]);
    }
    return true;
}

bool triple_find(const struct mix_case *wanted, size_t first, size_t second, struct arena *arena,
                 struct mix *out, bool *has_all, struct error *err)
{
    bool leaves_some[] = {mix_inside(wanted, first) < 1 - 1e-9,
                          mix_inside(wanted, second) < 1 - 1e-9};
    bool is_turned = leaves_some[1] && !leaves_some[0];

    *has_all = true;
    *out = (struct mix){.has_own = true,
                        .offers = {is_turned ? second : first, is_turned ? first : second},
                        .plan_minor = NAN,
                        .bound_minor = NAN,
                        .gap = NAN};
    if (leaves_some[0] || leaves_some[1]) {
        if (!by_scope(wanted, leaves_some[0] && leaves_some[1], arena, out, err))
            return false;
    } else if (!by_hour(wanted, out->offers, arena, out, has_all, err)) {
        return false;
    }
    if (!*has_all)
        return true;
    if (!divide(wanted->demand, wanted->staffing, arena, &out->own, err))
        return false;
    for (size_t side = 0; side < 2; side++) { /* planned work stays with own people */
        out->parts[side].demand.planned_count = 0;
        out->parts[side].demand.planned_weekly_hours = 0;
    }
    *has_all =
        part_has_work(&out->own) && part_has_work(&out->parts[0]) && part_has_work(&out->parts[1]);
    return true;
}
