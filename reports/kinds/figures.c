#include <math.h>

#include "kinds/composing.h"

static enum figure_status status_of(const struct measurement *row)
{
    static const enum figure_status statuses[] = {
        [STANDING_NOT_OBSERVABLE] = FIGURE_NOT_OBSERVABLE,
        [STANDING_NOT_ENOUGH_DATA] = FIGURE_NOT_ENOUGH_DATA,
        [STANDING_INDICATIVE] = FIGURE_INDICATIVE,
        [STANDING_SCORED] = FIGURE_SCORED,
    };

    if (measurement_unit(row->name) == UNIT_COUNT && row->has_value)
        return FIGURE_COUNTED;
    return statuses[row->standing];
}

static struct value in_unit(enum measured name, double number)
{
    switch (measurement_unit(name)) {
    case UNIT_SHARE:
        return value_ratio(number);
    case UNIT_DIFFERENCE:
        return value_styled(value_points(number), STYLE_SIGNED);
    case UNIT_SECONDS:
        return value_duration(number);
    case UNIT_HOURS:
        return value_duration(number * 3600);
    case UNIT_COUNT:
        return value_count((int64_t)number);
    default:
        return value_number(number, DIGITS_NATURAL);
    }
}

static bool readings_differ(const struct measurement *row)
{
    const double seen = 0.005; /* half of the point that is printed */

    return measurement_unit(row->name) == UNIT_SHARE && row->optimistic - row->strict >= seen;
}

struct value shown(const struct measurement *row)
{
    if (row == NULL || !row->has_value)
        return value_unknown(NULL);
    /* A quantile where the curve is flat is the whole flat piece (rulings 18). */
    if (measurement_unit(row->name) == UNIT_SECONDS && row->last > row->first)
        return value_range(in_unit(row->name, row->first), in_unit(row->name, row->last));
    /* What an export only bounds is its two readings: a point between them is nobody's count. */
    if (readings_differ(row))
        return value_range(in_unit(row->name, row->strict), in_unit(row->name, row->optimistic));
    return in_unit(row->name, row->value);
}

struct value shown_range(const struct measurement *row)
{
    if (row == NULL || !row->has_interval || !isfinite(row->low) || !isfinite(row->high))
        return value_unknown(NULL);
    return value_range(in_unit(row->name, row->low), in_unit(row->name, row->high));
}

bool is_known(const struct measurement *row)
{
    return row != NULL && row->has_value && row->standing != STANDING_NOT_OBSERVABLE;
}

const struct measurement *measured(const struct composing *composing, enum measured name,
                                   enum period_index period)
{
    return scorecard_find(composing->card, name, period, ALL_ACCOUNTS, CHANNEL_UNKNOWN);
}

/* The card of one client knows no other, and calls it "all": the id names the client. */
static char *id_of(const struct composing *composing, const struct measurement *row)
{
    OWN(buffer_release) struct buffer id = {0};
    struct measurement named = *row;

    if (composing->account != ALL_ACCOUNTS)
        named.account = composing->account;
    measurement_write_id(&named, &composing->request->cube->names,
                         composing->card->period[row->period].label, &id);
    return arena_keep(composing->arena, &id);
}

/* Who works for the house, and how it is kept honest, is not for a client's page. */
static bool is_for_client(const struct measurement *row)
{
    switch (row->name) {
    case MEASURED_ENGINEERS:
    case MEASURED_ONE_ENGINEER:
    case MEASURED_WITHOUT_BUSIEST:
    case MEASURED_REPLY_JUST_IN_TIME:
    case MEASURED_CLOSED_JUST_IN_TIME:
    case MEASURED_REPLY_SHIFT_END:
    case MEASURED_CLOSED_SHIFT_END:
    case MEASURED_CLOSED_MONTH_END:
    case MEASURED_SURVEY_OFFER_GAP:
        return false;
    default:
        return row->executor == EXECUTOR_UNKNOWN && !is_part_of_answers(row);
    }
}

void compose_figures(struct composing *composing)
{
    const struct scorecard *card = composing->card;

    for (size_t i = 0; i < card->measurement_count; i++) {
        const struct measurement *row = &card->measurements[i];
        const struct period *period = &card->period[row->period];
        if (composing->account != ALL_ACCOUNTS && !is_for_client(row))
            continue;
        char *id = id_of(composing, row);
        if (id == NULL)
            return;
        struct phrase reason = reason_phrase(row->reason);
        const struct figure figure = {
            .id = id,
            .definition = measurement_base_id(row->name),
            .value =
                row->has_value ? shown(row) : value_unknown(row->reason == NULL ? NULL : &reason),
            .interval = shown_range(row),
            .n = (int64_t)row->asked_count,
            .period = value_period(period->first_day, period->last_day),
            .rung = (enum rung)row->rung,
            .status = status_of(row),
            .clock = row->clock == CLOCK_PROMISED ? FIGURE_CLOCK_PROMISED : FIGURE_CLOCK_CALENDAR,
        };
        report_figure(composing->report, &figure);
        if (row->period == PERIOD_CURRENT && measurement_is_whole(row))
            composing->ids[row->name] = id;
    }
}
