/* house: the tables beside the exports, found among the operands and beside the settings. */
#ifndef DESKGAUGE_COMMAND_HOUSE_H
#define DESKGAUGE_COMMAND_HOUSE_H

#include "command/options.h"
#include "settings/settings.h"

/*
 * Take the house's tables out of `operands` (the exports stay), add those that stand beside
 * deskgauge.yaml, and put them all into `settings`. What is wrong with their rows stands in
 * settings.house.problems; only files that cannot be read fail.
 */
MUST_CHECK bool house_take(struct operands *operands, struct settings *settings, struct error *err);

/* Was this path read as one of the house's tables? Then it is no export. */
bool house_has(const struct house *house, const char *path);

/* One line a table on standard output; with `is_json` one object each; `with_empty`: also those
 * that hold no row yet. */
void told_house(const struct house *house, bool is_json, bool with_empty);
/* The problems on standard error: the grave ones alone, or all. */
void tell_house_problems(const struct house *house, bool only_grave);

#endif
