/* negative_binomial: counts that vary more than Poisson: arrivals an hour, tickets a day. */
#ifndef DESKGAUGE_STATISTICS_NEGATIVE_BINOMIAL_H
#define DESKGAUGE_STATISTICS_NEGATIVE_BINOMIAL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * NB2: mean μ, variance μ + μ²/k; k is the size, INFINITY is Poisson.
 * lnL = Σ lnΓ(y+k) - lnΓ(k) - lnΓ(y+1) + k ln(k/(k+μ)) + y ln(μ/(k+μ)).
 */
struct negative_binomial_fit {
    double size;
    double size_error; /* 1/√information at the maximum; NaN where it is at the end of the search */
    double log_likelihood;
    bool is_poisson; /* the likelihood still rises at the largest size sought: size is that end */
};

/* ln k is sought from LOWEST to HIGHEST; beyond it nothing tells the two apart. */
#define NEGATIVE_BINOMIAL_LOWEST (-5.0)
#define NEGATIVE_BINOMIAL_HIGHEST 12.0

/*
 * The size that suits `counts` (whole, >= 0) best when the mean of each is `means[i]`; the mean of
 * a group is its maximum likelihood for any size, so only k is searched. A count of 0 where the
 * mean is 0 says nothing. All NaN without a count.
 */
struct negative_binomial_fit negative_binomial_fit(const double *counts, const double *means,
                                                   size_t count);

/* d lnL/dk and -d²lnL/dk² at any size: what a Newton step is made of. */
struct negative_binomial_slope {
    double slope, information;
};
struct negative_binomial_slope negative_binomial_slope(const double *counts, const double *means,
                                                       size_t count, double size);

/* Σ(y-μ)²/μ over (n - groups): 1 for Poisson. Pearson's; means of 0 are passed over. */
double negative_binomial_dispersion(const double *counts, const double *means, size_t count,
                                    size_t group_count);

double negative_binomial_log_probability(double y, double mean, double size);
double negative_binomial_cdf(double y, double mean, double size);

/* The smallest whole y with P(Y <= y) >= p; NaN for p outside 0 <= p < 1 or a mean below 0. */
double negative_binomial_quantile(double p, double mean, double size);

#endif
