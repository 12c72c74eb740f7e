#include "command/commands.h"
const struct option COMPARE_OPTIONS[] = {{0}};
const char COMPARE_MORE[] = "";
int compare_command(int argc, char **argv, struct error *err)
{
    (void)argc;
    (void)argv;
    (void)argc;
    error_set(err, ERROR_INTERNAL, "not yet");
    return 6;
}
