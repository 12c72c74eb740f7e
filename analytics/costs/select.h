/* select: the value of a rank without sorting. */
#ifndef DESKGAUGE_COSTS_SELECT_H
#define DESKGAUGE_COSTS_SELECT_H

#include <stddef.h>

/* The value that an ascending sort would put at `at`; nothing less stands after it then (Hoare's
 * selection by the middle of three). No NaN. */
double select_at(double *values, size_t count, size_t at);

#endif
