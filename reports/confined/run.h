/* run: one run of an outside program, from bytes in memory to what it wrote, in a box. */
#ifndef DESKGAUGE_CONFINED_RUN_H
#define DESKGAUGE_CONFINED_RUN_H

#include <stdint.h>

#include "base/error.h"
#include "base/text.h"

enum run_end {
    RUN_DONE,
    RUN_MISSING, /* not installed, or it may not be started */
    RUN_FAILED,  /* it ended with an exit code or a signal, or the box could not be closed */
    RUN_LATE,    /* it did not end within the limit, and was killed */
    RUN_FLOODED  /* it wrote more than it may, and was killed */
};

/* Reading: no process, no socket, no file opened for writing (box.h). Nothing: limits only, for a
 * program that brings a box of its own. */
enum confinement { CONFINED_TO_READING, CONFINED_BY_LIMITS };

struct program {
    const char *name;         /* in reasons: "gnuplot" */
    const char *path;         /* a path, searched for nowhere */
    char *const *arguments;   /* NULL after the last; the first is the name */
    char *const *environment; /* NULL after the last; nothing is inherited */
    enum confinement confinement;
    uint64_t memory_bytes; /* of address space; 0: as it is */
    size_t output_most;    /* bytes */
};

enum { RUN_REASON_SIZE = 200 };

/* The reason is printable English, empty when it is RUN_DONE; the exit code where there is one. */
struct run_outcome {
    enum run_end end;
    int exit_code;
    char reason[RUN_REASON_SIZE];
};

/* Monotonic time, for limits only: no output depends on it. */
int64_t run_clock_ms(void);

/*
 * Run the program on `input`, its standard input, in the folder /, until `until_ms` of
 * run_clock_ms(), and append what it writes to `out`. It leads a process group, which is killed
 * when it is late or writes more than it may, and dies with us. What it says on standard error is
 * read, and its last line is in the reason of a failure. False only for ERROR_INTERNAL (memory,
 * descriptors); how the run ended is in `outcome`.
 */
MUST_CHECK bool program_run(const struct program *program, struct span input, int64_t until_ms,
                            struct buffer *out, struct run_outcome *outcome, struct error *err);

#endif
