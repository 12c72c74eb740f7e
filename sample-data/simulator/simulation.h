/* simulation: a world from its first arrival to its cut, ticket by ticket. */
#ifndef DESKGAUGE_SAMPLE_SIMULATION_H
#define DESKGAUGE_SAMPLE_SIMULATION_H

#include "simulator/export.h"
#include "simulator/truth.h"

/*
 * Live through a settled world in the order of time; each ticket goes to `export` and `truth`,
 * either of which may be NULL. Memory does not grow with the number of tickets. ERROR_INTERNAL
 * when memory is short; ERROR_INPUT when a file cannot be written.
 */
MUST_CHECK bool simulation_run(const struct world *world, struct export *export,
                               struct truth *truth, struct error *err);

#endif
