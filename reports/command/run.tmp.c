#include "command/commands.h"
const struct option RUN_OPTIONS[] = {{0}};
const char RUN_MORE[] = "";
int run_command(int argc, char **argv, struct error *err)
{
    (void)argc;
    (void)argv;
    (void)argc;
    error_set(err, ERROR_INTERNAL, "not yet");
    return 6;
}
