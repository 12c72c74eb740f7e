/* publishing: what a client was given is kept, and compared with what is known now. */
#ifndef DESKGAUGE_COMMAND_PUBLISHING_H
#define DESKGAUGE_COMMAND_PUBLISHING_H

#include "command/workspace.h"
#include "criteria/moved.h"

/* What report, of whom. `account` is as reports show it; NULL: the whole house. */
struct publishing {
    struct workspace *workspace;
    const struct cube *cube;
    const struct scorecard *card;
    const char *report; /* "account-review" */
    const char *account;
};

/* Figures of this period and the one before that were given out and have moved since; none where
 * nothing was. All in `arena`. */
MUST_CHECK bool publishing_moved(const struct publishing *publishing, struct arena *arena,
                                 struct moved_figure **out, size_t *count, struct error *err);

/* ERROR_USAGE without a store that lasts: asked before anything is read. */
MUST_CHECK bool publishing_can_keep(const struct workspace *workspace, struct error *err);

/* Keep the figures of this report as given out. */
MUST_CHECK bool publishing_keep(const struct publishing *publishing, struct error *err);

#endif
