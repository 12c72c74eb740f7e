#include "settings/offer_terms.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool fail_at(const struct settings *settings, size_t line, size_t column, struct error *err,
                    const char *format, ...)
{
    char message[ERROR_TEXT_SIZE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_set(err, ERROR_USAGE, "%s:%zu:%zu: %s", settings->path, line, column, message);
}

static const char *unit_of(const struct offer_settings *offer)
{
    switch (offer->kind) {
    case OFFER_HOUR_BLOCK:
        return "hours";
    case OFFER_PER_SEAT:
    case OFFER_DEDICATED:
        return "seats";
    case OFFER_PER_USER:
        return "users";
    default:
        return "tickets";
    }
}

/* ---- tiers -------------------------------------------------------------------------------------
 */

static bool check_first_tier(const struct settings *settings, const struct offer_settings *offer,
                             struct error *err)
{
    const struct told_tier *tier = &offer->told_tiers[0];

    if (tier->from_quantity <= 0)
        return true;
    return fail_at(settings, tier->line, tier->column, err,
                   "offer '%s', tier 1: the first %g %s have no price (hint: begin with `from: 0`; "
                   "what is included costs `price: 0`)",
                   offer->name, tier->from_quantity, unit_of(offer));
}

static bool check_tier(const struct settings *settings, const struct offer_settings *offer,
                       size_t at, struct error *err)
{
    const struct told_tier *tier = &offer->told_tiers[at];
    const struct told_tier *next = at + 1 < offer->told_tier_count ? tier + 1 : NULL;
    const char *unit = unit_of(offer);

    if (tier->to_quantity > 0 && tier->to_quantity <= tier->from_quantity)
        return fail_at(settings, tier->line, tier->column, err,
                       "offer '%s', tier %zu ends at %g, before it begins", offer->name, at + 1,
                       tier->to_quantity);
    if (next == NULL && tier->to_quantity > 0)
        return fail_at(settings, tier->line, tier->column, err,
                       "offer '%s', tier %zu: above %g %s there is no price (hint: leave `to` out "
                       "of the last tier)",
                       offer->name, at + 1, tier->to_quantity, unit);
    if (next == NULL)
        return true;
    if (next->from_quantity <= tier->from_quantity || tier->to_quantity > next->from_quantity)
        return fail_at(
            settings, next->line, next->column, err,
            "offer '%s', tier %zu begins at %g %s, where tier %zu still holds (hint: each tier "
            "begins higher than the one before it, which ends there by itself: leave "
            "`to` out)",
            offer->name, at + 2, next->from_quantity, unit, at + 1);
    if (tier->to_quantity > 0 && tier->to_quantity < next->from_quantity)
        return fail_at(
            settings, next->line, next->column, err,
            "offer '%s': between %g and %g %s there is no price (tiers %zu and %zu) (hint: leave "
            "`to` out: a tier ends where the next begins)",
            offer->name, tier->to_quantity, next->from_quantity, unit, at + 1, at + 2);
    return true;
}

static bool take_tiers(struct settings *settings, struct offer_settings *offer, struct error *err)
{
    if (offer->told_tier_count == 0)
        return true;
    offer->tiers = arena_array(&settings->arena, offer->told_tier_count, sizeof *offer->tiers);
    if (offer->tiers == NULL)
        return error_memory(err);
    offer->tier_count = offer->told_tier_count;
    for (size_t i = 0; i < offer->tier_count; i++)
        offer->tiers[i] = (struct price_tier){offer->told_tiers[i].from_quantity,
                                              offer->told_tiers[i].price_minor};
    return true;
}

static bool check_tiers(const struct settings *settings, const struct offer_settings *offer,
                        struct error *err)
{
    if (offer->told_tier_count > 0 && !check_first_tier(settings, offer, err))
        return false;
    for (size_t i = 0; i < offer->told_tier_count; i++)
        if (!check_tier(settings, offer, i, err))
            return false;
    return true;
}

/* ---- the price that a kind is made of ----------------------------------------------------------
 */

/* What to write when nothing is charged by the kind's own measure; NULL: there is a price. */
static const char *price_that_lacks(const struct offer_settings *offer)
{
    bool has_unit = offer->told_tier_count > 0 || offer->price_minor > 0;
    bool has_hour = offer->overage_hour_minor > 0 || offer->told_tier_count > 0;

    switch (offer->kind) {
    case OFFER_HOUR_BLOCK:
        if (offer->monthly_fee_minor > 0 && offer->included_hours > 0)
            return NULL;
        return has_hour ? NULL : "`monthly_fee` and `included_hours` of a block, or `tiers`";
    case OFFER_ONE_OFF_HIRE:
        return has_hour ? NULL : "`overage_hour`, the price of an hour";
    case OFFER_RETAINER:
    case OFFER_DEDICATED:
        return offer->monthly_fee_minor > 0 || has_unit ? NULL : "`monthly_fee`";
    case OFFER_FREE_TIER:
        return NULL;
    case OFFER_PER_SEAT:
        return has_unit || offer->monthly_fee_minor > 0 ? NULL : "`monthly_fee` of a seat";
    default:
        return has_unit || has_hour || offer->monthly_minimum_minor > 0 ||
                       offer->monthly_fee_minor > 0
                   ? NULL
                   : "`price` or `tiers`";
    }
}

static bool check_price(const struct settings *settings, const struct offer_settings *offer,
                        struct error *err)
{
    const char *lacks = price_that_lacks(offer);

    if (lacks != NULL)
        return fail_at(settings, offer->line, offer->column, err,
                       "offer '%s' has no price (hint: write %s; what is free is `kind: "
                       "free_tier`)",
                       offer->name, lacks);
    if (offer->kind == OFFER_PER_USER && offer->seat_count <= 0)
        return fail_at(settings, offer->line, offer->column, err,
                       "offer '%s' is priced by user, and nobody told how many there are (hint: "
                       "write `seats: 120`)",
                       offer->name);
    return true;
}

static bool check_credits(const struct settings *settings, const struct offer_settings *offer,
                          struct error *err)
{
    for (size_t i = 1; i < offer->credit_count; i++)
        if (offer->credits[i].below >= offer->credits[i - 1].below)
            return fail_at(settings, offer->line, offer->column, err,
                           "offer '%s': credits stand from the mildest miss to the worst (hint: "
                           "[{below: 90%%, share: 5%%}, {below: 80%%, share: 10%%}])",
                           offer->name);
    return true;
}

static bool check_topics(const struct settings *settings, const struct offer_settings *offer,
                         struct error *err)
{
    for (size_t i = 0; i < offer->topic_count; i++) {
        bool is_known = false;
        for (size_t j = 0; j < settings->topic_count; j++)
            is_known |= strcmp(offer->topics[i], settings->topics[j].topic) == 0;
        if (!is_known)
            return fail_at(settings, offer->line, offer->column, err,
                           "offer '%s' covers '%s', which is no topic here (hint: name the "
                           "categories under `topics:`: {topic: \"%s\", category: \"…\"})",
                           offer->name, offer->topics[i], offer->topics[i]);
    }
    return true;
}

/* ---- names -------------------------------------------------------------------------------------
 */

/* Figures of the choice are told apart by the names of their models. */
static bool check_name(const struct settings *settings, size_t at, struct error *err)
{
    const struct offer_settings *offer = &settings->costs.offers[at];

    if (strcmp(offer->name, "own_staff") == 0)
        return fail_at(settings, offer->line, offer->column, err,
                       "an offer cannot be named 'own_staff', which your own people are");
    for (size_t i = 0; i < at; i++)
        if (strcmp(settings->costs.offers[i].name, offer->name) == 0)
            return fail_at(settings, offer->line, offer->column, err,
                           "two offers are named '%s', the other in line %zu (hint: add what tells "
                           "them apart)",
                           offer->name, settings->costs.offers[i].line);
    return true;
}

/* ---- currency ----------------------------------------------------------------------------------
 */

static int64_t turned(int64_t minor, double rate)
{
    return (int64_t)llround((double)minor * rate);
}

static bool turn_currency(const struct settings *settings, struct offer_settings *offer,
                          struct error *err)
{
    double rate = offer->exchange_rate;

    if (offer->currency == NULL || strcmp(offer->currency, settings->currency) == 0)
        return true;
    if (rate <= 0)
        return fail_at(settings, offer->line, offer->column, err,
                       "offer '%s' is in %s, the settings are in %s, and nobody told the rate "
                       "(hint: write `exchange_rate: …`, the price of one %s in %s)",
                       offer->name, offer->currency, settings->currency, offer->currency,
                       settings->currency);
    for (size_t i = 0; i < offer->tier_count; i++)
        offer->tiers[i].price_minor = turned(offer->tiers[i].price_minor, rate);
    int64_t *const prices[] = {&offer->monthly_minimum_minor, &offer->monthly_fee_minor,
                               &offer->overage_hour_minor,    &offer->setup_minor,
                               &offer->price_minor,           &offer->exit_minor};
    for (size_t i = 0; i < sizeof prices / sizeof *prices; i++)
        *prices[i] = turned(*prices[i], rate);
    return true;
}

bool offer_terms_settle(struct settings *settings, bool has_currency, struct error *err)
{
    struct cost_settings *costs = &settings->costs;

    if (costs->is_set && !has_currency)
        return fail_at(settings, costs->line, costs->column, err,
                       "`costs:` tells money without a currency (hint: write `currency: %s` at the "
                       "top)",
                       settings->currency);
    for (size_t i = 0; i < costs->offer_count; i++) {
        struct offer_settings *offer = &costs->offers[i];
        if (!check_name(settings, i, err) || !check_tiers(settings, offer, err) ||
            !check_price(settings, offer, err) || !check_credits(settings, offer, err) ||
            !check_topics(settings, offer, err) || !take_tiers(settings, offer, err) ||
            !turn_currency(settings, offer, err))
            return false;
    }
    return true;
}
