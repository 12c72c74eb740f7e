#include "command/commands.h"
const struct option EXPLAIN_OPTIONS[] = {{0}};
const char EXPLAIN_MORE[] = "";
int explain_command(int argc, char **argv, struct error *err)
{
    (void)argc;
    (void)argv;
    return error_set(err, ERROR_INTERNAL, "not yet"), 6;
}
