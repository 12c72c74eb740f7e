#include "statistics/bootstrap.h"

#include <math.h>

#include "statistics/distribution.h"
#include "statistics/quantile.h"

static const uint64_t GOLDEN = 0x9E3779B97F4A7C15u;

static uint64_t fnv1a(struct span bytes)
{
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < bytes.length; i++)
        hash = (hash ^ (unsigned char)bytes.bytes[i]) * 1099511628211u;
    return hash;
}

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

uint64_t bootstrap_cluster(struct span name, uint64_t seed)
{
    return mix(fnv1a(name) ^ (seed * GOLDEN));
}

uint64_t bootstrap_bits(uint64_t cluster, uint32_t replicate)
{
    return mix(cluster + ((uint64_t)replicate + 1) * GOLDEN);
}

double bootstrap_uniform(uint64_t bits)
{
    return (double)(bits >> 11) * 0x1p-53;
}

int bootstrap_weight(uint64_t cluster, uint32_t replicate)
{
    double u = bootstrap_uniform(bootstrap_bits(cluster, replicate));
    double term = 0.36787944117144233; /* e^-1 */
    double below = term;
    int weight = 0;

    while (weight < BOOTSTRAP_WEIGHT_MOST && u >= below) {
        weight++;
        term /= weight;
        below += term;
    }
    return weight;
}

/* The least whole number v with v·2^-53 >= below; none where the sum has come to 1. */
static uint64_t reached_from(double below)
{
    return below >= 1 ? UINT64_MAX : (uint64_t)ceil(below * 0x1p53);
}

struct bootstrap_ladder bootstrap_ladder(void)
{
    struct bootstrap_ladder ladder;
    double term = 0.36787944117144233, below = term; /* as in bootstrap_weight() */

    for (int i = 0; i < BOOTSTRAP_WEIGHT_MOST; i++) {
        ladder.below[i] = reached_from(below);
        term /= i + 1;
        below += term;
    }
    for (uint64_t i = 0; i < 256; i++) {
        uint8_t weight = 0;
        while (weight < BOOTSTRAP_WEIGHT_MOST && i << 45 >= ladder.below[weight])
            weight++;
        ladder.least[i] = weight;
    }
    return ladder;
}

void bootstrap_weights(const struct bootstrap_ladder *ladder, uint64_t cluster, uint32_t first,
                       uint32_t count, uint8_t *out)
{
    for (uint32_t i = 0; i < count; i++) {
        uint64_t v = bootstrap_bits(cluster, first + i) >> 11;
        uint8_t weight = ladder->least[v >> 45];
        while (weight < BOOTSTRAP_WEIGHT_MOST && v >= ladder->below[weight])
            weight++;
        out[i] = weight;
    }
}

struct bootstrap_summary bootstrap_percentile(double *replicates, size_t count, double confidence)
{
    double tail = (1 - confidence) / 2;

    sample_sort(replicates, count);
    return (struct bootstrap_summary){
        .mean = sample_mean(replicates, count),
        .deviation = sample_deviation(replicates, count),
        .limits = {quantile_of(replicates, count, tail, QUANTILE_LINEAR),
                   quantile_of(replicates, count, 1 - tail, QUANTILE_LINEAR)},
    };
}

/* Share of the replicates below the estimate, those equal to it counted half. */
static double share_below(double estimate, const double *replicates, size_t count)
{
    double below = 0;

    for (size_t i = 0; i < count; i++)
        below += replicates[i] < estimate ? 1 : replicates[i] == estimate ? 0.5 : 0;
    return below / (double)count;
}

static double acceleration(const double *jackknife, size_t count)
{
    double mean = sample_mean(jackknife, count), squares = 0, cubes = 0;

    for (size_t i = 0; i < count; i++) {
        double u = mean - jackknife[i];
        squares += u * u;
        cubes += u * u * u;
    }
    return cubes / (6 * pow(squares, 1.5));
}

struct bootstrap_bca bootstrap_accelerate(double estimate, double *replicates, size_t count,
                                          const double *jackknife, size_t unit_count,
                                          double confidence)
{
    double z0 = normal_quantile(share_below(estimate, replicates, count));
    double a = acceleration(jackknife, unit_count);
    double low = z0 + normal_quantile((1 - confidence) / 2);
    double high = z0 + normal_quantile(1 - (1 - confidence) / 2);
    struct interval levels = {normal_cdf(z0 + low / (1 - a * low)),
                              normal_cdf(z0 + high / (1 - a * high))};

    sample_sort(replicates, count);
    return (struct bootstrap_bca){
        .z0 = z0,
        .acceleration = a,
        .levels = levels,
        .limits = {quantile_of(replicates, count, levels.low, QUANTILE_LINEAR),
                   quantile_of(replicates, count, levels.high, QUANTILE_LINEAR)},
    };
}

double bootstrap_correlation(const double *a, const double *b, size_t count)
{
    double mean_a = sample_mean(a, count), mean_b = sample_mean(b, count);
    double both = 0, square_a = 0, square_b = 0;

    for (size_t i = 0; i < count; i++) {
        both += (a[i] - mean_a) * (b[i] - mean_b);
        square_a += (a[i] - mean_a) * (a[i] - mean_a);
        square_b += (b[i] - mean_b) * (b[i] - mean_b);
    }
    return both / sqrt(square_a * square_b);
}
