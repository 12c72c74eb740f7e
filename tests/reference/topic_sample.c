/* 05 quantiles and summaries, 18 bootstrap, 24 mergeable moments. */
#include <math.h>
#include <string.h>

#include "statistics/bootstrap.h"
#include "statistics/moments.h"
#include "statistics/quantile.h"
#include "topics.h"

/* ---- 05 ---- */

static double *sorted_set(struct check *check, const struct table *input, size_t row, size_t *count)
{
    const char *set = check_key_text(check, row, "set");
    double *values = check_group(check, input, "set", set, "x", count);

    sample_sort(values, *count);
    check_exact(check, row, "n", (double)*count);
    return values;
}

static void quantiles(struct check *check)
{
    static const struct {
        const char *column;
        enum quantile_type type;
    } types[] = {
        {"type1", QUANTILE_OBSERVED},        {"type2", QUANTILE_AVERAGED},
        {"type6", QUANTILE_WEIBULL},         {"type7", QUANTILE_LINEAR},
        {"type8", QUANTILE_MEDIAN_UNBIASED},
    };
    const struct table *input = check_input(check, "x");

    for (size_t row = 0; input != NULL && row < check_rows(check); row++) {
        size_t count = 0;
        const double *values = sorted_set(check, input, row, &count);
        double p = check_key(check, row, "prob");
        for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
            check_number(check, row, types[i].column, quantile_of(values, count, p, types[i].type));
    }
}

static void summary(struct check *check)
{
    const struct table *input = check_input(check, "x");

    for (size_t row = 0; input != NULL && row < check_rows(check); row++) {
        size_t count = 0;
        const double *values = sorted_set(check, input, row, &count);
        double mad = sample_mad(values, count);
        check_number(check, row, "mean", sample_mean(values, count));
        check_number(check, row, "var", sample_variance(values, count));
        check_number(check, row, "median", sample_median(values, count));
        check_number(check, row, "mad_scaled", SAMPLE_MAD_NORMAL * mad);
        check_number(check, row, "mad_raw", mad);
        check_number(check, row, "trim10", sample_trimmed_mean(values, count, 0.1));
    }
}

/* ---- 18 ---- */

/* A statistic of a sample that may be reordered; `target` is 1.5 times the median of the data. */
struct statistic {
    const char *name;
    double (*measure)(double *values, size_t count, double target);
};

static double mean_of(double *values, size_t count, double target)
{
    (void)target;
    return sample_mean(values, count);
}

static double p90_of(double *values, size_t count, double target)
{
    (void)target;
    sample_sort(values, count);
    return quantile_of(values, count, 0.9, QUANTILE_LINEAR);
}

static double share_of(double *values, size_t count, double target)
{
    size_t within = 0;

    for (size_t i = 0; i < count; i++)
        within += values[i] <= target;
    return (double)within / (double)count;
}

static double log_mean_of(double *values, size_t count, double target)
{
    (void)target;
    for (size_t i = 0; i < count; i++)
        values[i] = log(values[i]);
    return sample_mean(values, count);
}

static const struct statistic statistics[] = {
    {"mean", mean_of},
    {"p90_type7", p90_of},
    {"share_le_target", share_of},
    {"log_mean", log_mean_of},
};

static const struct statistic *statistic_find(const char *name)
{
    for (size_t i = 0; i < sizeof statistics / sizeof statistics[0]; i++) {
        if (strcmp(statistics[i].name, name) == 0)
            return &statistics[i];
    }
    return NULL;
}

struct resampling {
    const double *x;
    size_t count;
    const struct table *indices; /* one replicate a row, 1-based */
    double target;
    double *scratch;
};

static double replicate(struct check *check, const struct resampling *data,
                        const struct statistic *statistic, size_t row)
{
    for (size_t i = 0; i < data->indices->column_count; i++) {
        double index = NAN;
        if (!table_parse(table_text(data->indices, row, (int)i), &index) || !(index >= 1) ||
            index > (double)data->count) {
            check_fail(check, "replicate %zu: no index of the data", row + 1);
            return NAN;
        }
        data->scratch[i] = data->x[(size_t)index - 1];
    }
    return statistic->measure(data->scratch, data->indices->column_count, data->target);
}

static double without(const struct resampling *data, const struct statistic *statistic,
                      size_t left_out)
{
    size_t count = 0;

    for (size_t i = 0; i < data->count; i++) {
        if (i != left_out)
            data->scratch[count++] = data->x[i];
    }
    return statistic->measure(data->scratch, count, data->target);
}

static void accelerated(struct check *check, size_t row, const struct resampling *data)
{
    const char *name = check_key_text(check, row, "stat");
    const struct statistic *statistic = statistic_find(name);
    size_t replicate_count = data->indices->row_count;
    double *replicates = check_array(check, replicate_count, sizeof *replicates);
    double *jackknife = check_array(check, data->count, sizeof *jackknife);

    if (statistic == NULL) {
        check_fail(check, "row %zu: statistic '%s' is not known here", row + 1, name);
        return;
    }
    for (size_t b = 0; b < replicate_count; b++)
        replicates[b] = replicate(check, data, statistic, b);
    for (size_t i = 0; i < data->count; i++)
        jackknife[i] = without(data, statistic, i);
    double estimate = without(data, statistic, data->count);
    struct bootstrap_summary summary =
        bootstrap_percentile(replicates, replicate_count, STATISTICS_CONFIDENCE);
    struct bootstrap_bca bca = bootstrap_accelerate(estimate, replicates, replicate_count,
                                                    jackknife, data->count, STATISTICS_CONFIDENCE);
    check_number(check, row, "t0", estimate);
    check_number(check, row, "boot_mean", summary.mean);
    check_number(check, row, "boot_sd", summary.deviation);
    check_number(check, row, "perc_lo", summary.limits.low);
    check_number(check, row, "perc_hi", summary.limits.high);
    check_number(check, row, "z0", bca.z0);
    check_number(check, row, "accel", bca.acceleration);
    check_number(check, row, "p_lo", bca.levels.low);
    check_number(check, row, "p_hi", bca.levels.high);
    check_number(check, row, "bca_lo", bca.limits.low);
    check_number(check, row, "bca_hi", bca.limits.high);
}

static void bootstrap(struct check *check)
{
    const struct table *input = check_input(check, "x");
    const struct table *indices = check_input(check, "i1");

    if (input == NULL || indices == NULL)
        return;
    struct resampling data = {check_numbers(check, input, "x"), input->row_count, indices, 0, NULL};
    size_t longest = data.count > indices->column_count ? data.count : indices->column_count;
    data.scratch = check_array(check, longest, sizeof *data.scratch);
    memcpy(data.scratch, data.x, data.count * sizeof *data.x);
    sample_sort(data.scratch, data.count);
    data.target = sample_median(data.scratch, data.count) * 1.5;
    for (size_t row = 0; row < check_rows(check); row++)
        accelerated(check, row, &data);
}

/* The ratio Σwy/Σwn of one row of weights; of all ones when there is no row. */
static double weighted_ratio(struct check *check, const struct table *weights, const size_t *row,
                             const double *y, const double *n, size_t count)
{
    double successes = 0, units = 0;

    for (size_t c = 0; c < count; c++) {
        double weight = 1;
        if (row != NULL && !table_parse(table_text(weights, *row, (int)c), &weight))
            check_fail(check, "replicate %zu: no weight", *row + 1);
        successes += weight * y[c];
        units += weight * n[c];
    }
    return successes / units;
}

static void poisson(struct check *check)
{
    const struct table *input = check_input(check, "cluster");
    const struct table *weights = check_input(check, "c1");

    if (input == NULL || weights == NULL)
        return;
    const double *y = check_numbers(check, input, "y");
    const double *n = check_numbers(check, input, "n");
    double *replicates = check_array(check, weights->row_count, sizeof *replicates);
    if (weights->column_count != input->row_count) {
        check_fail(check, "%zu clusters, %zu weights", input->row_count, weights->column_count);
        return;
    }
    for (size_t b = 0; b < weights->row_count; b++)
        replicates[b] = weighted_ratio(check, weights, &b, y, n, input->row_count);
    struct bootstrap_summary summary =
        bootstrap_percentile(replicates, weights->row_count, STATISTICS_CONFIDENCE);
    check_number(check, 0, "p", weighted_ratio(check, weights, NULL, y, n, input->row_count));
    check_number(check, 0, "boot_sd", summary.deviation);
    check_number(check, 0, "perc_lo", summary.limits.low);
    check_number(check, 0, "perc_hi", summary.limits.high);
}

/* ---- 24 ---- */

/* The set chunk by chunk, in the order in which the chunks first occur, then merged. */
static struct moments merged(const double *values, const double *chunks, size_t count)
{
    struct moments whole = {0};

    for (size_t first = 0; first < count; first++) {
        bool is_new = true;
        for (size_t i = 0; i < first; i++)
            is_new &= chunks[i] != chunks[first];
        struct moments part = {0};
        for (size_t i = first; is_new && i < count; i++) {
            if (chunks[i] == chunks[first])
                moments_add(&part, values[i]);
        }
        moments_merge(&whole, &part);
    }
    return whole;
}

static void stable(struct check *check)
{
    const struct table *input = check_input(check, "x");

    for (size_t row = 0; input != NULL && row < check_rows(check); row++) {
        const char *set = check_key_text(check, row, "set");
        size_t count = 0;
        const double *values = check_group(check, input, "set", set, "x", &count);
        const double *chunks = check_group(check, input, "set", set, "chunk", &count);
        struct moments got = merged(values, chunks, count);
        check_exact(check, row, "n", (double)got.count);
        check_number(check, row, "mean", moments_mean(&got));
        check_number(check, row, "var", moments_variance(&got));
        check_number(check, row, "skew_m3_over_s3", moments_skewness(&got));
    }
}

const struct topic topics_sample[] = {
    {5, "prob|type7", 1e-12, quantiles},    {5, "mad_raw|trim10", 1e-12, summary},
    {18, "stat|bca_lo", 1e-9, bootstrap},   {18, "p|boot_sd", 1e-9, poisson},
    {24, "skew_m3_over_s3", 1e-12, stable}, {0},
};
