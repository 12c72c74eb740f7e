/* slot: the hour of the week, or of a holiday, that an instant is in; and how long each lasts. */
#ifndef DESKGAUGE_CALENDAR_SLOT_H
#define DESKGAUGE_CALENDAR_SLOT_H

#include <stdint.h>

#include "base/vocabulary.h"
#include "calendar/business_clock.h"

/* 0 … 167: weekday · 24 + hour, Monday 00:00 first. 168 … 191: the hours of days off (a public
 * holiday or a day off in its place, holidays_is_off). The wall clock of the zone. */
enum { SLOT_HOLIDAY = 168, SLOT_COUNT = 192, SLOT_UNKNOWN = -1 };

/* SLOT_UNKNOWN of an unknown instant; `holidays` may be NULL. Two look-ups. */
int slot_of(const struct zone *zone, const struct holidays *holidays, int64_t instant);

/* The band of a slot where slots are too thin (statistics A1): see enum band. */
enum band band_of_slot(int slot);

/*
 * Add to slot_s[] the seconds of [from, to) that lie in each slot: H_s of statistics A1, in
 * seconds. An hour that does not exist adds nothing, a repeated one adds twice. With a clock only
 * its open seconds are added (`clock` NULL: all). Reversed or unknown adds nothing.
 */
void slots_add(const struct zone *zone, const struct holidays *holidays,
               const struct business_clock *clock, int64_t from, int64_t to,
               int64_t slot_s[SLOT_COUNT]);

#endif
