/* apart: a document made in a process of its own, because the library that makes it does not bear
 * memory that runs short. Private to render/. */
#ifndef DESKGAUGE_RENDER_APART_H
#define DESKGAUGE_RENDER_APART_H

#include <sys/types.h>

#include "base/error.h"
#include "base/ownership.h"
#include "base/text.h"

/* What makes the document: appends to `out`, or fails with `err`. */
struct making {
    bool (*make)(void *context, struct buffer *out, struct error *err);
    void *context;
};

/* One document in the making; all-zero is none. */
struct apart {
    pid_t process;
    int file; /* what it made, or its error */
};

/*
 * Start to make it in a child, which works on the memory as it is now: nothing that the child
 * changes is seen here, and what is released here meanwhile does not matter to it. What `making`
 * points to is not read after the call.
 */
MUST_CHECK bool apart_start(const struct making *making, struct apart *out, struct error *err);

/* Wait for it and append what it made to `out`. A failure of the child is told as its own error; a
 * crash as ERROR_INTERNAL. */
MUST_CHECK bool apart_take(struct apart *apart, struct buffer *out, struct error *err);

/* Without apart_take() before, ends the child. */
void apart_release(struct apart *apart);
OWN_RELEASER(apart_release, struct apart)

#endif
