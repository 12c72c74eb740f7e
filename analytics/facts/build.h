/* build: threads of the store and settings in, facts out, one ticket at a time. */
#ifndef DESKGAUGE_FACTS_BUILD_H
#define DESKGAUGE_FACTS_BUILD_H

#include "base/arena.h"
#include "facts/fact.h"
#include "settings/settings.h"
#include "store/store.h"

/* What one pass over the store settles besides the facts themselves. */
struct fact_summary {
    struct fact_names names;
    struct evidence evidence[EVIDENCE_COUNT];
    int64_t cut_at;
    const char *zone;
    bool zone_is_told;
    bool is_survivor_doubted;
    const char *survivor_reason;        /* static key; NULL */
    int64_t observed_from_at;           /* tickets created before stand here only if updated after;
                                           INSTANT_UNKNOWN: no such filter was seen */
    uint64_t row_count, rejected_count; /* physical rows of all imports */
    uint32_t lost_dispute_count;        /* rows of disputes.csv whose ticket was never met */
    size_t lost_dispute_line;           /* of the first; 0 none */
    struct arena arena;                 /* owns names and zone */
};
void fact_summary_release(struct fact_summary *summary);
OWN_RELEASER(fact_summary_release, struct fact_summary)

/* A public act of a human of the staff: evidence that somebody was there. */
struct fact_action {
    int64_t at;
    int32_t day; /* local */
    uint8_t slot;
    uint8_t executor;
};

/* Called once a ticket, in the order of the store. `promise` is the ticket's; `actions` are in
 * order of time and live during the call. Return false with `err` set to stop. */
typedef bool (*fact_reader)(void *context, const struct fact *fact,
                            const struct fact_promise *promise, const struct fact_action *actions,
                            size_t action_count, struct error *err);

/*
 * Make the facts of every ticket of the store. `as_of` hides every later instant (rulings 9);
 * INSTANT_UNKNOWN: settings.as_of, else the greatest cut of the imports. Two passes over the
 * store: names, templates and windows first, facts second. The caller owns `*summary`.
 */
MUST_CHECK bool facts_build(struct store *store, const struct settings *settings, int64_t as_of,
                            fact_reader read, void *context, struct fact_summary *summary,
                            struct error *err);

#endif
