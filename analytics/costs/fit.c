#include "costs/fit.h"

#include <math.h>

#include "costs/scope.h"

static const double MONTH_DAYS = 365.25 / 12;

static void consider(struct fit *fit, enum model_fault fault, bool is_fault, double share)
{
    if (!is_fault || (fit->fault != MODEL_FITS && share <= fit->share))
        return;
    *fit = (struct fit){fault, share};
}

static void check_hours(const struct fit_case *wanted, double weekly, struct fit *fit)
{
    bool served[WEEK_HOURS];
    bool is_short = false;
    double missed = 0;

    week_of_hours(wanted->settings, wanted->offer->hours, served);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        is_short |= wanted->demand->covered[hour] && !served[hour];
        for (size_t i = 0; i < wanted->demand->stream_count; i++) {
            const struct demand_stream *stream = &wanted->demand->streams[i];
            if (stream->first_reply_s > 0 && stream->open[hour] && !served[hour])
                missed += stream->rate[hour];
        }
    }
    consider(fit, MODEL_HOURS, is_short, weekly > 0 ? missed / weekly : 0);
}

static bool is_stricter(const struct demand_stream *stream, const struct offer_settings *offer)
{
    double offered_s = (double)offer->first_reply_s + offer->queue_hours * 3600;

    if (stream->first_reply_s <= 0)
        return false;
    return offer->first_reply_s <= 0 || stream->first_reply_s < offered_s ||
           stream->share > offer->share + 1e-9;
}

static void check_reply(const struct fit_case *wanted, double weekly, struct fit *fit)
{
    double touched = 0;
    double allowed = 0;

    for (size_t i = 0; i < wanted->demand->stream_count; i++) {
        const struct demand_stream *stream = &wanted->demand->streams[i];
        double tickets = 0;
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            tickets += stream->rate[hour];
        touched += is_stricter(stream, wanted->offer) ? tickets : 0;
        allowed += stream->first_reply_s > 0 ? tickets * (1 - stream->share) : tickets;
    }
    if (weekly > 0)
        consider(fit, MODEL_REPLY, touched > allowed, touched / weekly);
}

double fit_served_share(const struct demand *demand, const struct offer_settings *offer)
{
    double served = 0;
    double all = 0;

    for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
        bool is_listed = offer->channel_count == 0 || channel == CHANNEL_UNKNOWN;
        for (size_t i = 0; i < offer->channel_count; i++)
            is_listed |= (int)offer->channels[i] == channel;
        all += demand->channel_share[channel];
        served += is_listed ? demand->channel_share[channel] : 0;
    }
    return all > 0 ? served / all : 1;
}

static void check_end(const struct fit_case *wanted, struct fit *fit)
{
    double months = wanted->settings->costs.horizon_months;

    if (wanted->first_day == INT32_MIN || wanted->offer->ends_day == INT32_MAX)
        return;
    double held = ((double)wanted->offer->ends_day - wanted->first_day + 1) / MONTH_DAYS;
    double missing = 1 - fmax(0, held) / months;
    /* a day either way: twelve calendar months are not twelve average ones */
    consider(fit, MODEL_ENDS, missing * months * MONTH_DAYS > 2, missing);
}

struct fit fit_of(const struct fit_case *wanted)
{
    const struct offer_settings *offer = wanted->offer;
    struct fit fit = {MODEL_FITS, 0};
    double weekly = demand_weekly(wanted->demand);
    double served = fit_served_share(wanted->demand, offer);

    if (!offer->identifies_client || !offer->is_confidential)
        return (struct fit){MODEL_GATE, 1};
    check_hours(wanted, weekly, &fit);
    check_reply(wanted, weekly, &fit);
    consider(&fit, MODEL_CHANNELS, served < 1 - 1e-9, 1 - served);
    double inside = scope_share(wanted->demand, offer);
    consider(&fit, MODEL_SCOPE, inside < 1 - 1e-9, 1 - inside);
    if (offer->seat_count > 0 && wanted->persons_needed > 0)
        consider(&fit, MODEL_CAPACITY, offer->seat_count < wanted->persons_needed - 1e-9,
                 1 - offer->seat_count / wanted->persons_needed);
    check_end(wanted, &fit);
    return fit;
}
