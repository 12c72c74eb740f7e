/* composed: the five criteria in one number, by the user's own weights. */
#ifndef DESKGAUGE_COMMAND_COMPOSED_H
#define DESKGAUGE_COMMAND_COMPOSED_H

#include <stdio.h>

#include "criteria/scorecard.h"
#include "languages/language.h"

/* Nothing where the settings weigh nothing. For the house: never in a client's edition. */
MUST_CHECK bool print_composite(const struct scorecard *scorecard, struct language *language,
                                FILE *out, struct error *err);
/* , "composite": {…} or null */
void print_composite_json(const struct scorecard *scorecard, FILE *out);

#endif
