#include <stdlib.h>

#include "calendar/instant.h"
#include "criteria/acquaintance.h"
#include "criteria/care.h"
#include "cube/bins.h"

/*
 * Continuity of care: does whoever answers know the client? From the trace of answers, in their
 * order. An engineer knows a client whom he has answered in the half year before; of the first
 * quarter of an export nobody can say, so it only teaches. A person is known to whoever has
 * answered that very person before. What it costs to be new is read off persons where the export
 * names them, else off clients: a team soon knows every client, never every person.
 */
static const double WEEK_S = WEEK_DAYS * (double)DAY_S;

/* Persons are left behind here, and with them every order that a keyed hash could give. */
static int compare_rows(const void *a, const void *b)
{
    const struct care_row *x = a, *y = b;

#define ORDER(member)                                                                              \
    if (x->member != y->member)                                                                    \
    return x->member < y->member ? -1 : 1
    ORDER(account);
    ORDER(day);
    ORDER(channel);
    ORDER(priority);
    ORDER(band);
    ORDER(knows_client);
    ORDER(knows_requester);
    ORDER(is_one_touch);
    ORDER(resolve_bin);
#undef ORDER
    return 0;
}

static size_t join_rows(struct care_row *rows, size_t count)
{
    size_t kept = 0;

    if (count == 0)
        return 0;
    qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 1; i < count; i++) {
        if (compare_rows(&rows[kept], &rows[i]) == 0)
            rows[kept].count += rows[i].count;
        else
            rows[++kept] = rows[i];
    }
    return kept + 1;
}

static size_t first_of_account(const struct cube *cube, uint32_t account)
{
    size_t low = 0, high = cube->answer_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cube->answers[middle].account < account)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct answers answers_of(const struct scoring *scoring)
{
    const struct cube *cube = scoring->cube;

    if (scoring->account == ALL_ACCOUNTS)
        return (struct answers){cube->answers, cube->answer_count};
    size_t first = first_of_account(cube, (uint32_t)scoring->account);
    size_t end = first_of_account(cube, (uint32_t)scoring->account + 1);
    return (struct answers){cube->answers + first, end - first};
}

bool care_collect(struct scoring *scoring, enum period_index index, struct care *out,
                  struct error *err)
{
    const struct answers answers = answers_of(scoring);
    const struct period *period = &scoring->card->period[index];
    int64_t from_at = scoring->period_from_at[index] - ACQUAINTANCE_DAYS * (int64_t)DAY_S;
    OWN(acquaintance_release)
    struct acquaintance acquaintance = {.first_at = scoring->cube->first_at};
    struct known known = {0};
    size_t capacity = 0;

    for (size_t i = 0; i < answers.count; i++) {
        const struct trace_answer *row = &answers.rows[i];
        row_is_read(scoring, i, sizeof *row);
        capacity += row->day >= period->first_day && row->day <= period->last_day;
    }
    out->rows = arena_array(scoring->scratch, capacity + 1, sizeof *out->rows);
    if (out->rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < answers.count; i++) {
        const struct trace_answer *row = &answers.rows[i];
        row_is_read(scoring, i, sizeof *row);
        bool is_here = row->day >= period->first_day && row->day <= period->last_day;
        bool is_past =
            row->replied_at >= from_at && row->replied_at < scoring->period_until_at[index];
        struct care_row care = {.account = row->account,
                                .day = row->day,
                                .channel = row->channel,
                                .priority = row->priority,
                                .band = row->band,
                                .is_one_touch = row->is_one_touch,
                                .resolve_bin = row->resolve_bin,
                                .count = row->count};
        if (!is_here && !is_past)
            continue;
        if (!acquaintance_meet(&acquaintance, row, &known, err))
            return false;
        care.knows_client = known.client;
        care.knows_requester = known.requester;
        out->has_requesters |= row->requester != 0;
        if (is_here)
            out->rows[out->count++] = care;
    }
    out->count = join_rows(out->rows, out->count);
    return true;
}

/* ---- figures ---- */

static struct unit_row unit_of_care(const struct care_row *row)
{
    return (struct unit_row){.account = row->account,
                             .day = row->day,
                             .channel = row->channel,
                             .priority = row->priority,
                             .band = row->band,
                             .count = row->count};
}

static struct measurement *add(struct scoring *scoring, enum measured name,
                               struct dimension dimension)
{
    const struct cube *cube = scoring->cube;
    struct measurement *out =
        measurement_add(scoring, name, dimension, &cube->evidence[EVIDENCE_REPLY]);

    if (out != NULL && out->rung != RUNG_NOT_IN_EXPORT && cube->answer_count == 0) {
        out->rung = RUNG_NOT_IN_EXPORT; /* nobody can be told apart */
        out->standing = STANDING_NOT_OBSERVABLE;
        out->reason = REASON_NOT_IN_EXPORT;
    }
    return out;
}

static bool measure_known(struct scoring *scoring, enum measured name, struct dimension dimension,
                          const struct care *care, struct error *err)
{
    struct units units = {0};
    struct estimate share = {0};
    struct measurement *out = add(scoring, name, dimension);

    if (out == NULL)
        return error_memory(err);
    for (size_t i = 0; i < care->count; i++) {
        const struct care_row *row = &care->rows[i];
        uint8_t knows = name == MEASURED_KNOWS_CLIENT ? row->knows_client : row->knows_requester;
        struct unit_row unit = unit_of_care(row);
        unit.utility = knows;
        out->asked_count += knows != UNTOLD ? row->count : 0;
        out->kept_count += knows == 1 ? row->count : 0;
        if (knows != UNTOLD && !units_add(scoring, &units, &unit, err))
            return false;
    }
    if (out->asked_count == 0 && care->count > 0 && out->rung != RUNG_NOT_IN_EXPORT)
        out->reason = REASON_NO_EARLIER;
    if (!estimate_mean(scoring, &units, &share, err))
        return false;
    if (units.ticket_count > 0)
        measurement_set_share(scoring, out, &share, &share);
    return true;
}

/* What a row says of the question, 0..1; below 0: nothing. */
static double told(const struct care_row *row, enum measured name)
{
    if (name == MEASURED_NEW_ENGINEER_ONE_TOUCH)
        return row->is_one_touch == UNTOLD ? -1 : row->is_one_touch;
    return row->resolve_bin == BIN_UNKNOWN ? -1 : (double)bin_upper_s(row->resolve_bin) / WEEK_S;
}

static uint32_t case_of(const struct unit_row *unit)
{
    return ((uint32_t)unit->channel * PRIORITY_COUNT + unit->priority) * BAND_COUNT + unit->band;
}

static uint32_t *cases_of(struct scoring *scoring, const struct units *units)
{
    uint32_t *cells = arena_array(scoring->scratch, units->count + 1, sizeof *cells);

    for (size_t i = 0; cells != NULL && i < units->count; i++)
        cells[i] = case_of(&units->rows[i]);
    return cells;
}

/*
 * Answers of engineers new to the client beside those of engineers who know him, in like cases
 * (channel x priority x band). Nobody drew lots for who answers what: roughly, at most.
 */
static bool measure_new(struct scoring *scoring, enum measured name, struct dimension dimension,
                        const struct care *care, struct error *err)
{
    struct units sides[2] = {{0}}; /* new, known */
    struct compared compared = {0};
    double scale = name == MEASURED_NEW_ENGINEER_TIME ? WEEK_S : 1;
    struct measurement *out = add(scoring, name, dimension);

    if (out == NULL)
        return error_memory(err);
    for (size_t i = 0; i < care->count; i++) {
        const struct care_row *row = &care->rows[i];
        struct unit_row unit = unit_of_care(row);
        unit.utility = told(row, name);
        uint8_t knows = care->has_requesters ? row->knows_requester : row->knows_client;
        if (knows != UNTOLD && unit.utility >= 0 && !units_add(scoring, &sides[knows], &unit, err))
            return false;
    }
    out->asked_count = sides[0].ticket_count + sides[1].ticket_count;
    out->kept_count = sides[0].ticket_count;
    if (out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    if (sides[0].ticket_count < scoring->settings->criteria.indicative_n ||
        sides[1].ticket_count < scoring->settings->criteria.indicative_n) {
        out->reason = out->asked_count == 0 && care->count > 0 ? REASON_NO_EARLIER : REASON_TOO_FEW;
        return true;
    }
    const struct comparison comparison = {.before = &sides[1],
                                          .after = &sides[0],
                                          .cell_count = CHANNEL_COUNT * PRIORITY_COUNT * BAND_COUNT,
                                          .before_cell = cases_of(scoring, &sides[1]),
                                          .after_cell = cases_of(scoring, &sides[0])};
    if (comparison.before_cell == NULL || comparison.after_cell == NULL)
        return error_memory(err);
    if (!compare_units(scoring, &comparison, &compared, err))
        return false;
    care_set_difference(scoring, out, &compared, scale,
                        sides[0].ticket_count < sides[1].ticket_count ? &sides[0] : &sides[1]);
    return true;
}

void care_set_difference(const struct scoring *scoring, struct measurement *out,
                         const struct compared *compared, double scale, const struct units *smaller)
{
    const struct cluster_change *change = &compared->change;

    out->has_value = true;
    out->value = out->strict = out->optimistic = compared->standardised * scale;
    out->has_interval = change->cluster_count >= 2 && change->limits.low <= change->limits.high;
    out->low = change->limits.low * scale;
    out->high = change->limits.high * scale;
    out->effective_n = (double)smaller->ticket_count;
    out->cluster_count = (uint32_t)change->cluster_count;
    out->standing = STANDING_INDICATIVE;
    out->reason = out->rung == RUNG_BOUNDED ? REASON_BOUNDED : NULL;
    if (!out->has_interval)
        measurement_cap(out, STANDING_NOT_ENOUGH_DATA, REASON_ONE_CLUSTER);
    else if ((change->limits.high - change->limits.low) / 2 >
             scoring->settings->criteria.indicative_half_width)
        measurement_cap(out, STANDING_NOT_ENOUGH_DATA, REASON_TOO_WIDE);
}

/* Every figure copies the answers as units: they live no longer than it. */
static bool measure_one(struct scoring *scoring, enum measured name, struct dimension dimension,
                        const struct care *care, struct error *err)
{
    OWN(arena_release) struct arena inner = {0};
    struct arena *outer = scoring->scratch;
    bool is_share = name == MEASURED_KNOWS_CLIENT || name == MEASURED_KNOWS_REQUESTER;

    scoring->scratch = &inner;
    bool is_fine = is_share ? measure_known(scoring, name, dimension, care, err)
                            : measure_new(scoring, name, dimension, care, err);
    scoring->scratch = outer;
    return is_fine;
}

bool care_measure(struct scoring *scoring, struct error *err)
{
    static const enum measured NAMES[] = {MEASURED_KNOWS_CLIENT, MEASURED_KNOWS_REQUESTER,
                                          MEASURED_NEW_ENGINEER_ONE_TOUCH,
                                          MEASURED_NEW_ENGINEER_TIME};

    for (enum period_index period = 0; period <= PERIOD_PREVIOUS; period++) {
        struct care care = {0};
        if (!scoring->card->period[period].is_present)
            continue;
        arena_release(scoring->scratch);
        if (!care_collect(scoring, period, &care, err))
            return false;
        for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
            if (!measure_one(scoring, NAMES[i], whole_of(period), &care, err))
                return false;
        if (!lone_measure(scoring, period, err))
            return false;
    }
    return true;
}
