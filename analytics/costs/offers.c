#include "costs/offers.h"

#include <math.h>

double tiers_price(const struct price_tier *tiers, size_t count, double quantity)
{
    double total = 0;

    for (size_t i = 0; i < count; i++) {
        double from = i == 0 ? 0 : tiers[i].from_quantity;
        double to = i + 1 < count ? tiers[i + 1].from_quantity : INFINITY;
        if (quantity > from)
            total += (fmin(quantity, to) - from) * (double)tiers[i].price_minor;
    }
    return total;
}

/* With q = e^{-d/m} and K the first step at or above the minimum, steps beyond it are geometric:
 * P(j steps more) = q^K·q^{j-1}(1 - q). */
struct billed_work billed_work(double work_hours, double increment_hours, double minimum_hours)
{
    struct billed_work billed = {work_hours, work_hours};

    if (work_hours <= 0)
        return (struct billed_work){minimum_hours, 0};
    if (increment_hours <= 0) {
        double over = exp(-minimum_hours / work_hours);
        double square = 2 * work_hours * work_hours * over;
        billed.mean_hours = minimum_hours + work_hours * over;
        billed.deviation_hours = sqrt(square - work_hours * over * (work_hours * over));
        return billed;
    }
    double first = ceil(minimum_hours / increment_hours - 1e-9);
    double q = exp(-increment_hours / work_hours);
    double beyond = exp(-first * increment_hours / work_hours);
    double steps = beyond / (1 - q);
    double square = beyond * (1 + q) / ((1 - q) * (1 - q));
    billed.mean_hours = first * increment_hours + increment_hours * steps;
    billed.deviation_hours = increment_hours * sqrt(fmax(0, square - steps * steps));
    return billed;
}

bool offer_is_by_person(const struct offer_settings *offer)
{
    return offer->kind == OFFER_PER_SEAT || offer->kind == OFFER_DEDICATED;
}

double offer_hours_a_person(const struct offer_settings *offer,
                            const struct own_staff_settings *own)
{
    double absent = own->absence_share * (1 - offer->absence_cover_share);

    return own->yearly_hours * (1 - absent) * (1 - own->in_shift_share);
}

static void retainer(const struct offer_settings *offer, const struct offer_use *use,
                     double parts[PART_COUNT])
{
    double over = fmax(0, use->billed_hours - offer->included_hours);

    parts[PART_COST_FEE] += (double)offer->monthly_fee_minor;
    parts[PART_COST_USAGE] += over * (double)offer->overage_hour_minor;
}

/* Blocks of included hours at the monthly fee, else hours by tier, else the hour's own price. */
static void hour_block(const struct offer_settings *offer, const struct offer_use *use,
                       double parts[PART_COUNT])
{
    if (offer->included_hours > 0 && offer->monthly_fee_minor > 0)
        parts[PART_COST_USAGE] += ceil(use->billed_hours / offer->included_hours - 1e-9) *
                                  (double)offer->monthly_fee_minor;
    else if (offer->tier_count > 0)
        parts[PART_COST_USAGE] += tiers_price(offer->tiers, offer->tier_count, use->billed_hours);
    else
        parts[PART_COST_USAGE] += use->billed_hours * (double)offer->overage_hour_minor;
}

static void by_ticket(const struct offer_settings *offer, const struct offer_use *use,
                      double parts[PART_COUNT])
{
    parts[PART_COST_FEE] += (double)offer->monthly_fee_minor;
    parts[PART_COST_USAGE] += tiers_price(offer->tiers, offer->tier_count, use->tickets) +
                              use->billed_hours * (double)offer->overage_hour_minor;
}

static void by_person(const struct offer_settings *offer, const struct offer_use *use,
                      double parts[PART_COUNT])
{
    parts[PART_COST_FEE] += use->persons * (double)offer->monthly_fee_minor +
                            tiers_price(offer->tiers, offer->tier_count, use->persons);
}

typedef void (*month_price)(const struct offer_settings *offer, const struct offer_use *use,
                            double parts[PART_COUNT]);

static const month_price PRICES[OFFER_KIND_COUNT] = {
    [OFFER_PER_TICKET] = by_ticket, [OFFER_HOUR_BLOCK] = hour_block, [OFFER_RETAINER] = retainer,
    [OFFER_PER_SEAT] = by_person,   [OFFER_DEDICATED] = by_person,   [OFFER_PER_USER] = by_person,
    [OFFER_ONE_OFF] = by_ticket,    [OFFER_FREE_TIER] = by_ticket,
};

void offer_month(const struct offer_settings *offer, const struct offer_use *use,
                 double parts[PART_COUNT])
{
    double month[PART_COUNT] = {0};

    PRICES[offer->kind](offer, use, month);
    month[PART_COST_USAGE] *= 1 + (offer->out_of_hours_multiplier - 1) * use->out_of_hours_share;
    double charged = month[PART_COST_FEE] + month[PART_COST_USAGE];
    month[PART_COST_MINIMUM] = fmax(0, (double)offer->monthly_minimum_minor - charged);
    for (int part = 0; part < PART_COUNT; part++)
        parts[part] += month[part];
}
