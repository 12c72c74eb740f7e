/* comparing: a comparison of models, printed for people and for programs. */
#ifndef DESKGAUGE_COMMAND_COMPARING_H
#define DESKGAUGE_COMMAND_COMPARING_H

#include <stdio.h>

#include "costs/comparison.h"
#include "languages/language.h"

/* A table of at most `width` columns of a terminal: what does not fit stands in a second line of
 * each model. */
MUST_CHECK bool print_comparison(const struct comparison *comparison,
                                 const struct settings *settings, struct language *language,
                                 size_t width, FILE *out, struct error *err);

/* By schemas/report/comparison.schema.json. */
void print_comparison_json(const struct comparison *comparison, const struct settings *settings,
                           FILE *out);
/* A row a model, names of columns as in the JSON. */
void print_comparison_csv(const struct comparison *comparison, const struct settings *settings,
                          FILE *out);

#endif
