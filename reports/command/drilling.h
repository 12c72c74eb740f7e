/* drilling: a scorecard taken apart in the terminal: cells, executor groups, levers. */
#ifndef DESKGAUGE_COMMAND_DRILLING_H
#define DESKGAUGE_COMMAND_DRILLING_H

#include <stdio.h>

#include "criteria/scorecard.h"
#include "languages/language.h"

/* "channel,band" to sides of a drill-down (enum drill_side); NULL is none. ERROR_USAGE. */
MUST_CHECK bool drill_sides_parse(const char *text, unsigned *out, struct error *err);

/* The cells of each criterion, worst first, with what each adds to the gap to the target. */
MUST_CHECK bool print_drill(const struct scorecard *scorecard, const struct cube *cube,
                            struct language *language, FILE *out, struct error *err);
void print_drill_csv(const struct scorecard *scorecard, const struct cube *cube, FILE *out);
void print_drill_json(const struct scorecard *scorecard, const struct cube *cube, FILE *out);

/* Own staff and provider, where the export tells them apart; nothing otherwise. */
MUST_CHECK bool print_executors(const struct scorecard *scorecard, struct language *language,
                                FILE *out, struct error *err);
void print_executors_json(const struct scorecard *scorecard, FILE *out);

/* "channel messenger: 4.2 points if it met the target"; nothing where no part stands out. */
void append_lever(struct language *language, const struct criterion_score *score,
                  const struct cube *cube, struct buffer *out);
/* The part that the lever names, in stable words ("messenger"); NULL: it has none. */
const char *lever_part(const struct criterion_score *score, const struct cube *cube);

#endif
