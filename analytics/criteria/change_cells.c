#include "criteria/change.h"

/* The cells that a change is standardised over. */
enum { CELLS_MOST = 30, CELL_LEAST = 10, TOPICS = 256 };

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

/*
 * A cell with few tickets in a period has hardly a rate, and none of its own variance: all such
 * cells are one (statistics.md 0.8). One that is large in one period and absent in the other stays
 * apart: it has nothing to be compared with.
 */
static bool merge_thin(struct scoring *scoring, const struct units *before,
                       const struct units *after, struct cells *cells, struct error *err)
{
    uint64_t *was = arena_array(scoring->scratch, cells->count + 1, sizeof *was);
    uint64_t *is = arena_array(scoring->scratch, cells->count + 1, sizeof *is);
    uint32_t other = (uint32_t)cells->count;

    if (was == NULL || is == NULL)
        return error_memory(err);
    for (size_t i = 0; i < before->count; i++)
        was[cells->before[i]] += before->rows[i].count;
    for (size_t i = 0; i < after->count; i++)
        is[cells->after[i]] += after->rows[i].count;
    for (size_t c = 0; c < cells->count; c++) {
        bool is_absent =
            (was[c] == 0 && is[c] >= CELL_LEAST) || (is[c] == 0 && was[c] >= CELL_LEAST);
        was[c] = !is_absent && (was[c] < CELL_LEAST || is[c] < CELL_LEAST);
    }
    for (size_t i = 0; i < before->count; i++)
        cells->before[i] = was[cells->before[i]] ? other : cells->before[i];
    for (size_t i = 0; i < after->count; i++)
        cells->after[i] = was[cells->after[i]] ? other : cells->after[i];
    cells->count++;
    return true;
}

/* At most ~30 cells, else the topic is dropped, then the priority (statistics.md 0.8). */
bool change_cells(struct scoring *scoring, const struct units *before, const struct units *after,
                  bool is_by_band, struct cells *out, struct error *err)
{
    int detail = 2;

    out->before = arena_array(scoring->scratch, before->count + 1, sizeof *out->before);
    out->after = arena_array(scoring->scratch, after->count + 1, sizeof *out->after);
    if (out->before == NULL || out->after == NULL)
        return error_memory(err);
    uint32_t *numbers = NULL;
    for (;; detail--) {
        numbers = arena_array(scoring->scratch, CODE_COUNT, sizeof *numbers);
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
    if (!is_by_band)
        return merge_thin(scoring, before, after, out, err);
    out->count = BAND_COUNT;
    return true;
}
