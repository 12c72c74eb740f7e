/* truth: what really happened, counted from the tickets' lives and not from any export. */
#ifndef DESKGAUGE_SAMPLE_TRUTH_H
#define DESKGAUGE_SAMPLE_TRUTH_H

#include "base/text.h"
#include "simulator/ticket.h"

/*
 * Everything is by the quarter in which a ticket was created, on the clock of the company, and
 * uncensored: a reply after the cut counts as the reply it is. "Waiting" are the demands that
 * statistics.md A2 counts: no spam, tests, merged, staff-initiated or attended (phone) tickets.
 */
enum {
    TRUTH_QUARTERS = 16,
    TRUTH_WEEKS = 160,
    TRUTH_TIMES = 12,
    TRUTH_CAUSES = 5,
    TRUTH_PROBES = 16
};
extern const uint32_t TRUTH_TIMES_S[TRUTH_TIMES];

/* One group of waiting tickets. */
struct truth_wait {
    uint64_t count;
    uint64_t within_promise;
    uint64_t within_promise_unsagged; /* had nothing sagged, with the same luck */
    uint64_t within_promise_by_desk;  /* macros under an agent's name taken for replies */
    uint64_t answered;
    uint64_t unanswered[TRUTH_CAUSES]; /* enum unanswered */
    uint64_t answered_by[TRUTH_TIMES]; /* within TRUTH_TIMES_S of the calendar */
};

struct truth_answer { /* first answers to questions and incidents that are not mere clarifications
                       */
    uint64_t count;
    uint64_t failed; /* within seven days */
};

struct truth_quarter {
    struct truth_wait all, by_channel[ON_COUNT];
    struct truth_wait all_hours_by_band[BAND_COUNT], office_by_band[BAND_COUNT];
    struct truth_wait by_account[WORLD_ACCOUNTS];
    uint64_t within_calendar_by_band[BAND_COUNT]; /* all-hours accounts */
    struct truth_answer answers, by_executor[EXECUTOR_COUNT], young, known;
    struct truth_answer attended; /* in calls; in none of the above */
    uint64_t asks_first;
    uint64_t solved, reopened_14d, reopened_only_to_thank;
    uint64_t mood_count, satisfied; /* solved, every client's mind */
    uint64_t asked, responded, responded_satisfied;
    uint64_t judged, complete, correct, complete_and_correct;
    uint64_t probes, probes_covered; /* any moment, not the moments of demand */
    uint64_t natures[NATURE_COUNT];
    uint64_t human_bot_replies; /* macros that the desk takes for the first reply */
};

struct truth_week {
    uint64_t count, within_promise, within_promise_unsagged;
};

struct truth {
    const struct world *world;
    struct world unsagged; /* the same world, where nothing sags */
    int32_t first_quarter;
    struct truth_quarter quarters[TRUTH_QUARTERS];
    struct truth_week weeks[TRUTH_WEEKS][ON_COUNT]; /* from the Monday on or before from_day */
    uint64_t ticket_count, open_count, unanswered_open_count;
};

/* `world` must outlive it. */
void truth_init(struct truth *truth, const struct world *world);

/* Count one ticket; `arrival` lets it be lived again without the sag. */
void truth_add(struct truth *truth, const struct arrival *arrival, const struct ticket *ticket);

/*
 * Availability as A1 means it, at any moment: TRUTH_PROBES imagined tickets of all-hours accounts
 * in every hour of the world, answered within the promise by the calendar or not. Once, at the end.
 */
void truth_probe(struct truth *truth);

/* The quarter of year * 4 + 0…3 (wall_quarter), or NULL outside the world. */
const struct truth_quarter *truth_quarter(const struct truth *truth, int32_t quarter);

/* truth.json. `out->is_short` tells when memory was. */
void truth_write(const struct truth *truth, struct buffer *out);

#endif
