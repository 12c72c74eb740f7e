/* commands: what main's table of commands needs of each; one file a command. */
#ifndef DESKGAUGE_COMMAND_COMMANDS_H
#define DESKGAUGE_COMMAND_COMMANDS_H

#include "command/options.h"

/* A command takes its own words (argv[0] is its name), prints its results, and returns the exit
 * code; when that is not 0 or 1 `err` says why and main prints it. */
#define COMMAND(name, NAME)                                                                        \
    int name##_command(int argc, char **argv, struct error *err);                                  \
    extern const struct option NAME##_OPTIONS[];                                                   \
    extern const char NAME##_MORE[];

COMMAND(run, RUN)
COMMAND(ingest, INGEST)
COMMAND(score, SCORE)
COMMAND(compare, COMPARE)
COMMAND(report, REPORT)
COMMAND(explain, EXPLAIN)
COMMAND(init, INIT)
COMMAND(desks, DESKS)
COMMAND(imports, IMPORTS)
COMMAND(check, CHECK)

/* The row of the table that a command is, for its own options_read(). */
const struct command *command_named(const char *name);

#endif
