/* week_testing: a desk with offers for some hours of the day. */
#ifndef DESKGAUGE_TESTS_WEEK_TESTING_H
#define DESKGAUGE_TESTS_WEEK_TESTING_H

#include "costs_testing.h"

/* A desk whose offers share the week: days from eight to eight, and the nights; the small hours
 * until eight, and the evenings from six. */
enum { DAYS, NIGHTS, SMALL_HOURS, EVENINGS, PARTS_OF_DAY };
struct shared_week {
    struct desk desk;
    struct hours_interval day[7], night[14], small[7], evening[7];
    struct hours_version versions[PARTS_OF_DAY];
    struct hours_settings hours[PARTS_OF_DAY];
};

static inline void week_open(struct shared_week *week, uint32_t hourly)
{
    static const char *const NAMES[] = {"days", "nights", "small hours", "evenings"};

    desk_open(&week->desk, hourly, 0, 24);
    for (uint8_t day = 0; day < 7; day++) {
        week->day[day] = (struct hours_interval){day, 8 * 60, 20 * 60};
        week->night[2 * day] = (struct hours_interval){day, 0, 8 * 60};
        week->night[2 * day + 1] = (struct hours_interval){day, 20 * 60, 24 * 60};
        week->small[day] = week->night[2 * day];
        week->evening[day] = (struct hours_interval){day, 18 * 60, 24 * 60};
    }
    week->versions[DAYS] = (struct hours_version){INT32_MIN, false, week->day, 7};
    week->versions[NIGHTS] = (struct hours_version){INT32_MIN, false, week->night, 14};
    week->versions[SMALL_HOURS] = (struct hours_version){INT32_MIN, false, week->small, 7};
    week->versions[EVENINGS] = (struct hours_version){INT32_MIN, false, week->evening, 7};
    for (int i = 0; i < PARTS_OF_DAY; i++)
        week->hours[i] = (struct hours_settings){
            .name = NAMES[i], .versions = &week->versions[i], .version_count = 1};
    week->desk.settings.hours = week->hours;
    week->desk.settings.hours_count = PARTS_OF_DAY;
}

static inline void week_close(struct shared_week *week)
{
    week->desk.settings.hours = NULL;
    week->desk.settings.hours_count = 0;
    desk_close(&week->desk);
}

static inline struct offer_settings *fixed(struct shared_week *week, const char *name, int hours,
                                           int64_t monthly_fee_minor)
{
    struct offer_settings *offer = desk_offer(&week->desk, name, OFFER_RETAINER);

    offer->hours = hours;
    offer->monthly_fee_minor = monthly_fee_minor;
    offer->included_hours = 1e9;
    return offer;
}

static inline struct offer_settings *by_ticket(struct shared_week *week, const char *name,
                                               int hours, struct price_tier *tier)
{
    struct offer_settings *offer = desk_offer(&week->desk, name, OFFER_PER_TICKET);

    offer->hours = hours;
    offer->tiers = tier;
    offer->tier_count = 1;
    return offer;
}

static inline struct comparison week_compared(struct shared_week *week)
{
    struct error err = {0};
    struct comparison comparison = {0};

    week->desk.settings.costs.has_hybrid = true;
    assert_ok(compare(&week->desk.cube, &week->desk.settings, &comparison, &err), err);
    return comparison;
}

#endif
