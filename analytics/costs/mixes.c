/* Models of several parties: own staff in some hours and an offer in the others; two offers. */
#include <math.h>
#include <string.h>

#include "costs/fit.h"
#include "costs/making.h"
#include "costs/offers.h"
#include "costs/own_staff.h"

static const double YEAR_HOURS = 8766;

/* ---- own staff in some hours, an offer in the others --------------------------------------------
 */

static struct draw_share share_of(size_t offer, const struct part *part)
{
    return (struct draw_share){offer, part->ticket_share, part->seat_share,
                               out_of_hours_share(&part->demand)};
}

/* Users are paid for at all hours; a one-off job is nobody's shift. */
static bool can_share(const struct offer_settings *offer)
{
    return offer->kind != OFFER_PER_USER && offer->kind != OFFER_ONE_OFF &&
           offer->kind != OFFER_ONE_OFF_HIRE;
}

/* A free tier, or an offer that keeps our promises in its own hours, and leaves work to others. */
static bool find_hybrids(struct making *making, struct comparison *out, struct error *err)
{
    const struct cost_settings *costs = &making->settings->costs;

    for (size_t i = 0; i < costs->offer_count; i++) {
        struct hybrid_case wanted = {making->settings, &making->demand, &making->staffing,
                                     &making->payroll, i};
        struct hybrid *hybrid = &making->hybrids[making->hybrid_count];
        bool has_both = false;
        if (!can_share(&costs->offers[i]))
            continue;
        if (!hybrid_find(&wanted, &out->arena, hybrid, &has_both, err))
            return false;
        if (!has_both)
            continue;
        making->hybrid_count++;
        making->mixes[making->mix_count++] = (struct draw_mix){
            .has_own = true,
            .table = {.base = making->wanted, .holidays_a_year = making->demand.holidays_a_year},
            .shares = {share_of(i, &hybrid->offered)},
            .share_count = 1};
        making->mixes[making->mix_count - 1].table.base.demand = &hybrid->own.demand;
    }
    return true;
}

/* ---- two providers ------------------------------------------------------------------------------
 */

/* The people that one side needs at once, of those who are paid by the person; else 0. */
static double persons_of_side(const struct making *making, const struct pair *pair, int side)
{
    const struct own_staff_settings *own = &making->settings->costs.own;
    const struct offer_settings *offer = &making->settings->costs.offers[pair->offers[side]];

    return offer_is_by_person(offer)
               ? making->seats.all * pair->parts[side].seat_share / offer_hours_a_person(offer, own)
               : 0;
}

/* Whether each keeps the promises of its own part. */
static bool pair_fits(const struct making *making, const struct pair *pair)
{
    bool fits = true;

    for (int side = 0; side < 2; side++) {
        struct fit_case wanted = {.settings = making->settings,
                                  .demand = &pair->parts[side].demand,
                                  .offer = &making->settings->costs.offers[pair->offers[side]],
                                  .persons_needed = persons_of_side(making, pair, side),
                                  .first_day = making->first_day};
        fits &= fit_of(&wanted).fault == MODEL_FITS;
    }
    return fits;
}

static void fill_side(const struct making *making, const struct pair *pair, int side,
                      struct model_result *model)
{
    const struct offer_settings *offer = &making->settings->costs.offers[pair->offers[side]];
    double persons = offer->seat_count > 0 ? offer->seat_count
                                           : ceil(persons_of_side(making, pair, side) - 1e-9);

    *(side == 0 ? &model->provider_persons : &model->second_persons) = persons;
    model->heads += offer_is_by_person(offer) ? persons : 0;
    model->by_ticket_share += offer_is_by_ticket(offer) ? pair->parts[side].ticket_share : 0;
}

/* One of the two keeps all promises alone, and for clearly less: nobody would take both. */
static bool is_idle(const struct making *making, const struct pair *pair)
{
    static const double CLEARLY = 1.1; /* months are reckoned at the middle of all inputs */
    bool is_idle = false;

    for (int side = 0; side < 2; side++)
        is_idle |= pair->monthly_minor > CLEARLY * pair->alone_minor[side] &&
                   model_fit_alone(making, pair->offers[side]).fault == MODEL_FITS;
    return is_idle;
}

static void drop(struct comparison *out, const struct pair *pair)
{
    out->dropped[out->dropped_count++] =
        (struct dropped_mix){{(int)pair->offers[0], (int)pair->offers[1]}};
}

/* Of those that keep the promise the cheapest of a month; where months cost the same, the earlier.
 */
static void keep_cheapest(struct making *making, const struct pair *pair, struct comparison *out)
{
    size_t at = making->pair_count;
    bool is_full = at == PAIRS_MOST;

    while (at > 0 && making->pairs[at - 1].monthly_minor > pair->monthly_minor)
        at--;
    if (is_full)
        drop(out, at == PAIRS_MOST ? pair : &making->pairs[PAIRS_MOST - 1]);
    if (at == PAIRS_MOST)
        return;
    making->pair_count += !is_full;
    for (size_t i = making->pair_count - 1; i > at; i--)
        making->pairs[i] = making->pairs[i - 1];
    making->pairs[at] = *pair;
}

static bool find_pairs(struct making *making, struct comparison *out, struct error *err)
{
    const struct cost_settings *costs = &making->settings->costs;
    const struct hybrid_case wanted = {making->settings, &making->demand, &making->staffing,
                                       &making->payroll, 0};

    for (size_t i = 0; i < costs->offer_count; i++)
        for (size_t j = i + 1; j < costs->offer_count; j++) {
            struct pair pair;
            bool has_both = false;
            if (!can_share(&costs->offers[i]) || !can_share(&costs->offers[j]))
                continue;
            if (!pair_find(&wanted, i, j, &out->arena, &pair, &has_both, err))
                return false;
            if (!has_both || !pair_fits(making, &pair))
                continue;
            if (is_idle(making, &pair))
                drop(out, &pair);
            else
                keep_cheapest(making, &pair, out);
        }
    for (size_t i = 0; i < making->pair_count; i++) {
        const struct pair *pair = &making->pairs[i];
        making->mixes[making->mix_count++] =
            (struct draw_mix){.shares = {share_of(pair->offers[0], &pair->parts[0]),
                                         share_of(pair->offers[1], &pair->parts[1])},
                              .share_count = 2};
    }
    return true;
}

bool mixes_find(struct making *making, struct comparison *out, struct error *err)
{
    const struct cost_settings *costs = &making->settings->costs;
    size_t most = costs->offer_count + PAIRS_MOST;

    making->hybrids = arena_array(&out->arena, costs->offer_count + 1, sizeof *making->hybrids);
    making->pairs = arena_array(&out->arena, PAIRS_MOST, sizeof *making->pairs);
    making->mixes = arena_array(&out->arena, most, sizeof *making->mixes);
    size_t pairs = costs->offer_count * costs->offer_count / 2;
    out->dropped = arena_array(&out->arena, pairs + 1, sizeof *out->dropped);
    if (making->hybrids == NULL || making->pairs == NULL || making->mixes == NULL ||
        out->dropped == NULL)
        return error_memory(err);
    return !costs->has_hybrid || (find_hybrids(making, out, err) && find_pairs(making, out, err));
}

static bool fill_hybrid(struct making *making, size_t index, struct comparison *out,
                        struct error *err)
{
    const struct hybrid *hybrid = &making->hybrids[index];
    struct draw_mix *mix = &making->mixes[index];
    const struct own_staff_settings *own = &making->settings->costs.own;
    const struct offer_settings *offer = &making->settings->costs.offers[mix->shares[0].offer];
    struct model_result *model = &out->models[1 + making->settings->costs.offer_count + index];
    struct fit_case wanted = {.settings = making->settings,
                              .demand = &hybrid->offered.demand,
                              .offer = offer,
                              .first_day = making->first_day};
    struct seat_hours seats = {0};

    if (!load_table_find(&mix->table, 1, &seats, err))
        return false;
    model->name = arena_text(&out->arena, offer->name, strlen(offer->name));
    if (model->name == NULL)
        return error_memory(err);
    model->offer = (int)mix->shares[0].offer;
    model->is_hybrid = true;
    model->is_optimum = hybrid->is_optimum;
    model->plan_minor = hybrid->plan_minor;
    model->plan_bound_minor = hybrid->bound_minor;
    model->plan_gap = hybrid->gap;
    model->ticket_share = hybrid->offered.ticket_share;
    model->is_by_scope = isnan(hybrid->gap);
    model->by_ticket_share = offer_is_by_ticket(offer) ? hybrid->offered.ticket_share : 0;
    memcpy(model->own_share, hybrid->own.share, sizeof model->own_share);
    model->heads = ceil(own_heads(own, seats.all) - 1e-9);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        model->provider_hours += making->staffing.seats[hour] * hybrid->offered.share[hour];
    model->seats_mean = making->seats.all / YEAR_HOURS;
    if (offer_is_by_person(offer))
        wanted.persons_needed =
            making->seats.all * hybrid->offered.seat_share / offer_hours_a_person(offer, own);
    model->provider_persons = ceil(wanted.persons_needed - 1e-9);
    struct fit fit = fit_of(&wanted);
    model->fault = fit.fault;
    model->fault_share = fit.share * hybrid->offered.ticket_share;
    return true;
}

static bool fill_pair(const struct making *making, size_t index, struct comparison *out,
                      struct error *err)
{
    const struct pair *pair = &making->pairs[index];
    const struct offer_settings *offers = making->settings->costs.offers;
    struct model_result *model =
        &out->models[1 + making->settings->costs.offer_count + making->hybrid_count + index];

    model->name = arena_format(&out->arena, "%s + %s", offers[pair->offers[0]].name,
                               offers[pair->offers[1]].name);
    if (model->name == NULL)
        return error_memory(err);
    model->offer = (int)pair->offers[0];
    model->second_offer = (int)pair->offers[1];
    model->is_pair = true;
    model->is_by_scope = pair->is_by_scope;
    model->ticket_share = 1;
    model->first_ticket_share = pair->parts[0].ticket_share;
    memcpy(model->first_share, pair->parts[0].share, sizeof model->first_share);
    model->seats_mean = making->seats.all / YEAR_HOURS;
    for (int side = 0; side < 2; side++)
        fill_side(making, pair, side, model);
    return true;
}

bool mixes_fill(struct making *making, struct comparison *out, struct error *err)
{
    for (size_t i = 0; i < making->hybrid_count; i++)
        if (!fill_hybrid(making, i, out, err))
            return false;
    for (size_t i = 0; i < making->pair_count; i++)
        if (!fill_pair(making, i, out, err))
            return false;
    return true;
}
