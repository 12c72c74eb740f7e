/* ledger: the assumptions under a comparison, each with where it came from. */
#ifndef DESKGAUGE_COSTS_LEDGER_H
#define DESKGAUGE_COSTS_LEDGER_H

#include "costs/comparison.h"
#include "costs/demand.h"
#include "costs/payroll.h"

/* Fills out->assumptions, in `out->arena`. */
MUST_CHECK bool ledger_write(const struct settings *settings, const struct demand *demand,
                             const struct payroll_table *payroll, struct comparison *out,
                             struct error *err);

#endif
