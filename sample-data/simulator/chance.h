/* chance: random numbers that are a pure function of (key, purpose), the same on every machine. */
#ifndef DESKGAUGE_SAMPLE_CHANCE_H
#define DESKGAUGE_SAMPLE_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Counter-based: there is no state. A key names a thing (a ticket, an hour), a purpose names one
 * draw about it, so that a new draw changes none of the others and any ticket can be simulated
 * alone. Mixing is the finalizer of splitmix64 (Steele, Lea & Flood 2014). Floating point uses
 * + - * / alone (no libm), compiled without contraction, hence the same bits everywhere.
 */
static inline uint64_t chance_key(uint64_t key, uint64_t purpose)
{
    uint64_t x = key + 0x9E3779B97F4A7C15u * (purpose + 1);

    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/* Uniform on (0, 1), never an end. */
static inline double chance_unit(uint64_t key, uint64_t purpose)
{
    return ((double)(chance_key(key, purpose) >> 11) + 0.5) * 0x1.0p-53;
}

/* True with probability `share`. */
static inline bool chance_is(uint64_t key, uint64_t purpose, double share)
{
    return chance_unit(key, purpose) < share;
}

/* Uniform on 0 … count - 1; count > 0. */
static inline uint32_t chance_below(uint64_t key, uint64_t purpose, uint32_t count)
{
    return (uint32_t)(((chance_key(key, purpose) >> 32) * (uint64_t)count) >> 32);
}

/* Mean 0, variance 1: eight 16-bit uniforms summed (Irwin–Hall), so within ±4.9. */
double chance_normal(uint64_t key, uint64_t purpose);

/* median * e^(sigma z), z as above. */
double chance_lognormal(uint64_t key, uint64_t purpose, double median, double sigma);

/* Poisson by products of uniforms (Knuth) up to a mean of 30, a rounded normal above it. */
uint32_t chance_poisson(uint64_t key, uint64_t purpose, double mean);

/* e^x for |x| < 700, to 1e-15 relative, by basic operations alone. */
double chance_exp(double x);

/* √x for x >= 0 (the operation that IEEE 754 rounds correctly). */
double chance_root(double x);

/* The row that `unit` (0 … 1) falls on when the rows have these weights (sum > 0). */
uint32_t chance_row(double unit, const double *weights, uint32_t count);

#endif
