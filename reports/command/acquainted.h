/* acquainted: answers in order of time, and who knew whom when he gave them. */
#ifndef DESKGAUGE_COMMAND_ACQUAINTED_H
#define DESKGAUGE_COMMAND_ACQUAINTED_H

#include "command/counted_as.h"
#include "criteria/acquaintance.h"

/* `place` is the caller's: ANSWER_ELSEWHERE for a ticket that only teaches. */
enum { ANSWER_ELSEWHERE = UINT32_MAX };
struct answered {
    struct trace_answer answer;
    uint32_t ticket, place;
};
struct answers {
    struct answered *rows;
    size_t count, capacity;
};
void answers_release(struct answers *answers);
OWN_RELEASER(answers_release, struct answers)

/* Take the answer of a ticket; `*is_answer` false: there is none to speak of. */
MUST_CHECK bool answers_add(struct answers *answers, const struct settings *settings,
                            const struct fact *fact, int64_t promise_s, uint32_t place,
                            bool *is_answer, struct error *err);

/* Each answer that has a place, in order of account and time, with what was known then. */
struct acquainted {
    const struct answered *row;
    struct known known;
    bool has_requesters; /* the export tells of persons */
};
typedef bool (*acquainted_reader)(void *context, const struct acquainted *answer,
                                  struct error *err);
MUST_CHECK bool answers_read(struct answers *answers, int64_t first_at, acquainted_reader read,
                             void *context, struct error *err);

/* What a question of persons counts it as; `told.time` is NULL. */
struct told acquainted_as(enum question question, const struct acquainted *answer);

#endif
