#include <math.h>

#include "calendar/instant.h"
#include "criteria/channel_waits.h"

/* A4: how the demand spreads over channels. */

bool mix_measure(struct scoring *scoring, enum period_index period, struct error *err)
{
    struct measurement *out =
        measurement_add(scoring, MEASURED_CHANNEL_EFFECTIVE_NUMBER, whole_of(period),
                        &scoring->cube->evidence[EVIDENCE_CHANNEL]);
    double total = 0, entropy = 0;
    double counts[CHANNEL_COUNT] = {0};

    if (out == NULL)
        return error_memory(err);
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        struct dimension dimension = whole_of(period);
        dimension.channel = (uint8_t)c;
        const struct measurement *tickets =
            measurement_of(scoring->card, MEASURED_TICKETS, dimension);
        counts[c] = tickets != NULL ? (double)tickets->kept_count : 0;
        total += counts[c];
    }
    out->asked_count = (uint64_t)total;
    if (out->rung == RUNG_NOT_IN_EXPORT || total <= 0)
        return true;
    for (int c = 1; c < CHANNEL_COUNT; c++)
        entropy -= counts[c] > 0 ? counts[c] / total * log(counts[c] / total) : 0;
    out->has_value = true;
    out->value = out->strict = out->optimistic = exp(entropy);
    out->standing = STANDING_SCORED;
    out->reason = NULL;
    return true;
}

static uint64_t tickets_of(const struct scoring *scoring, enum period_index period, uint8_t channel)
{
    struct dimension dimension = whole_of(period);

    dimension.channel = channel;
    const struct measurement *row = measurement_of(scoring->card, MEASURED_TICKETS, dimension);
    return row == NULL ? 0 : row->kept_count;
}

static bool list_channels(struct scoring *scoring, const struct channel_waits *waits,
                          struct error *err)
{
    struct scorecard *card = scoring->card;
    uint64_t total = card->period[PERIOD_CURRENT].ticket_count;

    card->channels = arena_array(&card->arena, CHANNEL_COUNT, sizeof *card->channels);
    if (card->channels == NULL)
        return error_memory(err);
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        const struct estimate *graded = &waits[c].estimate[READING_STRICT];
        struct dimension dimension = whole_of(PERIOD_CURRENT);
        struct channel_row row = {
            .channel = (enum channel)c,
            .ticket_count = tickets_of(scoring, PERIOD_CURRENT, (uint8_t)c),
            .previous_count = tickets_of(scoring, PERIOD_PREVIOUS, (uint8_t)c),
        };
        dimension.channel = (uint8_t)c;
        const struct measurement *median = measurement_of(card, MEASURED_REPLY_MEDIAN, dimension);
        if (row.ticket_count + row.previous_count == 0)
            continue;
        row.share = total > 0 ? (double)row.ticket_count / (double)total : 0;
        row.has_graded = graded->has_interval;
        row.graded = row.has_graded ? graded->value : 0;
        row.graded_low = row.has_graded ? graded->limits.low : 0;
        row.graded_high = row.has_graded ? graded->limits.high : 0;
        row.has_median = median != NULL && median->has_value;
        row.median_wait_s = row.has_median ? median->value : 0;
        card->channels[card->channel_count++] = row;
    }
    return true;
}

/* Volume by month and channel, from the first ticket to the end of the period. */
static bool list_months(struct scoring *scoring, struct error *err)
{
    struct scorecard *card = scoring->card;
    struct filter filter = filter_of_period(scoring, PERIOD_CURRENT);
    int32_t last = filter.last_day;
    filter.first_day = last - 400; /* a year and the month it began in */
    struct date from = date_of_day(filter.first_day);
    filter.first_day = day_of(from.year, from.month, 1);
    struct walk walk = WALK(scoring, population, &filter);
    const struct cube_population *row = NULL;

    card->months = arena_array(&card->arena, 16, sizeof *card->months);
    if (card->months == NULL)
        return error_memory(err);
    struct week_channel months[16] = {{0}};
    while ((row = walk_next(&walk)) != NULL) {
        struct date date = date_of_day(row->key.day);
        int month = (date.year - from.year) * 12 + date.month - from.month;
        if (row->exclusion == EXCLUDED_NOT && month >= 0 && month < 16)
            months[month].count[row->key.channel] += row->count;
    }
    for (int month = 0; month < 16; month++) {
        uint64_t total = 0;
        for (int c = 0; c < CHANNEL_COUNT; c++)
            total += months[month].count[c];
        int index = from.month - 1 + month;
        months[month].month_first_day = day_of(from.year + index / 12, index % 12 + 1, 1);
        bool is_begun = card->month_count > 0 || total > 0;
        if (is_begun && months[month].month_first_day <= last)
            card->months[card->month_count++] = months[month];
    }
    return true;
}

bool mix_list(struct scoring *scoring, const struct channel_waits *waits, struct error *err)
{
    return list_channels(scoring, waits, err) && list_months(scoring, err);
}
