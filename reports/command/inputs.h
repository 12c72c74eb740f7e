/* inputs: what a report was made from, and what was assumed and doubted of it. */
#ifndef DESKGAUGE_COMMAND_INPUTS_H
#define DESKGAUGE_COMMAND_INPUTS_H

#include "command/workspace.h"
#include "kinds/review.h"

/* All-zero but for the arena is a valid empty one; everything lives in the arena. */
struct inputs {
    struct arena *arena;
    struct input *items; /* the ledger, then the tables beside the exports that are in force */
    size_t count, capacity;
    struct review_doubt *doubts;
    size_t doubt_count, doubt_capacity;
};

MUST_CHECK bool inputs_read(const struct workspace *workspace, struct inputs *out,
                            struct error *err);

MUST_CHECK bool inputs_add_doubt(struct inputs *inputs, const struct review_doubt *doubt,
                                 struct error *err);

/* For the page of one client, by its name in the export and a day: were his hours assumed? */
MUST_CHECK bool inputs_add_own_doubt(const struct workspace *workspace, const char *account,
                                     int32_t day, struct inputs *out, struct error *err);

#endif
