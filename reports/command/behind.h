/* behind: the tickets behind a figure, and what became of each of them. */
#ifndef DESKGAUGE_COMMAND_BEHIND_H
#define DESKGAUGE_COMMAND_BEHIND_H

#include "command/acquainted.h"
#include "command/counted_as.h"

struct listed {
    uint32_t ticket;
    enum outcome outcome;
    int64_t created_at, calendar_s, promised_s;
};
struct behind_list {
    struct listed *rows; /* by ticket after behind_finish() */
    size_t count, capacity;
};

struct behind {
    const struct measurement *figure;
    const struct scorecard *card; /* of the figure's period */
    int32_t account;              /* whose card it is, when it is one client's; else ALL_ACCOUNTS */
    const struct cube *cube;
    const struct settings *settings;
    struct behind_list lists[2]; /* two readings of some questions: [1] is tried where it fits; of
                                    persons [1] holds those whose answer is still to be judged */
    struct behind_list *chosen;  /* after behind_finish() */
    uint64_t left_out[LEFT_OUT_COUNT];
    uint64_t excluded[EXCLUSION_COUNT]; /* of the same period and part */
    struct answers answers;             /* for who knew whom */
};

/* One fact; those of other periods and parts are passed over. */
MUST_CHECK bool behind_add(struct behind *behind, const struct fact *fact,
                           const struct fact_promise *promise, struct error *err);
/* After the last fact: sorted, and the reading whose count is the figure's n is chosen. */
MUST_CHECK bool behind_finish(struct behind *behind, struct error *err);
void behind_release(struct behind *behind);
OWN_RELEASER(behind_release, struct behind)

#endif
