/* quantile: quantiles and the summary of a small sample of numbers. */
#ifndef DESKGAUGE_STATISTICS_QUANTILE_H
#define DESKGAUGE_STATISTICS_QUANTILE_H

#include <stddef.h>

/* Types of Hyndman & Fan 1996 (R's numbers). 7 interpolates and is the default everywhere; 1 is an
 * observed value; 2 averages at jumps; 6 and 8 are less biased in small samples. */
enum quantile_type {
    QUANTILE_OBSERVED = 1,
    QUANTILE_AVERAGED = 2,
    QUANTILE_WEIBULL = 6,
    QUANTILE_LINEAR = 7,
    QUANTILE_MEDIAN_UNBIASED = 8,
};

/* Ascending; NaNs last, so that the known part is a prefix. */
void sample_sort(double *values, size_t count);

/* `sorted` ascending, p in 0..1; NaN for an empty sample or a p outside. */
double quantile_of(const double *sorted, size_t count, double p, enum quantile_type type);

/* Sums are compensated (Neumaier), so the order of the values does not show. NaN of none. */
double sample_sum(const double *values, size_t count);
double sample_mean(const double *values, size_t count);
double sample_variance(const double *values, size_t count); /* over n - 1; NaN of one */
double sample_deviation(const double *values, size_t count);

double sample_median(const double *sorted, size_t count);
/* Median of |x - median|; times SAMPLE_MAD_NORMAL it estimates a normal sigma. */
double sample_mad(const double *sorted, size_t count);
/* Without floor(share·n) at either end; the median from one half on. */
double sample_trimmed_mean(const double *sorted, size_t count, double share);

#define SAMPLE_MAD_NORMAL 1.4826

#endif
