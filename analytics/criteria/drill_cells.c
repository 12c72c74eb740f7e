#include <math.h>
#include <stdlib.h>

#include "criteria/drill.h"

uint64_t code_of_unit(const struct unit_row *unit, unsigned sides)
{
    uint64_t code = 0;

    code = sides & DRILL_CHANNEL ? unit->channel + 1U : 0;
    code = code << 8 | (sides & DRILL_PRIORITY ? unit->priority + 1U : 0);
    code = code << 8 | (sides & DRILL_BAND ? unit->band + 1U : 0);
    code = code << 8 | (sides & DRILL_TOPIC ? unit->topic + 1U : 0);
    return code << 32 | (sides & DRILL_ACCOUNT ? unit->account + UINT64_C(1) : 0);
}

void place_of_code(uint64_t code, struct drill_cell *out)
{
    uint8_t channel = (uint8_t)(code >> 56), priority = (uint8_t)(code >> 48);

    out->account = (int32_t)(uint32_t)code - 1; /* 0 is all: ALL_ACCOUNTS */
    out->topic_part = (uint8_t)(code >> 32);
    out->band_part = (uint8_t)(code >> 40);
    out->priority = priority > 0 ? priority - 1 : PRIORITY_UNKNOWN;
    out->channel = channel > 0 ? channel - 1 : CHANNEL_UNKNOWN;
}

/* The code that `place` was made from. */
uint64_t code_of_place(const struct drill_cell *place, unsigned sides)
{
    uint64_t code = sides & DRILL_CHANNEL ? place->channel + 1U : 0;

    code = code << 8 | (sides & DRILL_PRIORITY ? place->priority + 1U : 0);
    code = code << 8 | place->band_part;
    code = code << 8 | place->topic_part;
    return code << 32 | (uint32_t)(place->account + 1);
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

bool cells_make(struct scoring *scoring, const struct units *units, unsigned sides,
                struct cells *out, struct error *err)
{
    struct coded *order = arena_array(scoring->scratch, units->count + 1, sizeof *order);
    struct unit_row *rows = arena_array(scoring->scratch, units->count + 1, sizeof *rows);

    if (order == NULL || rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < units->count; i++)
        order[i] = (struct coded){code_of_unit(&units->rows[i], sides), (uint32_t)i};
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

enum evidence_question drill_question(enum criterion criterion)
{
    static const enum evidence_question QUESTIONS[CRITERION_COUNT] = {
        EVIDENCE_REPLY, EVIDENCE_REPLY, EVIDENCE_ONE_TOUCH, EVIDENCE_SWITCH, EVIDENCE_SURVEY};

    return QUESTIONS[criterion];
}

bool drill_judge(struct scoring *scoring, const struct units *units, enum criterion criterion,
                 struct measurement *out, struct error *err)
{
    struct estimate share = {0};

    out->rung = scoring->cube->evidence[drill_question(criterion)].rung;
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

bool cells_pool(struct scoring *scoring, const struct units *units, unsigned sides,
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
        uint64_t code = code_of_unit(&units->rows[i], sides);
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
