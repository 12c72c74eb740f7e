/* lived: a simulated life as the fact that a perfect export would give. */
#ifndef DESKGAUGE_TESTS_TRUTH_LIVED_H
#define DESKGAUGE_TESTS_TRUTH_LIVED_H

#include "facts/build.h"
#include "plan.h"
#include "simulator/ticket.h"

/*
 * What files and texts would show is taken for granted here: messages tell who wrote them, macros
 * are recognised. How well that works is the question of tests/truth/hosting_test.c. Wall seconds
 * stand for UTC seconds.
 */
enum { LIVED_PROMISES = 1 + 2 * PRIORITY_COUNT, LIVED_ACTIONS = TICKET_MESSAGES };

/* Promises by index: none; then each priority on every hour, then each on office hours. */
void lived_promises(const struct world *world, struct fact_promise out[LIVED_PROMISES]);

/* What an export without messages says: a share of the answers stands in no column ("solved by
 * phone"), so that the two readings differ. 0: messages prove everything. */
struct lived_export {
    double unwritten_share;
    double review_share; /* answers that were read by a reviewer */
};

struct lived {
    struct fact fact;
    struct fact_action actions[LIVED_ACTIONS];
    size_t action_count;
};
void lived_ticket(const struct world *world, const struct ticket *ticket,
                  const struct lived_export *export, struct lived *out);

/* The scored wait until any end; WALL_NEVER: for ever. */
int64_t lived_wait_s(const struct world *world, const struct ticket *ticket);

#endif
