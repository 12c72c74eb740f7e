/* definitions: what each figure is, how it is computed, and which tickets stand behind it. */
#ifndef DESKGAUGE_COMMAND_DEFINITIONS_H
#define DESKGAUGE_COMMAND_DEFINITIONS_H

#include "criteria/measurement.h"
#include "facts/fact.h"

/* Which tickets stand in the denominator of a figure (behind.h makes the list). */
enum question {
    QUESTION_NONE,        /* a figure of hours, channels or declared marks: no list of tickets */
    QUESTION_PROMISED,    /* first reply against the promise */
    QUESTION_SUBSTANTIVE, /* the same, templates left out */
    QUESTION_WAIT,        /* first reply, on the scored clock */
    QUESTION_ANSWERED,    /* those with a first reply */
    QUESTION_AT_HAND,     /* arrivals followed long enough, calendar clock */
    QUESTION_AT_HAND_IN_HOURS,
    QUESTION_GAP,              /* who waited in the longest dark gap */
    QUESTION_ANSWERED_AT_HAND, /* answered within the promise, by whom is known */
    QUESTION_CONTENT,          /* did the first reply say something? */
    QUESTION_ANSWERED_PROMISED,
    QUESTION_PARITY,
    QUESTION_ONE_TOUCH,
    QUESTION_CLARIFIED,
    QUESTION_REOPEN,
    QUESTION_REOPENED,
    QUESTION_REVIEW,
    QUESTION_READERS, /* answers that two people read */
    QUESTION_SWITCH,
    QUESTION_ABANDON,
    QUESTION_CHANNEL, /* tickets that name a channel */
    QUESTION_POLICY,  /* whose channel somebody judged fit or unfit */
    QUESTION_SURVEY,  /* closed tickets; of a part: those who answered */
    QUESTION_RESPONDENTS,
    QUESTION_VOTES, /* answers of known persons */
    QUESTION_RECOMMENDED,
    QUESTION_EASY,
    QUESTION_OFFERED, /* those who were asked; closed tickets where nobody tells */
    QUESTION_OFFER_GAP,
    QUESTION_WORDS_EN,
    QUESTION_WORDS_RU,
    QUESTION_WORDS,
    QUESTION_LISTENING,
    QUESTION_TICKETS,
    QUESTION_PROACTIVE,
    QUESTION_RESOLVE,
    QUESTION_RESOLVED,
    QUESTION_RESOLVE_PROMISED,
    QUESTION_RESOLVED_PROMISED,
    QUESTION_BACKLOG,
    QUESTION_BACKLOG_WEEK,
    QUESTION_KNOWS_CLIENT,
    QUESTION_KNOWS_REQUESTER,
    QUESTION_NEW_ONE_TOUCH,
    QUESTION_NEW_TIME,
    QUESTION_DESK_REPLY,      /* judged by the desk's own column … */
    QUESTION_DESK_REPLY_BOTH, /* … and against the promise */
    QUESTION_DESK_RESOLVE,
    QUESTION_DESK_RESOLVE_BOTH,
    QUESTION_COUNT
};

struct definition_row {
    enum question question;
    const char *meaning; /* one or two sentences */
    const char *formula; /* with the source */
};
const struct definition_row *definition_of(enum measured name);

#endif
