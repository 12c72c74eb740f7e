/* Which models of several parties are worth a look: own staff and an offer, two offers, own staff
 * and two offers. */
#include <math.h>
#include <string.h>

#include "costs/fit.h"
#include "costs/hybrid.h"
#include "costs/making.h"
#include "costs/offers.h"
#include "costs/pair.h"
#include "costs/roster.h"
#include "costs/triple.h"

static struct mix_case case_of(const struct making *making)
{
    return (struct mix_case){making->settings, &making->demand, &making->staffing, &making->middle,
                             &making->payroll};
}

/* Users are paid for at all hours; a one-off job is nobody's shift. */
static bool can_share(const struct offer_settings *offer)
{
    return offer->kind != OFFER_PER_USER && offer->kind != OFFER_ONE_OFF &&
           offer->kind != OFFER_ONE_OFF_HIRE;
}

/* ---- people, promises and the month -------------------------------------------------------------
 */

double mix_persons(const struct making *making, const struct mix *mix, size_t side)
{
    const struct own_staff_settings *own = &making->settings->costs.own;
    const struct offer_settings *offer = &making->settings->costs.offers[mix->offers[side]];

    return offer_is_by_person(offer)
               ? making->seats.all * mix->parts[side].seat_share / offer_hours_a_person(offer, own)
               : 0;
}

struct fit mix_fit(const struct making *making, const struct mix *mix, size_t side)
{
    const struct fit_case wanted = {.settings = making->settings,
                                    .demand = &mix->parts[side].demand,
                                    .offer = &making->settings->costs.offers[mix->offers[side]],
                                    .persons_needed = mix_persons(making, mix, side),
                                    .first_day = making->first_day};

    return fit_of(&wanted);
}

/* Whether each offer keeps the promises of its own part; own staff is sized to its. */
static bool fits(const struct making *making, const struct mix *mix)
{
    bool is_kept = true;

    for (size_t side = 0; side < mix->offer_count; side++)
        is_kept &= mix_fit(making, mix, side).fault == MODEL_FITS;
    return is_kept;
}

/* Whole heads of own staff for a part of the demand, by the month, at the middle. */
static bool own_month(const struct making *making, const struct demand *demand, double *out,
                      struct error *err)
{
    const struct own_staff_settings *own = &making->settings->costs.own;
    struct staffing_case wanted = making->middle;
    struct staffing staffing;

    wanted.demand = demand;
    if (!staffing_plan(&wanted, &staffing, err))
        return false;
    double hours = staffing_year(&staffing, making->demand.holidays_a_year).all;
    *out = ceil(own_heads(own, hours) - 1e-9) *
           own_head_minor(own, &making->payroll, own->monthly_gross_minor.middle,
                          own->lead_monthly_gross_minor.middle) /
           12;
    return true;
}

/* ---- which are too dear to be looked at ---------------------------------------------------------
 */

static void drop(struct comparison *out, const struct mix *mix)
{
    out->dropped[out->dropped_count++] =
        (struct dropped_mix){mix->has_own, {(int)mix->offers[0], (int)mix->offers[1]}};
}

/* Clearly less with fewer parties: nobody would take them all. `least`: a month of the cheapest. */
static bool is_idle(const struct mix *mix, double least)
{
    static const double CLEARLY = 1.1; /* months are reckoned at the middle of all inputs */

    return mix->monthly_minor > CLEARLY * least;
}

/* Of those that keep the promise and come from `from` on, `most` of the cheapest months; where they
 * cost the same, the earlier. */
static void keep_cheapest(struct making *making, const struct mix *mix, size_t from, size_t most,
                          struct comparison *out)
{
    size_t at = making->mix_count;
    bool is_full = at == from + most;

    while (at > from && making->mixes[at - 1].monthly_minor > mix->monthly_minor)
        at--;
    if (is_full)
        drop(out, at == from + most ? mix : &making->mixes[making->mix_count - 1]);
    if (at == from + most)
        return;
    making->mix_count += !is_full;
    for (size_t i = making->mix_count - 1; i > at; i--)
        making->mixes[i] = making->mixes[i - 1];
    making->mixes[at] = *mix;
}

/* ---- own staff and one, two ---------------------------------------------------------------------
 */

static bool find_hybrids(struct making *making, struct arena *arena, struct error *err)
{
    const struct cost_settings *costs = &making->settings->costs;
    const struct mix_case wanted = case_of(making);

    for (size_t i = 0; i < costs->offer_count; i++) {
        struct mix *mix = &making->mixes[making->mix_count];
        bool has_both = false;
        double own = 0;
        if (!can_share(&costs->offers[i]))
            continue;
        if (!hybrid_find(&wanted, i, arena, mix, &has_both, err))
            return false;
        if (!has_both)
            continue;
        if (!own_month(making, &mix->own.demand, &own, err))
            return false;
        mix->monthly_minor += own;
        making->mix_count++;
    }
    return true;
}

/* A month of the cheapest that keeps the promise with fewer of these parties. `pair`: the two
 * offers without own staff; NULL: they do not keep it. */
static double least_with_fewer(const struct making *making, const struct mix *mix,
                               const struct mix *pair)
{
    double least = INFINITY;

    for (size_t side = 0; pair != NULL && side < 2; side++)
        if (model_fit_alone(making, pair->offers[side]).fault == MODEL_FITS)
            least = fmin(least, pair->alone_minor[side]);
    if (!mix->has_own)
        return least;
    if (pair != NULL && fits(making, pair))
        least = fmin(least, pair->monthly_minor);
    for (size_t i = 0; i < making->hybrid_count; i++) {
        const struct mix *hybrid = &making->mixes[i];
        bool is_inside = hybrid->offers[0] == mix->offers[0] || hybrid->offers[0] == mix->offers[1];
        if (is_inside && fits(making, hybrid))
            least = fmin(least, hybrid->monthly_minor);
    }
    return fmin(least, making->own_monthly_minor);
}

/* The two that are asked about, found together. */
struct couple {
    size_t first, second;
    struct mix pair;
    bool has_pair;
};

static bool find_pair(struct making *making, struct couple *couple, struct comparison *out,
                      struct error *err)
{
    const struct mix_case wanted = case_of(making);

    if (!pair_find(&wanted, couple->first, couple->second, &out->arena, &couple->pair,
                   &couple->has_pair, err))
        return false;
    couple->has_pair = couple->has_pair && fits(making, &couple->pair);
    if (!couple->has_pair)
        return true;
    if (is_idle(&couple->pair, least_with_fewer(making, &couple->pair, &couple->pair)))
        drop(out, &couple->pair);
    else
        keep_cheapest(making, &couple->pair, making->hybrid_count, PAIRS_MOST, out);
    return true;
}

static bool find_triple(struct making *making, const struct couple *couple, size_t from,
                        struct comparison *out, struct error *err)
{
    const struct mix_case wanted = case_of(making);
    struct mix mix;
    bool has_all = false;
    double own = 0;

    if (!triple_find(&wanted, couple->first, couple->second, &out->arena, &mix, &has_all, err))
        return false;
    if (!has_all || !fits(making, &mix))
        return true;
    if (!own_month(making, &mix.own.demand, &own, err))
        return false;
    mix.monthly_minor += own;
    if (is_idle(&mix, least_with_fewer(making, &mix, couple->has_pair ? &couple->pair : NULL)))
        drop(out, &mix);
    else
        keep_cheapest(making, &mix, from, TRIPLES_MOST, out);
    return true;
}

/* Pairs first, so that each kind stands together. */
static bool find_couples(struct making *making, struct comparison *out, struct error *err)
{
    const struct cost_settings *costs = &making->settings->costs;
    size_t count = 0;
    struct couple *couples =
        arena_array(&out->arena, costs->offer_count * costs->offer_count / 2 + 1, sizeof *couples);

    if (couples == NULL)
        return error_memory(err);
    for (size_t i = 0; i < costs->offer_count; i++)
        for (size_t j = i + 1; j < costs->offer_count; j++) {
            if (!can_share(&costs->offers[i]) || !can_share(&costs->offers[j]))
                continue;
            couples[count] = (struct couple){.first = i, .second = j};
            if (!find_pair(making, &couples[count++], out, err))
                return false;
        }
    size_t from = making->mix_count;
    for (size_t i = 0; i < count; i++)
        if (!find_triple(making, &couples[i], from, out, err))
            return false;
    return true;
}

/* ---- all of them --------------------------------------------------------------------------------
 */

static struct draw_mix draw_of(const struct making *making, const struct mix *mix)
{
    struct draw_mix draw = {
        .has_own = mix->has_own,
        .table = {.base = making->wanted, .holidays_a_year = making->demand.holidays_a_year},
        .share_count = mix->offer_count};

    if (mix->has_own)
        draw.table.base.demand = &mix->own.demand;
    for (size_t side = 0; side < mix->offer_count; side++) {
        const struct part *part = &mix->parts[side];
        draw.shares[side] =
            (struct draw_share){mix->offers[side], part->ticket_share,
                                part->seat_share,  out_of_hours_share(&part->demand),
                                part->share,       0};
    }
    return draw;
}

bool mixes_find(struct making *making, struct comparison *out, struct error *err)
{
    const struct cost_settings *costs = &making->settings->costs;
    size_t most = costs->offer_count + PAIRS_MOST + TRIPLES_MOST;
    size_t couples = costs->offer_count * costs->offer_count / 2;

    if (!costs->has_hybrid)
        return true;
    making->mixes = arena_array(&out->arena, most + 1, sizeof *making->mixes);
    making->draw_mixes = arena_array(&out->arena, most, sizeof *making->draw_mixes);
    out->dropped = arena_array(&out->arena, 2 * couples + 1, sizeof *out->dropped);
    if (making->mixes == NULL || making->draw_mixes == NULL || out->dropped == NULL)
        return error_memory(err);
    if (!own_month(making, &making->demand, &making->own_monthly_minor, err) ||
        !find_hybrids(making, &out->arena, err))
        return false;
    making->hybrid_count = making->mix_count;
    if (!find_couples(making, out, err))
        return false;
    for (size_t i = 0; i < making->mix_count; i++)
        making->draw_mixes[i] = draw_of(making, &making->mixes[i]);
    return true;
}
