/* count: facts in, cube and trace out. */
#ifndef DESKGAUGE_CUBE_COUNT_H
#define DESKGAUGE_CUBE_COUNT_H

#include "cube/cube.h"
#include "facts/build.h"
#include "settings/settings.h"

/* A counter takes facts in any order; what it becomes does not depend on that order. It counts on a
 * thread of its own: memory that runs short may be told by a later call. */
struct counter;
MUST_CHECK bool counter_open(const struct settings *settings, struct counter **out,
                             struct error *err);
MUST_CHECK bool counter_add(struct counter *counter, const struct fact *fact,
                            const struct fact_promise *promise, const struct fact_action *actions,
                            size_t action_count, struct error *err);
/* Takes the names and evidence out of `summary` (left empty). The caller owns `*out`. */
MUST_CHECK bool counter_finish(struct counter *counter, struct fact_summary *summary,
                               struct cube *out, struct error *err);
void counter_close(struct counter *counter);
OWN_CLOSER(counter_close, struct counter *)

/* What a fact is counted as, for those who list the tickets behind a count: in time (1, 0, UNTOLD),
 * and the row of the trace of answers; false: it stands in none. `counted_kept`: a clock against
 * its promise, also of who still waits beyond it. */
uint8_t counted_reply_in_time(const struct fact *fact, int64_t promise_s);
uint8_t counted_kept(const struct exit_time *time, int64_t promise_s);
MUST_CHECK bool counted_answer(const struct settings *settings, const struct fact *fact,
                               int64_t promise_s, struct trace_answer *out);

/* The cube of both, when they have the same names: to the bit what one counter would have made. */
MUST_CHECK bool cube_merge(const struct cube *a, const struct cube *b, struct cube *out,
                           struct error *err);

#endif
