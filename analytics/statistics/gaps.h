/* gaps: the dark gaps: stretches in which somebody waited and no human did anything. */
#ifndef DESKGAUGE_STATISTICS_GAPS_H
#define DESKGAUGE_STATISTICS_GAPS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

#define GAPS_UNKNOWN INT64_MIN /* an instant that has not come, as everywhere in the house */

/* A ticket that waits from `created` until its first human reply, or until it is closed. */
struct waiting {
    int64_t created_s;
    int64_t replied_s; /* or GAPS_UNKNOWN */
    int64_t closed_s;  /* or GAPS_UNKNOWN */
};

struct dark_gap {
    int64_t start_s, end_s;
    int64_t waiting_count;
};

/*
 * The human actions a_1 <= a_2 <= … cut the window [from_s, until_s] (statistics A1, 6). In the
 * piece (a_i, a_{i+1}) wait the tickets created before a_{i+1}, not answered before a_{i+1}, not
 * closed by max(created, a_i). The gap begins at the later of a_i and the earliest creation among
 * them, and ends at a_{i+1}. Pieces in which nobody waits are no gaps.
 *
 * `actions` need not be sorted. Gaps come longest first, the earlier of equals first; O(n log n).
 * Memory of the result is the arena's. An extreme grows with exposure: report it, do not score it.
 */
struct gaps_input {
    const int64_t *actions;
    size_t action_count;
    const struct waiting *tickets;
    size_t ticket_count;
    int64_t from_s, until_s;
};
MUST_CHECK bool gaps_find(const struct gaps_input *input, struct arena *arena,
                          struct dark_gap **out, size_t *out_count, struct error *err);

#endif
