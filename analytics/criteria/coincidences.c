#include <math.h>

#include "criteria/scoring.h"

/*
 * B2.5: what else was different from the quarter before. It may explain a change and it may not:
 * it is listed, never chosen. What the mix did and who answers the survey stand elsewhere.
 */
static const double VOLUME_LEAST = .25; /* of the tickets a day, up; down by as much of the new */
static const double VOLUME_SURE = 4;    /* standard errors; tickets come in families */
static const double CHANNEL_LEAST = .05;
static const double UNTOLD_LEAST = .05;
enum { CHANNEL_TICKETS_LEAST = 10 };

static double a_day(const struct period *period)
{
    return (double)period->ticket_count / (period->held_last_day - period->held_first_day + 1);
}

static void find_volume(const struct scorecard *card, struct coincidences *out)
{
    const struct period *now = &card->period[PERIOD_CURRENT];
    const struct period *then = &card->period[PERIOD_PREVIOUS];
    double ratio = a_day(now) / a_day(then);
    double error = sqrt(1 / (double)now->ticket_count + 1 / (double)then->ticket_count);

    out->has_volume =
        fabs(log(ratio)) >= log1p(VOLUME_LEAST) - 1e-12 && fabs(log(ratio)) >= VOLUME_SURE * error;
    out->volume_change = ratio - 1;
}

static void find_channels(const struct scorecard *card, struct coincidences *out)
{
    double now = (double)card->period[PERIOD_CURRENT].ticket_count;
    double then = (double)card->period[PERIOD_PREVIOUS].ticket_count;

    for (size_t i = 0; i < card->channel_count; i++) {
        const struct channel_row *row = &card->channels[i];
        bool is_new = row->previous_count == 0;
        uint64_t count = is_new ? row->ticket_count : row->previous_count;
        double share = (double)count / (is_new ? now : then);
        bool is_moved = is_new || row->ticket_count == 0;
        if (is_moved && count >= CHANNEL_TICKETS_LEAST && share >= CHANNEL_LEAST)
            out->channels[out->channel_count++] =
                (struct moved_channel){row->channel, is_new, share};
    }
}

/* The share of the waiting tickets of which the export does not tell when they were answered: they
 * have no wait. */
static double untold_share(const struct scoring *scoring, enum period_index period)
{
    struct filter filter = filter_of_period(scoring, period);
    struct walk tickets = WALK(scoring, population, &filter);
    struct walk waits = WALK(scoring, wait, &filter);
    const struct cube_population *ticket = NULL;
    const struct cube_wait *wait = NULL;
    double all = 0, told = 0;

    while ((ticket = walk_next(&tickets)) != NULL)
        all += ticket->exclusion == EXCLUDED_NOT && !ticket->is_attended ? ticket->count : 0;
    while ((wait = walk_next(&waits)) != NULL)
        told += wait->count;
    return 1 - told / all;
}

void coincidences_find(struct scoring *scoring)
{
    struct scorecard *card = scoring->card;
    struct coincidences *out = &card->coincidences;

    if (!card->period[PERIOD_CURRENT].is_present || !card->period[PERIOD_PREVIOUS].is_present)
        return;
    find_volume(card, out);
    find_channels(card, out);
    out->untold = untold_share(scoring, PERIOD_CURRENT);
    out->untold_before = untold_share(scoring, PERIOD_PREVIOUS);
    out->has_untold = fabs(out->untold - out->untold_before) >= UNTOLD_LEAST;
    if (!isfinite(out->untold) || !isfinite(out->untold_before))
        out->untold = out->untold_before = 0;
}
