#include <math.h>
#include <stdlib.h>

#include "criteria/change.h"
#include "statistics/decomposition.h"
#include "statistics/multiplicity.h"

/* B2: where did it change? By channel, band, priority and account, each side apart. */

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
        if (is_everything || (double)a->ticket_count < COMPARED_LEAST ||
            (double)b->ticket_count < COMPARED_LEAST)
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

bool segments_find(struct scoring *scoring, const struct case_of_change *one, struct segments *out,
                   struct error *err)
{
    size_t most = CHANNEL_COUNT + BAND_COUNT + PRIORITY_COUNT + scoring->cube->names.account_count;

    out->rows = arena_array(&scoring->card->arena, most + 1, sizeof *out->rows);
    out->p = arena_array(&scoring->card->arena, most + 1, sizeof *out->p);
    if (out->rows == NULL || out->p == NULL)
        return error_memory(err);
    struct arena *outer = scoring->scratch;
    bool is_fine = true;
    for (enum side side = 0; is_fine && side < SIDE_COUNT; side++) {
        OWN(arena_release) struct arena inner = {0}; /* every side copies the units once */
        scoring->scratch = &inner;
        is_fine = add_side(scoring, one, side, out, err);
    }
    scoring->scratch = outer;
    return is_fine;
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
bool segments_name(struct scoring *scoring, struct segments lists[CRITERION_COUNT],
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
