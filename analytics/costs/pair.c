#include "costs/pair.h"

#include <math.h>

#include "costs/fit.h"
#include "costs/offers.h"
#include "costs/scope.h"
#include "costs/work.h"

enum division { CHEAPER_HOUR, FIRST_ALL, SECOND_ALL, DIVISIONS };

struct pairing {
    const struct hybrid_case *wanted;
    size_t offers[2];
    bool served[2][WEEK_HOURS];
    double price[2][WEEK_HOURS]; /* of a seat hour; INFINITY: closed */
    double inside[2];            /* of the tickets, those of its topics and channels */
};

static const struct offer_settings *offer_at(const struct pairing *pairing, int side)
{
    return &pairing->wanted->settings->costs.offers[pairing->offers[side]];
}

static void pairing_begin(struct pairing *pairing)
{
    double required[WEEK_HOURS];

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        required[hour] = pairing->wanted->staffing->seats[hour];
    for (int side = 0; side < 2; side++) {
        struct hybrid_case asked = *pairing->wanted;
        asked.offer = pairing->offers[side];
        week_of_hours(asked.settings, offer_at(pairing, side)->hours, pairing->served[side]);
        hybrid_hour_prices(&asked, required, pairing->served[side], pairing->price[side]);
        pairing->inside[side] = fit_served_share(asked.demand, offer_at(pairing, side)) *
                                scope_share(asked.demand, offer_at(pairing, side));
    }
}

static bool covers_promises(const struct pairing *pairing)
{
    bool is_covered = true;

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        is_covered &= !pairing->wanted->demand->covered[hour] || pairing->served[0][hour] ||
                      pairing->served[1][hour];
    return is_covered;
}

/* The first one's share of an hour; what neither is open in waits for it. */
static double share_of_hour(const struct pairing *pairing, enum division division, int hour)
{
    bool first = pairing->served[0][hour], second = pairing->served[1][hour];

    if (!first || !second)
        return second ? 0 : 1;
    if (division == CHEAPER_HOUR)
        return pairing->price[0][hour] <= pairing->price[1][hour];
    return division == FIRST_ALL;
}

/* ---- what a month costs -------------------------------------------------------------------------
 */

static double month_of(const struct pairing *pairing, int side, const struct part *part)
{
    const struct offer_settings *offer = offer_at(pairing, side);
    const struct demand *demand = pairing->wanted->demand;
    double tickets = demand->monthly_tickets * part->ticket_share;
    double work = (demand->handling_minutes.middle * work_offered_share(demand, offer) +
                   offer->briefing_minutes) /
                  60;
    double hours =
        tickets *
        billed_work(work, offer->increment_minutes / 60, offer->minimum_minutes / 60).mean_hours;
    double seats = 0, usage = 0, minimum = 0, persons = offer->seat_count;
    struct offer_price price = {.usage = &usage, .minimum = &minimum};

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        seats += pairing->wanted->staffing->seats[hour] * part->share[hour];
    if (offer_is_by_person(offer) && offer->seat_count <= 0)
        persons = ceil(seats * 365.25 / 7 /
                           offer_hours_a_person(offer, &pairing->wanted->settings->costs.own) -
                       1e-9);
    struct offer_use use = {1, &tickets, &hours, persons, out_of_hours_share(&part->demand)};
    offer_months(offer, &use, &price);
    return price.fee + usage + minimum;
}

/* What each would charge for the whole demand. */
static bool price_alone(const struct pairing *pairing, struct arena *arena, struct pair *out,
                        struct error *err)
{
    struct part whole;

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        whole.share[hour] = 1;
    if (!divide(pairing->wanted->demand, pairing->wanted->staffing, arena, &whole, err))
        return false;
    for (int side = 0; side < 2; side++)
        out->alone_minor[side] = month_of(pairing, side, &whole);
    return true;
}

static bool divide_pair(const struct pairing *pairing, struct arena *arena, struct pair *out,
                        struct error *err)
{
    out->monthly_minor = 0;
    for (int side = 0; side < 2; side++) {
        if (!divide(pairing->wanted->demand, pairing->wanted->staffing, arena, &out->parts[side],
                    err))
            return false;
        out->monthly_minor += month_of(pairing, side, &out->parts[side]);
    }
    return true;
}

static bool has_work(const struct part *part)
{
    return part->seat_share > 1e-6 && part->ticket_share > 0;
}

/* ---- by topics and channels, and by the hour ----------------------------------------------------
 */

static bool divide_by_scope(const struct pairing *pairing, struct arena *arena, struct pair *out,
                            struct error *err)
{
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        double inside = pairing->served[0][hour] ? pairing->inside[0] : 0;
        out->parts[0].share[hour] = inside;
        out->parts[1].share[hour] = 1 - inside;
    }
    out->is_by_scope = true;
    if (!divide_pair(pairing, arena, out, err))
        return false;
    hybrid_narrow(offer_at(pairing, 0), &out->parts[0].demand);
    return true;
}

static bool divide_by_hour(const struct pairing *pairing, struct arena *arena, struct pair *out,
                           bool *has_both, struct error *err)
{
    *has_both = false;
    for (enum division division = 0; division < DIVISIONS; division++) {
        struct pair tried = {.offers = {pairing->offers[0], pairing->offers[1]}};
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            tried.parts[0].share[hour] = share_of_hour(pairing, division, hour);
            tried.parts[1].share[hour] = 1 - tried.parts[0].share[hour];
        }
        if (!divide_pair(pairing, arena, &tried, err))
            return false;
        if (!has_work(&tried.parts[0]) || !has_work(&tried.parts[1]) ||
            (*has_both && tried.monthly_minor >= out->monthly_minor))
            continue;
        *out = tried;
        *has_both = true;
    }
    return true;
}

bool pair_find(const struct hybrid_case *wanted, size_t first, size_t second, struct arena *arena,
               struct pair *out, bool *has_both, struct error *err)
{
    struct pairing pairing = {.wanted = wanted, .offers = {first, second}};

    *has_both = false;
    pairing_begin(&pairing);
    bool leaves_some[] = {pairing.inside[0] < 1 - 1e-9, pairing.inside[1] < 1 - 1e-9};
    if (!covers_promises(&pairing) || (leaves_some[0] && leaves_some[1]))
        return true;
    if (!leaves_some[0] && !leaves_some[1])
        return divide_by_hour(&pairing, arena, out, has_both, err) &&
               (!*has_both || price_alone(&pairing, arena, out, err));
    if (leaves_some[1])
        pairing = (struct pairing){.wanted = wanted, .offers = {second, first}};
    pairing_begin(&pairing);
    *out = (struct pair){.offers = {pairing.offers[0], pairing.offers[1]}};
    if (!divide_by_scope(&pairing, arena, out, err) || !price_alone(&pairing, arena, out, err))
        return false;
    *has_both = has_work(&out->parts[0]) && has_work(&out->parts[1]);
    return true;
}
