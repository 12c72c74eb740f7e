#include "criteria/cover.h"

#include <math.h>

#include "statistics/score.h"

/*
 * A1: is somebody there at any moment? Scored on the hours promised, shown for all of the year.
 * Slots from criteria.slots_from_ticket_count tickets on, else bands. What is unknown is not
 * imputed: it widens the interval from 0 to 1 of its hours.
 */
static const double UNKNOWN_INDICATIVE = 0.3;
static const double UNKNOWN_TOO_MUCH = 0.6;

/* Rows are sorted by day, slot and executor: an hour with several of them is one. */
static void count_activity(const struct scoring *scoring, const struct filter *filter,
                           struct at_hand *out)
{
    const struct cube *cube = scoring->cube;

    for (size_t i = 0; i < cube->activity_count; i++) {
        const struct cube_activity *row = &cube->activity[i];
        bool is_same = i > 0 && row[-1].day == row->day && row[-1].slot == row->slot;
        if (row->day < filter->first_day || row->day > filter->last_day || is_same ||
            row->slot >= SLOT_COUNT)
            continue;
        out->all.slots[row->slot].active_hours += 1;
        out->promised.slots[row->slot].active_hours += out->hours.promised_share[row->slot];
    }
}

static bool count_row(struct scoring *scoring, const struct cube_slot *row, struct hours_count *out,
                      struct error *err)
{
    struct slot *slot = &out->slots[row->slot];

    out->young_count += row->young_count;
    if (row->arrival_count == 0)
        return true;
    slot->ticket_count += row->arrival_count;
    slot->answered_count += row->answered_count[READING_STRICT];
    out->optimistic[row->slot] += row->answered_count[READING_OPTIMISTIC];
    out->answered_count += row->answered_count[READING_STRICT];
    for (int reading = 0; reading < READING_COUNT; reading++) {
        if (reading == READING_OPTIMISTIC && scoring->is_slot_alike)
            break;
        struct unit_row unit = {.account = row->account,
                                .day = row->day,
                                .channel = row->channel,
                                .executor = row->executor,
                                .band = (uint8_t)slot_band(row->slot),
                                .slot = row->slot,
                                .count = row->arrival_count};
        unit.utility = (double)row->answered_count[reading] / row->arrival_count;
        unit.outcome = unit.utility;
        unit.is_decided = true;
        if (!units_add(scoring, &out->units[reading], &unit, err))
            return false;
    }
    return true;
}

static bool collect(struct scoring *scoring, const struct filter *filter, struct at_hand *out,
                    struct error *err)
{
    struct walk walk = WALK(scoring, slot, filter);
    const struct cube_slot *row = NULL;

    if (!slot_hours_measure(scoring, filter, &out->hours, err))
        return false;
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        out->all.slots[slot].hours = out->hours.hours[slot];
        out->promised.slots[slot].hours = out->hours.hours[slot] * out->hours.promised_share[slot];
    }
    count_activity(scoring, filter, out);
    size_t left = walk_left(&walk);
    if (!units_reserve(scoring, &out->all.units[READING_STRICT], left, err) ||
        !units_reserve(scoring, &out->promised.units[READING_STRICT], left, err))
        return false;
    while ((row = walk_next(&walk)) != NULL) {
        if (row->slot >= SLOT_COUNT)
            continue;
        if (!count_row(scoring, row, &out->all, err) ||
            (row->is_in_hours && !count_row(scoring, row, &out->promised, err)))
            return false;
    }
    out->is_by_band =
        out->all.units[0].ticket_count < scoring->settings->criteria.slots_from_ticket_count;
    return true;
}

/* ---- the estimators ---- */

static struct availability_rule rule_of(const struct scoring *scoring)
{
    struct availability_rule rule = AVAILABILITY_RULE;

    rule.covered_share = scoring->settings->criteria.slot_target_share;
    rule.certainty = scoring->settings->criteria.slot_certainty;
    rule.confidence = scoring->settings->criteria.confidence;
    return rule;
}

static void pool_bands(const struct slot slots[SLOT_COUNT], struct slot bands[BAND_COUNT])
{
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        struct slot *band = &bands[slot_band(slot)];
        band->hours += slots[slot].hours;
        band->ticket_count += slots[slot].ticket_count;
        band->answered_count += slots[slot].answered_count;
        band->active_hours += slots[slot].active_hours;
    }
}

static bool estimate(const struct scoring *scoring, const struct slot slots[SLOT_COUNT],
                     bool is_by_band, struct cover_estimate *out, struct error *err)
{
    struct availability_rule rule = rule_of(scoring);

    *out = (struct cover_estimate){0};
    if (is_by_band) {
        pool_bands(slots, out->slots);
        return availability_bands(out->slots, BAND_COUNT, &rule, out->posteriors, &out->whole, err);
    }
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        out->slots[slot] = slots[slot];
    return availability_slots(out->slots, &rule, out->posteriors, &out->whole, err);
}

/* ---- how sure it is, by families of tickets ---- */

static double of_ticket(struct availability_pull pull, double utility)
{
    return pull.gain * utility - pull.offset;
}

/*
 * The pooled cover's variance by families, and what its bias is beyond the noise of the plain one:
 * pooling lends busy hours' answers to quiet ones.
 */
static bool widen(struct scoring *scoring, const struct units *units, bool is_by_band,
                  struct cover_estimate *cover, struct error *err)
{
    struct availability_pull shrunken[SLOT_COUNT], plain[SLOT_COUNT];
    size_t count = is_by_band ? BAND_COUNT : SLOT_COUNT;
    double *pooled = arena_array(scoring->scratch, units->count + 1, sizeof *pooled);
    double *apart = arena_array(scoring->scratch, units->count + 1, sizeof *apart);
    double variance = 0, noise = 0, critical = 0, unused = 0, alone = 0;

    if (pooled == NULL || apart == NULL)
        return error_memory(err);
    if (units->ticket_count == 0 || !isfinite(cover->whole.bounds.low))
        return true;
    availability_influence(cover->slots, cover->posteriors, count,
                           is_by_band ? NULL : &cover->whole.weights, shrunken, plain);
    for (size_t i = 0; i < units->count; i++) {
        const struct unit_row *unit = &units->rows[i];
        size_t at = is_by_band ? unit->band : unit->slot;
        pooled[i] = of_ticket(shrunken[at], unit->utility);
        apart[i] = of_ticket(plain[at], unit->utility) - pooled[i];
        alone += pooled[i] * pooled[i] * unit->count;
    }
    if (!families_spread(scoring, units, pooled, alone, &variance, &critical, err) ||
        !families_spread(scoring, units, apart, alone, &noise, &unused, err))
        return false;
    double bias = availability_bias(cover->slots, cover->posteriors, count);
    variance += isfinite(noise) ? fmax(0, bias * bias - noise) : 0;
    availability_widen(&cover->whole, cover->slots, cover->posteriors, count,
                       is_by_band ? NULL : &cover->whole.weights, variance, critical,
                       scoring->settings->criteria.confidence);
    return true;
}

/* ---- figures ---- */

static struct measurement *add(struct scoring *scoring, enum measured name,
                               struct dimension dimension)
{
    const struct evidence *evidence = &scoring->cube->evidence[EVIDENCE_REPLY];
    struct measurement *out = measurement_add(scoring, name, dimension, evidence);

    if (out != NULL && out->rung != RUNG_NOT_IN_EXPORT && !evidence->has_clock[CLOCK_CALENDAR]) {
        out->rung = RUNG_NOT_IN_EXPORT;
        out->standing = STANDING_NOT_OBSERVABLE;
        out->reason = REASON_CLOCK_UNKNOWN;
    }
    return out;
}

static void set_cover(const struct scoring *scoring, struct measurement *out,
                      const struct availability *strict, const struct availability *optimistic,
                      size_t day_count)
{
    out->has_value = isfinite(strict->known_mean) && isfinite(optimistic->known_mean);
    if (!out->has_value) {
        out->reason = out->asked_count > 0 ? REASON_TOO_FEW : out->reason;
        return;
    }
    out->strict = strict->known_mean;
    out->optimistic = optimistic->known_mean;
    out->value = (out->strict + out->optimistic) / 2;
    out->has_interval = isfinite(strict->limits.low) && isfinite(optimistic->limits.high);
    out->low = fmin(strict->limits.low, out->strict);
    out->high = fmax(optimistic->limits.high, out->optimistic);
    out->effective_n = strict->ticket_count;
    out->cluster_count = (uint32_t)day_count;
    measurement_judge(scoring, out);
    if (strict->unknown_share > UNKNOWN_TOO_MUCH)
        measurement_cap(out, STANDING_NOT_ENOUGH_DATA, REASON_UNKNOWN_HOURS);
    if (strict->unknown_share > UNKNOWN_INDICATIVE)
        measurement_cap(out, STANDING_INDICATIVE, REASON_UNKNOWN_HOURS);
}

static bool measure_cover(struct scoring *scoring, enum measured name, struct dimension dimension,
                          const struct at_hand *at_hand, const struct hours_count *count,
                          struct cover_estimate *strict, struct error *err)
{
    struct cover_estimate optimistic = {0};
    struct slot slots[SLOT_COUNT];
    struct measurement *out = add(scoring, name, dimension);

    if (out == NULL)
        return error_memory(err);
    out->asked_count = count->units[READING_STRICT].ticket_count;
    out->kept_count = count->answered_count;
    out->open_count = count->young_count;
    bool is_one_reading = true;
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        slots[slot] = count->slots[slot];
        is_one_reading &= slots[slot].answered_count == count->optimistic[slot];
        slots[slot].answered_count = count->optimistic[slot];
    }
    if (!estimate(scoring, count->slots, at_hand->is_by_band, strict, err) ||
        (!is_one_reading && !estimate(scoring, slots, at_hand->is_by_band, &optimistic, err)))
        return false;
    if (!widen(scoring, &count->units[READING_STRICT], at_hand->is_by_band, strict, err) ||
        (!is_one_reading &&
         !widen(scoring, &count->units[READING_OPTIMISTIC], at_hand->is_by_band, &optimistic, err)))
        return false;
    if (out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    set_cover(scoring, out, &strict->whole, is_one_reading ? &strict->whole : &optimistic.whole,
              at_hand->day_count);
    return true;
}

static void score_promised(const struct scoring *scoring, struct measurement *out,
                           const struct slot_hours *hours)
{
    struct anchors anchors = anchors_of_promise(hours->share);
    const struct anchor_settings own = {anchors.x0, anchors.x50, anchors.x80, anchors.x100};

    if (!hours->is_promised && out->rung != RUNG_NOT_IN_EXPORT) {
        out->has_value = out->has_interval = false;
        out->standing = STANDING_NOT_ENOUGH_DATA;
        out->reason = REASON_NO_PROMISE;
        return;
    }
    measurement_score(out, hours->is_always || hours->share <= 0
                               ? &scoring->settings->criteria.measures[MEASURE_ALL_HOURS].anchors
                               : &own);
}

static bool measure_demand(struct scoring *scoring, struct dimension dimension,
                           const struct at_hand *at_hand, struct error *err)
{
    struct estimate share[READING_COUNT] = {{0}};
    struct measurement *out = add(scoring, MEASURED_COVER_DEMAND, dimension);

    if (out == NULL)
        return error_memory(err);
    for (int reading = 0; reading < READING_COUNT; reading++) {
        bool is_same = reading == READING_OPTIMISTIC && scoring->is_slot_alike;
        if (is_same)
            share[reading] = share[READING_STRICT];
        else if (!estimate_mean(scoring, &at_hand->all.units[reading], &share[reading], err))
            return false;
    }
    out->asked_count = at_hand->all.units[READING_STRICT].ticket_count;
    out->kept_count = at_hand->all.answered_count;
    out->open_count = at_hand->all.young_count;
    if (out->rung != RUNG_NOT_IN_EXPORT)
        measurement_set_share(scoring, out, &share[READING_STRICT], &share[READING_OPTIMISTIC]);
    return true;
}

static bool measure_unknown(struct scoring *scoring, struct dimension dimension,
                            const struct cover_estimate *all, struct error *err)
{
    struct measurement *out = add(scoring, MEASURED_COVER_UNKNOWN, dimension);

    if (out == NULL)
        return error_memory(err);
    out->has_value = out->rung != RUNG_NOT_IN_EXPORT && isfinite(all->whole.unknown_share);
    out->value = out->strict = out->optimistic = all->whole.unknown_share;
    if (out->has_value) {
        out->standing = STANDING_SCORED;
        out->reason = NULL;
    }
    return true;
}

static size_t count_days(const struct units *units)
{
    int32_t first = INT32_MAX, last = INT32_MIN;

    for (size_t i = 0; i < units->count; i++) {
        first = units->rows[i].day < first ? units->rows[i].day : first;
        last = units->rows[i].day > last ? units->rows[i].day : last;
    }
    return units->count == 0 ? 0 : (size_t)(last - first) + 1;
}

static bool measure_period(struct scoring *scoring, enum period_index period, struct error *err)
{
    struct dimension dimension = whole_of(period);
    struct filter filter = filter_of(scoring, dimension);
    struct at_hand *at_hand = arena_allocate(scoring->scratch, sizeof *at_hand);
    struct cover_estimate *promised = arena_allocate(scoring->scratch, sizeof *promised);
    struct cover_estimate *all = arena_allocate(scoring->scratch, sizeof *all);

    if (at_hand == NULL || promised == NULL || all == NULL)
        return error_memory(err);
    if (!collect(scoring, &filter, at_hand, err))
        return false;
    at_hand->day_count = count_days(&at_hand->all.units[READING_STRICT]);
    if (!measure_cover(scoring, MEASURED_COVER_ALL_HOURS, dimension, at_hand, &at_hand->all, all,
                       err) ||
        !measure_cover(scoring, MEASURED_COVER_PROMISED, dimension, at_hand, &at_hand->promised,
                       promised, err))
        return false;
    score_promised(scoring, measurement_of(scoring->card, MEASURED_COVER_PROMISED, dimension),
                   &at_hand->hours);
    if (!measure_demand(scoring, dimension, at_hand, err) ||
        !measure_unknown(scoring, dimension, all, err))
        return false;
    if (period == PERIOD_YEAR_AGO)
        return true;
    struct cover_estimate *bands = promised; /* not needed any more */
    if (!estimate(scoring, at_hand->all.slots, true, bands, err))
        return false;
    if (period == PERIOD_PREVIOUS) {
        cover_draw_bands(at_hand, bands, scoring->card->bands_before);
        return true;
    }
    cover_draw(at_hand, bands, all, scoring->card);
    struct criterion_score *out = &scoring->card->criteria[CRITERION_AVAILABILITY];
    out->has_target = at_hand->hours.is_promised && at_hand->hours.share > 0;
    out->target = at_hand->hours.share;
    if (at_hand->hours.is_always)
        out->target = scoring->settings->criteria.measures[MEASURE_ALL_HOURS].anchors.x80;
    const struct window window = {at_hand->hours.from_at, at_hand->hours.until_at};
    arena_release(scoring->scratch); /* the gap has lists of its own, as long as those above */
    return dark_gap_find(scoring, window, add(scoring, MEASURED_DARK_GAP, whole_of(PERIOD_CURRENT)),
                         err);
}

bool availability_score(struct scoring *scoring, struct error *err)
{
    const struct part part = {MEASURED_COVER_PROMISED, 1};
    struct criterion_score *out = &scoring->card->criteria[CRITERION_AVAILABILITY];

    for (enum period_index period = 0; period < PERIOD_COUNT; period++) {
        if (scoring->card->period[period].is_present && !measure_period(scoring, period, err))
            return false;
        arena_release(scoring->scratch);
    }
    out->headline = MEASURED_COVER_PROMISED;
    if (!criterion_combine(scoring, CRITERION_AVAILABILITY, &part, 1, err))
        return false;
    if (out->reason == REASON_NO_PROMISE) {
        out->verdict = VERDICT_NO_PROMISE;
        out->headline = MEASURED_COVER_ALL_HOURS;
    }
    return true;
}

bool cover_units(struct scoring *scoring, const struct filter *filter, struct units *out,
                 double band_hours[BAND_COUNT], struct error *err)
{
    struct at_hand *at_hand = arena_allocate(scoring->scratch, sizeof *at_hand);

    if (at_hand == NULL)
        return error_memory(err);
    if (!collect(scoring, filter, at_hand, err))
        return false;
    *out = at_hand->promised.units[READING_STRICT];
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        band_hours[slot_band(slot)] += at_hand->promised.slots[slot].hours;
    return true;
}
