#include "costs/pair.h"

#include <math.h>

enum division { CHEAPER_HOUR, FIRST_ALL, SECOND_ALL, DIVISIONS };

struct pairing pairing_of(const struct mix_case *wanted, size_t first, size_t second)
{
    struct pairing pairing = {.wanted = wanted, .offers = {first, second}};
    double required[WEEK_HOURS];

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        required[hour] = wanted->staffing->seats[hour];
    for (int side = 0; side < 2; side++) {
        size_t offer = pairing.offers[side];
        week_of_hours(wanted->settings, wanted->settings->costs.offers[offer].hours,
                      pairing.served[side]);
        mix_hour_prices(wanted, offer, required, pairing.served[side], pairing.price[side]);
    }
    return pairing;
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

static bool divide_both(const struct mix_case *wanted, struct arena *arena, struct mix *mix,
                        struct error *err)
{
    mix->offer_count = 2;
    mix->monthly_minor = 0;
    for (int side = 0; side < 2; side++) {
        if (!divide(wanted->demand, wanted->staffing, arena, &mix->parts[side], err))
            return false;
        mix->monthly_minor += mix_month(wanted, mix->offers[side], &mix->parts[side]);
    }
    return true;
}

/* ---- by topics and channels, and by the hour ----------------------------------------------------
 */

static bool divide_by_scope(const struct pairing *pairing, struct arena *arena, struct mix *out,
                            struct error *err)
{
    const struct mix_case *wanted = pairing->wanted;
    double inside = mix_inside(wanted, pairing->offers[0]);

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        double share = pairing->served[0][hour] ? inside : 0;
        out->parts[0].share[hour] = share;
        out->parts[1].share[hour] = 1 - share;
    }
    out->is_by_scope = true;
    if (!divide_both(wanted, arena, out, err))
        return false;
    mix_narrow(&wanted->settings->costs.offers[pairing->offers[0]], &out->parts[0].demand);
    return true;
}

bool pair_divide(const struct pairing *pairing, const double offered[WEEK_HOURS],
                 struct arena *arena, struct mix *out, bool *has_both, struct error *err)
{
    *has_both = false;
    for (enum division division = 0; division < DIVISIONS; division++) {
        struct mix tried = *out;
        for (int side = 0; side < 2; side++)
            tried.offers[side] = pairing->offers[side];
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            double first = share_of_hour(pairing, division, hour);
            tried.parts[0].share[hour] = offered[hour] * first;
            tried.parts[1].share[hour] = offered[hour] * (1 - first);
        }
        if (!divide_both(pairing->wanted, arena, &tried, err))
            return false;
        if (!part_has_work(&tried.parts[0]) || !part_has_work(&tried.parts[1]) ||
            (*has_both && tried.monthly_minor >= out->monthly_minor))
            continue;
        *out = tried;
        *has_both = true;
    }
    return true;
}

/* What each would charge for the whole demand. */
static bool price_alone(const struct mix_case *wanted, struct arena *arena, struct mix *out,
                        struct error *err)
{
    struct part whole;

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        whole.share[hour] = 1;
    if (!divide(wanted->demand, wanted->staffing, arena, &whole, err))
        return false;
    for (int side = 0; side < 2; side++)
        out->alone_minor[side] = mix_month(wanted, out->offers[side], &whole);
    return true;
}

bool pair_find(const struct mix_case *wanted, size_t first, size_t second, struct arena *arena,
               struct mix *out, bool *has_both, struct error *err)
{
    double everything[WEEK_HOURS];
    struct pairing pairing = pairing_of(wanted, first, second);
    bool leaves_some[] = {mix_inside(wanted, first) < 1 - 1e-9,
                          mix_inside(wanted, second) < 1 - 1e-9};

    *has_both = false;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        everything[hour] = 1;
    *out = (struct mix){.plan_minor = NAN, .bound_minor = NAN, .gap = NAN};
    if (!covers_promises(&pairing) || (leaves_some[0] && leaves_some[1]))
        return true;
    if (!leaves_some[0] && !leaves_some[1])
        return pair_divide(&pairing, everything, arena, out, has_both, err) &&
               (!*has_both || price_alone(wanted, arena, out, err));
    if (leaves_some[1])
        pairing = pairing_of(wanted, second, first);
    out->offers[0] = pairing.offers[0];
    out->offers[1] = pairing.offers[1];
    if (!divide_by_scope(&pairing, arena, out, err) || !price_alone(wanted, arena, out, err))
        return false;
    *has_both = part_has_work(&out->parts[0]) && part_has_work(&out->parts[1]);
    return true;
}
