#include "share.h"

void check_share(struct check *check, size_t row, const struct share_columns *columns,
                 const struct cluster_share *share)
{
    bool is_single = share->cluster_count < 2;
    void (*compare)(struct check *, size_t, const char *, double) =
        share->is_boundary ? check_number_or_empty : check_number;

    check_number(check, row, columns->value, share->value);
    check_number(check, row, columns->unit_variance, share->unit_variance);
    check_exact(check, row, columns->clusters, (double)share->cluster_count);
    if (is_single)
        check_undefined(check, row, columns->cluster_variance);
    else
        check_number(check, row, columns->cluster_variance, share->cluster_variance);
    if (is_single && !share->is_boundary) {
        check_undefined(check, row, columns->effect);
        check_undefined(check, row, columns->n_eff);
    } else {
        compare(check, row, columns->effect, share->effect);
        compare(check, row, columns->n_eff, share->n_eff);
    }
    compare(check, row, columns->n_t, share->n_t);
    compare(check, row, "lo", share->limits.low);
    compare(check, row, "hi", share->limits.high);
}
