/* make: one thread in, one fact out. Private. */
#ifndef DESKGAUGE_FACTS_MAKE_H
#define DESKGAUGE_FACTS_MAKE_H

#include "facts/groundwork.h"

/* A thread while its fact is being made: what more than one question needs. */
struct making {
    const struct groundwork *ground;
    const struct thread *thread;
    const struct source_columns *columns;
    const struct fact_promise *promise;
    struct fact *fact;
    int64_t created_at, resolved_at, first_resolved_at, closed_at, reopened_at, first_reply_at;
    int64_t ended_at;                    /* first of solved, closed, merged; INSTANT_UNKNOWN */
    bool is_open_again;                  /* reopened after its last end, as seen at the cut */
    const struct message_record *answer; /* the first human reply; NULL none */
    uint32_t answer_index;
};

/* Human, as statistics.md A2 defines it for a first reply. */
bool is_human_reply(const struct making *making, const struct message_record *message);
bool is_bot_reply(const struct making *making, const struct message_record *message);
bool is_public(const struct message_record *message);

void make_times(struct making *making);    /* times.c: instants as seen at the cut */
void make_reply(struct making *making);    /* reply.c: first human reply, substantive */
void make_followup(struct making *making); /* followup.c: failure of the answer, reopening */
void make_survey(struct making *making);   /* outcome.c: the answer of the client */
void make_outcome(struct making *making);  /* outcome.c: resolution, review, channel, text */

void make_desk(struct making *making); /* desk.c: as the desk's own reports count it */

bool is_ended_status(uint8_t status); /* solved or closed; enum status */
bool is_open_status(uint8_t status);  /* known, and not ended */

/* pauses.c: [from, to) in which a promise does not run, at most `most`; and an exit whose promised
 * clock leaves them out. */
enum { PAUSES_MOST = 256 };
size_t pauses_of(const struct making *making, struct pause *out, size_t most);
void pause_promised(const struct making *making, int64_t from, int64_t to, struct exit_time *exit);

/* The export sees a clock that started at `from` only later (statistics.md A2). */
static inline bool is_entered_late(const struct making *making, int64_t from)
{
    return making->ground->observed_from_at != INSTANT_UNKNOWN &&
           from < making->ground->observed_from_at;
}
/* An exit at `at`, measured from `from`. */
struct exit_time exit_at(const struct making *making, enum exit kind, int64_t from, int64_t at);
struct exit_time exit_unmeasured(void);

#endif
