#include "criteria/drill.h"
#include "criteria/families.h"

#include <math.h>

static enum measured name_of(const struct scoring *scoring, enum criterion criterion)
{
    return scoring->card->criteria[criterion].change.measured;
}

static bool measure_side(struct scoring *scoring, enum criterion criterion,
                         enum period_index period, unsigned side, const struct units *units,
                         struct error *err)
{
    const struct evidence *evidence = &scoring->cube->evidence[drill_question(criterion)];
    struct cells cells = {0};

    if (!cells_make(scoring, units, side, &cells, err))
        return false;
    for (size_t i = 0; cells.count > 1 && i < cells.count; i++) {
        struct drill_cell place = {0};
        struct dimension dimension = whole_of(period);
        place_of_code(cells.rows[i].code, &place);
        dimension.priority = place.priority;
        dimension.band_part = place.band_part;
        dimension.topic_part = place.topic_part;
        if (side == DRILL_PRIORITY && place.priority == PRIORITY_UNKNOWN)
            continue;
        struct measurement *out =
            measurement_add(scoring, name_of(scoring, criterion), dimension, evidence);
        if (out == NULL)
            return error_memory(err);
        out->clock = criterion == CRITERION_FIRST_REPLY ? CLOCK_PROMISED : CLOCK_CALENDAR;
        out->asked_count = cells.rows[i].units.ticket_count;
        out->kept_count = cells.rows[i].kept;
        out->open_count = out->asked_count - cells.rows[i].decided;
        if (!drill_judge(scoring, &cells.rows[i].units, criterion, out, err))
            return false;
    }
    return true;
}

/* Channels, accounts and executors are figures already; cover has neither priority nor topic, and
 * its bands are those of A1. */
bool sides_measure(struct scoring *scoring, enum criterion criterion, enum period_index period,
                   const struct units *units, struct error *err)
{
    static const unsigned SIDES[] = {DRILL_PRIORITY, DRILL_BAND, DRILL_TOPIC};
    bool is_fine = true;

    for (size_t side = 0; is_fine && side < sizeof SIDES / sizeof *SIDES; side++) {
        OWN(arena_release) struct arena inner = {0}; /* every side copies the units */
        struct arena *outer = arena_within(scoring, &inner);
        is_fine = measure_side(scoring, criterion, period, SIDES[side], units, err);
        scoring->scratch = outer;
    }
    return is_fine;
}

bool bands_measure(struct scoring *scoring, enum period_index period,
                   const struct band_cover bands[BAND_COUNT], struct error *err)
{
    const struct measurement *whole =
        measurement_of(scoring->card, MEASURED_COVER_ALL_HOURS, whole_of(period));

    if (whole == NULL || whole->rung == RUNG_NOT_IN_EXPORT)
        return true;
    uint8_t rung = whole->rung;
    for (int band = 0; band < BAND_COUNT; band++) {
        const struct slot_cover *cover = &bands[band].cover;
        struct dimension dimension = whole_of(period);
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
