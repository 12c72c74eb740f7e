#include "calendar/zone.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "calendar/instant.h"
#include "calendar/zone_table.h"

bool zone_create(const char *name, int32_t offset_s, struct zone **out, struct error *err)
{
    OWN(zone_close) struct zone *zone = calloc(1, sizeof *zone);

    if (zone == NULL || (zone->name = strdup(name)) == NULL)
        return error_memory(err);
    if (!zone_add(zone, INT64_MIN, offset_s, err))
        return false;
    *out = TAKE(zone);
    return true;
}

bool zone_add(struct zone *zone, int64_t start, int32_t offset_s, struct error *err)
{
    assert(zone->count == 0 || start > zone->starts[zone->count - 1]);
    if (zone->count > 0 && zone->offsets_s[zone->count - 1] == offset_s)
        return true; /* only the abbreviation changed */
    if (zone->count + 2 > zone->capacity) {
        size_t capacity = zone->capacity == 0 ? 8 : zone->capacity * 2;
        int64_t *starts = realloc(zone->starts, capacity * sizeof *starts);
        if (starts == NULL)
            return error_memory(err);
        zone->starts = starts;
        int32_t *offsets_s = realloc(zone->offsets_s, capacity * sizeof *offsets_s);
        if (offsets_s == NULL)
            return error_memory(err);
        zone->offsets_s = offsets_s;
        zone->capacity = capacity;
    }
    zone->starts[zone->count] = start;
    zone->offsets_s[zone->count] = offset_s;
    zone->count++;
    zone->starts[zone->count] = INT64_MAX;
    return true;
}

void zone_finish(struct zone *zone)
{
    size_t segment = 0;

    assert(zone->starts != NULL && zone->count < UINT16_MAX);
    for (size_t bucket = 0; bucket < ZONE_BUCKETS; bucket++) {
        int64_t first = ZONE_FIRST_INSTANT + ((int64_t)bucket << ZONE_BUCKET_BITS);
        while (zone->starts[segment + 1] <= first)
            segment++;
        /* Everything before 1900 looks in bucket 0. */
        zone->index[bucket] = bucket == 0 ? 0 : (uint16_t)segment;
    }
}

void zone_close(struct zone *zone)
{
    if (zone == NULL)
        return;
    free(zone->name);
    free(zone->starts);
    free(zone->offsets_s);
    free(zone);
}

static bool fixed_offset(struct span name, int32_t *out_s)
{
    if (span_equal_folded(name, SPAN("UTC")) || span_equal_folded(name, SPAN("GMT"))) {
        *out_s = 0;
        return true;
    }
    if (span_starts(name, SPAN("UTC")) || span_starts(name, SPAN("GMT")))
        name = (struct span){name.bytes + 3, name.length - 3};
    return offset_parse(name, out_s);
}

bool zone_open(const char *name, struct zone **out, struct error *err)
{
    int32_t offset_s = 0;

    if (fixed_offset(span_of(name), &offset_s)) {
        if (!zone_create(name, offset_s, out, err))
            return false;
        zone_finish(*out);
        return true;
    }
    return zone_open_named(name, out, err);
}

bool zone_open_fixed(int32_t offset_s, struct zone **out, struct error *err)
{
    char name[16];
    int32_t size = offset_s < 0 ? -offset_s : offset_s;

    assert(size <= 18 * HOUR_S);
    snprintf(name, sizeof name, "%c%02d:%02d", offset_s < 0 ? '-' : '+', size / HOUR_S % 100,
             size / 60 % 60);
    if (!zone_create(name, offset_s, out, err))
        return false;
    zone_finish(*out);
    return true;
}

const char *zone_name(const struct zone *zone)
{
    return zone->name;
}

static inline size_t segment_at(const struct zone *zone, int64_t instant)
{
    size_t bucket = 0;

    if (instant >= ZONE_LAST_INSTANT)
        bucket = ZONE_BUCKETS - 1;
    else if (instant > ZONE_FIRST_INSTANT)
        bucket = (size_t)((instant - ZONE_FIRST_INSTANT) >> ZONE_BUCKET_BITS);
    size_t segment = zone->index[bucket];
    while (zone->starts[segment + 1] <= instant)
        segment++;
    return segment;
}

int32_t zone_offset(const struct zone *zone, int64_t instant)
{
    return zone->offsets_s[segment_at(zone, instant)];
}

int64_t zone_local(const struct zone *zone, int64_t instant)
{
    return instant == INSTANT_UNKNOWN ? INSTANT_UNKNOWN : instant + zone_offset(zone, instant);
}

int64_t zone_next_change(const struct zone *zone, int64_t instant)
{
    return zone->starts[segment_at(zone, instant) + 1];
}

/*
 * `*change` is where the gap was, if there was one. Offsets are less than a day, so the segments
 * of the day before and after `local_s` read as UTC are all that can show it.
 */
static int64_t resolve(const struct zone *zone, int64_t local_s, enum local_outcome *outcome,
                       int64_t *change)
{
    size_t last = segment_at(zone, local_s + DAY_S);
    int64_t found = INSTANT_UNKNOWN;

    *outcome = LOCAL_GAP;
    for (size_t i = segment_at(zone, local_s - DAY_S); i <= last; i++) {
        int64_t instant = local_s - zone->offsets_s[i];
        if (instant < zone->starts[i]) {
            /* Before this segment and, if nothing was found, after the one before it. */
            if (found == INSTANT_UNKNOWN) {
                *change = zone->starts[i];
                return local_s - zone->offsets_s[i - 1];
            }
            break;
        }
        if (instant < zone->starts[i + 1]) {
            *outcome = found == INSTANT_UNKNOWN ? LOCAL_UNIQUE : LOCAL_REPEATED;
            found = found == INSTANT_UNKNOWN ? instant : found;
        }
    }
    assert(found != INSTANT_UNKNOWN);
    return found;
}

int64_t zone_instant(const struct zone *zone, int64_t local_s, enum local_outcome *outcome)
{
    enum local_outcome ignored = LOCAL_UNIQUE;
    int64_t change = 0;

    if (outcome == NULL)
        outcome = &ignored;
    *outcome = LOCAL_UNIQUE;
    if (local_s == INSTANT_UNKNOWN)
        return INSTANT_UNKNOWN;
    return resolve(zone, local_s, outcome, &change);
}

int64_t zone_day_start(const struct zone *zone, int32_t day)
{
    enum local_outcome outcome = LOCAL_UNIQUE;
    int64_t change = 0;
    int64_t instant = resolve(zone, (int64_t)day * DAY_S, &outcome, &change);

    return outcome == LOCAL_GAP ? change : instant;
}
