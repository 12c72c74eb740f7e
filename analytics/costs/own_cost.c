/* What own staff costs in one future. */
#include <math.h>

#include "costs/model_cost.h"

enum { MONTHS = 12 };
static const struct payroll_table NOTHING_DUE; /* contributions are taken from own_terms */

/* Of a row that is filled. */
struct seat_hours model_seats(struct load_table *table, const struct future *future, int year,
                              double factor)
{
    struct seat_hours seats = {0};

    if (!load_table_find(table, future->load_scale[year], &seats, NULL))
        return (struct seat_hours){0};
    return (struct seat_hours){seats.all * factor, seats.night * factor, seats.holiday * factor};
}

double model_people(const struct draws *draws, double people)
{
    return draws->heads_are_shares ? people : ceil(people - 1e-9);
}

/* ---- contributions as they fall due ------------------------------------------------------------
 */

/* Discounted contributions of one year of the horizon for one person whose pay in it is `gross`,
 * and who has been there since January at the pay of the year before. */
static double charge_of(const struct draws *draws, const struct horizon *horizon,
                        const struct own_terms *terms, int year, double gross)
{
    double paid[2 * MONTHS], due[2 * MONTHS], sum = 0;
    int before = draws->first_month;
    double earlier = year > 0 ? terms->wage[year - 1] / terms->wage[year] : 1;

    for (int month = 0; month < before + MONTHS; month++)
        paid[month] = month < before ? gross * earlier : gross;
    payroll_months_minor(draws->payroll, paid, 0, before + MONTHS, due);
    for (int month = 0; month < MONTHS && year * MONTHS + month < horizon->months; month++)
        sum += due[before + month] * horizon->discount[year * MONTHS + month];
    return sum;
}

static void fill_charges(const struct draws *draws, const struct horizon *horizon,
                         struct own_terms *terms)
{
    const struct own_staff_settings *own = &draws->settings->costs.own;
    double most = CHARGE_MOST *
                  fmax(own->monthly_gross_minor.high, fmax(own->lead_monthly_gross_minor.high, 1));

    terms->charge_step = most / (CHARGE_STEPS - 1);
    for (int year = 0; year * 12 < horizon->months; year++)
        for (int step = 0; step < CHARGE_STEPS; step++)
            terms->charges[year][step] =
                charge_of(draws, horizon, terms, year, step * terms->charge_step);
}

/* Linear between two pays, and beyond the last: what falls due is a broken line itself. */
static double charged(const struct own_terms *terms, int year, double gross)
{
    double at = gross / terms->charge_step;
    int below = at >= CHARGE_STEPS - 1 ? CHARGE_STEPS - 2 : (int)at;
    const double *row = terms->charges[year];

    return row[below] + (at - below) * (row[below + 1] - row[below]);
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
    fill_charges(draws, horizon, &terms);
    return terms;
}

/* The year's parts at its mean discount, with contributions in the months in which they are due. */
static void add_year(const struct own_staff_settings *own, const struct own_terms *terms, int at,
                     const struct own_year *year, const double *year_parts,
                     double parts[PART_COUNT])
{
    double pay =
        year_parts[PART_COST_PAY] + year_parts[PART_COST_BONUS] + year_parts[PART_COST_PREMIUMS];
    double leads = year->heads / own->span_of_control;

    for (int part = 0; part < PART_COUNT; part++)
        parts[part] += part == PART_COST_CONTRIBUTIONS || part == PART_COST_LEADS
                           ? 0
                           : year_parts[part] * terms->discount[at];
    if (year->paid_heads > 0)
        parts[PART_COST_CONTRIBUTIONS] +=
            year->paid_heads * charged(terms, at, pay / year->paid_heads / 12);
    parts[PART_COST_LEADS] += leads * (12 * year->lead_monthly_gross_minor * terms->discount[at] +
                                       charged(terms, at, year->lead_monthly_gross_minor));
}

void own_cost(const struct draws *draws, struct load_table *table, const struct horizon *horizon,
              const struct own_terms *terms, const struct future *future, double parts[PART_COUNT])
{
    const struct own_staff_settings *own = &draws->settings->costs.own;
    double present = 1 - own->in_shift_share;
    double hours_a_head = own_hours_a_person(own) * terms->turnover.effective;

    double factor =
        table == draws->table ? future->seat_factor : exp(table->seat_error * future->profile_z);

    for (int at = 0; at * 12 < horizon->months; at++) {
        double year_parts[PART_COUNT] = {0};
        struct seat_hours seats = model_seats(table, future, at, factor);
        double heads = model_people(draws, seats.all / hours_a_head);
        struct own_year year = {.heads = heads,
                                .paid_heads = heads * terms->turnover.filled,
                                .hires = heads * terms->turnover.hires_a_year,
                                .night_hours = seats.night / present,
                                .holiday_hours = seats.holiday / present,
                                .monthly_gross_minor = future->gross_minor * terms->wage[at],
                                .lead_monthly_gross_minor = future->lead_minor * terms->wage[at]};
        own_year_cost(own, &NOTHING_DUE, &year, year_parts);
        year_parts[PART_COST_HIRING] *= terms->price[at];
        year_parts[PART_COST_WORKPLACE] *= terms->price[at];
        add_year(own, terms, at, &year, year_parts, parts);
    }
}
