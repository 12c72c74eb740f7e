/* box: what an outside program may not do, as a filter of system calls. */
#ifndef DESKGAUGE_CONFINED_BOX_H
#define DESKGAUGE_CONFINED_BOX_H

#include <linux/filter.h>
#include <stdint.h>

#include "base/error.h"
#include "base/ownership.h"

/*
 * The filter refuses to start a process or program (one execve of the program itself is let
 * through), to open a socket, to open or make a file for writing, to change a name, mode or owner,
 * to send a signal, to trace, and to lift a limit. Reading stays allowed: programs read their
 * fonts. It is built in the parent, because nothing that allocates may run between fork and exec.
 */
struct box_filter {
    struct sock_fprog program;
};

/* `program_path` is compared by address: it must be the pointer given to execve(). */
MUST_CHECK bool box_filter_init(const char *program_path, struct box_filter *out,
                                struct error *err);
void box_filter_release(struct box_filter *filter);
OWN_RELEASER(box_filter_release, struct box_filter)

/* Put the calling process into the box, for good: no new privileges, limits, filter. Without a
 * filter (NULL) it may write and start others. `memory_bytes` of address space, 0: as it is. For a
 * child between fork and exec. False with errno set. */
bool box_enter(const struct box_filter *filter, uint64_t memory_bytes);

#endif
