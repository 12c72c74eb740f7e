/* proportions: two shares compared: the test, the limits of the difference, the size of effect. */
#ifndef DESKGAUGE_STATISTICS_PROPORTIONS_H
#define DESKGAUGE_STATISTICS_PROPORTIONS_H

#include "statistics/interval.h"

struct proportions {
    double difference; /* k1/n1 - k2/n2 */
    double z, p;       /* pooled z and its two-sided probability; NaN when both are all or none */
    struct interval wald; /* shown beside, never used */
    struct interval newcombe;
    double fisher_p; /* two-sided, by the sum of the tables that are no likelier (tolerance 1e-7) */
    double cohen_h;  /* 2·asin√p1 - 2·asin√p2 */
};

/* k1 of n1 against k2 of n2, whole numbers, n > 0. */
struct proportions proportions_compare(double k1, double n1, double k2, double n2,
                                       double confidence);

#endif
