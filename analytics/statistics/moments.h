/* moments: count, mean, variance and skewness that can be merged, exact on large offsets. */
#ifndef DESKGAUGE_STATISTICS_MOMENTS_H
#define DESKGAUGE_STATISTICS_MOMENTS_H

#include <stdint.h>

/*
 * All-zero is the empty sample. Everything is kept relative to the first value seen, so that epoch
 * seconds lose nothing (the naive Σx² is 2.3 % off there). Pairwise update of Chan, Golub & LeVeque
 * 1983: δ = mean_B - mean_A, mean += δ n_B/n, M2 = M2_A + M2_B + δ² n_A n_B/n, M3 likewise.
 */
struct moments {
    int64_t count;
    double origin; /* the first value */
    double mean;   /* minus the origin */
    double m2, m3; /* Σ(x - mean)², Σ(x - mean)³ */
};

void moments_add(struct moments *moments, double value);
void moments_merge(struct moments *into, const struct moments *from);

double moments_mean(const struct moments *moments);     /* NaN of none */
double moments_variance(const struct moments *moments); /* over n - 1; NaN below two */
/* Mean cubed deviation over the cube of the standard deviation; NaN where that is 0. */
double moments_skewness(const struct moments *moments);

#endif
