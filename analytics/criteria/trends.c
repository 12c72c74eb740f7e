/* trends: is there a direction over the quarters? B3: for looking, not for verdicts. */
#include <math.h>

#include "calendar/instant.h"
#include "criteria/scoring.h"
#include "statistics/trend.h"

/* Fewer points have no direction that chance could not have (B3): the change says it then. */
enum { QUARTERS_LEAST = 6, QUARTERS_MOST = 40, TICKETS_LEAST = 10, EDGE_DAYS = 14 };

struct quarters {
    double number[QUARTERS_MOST]; /* the last is 0, the one before it -1 … */
    double share[QUARTERS_MOST];
    size_t count;
};

/* Of decided tickets; of availability each band by its hours, as its change does. */
static double share_of(const struct units *units, const double band_hours[BAND_COUNT])
{
    double asked[BAND_COUNT] = {0}, kept[BAND_COUNT] = {0};
    double hours = 0, sum = 0, total = 0;

    for (size_t i = 0; i < units->count; i++) {
        const struct unit_row *unit = &units->rows[i];
        if (!unit->is_decided)
            continue;
        asked[unit->band] += unit->count;
        kept[unit->band] += unit->outcome * unit->count;
    }
    for (int band = 0; band < BAND_COUNT; band++)
        hours += band_hours[band];
    for (int band = 0; band < BAND_COUNT; band++) {
        double weight = hours > 0 ? band_hours[band] : asked[band];
        if (asked[band] == 0)
            continue;
        sum += weight * kept[band] / asked[band];
        total += weight;
    }
    return sum / total;
}

static bool add_quarter(struct scoring *scoring, enum criterion criterion, int32_t quarter,
                        double number, struct quarters *out, struct error *err)
{
    const struct filter filter = {.account = scoring->account,
                                  .first_day = quarter_first_day(quarter),
                                  .last_day = quarter_first_day(quarter + 1) - 1};
    double band_hours[BAND_COUNT] = {0};
    struct units units = {0};

    arena_release(scoring->scratch);
    if (!headline_units(scoring, criterion, &filter, &units, band_hours, err))
        return false;
    if (units.ticket_count < TICKETS_LEAST)
        return true;
    double share = share_of(&units, band_hours);
    if (!isfinite(share))
        return true;
    out->number[out->count] = number;
    out->share[out->count++] = share;
    return true;
}

/* The first that the export holds from its beginning. */
static int32_t first_quarter(const struct scoring *scoring)
{
    int32_t first_day = day_of_local(scoring->cube->first_at);
    int32_t quarter = quarter_of_day(first_day);

    return first_day < quarter_first_day(quarter) + EDGE_DAYS ? quarter : quarter + 1;
}

static bool is_over(const struct scoring *scoring)
{
    int64_t cut_at = scoring->cube->cut_at;

    return cut_at == INSTANT_UNKNOWN || scoring->period_until_at[PERIOD_CURRENT] <= cut_at;
}

static struct measurement *add(struct scoring *scoring, enum measured name,
                               const struct measurement *source, uint64_t quarter_count)
{
    struct measurement *out = measurement_add(scoring, name, whole_of(PERIOD_CURRENT), NULL);

    if (out == NULL)
        return NULL;
    out->rung = source == NULL ? RUNG_PROVED : source->rung;
    out->asked_count = quarter_count;
    out->has_value = true;
    out->standing = STANDING_INDICATIVE;
    out->reason = out->rung == RUNG_BOUNDED ? REASON_BOUNDED : NULL;
    return out;
}

static bool set_trend(struct scoring *scoring, enum criterion criterion,
                      const struct quarters *quarters, struct error *err)
{
    static const enum measured NAMES[CRITERION_COUNT] = {
        MEASURED_AVAILABILITY_TREND, MEASURED_FIRST_REPLY_TREND, MEASURED_COMPLETENESS_TREND,
        MEASURED_CHANNELS_TREND, MEASURED_ORIENTATION_TREND};
    static const enum measured CHANCES[CRITERION_COUNT] = {
        MEASURED_AVAILABILITY_TREND_CHANCE, MEASURED_FIRST_REPLY_TREND_CHANCE,
        MEASURED_COMPLETENESS_TREND_CHANCE, MEASURED_CHANNELS_TREND_CHANCE,
        MEASURED_ORIENTATION_TREND_CHANCE};
    const struct scorecard *card = scoring->card;
    struct measurement source = {.rung = RUNG_PROVED};
    const struct measurement *found =
        measurement_of(card, card->criteria[criterion].change.measured, whole_of(PERIOD_CURRENT));
    struct trend trend = {0};

    source = found == NULL ? source : *found; /* adding moves the list */
    if (!trend_measure(quarters->number, quarters->share, quarters->count,
                       scoring->settings->criteria.confidence, &trend, err))
        return false;
    struct measurement *slope = add(scoring, NAMES[criterion], &source, quarters->count);
    if (slope == NULL)
        return error_memory(err);
    slope->value = slope->strict = slope->optimistic = trend.slope;
    slope->has_interval = isfinite(trend.limits.low) && isfinite(trend.limits.high);
    slope->low = trend.limits.low;
    slope->high = trend.limits.high;
    struct measurement *chance = add(scoring, CHANCES[criterion], &source, quarters->count);
    if (chance == NULL)
        return error_memory(err);
    chance->value = chance->strict = chance->optimistic = trend.p;
    return true;
}

bool trends_measure(struct scoring *scoring, struct error *err)
{
    const struct period *period = &scoring->card->period[PERIOD_CURRENT];

    if (!period->is_quarter || scoring->cube->first_at == INSTANT_UNKNOWN)
        return true;
    int32_t current = quarter_of_day(period->first_day);
    int32_t last = is_over(scoring) ? current : current - 1;
    int32_t first = first_quarter(scoring);
    first = last - first >= QUARTERS_MOST ? last - QUARTERS_MOST + 1 : first;
    if (last - first + 1 < QUARTERS_LEAST)
        return true;
    scoring->is_plain = true;
    for (int c = 0; c < CRITERION_COUNT; c++) {
        struct quarters quarters = {0};
        for (int32_t quarter = first; quarter <= last; quarter++)
            if (!add_quarter(scoring, (enum criterion)c, quarter, quarter - current, &quarters,
                             err))
                return false;
        if (quarters.count >= QUARTERS_LEAST &&
            !set_trend(scoring, (enum criterion)c, &quarters, err))
            return false;
    }
    scoring->is_plain = false;
    return true;
}
