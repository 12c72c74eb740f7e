/* chance: what a draw of the simulation looks like, from hashes and not from a generator's state.
 */
#ifndef DESKGAUGE_COSTS_CHANCE_H
#define DESKGAUGE_COSTS_CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "settings/settings.h"

/*
 * A number of (0, 1) that depends on nothing but its three names (SplitMix64; Steele, Lea & Flood
 * 2014). All models of a comparison read the same names, so they meet the same future (common
 * random numbers).
 */
double chance_uniform(uint64_t seed, uint64_t draw, uint32_t stream);

/* The normal deviate at probability `u` (Wichura 1988, by GSL). */
double chance_normal(double u);

/* The same by a table, where millions are drawn: linear between 4096 points, within 2e-4, and by
 * GSL beyond 1/256 of either end. All-zero is not filled. */
enum { NORMAL_STEPS = 4096 };
struct normal_table {
    double z[NORMAL_STEPS + 1];
    bool is_filled;
};
void normal_table_fill(struct normal_table *table);

static inline double normal_table_at(const struct normal_table *table, double u)
{
    double at = u * NORMAL_STEPS;
    int below = (int)at;

    if (below < NORMAL_STEPS / 256 || below >= NORMAL_STEPS - NORMAL_STEPS / 256)
        return chance_normal(u);
    return table->z[below] + (at - below) * (table->z[below + 1] - table->z[below]);
}

/* Two numbers of (0, 1) by each of `count` streams from `first` on, in steps of 2^-32. */
struct chance_pair {
    double first, second;
};
void chance_pairs(uint64_t seed, uint64_t draw, uint32_t first, size_t count,
                  struct chance_pair *out);

/*
 * The value of `uncertain` at the normal deviate `z`: two halves of a normal curve that meet in
 * the middle, so that P10, P50 and P90 are what was told; on the logarithm where all three are
 * positive, so that a price or a duration never passes zero.
 */
double uncertain_at(const struct uncertain *uncertain, double z);

/*
 * A count of `mean` with variance `dispersion` · mean, at probability `u`: Poisson up to a
 * dispersion of 1, else the negative binomial (a Poisson whose rate is Gamma), by inversion below
 * a mean of 60 and by Wilson & Hilferty 1931 above, rounded.
 */
double chance_count(double mean, double dispersion, double u);
enum { COUNT_BY_INVERSION_BELOW = 60 };

/* A sum of independent works of this mean and standard deviation, never negative: a Gamma by
 * Wilson & Hilferty at the normal deviate `z`. */
double chance_sum(double mean, double deviation, double z);

#endif
