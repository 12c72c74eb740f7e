/* bootstrap: replicates that do not depend on threads, order or chunking, and their limits. */
#ifndef DESKGAUGE_STATISTICS_BOOTSTRAP_H
#define DESKGAUGE_STATISTICS_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/*
 * Cluster bootstrap with Poisson(1) weights (Chamandy et al. 2012): the weight of a cluster in
 * replicate b comes from a hash of its name, so files, months and machines merge exactly, and the
 * replicates of all criteria share their weights (their correlation is right for free).
 *
 *     h = FNV-1a-64(name), G = 0x9E3779B97F4A7C15
 *     z = mix(mix(h xor seed·G) + (b+1)·G)              mix: the finaliser of splitmix64
 *     u = (z >> 11) · 2^-53,  weight = least k with u < P(Poisson(1) <= k), at most 24
 *
 * A name is a canonical string (`account`, `account/2026-02-11`), never a keyed hash (rulings 13).
 */
enum { BOOTSTRAP_REPLICATES = 1000, BOOTSTRAP_SEED = 20240701 };

/* The start of a cluster's sequence, to keep when many replicates are drawn. */
uint64_t bootstrap_cluster(struct span name, uint64_t seed);

uint64_t bootstrap_bits(uint64_t cluster, uint32_t replicate); /* z */
double bootstrap_uniform(uint64_t bits);                       /* u, in [0, 1) */
int bootstrap_weight(uint64_t cluster, uint32_t replicate);    /* 0..24 */

#endif
