#include <string.h>

#include "criteria/scoring.h"

/*
 * Times stand on the grid of the cube, so a million tickets leave in a few thousand ways. They are
 * told apart by a hash table here, once; the curve is built from the ways, and a unit's influence
 * is looked up by its own.
 */
enum { FIRST_SLOTS = 1024 };

struct table {
    uint32_t *slots; /* way + 1; 0 free */
    size_t size;     /* a power of two */
};

static uint64_t hash_of(double time, int cause, double entry)
{
    uint64_t bits = 0;

    memcpy(&bits, &time, sizeof bits);
    bits ^= bits >> 32; /* a double that is whole has noughts below: they would stay there */
    bits = (bits ^ (uint64_t)cause ^ (uint64_t)entry << 8) * 0x9E3779B97F4A7C15ULL;
    return bits >> 32;
}

static size_t find(const struct table *table, const struct survival_cell *cells, double time,
                   int cause, double entry)
{
    size_t slot = hash_of(time, cause, entry) & (table->size - 1);

    while (table->slots[slot] != 0) {
        const struct survival_cell *cell = &cells[table->slots[slot] - 1];
        if (cell->time == time && cell->cause == cause && cell->entry == entry)
            break;
        slot = (slot + 1) & (table->size - 1);
    }
    return slot;
}

static bool grow(struct scoring *scoring, struct table *table, struct exits *exits,
                 struct error *err)
{
    size_t size = table->size == 0 ? FIRST_SLOTS : 2 * table->size;
    uint32_t *slots = arena_array(scoring->scratch, size, sizeof *slots);
    struct survival_cell *cells = arena_array(scoring->scratch, size / 2 + 1, sizeof *cells);

    if (slots == NULL || cells == NULL)
        return error_memory(err);
    *table = (struct table){slots, size};
    for (size_t i = 0; i < exits->cell_count; i++) {
        cells[i] = exits->cells[i];
        slots[find(table, cells, cells[i].time, cells[i].cause, cells[i].entry)] = (uint32_t)i + 1;
    }
    exits->cells = cells;
    return true;
}

bool exits_of(struct scoring *scoring, const struct units *units, struct exits *out,
              struct error *err)
{
    struct table table = {0};

    *out = (struct exits){
        .of_unit = arena_array(scoring->scratch, units->count + 1, sizeof *out->of_unit)};
    if (out->of_unit == NULL)
        return error_memory(err);
    if (!grow(scoring, &table, out, err))
        return false;
    for (size_t i = 0; i < units->count; i++) {
        const struct unit_row *unit = &units->rows[i];
        if (2 * (out->cell_count + 1) > table.size && !grow(scoring, &table, out, err))
            return false;
        size_t slot = find(&table, out->cells, unit->time, unit->cause, unit->entry);
        if (table.slots[slot] == 0) {
            out->cells[out->cell_count] = (struct survival_cell){
                .time = unit->time, .cause = unit->cause, .entry = unit->entry};
            table.slots[slot] = (uint32_t)++out->cell_count;
        }
        out->of_unit[i] = table.slots[slot] - 1;
        out->cells[out->of_unit[i]].count += unit->count;
    }
    return true;
}
