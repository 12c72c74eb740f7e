#include <math.h>
#include <stdlib.h>

#include "criteria/scoring.h"
#include "statistics/change_point.h"
#include "statistics/decomposition.h"
#include "statistics/distribution.h"
#include "statistics/multiplicity.h"

/*
 * B2: which criterion sagged, where, since when. The verdict rests on the directly standardised
 * change and on families of tickets; the crude change and what the mix did stand beside it.
 */
static const double SURE = 0.975;
static const double LOOK = 0.80;
static const double POWER_FACTOR = 15.7; /* (z_.975 + z_.80)²·2: 80 % power, two-sided 5 % */
static const double LEAST_N = 10;
static const double NO_VARIANCE = 1e-12;
enum { CELLS_MOST = 30, TOPICS = 256 };

bool headline_units(struct scoring *scoring, enum criterion criterion, const struct filter *filter,
                    struct units *out, double band_hours[BAND_COUNT], struct error *err)
{
    const struct criterion_score *score = &scoring->card->criteria[CRITERION_FIRST_REPLY];

    *out = (struct units){0};
    switch (criterion) {
    case CRITERION_AVAILABILITY:
        return cover_units(scoring, filter, out, band_hours, err);
    case CRITERION_FIRST_REPLY:
        return promise_units(scoring, filter, score->headline == MEASURED_REPLY_SUBSTANTIVE, out,
                             err);
    case CRITERION_COMPLETENESS:
        return one_touch_units(scoring, filter, out, err);
    case CRITERION_CHANNELS:
        return switch_units(scoring, filter, out, err);
    default:
        return survey_units(scoring, filter, out, err);
    }
}

static enum measured compared_measure(const struct scoring *scoring, enum criterion criterion)
{
    static const enum measured NAMES[CRITERION_COUNT] = {
        MEASURED_COVER_PROMISED, MEASURED_REPLY_WITHIN_PROMISE, MEASURED_ONE_TOUCH,
        MEASURED_CHANNEL_NO_SWITCH, MEASURED_SATISFIED};

    return criterion == CRITERION_FIRST_REPLY ? scoring->card->criteria[criterion].headline
                                              : NAMES[criterion];
}

/* ---- cells of the standardisation ---- */

struct cells {
    uint32_t *before, *after; /* one a unit */
    size_t count;
};

/* Detail 2: channel x priority x band x topic; 1: without topic; 0: without priority too. */
static size_t code_of(const struct unit_row *unit, int detail)
{
    size_t code = (size_t)unit->channel * BAND_COUNT + unit->band;

    if (detail >= 1)
        code = code * PRIORITY_COUNT + unit->priority;
    return detail >= 2 ? code * TOPICS + unit->topic : code;
}

enum { CODE_COUNT = CHANNEL_COUNT * BAND_COUNT * PRIORITY_COUNT * TOPICS };

static size_t number_cells(const struct units *units, int detail, uint32_t *numbers, size_t count)
{
    for (size_t i = 0; i < units->count; i++) {
        uint32_t *number = &numbers[code_of(&units->rows[i], detail)];
        if (*number == 0)
            *number = (uint32_t)++count;
    }
    return count;
}

/* At most ~30 cells, else the topic is dropped, then the priority (statistics.md 0.8). */
static bool make_cells(struct scoring *scoring, const struct units *before,
                       const struct units *after, bool is_by_band, struct cells *out,
                       struct error *err)
{
    int detail = 2;

    out->before = arena_array(scoring->scratch, before->count + 1, sizeof *out->before);
    out->after = arena_array(scoring->scratch, after->count + 1, sizeof *out->after);
    if (out->before == NULL || out->after == NULL)
        return error_memory(err);
    OWN(free) uint32_t *numbers = NULL;
    for (;; detail--) {
        free(numbers);
        numbers = calloc(CODE_COUNT, sizeof *numbers);
        if (numbers == NULL)
            return error_memory(err);
        out->count = number_cells(before, detail, numbers, 0);
        out->count = number_cells(after, detail, numbers, out->count);
        if (detail == 0 || out->count <= CELLS_MOST)
            break;
    }
    for (size_t i = 0; i < before->count; i++)
        out->before[i] =
            is_by_band ? before->rows[i].band : numbers[code_of(&before->rows[i], detail)] - 1;
    for (size_t i = 0; i < after->count; i++)
        out->after[i] =
            is_by_band ? after->rows[i].band : numbers[code_of(&after->rows[i], detail)] - 1;
    if (is_by_band)
        out->count = BAND_COUNT;
    return true;
}

static void fill_cells(const struct units *units, const uint32_t *cell_of, bool is_after,
                       struct change_cell *cells)
{
    for (size_t i = 0; i < units->count; i++) {
        const struct unit_row *unit = &units->rows[i];
        double *count = is_after ? &cells[cell_of[i]].count_b : &cells[cell_of[i]].count_a;
        double *sum = is_after ? &cells[cell_of[i]].utility_b : &cells[cell_of[i]].utility_a;
        *count += unit->count;
        *sum += unit->utility * unit->count;
    }
}

/* ---- one criterion ---- */

struct case_of_change {
    struct units before, after;
    double band_hours[BAND_COUNT];
    struct cells cells;
    struct compared compared;
    double ninety; /* half width of the 90 % interval */
    bool is_tested;
};

static double known_level(const struct criterion_change *change)
{
    return fmin(fmax(change->after, .01), .99);
}

static double kept_of(const struct units *units)
{
    double kept = 0;

    for (size_t i = 0; i < units->count; i++)
        kept += units->rows[i].utility * units->rows[i].count;
    return kept;
}

/* All kept, or none, in every family of both periods: the families have no variance to read, and
 * Newcombe's limits of the two counts say what the numbers allow. */
static void compare_without_variance(const struct scoring *scoring, struct case_of_change *one,
                                     struct cluster_change *out)
{
    double before_n = (double)one->before.ticket_count, after_n = (double)one->after.ticket_count;
    double before = fmin(fmax(kept_of(&one->before), 0), before_n);
    double after = fmin(fmax(kept_of(&one->after), 0), after_n);
    struct interval ninety = interval_newcombe(after, after_n, before, before_n, .9);

    out->limits =
        interval_newcombe(after, after_n, before, before_n, scoring->settings->criteria.confidence);
    out->error = 0;
    out->drop_chance = out->delta < -NO_VARIANCE ? 1 : out->delta > NO_VARIANCE ? 0 : .5;
    one->ninety = fmax(out->delta - ninety.low, ninety.high - out->delta);
}

static bool compare_case(struct scoring *scoring, enum criterion criterion,
                         struct case_of_change *one, struct criterion_change *out,
                         struct error *err)
{
    bool is_by_band = criterion == CRITERION_AVAILABILITY;
    struct estimate after = {0};

    if (!make_cells(scoring, &one->before, &one->after, is_by_band, &one->cells, err))
        return false;
    struct change_cell *cells = arena_array(scoring->scratch, one->cells.count + 1, sizeof *cells);
    if (cells == NULL)
        return error_memory(err);
    fill_cells(&one->before, one->cells.before, false, cells);
    fill_cells(&one->after, one->cells.after, true, cells);
    struct change change = change_decompose(cells, one->cells.count, NULL);
    struct comparison comparison = {.before = &one->before,
                                    .after = &one->after,
                                    .cell_count = one->cells.count,
                                    .before_cell = one->cells.before,
                                    .after_cell = one->cells.after,
                                    .weights = is_by_band ? one->band_hours : NULL};
    if (!compare_units(scoring, &comparison, &one->compared, err) ||
        !estimate_mean(scoring, &one->after, &after, err))
        return false;
    out->before = change.rate_a;
    out->after = change.rate_b;
    out->crude = change.delta;
    out->standardised = one->compared.standardised;
    out->is_mix = change.is_mix;
    out->is_simpson = out->crude * out->standardised < 0;
    struct cluster_change *by_families = &one->compared.change;
    if (by_families->cluster_count >= 2 && !(by_families->error > NO_VARIANCE))
        compare_without_variance(scoring, one, by_families);
    one->is_tested = isfinite(by_families->error) && isfinite(by_families->drop_chance) &&
                     by_families->cluster_count >= 2;
    if (!one->is_tested) {
        out->reason = REASON_ONE_CLUSTER;
        return true;
    }
    out->low = by_families->limits.low;
    out->high = by_families->limits.high;
    if (one->ninety <= 0)
        one->ninety =
            student_two_sided(.9, (double)by_families->cluster_count - 1) * by_families->error;
    double p = known_level(out);
    double n = fmin((double)one->before.ticket_count, (double)one->after.ticket_count);
    out->smallest_drop = fmin(1, sqrt(POWER_FACTOR * p * (1 - p) * fmax(after.effect, 1) / n));
    return true;
}

static bool gather(struct scoring *scoring, enum criterion criterion, struct case_of_change *one,
                   struct criterion_change *out, struct error *err)
{
    struct filter before = filter_of_period(scoring, PERIOD_PREVIOUS);
    struct filter after = filter_of_period(scoring, PERIOD_CURRENT);
    double unused[BAND_COUNT] = {0};

    out->measured = compared_measure(scoring, criterion);
    out->chance = 1;
    out->reason = REASON_NO_EARLIER;
    if (!scoring->card->period[PERIOD_PREVIOUS].is_present)
        return true;
    if (!headline_units(scoring, criterion, &before, &one->before, unused, err) ||
        !headline_units(scoring, criterion, &after, &one->after, one->band_hours, err))
        return false;
    if (one->after.ticket_count == 0) {
        out->reason = REASON_NOT_IN_EXPORT;
        return true;
    }
    if ((double)one->before.ticket_count < LEAST_N || (double)one->after.ticket_count < LEAST_N) {
        out->reason = one->before.ticket_count == 0 ? REASON_NO_EARLIER : REASON_TOO_FEW;
        return true;
    }
    out->reason = NULL;
    return compare_case(scoring, criterion, one, out, err);
}

static void set_year_ago(const struct scoring *scoring, struct criterion_change *out)
{
    const struct measurement *row =
        measurement_of(scoring->card, out->measured, whole_of(PERIOD_YEAR_AGO));

    out->has_year_ago = row != NULL && row->has_value && isfinite(row->value);
    out->year_ago = out->has_year_ago ? row->value : 0;
}

/* ---- the verdict ---- */

static enum change_verdict verdict_of(const struct scoring *scoring,
                                      const struct case_of_change *one,
                                      const struct criterion_change *change, double drop_p,
                                      double rise_p)
{
    double practical = scoring->settings->criteria.practical_drop;
    double delta = change->standardised;

    if (1 - drop_p >= SURE && delta <= -practical)
        return CHANGE_SAGGED;
    if (1 - rise_p >= SURE && delta >= practical)
        return CHANGE_IMPROVED;
    if (delta - one->ninety > -practical && delta + one->ninety < practical)
        return CHANGE_STABLE;
    if (1 - drop_p >= LOOK && delta < 0)
        return CHANGE_LOOK;
    return CHANGE_NO_CLEAR;
}

static bool judge(struct scoring *scoring, const struct case_of_change cases[CRITERION_COUNT],
                  struct error *err)
{
    double drop_p[CRITERION_COUNT], rise_p[CRITERION_COUNT];

    for (int c = 0; c < CRITERION_COUNT; c++) {
        double drop_chance = cases[c].compared.change.drop_chance;
        drop_p[c] = cases[c].is_tested ? 1 - drop_chance : NAN;
        rise_p[c] = cases[c].is_tested ? drop_chance : NAN;
    }
    if (!multiplicity_adjust(MULTIPLICITY_BH, drop_p, CRITERION_COUNT, drop_p, err) ||
        !multiplicity_adjust(MULTIPLICITY_BH, rise_p, CRITERION_COUNT, rise_p, err))
        return false;
    for (int c = 0; c < CRITERION_COUNT; c++) {
        struct criterion_change *change = &scoring->card->criteria[c].change;
        if (!cases[c].is_tested)
            continue;
        change->chance = change->standardised < 0 ? drop_p[c] : rise_p[c];
        change->verdict = verdict_of(scoring, &cases[c], change, drop_p[c], rise_p[c]);
    }
    return true;
}

/* ---- where ---- */

enum side { SIDE_CHANNEL, SIDE_BAND, SIDE_PRIORITY, SIDE_ACCOUNT, SIDE_COUNT };

static uint32_t place_on(const struct unit_row *unit, enum side side)
{
    switch (side) {
    case SIDE_CHANNEL:
        return unit->channel;
    case SIDE_BAND:
        return unit->band;
    case SIDE_PRIORITY:
        return unit->priority;
    default:
        return unit->account;
    }
}

static size_t places_on(const struct scoring *scoring, enum side side)
{
    const size_t counts[SIDE_COUNT] = {CHANNEL_COUNT, BAND_COUNT, PRIORITY_COUNT,
                                       scoring->cube->names.account_count};

    return counts[side];
}

static struct segment segment_of(enum side side, uint32_t place)
{
    struct segment out = {.band = BAND_COUNT, .account = ALL_ACCOUNTS, .chance = 1};

    if (side == SIDE_CHANNEL)
        out.channel = (uint8_t)place;
    if (side == SIDE_BAND)
        out.band = (uint8_t)place;
    if (side == SIDE_PRIORITY)
        out.priority = (uint8_t)place;
    if (side == SIDE_ACCOUNT)
        out.account = (int32_t)place;
    return out;
}

/* The units of each place in one go: counted, then laid out one place after another. */
struct parts {
    struct units *units; /* one a place */
    uint32_t *zeros;     /* one cell for all of a place */
};

static bool part_units(struct scoring *scoring, const struct units *units, enum side side,
                       struct parts *out, struct error *err)
{
    size_t places = places_on(scoring, side);

    out->units = arena_array(scoring->scratch, places + 1, sizeof *out->units);
    out->zeros = arena_array(scoring->scratch, units->count + 1, sizeof *out->zeros);
    struct unit_row *rows = arena_array(scoring->scratch, units->count + 1, sizeof *rows);
    if (out->units == NULL || out->zeros == NULL || rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < units->count; i++)
        out->units[place_on(&units->rows[i], side)].capacity++;
    for (size_t place = 0; place < places; place++) {
        out->units[place].rows = rows;
        rows += out->units[place].capacity;
    }
    for (size_t i = 0; i < units->count; i++) {
        struct units *part = &out->units[place_on(&units->rows[i], side)];
        part->rows[part->count++] = units->rows[i];
        part->ticket_count += units->rows[i].count;
    }
    return true;
}

static double drop_p_of(const struct compared *compared)
{
    double chance = compared->change.drop_chance;

    return isfinite(chance) && compared->change.cluster_count >= 2 ? 1 - chance : NAN;
}

struct segments {
    struct segment *rows;
    double *p;
    size_t count;
};

static bool add_side(struct scoring *scoring, const struct case_of_change *one, enum side side,
                     struct segments *out, struct error *err)
{
    size_t places = places_on(scoring, side);
    struct parts before = {0}, after = {0};
    struct change_cell *cells = arena_array(scoring->scratch, places + 1, sizeof *cells);
    struct change_part *moved = arena_array(scoring->scratch, places + 1, sizeof *moved);

    if (cells == NULL || moved == NULL)
        return error_memory(err);
    if (!part_units(scoring, &one->before, side, &before, err) ||
        !part_units(scoring, &one->after, side, &after, err))
        return false;
    for (size_t place = 0; place < places; place++) {
        const struct units *a = &before.units[place], *b = &after.units[place];
        for (size_t i = 0; i < a->count; i++)
            cells[place].utility_a += a->rows[i].utility * a->rows[i].count;
        for (size_t i = 0; i < b->count; i++)
            cells[place].utility_b += b->rows[i].utility * b->rows[i].count;
        cells[place].count_a = (double)a->ticket_count;
        cells[place].count_b = (double)b->ticket_count;
    }
    change_decompose(cells, places, moved);
    for (size_t place = 0; place < places; place++) {
        const struct units *a = &before.units[place], *b = &after.units[place];
        struct compared compared = {0};
        bool is_everything = a->count == one->before.count && b->count == one->after.count;
        if (is_everything || (double)a->ticket_count < LEAST_N || (double)b->ticket_count < LEAST_N)
            continue;
        struct comparison comparison = {.before = a,
                                        .after = b,
                                        .cell_count = 1,
                                        .before_cell = before.zeros,
                                        .after_cell = after.zeros};
        if (!compare_units(scoring, &comparison, &compared, err))
            return false;
        struct segment row = segment_of(side, (uint32_t)place);
        row.before_count = a->ticket_count;
        row.after_count = b->ticket_count;
        row.before_share = moved[place].rate_a;
        row.after_share = moved[place].rate_b;
        row.mix = moved[place].mix;
        row.rate = moved[place].rate;
        out->p[out->count] = drop_p_of(&compared);
        out->rows[out->count++] = row;
    }
    return true;
}

static bool find_segments(struct scoring *scoring, const struct case_of_change *one,
                          struct segments *out, struct error *err)
{
    size_t most = CHANNEL_COUNT + BAND_COUNT + PRIORITY_COUNT + scoring->cube->names.account_count;

    out->rows = arena_array(&scoring->card->arena, most + 1, sizeof *out->rows);
    out->p = arena_array(scoring->scratch, most + 1, sizeof *out->p);
    if (out->rows == NULL || out->p == NULL)
        return error_memory(err);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        if (!add_side(scoring, one, side, out, err))
            return false;
    return true;
}

static int compare_segments(const void *a, const void *b)
{
    const struct segment *x = a, *y = b;
    double left = x->mix + x->rate, right = y->mix + y->rate;

    if (left != right)
        return left < right ? -1 : 1;
    if (x->channel != y->channel)
        return x->channel < y->channel ? -1 : 1;
    if (x->band != y->band)
        return x->band < y->band ? -1 : 1;
    if (x->priority != y->priority)
        return x->priority < y->priority ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

/* A segment is named only inside a criterion that sagged, at q·R/m (Benjamini & Bogomolov). */
static bool name_segments(struct scoring *scoring, struct segments lists[CRITERION_COUNT],
                          struct error *err)
{
    size_t count = 0;

    for (int c = 0; c < CRITERION_COUNT; c++)
        count += lists[c].count;
    struct hypothesis *hypotheses = arena_array(scoring->scratch, count + 1, sizeof *hypotheses);
    struct hypothesis_verdict *verdicts =
        arena_array(scoring->scratch, count + 1, sizeof *verdicts);
    if (hypotheses == NULL || verdicts == NULL)
        return error_memory(err);
    count = 0;
    for (int c = 0; c < CRITERION_COUNT; c++)
        for (size_t i = 0; i < lists[c].count; i++)
            hypotheses[count++] = (struct hypothesis){(size_t)c, lists[c].p[i]};
    if (!multiplicity_families(hypotheses, count, CRITERION_COUNT,
                               scoring->settings->criteria.false_discovery, verdicts, NULL, err))
        return false;
    count = 0;
    for (int c = 0; c < CRITERION_COUNT; c++) {
        struct criterion_change *change = &scoring->card->criteria[c].change;
        for (size_t i = 0; i < lists[c].count; i++, count++) {
            double adjusted = verdicts[count].adjusted;
            lists[c].rows[i].chance = isfinite(adjusted) ? adjusted : 1;
            lists[c].rows[i].is_named =
                change->verdict == CHANGE_SAGGED && verdicts[count].is_rejected;
        }
        if (lists[c].count > 0)
            qsort(lists[c].rows, lists[c].count, sizeof *lists[c].rows, compare_segments);
        change->segments = lists[c].rows;
        change->segment_count = lists[c].count;
    }
    return true;
}

/* ---- since when ---- */

/* Posterior and partition must agree before a date is told (statistics.md B2, 3 and 4). */
static bool date_change(struct scoring *scoring, enum criterion criterion, struct error *err)
{
    struct criterion_change *out = &scoring->card->criteria[criterion].change;
    struct filter filter = filter_of_weeks(scoring);
    OWN(change_points_release) struct change_points points = {0};
    OWN(change_posterior_release) struct change_posterior posterior = {0};
    double unused[BAND_COUNT] = {0};
    struct units units = {0};

    if (!headline_units(scoring, criterion, &filter, &units, unused, err))
        return false;
    struct weeks weeks = weeks_of(scoring, &units);
    if (weeks.count < 2 * CHANGE_LEAST_SEGMENT)
        return true;
    double spread = change_overdispersion(weeks.kept, weeks.asked, weeks.count);
    if (!isfinite(spread))
        return true;
    if (!change_posterior(weeks.kept, weeks.asked, weeks.count, spread, CHANGE_LEAST_SEGMENT,
                          &posterior, err) ||
        !change_points_share(weeks.kept, weeks.asked, weeks.count, spread, CHANGE_LEAST_SEGMENT,
                             change_penalty(weeks.count), &points, err))
        return false;
    if (!isfinite(posterior.probability))
        return true;
    out->date_probability = posterior.probability;
    if (posterior.set_count == 0)
        return true;
    out->week_day = weeks.first_monday + (int32_t)posterior.likeliest * WEEK_DAYS;
    out->week_low_day = weeks.first_monday + (int32_t)posterior.set[0] * WEEK_DAYS;
    out->week_high_day =
        weeks.first_monday + (int32_t)posterior.set[posterior.set_count - 1] * WEEK_DAYS;
    out->is_dated = change_is_dated(&points, &posterior) &&
                    posterior.probability >= scoring->settings->criteria.date_probability;
    return true;
}

/* ---- the weakest ---- */

static int weakest_of(const struct scorecard *card)
{
    int weakest = -1;
    double worst = 0;

    for (int c = 0; c < CRITERION_COUNT; c++) {
        const struct criterion_change *change = &card->criteria[c].change;
        if (change->verdict == CHANGE_SAGGED && change->standardised < worst) {
            weakest = c;
            worst = change->standardised;
        }
    }
    worst = 80;
    for (int c = 0; weakest < 0 && c < CRITERION_COUNT; c++) {
        const struct criterion_score *score = &card->criteria[c];
        if (score->has_score && score->verdict == VERDICT_MISSED && score->score < worst)
            worst = score->score;
    }
    for (int c = 0; weakest < 0 && worst < 80 && c < CRITERION_COUNT; c++)
        if (card->criteria[c].has_score && card->criteria[c].verdict == VERDICT_MISSED &&
            card->criteria[c].score == worst)
            weakest = c;
    return weakest;
}

bool changes_judge(struct scoring *scoring, struct error *err)
{
    struct case_of_change cases[CRITERION_COUNT] = {0};
    struct segments lists[CRITERION_COUNT] = {0};

    arena_release(scoring->scratch);
    for (int c = 0; c < CRITERION_COUNT; c++) {
        struct criterion_change *change = &scoring->card->criteria[c].change;
        if (!gather(scoring, (enum criterion)c, &cases[c], change, err))
            return false;
        set_year_ago(scoring, change);
        if (cases[c].is_tested && !find_segments(scoring, &cases[c], &lists[c], err))
            return false;
    }
    if (!judge(scoring, cases, err) || !name_segments(scoring, lists, err))
        return false;
    for (int c = 0; c < CRITERION_COUNT; c++) {
        arena_release(scoring->scratch);
        if (!date_change(scoring, (enum criterion)c, err))
            return false;
    }
    scoring->card->weakest = weakest_of(scoring->card);
    return true;
}
