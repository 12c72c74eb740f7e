#include "command/commands.h"
const struct option REPORT_OPTIONS[] = {{0}};
const char REPORT_MORE[] = "";
int report_command(int argc, char **argv, struct error *err)
{
    (void)argc;
    (void)argv;
    (void)argc;
    error_set(err, ERROR_INTERNAL, "not yet");
    return 6;
}
