/* choosing: the report that chooses a support model, into a folder. */
#ifndef DESKGAUGE_COMMAND_CHOOSING_H
#define DESKGAUGE_COMMAND_CHOOSING_H

#include "command/reporting.h"

/* Compare, compose, draw and write into `folder`, or into the folder `inside` of it. ERROR_USAGE
 * where something about money must be told first. */
MUST_CHECK bool model_choice_write(const struct reporting_request *request,
                                   struct language *language, const char *inside,
                                   struct folder *folder, struct reporting_shortfall *shortfall,
                                   struct error *err);

/* Is there something to choose between? */
bool has_choice(const struct reporting_request *request);

#endif
