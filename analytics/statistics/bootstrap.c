#include "statistics/bootstrap.h"

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
    enum { LARGEST = 24 };
    double u = bootstrap_uniform(bootstrap_bits(cluster, replicate));
    double term = 0.36787944117144233; /* e^-1 */
    double below = term;
    int weight = 0;

    while (weight < LARGEST && u >= below) {
        weight++;
        term /= weight;
        below += term;
    }
    return weight;
}
