/* 25: the hash of clusters and their Poisson(1) weights. */
#include <stdio.h>

#include "statistics/bootstrap.h"
#include "topics.h"

static void weights(struct check *check)
{
    for (size_t row = 0; row < check_rows(check); row++) {
        uint64_t seed = (uint64_t)check_key(check, row, "seed");
        uint32_t replicate = (uint32_t)check_key(check, row, "b");
        struct span name = span_of(check_key_text(check, row, "cluster_id"));
        uint64_t cluster = bootstrap_cluster(name, seed);
        uint64_t bits = bootstrap_bits(cluster, replicate);
        char hex[17];

        snprintf(hex, sizeof hex, "%016llx", (unsigned long long)bits);
        check_word(check, row, "hash_hex", hex);
        check_exact(check, row, "u", bootstrap_uniform(bits));
        check_exact(check, row, "weight", bootstrap_weight(cluster, replicate));
    }
}

const struct topic topics_hash[] = {
    {25, "hash_hex|weight", 0, weights},
    {0},
};
