/* zone_table: the table inside a zone, for the two files that fill and ask it. */
#ifndef DESKGAUGE_CALENDAR_ZONE_TABLE_H
#define DESKGAUGE_CALENDAR_ZONE_TABLE_H

#include "calendar/zone.h"

/*
 * Segment i holds from starts[i] to starts[i + 1]; starts[0] is INT64_MIN, and a sentinel INT64_MAX
 * ends the list. Neighbours differ in offset. The index says, for each 2^22 s (48.5 days) since
 * 1900, which segment its first second is in, so that a search is a step or two.
 */
enum { ZONE_BUCKET_BITS = 22, ZONE_BUCKETS = 1513 };
#define ZONE_FIRST_INSTANT INT64_C(-2208988800) /* 1900-01-01T00:00:00Z */
#define ZONE_LAST_INSTANT INT64_C(4133980800)   /* 2101-01-01T00:00:00Z */

struct zone {
    char *name;
    int64_t *starts;
    int32_t *offsets_s;
    size_t count;
    size_t capacity;
    uint16_t index[ZONE_BUCKETS];
};

/* A zone of one segment, to which later ones are added in order. */
MUST_CHECK bool zone_create(const char *name, int32_t offset_s, struct zone **out,
                            struct error *err);
MUST_CHECK bool zone_add(struct zone *zone, int64_t start, int32_t offset_s, struct error *err);
void zone_finish(struct zone *zone); /* builds the index */

/* By GLib, in zone_database.c. */
MUST_CHECK bool zone_open_named(const char *name, struct zone **out, struct error *err);

#endif
