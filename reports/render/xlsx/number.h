/* number: a value as a cell of a spreadsheet: a double and the format that shows it. */
#ifndef DESKGAUGE_RENDER_XLSX_NUMBER_H
#define DESKGAUGE_RENDER_XLSX_NUMBER_H

#include "render/plain.h"

enum { CELL_FORMAT_SIZE = 128 };

struct cell_number {
    double number;
    char format[CELL_FORMAT_SIZE];
};

/*
 * One end of `value`: a ratio as itself ("0%"), a difference of ratios in percentage points (whose
 * short name is `points`), a duration as a share of a day ("[h]:mm:ss"; negative ones, which
 * spreadsheets cannot show, in hours), money in major units, days and instants as serial numbers
 * (1900 system; ECMA-376 part 1, 18.17.4), a month by its first day. False for what is text in a
 * spreadsheet: periods, quarters, words, unknowns, and days before March 1900, which spreadsheets
 * count wrongly.
 */
bool cell_number(const struct value *value, enum plain_end end, const char *points,
                 struct cell_number *out);

#endif
