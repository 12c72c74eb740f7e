/* arrivals: who opens a ticket when, in the order of time, without keeping what is past. */
#ifndef DESKGAUGE_SAMPLE_ARRIVALS_H
#define DESKGAUGE_SAMPLE_ARRIVALS_H

#include "simulator/world.h"

enum arrival_cause {
    ARRIVAL_RHYTHM, /* the week and the day */
    ARRIVAL_OUTAGE, /* many at once, about one thing */
    ARRIVAL_RETURN, /* the first answer did not help: a new ticket of the same requester */
    ARRIVAL_SWITCH, /* no answer came: the same requester tries another channel */
};

struct arrival {
    int64_t at;
    uint64_t key;           /* of everything drawn about this ticket */
    uint64_t parent_number; /* RETURN and SWITCH: the earlier ticket, else 0 */
    uint32_t account;       /* RETURN and SWITCH: as the earlier ticket; else drawn later */
    uint32_t requester;
    uint32_t category; /* not RHYTHM */
    enum arrival_cause cause;
    enum world_channel channel;
    bool is_merged; /* SWITCH: staff merge it into the earlier ticket */
};

/*
 * Demand by hour is a Poisson count around the weekly rhythm, the mix, the growth and the noise of
 * the day; counts are then corrected one by one to world->ticket_count in all. Memory: eight bytes
 * an hour of the world, and at most ARRIVALS_PENDING tickets that are still to come.
 */
struct arrivals;
enum { ARRIVALS_PENDING = 1 << 16 };

/* `world` must outlive it. ERROR_INTERNAL when memory is short. */
MUST_CHECK bool arrivals_open(const struct world *world, struct arrivals **out, struct error *err);

/* The next one before the cut; false when there is none. */
bool arrivals_next(struct arrivals *arrivals, struct arrival *out);

/* A ticket that an earlier one will cause, not before the last one given out. False when it comes
 * after the cut or there is no room: then no export will ever show it. */
bool arrivals_add(struct arrivals *arrivals, const struct arrival *arrival);

/* The channel on which something that arrives at `at` comes, as the mix of that hour has it. */
enum world_channel arrivals_channel(const struct world *world, int64_t at, uint64_t key);

void arrivals_close(struct arrivals *arrivals);
OWN_CLOSER(arrivals_close, struct arrivals *)

#endif
