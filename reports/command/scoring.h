/* scoring: from a workspace to a scorecard, and the table of it in a terminal. */
#ifndef DESKGAUGE_COMMAND_SCORING_H
#define DESKGAUGE_COMMAND_SCORING_H

#include "command/workspace.h"
#include "criteria/score.h"
#include "languages/language.h"

/* Criteria, verdicts, values and what happened, one line each; then what it rests on. */
MUST_CHECK bool print_scorecard(const struct scorecard *scorecard, const struct cube *cube,
                                struct language *language, FILE *out, struct error *err);

/* All measurements: JSON objects one a line in an array, or CSV. */
MUST_CHECK bool print_measurements_json(const struct scorecard *scorecard, const struct cube *cube,
                                        FILE *out, struct error *err);
MUST_CHECK bool print_measurements_csv(const struct scorecard *scorecard, const struct cube *cube,
                                       FILE *out, struct error *err);

/* Does any scored criterion stand under `share` of 100 points, or miss its promise? */
bool scorecard_is_under(const struct scorecard *scorecard, double score);

#endif
