/* progress: one line on a terminal while a long file is read; silence elsewhere. */
#ifndef DESKGAUGE_COMMAND_PROGRESS_H
#define DESKGAUGE_COMMAND_PROGRESS_H

#include "ingest/ingest.h"

struct progress_line {
    bool is_shown;
    int64_t started_ns;
    int64_t shown_ns;
};

/* A progress_reader; `context` is a struct progress_line. False once the user pressed Ctrl-C. */
bool progress_show(void *context, const struct progress *progress);
void progress_clear(struct progress_line *line);

/* Ctrl-C and SIGTERM are remembered and asked for between rows, so that a run stops whole. */
void interrupts_watch(void);
bool interrupts_came(void);

#endif
