/* behind: the tickets behind a figure, and what became of each of them. */
#ifndef DESKGAUGE_COMMAND_BEHIND_H
#define DESKGAUGE_COMMAND_BEHIND_H

#include "command/definitions.h"
#include "criteria/scorecard.h"
#include "settings/settings.h"

/* Why a ticket of the period is not in the question; index of behind.left_out. */
enum left_out {
    LEFT_ATTENDED, /* phone, counter: the reply is the call */
    LEFT_NO_PROMISE,
    LEFT_NO_CLOCK,     /* the clock of the question was not measured */
    LEFT_NOT_ANSWERED, /* a question of answers, and there is none (yet) */
    LEFT_TYPE,         /* a request that cannot end in one touch */
    LEFT_CLARIFICATION,
    LEFT_OUTSIDE, /* came outside of the promised hours */
    LEFT_YOUNG,   /* not followed long enough */
    LEFT_OPEN,    /* not closed */
    LEFT_SILENT,  /* no survey answer, no review, no text */
    LEFT_UNTOLD,  /* the export does not tell it of this ticket */
    LEFT_OUT_COUNT
};
const char *left_out_name(enum left_out reason);

struct listed {
    uint32_t ticket;
    const char *outcome; /* "in_time", "late", … */
    int64_t created_at, calendar_s, promised_s;
};
struct behind_list {
    struct listed *rows; /* by ticket after behind_finish() */
    size_t count, capacity;
};

struct candidate;
struct behind {
    const struct measurement *figure;
    const struct scorecard *card; /* of the figure's period */
    const struct cube *cube;
    const struct settings *settings;
    struct behind_list lists[2]; /* two readings of some questions: [1] is tried where it fits */
    struct behind_list *chosen;  /* after behind_finish() */
    uint64_t left_out[LEFT_OUT_COUNT];
    uint64_t excluded[EXCLUSION_COUNT]; /* of the same period and part */
    struct candidate *candidates;       /* answers, for who knew whom */
    size_t candidate_count, candidate_capacity;
};

/* One fact; those of other periods and parts are passed over. */
MUST_CHECK bool behind_add(struct behind *behind, const struct fact *fact,
                           const struct fact_promise *promise, struct error *err);
/* After the last fact: sorted, and the reading whose count is the figure's n is chosen. */
MUST_CHECK bool behind_finish(struct behind *behind, struct error *err);
void behind_release(struct behind *behind);
OWN_RELEASER(behind_release, struct behind)

#endif
