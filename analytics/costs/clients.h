/* clients: what the support of each client costs, against what he pays. */
#ifndef DESKGAUGE_COSTS_CLIENTS_H
#define DESKGAUGE_COSTS_CLIENTS_H

#include "costs/comparison.h"
#include "cube/cube.h"

/*
 * The yearly cost of the recommended model (else of own staff) shared out by tickets; clients of
 * whom nobody told a fee have NaN there and stand last. None without an export or where it names
 * no client.
 */
MUST_CHECK bool clients_write(const struct cube *cube, const struct settings *settings,
                              struct comparison *out, struct error *err);

#endif
