#include "costs/mix.h"

#include <math.h>
#include <string.h>

#include "costs/fit.h"
#include "costs/offers.h"
#include "costs/roster.h"
#include "costs/scope.h"
#include "costs/work.h"

static const struct offer_settings *offer_at(const struct mix_case *wanted, size_t offer)
{
    return &wanted->settings->costs.offers[offer];
}

/* Hours that the offer bills for so many tickets. */
static double billed(const struct mix_case *wanted, const struct offer_settings *offer,
                     double tickets)
{
    double minutes =
        wanted->demand->handling_minutes.middle * work_offered_share(wanted->demand, offer);
    double work = (minutes + offer->briefing_minutes) / 60;

    return tickets *
           billed_work(work, offer->increment_minutes / 60, offer->minimum_minutes / 60).mean_hours;
}

/* Of one ticket at today's volume, without what is due anyway. */
static double ticket_price(const struct mix_case *wanted, const struct offer_settings *offer)
{
    double tickets = wanted->demand->monthly_tickets;
    double hours = billed(wanted, offer, tickets), usage = 0, minimum = 0;
    struct offer_use use = {1, &tickets, &hours, 0, 0};
    struct offer_price price = {.usage = &usage, .minimum = &minimum};

    offer_months(offer, &use, &price);
    return tickets > 0 ? (usage + minimum) / tickets : 0;
}

void mix_hour_prices(const struct mix_case *wanted, size_t offer, const double *required,
                     const bool *served, double out[WEEK_HOURS])
{
    const struct offer_settings *asked = offer_at(wanted, offer);

    if (!offer_is_by_person(asked)) {
        hour_price_of_tickets(wanted->demand, ticket_price(wanted, asked), required, served, out);
        return;
    }
    double yearly = 12 * (double)(asked->monthly_fee_minor + asked->price_minor);
    double hour = yearly / offer_hours_a_person(asked, &wanted->settings->costs.own);
    for (int i = 0; i < WEEK_HOURS; i++)
        out[i] = served[i] ? hour : INFINITY;
}

double mix_month(const struct mix_case *wanted, size_t offer, const struct part *part)
{
    const struct offer_settings *asked = offer_at(wanted, offer);
    double tickets = wanted->demand->monthly_tickets * part->ticket_share;
    double hours = billed(wanted, asked, tickets);
    double seats = 0, usage = 0, minimum = 0, persons = asked->seat_count;
    struct offer_price price = {.usage = &usage, .minimum = &minimum};

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        seats += wanted->staffing->seats[hour] * part->share[hour];
    if (offer_is_by_person(asked) && asked->seat_count <= 0)
        persons = ceil(
            seats * 365.25 / 7 / offer_hours_a_person(asked, &wanted->settings->costs.own) - 1e-9);
    struct offer_use use = {1, &tickets, &hours, persons, out_of_hours_share(&part->demand)};
    offer_months(asked, &use, &price);
    return price.fee + usage + minimum;
}

double mix_inside(const struct mix_case *wanted, size_t offer)
{
    return fit_served_share(wanted->demand, offer_at(wanted, offer)) *
           scope_share(wanted->demand, offer_at(wanted, offer));
}

static bool lists_topic(const struct offer_settings *offer, const char *topic)
{
    bool is_listed = offer->topic_count == 0;

    for (size_t i = 0; i < offer->topic_count; i++)
        is_listed |= strcmp(offer->topics[i], topic) == 0;
    return is_listed;
}

static bool lists_channel(const struct offer_settings *offer, int channel)
{
    bool is_listed = offer->channel_count == 0 || channel == CHANNEL_UNKNOWN;

    for (size_t i = 0; i < offer->channel_count; i++)
        is_listed |= (int)offer->channels[i] == channel;
    return is_listed;
}

double mix_inside_both(const struct mix_case *wanted, size_t first, size_t second)
{
    const struct demand *demand = wanted->demand;
    const struct offer_settings *one = offer_at(wanted, first), *other = offer_at(wanted, second);
    double channels = 0, all = 0, topics = 0;

    for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
        bool is_of_both = lists_channel(one, channel) && lists_channel(other, channel);
        all += demand->channel_share[channel];
        channels += is_of_both ? demand->channel_share[channel] : 0;
    }
    for (size_t i = 0; i < demand->topic_count; i++)
        topics +=
            lists_topic(one, demand->topics[i].topic) && lists_topic(other, demand->topics[i].topic)
                ? demand->topics[i].share
                : 0;
    if (demand->topic_count == 0 || (one->topic_count == 0 && other->topic_count == 0))
        topics = 1;
    return fmin(1, topics) * (all > 0 ? channels / all : 1);
}

void mix_narrow(const struct offer_settings *offer, struct demand *offered)
{
    offered->topic_count = 0;
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if (!lists_channel(offer, channel))
            offered->channel_share[channel] = 0;
}

bool part_has_work(const struct part *part)
{
    return part->seat_share > 1e-6 && part->ticket_share > 0;
}
