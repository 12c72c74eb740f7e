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

/*
 * The beta distribution, 1e-13 or better for shapes up to millions: continued fraction and saddle
 * point of our own. GSL's is not used: gsl_cdf_beta_Pinv returns NaN in some 0.7 % of Jeffreys
 * limits (first at 0 of 237) and never returns for some large counts (2,142,279 of 2,892,010), and
 * gsl_cdf_beta_P jumps from about two million on.
 */
double beta_cdf(double x, double a, double b);
double beta_upper(double x, double a, double b); /* 1 - beta_cdf(x), exact in the tail */
double beta_quantile(double p, double a, double b);

/* One that is asked at many x: its gamma functions are taken once. The same bits as beta_cdf(). */
struct beta {
    double a, b;
    double scale; /* NaN: not a beta distribution */
};
struct beta beta_of(double a, double b);
double beta_cdf_of(const struct beta *beta, double x);

#endif
