#include <math.h>
#include <stdlib.h>

#include "criteria/drill.h"

/*
 * Drill-down: the units of a criterion's headline by channel x priority x band x account x topic,
 * each cell with what it adds to the gap to the target (statistics.md 0.8). Cells with fewer than
 * ten effective tickets, and all beyond the thirty that move the whole most, are one: the rest.
 * Censored tickets stand with their pseudo-values, so the contributions add up to the gap.
 */
static const double ALONE_LEAST = 10;
enum { CELLS_MOST = 30 };

static bool set_cell(struct scoring *scoring, enum criterion criterion, const struct units *units,
                     struct drill_cell *out, struct error *err)
{
    struct measurement figure = {0};

    if (!drill_judge(scoring, units, criterion, &figure, err))
        return false;
    out->criterion = criterion;
    out->ticket_count = units->ticket_count;
    out->has_value = figure.has_value;
    out->has_interval = figure.has_interval;
    out->value = figure.has_value ? figure.value : 0;
    out->low = figure.has_interval ? figure.low : 0;
    out->high = figure.has_interval ? figure.high : 0;
    out->standing = (enum standing)figure.standing;
    return true;
}

static int compare_cells(const void *a, const void *b)
{
    const struct drill_cell *x = a, *y = b;

    if (x->is_rest != y->is_rest)
        return x->is_rest ? 1 : -1;
    if (x->contribution != y->contribution)
        return x->contribution > y->contribution ? -1 : 1;
    if (x->channel != y->channel)
        return x->channel < y->channel ? -1 : 1;
    if (x->priority != y->priority)
        return x->priority < y->priority ? -1 : 1;
    if (x->band_part != y->band_part)
        return x->band_part < y->band_part ? -1 : 1;
    if (x->topic_part != y->topic_part)
        return x->topic_part < y->topic_part ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

/* By how much a cell moves the whole: those that move it least are the first to be the rest. */
struct ranked {
    double move;
    size_t cell;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->move != y->move)
        return x->move > y->move ? -1 : 1;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

static bool choose_cells(struct scoring *scoring, const struct cells *cells, double target,
                         double effect, double total, bool *is_alone, struct error *err)
{
    struct ranked *ranked = arena_array(scoring->scratch, cells->count + 1, sizeof *ranked);
    size_t count = 0;

    if (ranked == NULL)
        return error_memory(err);
    for (size_t i = 0; i < cells->count; i++) {
        const struct cell *cell = &cells->rows[i];
        double n = (double)cell->units.ticket_count;
        if (n / effect >= ALONE_LEAST)
            ranked[count++] = (struct ranked){fabs(target * n - cell->utility) / total, i};
    }
    if (count > 0)
        qsort(ranked, count, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < count && i < CELLS_MOST; i++)
        is_alone[ranked[i].cell] = true;
    return true;
}

static bool add_cell(struct scoring *scoring, enum criterion criterion, const struct cell *cell,
                     double target, double total, struct drill_cell *out, struct error *err)
{
    if (!set_cell(scoring, criterion, &cell->units, out, err))
        return false;
    out->decided_count = cell->decided;
    out->kept_count = cell->kept;
    out->contribution = (target * (double)cell->units.ticket_count - cell->utility) / total;
    return true;
}

/* ---- the quarter before ---- */

static bool set_before(struct scoring *scoring, enum criterion criterion, const struct cell *cell,
                       struct drill_before *out, struct error *err)
{
    struct measurement figure = {0};

    if (!drill_judge(scoring, &cell->units, criterion, &figure, err))
        return false;
    *out = (struct drill_before){.ticket_count = cell->units.ticket_count,
                                 .decided_count = cell->decided,
                                 .kept_count = cell->kept,
                                 .has_value = figure.has_value,
                                 .has_interval = figure.has_interval,
                                 .value = figure.has_value ? figure.value : 0,
                                 .low = figure.has_interval ? figure.low : 0,
                                 .high = figure.has_interval ? figure.high : 0,
                                 .standing = (enum standing)figure.standing};
    return true;
}

static struct drill_cell *find_place(struct drill_cell *places, size_t count, uint64_t code,
                                     unsigned sides)
{
    for (size_t i = 0; i < count; i++)
        if (!places[i].is_rest && code_of_place(&places[i], sides) == code)
            return &places[i];
    return NULL;
}

/* The parts of the current quarter, of which the rest is last, as they were before. */
static bool drill_before(struct scoring *scoring, enum criterion criterion,
                         const struct units *units, unsigned sides, struct drill_cell *out,
                         size_t *count, struct error *err)
{
    struct cells cells = {0};
    struct cell rest = {0};

    if (!cells_make(scoring, units, sides, &cells, err))
        return false;
    bool *is_alone = arena_array(scoring->scratch, cells.count + 1, sizeof *is_alone);
    if (is_alone == NULL)
        return error_memory(err);
    for (size_t i = 0; i < cells.count; i++) {
        struct drill_cell *place = find_place(out, *count, cells.rows[i].code, sides);
        is_alone[i] = place != NULL;
        if (place != NULL && !set_before(scoring, criterion, &cells.rows[i], &place->before, err))
            return false;
    }
    if (!cells_pool(scoring, units, &cells, is_alone, &rest, err))
        return false;
    if (rest.units.count == 0)
        return true;
    if (*count == 0 || !out[*count - 1].is_rest)
        out[(*count)++] =
            (struct drill_cell){.criterion = criterion, .account = ALL_ACCOUNTS, .is_rest = true};
    return set_before(scoring, criterion, &rest, &out[*count - 1].before, err);
}

static double target_of(const struct scoring *scoring, enum criterion criterion)
{
    const struct criterion_score *score = &scoring->card->criteria[criterion];
    const struct measure_settings *measures = scoring->settings->criteria.measures;

    if (criterion == CRITERION_CHANNELS) /* its cells count switches, not parity */
        return measures[MEASURE_NO_SWITCH].anchors.x80;
    return score->has_target ? score->target : 1;
}

static bool drill_one(struct scoring *scoring, enum criterion criterion, const struct units *units,
                      unsigned sides, struct drill_cell *out, size_t *count, struct error *err)
{
    struct estimate whole = {0};
    struct cells cells = {0};
    struct cell rest = {0};
    double total = (double)units->ticket_count, target = target_of(scoring, criterion);

    if (!estimate_mean(scoring, units, &whole, err) ||
        !cells_make(scoring, units, sides, &cells, err))
        return false;
    bool *is_alone = arena_array(scoring->scratch, cells.count + 1, sizeof *is_alone);
    if (is_alone == NULL)
        return error_memory(err);
    if (!choose_cells(scoring, &cells, target, fmax(whole.effect, 1), total, is_alone, err) ||
        !cells_pool(scoring, units, &cells, is_alone, &rest, err))
        return false;
    for (size_t i = 0; i < cells.count; i++) {
        if (!is_alone[i])
            continue;
        place_of_code(cells.rows[i].code, &out[*count]);
        if (!add_cell(scoring, criterion, &cells.rows[i], target, total, &out[(*count)++], err))
            return false;
    }
    if (rest.units.count > 0) {
        out[*count] = (struct drill_cell){.account = ALL_ACCOUNTS, .is_rest = true};
        if (!add_cell(scoring, criterion, &rest, target, total, &out[(*count)++], err))
            return false;
    }
    qsort(out, *count, sizeof *out, compare_cells);
    return true;
}

static bool drill_criterion(struct scoring *scoring, enum criterion criterion,
                            enum period_index period, unsigned sides, struct drill_cell *out,
                            size_t *count, struct error *err)
{
    struct filter filter = filter_of_period(scoring, period);
    double unused[BAND_COUNT] = {0};
    struct units units = {0};

    arena_release(scoring->scratch);
    if (!headline_units(scoring, criterion, &filter, &units, unused, err))
        return false;
    if (units.count == 0 || (period == PERIOD_PREVIOUS && *count == 0))
        return true;
    if (criterion != CRITERION_AVAILABILITY &&
        !sides_measure(scoring, criterion, period, &units, err))
        return false;
    return period == PERIOD_CURRENT
               ? drill_one(scoring, criterion, &units, sides, out, count, err)
               : drill_before(scoring, criterion, &units, sides, out, count, err);
}

bool drill_down(struct scoring *scoring, struct error *err)
{
    struct scorecard *card = scoring->card;
    unsigned sides = scoring->drill_sides;

    if (sides == 0)
        sides = DRILL_CHANNEL | DRILL_PRIORITY | DRILL_BAND | DRILL_ACCOUNT | DRILL_TOPIC;
    card->drill =
        arena_array(&card->arena, CRITERION_COUNT * (CELLS_MOST + 1), sizeof *card->drill);
    if (card->drill == NULL)
        return error_memory(err);
    for (int c = 0; c < CRITERION_COUNT; c++) {
        size_t count = 0;
        for (enum period_index period = PERIOD_CURRENT; period <= PERIOD_PREVIOUS; period++)
            if (card->period[period].is_present &&
                !drill_criterion(scoring, (enum criterion)c, period, sides,
                                 card->drill + card->drill_count, &count, err))
                return false;
        card->drill_count += count;
    }
    return bands_measure(scoring, PERIOD_CURRENT, card->bands, err) &&
           (!card->period[PERIOD_PREVIOUS].is_present ||
            bands_measure(scoring, PERIOD_PREVIOUS, card->bands_before, err));
}
