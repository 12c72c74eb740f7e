#include "command/commands.h"
const struct option SCORE_OPTIONS[] = {{0}};
const char SCORE_MORE[] = "";
int score_command(int argc, char **argv, struct error *err)
{
    (void)argc;
    (void)argv;
    return error_set(err, ERROR_INTERNAL, "not yet"), 6;
}
