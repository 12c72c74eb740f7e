/* distribution: the few distributions that intervals need; with solve, the only face of GSL here.
 */
#ifndef DESKGAUGE_STATISTICS_DISTRIBUTION_H
#define DESKGAUGE_STATISTICS_DISTRIBUTION_H

/*
 * Probabilities are 0..1. An argument outside the domain (a NaN, a degree of freedom or a shape
 * that is not positive, a probability outside 0..1) gives NaN, never an abort: GSL's error handler,
 * which ends the process, is turned off at the first call. Safe between threads.
 */

double normal_cdf(double z);
double normal_upper(double z); /* 1 - normal_cdf(z), exact in the tail */
double normal_quantile(double p);

/* Two-sided critical values: normal_two_sided(0.95) is 1.96. */
double normal_two_sided(double confidence);
double student_cdf(double t, double freedom);
double student_two_sided(double confidence, double freedom);

double beta_cdf(double x, double a, double b);
double beta_upper(double x, double a, double b);

/*
 * gsl_cdf_beta_Pinv, checked: it returns NaN in some 0.7 % of Jeffreys limits (first at 0 of 237).
 * Where it is not finite or |P(x) - p| > 1e-9, Brent's root of P(x) - p over [0, 1] to 1e-14.
 * Within 1e-11 of R's qbeta.
 */
double beta_quantile(double p, double a, double b);

#endif
