/* options: one table a command; it reads the words of the user and writes its own help. */
#ifndef DESKGAUGE_COMMAND_OPTIONS_H
#define DESKGAUGE_COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "base/text.h"

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_INSTANT, OPTION_SHARE };

struct option {
    const char *name; /* without the dashes; NULL ends the table */
    char letter;      /* 0: none */
    enum option_kind kind;
    size_t offset;     /* into the struct of the command's options */
    const char *value; /* what stands behind it in the help: "FILE" */
    const char *help;
};

/* Words that are no options, in order. */
struct operands {
    const char **items;
    size_t count;
};

struct command {
    const char *name;
    const char *operands; /* "[SETTINGS | CSV…]" */
    const char *summary;  /* one line */
    const char *more;     /* paragraphs of its --help */
    const struct option *options;
    int (*run)(int argc, char **argv, struct error *err);
};

extern const struct command COMMANDS[]; /* ends with a row without name */

/*
 * Read argv[1…] into `values` by the table. "--" ends the options, "-" is an operand, values
 * follow as --name=value or as the next word. ERROR_USAGE with the nearest name. `*is_help`: the
 * user asked for help instead. Operands point into argv.
 */
MUST_CHECK bool options_read(const struct command *command, int argc, char **argv, void *values,
                             struct operands *operands, bool *is_help, struct error *err);
void operands_release(struct operands *operands);
OWN_RELEASER(operands_release, struct operands)

void command_help(const struct command *command, FILE *out);
void program_help(FILE *out);

#endif
