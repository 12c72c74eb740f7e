/* The models of several parties: people, seats, hours and faults of each. */
#include <math.h>
#include <string.h>

#include "costs/fit.h"
#include "costs/making.h"
#include "costs/offers.h"
#include "costs/own_staff.h"

static const double YEAR_HOURS = 8766;

static bool name(const struct making *making, const struct mix *mix, struct model_result *model,
                 struct arena *arena, struct error *err)
{
    const struct offer_settings *offers = making->settings->costs.offers;
    const char *first = offers[mix->offers[0]].name;

    model->name = mix->offer_count == 1
                      ? arena_text(arena, first, strlen(first))
                      : arena_format(arena, "%s + %s", first, offers[mix->offers[1]].name);
    return model->name != NULL || error_memory(err);
}

/* Own staff's seats of the year, whole heads, and the boundary. */
static bool fill_own(const struct making *making, const struct mix *mix, struct load_table *table,
                     struct model_result *model, struct error *err)
{
    struct seat_hours seats = {0};

    if (!load_table_find(table, 1, &seats, err))
        return false;
    model->is_hybrid = true;
    model->is_optimum = mix->is_optimum;
    model->plan_minor = mix->plan_minor;
    model->plan_bound_minor = mix->bound_minor;
    model->plan_gap = mix->gap;
    model->heads = ceil(own_heads(&making->settings->costs.own, seats.all) - 1e-9);
    memcpy(model->own_share, mix->own.share, sizeof model->own_share);
    for (size_t side = 0; side < mix->offer_count; side++)
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            model->provider_hours += making->staffing.seats[hour] * mix->parts[side].share[hour];
    return true;
}

/* People who are paid by the person are heads of a model without own staff. */
static void fill_side(const struct making *making, const struct mix *mix, size_t side,
                      struct model_result *model)
{
    const struct offer_settings *offer = &making->settings->costs.offers[mix->offers[side]];
    const struct part *part = &mix->parts[side];
    struct fit fit = mix_fit(making, mix, side);
    double persons =
        offer->seat_count > 0 ? offer->seat_count : ceil(mix_persons(making, mix, side) - 1e-9);

    *(side == 0 ? &model->provider_persons : &model->second_persons) = persons;
    model->heads += !mix->has_own && offer_is_by_person(offer) ? persons : 0;
    model->by_ticket_share += offer_is_by_ticket(offer) ? part->ticket_share : 0;
    model->ticket_share += part->ticket_share;
    if (fit.fault != MODEL_FITS && model->fault == MODEL_FITS) {
        model->fault = fit.fault;
        model->fault_share = fit.share * part->ticket_share;
    }
}

static bool fill(const struct making *making, size_t at, struct comparison *out, struct error *err)
{
    const struct mix *mix = &making->mixes[at];
    struct model_result *model = &out->models[1 + making->settings->costs.offer_count + at];

    if (!name(making, mix, model, &out->arena, err) ||
        (mix->has_own && !fill_own(making, mix, &making->draw_mixes[at].table, model, err)))
        return false;
    model->offer = (int)mix->offers[0];
    model->is_by_scope = mix->is_by_scope;
    model->seats_mean = making->seats.all / YEAR_HOURS;
    for (size_t side = 0; side < mix->offer_count; side++)
        fill_side(making, mix, side, model);
    if (mix->offer_count < 2)
        return true;
    model->is_pair = true;
    model->second_offer = (int)mix->offers[1];
    model->first_ticket_share = mix->parts[0].ticket_share;
    memcpy(model->first_share, mix->parts[0].share, sizeof model->first_share);
    return true;
}

bool mixes_fill(struct making *making, struct comparison *out, struct error *err)
{
    for (size_t i = 0; i < making->mix_count; i++)
        if (!fill(making, i, out, err))
            return false;
    return true;
}
