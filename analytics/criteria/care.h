/* care: who answers a client, and whether he knows him; what rests on one person. Private. */
#ifndef DESKGAUGE_CRITERIA_CARE_H
#define DESKGAUGE_CRITERIA_CARE_H

#include "criteria/scoring.h"

/* Answers alike in all of this; `knows_…`: 1, 0, UNTOLD. */
struct care_row {
    uint32_t account;
    int32_t day;
    uint8_t channel, priority, band;
    uint8_t knows_client, knows_requester;
    uint8_t is_one_touch;
    uint16_t resolve_bin;
    uint32_t count;
};

struct care {
    struct care_row *rows; /* of the scratch arena, sorted by all members; no person stands here */
    size_t count;
    bool has_requesters;
};

/* The trace of answers that a card is about: of all accounts, or of its one. Borrowed from the
 * cube. */
struct answers {
    const struct trace_answer *rows;
    size_t count;
};
struct answers answers_of(const struct scoring *scoring);

/* The answers to the tickets of a period. Reads the trace of answers: grows with tickets. */
MUST_CHECK bool care_collect(struct scoring *scoring, enum period_index index, struct care *out,
                             struct error *err);

/* A standardised difference as a figure, times `scale`: indicative at most, because nobody drew
 * lots. */
void care_set_difference(const struct scoring *scoring, struct measurement *out,
                         const struct compared *compared, double scale,
                         const struct units *smaller);

/* lone.c: cover that rests on one person, of all hours and of each band. */
MUST_CHECK bool lone_measure(struct scoring *scoring, enum period_index period, struct error *err);

#endif
