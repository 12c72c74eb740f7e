/* 04 intervals of a share, 06 shares of clustered units, 11 two shares compared. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "share.h"
#include "statistics/cluster.h"
#include "statistics/interval.h"
#include "statistics/proportions.h"
#include "topics.h"

static void intervals(struct check *check)
{
    for (size_t row = 0; row < check_rows(check); row++) {
        double confidence = check_key(check, row, "conf");
        double n = check_key(check, row, "n");
        double k = check_key(check, row, "k");
        struct interval wilson = interval_wilson(k, n, confidence);
        struct interval jeffreys = interval_jeffreys(k, n, confidence);
        struct interval clopper = interval_clopper_pearson(k, n, confidence);
        struct interval agresti = interval_agresti_coull(k, n, confidence);
        check_number(check, row, "wilson_lo", wilson.low);
        check_number(check, row, "wilson_hi", wilson.high);
        check_number(check, row, "jeffreys_lo", jeffreys.low);
        check_number(check, row, "jeffreys_hi", jeffreys.high);
        check_number(check, row, "jeffreys_mean", (k + 0.5) / (n + 1));
        check_number(check, row, "clopper_lo", clopper.low);
        check_number(check, row, "clopper_hi", clopper.high);
        check_number(check, row, "ac_lo", agresti.low);
        check_number(check, row, "ac_hi", agresti.high);
    }
}

static void required(struct check *check)
{
    for (size_t row = 0; row < check_rows(check); row++) {
        double p = check_key(check, row, "p");
        double half = check_key(check, row, "half");
        check_exact(check, row, "n_required",
                    interval_required_count(p, half, STATISTICS_CONFIDENCE));
    }
}

/* ---- 06 ---- */

struct member {
    const char *cluster;
    double utility;
};

static int compare_members(const void *a, const void *b)
{
    return strcmp(((const struct member *)a)->cluster, ((const struct member *)b)->cluster);
}

/* The rows of `set` added up by cluster. */
static struct cluster_sum *sums_of(struct check *check, const struct table *table, const char *set,
                                   size_t *cluster_count, size_t *unit_count)
{
    const char **sets = check_texts(check, table, "set");
    const char **clusters = check_texts(check, table, "cluster");
    const double *utilities = check_numbers(check, table, "u");
    struct member *members = check_array(check, table->row_count, sizeof *members);
    struct cluster_sum *sums = check_array(check, table->row_count, sizeof *sums);

    *unit_count = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        if (strcmp(sets[i], set) == 0)
            members[(*unit_count)++] = (struct member){clusters[i], utilities[i]};
    }
    qsort(members, *unit_count, sizeof *members, compare_members);
    *cluster_count = 0;
    for (size_t i = 0; i < *unit_count; i++) {
        if (i == 0 || compare_members(&members[i], &members[i - 1]) != 0)
            (*cluster_count)++;
        sums[*cluster_count - 1].unit_count++;
        sums[*cluster_count - 1].utility_sum += members[i].utility;
    }
    return sums;
}

static void clustered(struct check *check)
{
    static const struct share_columns columns = {"p",        "v_srs", "v_cl",  "deff",
                                                 "clusters", "neff",  "neff_t"};
    const struct table *input = check_input(check, "u");

    for (size_t row = 0; input != NULL && row < check_rows(check); row++) {
        const char *set = check_key_text(check, row, "set");
        size_t cluster_count = 0, unit_count = 0;
        const struct cluster_sum *sums = sums_of(check, input, set, &cluster_count, &unit_count);
        struct cluster_share share = cluster_mean(sums, cluster_count, 0, STATISTICS_CONFIDENCE);
        check_exact(check, row, "n", (double)unit_count);
        check_share(check, row, &columns, &share);
    }
}

/* ---- 11 ---- */

static void two(struct check *check)
{
    for (size_t row = 0; row < check_rows(check); row++) {
        double k1 = check_key(check, row, "k1"), n1 = check_key(check, row, "n1");
        double k2 = check_key(check, row, "k2"), n2 = check_key(check, row, "n2");
        struct proportions got = proportions_compare(k1, n1, k2, n2, STATISTICS_CONFIDENCE);
        check_number(check, row, "diff", got.difference);
        check_number(check, row, "z_pooled", got.z);
        check_number(check, row, "p_pooled", got.p);
        check_number(check, row, "wald_lo", got.wald.low);
        check_number(check, row, "wald_hi", got.wald.high);
        check_number(check, row, "newcombe_lo", got.newcombe.low);
        check_number(check, row, "newcombe_hi", got.newcombe.high);
        check_within(check, row, "fisher_p", got.fisher_p, 1e-7);
        check_number(check, row, "cohen_h", got.cohen_h);
    }
}

const struct topic topics_share[] = {
    {4, "wilson_lo|jeffreys_lo", 1e-9, intervals},
    {4, "half|n_required", 1e-9, required},
    {6, "clusters|neff_t", 1e-9, clustered},
    {11, "newcombe_lo|fisher_p", 1e-9, two},
    {0},
};
