/* relay: facts on their way from the thread that makes them to one that counts them. Private. */
#ifndef DESKGAUGE_CUBE_RELAY_H
#define DESKGAUGE_CUBE_RELAY_H

#include "facts/build.h"

/*
 * One reader takes the facts in the order in which they were put in, on a thread of its own, a
 * batch at a time; so nothing depends on threads. Without a second thread (none can be had) the
 * reader is called by relay_put() itself.
 */
struct relay;
MUST_CHECK bool relay_open(fact_reader read, void *context, struct relay **out, struct error *err);

/* All is copied. An error of the reader comes back at a later call. */
MUST_CHECK bool relay_put(struct relay *relay, const struct fact *fact,
                          const struct fact_promise *promise, const struct fact_action *actions,
                          size_t action_count, struct error *err);

/* Wait until the reader has read all. */
MUST_CHECK bool relay_drain(struct relay *relay, struct error *err);
void relay_close(struct relay *relay);
OWN_CLOSER(relay_close, struct relay *)

#endif
