/* log_gamma: logarithms of the gamma and beta functions and of binomial coefficients. */
#ifndef DESKGAUGE_STATISTICS_LOG_GAMMA_H
#define DESKGAUGE_STATISTICS_LOG_GAMMA_H

/* For positive arguments, whole or not; safe between threads (C's lgamma sets a global). */
double log_gamma(double x);
double log_beta(double a, double b);
double log_choose(double n, double k);

#endif
