/* definitions: what each figure is, how it is computed, and which tickets stand behind it. */
#ifndef DESKGAUGE_COMMAND_DEFINITIONS_H
#define DESKGAUGE_COMMAND_DEFINITIONS_H

#include "criteria/measurement.h"
#include "facts/fact.h"

/* Which tickets a figure is made of, and what each of them did. */
enum question {
    QUESTION_NONE, /* a figure of hours or of declared words: no list of tickets */
    QUESTION_REPLY,
    QUESTION_AT_HAND, /* reply on the calendar clock */
    QUESTION_ONE_TOUCH,
    QUESTION_REOPEN,
    QUESTION_REVIEW,
    QUESTION_SWITCH,
    QUESTION_SURVEY,
    QUESTION_RESOLVE,
    QUESTION_BACKLOG,
    QUESTION_TICKETS,
    QUESTION_PROACTIVE,
    QUESTION_ANSWERED, /* by whom, is not told: the list says only that somebody did */
    QUESTION_CONTENT,  /* did the first reply say something? */
    QUESTION_OFFERED   /* was the survey offered? */
};

struct definition_row {
    enum question question;
    const char *meaning; /* one or two sentences */
    const char *formula; /* with the source */
};
const struct definition_row *definition_of(enum measured name);

/* What became of a ticket in a question: "in_time", "late", "never", "waiting" …; NULL: the ticket
 * is not in it. `promise_s` is that of the ticket, 0 none. */
const char *question_outcome(enum question question, const struct fact *fact, int64_t promise_s);

#endif
