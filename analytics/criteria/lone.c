#include "calendar/slot.h"
#include "criteria/care.h"

/*
 * Single point of failure: which share of the answers at hand (a human within T_av, as A1 counts
 * them) is one engineer's, and what cover remains when he is away and nobody stands in. Of all
 * hours and of each band: nights are where it happens. The busiest is chosen by looking, so his
 * share errs upwards where few answers are; the interval says how little is known.
 */
struct act { /* answers at hand, of the period */
    uint32_t account;
    int32_t day;
    uint32_t engineer; /* in the order of their first answer */
    uint8_t band;
    uint32_t count;
};

struct acts {
    struct act *rows;
    size_t count;
    uint64_t *engineers; /* their hashes */
    size_t engineer_count;
};

static uint32_t engineer_of(struct acts *acts, uint64_t hash)
{
    for (size_t i = 0; i < acts->engineer_count; i++)
        if (acts->engineers[i] == hash)
            return (uint32_t)i;
    acts->engineers[acts->engineer_count] = hash;
    return (uint32_t)acts->engineer_count++;
}

static bool is_taken(const struct trace_answer *row, const struct filter *filter)
{
    return row->is_at_hand && row->day >= filter->first_day && row->day <= filter->last_day;
}

static bool collect_acts(struct scoring *scoring, const struct filter *filter, struct acts *out,
                         struct error *err)
{
    const struct answers answers = answers_of(scoring);
    size_t most = 0;

    for (size_t i = 0; i < answers.count; i++) {
        row_is_read(scoring, i, sizeof *answers.rows);
        most += is_taken(&answers.rows[i], filter);
    }
    out->rows = arena_array(scoring->scratch, most + 1, sizeof *out->rows);
    out->engineers = arena_array(scoring->scratch, most + 1, sizeof *out->engineers);
    if (out->rows == NULL || out->engineers == NULL)
        return error_memory(err);
    for (size_t i = 0; i < answers.count; i++) {
        const struct trace_answer *row = &answers.rows[i];
        row_is_read(scoring, i, sizeof *row);
        if (is_taken(row, filter))
            out->rows[out->count++] = (struct act){.account = row->account,
                                                   .day = row->day,
                                                   .engineer = engineer_of(out, row->engineer),
                                                   .band = row->band,
                                                   .count = row->count};
    }
    return true;
}

/* ---- account x day: arrivals, answers at hand, and those of the busiest ---- */

struct night {
    uint32_t arrivals, answered, his;
};

struct nights {
    struct night *of; /* account by account, day by day */
    uint32_t first_account;
    int32_t first_day;
    size_t day_count, account_count;
};

static bool nights_open(struct scoring *scoring, const struct filter *filter, struct nights *out,
                        struct error *err)
{
    bool is_one = scoring->account != ALL_ACCOUNTS;

    out->first_account = is_one ? (uint32_t)scoring->account : 0;
    out->first_day = filter->first_day;
    out->day_count = (size_t)(filter->last_day - filter->first_day) + 1;
    out->account_count = is_one ? 1 : scoring->cube->names.account_count;
    out->of =
        arena_array(scoring->scratch, out->account_count * out->day_count + 1, sizeof *out->of);
    return out->of != NULL || error_memory(err);
}

static struct night *night_at(struct nights *nights, uint32_t account, int32_t day)
{
    return &nights->of[(account - nights->first_account) * nights->day_count +
                       (size_t)(day - nights->first_day)];
}

static bool is_of_band(uint8_t part, int band)
{
    return part == 0 || part - 1 == band;
}

/* How many engineers there were, and which of them answered most; the first of equals. */
static bool find_busiest(struct scoring *scoring, const struct acts *acts, uint8_t part,
                         uint32_t *busiest, uint64_t *engineer_count, struct error *err)
{
    uint64_t *counts = arena_array(scoring->scratch, acts->engineer_count + 1, sizeof *counts);

    if (counts == NULL)
        return error_memory(err);
    for (size_t i = 0; i < acts->count; i++)
        if (is_of_band(part, acts->rows[i].band))
            counts[acts->rows[i].engineer] += acts->rows[i].count;
    *busiest = 0;
    *engineer_count = 0;
    for (size_t i = 0; i < acts->engineer_count; i++) {
        *engineer_count += counts[i] > 0;
        if (counts[i] > counts[*busiest])
            *busiest = (uint32_t)i;
    }
    return true;
}

static bool count_nights(struct scoring *scoring, const struct filter *filter, uint8_t part,
                         const struct acts *acts, uint32_t busiest, struct nights *out,
                         struct error *err)
{
    struct walk walk = WALK(scoring, slot, filter);
    const struct cube_slot *slot = NULL;

    if (!nights_open(scoring, filter, out, err))
        return false;
    while ((slot = walk_next(&walk)) != NULL)
        if (is_of_band(part, (int)band_of_slot(slot->slot)))
            night_at(out, slot->account, slot->day)->arrivals += slot->arrival_count;
    for (size_t i = 0; i < acts->count; i++) {
        const struct act *act = &acts->rows[i];
        struct night *night = night_at(out, act->account, act->day);
        if (!is_of_band(part, act->band))
            continue;
        night->answered += act->count;
        night->his += act->engineer == busiest ? act->count : 0;
    }
    return true;
}

/* ---- figures ---- */

static bool add_pair(struct scoring *scoring, struct units *units, struct unit_row unit,
                     uint32_t yes, uint32_t no, struct error *err)
{
    unit.utility = 1;
    unit.count = yes;
    if (yes > 0 && !units_add(scoring, units, &unit, err))
        return false;
    unit.utility = 0;
    unit.count = no;
    return no == 0 || units_add(scoring, units, &unit, err);
}

static bool fill_units(struct scoring *scoring, const struct nights *nights, struct units *his,
                       struct units *without, struct error *err)
{
    for (size_t account = 0; account < nights->account_count; account++) {
        for (size_t day = 0; day < nights->day_count; day++) {
            const struct night *night = &nights->of[account * nights->day_count + day];
            uint32_t others = night->answered - night->his;
            uint32_t arrivals = night->arrivals > others ? night->arrivals : others;
            struct unit_row unit = {.account = nights->first_account + (uint32_t)account,
                                    .day = nights->first_day + (int32_t)day};
            if (!add_pair(scoring, his, unit, night->his, others, err) ||
                !add_pair(scoring, without, unit, others, arrivals - others, err))
                return false;
        }
    }
    return true;
}

static struct measurement *add(struct scoring *scoring, enum measured name,
                               struct dimension dimension)
{
    struct measurement *out =
        measurement_add(scoring, name, dimension, &scoring->cube->evidence[EVIDENCE_REPLY]);

    if (out == NULL)
        return NULL;
    if (scoring->cube->answer_count == 0) {
        out->rung = RUNG_NOT_IN_EXPORT;
        out->standing = STANDING_NOT_OBSERVABLE;
        out->reason = REASON_NOT_IN_EXPORT;
    } else if (!scoring->cube->evidence[EVIDENCE_REPLY].has_clock[CLOCK_CALENDAR]) {
        out->reason = REASON_CLOCK_UNKNOWN; /* minutes of opening hours say nothing of nights */
    }
    return out;
}

static bool set_share(struct scoring *scoring, enum measured name, struct dimension dimension,
                      const struct units *units, struct error *err)
{
    struct estimate share = {0};
    struct measurement *out = add(scoring, name, dimension);

    if (out == NULL)
        return error_memory(err);
    out->asked_count = units->ticket_count;
    for (size_t i = 0; i < units->count; i++)
        out->kept_count += units->rows[i].utility > 0 ? units->rows[i].count : 0;
    if (out->asked_count == 0 || out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    if (!estimate_mean(scoring, units, &share, err))
        return false;
    measurement_set_share(scoring, out, &share, &share);
    return true;
}

static bool measure_band(struct scoring *scoring, struct dimension dimension,
                         const struct acts *acts, struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct nights nights = {0};
    struct units his = {0}, without = {0};
    uint32_t busiest = 0;
    uint64_t engineer_count = 0;

    if (!find_busiest(scoring, acts, dimension.band_part, &busiest, &engineer_count, err) ||
        !count_nights(scoring, &filter, dimension.band_part, acts, busiest, &nights, err) ||
        !fill_units(scoring, &nights, &his, &without, err))
        return false;
    struct measurement *count = add(scoring, MEASURED_ENGINEERS, dimension);
    if (count == NULL)
        return error_memory(err);
    count->asked_count = his.ticket_count;
    if (his.ticket_count > 0)
        measurement_set_count(count, engineer_count);
    return set_share(scoring, MEASURED_ONE_ENGINEER, dimension, &his, err) &&
           set_share(scoring, MEASURED_WITHOUT_BUSIEST, dimension, &without, err);
}

bool lone_measure(struct scoring *scoring, enum period_index period, struct error *err)
{
    struct filter filter = filter_of_period(scoring, period);
    struct acts acts = {0};

    arena_release(scoring->scratch);
    if (!collect_acts(scoring, &filter, &acts, err))
        return false;
    struct arena *outer = scoring->scratch;
    bool is_fine = true;
    for (uint8_t part = 0; is_fine && part <= BAND_COUNT; part++) {
        OWN(arena_release) struct arena inner = {0};
        struct dimension dimension = whole_of(period);
        dimension.band_part = part;
        scoring->scratch = &inner;
        is_fine = measure_band(scoring, dimension, &acts, err);
    }
    scoring->scratch = outer;
    return is_fine;
}
