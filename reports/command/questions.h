/* questions: what is asked of tickets, and what may become of one, by name. */
#ifndef DESKGAUGE_COMMAND_QUESTIONS_H
#define DESKGAUGE_COMMAND_QUESTIONS_H

#include <stdbool.h>

#include "command/definitions.h"

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

/* X(name, stable word, words, counts against the desk) */
#define OUTCOMES(X)                                                                                \
    X(IN_TIME, "in_time", N_("in time"), false)                                                    \
    X(LATE, "late", N_("late"), true)                                                              \
    X(UNDECIDED, "undecided", N_("not decided yet"), false)                                        \
    X(WAITING, "waiting", N_("still waiting"), true)                                               \
    X(NEVER_ANSWERED, "never_answered", N_("closed without an answer"), true)                      \
    X(ANSWERED, "answered", N_("answered"), false)                                                 \
    X(ANSWERED_IN_TIME, "answered_in_time", N_("answered in time"), false)                         \
    X(NOT_IN_TIME, "not_in_time", N_("not answered in time"), true)                                \
    X(WITH_CONTENT, "with_content", N_("with content"), false)                                     \
    X(WITHOUT_CONTENT, "without_content", N_("without content"), true)                             \
    X(WAITED, "waited", N_("waited"), true)                                                        \
    X(ENOUGH, "enough", N_("one answer was enough"), false)                                        \
    X(ENOUGH_SO_FAR, "enough_so_far", N_("enough so far"), false)                                  \
    X(RETURNED, "returned", N_("came back"), true)                                                 \
    X(CLARIFICATION, "clarification", N_("asked for details"), false)                              \
    X(ANSWER, "answer", N_("an answer"), false)                                                    \
    X(STAYED, "stayed", N_("stayed solved"), false)                                                \
    X(STAYED_SO_FAR, "stayed_so_far", N_("solved so far"), false)                                  \
    X(REOPENED, "reopened", N_("reopened"), true)                                                  \
    X(KEPT_CHANNEL, "stayed", N_("kept the channel"), false)                                       \
    X(SWITCHED, "switched", N_("made to change the channel"), true)                                \
    X(INSIDE, "within_policy", N_("within the policy"), false)                                     \
    X(UNFIT, "unfit_channel", N_("a channel that is unfit"), true)                                 \
    X(NOT_AGREED, "not_agreed", N_("a channel not agreed with the client"), true)                  \
    X(PASSED, "passed", N_("passed the review"), false)                                            \
    X(FAILED, "failed", N_("failed the review"), true)                                             \
    X(DISPUTED, "readers_differ", N_("the readers differ"), true)                                  \
    X(AGREED, "readers_agree", N_("the readers agree"), false)                                     \
    X(GAVE_UP, "gave_up", N_("gave up"), true)                                                     \
    X(COUNTED, "counted", N_("counted"), false)                                                    \
    X(SATISFIED, "satisfied", N_("satisfied"), false)                                              \
    X(NOT_SATISFIED, "not_satisfied", N_("not satisfied"), true)                                   \
    X(PROMOTER, "promoter", N_("would recommend"), false)                                          \
    X(PASSIVE, "passive", N_("neither recommends nor warns"), false)                               \
    X(DETRACTOR, "detractor", N_("would not recommend"), true)                                     \
    X(EASY, "easy", N_("found it easy"), false)                                                    \
    X(NOT_EASY, "not_easy", N_("did not find it easy"), true)                                      \
    X(SILENT, "silent", N_("no survey answer"), false)                                             \
    X(WELL_ASKED, "well_served_asked", N_("well served, asked"), false)                            \
    X(WELL_NOT_ASKED, "well_served_not_asked", N_("well served, not asked"), false)                \
    X(BADLY_ASKED, "badly_served_asked", N_("badly served, asked"), false)                         \
    X(BADLY_NOT_ASKED, "badly_served_not_asked", N_("badly served, not asked"), true)              \
    X(READ, "read", N_("read"), false)                                                             \
    X(REPEATS, "repeats", N_("repeats himself"), true)                                             \
    X(NOT_REPEATING, "not", N_("does not repeat himself"), false)                                  \
    X(RESOLVED, "resolved", N_("solved"), false)                                                   \
    X(ENDED, "ended", N_("ended otherwise"), false)                                                \
    X(OPEN, "open", N_("open"), false)                                                             \
    X(STAFF_BEGAN, "staff_began", N_("begun by staff"), false)                                     \
    X(CLIENT_BEGAN, "client_began", N_("begun by the client"), false)                              \
    X(DESK_AGREES, "desk_agrees", N_("the desk says the same"), false)                             \
    X(DESK_KINDER, "desk_kinder", N_("in time for the desk, late by the promise"), true)           \
    X(DESK_STRICTER, "desk_stricter", N_("late for the desk, in time by the promise"), false)      \
    X(KNEW, "knew", N_("knew the client"), false)                                                  \
    X(NEW, "new", N_("new to the client"), false)

enum outcome {
    OUTCOME_NONE, /* not in the question */
#define X(name, word, words, is_miss) OUTCOME_##name,
    OUTCOMES(X)
#undef X
        OUTCOME_COUNT
};
const char *outcome_name(enum outcome outcome);  /* "in_time": a stable word; "" for none */
const char *outcome_words(enum outcome outcome); /* "in time": a message to be translated */
bool outcome_is_miss(enum outcome outcome);      /* it counts against the desk */

/* Some questions have two readings: [1] is what an export without instants can tell. */
bool question_has_two_readings(enum question question);
bool question_is_of_persons(enum question question); /* of answers in order of time: acquainted.h */
bool question_is_of_any_day(enum question question); /* tickets of other periods stand in it too */
/* Column of the lists of tickets: "within_promise"; NULL for QUESTION_NONE. */
const char *question_name(enum question question, int reading);

#endif
