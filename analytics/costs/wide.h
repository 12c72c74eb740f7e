/* wide: loops that are also built for AVX2, and chosen by the processor at run time; what a million
 * draws ask in each month, written out: fmin() and fmax() are calls and keep loops from being wide.
 */
#ifndef DESKGAUGE_COSTS_WIDE_H
#define DESKGAUGE_COSTS_WIDE_H

/* The two builds give the same bits: no multiply-and-add in one step, no sum in another order. */
#define WIDE __attribute__((target_clones("avx2", "default"), optimize("O3")))

/* Of numbers: not for NaN. */
static inline double least(double a, double b)
{
    return a < b ? a : b;
}

static inline double most(double a, double b)
{
    return a > b ? a : b;
}

#endif
