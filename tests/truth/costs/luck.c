#include "luck.h"

#include <math.h>

static uint64_t turned(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

static uint64_t next(struct luck *luck)
{
    uint64_t *s = luck->state;
    uint64_t result = turned(s[1] * 5, 7) * 9, t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = turned(s[3], 45);
    return result;
}

struct luck luck_of(uint64_t seed)
{
    struct luck luck = {{seed * 2 + 1, seed ^ UINT64_C(0x5DEECE66D), ~seed, 0x1234567}};

    for (int i = 0; i < 32; i++)
        next(&luck);
    return luck;
}

double luck_uniform(struct luck *luck)
{
    return ((double)(next(luck) >> 11) + .5) / 9007199254740992.0;
}

double luck_between(struct luck *luck, double low, double high)
{
    return low + (high - low) * luck_uniform(luck);
}

/* Box & Muller 1958. */
double luck_normal(struct luck *luck)
{
    double radius = sqrt(-2 * log(luck_uniform(luck)));

    return radius * cos(6.283185307179586 * luck_uniform(luck));
}

double luck_exponential(struct luck *luck, double mean)
{
    return -mean * log(luck_uniform(luck));
}

/* Marsaglia & Tsang 2000. */
static double gamma_of(struct luck *luck, double shape)
{
    if (shape < 1)
        return gamma_of(luck, shape + 1) * pow(luck_uniform(luck), 1 / shape);
    double d = shape - 1 / 3.0, c = 1 / sqrt(9 * d);
    for (;;) {
        double z = luck_normal(luck), v = 1 + c * z;
        v = v * v * v;
        if (v > 0 && log(luck_uniform(luck)) < z * z / 2 + d - d * v + d * log(v))
            return d * v;
    }
}

/* Arrivals of a unit of time until the clock has passed `mean`. */
static uint32_t poisson(struct luck *luck, double mean)
{
    uint32_t count = 0;

    for (; mean > 20; mean -= 20)
        for (double left = luck_exponential(luck, 1); left < 20; left += luck_exponential(luck, 1))
            count++;
    for (double left = luck_exponential(luck, 1); left < mean; left += luck_exponential(luck, 1))
        count++;
    return count;
}

uint32_t luck_count(struct luck *luck, double mean, double dispersion)
{
    if (mean <= 0)
        return 0;
    if (dispersion <= 1)
        return poisson(luck, mean);
    return poisson(luck, (dispersion - 1) * gamma_of(luck, mean / (dispersion - 1)));
}
