#include "costs/model_cost.h"

#include <math.h>

#include "costs/cash_flow.h"
#include "costs/fit.h"
#include "costs/offers.h"
#include "costs/scope.h"
#include "costs/wide.h"

/* Of a row that is filled. */
static struct seat_hours seats_at(struct load_table *table, const struct future *future, int year)
{
    struct seat_hours seats = {0};
    double factor = future->seat_factor;

    if (!load_table_find(table, future->load_scale[year], &seats, NULL))
        return (struct seat_hours){0};
    return (struct seat_hours){seats.all * factor, seats.night * factor, seats.holiday * factor};
}

static double whole(const struct draws *draws, double people)
{
    return draws->heads_are_shares ? people : ceil(people - 1e-9);
}

struct own_terms own_terms_of(const struct draws *draws, const struct horizon *horizon)
{
    const struct cost_settings *costs = &draws->settings->costs;
    struct own_terms terms = {.turnover = turnover_of(&costs->own)};

    for (int month = 0; month < horizon->months; month++) {
        int year = month / 12; /* whole years: a rise comes once a year */
        terms.wage[year] = pow(1 + costs->wage_growth, year);
        terms.price[year] = pow(1 + costs->price_growth, year);
        terms.discount[year] += horizon->discount[month] / 12;
    }
    return terms;
}

void own_cost(const struct draws *draws, struct load_table *table, const struct horizon *horizon,
              const struct own_terms *terms, const struct future *future, double parts[PART_COUNT])
{
    const struct own_staff_settings *own = &draws->settings->costs.own;
    double present = 1 - own->in_shift_share;
    double hours_a_head = own_hours_a_person(own) * terms->turnover.effective;

    for (int at = 0; at * 12 < horizon->months; at++) {
        double year_parts[PART_COUNT] = {0};
        struct seat_hours seats = seats_at(table, future, at);
        double heads = whole(draws, seats.all / hours_a_head);
        struct own_year year = {.heads = heads,
                                .paid_heads = heads * terms->turnover.filled,
                                .hires = heads * terms->turnover.hires_a_year,
                                .night_hours = seats.night / present,
                                .holiday_hours = seats.holiday / present,
                                .monthly_gross_minor = future->gross_minor * terms->wage[at],
                                .lead_monthly_gross_minor = future->lead_minor * terms->wage[at]};
        own_year_cost(own, draws->payroll, &year, year_parts);
        year_parts[PART_COST_HIRING] *= terms->price[at];
        year_parts[PART_COST_WORKPLACE] *= terms->price[at];
        for (int part = 0; part < PART_COUNT; part++)
            parts[part] += year_parts[part] * terms->discount[at];
    }
}

/* ---- offers ------------------------------------------------------------------------------------
 */

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
    return offer_terms(draws, horizon, offer,
                       fit_served_share(draws->demand, offer) * scope_share(draws->demand, offer),
                       draws->hours_shares[offer - draws->settings->costs.offers]);
}

struct offer_terms offer_terms_of_mix(const struct draws *draws, const struct horizon *horizon,
                                      const struct draw_mix *mix)
{
    return offer_terms(draws, horizon, &draws->settings->costs.offers[mix->offer],
                       mix->ticket_share, mix->seat_share);
}

/* The people that a provider needs in a year, whole. */
static double persons_of(const struct draws *draws, const struct offer_terms *terms,
                         const struct future *future, int year)
{
    const struct offer_settings *offer = terms->offer;

    if (offer->seat_count > 0 || !offer_is_by_person(offer))
        return offer->seat_count;
    double hours = seats_at(draws->table, future, year).all * terms->hours_share;
    return whole(draws, hours / offer_hours_a_person(offer, &draws->settings->costs.own));
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
static void cost_months(const struct offer_terms *terms, const struct future *future, int first,
                        struct offer_use *use, struct billed_work work, double parts[PART_COUNT])
{
    double tickets[MONTH_LIMIT], hours[MONTH_LIMIT], usage[MONTH_LIMIT], minimum[MONTH_LIMIT];
    struct offer_price price = {.usage = usage, .minimum = minimum};

    share_out(future->tickets + first, terms->served_share, use->month_count, tickets);
    if (terms->served_share > 0 && terms->asks_hours)
        bill(future, first, use->month_count, terms->served_share, work, hours);
    else
        share_out(future->tickets + first, 0, use->month_count, hours);
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

/* What each ticket costs beside the price: waiting, and the time of the client's own people. */
static void cost_tickets(const struct draws *draws, const struct horizon *horizon,
                         const struct offer_terms *terms, const struct future *future,
                         double parts[PART_COUNT])
{
    double own = terms->offer->client_minutes / 60 * own_hour(draws, future);
    double tickets = 0;

    if (own <= 0 && terms->waiting_minor <= 0)
        return;
    for (int month = 0; month < horizon->months; month++)
        tickets += future->tickets[month] * horizon->discount[month];
    parts[PART_COST_WAITING] += terms->waiting_minor * terms->served_share * tickets;
    parts[PART_COST_OWN_HOURS] += own * terms->served_share * tickets;
}

void offer_cost(const struct draws *draws, const struct horizon *horizon,
                const struct offer_terms *terms, const struct future *future,
                double parts[PART_COUNT])
{
    const struct offer_settings *offer = terms->offer;
    const struct billed_work work =
        billed_work(future->handling_hours + offer->briefing_minutes / 60,
                    offer->increment_minutes / 60, offer->minimum_minutes / 60);
    bool is_by_year = offer_is_by_person(offer);
    struct offer_use use = {.out_of_hours_share = horizon->out_of_hours_share,
                            .month_count = is_by_year ? 12 : horizon->months};

    for (int first = 0; first < horizon->months; first += use.month_count) {
        if (horizon->months - first < use.month_count)
            use.month_count = horizon->months - first;
        use.persons = persons_of(draws, terms, future, first / 12);
        cost_months(terms, future, first, &use, work, parts);
    }
    double charged = parts[PART_COST_FEE] + parts[PART_COST_USAGE] + parts[PART_COST_MINIMUM];
    parts[PART_COST_MANAGEMENT] += charged * offer->vendor_management_share;
    if (!offer->vat_is_recoverable)
        parts[PART_COST_VAT] += charged * offer->vat_share;
    parts[PART_COST_CREDITS] -= charged * terms->credit_share;
    cost_tickets(draws, horizon, terms, future, parts);
    cost_ends(draws, horizon, offer, future, parts);
}
