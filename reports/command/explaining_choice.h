/* explaining_choice: a figure of the choice of models, with its formula and the numbers put in. */
#ifndef DESKGAUGE_COMMAND_EXPLAINING_CHOICE_H
#define DESKGAUGE_COMMAND_EXPLAINING_CHOICE_H

#include "costs/comparison.h"
#include "languages/language.h"

/* Does the id belong to the choice of models: "choice", "choice.cost_p50{model=own_staff}" …? */
bool is_choice_figure(const char *id);

/*
 * Every figure that `id` names: with its scope one, "choice.cost_p50" of all models, "choice" a
 * list of all ids. ERROR_USAGE, with the nearest, where there is none.
 */
MUST_CHECK bool explain_choice(const struct comparison *comparison, const struct settings *settings,
                               struct language *language, const char *id, FILE *out,
                               struct error *err);

#endif
