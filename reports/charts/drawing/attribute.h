/* attribute: what stands in the attributes of an SVG of gnuplot. */
#ifndef DESKGAUGE_CHARTS_ATTRIBUTE_H
#define DESKGAUGE_CHARTS_ATTRIBUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "charts/drawing/palette.h"

/* The value of `name` in a list of names and values that ends with NULL; or NULL. */
const char *attribute(const char **attributes, const char *name);

/* The next number of a list whose parts stand apart by blanks and commas; false at its end. The C
 * library reads in the C locale: nothing here ever sets another. */
bool next_number(const char **at, double *out);

/* The number that `text` starts with; `otherwise` without one. */
double read_number(const char *text, double otherwise);

/* "name(12.5, 30)" somewhere in `text`, with exactly `count` numbers. */
bool read_call(const char *text, const char *name, double *out, size_t count);

/* "rgb( 22, 32, 43)" as the colour of the palette. gnuplot writes the names black and white too,
 * but only in groups that paint nothing. */
bool read_colour(const char *text, enum colour *out);

#endif
