#include <math.h>

#include "calendar/instant.h"
#include "criteria/families.h"

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
