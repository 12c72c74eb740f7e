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

static void count_unit(struct cell *cell, const struct unit_row *unit)
{
    cell->units.rows[cell->units.count++] = *unit;
    cell->units.ticket_count += unit->count;
    cell->utility += unit->utility * unit->count;
    cell->decided += unit->is_decided ? unit->count : 0;
    cell->kept += unit->is_decided ? (uint64_t)llround(unit->outcome * unit->count) : 0;
}

/* ---- codes, told apart by a hash table: many units stand in a few cells ---- */

enum { FIRST_SLOTS = 256 };

struct codes {
    uint32_t *slots; /* code + 1; 0 free */
    size_t size;     /* a power of two */
    uint64_t *codes; /* in the order of first sight */
    size_t count;
};

static size_t find_code(const struct codes *codes, uint64_t code)
{
    size_t slot = (size_t)((code ^ code >> 32) * 0x9E3779B97F4A7C15ULL >> 32) & (codes->size - 1);

    while (codes->slots[slot] != 0 && codes->codes[codes->slots[slot] - 1] != code)
        slot = (slot + 1) & (codes->size - 1);
    return slot;
}

static bool grow_codes(struct scoring *scoring, struct codes *codes, struct error *err)
{
    size_t size = codes->size == 0 ? FIRST_SLOTS : 2 * codes->size;
    struct codes grown = {.slots = arena_array(scoring->scratch, size, sizeof *grown.slots),
                          .size = size,
                          .codes = arena_array(scoring->scratch, size / 2 + 1, sizeof(uint64_t)),
                          .count = codes->count};

    if (grown.slots == NULL || grown.codes == NULL)
        return error_memory(err);
    for (size_t i = 0; i < codes->count; i++) {
        grown.codes[i] = codes->codes[i];
        grown.slots[find_code(&grown, codes->codes[i])] = (uint32_t)i + 1;
    }
    *codes = grown;
    return true;
}

static bool code_units(struct scoring *scoring, const struct units *units, unsigned sides,
                       struct codes *codes, uint32_t *of_unit, struct error *err)
{
    for (size_t i = 0; i < units->count; i++) {
        uint64_t code = code_of_unit(&units->rows[i], sides);
        if (2 * (codes->count + 1) > codes->size && !grow_codes(scoring, codes, err))
            return false;
        size_t slot = find_code(codes, code);
        if (codes->slots[slot] == 0) {
            codes->codes[codes->count] = code;
            codes->slots[slot] = (uint32_t)++codes->count;
        }
        of_unit[i] = codes->slots[slot] - 1;
    }
    return true;
}

struct coded {
    uint64_t code;
    uint32_t seen; /* place among the codes as seen */
};

static int compare_coded(const void *a, const void *b)
{
    const struct coded *x = a, *y = b;

    return (x->code > y->code) - (x->code < y->code);
}

/* The codes in their own order, and the cell of every unit in it. */
static bool order_codes(struct scoring *scoring, const struct codes *codes, size_t unit_count,
                        struct cells *out, struct error *err)
{
    struct coded *order = arena_array(scoring->scratch, codes->count + 1, sizeof *order);
    uint32_t *rank = arena_array(scoring->scratch, codes->count + 1, sizeof *rank);

    out->rows = arena_array(scoring->scratch, codes->count + 1, sizeof *out->rows);
    if (order == NULL || rank == NULL || out->rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < codes->count; i++)
        order[i] = (struct coded){codes->codes[i], (uint32_t)i};
    if (codes->count > 0)
        qsort(order, codes->count, sizeof *order, compare_coded);
    for (size_t i = 0; i < codes->count; i++) {
        out->rows[i] = (struct cell){.code = order[i].code};
        rank[order[i].seen] = (uint32_t)i;
    }
    out->count = codes->count;
    for (size_t i = 0; i < unit_count; i++)
        out->of_unit[i] = rank[out->of_unit[i]];
    return true;
}

bool cells_make(struct scoring *scoring, const struct units *units, unsigned sides,
                struct cells *out, struct error *err)
{
    struct codes codes = {0};
    struct unit_row *rows = arena_array(scoring->scratch, units->count + 1, sizeof *rows);
    size_t before = 0;

    out->of_unit = arena_array(scoring->scratch, units->count + 1, sizeof *out->of_unit);
    if (rows == NULL || out->of_unit == NULL)
        return error_memory(err);
    if (!code_units(scoring, units, sides, &codes, out->of_unit, err) ||
        !order_codes(scoring, &codes, units->count, out, err))
        return false;
    for (size_t i = 0; i < units->count; i++)
        out->rows[out->of_unit[i]].units.capacity++;
    for (size_t i = 0; i < out->count; i++) {
        out->rows[i].units.rows = rows + before;
        before += out->rows[i].units.capacity;
    }
    for (size_t i = 0; i < units->count; i++)
        count_unit(&out->rows[out->of_unit[i]], &units->rows[i]);
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

bool cells_pool(struct scoring *scoring, const struct units *units, const struct cells *cells,
                const bool *is_alone, struct cell *out, struct error *err)
{
    size_t most = 0;

    for (size_t i = 0; i < cells->count; i++)
        most += is_alone[i] ? 0 : cells->rows[i].units.count;
    out->units.rows = arena_array(scoring->scratch, most + 1, sizeof *out->units.rows);
    if (out->units.rows == NULL)
        return error_memory(err);
    for (size_t i = 0; most > 0 && i < units->count; i++)
        if (!is_alone[cells->of_unit[i]])
            count_unit(out, &units->rows[i]);
    return true;
}
