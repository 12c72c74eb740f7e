/* business_clock: how many promised seconds lie between two instants, and when they are used up. */
#ifndef DESKGAUGE_CALENDAR_BUSINESS_CLOCK_H
#define DESKGAUGE_CALENDAR_BUSINESS_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/ownership.h"
#include "calendar/holidays.h"
#include "calendar/schedule.h"
#include "calendar/zone.h"

/*
 * B(t) = open seconds before t; elapsed(a, b) = B(b) - B(a) (statistics A2). An instant is open
 * when the wall clock of the zone shows an open hour, so the seconds are elapsed ones: the open
 * hour that is repeated in autumn counts twice, the one skipped in spring not at all, and 24x7 is
 * exactly the calendar clock.
 *
 * The table has one row a UTC day: open seconds before it, and which of a few patterns of open
 * seconds the day has. A question is two look-ups and no library call. Never altered once open:
 * any number of threads may ask.
 */
struct business_clock;

struct business_clock_spec {
    const struct zone *zone;
    const struct schedule *schedule;
    const struct holidays *holidays; /* NULL: none */
    int32_t first_day;               /* local days that will be asked about, 1970–2100; */
    int32_t last_day;                /* both 0: all of them (8 bytes a day) */
};

/* Nothing of `spec` needs to live on. ERROR_INPUT when its days are reversed or outside. */
MUST_CHECK bool business_clock_open(const struct business_clock_spec *spec,
                                    struct business_clock **out, struct error *err);
void business_clock_close(struct business_clock *clock);
OWN_CLOSER(business_clock_close, struct business_clock *)

/* An answer that nobody can give: an unknown instant, or one outside the days of the clock. */
enum { ELAPSED_UNKNOWN = -1 };

/* Open seconds in [from, to); 0 when reversed; ELAPSED_UNKNOWN. */
int64_t business_clock_elapsed(const struct business_clock *clock, int64_t from, int64_t to);

/*
 * The instant at which `open_s` open seconds after `from` are used up, the earliest there is: a
 * promise that ends with the working day is due at its close, not at the next opening. `from`
 * itself when open_s <= 0. INSTANT_UNKNOWN: `from` is unknown or outside, or the days of the
 * clock have not that many open seconds left.
 */
int64_t business_clock_due(const struct business_clock *clock, int64_t from, int64_t open_s);

/* False outside the days of the clock. */
bool business_clock_is_open(const struct business_clock *clock, int64_t instant);

/* Time that does not count (waiting for the customer, closed before a reopening): [from, to). */
struct pause {
    int64_t from;
    int64_t to; /* INSTANT_UNKNOWN: not over yet */
};

/* As above, without the pauses: in order of `from`, overlapping allowed, `pauses` may be NULL. */
int64_t business_clock_elapsed_unpaused(const struct business_clock *clock, int64_t from,
                                        int64_t to, const struct pause *pauses, size_t count);
int64_t business_clock_due_unpaused(const struct business_clock *clock, int64_t from,
                                    int64_t open_s, const struct pause *pauses, size_t count);

#endif
