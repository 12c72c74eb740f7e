#include "calendar/slot.h"

#include <assert.h>

static int slot_of_local(const struct holidays *holidays, int64_t local_s)
{
    int32_t day = day_of_local(local_s);
    int hour = second_of_local(local_s) / HOUR_S;

    return holidays_is_off(holidays, day) ? SLOT_HOLIDAY + hour
                                          : (int)weekday_of_day(day) * 24 + hour;
}

int slot_of(const struct zone *zone, const struct holidays *holidays, int64_t instant)
{
    if (instant == INSTANT_UNKNOWN)
        return SLOT_UNKNOWN;
    return slot_of_local(holidays, zone_local(zone, instant));
}

enum band band_of_slot(int slot)
{
    assert(slot >= 0 && slot < SLOT_COUNT);
    int hour = slot % 24;

    if (slot >= SLOT_HOLIDAY)
        return BAND_HOLIDAY;
    if (slot / 24 == SATURDAY)
        return BAND_SATURDAY;
    if (slot / 24 == SUNDAY)
        return BAND_SUNDAY;
    if (hour >= 9 && hour < 18)
        return BAND_WORK;
    return hour >= 18 && hour < 23 ? BAND_EVENING : BAND_NIGHT;
}

void slots_add(const struct zone *zone, const struct holidays *holidays,
               const struct business_clock *clock, int64_t from, int64_t to,
               int64_t slot_s[SLOT_COUNT])
{
    if (from == INSTANT_UNKNOWN || to == INSTANT_UNKNOWN)
        return;
    for (int64_t at = from; at < to;) {
        int64_t local_s = zone_local(zone, at);
        int64_t end = at + HOUR_S - second_of_local(local_s) % HOUR_S;
        int64_t change = zone_next_change(zone, at);
        end = change < end ? change : end;
        end = to < end ? to : end;
        int64_t part = clock == NULL ? end - at : business_clock_elapsed(clock, at, end);
        slot_s[slot_of_local(holidays, local_s)] += part > 0 ? part : 0;
        at = end;
    }
}
