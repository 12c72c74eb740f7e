#include "costs/offers.h"

#include <math.h>

#include "costs/price.h"
#include "costs/wide.h"

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

/* ---- a price of each of `count` months ---------------------------------------------------------
 */

WIDE static void add_each(double price, const double *quantity, int count, double *sum)
{
    for (int month = 0; price != 0 && month < count; month++)
        sum[month] += price * quantity[month];
}

WIDE static void add_tiers(const struct offer_settings *offer, const double *quantity, int count,
                           double *sum)
{
    for (size_t i = 0; i < offer->tier_count; i++) {
        double from = i == 0 ? 0 : offer->tiers[i].from_quantity;
        double to = i + 1 < offer->tier_count ? offer->tiers[i + 1].from_quantity : INFINITY;
        double price = (double)offer->tiers[i].price_minor;
        for (int month = 0; month < count; month++)
            sum[month] += price * most(0, least(quantity[month], to) - from);
    }
}

WIDE static void add_above(double price, double included, const struct offer_use *use, double *sum)
{
    for (int month = 0; month < use->month_count; month++)
        sum[month] += price * most(0, use->billed_hours[month] - included);
}

WIDE static void add_blocks(double price, double block, const struct offer_use *use, double *sum)
{
    for (int month = 0; month < use->month_count; month++)
        sum[month] += ceil(use->billed_hours[month] / block - 1e-9) * price;
}

static void retainer(const struct offer_settings *offer, const struct offer_use *use,
                     struct offer_price *out)
{
    double included = offer->included_hours;
    double price = (double)offer->overage_hour_minor;

    out->fee = (double)offer->monthly_fee_minor;
    add_above(price, included, use, out->usage);
}

/* Prepaid hours, month after month: what is left passes on as far as it may, the rest expires; what
 * is missing costs the hour's price, or another block. */
static void add_prepaid(const struct offer_settings *offer, const struct offer_use *use,
                        double *sum)
{
    const struct hour_block block = {.hours = offer->included_hours,
                                     .price = (double)offer->monthly_fee_minor,
                                     .carried_share = offer->rollover_share,
                                     .overage_hour = offer->overage_hour_minor > 0
                                                         ? (double)offer->overage_hour_minor
                                                         : INFINITY};
    double carried = 0;

    for (int month = 0; month < use->month_count; month++) {
        struct block_use used = block_month(&block, carried, use->billed_hours[month]);
        sum[month] += used.price;
        carried = used.carried_hours;
    }
}

/* Blocks of included hours at the monthly fee, else hours by tier, else the hour's own price. */
static void hour_block(const struct offer_settings *offer, const struct offer_use *use,
                       struct offer_price *out)
{
    double block = offer->included_hours;
    double price = (double)offer->monthly_fee_minor;

    if (block > 0 && price > 0 && (offer->rollover_share > 0 || offer->overage_hour_minor > 0))
        add_prepaid(offer, use, out->usage);
    else if (block > 0 && price > 0)
        add_blocks(price, block, use, out->usage);
    else if (offer->tier_count > 0)
        add_tiers(offer, use->billed_hours, use->month_count, out->usage);
    else
        add_each((double)offer->overage_hour_minor, use->billed_hours, use->month_count,
                 out->usage);
}

static void by_ticket(const struct offer_settings *offer, const struct offer_use *use,
                      struct offer_price *out)
{
    out->fee = (double)offer->monthly_fee_minor;
    add_tiers(offer, use->tickets, use->month_count, out->usage);
    add_each((double)offer->price_minor, use->tickets, use->month_count, out->usage);
    add_each((double)offer->overage_hour_minor, use->billed_hours, use->month_count, out->usage);
}

static void by_hire(const struct offer_settings *offer, const struct offer_use *use,
                    struct offer_price *out)
{
    out->fee = (double)offer->monthly_fee_minor;
    if (offer->tier_count > 0)
        add_tiers(offer, use->billed_hours, use->month_count, out->usage);
    else
        add_each((double)offer->overage_hour_minor, use->billed_hours, use->month_count,
                 out->usage);
    add_each((double)offer->price_minor, use->tickets, use->month_count, out->usage);
}

static void by_person(const struct offer_settings *offer, const struct offer_use *use,
                      struct offer_price *out)
{
    out->fee = use->persons * (double)(offer->monthly_fee_minor + offer->price_minor) +
               tiers_price(offer->tiers, offer->tier_count, use->persons);
}

typedef void (*month_price)(const struct offer_settings *offer, const struct offer_use *use,
                            struct offer_price *out);

static const month_price PRICES[OFFER_KIND_COUNT] = {
    [OFFER_PER_TICKET] = by_ticket, [OFFER_HOUR_BLOCK] = hour_block, [OFFER_RETAINER] = retainer,
    [OFFER_PER_SEAT] = by_person,   [OFFER_DEDICATED] = by_person,   [OFFER_PER_USER] = by_person,
    [OFFER_ONE_OFF] = by_ticket,    [OFFER_FREE_TIER] = by_ticket,   [OFFER_ONE_OFF_HIRE] = by_hire,
};

WIDE static void fill_up(double dearer, double minimum, int count, struct offer_price *out)
{
    for (int month = 0; month < count; month++) {
        out->usage[month] *= dearer;
        out->minimum[month] = most(0, minimum - out->fee - out->usage[month]);
    }
}

void offer_months(const struct offer_settings *offer, const struct offer_use *use,
                  struct offer_price *out)
{
    double dearer = 1 + (offer->out_of_hours_multiplier - 1) * use->out_of_hours_share;

    out->fee = 0;
    for (int month = 0; month < use->month_count; month++)
        out->usage[month] = 0;
    PRICES[offer->kind](offer, use, out);
    fill_up(dearer, (double)offer->monthly_minimum_minor, use->month_count, out);
}

double offer_committed_minor(const struct offer_settings *offer, double persons)
{
    double none = 0, usage = 0, minimum = 0;
    const struct offer_use use = {1, &none, &none, persons, 0};
    struct offer_price price = {.usage = &usage, .minimum = &minimum};

    offer_months(offer, &use, &price);
    return price.fee + usage + minimum;
}

double offer_leaving_minor(const struct offer_settings *offer, double persons, int month,
                           double own_hour)
{
    double bound = most(most(0, offer->minimum_months - month), offer->notice_months);
    double due = bound * offer_committed_minor(offer, persons) + (double)offer->exit_minor;

    return due * (offer->vat_is_recoverable ? 1 : 1 + offer->vat_share) +
           offer->exit_hours * own_hour;
}

bool offer_asks_hours(const struct offer_settings *offer)
{
    return offer->kind == OFFER_RETAINER || offer->kind == OFFER_HOUR_BLOCK ||
           offer->kind == OFFER_ONE_OFF_HIRE ||
           (!offer_is_by_person(offer) && offer->kind != OFFER_PER_USER &&
            offer->overage_hour_minor != 0);
}

double offer_credit_share(const struct offer_settings *offer, double monthly_tickets)
{
    enum { STEPS_MOST = 16 };
    struct credit_step steps[STEPS_MOST];
    double most = offer->credits_at_risk_share > 0 ? offer->credits_at_risk_share : 1;
    size_t count = offer->credit_count < STEPS_MOST ? offer->credit_count : STEPS_MOST;

    if (offer->kept_share <= 0 || monthly_tickets < 1)
        return 0;
    for (size_t i = 0; i < count; i++)
        steps[i] =
            (struct credit_step){offer->credits[i].below, fmin(most, offer->credits[i].fee_share)};
    return credit_mean(steps, count, 1, (uint32_t)llround(monthly_tickets), offer->kept_share);
}

bool offer_is_by_ticket(const struct offer_settings *offer)
{
    return offer->kind == OFFER_PER_TICKET || offer->kind == OFFER_ONE_OFF;
}
