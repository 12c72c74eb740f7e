/* apart: a document made in a process of its own, because the library that makes it does not bear
 * memory that runs short. Private to render/. */
#ifndef DESKGAUGE_RENDER_APART_H
#define DESKGAUGE_RENDER_APART_H

#include "base/error.h"
#include "base/text.h"

/* What makes the document: appends to `out`, or fails with `err`. */
struct making {
    bool (*make)(void *context, struct buffer *out, struct error *err);
    void *context;
};

/*
 * Make it in a child and append what it made to `out`. A failure of the child is told as its own
 * error; a crash as ERROR_INTERNAL. Nothing that the child changes in memory is seen here.
 */
MUST_CHECK bool make_apart(const struct making *making, struct buffer *out, struct error *err);

#endif
