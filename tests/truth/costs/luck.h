/* luck: the random numbers of a world, by a generator of its own (xoshiro256**; Blackman & Vigna
 * 2018): nothing here is shared with what is tested. */
#ifndef DESKGAUGE_TESTS_TRUTH_LUCK_H
#define DESKGAUGE_TESTS_TRUTH_LUCK_H

#include <stdint.h>

struct luck {
    uint64_t state[4];
};

struct luck luck_of(uint64_t seed);
double luck_uniform(struct luck *luck); /* (0, 1) */
double luck_between(struct luck *luck, double low, double high);
double luck_normal(struct luck *luck);
double luck_exponential(struct luck *luck, double mean);
/* A count of `mean` with variance `dispersion`·mean: a Poisson whose rate is a Gamma. */
uint32_t luck_count(struct luck *luck, double mean, double dispersion);

#endif
