/* replies: the tickets of a period with their first replies, against the promise and as waits.
 * Private. */
#ifndef DESKGAUGE_CRITERIA_REPLIES_H
#define DESKGAUGE_CRITERIA_REPLIES_H

#include "criteria/scoring.h"

enum reply_kind { REPLY_STRICT, REPLY_OPTIMISTIC, REPLY_SUBSTANTIVE, REPLY_KINDS };

struct replies {
    bool is_one_kind; /* only `only`, against the promise: what weeks and changes ask for */
    enum reply_kind only;
    bool is_brief;                      /* a part: without the substantive replies */
    uint64_t substantive_count;         /* told whether the first reply had content */
    struct units promised[REPLY_KINDS]; /* time in promises */
    struct units waits[REPLY_KINDS];    /* time in seconds of the scored clock */
    uint64_t kept_count[REPLY_KINDS], undecided_count[REPLY_KINDS], late_count;
    uint64_t never_count, waiting_count, answered_count;
    uint64_t differing_count; /* first and first substantive reply are not the same */
    double promised_sum;      /* Σ promised shares over the asked: for the target */
    enum clock clock;
};

/* Fills all but what is asked for (is_one_kind, only, is_brief). Where the two readings are the
 * same, the optimistic units are the strict ones. Substantive replies have no waits. */
MUST_CHECK bool replies_collect(struct scoring *scoring, const struct filter *filter,
                                struct replies *out, struct error *err);

/* A figure of replies, on their clock. NULL: out of memory. */
struct measurement *replies_figure(struct scoring *scoring, enum measured name,
                                   struct dimension dimension, const struct replies *replies);
/* A goal of both readings of `promised` or `waits`. */
MUST_CHECK bool replies_attained(struct scoring *scoring, struct units units[REPLY_KINDS],
                                 const struct survival_goal *goal, struct estimate *strict,
                                 struct estimate *optimistic, struct error *err);

/* reply_promise.c and reply_waits.c: their figures; of brief replies the share in time, the
 * median. Waits lose their utilities. */
MUST_CHECK bool reply_promise_measure(struct scoring *scoring, struct dimension dimension,
                                      struct replies *replies, struct error *err);
MUST_CHECK bool reply_waits_measure(struct scoring *scoring, struct dimension dimension,
                                    struct replies *replies, struct error *err);

static inline bool exits_are_same(const struct cube_exit *a, const struct cube_exit *b)
{
    return a->exit == b->exit && a->calendar_bin == b->calendar_bin &&
           a->promised_bin == b->promised_bin;
}

#endif
