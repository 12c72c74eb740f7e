/* chance: what a draw of the simulation looks like, from hashes and not from a generator's state.
 */
#ifndef DESKGAUGE_COSTS_CHANCE_H
#define DESKGAUGE_COSTS_CHANCE_H

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

/* A sum of independent works of this mean and standard deviation, never negative: a Gamma by
 * Wilson & Hilferty at the normal deviate `z`. */
double chance_sum(double mean, double deviation, double z);

#endif
