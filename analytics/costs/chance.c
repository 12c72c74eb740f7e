#include "costs/chance.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double Z_90 = 1.2815515655446004;

static uint64_t splitmix(uint64_t x)
{
    x += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

double chance_uniform(uint64_t seed, uint64_t draw, uint32_t stream)
{
    uint64_t bits = splitmix(splitmix(splitmix(seed) ^ draw) ^ stream);

    return ((double)(bits >> 11) + .5) / 9007199254740992.0;
}

double chance_normal(double u)
{
    return gsl_cdf_ugaussian_Pinv(u);
}

void normal_table_fill(struct normal_table *table)
{
    if (table->is_filled)
        return;
    for (int i = 1; i < NORMAL_STEPS; i++)
        table->z[i] = chance_normal((double)i / NORMAL_STEPS);
    table->is_filled = true;
}

void chance_pairs(uint64_t seed, uint64_t draw, uint32_t first, size_t count,
                  struct chance_pair *out)
{
    uint64_t name = splitmix(splitmix(seed) ^ draw);

    for (size_t i = 0; i < count; i++) {
        uint64_t bits = splitmix(name ^ (first + i));
        out[i] = (struct chance_pair){((double)(bits >> 32) + .5) / 4294967296.0,
                                      ((double)(bits & UINT32_MAX) + .5) / 4294967296.0};
    }
}

double uncertain_at(const struct uncertain *uncertain, double z)
{
    double far = z < 0 ? uncertain->low : uncertain->high;
    double steps = fabs(z) / Z_90;

    if (far == uncertain->middle)
        return far;
    if (uncertain->low > 0 && uncertain->middle > 0 && uncertain->high > 0)
        return uncertain->middle * exp(steps * log(far / uncertain->middle));
    return uncertain->middle + steps * (far - uncertain->middle);
}

/* P(0), then P(k + 1) / P(k) of the two laws, until the sum passes u. */
static double count_by_inversion(double mean, double dispersion, double u)
{
    bool is_poisson = dispersion <= 1.000001;
    double shape = is_poisson ? 0 : mean / (dispersion - 1);
    double p = is_poisson ? exp(-mean) : exp(-shape * log(dispersion));
    double sum = p;
    double k = 0;

    while (sum < u && k < 100 * (mean + 10) * dispersion) {
        p *= is_poisson ? mean / (k + 1) : (shape + k) / (k + 1) * (1 - 1 / dispersion);
        sum += p;
        k++;
        if (p < 1e-18 && k > mean)
            break;
    }
    return k;
}

double chance_count(double mean, double dispersion, double u)
{
    if (mean <= 0)
        return 0;
    if (mean < COUNT_BY_INVERSION_BELOW)
        return count_by_inversion(mean, dispersion, u);
    double variance = (dispersion < 1 ? 1 : dispersion) * mean;
    return floor(chance_sum(mean, sqrt(variance), chance_normal(u)) + .5);
}

double chance_sum(double mean, double deviation, double z)
{
    if (mean <= 0)
        return 0;
    if (deviation <= 0)
        return mean;
    double shape = mean / deviation * (mean / deviation);
    double root = 1 - 1 / (9 * shape) + z / (3 * sqrt(shape));
    return root <= 0 ? 0 : mean * root * root * root;
}
