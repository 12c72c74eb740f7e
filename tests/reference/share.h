/* share: the columns in which tables show a share with its interval by cluster. */
#ifndef DESKGAUGE_REFERENCE_SHARE_H
#define DESKGAUGE_REFERENCE_SHARE_H

#include "check.h"
#include "statistics/cluster.h"

/* What a table calls the fields of a struct cluster_share. */
struct share_columns {
    const char *value, *unit_variance, *cluster_variance, *effect, *clusters, *n_eff, *n_t;
};

/*
 * Compare one row; the limits stand in "lo" and "hi". Two places where the oracle divides zero by
 * zero count as undefined when their cells are empty: a share of 0 or 1 (ours borrows, statistics
 * 0.3), and one cluster only.
 */
void check_share(struct check *check, size_t row, const struct share_columns *columns,
                 const struct cluster_share *share);

#endif
