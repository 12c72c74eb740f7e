/* channel_waits: what the files of A4 share: waits by channel, and what is made of them. Private.
 */
#ifndef DESKGAUGE_CRITERIA_CHANNEL_WAITS_H
#define DESKGAUGE_CRITERIA_CHANNEL_WAITS_H

#include "criteria/scoring.h"

struct channel_waits {
    struct units graded[READING_COUNT]; /* calendar clock, in promises */
    struct estimate estimate[READING_COUNT];
    uint64_t kept_count, open_count;
    int32_t last_answer_day;
};

/* `waits` of every channel. Is every channel as good as the best? */
MUST_CHECK bool parity_measure(struct scoring *scoring, enum period_index period,
                               const struct channel_waits *waits, struct error *err);
/* What the user declared: promised channels alive, and the policy matrix. */
MUST_CHECK bool alive_measure(struct scoring *scoring, const struct channel_waits *waits,
                              struct error *err);
MUST_CHECK bool policy_measure(struct scoring *scoring, const struct channel_waits *waits,
                               struct error *err);
/* Traffic served outside the policy (fitness.h). */
MUST_CHECK bool outside_measure(struct scoring *scoring, enum period_index period,
                                struct error *err);
/* The mix: effective number of channels, the list of them, volume by month. */
MUST_CHECK bool mix_measure(struct scoring *scoring, enum period_index period, struct error *err);
MUST_CHECK bool mix_list(struct scoring *scoring, const struct channel_waits *waits,
                         struct error *err);

#endif
