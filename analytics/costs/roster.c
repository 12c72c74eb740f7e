#include "costs/roster.h"

#include <math.h>
#include <stdio.h>

enum { DAY_HOURS = 24 };
static const double YEAR_WEEKS = 365.25 / 7;

const struct roster_rules ROSTER_RULES = {11, 42, 40, 12};
const struct shift_kind ROSTER_KINDS[] = {{.length_hours = 8, .day_count = 1},
                                          {.length_hours = 12, .day_count = 1}};
const size_t ROSTER_KIND_COUNT = sizeof ROSTER_KINDS / sizeof *ROSTER_KINDS;

bool shift_kind_check(const struct shift_kind *kind, const struct roster_rules *rules,
                      struct error *err)
{
    double span = (double)kind->length_hours + kind->lunch_hours;
    double rest = DAY_HOURS - span;
    double week = WEEK_HOURS - DAY_HOURS * (kind->day_count - 1.0) - span;

    if (kind->length_hours == 0 || kind->day_count == 0 || kind->day_count > 7)
        return error_set(err, ERROR_USAGE, "a shift of %u hours on %u days is no shift",
                         kind->length_hours, kind->day_count);
    if (kind->length_hours > rules->most_shift_hours)
        return error_set(err, ERROR_USAGE, "a shift of %u hours is longer than the %g allowed",
                         kind->length_hours, rules->most_shift_hours);
    if (kind->day_count > 1 && rest < rules->daily_rest_hours)
        return error_set(err, ERROR_USAGE,
                         "shifts of %g hours on days running leave %g hours of rest, %g are due",
                         span, rest, rules->daily_rest_hours);
    if (week < rules->weekly_rest_hours)
        return error_set(err, ERROR_USAGE,
                         "%u days of %g hours leave %g hours of weekly rest, %g are due",
                         kind->day_count, span, week, rules->weekly_rest_hours);
    if (kind->day_count * (double)kind->length_hours > rules->most_weekly_hours)
        return error_set(err, ERROR_USAGE, "%u shifts of %u hours are more than the %g of a week",
                         kind->day_count, kind->length_hours, rules->most_weekly_hours);
    return true;
}

/* ---- people ------------------------------------------------------------------------------------
 */

/* Everybody who is present in some hour of a window of the daily rest is another person: two shifts
 * of one person lie further apart than that. */
static double people_for_rest(const struct roster *roster, const struct roster_rules *rules)
{
    int window = (int)ceil(rules->daily_rest_hours);
    double most = 0;

    for (int from = 0; from < WEEK_HOURS; from++) {
        double people = 0;
        for (size_t i = 0; i < roster->pattern_count; i++) {
            bool is_there = false;
            if (roster->plan.people[i] == 0)
                continue;
            for (int hour = from; hour < from + window && !is_there; hour++)
                is_there = roster->patterns[i].present[hour % WEEK_HOURS] != 0;
            people += is_there ? roster->plan.people[i] : 0;
        }
        most = fmax(most, people);
    }
    return most;
}

static void count_people(const struct roster_case *wanted, const struct roster_rules *rules,
                         struct roster *out)
{
    out->people_for_rest = people_for_rest(out, rules);
    out->people_for_week = out->own_hours / rules->most_weekly_hours;
    if (wanted->yearly_hours_a_head > 0)
        out->people_for_hours = out->own_hours * YEAR_WEEKS / wanted->yearly_hours_a_head;
    out->people = fmax(out->people_for_hours, fmax(out->people_for_rest, out->people_for_week));
    out->heads = (uint32_t)ceil(out->people - 1e-9);
}

static void cost_year(const struct roster_case *wanted, struct roster *out)
{
    double least = INFINITY;
    double own = 0, bought = 0;

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        least = fmin(least, wanted->hour_cost[hour]);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        bool is_by_head = wanted->yearly_head_cost > 0;
        own += out->own_seats[hour] * (wanted->hour_cost[hour] - (is_by_head ? least : 0));
        if (out->bought_seats[hour] > 0)
            bought += out->bought_seats[hour] * wanted->bought_price[hour];
    }
    out->yearly_cost = (own + bought) * YEAR_WEEKS + out->heads * wanted->yearly_head_cost;
}

/* ---- one week ----------------------------------------------------------------------------------
 */

static bool is_night(int hour)
{
    return hour_is_night(hour % DAY_HOURS);
}

/* At night at least so many, where anybody must be there. */
static void fill_required(const struct roster_case *wanted, bool has_minimum, double *required)
{
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        required[hour] = wanted->required[hour];
        if (has_minimum && required[hour] > 0 && is_night(hour) &&
            required[hour] < wanted->night_minimum)
            required[hour] = wanted->night_minimum;
    }
}

static void spread(struct roster *out)
{
    out->first_unmet = -1;
    for (int hour = WEEK_HOURS - 1; hour >= 0; hour--) {
        out->own_seats[hour] = out->plan.present[hour];
        out->bought_seats[hour] = out->plan.bought[hour];
        out->own_hours += out->own_seats[hour];
        out->bought_hours += out->bought_seats[hour];
        if (out->plan.is_unmet[hour])
            out->first_unmet = hour;
    }
}

/* The weeks that are tried. Own people at night are as many as the minimum, or none: a night that a
 * provider sits through needs no second of ours. */
static const struct week {
    enum roster_mix mix;
    bool has_own_nights;
} WEEKS[] = {
    {ROSTER_OWN, true}, {ROSTER_BOUGHT, false}, {ROSTER_HYBRID, true}, {ROSTER_HYBRID, false}};

static bool plan_week(const struct roster_case *wanted, const struct week *week,
                      struct arena *arena, struct roster *out, struct error *err)
{
    bool is_closed[WEEK_HOURS];
    const struct roster_rules *rules = wanted->rules != NULL ? wanted->rules : &ROSTER_RULES;
    const struct shift_kind *kinds = wanted->kinds != NULL ? wanted->kinds : ROSTER_KINDS;
    size_t kind_count = wanted->kinds != NULL ? wanted->kind_count : ROSTER_KIND_COUNT;
    double required[WEEK_HOURS];
    struct shift_pattern *patterns = NULL;
    struct shift_problem problem = {
        .period_count = WEEK_HOURS,
        .required = required,
        .is_closed = wanted->is_closed,
        .bought_price = week->mix == ROSTER_OWN ? NULL : wanted->bought_price,
        .node_limit = wanted->node_limit > 0 ? wanted->node_limit : ROSTER_NODES};

    *out = (struct roster){.mix = week->mix};
    for (size_t i = 0; i < kind_count; i++)
        if (!shift_kind_check(&kinds[i], rules, err))
            return false;
    fill_required(wanted, week->has_own_nights, required);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        is_closed[hour] = (wanted->is_closed != NULL && wanted->is_closed[hour]) ||
                          (!week->has_own_nights && is_night(hour));
    if (week->mix != ROSTER_BOUGHT &&
        !shift_patterns_make(kinds, kind_count, wanted->hour_cost, is_closed, arena, &patterns,
                             &problem.pattern_count, err))
        return false;
    problem.patterns = patterns;
    if (!shift_plan_build(&problem, arena, &out->plan, err))
        return error_wrap(err, "the week's shifts");
    out->patterns = patterns;
    out->pattern_count = problem.pattern_count;
    spread(out);
    count_people(wanted, rules, out);
    cost_year(wanted, out);
    return true;
}

/* Fewer hours that nobody reaches first, then the cheaper year. */
static bool is_better(const struct roster *roster, const struct roster *best)
{
    if (roster->plan.unmet_count != best->plan.unmet_count)
        return roster->plan.unmet_count < best->plan.unmet_count;
    return roster->yearly_cost < best->yearly_cost * (1 - 1e-9);
}

bool roster_build(const struct roster_case *wanted, struct arena *arena, struct roster *out,
                  struct error *err)
{
    size_t count = wanted->bought_price == NULL ? 1 : sizeof WEEKS / sizeof *WEEKS;
    struct roster best = {0};

    for (size_t i = 0; i < count; i++) {
        struct roster week;
        if (!plan_week(wanted, &WEEKS[i], arena, &week, err))
            return false;
        if (i == 0 || is_better(&week, &best))
            best = week;
    }
    if (best.mix == ROSTER_HYBRID && best.own_hours == 0)
        best.mix = ROSTER_BOUGHT;
    if (best.mix == ROSTER_HYBRID && best.bought_hours == 0)
        best.mix = ROSTER_OWN;
    *out = best;
    return true;
}
