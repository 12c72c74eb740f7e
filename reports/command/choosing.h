/* choosing: the report that chooses a support model. */
#ifndef DESKGAUGE_COMMAND_CHOOSING_H
#define DESKGAUGE_COMMAND_CHOOSING_H

#include "command/sheaf.h"

/* Compare, and compose into the sheaf. ERROR_USAGE where something about money must be told
 * first. */
MUST_CHECK bool model_choice_compose(struct sheaf *sheaf, const char *inside, struct error *err);

/* Is there something to choose between? */
bool has_choice(const struct reporting_request *request);

/* A buyer without a desk types the volume: there is nothing to read, and no scorecard. */
bool choice_is_typed(const struct workspace *workspace, const struct operands *files);

#endif
