/* zone: the offset from UTC at any instant, taken once from the system's time zone database. */
#ifndef DESKGAUGE_CALENDAR_ZONE_H
#define DESKGAUGE_CALENDAR_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/ownership.h"

/*
 * A zone is a table of its changes from 1900 to 2100, read through GLib when it is opened
 * (rulings 26) and never altered afterwards: any number of threads may ask it. Before 1900 its
 * first offset holds, after 2100 its last. Asking is one look-up in an index and no library call.
 */
struct zone;

/*
 * Open an IANA name ("Europe/Moscow") or a fixed offset ("UTC", "+03:00", "UTC+3"). ERROR_INPUT for
 * a name that the database does not have, with the nearest one; ERROR_INPUT too when the machine
 * has no database (package tzdata). Names that count leap seconds ("right/…") or depend on
 * the machine ("localtime") are refused. The caller closes `*out`.
 */
MUST_CHECK bool zone_open(const char *name, struct zone **out, struct error *err);
MUST_CHECK bool zone_open_fixed(int32_t offset_s, struct zone **out, struct error *err);
void zone_close(struct zone *zone);
OWN_CLOSER(zone_close, struct zone *)

const char *zone_name(const struct zone *zone); /* as it was opened; "+05:30" when fixed */

/* Seconds east of UTC. */
int32_t zone_offset(const struct zone *zone, int64_t instant);

/* What the wall clock shows; INSTANT_UNKNOWN stays unknown. */
int64_t zone_local(const struct zone *zone, int64_t instant);

/* The first instant after `instant` at which the offset changes; INT64_MAX: never. */
int64_t zone_next_change(const struct zone *zone, int64_t instant);

/* A wall time exists once, not at all (clocks went forward) or twice (clocks went back). */
enum local_outcome { LOCAL_UNIQUE, LOCAL_GAP, LOCAL_REPEATED };

/*
 * The instant of a wall time. Twice: the earlier. Not at all: as far after the change as the wall
 * time is after the gap's beginning (02:30 in a gap of one hour is the instant shown as 03:30).
 * Callers count the outcomes (TICKET_DST_GAP, TICKET_DST_REPEAT); `outcome` may be NULL.
 */
int64_t zone_instant(const struct zone *zone, int64_t local_s, enum local_outcome *outcome);

/* The first instant of a local day; of a day that was skipped (Apia, 2011-12-30), the next's. */
int64_t zone_day_start(const struct zone *zone, int32_t day);

/* The release of the database ("2024b"), "unknown" where the system does not tell. */
enum { ZONE_VERSION_SIZE = 32 };
void zone_database_version(char out[ZONE_VERSION_SIZE]);

#endif
