/* pairs: a date in one column and its time of day in the next. Private to ingest. */
#ifndef DESKGAUGE_INGEST_PAIRS_H
#define DESKGAUGE_INGEST_PAIRS_H

#include "ingest/plan.h"
#include "ingest/understanding.h"

/* Notes whether the cell of a column is a day, a time of day, or part of a spreadsheet's number. */
void pairs_note(struct plan_column *column, struct span cell);

/*
 * After the first rows: a column of days whose neighbour holds nothing but times of day is read
 * with it, and that is said; where there is none, that only days are known is said.
 */
MUST_CHECK bool pairs_find(struct plan *plan, struct understanding *words, struct error *err);

enum { PAIR_TEXT_SIZE = 96 };
/* The cell of an instant: of a pair, both cells as one text in `text`. */
struct span pairs_cell(const struct plan *plan, const struct csv_row *row, int column,
                       struct span cell, char text[PAIR_TEXT_SIZE]);

#endif
