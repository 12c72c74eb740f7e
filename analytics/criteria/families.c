#include <math.h>

#include "calendar/instant.h"
#include "criteria/families.h"
#include "statistics/distribution.h"

/* Clients of the export, not of the quarter: who had nothing to ask is one of them all the same.
 * The spread between fewer than eight accounts cannot be read (statistics.md 0.3, F). */
enum { CLIENTS_LEAST = 12, ACCOUNTS_LEAST = 8 };
static const double GIANT_SHARE = 0.5;

static void count_accounts(const struct scoring *scoring, struct families *families,
                           uint64_t *tickets)
{
    const struct units *units = families->units;
    uint32_t used = 0;

    for (size_t i = 0; i < units->count; i++) {
        used += tickets[units->rows[i].account] == 0;
        tickets[units->rows[i].account] += units->rows[i].count;
    }
    families->is_by_account = scoring->client_count >= CLIENTS_LEAST && used >= ACCOUNTS_LEAST;
    for (uint32_t account = 0; account < families->account_count; account++)
        if ((double)tickets[account] > GIANT_SHARE * (double)units->ticket_count)
            families->giant = account;
}

bool families_of(struct scoring *scoring, const struct units *units, struct families *out,
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
    count_accounts(scoring, out, tickets);
    out->primary_count = out->is_by_account ? account_count + out->week_count : units->count;
    return true;
}

size_t family_of(const struct families *families, size_t i, size_t before)
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

bool sums_open(struct scoring *scoring, size_t size, struct sums *out, struct error *err)
{
    out->size = size;
    out->values = arena_array(scoring->scratch, size + 1, sizeof *out->values);
    out->sizes = arena_array(scoring->scratch, size + 1, sizeof *out->sizes);
    out->strata = arena_array(scoring->scratch, size + 1, sizeof *out->strata);
    return (out->values != NULL && out->sizes != NULL && out->strata != NULL) || error_memory(err);
}

void sums_add(struct sums *sums, size_t at, double value, double size)
{
    sums->values[at] += value;
    sums->sizes[at] += size;
}

size_t sums_pack(struct sums *sums)
{
    size_t count = 0;

    for (size_t i = 0; i < sums->size; i++) {
        if (!(sums->sizes[i] > 0))
            continue;
        sums->values[count] = sums->values[i];
        sums->strata[count] = sums->strata[i];
        sums->sizes[count++] = sums->sizes[i];
    }
    return count;
}

static struct cluster_share share_of(struct cluster_evidence evidence, double unit_count,
                                     struct sums *sums)
{
    evidence.cluster_count = sums_pack(sums);
    struct cluster_spread spread =
        cluster_spread_of_strata(sums->values, sums->sizes, sums->strata, evidence.cluster_count,
                                 unit_count, evidence.unit_variance);
    evidence.cluster_square_sum = spread.square_sum;
    evidence.freedom = spread.freedom;
    return cluster_interval(&evidence);
}

/* The two clusterings of units: what each adds to the influence on a figure. A quarter has as many
 * Mondays as Sundays: what they differ by is no chance. */
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
        size_t day = (size_t)(units->rows[i].day - families.first_day);
        uint8_t weekday = (uint8_t)weekday_of_day(units->rows[i].day);
        family = family_of(&families, i, family);
        sums_add(primary, family, influence[i] * size, size);
        sums_add(days, day, influence[i] * size, size);
        primary->strata[family] = families.is_by_account ? 0 : weekday;
        days->strata[day] = weekday;
    }
    return true;
}

bool estimate_by_families(struct scoring *scoring, const struct units *units,
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

struct arena *arena_within(struct scoring *scoring, struct arena *inner)
{
    struct arena *outer = scoring->scratch;

    scoring->scratch = inner;
    return outer;
}

struct cluster_change wider_change(struct cluster_change a, struct cluster_change b)
{
    double width_a = a.limits.high - a.limits.low, width_b = b.limits.high - b.limits.low;

    return width_b > width_a || isnan(width_a) ? b : a;
}

static struct cluster_change spread_of(const struct scoring *scoring, double unit_count,
                                       double unit_variance, struct sums *sums)
{
    size_t count = sums_pack(sums);
    struct cluster_spread spread = cluster_spread_of_strata(sums->values, sums->sizes, sums->strata,
                                                            count, unit_count, unit_variance);

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
