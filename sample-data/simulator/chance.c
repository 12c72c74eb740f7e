#include "simulator/chance.h"

#include <string.h>

double chance_exp(double x)
{
    double scaled = x * 1.4426950408889634;
    int64_t power = (int64_t)(scaled + (scaled < 0 ? -0.5 : 0.5));
    double rest =
        (x - (double)power * 0.693147180369123816490) - (double)power * 1.90821492927058770002e-10;
    double sum = 1.0;
    double scale = 0.0;
    uint64_t bits = (uint64_t)(power + 1023) << 52;

    for (int term = 14; term >= 1; term--)
        sum = 1.0 + sum * rest / term;
    memcpy(&scale, &bits, sizeof scale);
    return sum * scale;
}

double chance_root(double x)
{
    return __builtin_sqrt(x);
}

double chance_normal(uint64_t key, uint64_t purpose)
{
    uint64_t a = chance_key(key, purpose);
    uint64_t b = chance_key(a, purpose);
    uint64_t sum = 0;

    for (int shift = 0; shift < 64; shift += 16)
        sum += ((a >> shift) & 0xFFFF) + ((b >> shift) & 0xFFFF);
    /* Mean 8·65535/2, standard deviation √(8·(65536² - 1)/12). */
    return ((double)sum - 262140.0) / 53510.00;
}

double chance_lognormal(uint64_t key, uint64_t purpose, double median, double sigma)
{
    return median * chance_exp(sigma * chance_normal(key, purpose));
}

uint32_t chance_poisson(uint64_t key, uint64_t purpose, double mean)
{
    double limit = 0.0;
    double product = 1.0;
    uint32_t count = 0;

    if (mean > 30.0) {
        double drawn = mean + chance_root(mean) * chance_normal(key, purpose) + 0.5;
        return drawn < 0.0 ? 0 : (uint32_t)drawn;
    }
    limit = chance_exp(-mean);
    for (;;) {
        product *= chance_unit(chance_key(key, purpose), count);
        if (product <= limit)
            return count;
        count++;
    }
}

uint32_t chance_row(double unit, const double *weights, uint32_t count)
{
    double sum = 0.0;
    double left = 0.0;

    for (uint32_t row = 0; row < count; row++)
        sum += weights[row];
    left = unit * sum;
    for (uint32_t row = 0; row + 1 < count; row++) {
        if (left < weights[row])
            return row;
        left -= weights[row];
    }
    return count - 1;
}
