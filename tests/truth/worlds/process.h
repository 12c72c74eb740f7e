/* process: what a desk's figures would be if the quarter were lived through for ever. */
#ifndef DESKGAUGE_TESTS_TRUTH_PROCESS_H
#define DESKGAUGE_TESTS_TRUTH_PROCESS_H

#include "calendar/slot.h"
#include "cube/bins.h"
#include "plan.h"
#include "simulator/ticket.h"

/*
 * Intervals describe the process (statistics.md 0.1), so the truth of a world is not what happened
 * in it but what happens on average under its parameters. It is measured by living through many
 * quarters of the same calendar with other seeds, uncensored, by kind of account; the truth of a
 * world is then the mean over the kinds as its accounts have them (fewer than twelve accounts: "it
 * holds for these clients"), or over all kinds alike (twelve and more: its accounts are a sample).
 */
enum share {
    SHARE_WITHIN_PROMISE,
    SHARE_GRADED,
    SHARE_LATE,
    SHARE_BY_DEMAND,
    SHARE_ONE_TOUCH,
    SHARE_CLARIFIED,
    SHARE_STAYS_SOLVED,
    SHARE_NO_SWITCH,
    SHARE_NOT_ABANDONED,
    SHARE_SATISFIED,
    SHARE_RESPONDENTS,
    SHARE_MEAN_WAIT, /* seconds, capped */
    SHARE_COUNT
};

struct sum {
    double count, kept;
};

struct kind_process {
    struct sum shares[SHARE_COUNT];
    struct sum slots[SLOT_COUNT], promised_slots[SLOT_COUNT];
    double *waits; /* answers by bin of the scored clock, bin_count() of them */
};

struct process {
    struct kind_process kinds[KIND_COUNT];
};

/* `repeats` quarters of `quarter_tickets`, seeds from `plan->seed` on. process_release() after. */
MUST_CHECK bool process_live(const struct plan *plan, uint32_t repeats, struct process *out,
                             struct error *err);
void process_release(struct process *process);
OWN_RELEASER(process_release, struct process)

/* `weights` of the kinds. */
double process_share(const struct process *process, const double weights[KIND_COUNT],
                     enum share share);
double process_quantile_s(const struct process *process, const double weights[KIND_COUNT],
                          double level);
/* Arrivals of a slot that a human answered within their promise by the calendar. */
struct sum process_slot(const struct process *process, const double weights[KIND_COUNT], int slot,
                        bool is_promised);

#endif
