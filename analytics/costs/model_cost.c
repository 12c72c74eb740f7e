#include "costs/model_cost.h"

#include <math.h>

#include "costs/cash_flow.h"
#include "costs/fit.h"
#include "costs/offers.h"
#include "costs/scope.h"
#include "costs/wide.h"
#include "costs/work.h"

static const double MONTH_WEEKS = 365.25 / 12 / 7;

static struct offer_terms offer_terms(const struct draws *draws, const struct horizon *horizon,
                                      const struct offer_settings *offer, double served_share,
                                      double hours_share)
{
    const struct cost_settings *costs = &draws->settings->costs;
    struct offer_terms terms = {.offer = offer,
                                .asks_hours = offer_asks_hours(offer),
                                .served_share = served_share,
                                .hours_share = hours_share,
                                .waiting_minor =
                                    (double)costs->waiting_hour_minor * offer->queue_hours};

    terms.out_of_hours_share = horizon->out_of_hours_share;
    terms.work_share = work_offered_share(draws->demand, offer);
    terms.returned_hours = work_returned_hours(draws->demand, offer);
    terms.credit_share = offer_credit_share(offer, draws->demand->monthly_tickets * served_share);
    int step = offer_is_by_person(offer) ? 12 : horizon->months;
    for (int month = 0; month < horizon->months; month++) {
        size_t first = offer->first_rise_month > 0 ? (size_t)offer->first_rise_month : 12;
        terms.weight[month] =
            indexed(1, offer->yearly_indexation, (size_t)month, first) * horizon->discount[month];
        terms.weight_sum[month / step * step / 12] += terms.weight[month];
    }
    return terms;
}

struct offer_terms offer_terms_of(const struct draws *draws, const struct horizon *horizon,
                                  const struct offer_settings *offer)
{
    struct offer_terms terms =
        offer_terms(draws, horizon, offer,
                    fit_served_share(draws->demand, offer) * scope_share(draws->demand, offer),
                    draws->hours_shares[offer - draws->settings->costs.offers]);
    double monthly = draws->demand->planned_weekly_hours * MONTH_WEEKS;

    if (!offer_is_by_person(offer))
        *(offer->takes_planned_work ? &terms.planned_hours : &terms.left_hours) = monthly;
    return terms;
}

struct offer_terms offer_terms_of_mix(const struct draws *draws, const struct horizon *horizon,
                                      const struct draw_mix *mix, size_t at)
{
    const struct offer_settings *offers = draws->settings->costs.offers;
    const struct draw_share *share = &mix->shares[at];
    struct offer_terms terms =
        offer_terms(draws, horizon, &offers[share->offer], share->ticket_share, share->seat_share);
    size_t taker = mix->share_count;

    terms.out_of_hours_share = share->out_of_hours_share;
    terms.share_error = share->error;
    if (mix->has_own)
        return terms;
    for (size_t i = mix->share_count; i-- > 0;) {
        const struct offer_settings *offer = &offers[mix->shares[i].offer];
        if (offer_is_by_person(offer))
            return terms; /* it fills their idle time */
        taker = offer->takes_planned_work ? i : taker;
    }
    double monthly = draws->demand->planned_weekly_hours * MONTH_WEEKS;
    if (taker == at)
        terms.planned_hours = monthly;
    else if (taker == mix->share_count && at == 0)
        terms.left_hours = monthly;
    return terms;
}

/* Tickets and seat hours that fall to an offer in one future. */
struct taken {
    double tickets, seats;
};

static struct taken taken_of(const struct offer_terms *terms, const struct future *future)
{
    double factor = terms->share_error == 0 ? 1 : exp(terms->share_error * future->profile_z);

    return (struct taken){fmin(1, terms->served_share * factor), terms->hours_share * factor};
}

/* The people that a provider needs in a year, whole. */
static double persons_of(const struct draws *draws, const struct offer_terms *terms,
                         const struct future *future, const struct taken *taken, int year)
{
    const struct offer_settings *offer = terms->offer;

    if (offer->seat_count > 0 || !offer_is_by_person(offer))
        return offer->seat_count;
    double hours = model_seats(draws->table, future, year, future->seat_factor).all * taken->seats;
    return model_people(draws, hours / offer_hours_a_person(offer, &draws->settings->costs.own));
}

WIDE static void share_out(const double *tickets, double share, int count, double *out)
{
    for (int i = 0; i < count; i++)
        out[i] = tickets[i] * share;
}

/* Billed hours of `count` months: works of this mean and deviation added up, a Gamma by Wilson &
 * Hilferty 1931 (chance_sum) in terms of 1/sqrt(tickets). */
WIDE static void bill(const struct future *future, int first, int count, double share,
                      struct billed_work work, double *hours)
{
    double ratio = work.mean_hours > 0 ? work.deviation_hours / work.mean_hours / sqrt(share) : 0;

    for (int i = 0; i < count; i++) {
        double step = ratio * future->rarity[first + i] / 3;
        double root = 1 - step * step + future->work_z[first + i] * step;
        root = root < 0 ? 0 : root;
        hours[i] = future->tickets[first + i] * share * work.mean_hours * root * root * root;
    }
}

/* Σ weight·amount, in four sums so that the loop can be made wide. */
WIDE static double weighted(const double *weight, const double *amount, int count)
{
    double sums[4] = {0};
    int i = 0;

    for (; i + 4 <= count; i += 4)
        for (int lane = 0; lane < 4; lane++)
            sums[lane] += weight[i + lane] * amount[i + lane];
    for (; i < count; i++)
        sums[0] += weight[i] * amount[i];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/* What an hour of the client's own people costs. */
static double own_hour(const struct draws *draws, const struct future *future)
{
    const struct cost_settings *costs = &draws->settings->costs;

    if (costs->own_hour_minor > 0)
        return (double)costs->own_hour_minor;
    return own_hour_minor(&costs->own, draws->payroll, future->gross_minor);
}

/* What is due once: at the beginning, and when it ends with the horizon. */
static void cost_ends(const struct draws *draws, const struct horizon *horizon,
                      const struct offer_settings *offer, const struct future *future,
                      double parts[PART_COUNT])
{
    double hour = own_hour(draws, future);
    double last = horizon->discount[horizon->months - 1];

    parts[PART_COST_SETUP] += (double)offer->setup_minor;
    parts[PART_COST_TRANSFER] += offer->transfer_hours * hour;
    parts[PART_COST_EXIT] += ((double)offer->exit_minor + offer->exit_hours * hour) * last;
    if (!offer->vat_is_recoverable)
        parts[PART_COST_VAT] +=
            ((double)offer->setup_minor + (double)offer->exit_minor * last) * offer->vat_share;
}

/* The months of one year. */
static void cost_months(const struct offer_terms *terms, const struct future *future,
                        const struct taken *taken, int first, struct offer_use *use,
                        struct billed_work work, double parts[PART_COUNT])
{
    double tickets[MONTH_LIMIT], hours[MONTH_LIMIT], usage[MONTH_LIMIT], minimum[MONTH_LIMIT];
    struct offer_price price = {.usage = usage, .minimum = minimum};

    share_out(future->tickets + first, taken->tickets, use->month_count, tickets);
    if (taken->tickets > 0 && terms->asks_hours)
        bill(future, first, use->month_count, taken->tickets, work, hours);
    else
        share_out(future->tickets + first, 0, use->month_count, hours);
    for (int i = 0; i < use->month_count; i++)
        hours[i] += terms->planned_hours;
    use->tickets = tickets;
    use->billed_hours = hours;
    offer_months(terms->offer, use, &price);
    use->tickets = use->billed_hours = NULL; /* they live here only */
    const double *weight = terms->weight + first;
    parts[PART_COST_FEE] += price.fee * terms->weight_sum[first / 12];
    parts[PART_COST_USAGE] += weighted(weight, usage, use->month_count);
    if (terms->offer->monthly_minimum_minor > 0)
        parts[PART_COST_MINIMUM] += weighted(weight, minimum, use->month_count);
}

/* What each ticket costs beside the price: waiting, and the time of the client's own people, who
 * also do the planned work that is left to them. */
static void cost_tickets(const struct draws *draws, const struct horizon *horizon,
                         const struct offer_terms *terms, const struct future *future,
                         const struct taken *taken, double parts[PART_COUNT])
{
    double hours = terms->offer->client_minutes / 60 + terms->returned_hours;
    double tickets = 0, months = 0;

    if (hours <= 0 && terms->waiting_minor <= 0 && terms->left_hours <= 0)
        return;
    for (int month = 0; month < horizon->months; month++) {
        tickets += future->tickets[month] * horizon->discount[month];
        months += horizon->discount[month];
    }
    parts[PART_COST_WAITING] += terms->waiting_minor * taken->tickets * tickets;
    parts[PART_COST_OWN_HOURS] +=
        own_hour(draws, future) * (hours * taken->tickets * tickets + terms->left_hours * months);
}

/* Months that are still bound when the horizon ends, at what is due without any ticket. */
static void cost_commitment(const struct horizon *horizon, const struct offer_terms *terms,
                            double persons, double parts[PART_COUNT])
{
    const struct offer_settings *offer = terms->offer;
    double bound = offer->minimum_months - horizon->months;

    if (bound <= 0)
        return;
    double due = bound * offer_committed_minor(offer, persons) * terms->weight[horizon->months - 1];
    parts[PART_COST_COMMITMENT] += due;
    if (!offer->vat_is_recoverable)
        parts[PART_COST_VAT] += due * offer->vat_share;
}

void offer_cost(const struct draws *draws, const struct horizon *horizon,
                const struct offer_terms *terms, const struct future *future,
                double parts[PART_COUNT])
{
    const struct offer_settings *offer = terms->offer;
    const struct billed_work work =
        billed_work(future->handling_hours * terms->work_share + offer->briefing_minutes / 60,
                    offer->increment_minutes / 60, offer->minimum_minutes / 60);
    const struct taken taken = taken_of(terms, future);
    bool is_by_year = offer_is_by_person(offer);
    struct offer_use use = {.out_of_hours_share = terms->out_of_hours_share,
                            .month_count = is_by_year ? 12 : horizon->months};

    for (int first = 0; first < horizon->months; first += use.month_count) {
        if (horizon->months - first < use.month_count)
            use.month_count = horizon->months - first;
        use.persons = persons_of(draws, terms, future, &taken, first / 12);
        cost_months(terms, future, &taken, first, &use, work, parts);
    }
    double charged = parts[PART_COST_FEE] + parts[PART_COST_USAGE] + parts[PART_COST_MINIMUM];
    parts[PART_COST_MANAGEMENT] += charged * offer->vendor_management_share;
    if (!offer->vat_is_recoverable)
        parts[PART_COST_VAT] += charged * offer->vat_share;
    parts[PART_COST_CREDITS] -= charged * terms->credit_share;
    cost_tickets(draws, horizon, terms, future, &taken, parts);
    cost_ends(draws, horizon, offer, future, parts);
    cost_commitment(horizon, terms, use.persons, parts);
}
