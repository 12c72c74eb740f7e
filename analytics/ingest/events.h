/* events: when each ticket of a minimal event log was first heard of. Private to ingest. */
#ifndef DESKGAUGE_INGEST_EVENTS_H
#define DESKGAUGE_INGEST_EVENTS_H

#include "ingest/lookup.h"
#include "ingest/plan.h"

/* Such a log has an id, an activity and a time, and no date of creation: the first event is it. */
struct first_events {
    struct lookup tickets; /* id -> index */
    int64_t *at;
    size_t count, capacity;
};
void first_events_release(struct first_events *events);

static inline bool plan_is_minimal_log(const struct plan *plan)
{
    return plan_has(plan, FIELD_event_at) && !plan_has(plan, FIELD_created_at);
}

/* One pass of `reader`, which stands behind the header. Rows that cannot be read are left to the
 * pass that takes them. */
MUST_CHECK bool first_events_gather(struct reader *reader, const struct plan *plan,
                                    const struct zone *zone, struct first_events *out,
                                    struct error *err);

int64_t first_event_of(const struct first_events *events, struct span id); /* or unknown */

#endif
