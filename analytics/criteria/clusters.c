#include <math.h>

#include "calendar/instant.h"
#include "criteria/scoring.h"
#include "statistics/distribution.h"

/*
 * Which tickets come in families (statistics.md 0.3): accounts from twelve on (one that holds more
 * than half of the units is split by weeks), else each account's calendar days; and calendar days
 * over all accounts beside them. The wider of the two is published.
 */
enum { ACCOUNTS_LEAST = 12 };
static const double GIANT_SHARE = 0.5;

struct families {
    const struct units *units;
    int32_t first_day;
    size_t day_count;
    uint32_t account_count;
    bool is_by_account;
    int64_t giant; /* account, -1 none */
    size_t week_count, week_offset;
    size_t primary_count; /* size of the arrays below, not of the clusters in use */
};

static void count_accounts(struct families *families, uint64_t *tickets)
{
    const struct units *units = families->units;
    uint32_t used = 0;

    for (size_t i = 0; i < units->count; i++) {
        used += tickets[units->rows[i].account] == 0;
        tickets[units->rows[i].account] += units->rows[i].count;
    }
    families->is_by_account = used >= ACCOUNTS_LEAST;
    for (uint32_t account = 0; account < families->account_count; account++)
        if ((double)tickets[account] > GIANT_SHARE * (double)units->ticket_count)
            families->giant = account;
}

static bool families_of(struct scoring *scoring, const struct units *units, struct families *out,
                        struct error *err)
{
    int32_t last_day = INT32_MIN;
    uint32_t account_count = scoring->cube->names.account_count;
    uint64_t *tickets = arena_array(scoring->scratch, account_count + 1, sizeof *tickets);

    *out = (struct families){
        .units = units, .first_day = INT32_MAX, .account_count = account_count, .giant = -1};
    if (tickets == NULL)
        return error_memory(err);
    for (size_t i = 0; i < units->count; i++) {
        int32_t day = units->rows[i].day;
        out->first_day = day < out->first_day ? day : out->first_day;
        last_day = day > last_day ? day : last_day;
    }
    out->day_count = units->count == 0 ? 0 : (size_t)(last_day - out->first_day) + 1;
    out->week_count = out->day_count / WEEK_DAYS + 2;
    count_accounts(out, tickets);
    out->primary_count = out->is_by_account ? account_count + out->week_count : units->count;
    return true;
}

/* The family of unit `i`; without accounts a new one begins where account or day change, because
 * the rows are sorted by them. */
static size_t family_of(const struct families *families, size_t i, size_t before)
{
    const struct unit_row *unit = &families->units->rows[i];
    const struct unit_row *last = i == 0 ? NULL : &families->units->rows[i - 1];

    if (families->is_by_account && unit->account != families->giant)
        return unit->account;
    if (families->is_by_account)
        return families->account_count + families->week_offset +
               (size_t)(week_of_day(unit->day) - week_of_day(families->first_day));
    if (last == NULL)
        return 0;
    return before + (last->account != unit->account || last->day != unit->day);
}

struct sums {
    double *values;
    double *sizes; /* units, or their weights; 0: not in use */
    size_t size;
};

static bool sums_open(struct scoring *scoring, size_t size, struct sums *out, struct error *err)
{
    out->size = size;
    out->values = arena_array(scoring->scratch, size + 1, sizeof *out->values);
    out->sizes = arena_array(scoring->scratch, size + 1, sizeof *out->sizes);
    return (out->values != NULL && out->sizes != NULL) || error_memory(err);
}

static void sums_add(struct sums *sums, size_t at, double value, double size)
{
    sums->values[at] += value;
    sums->sizes[at] += size;
}

/* Packs the used ones to the front. */
static size_t sums_pack(struct sums *sums)
{
    size_t count = 0;

    for (size_t i = 0; i < sums->size; i++) {
        if (!(sums->sizes[i] > 0))
            continue;
        sums->values[count] = sums->values[i];
        sums->sizes[count++] = sums->sizes[i];
    }
    return count;
}

static struct cluster_share share_of(struct cluster_evidence evidence, double unit_count,
                                     struct sums *sums)
{
    evidence.cluster_count = sums_pack(sums);
    struct cluster_spread spread = cluster_spread(sums->values, sums->sizes, evidence.cluster_count,
                                                  unit_count, evidence.unit_variance);
    evidence.cluster_square_sum = spread.square_sum;
    evidence.freedom = spread.freedom;
    return cluster_interval(&evidence);
}

/* The two clusterings of units: what each adds to the influence on a figure. */
static bool sum_families(struct scoring *scoring, const struct units *units,
                         const double *influence, struct sums *primary, struct sums *days,
                         struct error *err)
{
    struct families families = {0};
    size_t family = 0;

    if (!families_of(scoring, units, &families, err) ||
        !sums_open(scoring, families.primary_count, primary, err) ||
        !sums_open(scoring, families.day_count, days, err))
        return false;
    for (size_t i = 0; i < units->count; i++) {
        double size = units->rows[i].count;
        family = family_of(&families, i, family);
        sums_add(primary, family, influence[i] * size, size);
        sums_add(days, (size_t)(units->rows[i].day - families.first_day), influence[i] * size,
                 size);
    }
    return true;
}

/* `influence` of one ticket of each unit on the value. */
static bool estimate_by_families(struct scoring *scoring, const struct units *units,
                                 const double *influence, const struct cluster_evidence *evidence,
                                 struct estimate *out, struct error *err)
{
    struct sums primary = {0}, days = {0};
    double n = (double)units->ticket_count;

    if (!sum_families(scoring, units, influence, &primary, &days, err))
        return false;
    struct cluster_share share =
        cluster_wider(share_of(*evidence, n, &primary), share_of(*evidence, n, &days));
    *out = (struct estimate){
        .has_value = isfinite(share.value),
        .value = share.value,
        .has_interval =
            share.cluster_count >= 2 && isfinite(share.limits.low) && isfinite(share.limits.high),
        .limits = share.limits,
        .n_eff = isfinite(share.n_eff) ? share.n_eff : 0,
        .effect = isfinite(share.effect) ? share.effect : 1,
        .cluster_count = (uint32_t)share.cluster_count,
        .critical = normal_two_sided(evidence->confidence) * sqrt(share.n_eff / share.n_t),
    };
    return true;
}

/* What an estimate needs on its way lives no longer than it: a quarter of a million tickets is
 * estimated two dozen times. Returns the arena to go back to. */
static struct arena *arena_within(struct scoring *scoring, struct arena *inner)
{
    struct arena *outer = scoring->scratch;

    scoring->scratch = inner;
    return outer;
}

static struct cluster_change wider_change(struct cluster_change a, struct cluster_change b)
{
    double width_a = a.limits.high - a.limits.low, width_b = b.limits.high - b.limits.low;

    return width_b > width_a || isnan(width_a) ? b : a;
}

static struct cluster_change spread_of(const struct scoring *scoring, double unit_count,
                                       double unit_variance, struct sums *sums)
{
    size_t count = sums_pack(sums);
    struct cluster_spread spread =
        cluster_spread(sums->values, sums->sizes, count, unit_count, unit_variance);

    return cluster_change_of(0, cluster_variance_of(spread.square_sum, count), spread.freedom,
                             count, scoring->settings->criteria.confidence);
}

bool families_spread(struct scoring *scoring, const struct units *units, const double *influence,
                     double unit_variance, double *out_variance, double *out_critical,
                     struct error *err)
{
    struct sums primary = {0}, days = {0};
    double n = (double)units->ticket_count;

    if (!sum_families(scoring, units, influence, &primary, &days, err))
        return false;
    struct cluster_change one = spread_of(scoring, n, unit_variance, &primary);
    struct cluster_change other = spread_of(scoring, n, unit_variance, &days);
    struct cluster_change wider = wider_change(one, other);
    *out_variance = wider.error * wider.error;
    *out_critical = student_two_sided(scoring->settings->criteria.confidence, wider.freedom);
    return true;
}

static bool mean_within(struct scoring *scoring, const struct units *units, struct estimate *out,
                        struct error *err)
{
    double n = (double)units->ticket_count;
    double sum = 0;
    double *influence = arena_array(scoring->scratch, units->count + 1, sizeof *influence);

    *out = (struct estimate){0};
    if (influence == NULL)
        return error_memory(err);
    if (units->ticket_count == 0)
        return true;
    for (size_t i = 0; i < units->count; i++)
        sum += units->rows[i].utility * units->rows[i].count;
    double x = sum / n;
    for (size_t i = 0; i < units->count; i++)
        influence[i] = (units->rows[i].utility - x) / n;
    struct cluster_evidence evidence = {.value = x,
                                        .known_count = n,
                                        .unit_variance = x * (1 - x) / n,
                                        .confidence = scoring->settings->criteria.confidence};
    return estimate_by_families(scoring, units, influence, &evidence, out, err);
}

bool estimate_mean(struct scoring *scoring, const struct units *units, struct estimate *out,
                   struct error *err)
{
    OWN(arena_release) struct arena inner = {0};
    struct arena *outer = arena_within(scoring, &inner);
    bool is_fine = mean_within(scoring, units, out, err);

    scoring->scratch = outer;
    return is_fine;
}

bool curve_build(struct scoring *scoring, const struct units *units, struct survival *out,
                 struct error *err)
{
    struct exits exits = {0};

    return exits_of(scoring, units, &exits, err) &&
           survival_build(exits.cells, exits.cell_count, scoring->scratch, out, err);
}

/* Units whose status at `latest` is known: they had some event, or were watched until then. */
static double known_count(const struct exits *exits, double latest)
{
    double known = 0;

    for (size_t i = 0; i < exits->cell_count; i++) {
        const struct survival_cell *cell = &exits->cells[i];
        bool is_known = cell->cause != CAUSE_NONE || cell->time >= latest;
        known += is_known ? (double)cell->count : 0;
    }
    return known;
}

/* Of one ticket of each way out. */
static bool influences_of(struct scoring *scoring, const struct exits *exits,
                          const struct survival *survival, const struct survival_influence *table,
                          double **out, struct error *err)
{
    *out = arena_array(scoring->scratch, exits->cell_count + 1, sizeof **out);
    if (*out == NULL)
        return error_memory(err);
    for (size_t i = 0; i < exits->cell_count; i++) {
        struct survival_place place = {0};
        if (survival_place(survival, exits->cells[i].time, 0, &place))
            (*out)[i] = survival_influence_of(table, place, exits->cells[i].cause);
    }
    return true;
}

static bool attained_within(struct scoring *scoring, struct units *units,
                            const struct survival_goal *goal, struct estimate *out,
                            struct error *err)
{
    struct exits exits = {0};
    struct survival survival = {0};
    struct survival_influence table = {0};
    double *by_exit = NULL;
    double n = (double)units->ticket_count;
    double *influence = arena_array(scoring->scratch, units->count + 1, sizeof *influence);
    double latest = -INFINITY;

    *out = (struct estimate){0};
    if (influence == NULL)
        return error_memory(err);
    if (units->ticket_count == 0)
        return true;
    if (!exits_of(scoring, units, &exits, err) ||
        !survival_build(exits.cells, exits.cell_count, scoring->scratch, &survival, err) ||
        !survival_influence(&survival, goal, scoring->scratch, &table, err) ||
        !influences_of(scoring, &exits, &survival, &table, &by_exit, err))
        return false;
    for (size_t m = 0; m < goal->count; m++)
        latest = fmax(latest, goal->times[m]);
    for (size_t i = 0; i < units->count; i++) {
        influence[i] = by_exit[exits.of_unit[i]];
        units->rows[i].utility = table.value + n * influence[i];
    }
    struct cluster_evidence evidence = {.value = table.value,
                                        .known_count = known_count(&exits, latest),
                                        .unit_variance = survival_unit_variance(&survival, &table),
                                        .confidence = scoring->settings->criteria.confidence};
    return estimate_by_families(scoring, units, influence, &evidence, out, err);
}

bool estimate_attained(struct scoring *scoring, struct units *units,
                       const struct survival_goal *goal, struct estimate *out, struct error *err)
{
    OWN(arena_release) struct arena inner = {0};
    struct arena *outer = arena_within(scoring, &inner);
    bool is_fine = attained_within(scoring, units, goal, out, err);

    scoring->scratch = outer;
    return is_fine;
}

/* ---- waits: quantiles and the mean, by families ---- */

/*
 * The times at which the share answered is not told apart from `level`: a score test of F = level,
 * inverted, with the design effect and freedom that the tickets' families show at the quantile
 * itself (Woodruff 1952; Francisco & Fuller 1991). An end that the curve never reaches is NaN.
 */
static struct interval times_around(const struct survival *survival, double level,
                                    const struct estimate *at, double confidence)
{
    double half = at->critical * sqrt(level * (1 - level) / at->n_eff);
    double low = fmax(level - half, 1e-9);

    if (!at->has_interval || level + half >= 1)
        return (struct interval){
            at->has_interval
                ? survival_incidence_quantile(survival, CAUSE_EVENT, low, confidence).first
                : NAN,
            NAN};
    return (struct interval){
        survival_incidence_quantile(survival, CAUSE_EVENT, low, confidence).first,
        survival_incidence_quantile(survival, CAUSE_EVENT, level + half, confidence).last};
}

static bool reading_limits(struct scoring *scoring, struct units *units,
                           const struct survival *survival, double level, struct interval *out,
                           struct error *err)
{
    double confidence = scoring->settings->criteria.confidence;
    double time = survival_incidence_quantile(survival, CAUSE_EVENT, level, confidence).first;
    const struct survival_goal goal = {.cause = CAUSE_EVENT, .times = &time, .count = 1};
    struct estimate at = {0};

    *out = interval_unknown();
    if (isnan(time))
        return true;
    if (!estimate_attained(scoring, units, &goal, &at, err))
        return false;
    *out = times_around(survival, level, &at, confidence);
    return true;
}

bool quantile_by_families(struct scoring *scoring, struct measurement *measurement,
                          struct units *strict_units, const struct survival *strict,
                          struct units *optimistic_units, const struct survival *optimistic,
                          double level, struct error *err)
{
    struct interval slow = {0}, quick = {0};

    if (!measurement->has_value)
        return true;
    if (!reading_limits(scoring, strict_units, strict, level, &slow, err))
        return false;
    quick = slow;
    if (optimistic != strict && measurement->optimistic != measurement->strict &&
        !reading_limits(scoring, optimistic_units, optimistic, level, &quick, err))
        return false;
    measurement->low = fmin(quick.low, measurement->value);
    measurement->high = fmax(slow.high, measurement->value);
    measurement->has_interval = isfinite(quick.low) && isfinite(slow.high);
    if (!measurement->has_interval)
        measurement_cap(measurement, STANDING_INDICATIVE, REASON_TOO_FEW);
    return true;
}

/*
 * A wait that is capped at tau is a graded utility, 1 - wait/tau, between 0 and 1: the one interval
 * of every share holds for its mean. The few that nobody answers make most of the mean, and where
 * none was seen their variance was not seen either: one more ticket at the cap is thought of.
 */
static bool capped_within(struct scoring *scoring, const struct units *units, double tau,
                          struct estimate *out, struct error *err)
{
    struct exits exits = {0};
    struct survival survival = {0};
    struct survival_influence table = {0};
    double *by_exit = NULL;
    double n = (double)units->ticket_count;
    double *influence = arena_array(scoring->scratch, units->count + 1, sizeof *influence);

    *out = (struct estimate){0};
    if (influence == NULL)
        return error_memory(err);
    if (units->ticket_count == 0)
        return true;
    if (!exits_of(scoring, units, &exits, err) ||
        !survival_build(exits.cells, exits.cell_count, scoring->scratch, &survival, err) ||
        !survival_mean_influence(&survival, tau, scoring->scratch, &table, err) ||
        !influences_of(scoring, &exits, &survival, &table, &by_exit, err))
        return false;
    for (size_t i = 0; i < units->count; i++)
        influence[i] = -by_exit[exits.of_unit[i]] / tau;
    double x = 1 - table.value / tau;
    double seen = survival_unit_variance(&survival, &table) / (tau * tau);
    struct cluster_evidence evidence = {.value = x,
                                        .known_count = n,
                                        .unit_variance = fmin(seen + 1 / (n * n), x * (1 - x) / n),
                                        .confidence = scoring->settings->criteria.confidence};
    if (!estimate_by_families(scoring, units, influence, &evidence, out, err))
        return false;
    out->value = tau * (1 - out->value);
    out->limits = (struct interval){tau * (1 - out->limits.high), tau * (1 - out->limits.low)};
    return true;
}

bool estimate_capped(struct scoring *scoring, const struct units *units, double tau,
                     struct estimate *out, struct error *err)
{
    OWN(arena_release) struct arena inner = {0};
    struct arena *outer = arena_within(scoring, &inner);
    bool is_fine = capped_within(scoring, units, tau, out, err);

    scoring->scratch = outer;
    return is_fine;
}

struct estimate estimate_complement(struct estimate estimate)
{
    struct interval limits = estimate.limits;

    estimate.value = 1 - estimate.value;
    estimate.limits = (struct interval){1 - limits.high, 1 - limits.low};
    return estimate;
}

/* ---- a change ---- */

struct cell_totals {
    double before_n, before_sum, after_n, after_sum, weight;
};

static void total_cells(const struct comparison *comparison, struct cell_totals *cells)
{
    const struct units *before = comparison->before, *after = comparison->after;
    double total = 0;

    for (size_t i = 0; i < before->count; i++) {
        struct cell_totals *cell = &cells[comparison->before_cell[i]];
        cell->before_n += before->rows[i].count;
        cell->before_sum += before->rows[i].utility * before->rows[i].count;
    }
    for (size_t i = 0; i < after->count; i++) {
        struct cell_totals *cell = &cells[comparison->after_cell[i]];
        cell->after_n += after->rows[i].count;
        cell->after_sum += after->rows[i].utility * after->rows[i].count;
    }
    for (size_t c = 0; c < comparison->cell_count; c++) {
        bool is_in_both = cells[c].before_n > 0 && cells[c].after_n > 0;
        double weight = comparison->weights == NULL ? cells[c].before_n + cells[c].after_n
                                                    : comparison->weights[c];
        cells[c].weight = is_in_both ? weight : 0;
        total += cells[c].weight;
    }
    for (size_t c = 0; total > 0 && c < comparison->cell_count; c++)
        cells[c].weight /= total;
}

/*
 * What the units of one period add to the influence on the difference. The cell's own rate was
 * read on the same tickets: deviations from it are too small by √(1 - 1/n).
 */
static void add_period(const struct comparison *comparison, bool is_after,
                       const struct cell_totals *cells, const struct families *families,
                       size_t offset, struct sums *primary, struct sums *days, size_t day_offset)
{
    const struct units *units = is_after ? comparison->after : comparison->before;
    const uint32_t *cell_of = is_after ? comparison->after_cell : comparison->before_cell;
    size_t family = 0;

    for (size_t i = 0; i < units->count; i++) {
        const struct unit_row *unit = &units->rows[i];
        const struct cell_totals *cell = &cells[cell_of[i]];
        double n = is_after ? cell->after_n : cell->before_n;
        double rate = (is_after ? cell->after_sum : cell->before_sum) / n;
        double size = cell->weight / n * unit->count;
        double sum = size * (unit->utility - rate) * (n > 1 ? sqrt(n / (n - 1)) : 1);
        family = family_of(families, i, family);
        if (cell->weight == 0)
            continue;
        sums_add(primary, family + offset, is_after ? sum : -sum, size);
        sums_add(days, (size_t)(unit->day - families->first_day) + day_offset,
                 is_after ? sum : -sum, size);
    }
}

/*
 * The variance that the difference would have if nothing had changed and tickets came alone:
 * shares of both periods together. A quarter without a failure has a variance too, and chance
 * never does less than this.
 */
static double least_variance(const struct comparison *comparison, const struct cell_totals *cells)
{
    double sum = 0;

    for (size_t c = 0; c < comparison->cell_count; c++) {
        const struct cell_totals *cell = &cells[c];
        if (!(cell->weight > 0))
            continue;
        double p = (cell->before_sum + cell->after_sum) / (cell->before_n + cell->after_n);
        p = fmin(fmax(p, 0), 1);
        sum += cell->weight * cell->weight * p * (1 - p) * (1 / cell->before_n + 1 / cell->after_n);
    }
    return sum;
}

/* The change as its families tell it; `size` of each: its part of the weights. */
static struct cluster_change change_by(struct scoring *scoring, double delta, double least,
                                       double unit_count, struct sums *sums)
{
    size_t count = sums_pack(sums);
    struct cluster_spread spread =
        cluster_spread(sums->values, sums->sizes, count, unit_count, least);
    double variance = fmax(cluster_variance_of(spread.square_sum, count), least);

    return cluster_change_of(delta, variance, spread.freedom, count,
                             scoring->settings->criteria.confidence);
}

/* An account is one cluster over both periods; days and weeks of two periods never meet. */
static bool match_families(struct scoring *scoring, const struct comparison *comparison,
                           struct families *before, struct families *after, struct error *err)
{
    if (!families_of(scoring, comparison->before, before, err) ||
        !families_of(scoring, comparison->after, after, err))
        return false;
    bool is_by_account = before->is_by_account && after->is_by_account;
    before->is_by_account = after->is_by_account = is_by_account;
    before->giant = after->giant = before->giant == after->giant ? before->giant : -1;
    after->week_offset = before->week_count;
    return true;
}

static double delta_of(const struct comparison *comparison, const struct cell_totals *cells)
{
    double delta = 0;

    for (size_t c = 0; c < comparison->cell_count; c++)
        if (cells[c].weight > 0)
            delta += cells[c].weight * (cells[c].after_sum / cells[c].after_n -
                                        cells[c].before_sum / cells[c].before_n);
    return delta;
}

static bool compare_within(struct scoring *scoring, const struct comparison *comparison,
                           struct compared *out, struct error *err)
{
    struct families before = {0}, after = {0};
    struct sums primary = {0}, days = {0};
    struct cell_totals *cells =
        arena_array(scoring->scratch, comparison->cell_count + 1, sizeof *cells);

    if (cells == NULL)
        return error_memory(err);
    total_cells(comparison, cells);
    if (!match_families(scoring, comparison, &before, &after, err))
        return false;
    size_t offset = before.is_by_account ? 0 : comparison->before->count;
    size_t size = before.is_by_account ? before.account_count + before.week_count + after.week_count
                                       : comparison->before->count + comparison->after->count;
    if (!sums_open(scoring, size, &primary, err) ||
        !sums_open(scoring, before.day_count + after.day_count, &days, err))
        return false;
    add_period(comparison, false, cells, &before, 0, &primary, &days, 0);
    add_period(comparison, true, cells, &after, offset, &primary, &days, before.day_count);
    double delta = delta_of(comparison, cells), least = least_variance(comparison, cells);
    double n = (double)(comparison->before->ticket_count + comparison->after->ticket_count);
    struct cluster_change one = change_by(scoring, delta, least, n, &primary);
    struct cluster_change other = change_by(scoring, delta, least, n, &days);
    out->standardised = delta;
    out->change = wider_change(one, other);
    return true;
}

bool compare_units(struct scoring *scoring, const struct comparison *comparison,
                   struct compared *out, struct error *err)
{
    OWN(arena_release) struct arena inner = {0};
    struct arena *outer = arena_within(scoring, &inner);
    bool is_fine = compare_within(scoring, comparison, out, err);

    scoring->scratch = outer;
    return is_fine;
}
