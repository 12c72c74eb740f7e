#include "costs/draws.h"

#include <math.h>

#include "costs/chance.h"
#include "costs/fit.h"
#include "costs/offers.h"
#include "costs/own_staff.h"

enum { STREAM_VOLUME, STREAM_HANDLING, STREAM_PAY, STREAM_MONTH, MONTH_LIMIT = 120 };

bool load_table_find(struct load_table *table, double scale, struct seat_hours *out,
                     struct error *err)
{
    double middle = (double)(LOAD_STEPS - 1) / 2;
    double at = scale > 0 ? middle + log2(scale) * LOAD_STEPS_AN_OCTAVE : 0;

    at = fmin(fmax(at, 0), LOAD_STEPS - 1 - 1e-9);
    size_t below = (size_t)at;
    double part = at - (double)below;
    for (size_t row = below; row <= below + 1; row++) {
        struct staffing staffing;
        struct staffing_case wanted = table->base;
        if (table->is_filled[row])
            continue;
        wanted.scale *= exp2(((double)row - middle) / LOAD_STEPS_AN_OCTAVE);
        if (!staffing_plan(&wanted, &staffing, err))
            return false;
        table->rows[row] = staffing_year(&staffing, table->holidays_a_year);
        table->is_filled[row] = true;
    }
    const struct seat_hours *low = &table->rows[below];
    const struct seat_hours *high = &table->rows[below + 1];
    *out = (struct seat_hours){low->all + part * (high->all - low->all),
                               low->night + part * (high->night - low->night),
                               low->holiday + part * (high->holiday - low->holiday)};
    return true;
}

/* What all models of one draw meet. */
struct future {
    double handling_hours, gross_minor, lead_minor;
    double load_scale[MONTH_LIMIT / 12]; /* of each year */
    double tickets[MONTH_LIMIT];
    double work_z[MONTH_LIMIT];
};

/* Terms that no draw changes. */
struct terms {
    int months;
    double discount[MONTH_LIMIT];
    double out_of_hours_share;
};

static double out_of_hours_share(const struct demand *demand)
{
    double out = 0;
    double all = 0;

    for (size_t i = 0; i < demand->stream_count; i++)
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            all += demand->streams[i].rate[hour];
            out += demand->office[hour] ? 0 : demand->streams[i].rate[hour];
        }
    return all > 0 ? out / all : 0;
}

static struct draw_point drawn_point(const struct draws *draws, uint32_t draw)
{
    uint64_t seed = draws->settings->criteria.seed;

    return (struct draw_point){.volume_factor = 1,
                               .handling_factor = 1,
                               .pay_factor = 1,
                               .volume_z = chance_normal(chance_uniform(seed, draw, STREAM_VOLUME)),
                               .handling_z =
                                   chance_normal(chance_uniform(seed, draw, STREAM_HANDLING)),
                               .pay_z = chance_normal(chance_uniform(seed, draw, STREAM_PAY))};
}

/* The future at a point; the chance of its months is that of `draw`. */
static struct future meet(const struct draws *draws, const struct terms *terms,
                          const struct draw_point *point, uint32_t draw)
{
    const struct cost_settings *costs = &draws->settings->costs;
    const struct own_staff_settings *own = &costs->own;
    uint64_t seed = draws->settings->criteria.seed;
    const struct uncertain *handling = &draws->demand->handling_minutes;
    double minutes = uncertain_at(handling, point->handling_z) * point->handling_factor;
    double growth = log1p(fmax(-.95, uncertain_at(&costs->volume_growth, point->volume_z)));
    struct future future = {
        .handling_hours = minutes / 60,
        .gross_minor = uncertain_at(&own->monthly_gross_minor, point->pay_z) * point->pay_factor,
        .lead_minor =
            uncertain_at(&own->lead_monthly_gross_minor, point->pay_z) * point->pay_factor};

    for (int month = 0; month < terms->months; month++) {
        double factor = point->volume_factor * exp(growth * (month + .5) / 12);
        int in_year = terms->months - month / 12 * 12 < 12 ? terms->months % 12 : 12;
        double u = chance_uniform(seed, draw, STREAM_MONTH + 2 * (uint32_t)month);
        double v = chance_uniform(seed, draw, STREAM_MONTH + 2 * (uint32_t)month + 1);
        future.load_scale[month / 12] += factor / in_year * minutes / handling->middle;
        future.tickets[month] =
            chance_count(draws->demand->monthly_tickets * factor, draws->demand->dispersion, u);
        future.work_z[month] = chance_normal(v);
    }
    return future;
}

static bool cost_own(struct draws *draws, const struct future *future, const struct terms *terms,
                     double parts[PART_COUNT], struct error *err)
{
    const struct cost_settings *costs = &draws->settings->costs;
    double present = 1 - costs->own.in_shift_share;

    for (int first = 0; first < terms->months; first += 12) {
        struct seat_hours seats;
        double year_parts[PART_COUNT] = {0};
        double discount = 0;
        if (!load_table_find(draws->table, future->load_scale[first / 12], &seats, err))
            return false;
        int years = first / 12;
        double wage = pow(1 + costs->wage_growth, years);
        double price = pow(1 + costs->price_growth, years);
        double heads = ceil(own_heads(&costs->own, seats.all) - 1e-9);
        struct own_year year = {.heads = heads,
                                .paid_heads = heads * turnover_of(&costs->own).filled,
                                .night_hours = seats.night / present,
                                .holiday_hours = seats.holiday / present,
                                .monthly_gross_minor = future->gross_minor * wage,
                                .lead_monthly_gross_minor = future->lead_minor * wage};
        own_year_cost(&costs->own, draws->payroll, &year, year_parts);
        year_parts[PART_COST_HIRING] *= price;
        year_parts[PART_COST_WORKPLACE] *= price;
        for (int month = first; month < first + 12 && month < terms->months; month++)
            discount += terms->discount[month] / 12;
        for (int part = 0; part < PART_COUNT; part++)
            parts[part] += year_parts[part] * discount;
    }
    return true;
}

/* The people that a provider needs for these seat hours, whole. */
static double persons_of(const struct draws *draws, const struct offer_settings *offer,
                         double seat_hours)
{
    if (offer->seat_count > 0 || !offer_is_by_person(offer))
        return offer->seat_count;
    return ceil(seat_hours / offer_hours_a_person(offer, &draws->settings->costs.own) - 1e-9);
}

static void cost_start(const struct draws *draws, const struct offer_settings *offer,
                       const struct future *future, double parts[PART_COUNT])
{
    const struct own_staff_settings *own = &draws->settings->costs.own;

    parts[PART_COST_SETUP] += (double)offer->setup_minor;
    if (offer->transfer_hours > 0)
        parts[PART_COST_TRANSFER] +=
            offer->transfer_hours * own_hour_minor(own, draws->payroll, future->gross_minor);
    if (!offer->vat_is_recoverable)
        parts[PART_COST_VAT] += (double)offer->setup_minor * offer->vat_share;
}

static void cost_month(const struct offer_settings *offer, const struct offer_use *use,
                       double index, double parts[PART_COUNT])
{
    double month[PART_COUNT] = {0};

    offer_month(offer, use, month);
    double charged = parts_sum(month) * index;
    for (int part = 0; part < PART_COUNT; part++)
        parts[part] += month[part] * index;
    parts[PART_COST_MANAGEMENT] += charged * offer->vendor_management_share;
    if (!offer->vat_is_recoverable)
        parts[PART_COST_VAT] += charged * offer->vat_share;
}

static bool cost_offer(struct draws *draws, const struct offer_settings *offer,
                       const struct future *future, const struct terms *terms,
                       double parts[PART_COUNT], struct error *err)
{
    const struct billed_work work = billed_work(
        future->handling_hours, offer->increment_minutes / 60, offer->minimum_minutes / 60);
    double waiting = (double)draws->settings->costs.waiting_hour_minor * offer->queue_hours;
    double served = fit_served_share(draws->demand, offer);
    double hours_share = draws->hours_shares[offer - draws->settings->costs.offers];
    struct offer_use use = {.out_of_hours_share = terms->out_of_hours_share};
    struct seat_hours seats = {0};

    cost_start(draws, offer, future, parts);
    for (int month = 0; month < terms->months; month++) {
        double part[PART_COUNT] = {0};
        int years = month / 12;
        if (month % 12 == 0 && offer_is_by_person(offer) &&
            !load_table_find(draws->table, future->load_scale[month / 12], &seats, err))
            return false;
        use.persons = persons_of(draws, offer, seats.all * hours_share);
        use.tickets = future->tickets[month] * served;
        use.billed_hours =
            chance_sum(use.tickets * work.mean_hours, sqrt(use.tickets) * work.deviation_hours,
                       future->work_z[month]);
        cost_month(offer, &use, pow(1 + offer->yearly_indexation, years), part);
        part[PART_COST_WAITING] += waiting * use.tickets;
        for (int i = 0; i < PART_COUNT; i++)
            parts[i] += part[i] * terms->discount[month];
    }
    return true;
}

static bool cost_model(struct draws *draws, size_t model, const struct future *future,
                       const struct terms *terms, double parts[PART_COUNT], struct error *err)
{
    if (model == 0)
        return cost_own(draws, future, terms, parts, err);
    return cost_offer(draws, &draws->settings->costs.offers[model - 1], future, terms, parts, err);
}

/* Money of a month is paid at its end: (1 + r)^{-(m + 1)/12}; what starts a contract, at once. */
static struct terms terms_of(const struct draws *draws)
{
    const struct cost_settings *costs = &draws->settings->costs;
    struct terms terms = {.months = costs->horizon_months,
                          .out_of_hours_share = out_of_hours_share(draws->demand)};

    for (int month = 0; month < terms.months; month++)
        terms.discount[month] = pow(1 + costs->discount_rate, -(month + 1) / 12.0);
    return terms;
}

bool draws_run(struct draws *draws, struct error *err)
{
    const struct terms terms = terms_of(draws);

    for (uint32_t draw = 0; draw < draws->draw_count; draw++) {
        const struct draw_point point = drawn_point(draws, draw);
        const struct future future = meet(draws, &terms, &point, draw);
        for (size_t model = 0; model < draws->model_count; model++) {
            double parts[PART_COUNT] = {0};
            if (!cost_model(draws, model, &future, &terms, parts, err))
                return false;
            draws->totals[model * draws->draw_count + draw] = parts_sum(parts);
            for (int part = 0; part < PART_COUNT; part++)
                draws->parts[model * PART_COUNT + (size_t)part] += parts[part] / draws->draw_count;
        }
        for (int month = 0; month < terms.months; month++)
            draws->tickets += future.tickets[month] / draws->draw_count;
    }
    return true;
}

bool draws_point(struct draws *draws, const struct draw_point *point, double *out,
                 struct error *err)
{
    const struct terms terms = terms_of(draws);

    for (size_t model = 0; model < draws->model_count; model++)
        out[model] = 0;
    for (uint32_t draw = 0; draw < POINT_DRAWS; draw++) {
        const struct future future = meet(draws, &terms, point, draw);
        for (size_t model = 0; model < draws->model_count; model++) {
            double parts[PART_COUNT] = {0};
            if (!cost_model(draws, model, &future, &terms, parts, err))
                return false;
            out[model] += parts_sum(parts) / POINT_DRAWS;
        }
    }
    return true;
}
