#include "costs/comparison.h"

static const char *const FAULTS[] = {"fits",     "hours", "reply", "channels",
                                     "capacity", "ends",  "gate",  "scope"};

void comparison_release(struct comparison *comparison)
{
    arena_release(&comparison->arena);
    *comparison = (struct comparison){0};
}

const char *model_fault_name(enum model_fault fault)
{
    return FAULTS[fault];
}
