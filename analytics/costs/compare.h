/* compare: cube and settings in, comparison out. A pure function: no clock, no file. */
#ifndef DESKGAUGE_COSTS_COMPARE_H
#define DESKGAUGE_COSTS_COMPARE_H

#include "costs/comparison.h"
#include "cube/cube.h"

/*
 * Price own staff and every offer of the settings over the horizon, all sized to the promises of
 * the settings, on common random numbers. ERROR_USAGE where something must be told first (costs,
 * pay, handling time), with the line of the settings to write. The caller owns `*out`.
 */
MUST_CHECK bool compare(const struct cube *cube, const struct settings *settings,
                        struct comparison *out, struct error *err);

#endif
