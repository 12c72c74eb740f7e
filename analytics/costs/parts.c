#include "costs/parts.h"

static const char *const KEYS[] = {
#define X(part, key) key,
    COST_PARTS(X)
#undef X
};

const char *cost_part_key(enum cost_part part)
{
    return KEYS[part];
}

double parts_sum(const double parts[PART_COUNT])
{
    double sum = 0;

    for (int part = 0; part < PART_COUNT; part++)
        sum += parts[part];
    return sum;
}
