#include <math.h>
#include <stdlib.h>

#include "criteria/scoring.h"
#include "statistics/decomposition.h"

/*
 * Drill-down: the units of a criterion's headline by channel x priority x band x account x topic,
 * each cell with what it adds to the gap to the target (statistics.md 0.8). Cells with fewer than
 * ten effective tickets, and all beyond the thirty that move the whole most, are one: the rest.
 * Censored tickets stand with their pseudo-values, so the contributions add up to the gap.
 */
static const double ALONE_LEAST = 10;
enum { CELLS_MOST = 30 };

struct cell {
    uint64_t code; /* sides asked for, account last; those not asked for are 0 */
    struct units units;
    double utility;
    uint64_t decided, kept;
};

struct cells {
    struct cell *rows; /* sorted by code */
    size_t count;
};

static uint64_t code_of(const struct unit_row *unit, unsigned sides)
{
    uint64_t code = 0;

    code = sides & DRILL_CHANNEL ? unit->channel + 1U : 0;
    code = code << 8 | (sides & DRILL_PRIORITY ? unit->priority + 1U : 0);
    code = code << 8 | (sides & DRILL_BAND ? unit->band + 1U : 0);
    code = code << 8 | (sides & DRILL_TOPIC ? unit->topic + 1U : 0);
    return code << 32 | (sides & DRILL_ACCOUNT ? unit->account + UINT64_C(1) : 0);
}

static void place_of(uint64_t code, struct drill_cell *out)
{
    uint8_t channel = (uint8_t)(code >> 56), priority = (uint8_t)(code >> 48);

    out->account = (int32_t)(uint32_t)code - 1; /* 0 is all: ALL_ACCOUNTS */
    out->topic_part = (uint8_t)(code >> 32);
    out->band_part = (uint8_t)(code >> 40);
    out->priority = priority > 0 ? priority - 1 : PRIORITY_UNKNOWN;
    out->channel = channel > 0 ? channel - 1 : CHANNEL_UNKNOWN;
}

struct coded {
    uint64_t code;
    uint32_t unit;
};

static int compare_coded(const void *a, const void *b)
{
    const struct coded *x = a, *y = b;

    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

static void count_unit(struct cell *cell, const struct unit_row *unit)
{
    cell->units.rows[cell->units.count++] = *unit;
    cell->units.ticket_count += unit->count;
    cell->utility += unit->utility * unit->count;
    cell->decided += unit->is_decided ? unit->count : 0;
    cell->kept += unit->is_decided ? (uint64_t)llround(unit->outcome * unit->count) : 0;
}

/* Units keep their order (account, day) inside a cell: families are found by it. */
static bool make_cells(struct scoring *scoring, const struct units *units, unsigned sides,
                       struct cells *out, struct error *err)
{
    struct coded *order = arena_array(scoring->scratch, units->count + 1, sizeof *order);
    struct unit_row *rows = arena_array(scoring->scratch, units->count + 1, sizeof *rows);

    if (order == NULL || rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < units->count; i++)
        order[i] = (struct coded){code_of(&units->rows[i], sides), (uint32_t)i};
    if (units->count > 0)
        qsort(order, units->count, sizeof *order, compare_coded);
    size_t count = 0;
    for (size_t i = 0; i < units->count; i++)
        count += i == 0 || order[i].code != order[i - 1].code;
    out->rows = arena_array(scoring->scratch, count + 1, sizeof *out->rows);
    if (out->rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < units->count; i++) {
        if (i == 0 || order[i].code != order[i - 1].code)
            out->rows[out->count++] = (struct cell){.code = order[i].code, .units.rows = rows + i};
        count_unit(&out->rows[out->count - 1], &units->rows[order[i].unit]);
    }
    return true;
}

static enum evidence_question question_of(enum criterion criterion)
{
    static const enum evidence_question QUESTIONS[CRITERION_COUNT] = {
        EVIDENCE_REPLY, EVIDENCE_REPLY, EVIDENCE_ONE_TOUCH, EVIDENCE_SWITCH, EVIDENCE_SURVEY};

    return QUESTIONS[criterion];
}

/* A part as a figure of its own; of a bounded question the strict reading. */
static bool judge_part(struct scoring *scoring, const struct units *units, enum criterion criterion,
                       struct measurement *out, struct error *err)
{
    struct estimate share = {0};

    out->rung = scoring->cube->evidence[question_of(criterion)].rung;
    if (!estimate_mean(scoring, units, &share, err))
        return false;
    measurement_set_share(scoring, out, &share, &share);
    if (out->value < 0 || out->value > 1) { /* pseudo-values of few may leave the scale */
        out->value = out->strict = out->optimistic = fmin(fmax(out->value, 0), 1);
        out->has_interval = false;
        measurement_cap(out, STANDING_NOT_ENOUGH_DATA, REASON_TOO_FEW);
    }
    return true;
}

static bool set_cell(struct scoring *scoring, enum criterion criterion, const struct units *units,
                     struct drill_cell *out, struct error *err)
{
    struct measurement figure = {0};

    if (!judge_part(scoring, units, criterion, &figure, err))
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

/* All cells that do not stand alone, as one; its units in the order of account and day. */
static bool pool_rest(struct scoring *scoring, const struct units *units, unsigned sides,
                      const struct cells *cells, const bool *is_alone, struct cell *out,
                      struct error *err)
{
    size_t most = 0;

    for (size_t i = 0; i < cells->count; i++)
        most += is_alone[i] ? 0 : cells->rows[i].units.count;
    out->units.rows = arena_array(scoring->scratch, most + 1, sizeof *out->units.rows);
    if (out->units.rows == NULL)
        return error_memory(err);
    for (size_t i = 0; most > 0 && i < units->count; i++) {
        uint64_t code = code_of(&units->rows[i], sides);
        size_t low = 0, high = cells->count;
        while (high - low > 1) {
            size_t middle = low + (high - low) / 2;
            if (cells->rows[middle].code <= code)
                low = middle;
            else
                high = middle;
        }
        if (!is_alone[low])
            count_unit(out, &units->rows[i]);
    }
    return true;
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
        !make_cells(scoring, units, sides, &cells, err))
        return false;
    bool *is_alone = arena_array(scoring->scratch, cells.count + 1, sizeof *is_alone);
    if (is_alone == NULL)
        return error_memory(err);
    if (!choose_cells(scoring, &cells, target, fmax(whole.effect, 1), total, is_alone, err) ||
        !pool_rest(scoring, units, sides, &cells, is_alone, &rest, err))
        return false;
    for (size_t i = 0; i < cells.count; i++) {
        if (!is_alone[i])
            continue;
        place_of(cells.rows[i].code, &out[*count]);
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

/* ---- one side at a time, as figures ---- */

static enum measured name_of(const struct scoring *scoring, enum criterion criterion)
{
    return scoring->card->criteria[criterion].change.measured;
}

static bool measure_sides(struct scoring *scoring, enum criterion criterion,
                          const struct units *units, struct error *err)
{
    /* Channels, accounts and executors are figures already; cover has neither priority nor topic,
     * and its bands are those of A1. */
    static const unsigned SIDES[] = {DRILL_PRIORITY, DRILL_BAND, DRILL_TOPIC};
    const struct evidence *evidence = &scoring->cube->evidence[question_of(criterion)];

    for (size_t side = 0; side < sizeof SIDES / sizeof *SIDES; side++) {
        struct cells cells = {0};
        if (!make_cells(scoring, units, SIDES[side], &cells, err))
            return false;
        for (size_t i = 0; cells.count > 1 && i < cells.count; i++) {
            struct drill_cell place = {0};
            struct dimension dimension = whole_of(PERIOD_CURRENT);
            place_of(cells.rows[i].code, &place);
            dimension.priority = place.priority;
            dimension.band_part = place.band_part;
            dimension.topic_part = place.topic_part;
            if (SIDES[side] == DRILL_PRIORITY && place.priority == PRIORITY_UNKNOWN)
                continue;
            struct measurement *out =
                measurement_add(scoring, name_of(scoring, criterion), dimension, evidence);
            if (out == NULL)
                return error_memory(err);
            out->clock = criterion == CRITERION_FIRST_REPLY ? CLOCK_PROMISED : CLOCK_CALENDAR;
            out->asked_count = cells.rows[i].units.ticket_count;
            out->kept_count = cells.rows[i].kept;
            out->open_count = out->asked_count - cells.rows[i].decided;
            if (!judge_part(scoring, &cells.rows[i].units, criterion, out, err))
                return false;
        }
    }
    return true;
}

static bool measure_bands(struct scoring *scoring, struct error *err)
{
    const struct measurement *whole =
        measurement_of(scoring->card, MEASURED_COVER_ALL_HOURS, whole_of(PERIOD_CURRENT));

    if (whole == NULL || whole->rung == RUNG_NOT_IN_EXPORT)
        return true;
    uint8_t rung = whole->rung;
    for (int band = 0; band < BAND_COUNT; band++) {
        const struct slot_cover *cover = &scoring->card->bands[band].cover;
        struct dimension dimension = whole_of(PERIOD_CURRENT);
        dimension.band_part = (uint8_t)(band + 1);
        if (cover->hours <= 0)
            continue;
        struct measurement *out = measurement_add(scoring, MEASURED_COVER_ALL_HOURS, dimension,
                                                  &scoring->cube->evidence[EVIDENCE_REPLY]);
        if (out == NULL)
            return error_memory(err);
        out->rung = rung;
        out->asked_count = cover->arrival_count;
        out->kept_count = cover->answered_count;
        if (cover->cover == COVER_STATE_UNKNOWN && cover->reason != NULL)
            out->reason = cover->reason;
        if (cover->arrival_count == 0)
            continue;
        out->has_value = out->has_interval = true;
        out->value = out->strict = out->optimistic = cover->share;
        out->low = fmin(cover->low, cover->share); /* a mean may leave a lopsided posterior */
        out->high = fmax(cover->high, cover->share);
        out->effective_n = cover->arrival_count;
        out->standing = STANDING_INDICATIVE; /* a posterior of counts, blind to families */
        out->reason = cover->reason;
    }
    return true;
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
        struct filter filter = filter_of_period(scoring, PERIOD_CURRENT);
        double unused[BAND_COUNT] = {0};
        struct units units = {0};
        size_t count = 0;
        arena_release(scoring->scratch);
        if (!headline_units(scoring, (enum criterion)c, &filter, &units, unused, err))
            return false;
        if (units.count == 0)
            continue;
        if (!drill_one(scoring, (enum criterion)c, &units, sides, card->drill + card->drill_count,
                       &count, err))
            return false;
        card->drill_count += count;
        if (c != CRITERION_AVAILABILITY && !measure_sides(scoring, (enum criterion)c, &units, err))
            return false;
    }
    return measure_bands(scoring, err);
}
